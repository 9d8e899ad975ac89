"""A format: how it is recognised, read and written, and what it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, Protocol

from ..model import AnnotatedArticle
from ..scheme import Scheme
from .keeps import Keeps
from .losses import Loss
from .source import Draft, Head, Source


class Layout(StrEnum):
    """Whether a dataset in some format is a file (one for each part), or a folder."""

    FILE = "file"
    FOLDER = "folder"


class Destination(Protocol):
    """Where a writer's files go. They appear together when the export is finished."""

    @property
    def scheme(self) -> Scheme:
        """The scheme of the annotations."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that articles are divided into; ``("",)`` when they are not."""

    def file(self, part: str) -> BinaryIO:
        """The file of *part*, in a format that is a file; the same at every call."""

    def open(self, name: str) -> BinaryIO:
        """A new file called *name* in the folder, such as ``train/a.ann``.

        Closing it is the writer's choice, and needed where there are many.
        """

    def present(self, name: str) -> bytes | None:
        """What the file called *name* in the folder holds from before, if it is there."""


class Writer(Protocol):
    """Writes articles in some format."""

    def write(self, annotated: AnnotatedArticle, part: str) -> Iterable[Loss]:
        """Take one article into *part*; what the format cannot keep of it."""

    def finish(self) -> tuple[str, ...]:
        """Write what is still held back; sentences for the user."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format that articles and annotations go in or out in.

    ``offsets`` says what its offsets count. ``suffix`` is that of a part's file.
    ``divided``: what reads it needs train, dev and test, so it always has them.
    ``recognises`` tells from the beginning of a file whether it is in this format.
    ``belongs_to`` gives, for a file that is no article by itself, the files beside it
    with which it is read. ``read`` raises ``UsageError`` where a file is not in the format
    at all; what of it has no place comes as losses, with the draft or by itself.
    """

    name: str
    title: str
    offsets: str
    keeps: Keeps
    layout: Layout = Layout.FILE
    suffix: str = ""
    divided: bool = False
    recognises: Callable[[Head], bool] = lambda head: False  # noqa: ARG005
    belongs_to: Callable[[Source], Iterable[Source]] = lambda source: ()  # noqa: ARG005
    binary: bool = False
    read: Callable[[Source], Iterator[Draft | Loss]] | None = None
    writer: Callable[[Destination], Writer] | None = None
