"""Files to articles: readers by format, and zones."""

from .add import AddReport, Progress, add, articles_of
from .read import FORMATS
from .sources import Refusal
from .zones import Findings, find_zones

__all__ = [
    "FORMATS",
    "AddReport",
    "Findings",
    "Progress",
    "Refusal",
    "add",
    "articles_of",
    "find_zones",
]
