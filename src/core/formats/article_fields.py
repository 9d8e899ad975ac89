"""What an article has besides its text, as members of a JSON object in another tool's file.

Such tools keep members that they do not know, and show them beside the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from ..model import AnnotatedArticle, Article, Comment, DocumentLabel, Span, Zone
from ..model.codec import comment_to_json, zone_from_json
from .checks import zone_start
from .gathered import Gathered
from .losses import Loss, Reason
from .source import Source
from .values import objects, sound, string

FIELDS = ("title", "source", "published", "language")
_DEEPEST = 200
_HIGHEST = 10**12


def fields_of(article: Article, *, with_meta: bool = True) -> tuple[dict[str, Any], list[Loss]]:
    """The members for *article*, absent when empty, its ``meta`` values among them.

    A loss is a ``meta`` value whose name is that of another member.
    """
    fields: dict[str, Any] = {"id": article.id}
    fields |= {name: value for name in FIELDS if (value := getattr(article, name))}
    if not with_meta:
        return {key: one for key, one in fields.items() if one}, []
    taken = {"id", *FIELDS} & article.meta.keys()
    losses = [Loss(article.id, "", Reason.META, detail=name) for name in sorted(taken)]
    fields |= {name: value for name, value in article.meta.items() if name not in taken}
    return {key: one for key, one in fields.items() if key in article.meta or one}, losses


def article_of(text: str, values: Mapping[str, Any], gathered: Gathered) -> Article:
    """The article with *text* that the members *values* describe; unknown ones are ``meta``.

    What cannot be kept is a loss of *gathered*.
    """
    fields = {name: string(values.get(name)) for name in FIELDS}
    meta = {}
    for key, one in values.items():
        if key == "id" or fields.get(key) or (key in fields and not one):
            continue
        if keepable(key, one, gathered):
            meta[key] = one
    # a number is a row of the other tool's database, and no name for an article
    return Article(string(values.get("id")), text, **fields, meta=meta)


def zones_of(value: object, length: int, gathered: Gathered) -> tuple[Zone, ...]:
    """The zones that a list of Goldleaf's JSON values names, in a text of *length*."""
    zones = []
    for one in objects(value):
        try:
            zone = zone_from_json(one)
        except (ValueError, TypeError):
            gathered.lose(Reason.MALFORMED, detail=f"zone {one!r}")
            continue
        if zone.end <= length:
            # True is a number, too
            zones.append(Zone(int(zone.start), int(zone.end), zone.kind))
        else:
            gathered.lose(Reason.OUTSIDE, detail=f"zone {one!r}")
    return tuple(sorted(zones, key=zone_start))


def comments_json(annotated: AnnotatedArticle) -> list[dict[str, Any]]:
    """The comments of *annotated* as members of a file in which document labels have no ids.

    One on such a label names it as ``label``.
    """
    labels = {one.id: one.label for one in annotated.annotations if isinstance(one, DocumentLabel)}
    found = []
    for one in annotated.comments:
        value = comment_to_json(one)
        if (label := labels.get(value.get("target", ""))) is not None:
            del value["target"]
            value["label"] = label
        found.append(value)
    return found


def comments_of(value: object, gathered: Gathered) -> tuple[Comment, ...]:
    """The comments that a list of values as of :func:`comments_json` names.

    *gathered* has taken all annotations before.
    """
    comments: dict[str, Comment] = {}
    for one in objects(value):
        id, text = string(one.get("id")), string(one.get("text"))
        if not id or not text or id in comments:
            gathered.lose(Reason.COMMENT, id, detail=f"{one!r}")
        elif (target := _target(one, gathered)) is None:
            gathered.lose(Reason.OUTSIDE, id, detail=f"{one!r}")
        else:
            comments[id] = Comment(id, text, target)
    return tuple(comments.values())


def _target(value: Mapping[str, Any], gathered: Gathered) -> str | Span | None:
    """What a comment is on; ``None`` where that is not in the text."""
    if "start" in value or "end" in value:
        return gathered.span(value.get("start"), value.get("end"))
    if label := string(value.get("label")):
        return gathered.document_label_id(label)
    return string(value.get("target"))


def stem_of(source: Source, line: int, id: object) -> str:
    """What an article of *source* is called that has no id but perhaps a number."""
    numbered = isinstance(id, int) and not isinstance(id, bool) and 0 <= id < _HIGHEST
    return f"{source.stem}-{id if numbered else line}"


def keepable(key: str, value: object, gathered: Gathered) -> bool:
    """Whether a member of a file's JSON can be a ``meta`` value; a loss where it cannot."""
    if sound(key) and _keepable(value):
        return True
    gathered.lose(Reason.META, detail=key)
    return False


def _keepable(value: object, depth: int = 0) -> bool:
    """Whether *value* can be written as JSON and read back the same."""
    if value is None or isinstance(value, int):
        return True
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, float):
        return isfinite(value)
    if isinstance(value, dict | list):
        members = [*value, *value.values()] if isinstance(value, dict) else value
        return depth < _DEEPEST and all(_keepable(one, depth + 1) for one in members)
    return False
