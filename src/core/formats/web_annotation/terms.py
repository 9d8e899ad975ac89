"""The words of the vocabulary that reading and writing share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote

from ..values import string

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TEXT_SUFFIX = ".txt"
SUFFIX = ".jsonld"

TAGGING, CLASSIFYING, IDENTIFYING = "tagging", "classifying", "identifying"
DESCRIBING, LINKING, COMMENTING = "describing", "linking", "commenting"
ASSESSING = "assessing"

EVENT, ROLE = "schema:Event", "schema:Role"
NAME, VERSION, SCORE = "schema:name", "schema:softwareVersion", "schema:ratingValue"
HOW, SUGGESTED = "dcterms:provenance", "suggested"
POSITION, QUOTE = "TextPositionSelector", "TextQuoteSelector"
FRAGMENT, RANGE = "FragmentSelector", "RangeSelector"
COMPOSITE = "oa:Composite"
JSON_TYPE = "application/json"

# of the collection
IDENTIFIER = "dcterms:identifier"
OF_ARTICLE = {
    "title": "label",
    "source": "dcterms:source",
    "published": "dcterms:issued",
    "language": "dcterms:language",
}
ANNOTATOR = "dcterms:creator"


def iri(id: str) -> str:
    """The IRI of the annotation called *id*, relative to its file."""
    # most ids are such words, and quoting them takes its time
    return f"#{id if id.isascii() and id.isalnum() else quote(id, safe='')}"


def id_of(iri: object) -> str:
    """The id in an IRI: all of it where that is not relative to its file."""
    given = string(iri)
    if not given.startswith("#"):
        return given
    return unquote(given[1:], errors="replace") if "%" in given else given[1:]


def id_in(value: Mapping[str, Any]) -> str:
    """The IRI of the resource *value*: its source where it is a part of one, else its own."""
    for name in ("source", "id", "@id"):
        if one := value.get(name):
            if isinstance(one, dict):
                one = one.get("id", one.get("@id"))
            if found := string(one):
                return found
    return ""


def type_of(value: Mapping[str, Any]) -> str:
    """The first type of a resource, without the prefix of its vocabulary."""
    return term(value.get("type", value.get("@type")))


def term(value: object) -> str:
    """The name of a term, the first of several, without the prefix or IRI of its vocabulary."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return _without_prefix(value) if isinstance(value, str) else ""


@lru_cache
def _without_prefix(name: str) -> str:
    return re.split("[/#:]", string(name))[-1]


def listed(value: object) -> list[Any]:
    """*value* as a list: JSON-LD leaves out the brackets around one."""
    if isinstance(value, list):
        return list(value)
    return [] if value is None else [value]
