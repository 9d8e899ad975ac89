"""Reading what MAVEN, MAVEN-ERE and MAVEN-Arg say of an article, whichever a file is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...model import (
    AnnotatedArticle,
    Argument,
    Article,
    Entity,
    Event,
    Segmentation,
    Span,
)
from ..gathered import Gathered
from ..json_lines import drafts
from ..losses import Loss, Reason
from ..source import Draft, Head, Source
from ..surfaces import holds, shift_of
from ..values import pair, whole
from .token_places import TokenPlaces
from .token_text import TokenText

TEMPORAL = frozenset(("BEFORE", "OVERLAP", "CONTAINS", "SIMULTANEOUS", "BEGINS-ON", "ENDS-ON"))
CAUSAL = frozenset(("CAUSE", "PRECONDITION"))
SUBEVENT = "SUBEVENT"
_ARTICLE = "an article in the form of MAVEN is a JSON object with 'content', 'tokens' or 'document'"
_TEMPORAL_KEYS = ("temporal_relations", "temporal_event_relation")
_CAUSAL_KEYS = ("causal_relations", "causal_relation")
_SUBEVENT_KEYS = ("subevent_relations", "subevent_relation")
_EVENT_KEYS = ("events", "negative_triggers", "candidates", "event_mentions", "TIMEX")


def is_maven(head: Head) -> bool:
    """Whether a file holds sentences of tokens, as MAVEN and MAVEN-ERE have them."""
    first = _whole(head.first_object)
    if not any(isinstance(first.get(key), list) for key in _EVENT_KEYS):
        return False
    content, tokens = first.get("content"), first.get("tokens")
    return (
        isinstance(content, list)
        and all(isinstance(one, dict) and "tokens" in one for one in content)
    ) or (isinstance(tokens, list) and all(isinstance(one, list) for one in tokens))


def is_maven_arg(head: Head) -> bool:
    """Whether a file holds texts, as MAVEN-Arg has them."""
    first = _whole(head.first_object)
    return isinstance(first.get("document"), str) and any(
        isinstance(first.get(key), list) for key in _EVENT_KEYS
    )


def read(source: Source) -> Iterator[Draft | Loss]:
    """The articles of *source*.

    Raises:
        UsageError: when no line is a JSON object with tokens or a text.
    """

    def draft(value: dict[str, Any], where: str, line: int) -> Draft:
        return _Reading(value, where).draft(source, line)

    return drafts(source, _with_text, draft, _ARTICLE)


def _with_text(found: object) -> dict[str, Any] | None:
    value = _whole(found)
    return value if any(key in value for key in ("content", "tokens", "document")) else None


def _whole(value: object) -> dict[str, Any]:
    """*value* in one piece: early files of MAVEN-ERE have the document in a key of its own."""
    if not isinstance(value, dict):
        return {}
    inner = value.get("doc")
    return value | inner if isinstance(inner, dict) else value


class _Reading:
    """An article while it is read."""

    def __init__(self, value: dict[str, Any], where: str) -> None:
        self._value = value
        id = value.get("id")
        self._id = id if isinstance(id, str) else ""
        self._gathered = Gathered(self._id, where)
        self._first: dict[str, str] = {}
        """By the id of a chain, the first of its mentions."""

        self._text = ""
        self._shift = 0
        self._places: TokenPlaces | None = None
        self._segmentation: Segmentation | None = None

    def draft(self, source: Source, line: int) -> Draft:
        gathered = self._gathered
        self._take_text()
        self._find_shift()
        for key in ("entities", "TIMEX"):
            for one in gathered.objects(self._value.get(key)):
                self._entity(one)
        for one in gathered.objects(self._value.get("events")):
            self._event(one)
        for one in gathered.objects(self._value.get("event_mentions")):
            self._event(one | {"mention": [one]})
        self._relations()
        article = Article(
            self._id,
            self._text,
            title=gathered.string(self._value.get("title")),
            source=source.name,
        )
        annotated = gathered.annotated(AnnotatedArticle(article, segmentation=self._segmentation))
        return Draft(annotated, f"{source.stem}-{line}", losses=tuple(gathered.losses))

    def _take_text(self) -> None:
        value, gathered = self._value, self._gathered
        if isinstance(value.get("document"), str):
            self._text = value["document"]
            return
        text = TokenText()
        sentences: list[dict[str, Any]]
        if isinstance(value.get("content"), list):
            sentences = list(gathered.objects(value["content"]))
        else:
            told = gathered.members(value.get("sentences"))
            sentences = [
                {"tokens": words, "sentence": told[number] if number < len(told) else None}
                for number, words in enumerate(gathered.members(value.get("tokens")))
            ]
        for one in sentences:
            words = [str(word) for word in gathered.members(one.get("tokens"))]
            if not text.add_spaced(words, one, one.get("sentence")):
                gathered.lose(Reason.TEXT, detail=one.get("sentence"))
        self._text = text.text
        self._segmentation = text.segmentation()
        self._places = TokenPlaces(text, gathered)

    def _find_shift(self) -> None:
        if self._places is not None:
            self._places.find_shift(
                (whole(one.get("sent_id")), *pair(one.get("offset")), said)
                for one, said in self._mentions()
            )
            return
        told = [(*pair(one.get("offset")), said) for one, said in self._mentions()]
        self._shift = shift_of(self._text, told) or 0
        if self._shift:
            detail = f"by {self._shift} characters"
            self._gathered.lose(Reason.SHIFTED, detail=detail, count=len(told))

    def _mentions(self) -> Iterator[tuple[dict[str, Any], str]]:
        """All mentions of which the file says what they are."""
        for key in ("entities", "TIMEX", "events", "event_mentions"):
            chains = self._value.get(key)
            for chain in chains if isinstance(chains, list) else ():
                mentions = _mentions_of(chain) if isinstance(chain, dict) else []
                for one in mentions if isinstance(mentions, list) else ():
                    said = _said(one) if isinstance(one, dict) else ""
                    if said:
                        yield one, said

    def _span(self, value: dict[str, Any], id: str) -> Span | None:
        first, after = pair(value.get("offset"))
        said = _said(value)
        if self._places is not None:
            return self._places.span(whole(value.get("sent_id")), first, after, said, id)
        start, end = first + self._shift, after + self._shift
        if not 0 <= start < end <= len(self._text):
            self._gathered.lose(Reason.OUTSIDE, id)
            return None
        span = Span(start, end)
        if said and not holds(self._text, span, said):
            self._gathered.lose(Reason.SURFACE, id, said)
            return None
        return span

    def _entity(self, chain: dict[str, Any]) -> None:
        gathered = self._gathered
        ids = []
        for one in gathered.objects(_mentions_of(chain)):
            id = gathered.string(one.get("id")) or gathered.new_id(Entity)
            if added := gathered.entity(id, self._span(one, id), chain.get("type")):
                ids.append(added)
        self._chained(chain, ids)

    def _event(self, chain: dict[str, Any]) -> None:
        gathered = self._gathered
        ids: list[str] = []
        mentions = list(gathered.objects(_mentions_of(chain)))
        if not mentions:
            gathered.lose(Reason.NO_TRIGGER, gathered.string(chain.get("id")))
        for one in mentions:
            id = gathered.string(one.get("id")) or gathered.new_id(Event)
            # those of the chain are given to its first mention
            arguments = () if ids else tuple(self._arguments(chain.get("argument"), id))
            type = chain.get("type", one.get("event_type", one.get("type")))
            if added := gathered.event(id, self._span(one, id), type, arguments):
                ids.append(added)
        self._chained(chain, ids)

    def _chained(self, chain: dict[str, Any], ids: list[str]) -> None:
        if ids:
            self._first.setdefault(self._gathered.string(chain.get("id")), ids[0])
        self._gathered.chain(ids)

    def _arguments(self, value: object, event: str) -> Iterator[Argument]:
        gathered = self._gathered
        if value is None:
            return
        if not isinstance(value, dict):
            gathered.lose(Reason.MALFORMED, event, value)
            return
        for role, fillers in value.items():
            for one in gathered.objects(fillers):
                target = one.get("entity_id")
                filler: str | Span | None
                if isinstance(target, str):
                    filler = self._first.get(target)
                    if filler is None:
                        gathered.lose(Reason.NO_TARGET, event, target)
                else:
                    filler = self._span(one, event)
                if filler is not None and (name := gathered.string(role, event)):
                    yield Argument(name, filler)

    def _relations(self) -> None:
        for key in (*_TEMPORAL_KEYS, *_CAUSAL_KEYS):
            by_type = self._value.get(key)
            if by_type is None:
                continue
            if not isinstance(by_type, dict):
                self._gathered.lose(Reason.MALFORMED, detail=by_type)
                continue
            for type, pairs in by_type.items():
                self._related(type.upper(), pairs)
        for key in _SUBEVENT_KEYS:
            self._related(SUBEVENT, self._value.get(key))

    def _related(self, type: str, pairs: object) -> None:
        for ends in self._gathered.lists(pairs, 2):
            head, tail = (
                self._first.get(end, "") if isinstance(end, str) else "" for end in ends[:2]
            )
            self._gathered.relation(None, type, head, tail)


def _mentions_of(chain: dict[str, Any]) -> object:
    """The mentions of a chain; a TIMEX and an event of a test set are one themselves."""
    mentions = chain.get("mention", chain.get("mentions"))
    return [chain] if isinstance(mentions, str) or "trigger_word" in chain else mentions


def _said(value: dict[str, Any]) -> str:
    for key in ("trigger_word", "mention", "content"):
        if isinstance(said := value.get(key), str):
            return said
    return ""
