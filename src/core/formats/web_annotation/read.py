"""Web annotations become articles: those about one text together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from ...model import UsageError
from ..losses import Loss, Reason
from ..source import Draft, Source
from .article import build
from .files import annotations_of
from .placed import Placed
from .terms import TEXT_SUFFIX, id_of
from .texts import name_in, text_file, text_in, texts_of


def read(source: Source) -> Iterator[Draft | Loss]:
    """The texts that the annotations of *source* are about, with what these say.

    A text is the file that a target names, beside *source*, or one that is called like it.

    Raises:
        UsageError: when the file holds no annotations, or the text is not there.
    """
    from .plain import plain_draft  # noqa: PLC0415 - msgspec is loaded when it is needed

    if plain := plain_draft(source):
        yield plain
    else:
        yield from read_with_care(source)


def read_with_care(source: Source) -> Iterator[Draft | Loss]:
    """The same as :func:`read`, whatever form the annotations have and whatever is wrong.

    Raises:
        UsageError: as :func:`read`.
    """
    found, collection, _ = annotations_of(source)
    if not found and not collection:
        raise UsageError(
            f"{source.name} holds no annotations: neither a collection, nor a page, nor a list."
        )
    by_text: defaultdict[str, list[Placed]] = defaultdict(list)
    for one, iri in zip(found, texts_of(found), strict=True):
        by_text[name_in(iri) or iri].append(one)
    # what names no text is about the one that there is
    about_none = by_text.pop("", [])
    names = list(by_text) or [""]
    by_text[names[0]] += about_none
    files = {name: text_file(source, name) for name in names}
    texts = {name: text_in(file) for name, file in files.items() if file}
    if not texts:
        named = PurePosixPath(names[0] or source.stem)
        name = named.name if named.suffix == TEXT_SUFFIX else f"{named.stem}{TEXT_SUFFIX}"
        raise UsageError(
            f"{source.name} holds annotations, but {name}, the text they are about, is not beside"
            " it; put it there."
        )
    for name in names:
        if name in texts:
            stem = PurePosixPath(name_in(name) or source.stem).stem
            values = [(one.value, one.where) for one in by_text[name]]
            yield build(texts[name], collection if len(names) == 1 else {}, values, source, stem)
        else:
            for one in by_text[name]:
                yield Loss("", id_of(one.id), Reason.NO_TARGET, where=one.where, detail=name)
