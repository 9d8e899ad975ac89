"""What a format cannot keep, told by article and annotation instead of dropped in silence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..model.visible import shortened

_MOST_NAMED = 5
_BY_NUMBER = re.compile(r"\{([^|]*)\|([^}]*)\}")
"""In a meaning: the words for one, and those for several."""


class Reason(StrEnum):
    """Why something is not in a dataset as it was, or did not come in from one."""

    # of annotations, when written
    OVERLAP = "overlap"
    OFF_TOKENS = "off-tokens"
    WHITE_SPACE = "white-space"
    SENTENCES = "sentences"
    DISCONTINUOUS = "discontinuous"
    ATTRIBUTES = "attributes"
    LINK = "link"
    ENTITY = "entity"
    EVENT = "event"
    ARGUMENTS = "arguments"
    FILLER = "filler"
    FILLER_UNKNOWN = "filler-unknown"
    FILLER_EVENT = "filler-event"
    FILLER_ENTITY = "filler-entity"
    FILLER_SPAN = "filler-span"
    RELATION = "relation"
    RELATION_END = "relation-end"
    DOCUMENT_LABEL = "document-label"
    LONG_TRIGGER = "long-trigger"
    NAME = "name"
    JOINED = "joined"
    NEAR_DUPLICATE = "near-duplicate"
    # of the article, when written
    COMMENT = "comment"
    TARGET = "target"
    ZONES = "zones"
    STATUS = "status"
    TITLE = "title"
    SOURCE = "source"
    PUBLISHED = "published"
    LANGUAGE = "language"
    META = "meta"
    TEXT = "text"
    # when read
    HULL = "hull"
    SHIFTED = "shifted"
    SURFACE = "surface"
    OUTSIDE = "outside"
    DUPLICATE_ID = "duplicate-id"
    NO_TRIGGER = "no-trigger"
    NO_TARGET = "no-target"
    NO_LABEL = "no-label"
    MALFORMED = "malformed"
    UNKNOWN = "unknown"

    @property
    def meaning(self) -> str:
        """What was lost and what became of it, to be told after how many."""
        return self.told(2)

    def told(self, number: int) -> str:
        """The :attr:`meaning`, in the words for *number* of them."""
        return _BY_NUMBER.sub(lambda found: found[1 if number == 1 else 2], _MEANINGS[self])

    @property
    def repaired(self) -> bool:
        """Whether nothing is missing after all."""
        return self is Reason.SHIFTED


_MEANINGS = {
    Reason.OVERLAP: (
        "{entity overlaps|entities overlap} another, where the format allows only one: left out"
    ),
    Reason.OFF_TOKENS: (
        "{annotation begins or ends|annotations begin or end} inside a token: left out"
    ),
    Reason.WHITE_SPACE: "{annotation has|annotations have} white space at an edge: left out",
    Reason.SENTENCES: (
        "{annotation, argument or relation reaches|annotations, arguments or relations reach}"
        " into another sentence: left out"
    ),
    Reason.DISCONTINUOUS: (
        "{entity has|entities have} several spans, for which there is no place: left out"
    ),
    Reason.ATTRIBUTES: "{attribute has|attributes have} no place: left out",
    Reason.LINK: "{link to a knowledge base has|links to a knowledge base have} no place: left out",
    Reason.ENTITY: "{entity has|entities have} no place: left out",
    Reason.EVENT: "{event has|events have} no place: left out",
    Reason.ARGUMENTS: "{argument has|arguments have} no place: left out",
    Reason.FILLER: (
        "{argument is|arguments are} filled by something not accepted: kept as its bare span"
    ),
    Reason.FILLER_UNKNOWN: "{argument is|arguments are} filled by something that is gone: left out",
    Reason.FILLER_EVENT: (
        "{argument is|arguments are} filled by an event, for which there is no place: left out"
    ),
    Reason.FILLER_ENTITY: (
        "{argument is|arguments are} filled by a bare span: kept as the entity on it"
    ),
    Reason.FILLER_SPAN: (
        "{argument is|arguments are} filled by a bare span, which has no place: left out"
    ),
    Reason.RELATION: "{relation has|relations have} no place: left out",
    Reason.RELATION_END: "{relation has|relations have} an end that is missing: left out",
    Reason.DOCUMENT_LABEL: "{document label has|document labels have} no place: left out",
    Reason.LONG_TRIGGER: (
        "{event has|events have} a trigger of several tokens, where only one fits: left out"
    ),
    Reason.NAME: (
        "{label, type or role has|labels, types or roles have} a name that the format cannot"
        " write: changed"
    ),
    Reason.JOINED: (
        "{entity has|entities have} only a line break between two of their spans: joined"
    ),
    Reason.NEAR_DUPLICATE: (
        "{article is|articles are} nearly the same as articles of two splits: left out"
    ),
    Reason.COMMENT: "{comment has|comments have} no place: left out",
    Reason.TARGET: (
        "{comment is|comments are} on something that has no place: kept as the article's"
    ),
    Reason.ZONES: "{article has|articles have} zones, for which there is no place: left out",
    Reason.STATUS: "{article has|articles have} a status, for which there is no place: left out",
    Reason.TITLE: "{article has|articles have} a title, for which there is no place: left out",
    Reason.SOURCE: "{article has|articles have} a source, for which there is no place: left out",
    Reason.PUBLISHED: (
        "{article has|articles have} a publication date, for which there is no place: left out"
    ),
    Reason.LANGUAGE: (
        "{article has|articles have} a language, for which there is no place: left out"
    ),
    Reason.META: "{article has|articles have} meta values, for which there is no place: left out",
    Reason.TEXT: "{text|texts} cannot be kept to the byte: changed",
    Reason.HULL: (
        "{trigger, filler or comment has|triggers, fillers or comments have} several spans: kept"
        " as one over all of them"
    ),
    Reason.SHIFTED: (
        "{annotation|annotations} had shifted offsets: corrected by their surface strings"
    ),
    Reason.SURFACE: (
        "{annotation has|annotations have} a surface string that differs from the text: left out"
    ),
    Reason.OUTSIDE: "{annotation lies|annotations lie} outside the text: left out",
    Reason.DUPLICATE_ID: "{id occurs|ids occur} twice: the later one left out",
    Reason.NO_TRIGGER: "{event has|events have} no trigger: left out",
    Reason.NO_TARGET: (
        "{argument or relation points|arguments or relations point} to something that does not"
        " exist: left out"
    ),
    Reason.NO_LABEL: "{annotation has|annotations have} no label: left out",
    Reason.MALFORMED: "{value is|values are} not in the form the format asks for: left out",
    Reason.UNKNOWN: "{value is|values are} of a kind for which Goldleaf has no place: left out",
}


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of an article that a format could not keep.

    ``annotation_id`` names the annotation or comment, and is empty for what is the
    article's own. ``count`` is how many things that concerns: arguments, attributes,
    or the annotation itself. ``where`` names file and line when it was read.
    ``detail`` says what ``reason`` leaves open.
    """

    article_id: str
    annotation_id: str
    reason: Reason
    count: int = 1
    where: str = ""
    detail: str = ""

    @property
    def name(self) -> str:
        """The article and annotation, or the place in a file."""
        ids = "/".join(shortened(one) for one in (self.article_id, self.annotation_id) if one)
        return ": ".join(one for one in (self.where, ids) if one) or "?"


