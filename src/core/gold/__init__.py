"""Decisions to a dataset: what they amount to, divided and written by format."""

from .export import DEFAULT_SPLIT, WRITTEN, ExportReport, export, gold_articles
from .resolve import Include, Resolved, resolve
from .split import PARTS, Split

__all__ = [
    "DEFAULT_SPLIT",
    "PARTS",
    "WRITTEN",
    "ExportReport",
    "Include",
    "Resolved",
    "Split",
    "export",
    "gold_articles",
    "resolve",
]
