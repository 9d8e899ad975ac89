"""How files of annotations are told from others."""

from __future__ import annotations

import re

from ..source import Head
from .hypothesis import is_row, rows_in
from .recogito import is_recogito
from .terms import listed, term

_LOOKED_AT = 4096
_CONTEXT = re.compile(r"www\.w3\.org/ns/(anno\b|oa\b)")
_CONTEXT_OF_LARGE = re.compile(r'"@context"\s*:[^{}]{0,200}www\.w3\.org/ns/(anno\b|oa\b)')
_KINDS = frozenset(("Annotation", "AnnotationCollection", "AnnotationPage"))


def recognised(head: Head) -> bool:
    """Whether a file begins with web annotations, or with those of Hypothesis or Recogito."""
    start = head.text[:_LOOKED_AT]
    if not re.match(r"\s*[\[{]", start):
        return False
    value = head.first_object
    if value is None:
        return bool(_CONTEXT_OF_LARGE.search(start))
    if any(_CONTEXT.search(str(one)) for one in listed(value.get("@context"))):
        return True
    if is_recogito(value):
        return True
    if any("target" in one and is_row(one) for one in (value, *rows_in(value)[:1])):
        return True
    types = set(map(term, listed(value.get("type", value.get("@type")))))
    return bool(types & _KINDS) and any(one in value for one in ("target", "items", "first"))