class LossReport:
    """What was lost so far: counted, the first of each reason named, all told to *sink*.

    The losses themselves are not kept, since 100,000 articles may have millions.
    """

    def __init__(self, sink: Callable[[Loss], None] | None = None) -> None:
        self._sink = sink
        self._counts: Counter[Reason] = Counter()
        self._first: defaultdict[Reason, list[Loss]] = defaultdict(list)
        self._number: Counter[Reason] = Counter()

    def take(self, losses: Iterable[Loss]) -> None:
        """Count *losses*, and tell them."""
        for loss in losses:
            self._counts[loss.reason] += loss.count
            self._number[loss.reason] += 1
            if len(self._first[loss.reason]) < _MOST_NAMED:
                self._first[loss.reason].append(loss)
            if self._sink is not None:
                self._sink(loss)

    def __len__(self) -> int:
        return self._number.total()

    @property
    def lost(self) -> int:
        """How many things are missing: all but what was repaired."""
        return sum(number for reason, number in self._counts.items() if not reason.repaired)

    @property
    def counts(self) -> dict[Reason, int]:
        """How many things were lost for each reason there is, most first."""
        return dict(sorted(self._counts.items(), key=lambda item: (-item[1], item[0])))

    @property
    def first(self) -> Mapping[Reason, tuple[Loss, ...]]:
        """The first few losses of each reason."""
        return {reason: tuple(losses) for reason, losses in self._first.items()}

    def sentences(self) -> Iterator[str]:
        """What was lost, by reason, with the first few ids."""
        for reason, number in self.counts.items():
            named = ", ".join(loss.name for loss in self._first[reason])
            more = f", and {left:,} more" if (left := self.unnamed(reason)) else ""
            yield f"{number:,} {reason.told(number)} ({named}{more})"

    def unnamed(self, reason: Reason) -> int:
        """How many losses of *reason* are not among the :attr:`first`."""
        return self._number[reason] - len(self._first[reason])
