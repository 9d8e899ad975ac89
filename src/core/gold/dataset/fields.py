"""What the columns of a dataset are, in words."""

from __future__ import annotations

from collections.abc import Mapping

FIELDS: Mapping[str, str] = {
    "id": "the article's id",
    "title": "its title",
    "text": "its text, to which all offsets belong",
    "source": "where it comes from, such as a URL",
    "published": "when it was published, in ISO 8601 where that is known",
    "language": "its language, as a BCP 47 tag",
    "meta": "what else was known of it, as a JSON object",
    "zones": "stretches of `text`, each a `title`, `metadata`, `body` or `boilerplate`",
    "entities": "mentions: `start`, `end`, `text` and `label`; `fragments` where a mention has"
    " several stretches, `attributes`, and `link`, an id in a knowledge base",
    "events": "`type`, `trigger`, `arguments` and `attributes`; an argument has a `role`, the span"
    " of its filler, and as `target` the filler's id where it is an entity or event",
    "relations": "`type` and the ids of `head` and `tail`",
    "labels": "labels of the whole article",
    "comments": "remarks of the annotator, on the annotation `target` or on the article",
    "status": "how far the review of the article is",
    "annotator": "whose decisions these are",
    "rejected": "`entities`, `events`, `relations` and `labels` that the annotator rejected: hard"
    " negatives, with the annotator's remarks as `reason` and the kind of `decision` in"
    " `provenance`",
}
"""What each column holds, in Markdown."""

PROVENANCE: Mapping[str, str] = {
    "how": "`accepted`: as it was suggested; `fixed`: suggested, and changed by the annotator;"
    " `added`: by the annotator alone; `suggested`: not looked at yet",
    "annotator": "who decided",
    "at": "when it got its present form, in UTC",
    "suggester": "what suggested it, if anything did",
    "version": "the version of the suggester",
    "score": "how sure the suggester was, from 0 to 1",
}
"""What each key of ``provenance`` tells, in Markdown."""
