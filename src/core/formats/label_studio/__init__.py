"""Label Studio's JSON (https://labelstud.io/guide/task_format)."""

from __future__ import annotations

from collections.abc import Iterator

from ..format import Format, Layout
from ..source import Source
from .read import read, recognised
from .write import CONFIG_NAME, KEEPS, TASKS, LabelStudioWriter


def belongs_to(source: Source) -> Iterator[Source]:
    """The tasks that the labelling configuration which *source* is was made for."""
    if source.path is not None and source.path.name == CONFIG_NAME:
        yield from filter(None, map(source.beside, TASKS))


LABEL_STUDIO = Format(
    name="label-studio",
    title="Label Studio JSON",
    offsets="Unicode code points",
    keeps=KEEPS,
    layout=Layout.FOLDER,
    recognises=recognised,
    belongs_to=belongs_to,
    read=read,
    writer=LabelStudioWriter,
)

__all__ = ["LABEL_STUDIO"]
