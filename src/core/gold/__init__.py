"""Decisions to a dataset: what they amount to, divided and written by format."""

from .dataset import DatasetOptions
from .export import DEFAULT_SPLIT, WRITTEN, export, gold_articles
from .report import ExportReport
from .resolve import Include, Resolved, resolve
from .split import PARTS, Split

__all__ = [
    "DEFAULT_SPLIT",
    "PARTS",
    "WRITTEN",
    "DatasetOptions",
    "ExportReport",
    "Include",
    "Resolved",
    "Split",
    "export",
    "gold_articles",
    "resolve",
]
