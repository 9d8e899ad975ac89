"""CSV: a table of articles, and tables of what is in them."""

from .write import CSV

__all__ = ["CSV"]
