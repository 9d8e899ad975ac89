"""The workspace and its database: articles, suggestions, and the log of decisions."""

from .store import Overview, Store
from .workspace import Config, Workspace

__all__ = ["Config", "Overview", "Store", "Workspace"]
