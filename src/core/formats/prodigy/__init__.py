"""Prodigy's JSONL: one task a line (https://prodi.gy/docs/api-interfaces)."""

from __future__ import annotations

from ..format import Format
from .read import read, recognised
from .write import KEEPS, ProdigyWriter

PRODIGY = Format(
    name="prodigy",
    title="Prodigy JSONL",
    offsets="Unicode code points; tokens with the last one included",
    keeps=KEEPS,
    suffix=".jsonl",
    recognises=recognised,
    read=read,
    writer=ProdigyWriter,
)

__all__ = ["PRODIGY"]
