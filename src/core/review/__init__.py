"""The review session: everything a reviewer can do, without a screen."""

from .clock import Clock
from .items import Item, ItemIndex, Standing
from .outcome import Outcome, Scope
from .session import ReviewSession

__all__ = ["Clock", "Item", "ItemIndex", "Outcome", "ReviewSession", "Scope", "Standing"]
