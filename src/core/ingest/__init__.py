"""Files to articles: readers by format, and zones."""

from .add import add, articles_of
from .adding import AddReport
from .progress import AddProgress, Progress
from .read import FORMATS
from .sources import Refusal
from .zones import Findings, find_zones

__all__ = [
    "FORMATS",
    "AddProgress",
    "AddReport",
    "Findings",
    "Progress",
    "Refusal",
    "add",
    "articles_of",
    "find_zones",
]
