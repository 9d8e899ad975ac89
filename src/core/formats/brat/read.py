"""A text with brat's annotations beside it, read as one article."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from ...model import Article, UsageError
from ..decode import checked, decode
from ..losses import Loss
from ..source import Draft, Head, Source
from .article import Roles, build
from .config import parse_config
from .lines import LINE, Line, parse

TEXT_SUFFIX = ".txt"
ANNOTATIONS = (".ann",)
PARTIAL = (".a1", ".a2", ".rel", ".co")
"""The files of the BioNLP shared tasks: entities given, the rest to be found."""

CONFIGURATION = "annotation.conf"
_OTHERS = frozenset((CONFIGURATION, "visual.conf", "tools.conf", "kb_shortcuts.conf"))
_HIGHEST = 8
_NOTHING: Roles = {}
_HEAD_BYTES = 4_096


def recognised(head: Head) -> bool:
    """Whether a file is a text with annotations beside it, such annotations, or a configuration."""
    source = head.source
    if source.suffix == TEXT_SUFFIX:
        return any(map(_holds_annotations, _annotations_of(source)))
    if source.path is not None and source.path.name == CONFIGURATION:
        return True
    lines = [line for line in head.text.split("\n") if line.strip()]
    if source.suffix in {*ANNOTATIONS, *PARTIAL}:
        # the first line may be a broken one, which is then told
        return not lines or any(map(LINE.match, lines))
    return bool(lines) and LINE.match(lines[0]) is not None and lines[0][0] in "TE"


def belongs_to(source: Source) -> Iterator[Source]:
    """The text that annotations are of; of a configuration, the texts it is for."""
    if source.path is None:
        return
    if source.suffix in {*ANNOTATIONS, *PARTIAL}:
        text = source.beside(source.stem + TEXT_SUFFIX)
        if text is not None:
            yield text
    elif source.path.name in _OTHERS:
        for suffix in (*ANNOTATIONS, *PARTIAL):
            for path in source.path.parent.rglob(f"*{suffix}"):
                text_path = path.with_suffix(TEXT_SUFFIX)
                yield Source(str(text_path), text_path)


def read(source: Source) -> Iterator[Draft | Loss]:
    """The one article that *source* is the text of, or the annotations.

    Raises:
        UsageError: when there is no text to the annotations, or they are not UTF-8.
    """
    if source.path is not None and source.path.name == CONFIGURATION:
        raise UsageError(
            f"{source.name} is a configuration of brat and no article; make a label scheme"
            f" of it with `goldleaf scheme from-brat {source.name}`."
        )
    text_source, annotation_sources = _pair(source)
    article = Article("", _text(text_source), source=text_source.name)
    lines = (line for one in annotation_sources for line in _lines(one))
    annotated, losses = build(article, lines, _roles(text_source))
    yield Draft(annotated, text_source.stem, losses=losses)


def _annotations_of(text: Source) -> list[Source]:
    """The files of annotations beside *text*: the whole, or the parts."""
    for suffixes in (ANNOTATIONS, PARTIAL):
        found = [text.beside(text.stem + suffix) for suffix in suffixes]
        if there := [one for one in found if one is not None]:
            return there
    return []


def _holds_annotations(source: Source) -> bool:
    with source.open() as stream:
        return recognised(Head(source, stream.read(_HEAD_BYTES)))


def _pair(source: Source) -> tuple[Source, list[Source]]:
    if source.suffix == TEXT_SUFFIX:
        return source, _annotations_of(source)
    text = source.beside(source.stem + TEXT_SUFFIX)
    if text is None:
        raise UsageError(
            f"{source.name} holds annotations of brat, but {source.stem}{TEXT_SUFFIX}, the text"
            " they are of, is not beside it; put it there."
        )
    return text, _annotations_of(text) or [source]


def _text(source: Source) -> str:
    with source.open() as stream:
        return _decoded(stream.read(), source.name)


def _lines(source: Source) -> Iterable[Line | Loss]:
    with source.open() as stream:
        data = stream.read()
    return parse(_decoded(data, source.name), source.name) if data.strip() else ()


def _decoded(data: bytes, name: str) -> str:
    try:
        # whatever it looks like: brat knows no other encoding
        return checked(data.removeprefix(BOM_UTF8).decode(), name)
    except UnicodeDecodeError:
        return decode(data, name)


def _roles(text: Source) -> Roles:
    """The roles in the configuration that stands nearest above *text*, as brat looks for it."""
    if text.path is None:
        return _NOTHING
    for folder in islice(text.path.absolute().parents, _HIGHEST):
        path = folder / CONFIGURATION
        try:
            changed = path.stat().st_mtime_ns
        except OSError:
            continue
        return _roles_in(path, changed)
    return _NOTHING


@lru_cache(maxsize=8)
def _roles_in(path: Path, changed: int) -> Roles:  # noqa: ARG001 - a part of the cache's key
    try:
        entries = parse_config(path.read_text("utf-8-sig"), path.name)["events"]
    except (OSError, ValueError, UsageError):
        # a broken one is told by `goldleaf scheme from-brat`; texts can be read without
        return _NOTHING
    return {one.name: frozenset(slot.name for slot in one.slots) for one in entries}
