"""Knowledge bases: entries with an id and a label that entities may be linked to."""

from .entry import Entry, read_entries
from .index import INDEX_NAME, Knowledge, normal

__all__ = ["INDEX_NAME", "Entry", "Knowledge", "normal", "read_entries"]
