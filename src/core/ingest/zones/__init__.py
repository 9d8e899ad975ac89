"""What each stretch of an article's text is."""

from __future__ import annotations

from .finding import Findings, find_zones
from .places import recurring_key

__all__ = ["Findings", "find_zones", "recurring_key"]
