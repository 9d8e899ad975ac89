"""Label Studio's JSON (https://labelstud.io/guide/task_format)."""

from __future__ import annotations

from ..format import Format, Layout
from .read import read, recognised
from .write import KEEPS, LabelStudioWriter

LABEL_STUDIO = Format(
    name="label-studio",
    title="Label Studio JSON",
    offsets="Unicode code points",
    keeps=KEEPS,
    layout=Layout.FOLDER,
    recognises=recognised,
    read=read,
    writer=LabelStudioWriter,
)

__all__ = ["LABEL_STUDIO"]
