"""Articles and annotations in the forms of other tools: read, written, and what is lost."""

from .format import Destination, Format, Layout, Writer
from .keeps import EVERYTHING, Keeps, reduced
from .losses import Loss, LossReport, Reason
from .registry import FORMATS, format_named, recognised
from .source import Draft, Head, Source

__all__ = [
    "EVERYTHING",
    "FORMATS",
    "Destination",
    "Draft",
    "Format",
    "Head",
    "Keeps",
    "Layout",
    "Loss",
    "LossReport",
    "Reason",
    "Source",
    "Writer",
    "format_named",
    "recognised",
    "reduced",
]
