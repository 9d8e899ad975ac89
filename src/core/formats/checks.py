"""What an article from a file must be, for a reviewer to work with it."""

from __future__ import annotations

from itertools import pairwise

from ..model import AnnotatedArticle, UsageError, Zone
from .decode import checked

_LONGEST_ID = 200


def article_problem(annotated: AnnotatedArticle) -> str:
    """What is wrong with an article, to follow a file, line or id; empty when nothing is."""
    id = annotated.article.id
    if id and (id.isspace() or not id.isprintable() or len(id) > _LONGEST_ID):
        return (
            f"the id of the article must be at most {_LONGEST_ID} characters that print, not"
            f" {id[:_LONGEST_ID]!r}"
        )
    for one in annotated.annotations:
        if not one.label.strip():
            return f"annotation {one.id!r} has an empty label or type"
    for before, after in pairwise(sorted(annotated.zones, key=zone_start)):
        if after.start < before.end:
            return (
                f"the zones from {before.start} to {before.end} and from {after.start} to"
                f" {after.end} overlap"
            )
    try:
        checked(annotated.article.text, "the text")
    except UsageError as error:
        return str(error).rstrip(".")
    return ""


def zone_start(zone: Zone) -> int:
    """Sort key of zones."""
    return zone.start
