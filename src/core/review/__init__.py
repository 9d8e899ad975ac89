"""The review session: everything a reviewer can do, without a screen."""

from .carrying import Site
from .clock import Clock
from .disagreement import Dissent
from .items import Item, ItemIndex, Standing
from .outcome import Outcome, Scope
from .past import Step
from .queue import Order, Queue
from .relations import COREFERENCE
from .remarks import Remark
from .searching import Hit, Hits
from .session import ReviewSession

__all__ = [
    "COREFERENCE",
    "Clock",
    "Dissent",
    "Hit",
    "Hits",
    "Item",
    "ItemIndex",
    "Order",
    "Outcome",
    "Queue",
    "Remark",
    "ReviewSession",
    "Scope",
    "Site",
    "Standing",
    "Step",
]
