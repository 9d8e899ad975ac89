"""Decisions to a dataset: what they amount to, divided and written by format."""

from .export import DEFAULT_SPLIT, FORMATS, ExportReport, export
from .losses import Loss, LossReport, Reason
from .resolve import Include, Resolved, resolve
from .split import PARTS, Split

__all__ = [
    "DEFAULT_SPLIT",
    "FORMATS",
    "PARTS",
    "ExportReport",
    "Include",
    "Loss",
    "LossReport",
    "Reason",
    "Resolved",
    "Split",
    "export",
    "resolve",
]
