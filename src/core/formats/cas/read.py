"""A UIMA CAS, as INCEpTION and DKPro write it, becomes an article."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...model import UsageError
from ..decode import checked
from ..losses import Loss, Reason
from ..source import Draft, Head, Source
from .article import article_of
from .project import document_and_annotator
from .types import require_cassis

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

XMI_SUFFIX = ".xmi"
TYPE_SYSTEMS = ("TypeSystem.xml", "typesystem.xml")
_XMI_MARK = "http://www.omg.org/XMI"
_TYPES_MARK = "<typeSystemDescription"
_JSON_KEYS = ("%TYPES", "%FEATURE_STRUCTURES", "%VIEWS")
_HIGHEST = 4


def is_xmi(head: Head) -> bool:
    """Whether a file is a CAS in XML, or the type system of such."""
    return "<" in head.text[:1_000] and (_XMI_MARK in head.text or _TYPES_MARK in head.text)


def is_json(head: Head) -> bool:
    """Whether a file is a CAS in JSON."""
    text = head.text.lstrip()
    return text.startswith("{") and any(f'"{key}"' in text for key in _JSON_KEYS)


def belongs_to(source: Source) -> Iterator[Source]:
    """The CASes that a type system is for."""
    if source.path is not None and source.path.name in TYPE_SYSTEMS:
        for path in source.path.parent.rglob(f"*{XMI_SUFFIX}"):
            yield Source(str(path), path)


def read_xmi(source: Source) -> Iterator[Draft | Loss]:
    """The one article of *source*.

    Raises:
        UsageError: when it cannot be read, or its type system is not there.
    """
    require_cassis()
    from cassis import load_cas_from_xmi  # noqa: PLC0415  an extra

    if source.path is not None and source.path.name in TYPE_SYSTEMS:
        raise UsageError(
            f"{source.name} says which types the .xmi files beside it have; add those instead."
        )
    path = _type_system_of(source)
    type_system = _type_system(path, path.stat().st_mtime_ns)
    with source.open() as stream:
        yield _draft(lambda: load_cas_from_xmi(stream, type_system, lenient=True), source)


def read_json(source: Source) -> Iterator[Draft | Loss]:
    """The one article of *source*; raises ``UsageError`` when it cannot be read."""
    require_cassis()
    from cassis import load_cas_from_json  # noqa: PLC0415  an extra

    with source.open() as stream:
        data = stream.read()
    yield _draft(lambda: load_cas_from_json(data.decode("utf-8-sig"), lenient=True), source)


def _draft(load: Callable[[], Cas], source: Source) -> Draft:
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            cas = load()
        checked(str(cas.sofa_string or ""), source.name)
        annotated, losses = article_of(cas, source.name)
    except (OSError, UsageError):
        raise
    except Exception as error:  # noqa: BLE001 - types and values in a broken file are anything
        raise _unreadable(source.name, error) from None
    told = tuple(
        Loss("", "", Reason.MALFORMED, where=source.name, detail=str(one.message)[:120])
        for one in said
    )
    document, annotator = document_and_annotator(source)
    return Draft(replace(annotated, annotator=annotator), document, losses=told + losses)


def _type_system_of(source: Source) -> Path:
    """The type system beside *source* or in a folder above, where an export has one for all."""
    if source.path is not None:
        for folder in list(source.path.absolute().parents)[:_HIGHEST]:
            for name in TYPE_SYSTEMS:
                if (path := folder / name).is_file():
                    return path
    raise UsageError(
        f"{source.name} needs its {TYPE_SYSTEMS[0]}, which is not beside it; put it there, or"
        " export UIMA CAS JSON, which holds its types itself."
    )


@lru_cache(maxsize=4)
def _type_system(path: Path, changed: int) -> TypeSystem:  # noqa: ARG001 - part of the key
    from cassis import load_typesystem  # noqa: PLC0415  an extra

    with path.open("rb") as stream:
        try:
            return load_typesystem(stream)
        except Exception as error:  # noqa: BLE001 - whatever a broken file makes of the library
            raise _unreadable(str(path), error) from None


def _unreadable(name: str, error: Exception) -> UsageError:
    said = " ".join(str(error).split())[:120] or type(error).__name__
    return UsageError(f"{name} cannot be read as a UIMA CAS ({said}); export it anew.")
