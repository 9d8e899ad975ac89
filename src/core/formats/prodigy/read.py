"""Tasks become articles: those of one text, or of the sentences of one, are put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from ...model import AnnotatedArticle, Span, Status
from ..article_fields import article_of, comments_of, stem_of, zones_of
from ..gathered import Gathered
from ..json_lines import about_texts
from ..losses import Loss
from ..mentions import Edge, Mention
from ..source import Draft, Head, Source
from ..values import objects, scored, string, strings
from .write import ACCEPT, IGNORE, INPUT_HASH, REJECT

_BETWEEN = "\n"
_LIKELY = 0.5
_BINARY_VIEWS = frozenset(("ner", "classification"))
_ANSWERS = frozenset((ACCEPT, REJECT, IGNORE))
_MARKS = frozenset((INPUT_HASH, "_task_hash", "_session_id", "_annotator_id", "_view_id"))
_INPUT_MARKS = frozenset((INPUT_HASH, "_task_hash"))
_KNOWN = _MARKS | {
    *("text", "meta", "tokens", "spans", "relations", "options", "accept", "cats", "label"),
    *("answer", "flagged", "zones", "comments", "_timestamp", "_is_binary", "config", "html"),
}
_SAME = (("id", "start", "end"), ("start", "end", "label"), ("start", "end"))
"""What a relation tells of its ends, and by what they are found, the surest first."""

_TASK = "a task about a text is a JSON object with the key 'text'"
_DOCUMENT = ("id", "doc_id", "document_id", "article_id")


@dataclass(frozen=True, slots=True)
class _Task:
    value: Mapping[str, Any]
    where: str
    line: int

    @property
    def text(self) -> str:
        return str(self.value["text"])

    @property
    def meta(self) -> dict[str, Any]:
        meta = self.value.get("meta")
        return meta if isinstance(meta, dict) else {}

    @property
    def annotator(self) -> str:
        return string(self.value.get("_annotator_id")) or string(self.value.get("_session_id"))

    @property
    def answer(self) -> str:
        return string(self.value.get("answer"))

    @property
    def document(self) -> object:
        """What names the document that the text is a part of."""
        for values in (self.meta, self.value):
            for key in _DOCUMENT:
                if isinstance(one := values.get(key), str | int):
                    return one
        return None

    @property
    def belongs_to(self) -> tuple[object, ...]:
        document = self.document
        return (self.annotator, document) if document is not None else (self.annotator, self.text)


def read(source: Source) -> Iterator[Draft | Loss]:
    """The texts of *source* with what is said of them.

    Tasks that follow each other and are about one text are put together; so are the
    sentences of a text, where their ``meta`` names their document, each on a line of its own.

    Raises:
        UsageError: when no line is a task about a text.
    """
    together: list[_Task] = []
    with source.open() as stream:
        for found in about_texts(stream, source.name, _with_text, _TASK):
            if isinstance(found, Loss):
                yield found
                continue
            task = _Task(*found)
            if together and task.belongs_to != together[0].belongs_to:
                yield _draft(together, source)
                together = []
            together.append(task)
    yield _draft(together, source)


def _with_text(value: dict[str, Any]) -> dict[str, Any] | None:
    return value if isinstance(value.get("text"), str) else None


def _draft(tasks: Sequence[_Task], source: Source) -> Draft:
    first = tasks[0]
    stem = stem_of(source, first.line, first.document)
    starts: dict[str, int] = {}
    length = 0
    for task in tasks:
        # the same sentence again is another answer about it
        if task.text not in starts:
            starts[task.text] = length
            length += len(task.text) + len(_BETWEEN)
    text = _BETWEEN.join(starts)
    gathered = Gathered(stem, first.where, text)
    _gather(tasks, starts, gathered)
    gathered.where = first.where
    values = {key: one for key, one in first.value.items() if key not in _KNOWN} | first.meta
    rest = AnnotatedArticle(
        article_of(text, values, gathered), status=_status(tasks), annotator=first.annotator
    )
    if len(starts) == 1:
        if isinstance(number := first.value.get(INPUT_HASH), int):
            article = replace(rest.article, meta={**rest.article.meta, INPUT_HASH: number})
            rest = replace(rest, article=article)
        zones = zones_of(first.value.get("zones"), len(text), gathered)
        comments = comments_of(first.value.get("comments"), gathered)
        rest = replace(rest, zones=zones, comments=comments)
    if not rest.article.id and isinstance(first.document, str):
        rest = replace(rest, article=replace(rest.article, id=first.document))
    return Draft(gathered.annotated(rest), stem, losses=tuple(gathered.losses))


def _gather(tasks: Sequence[_Task], starts: Mapping[str, int], gathered: Gathered) -> None:
    ids = Counter(
        [
            id
            for task in tasks
            for name in ("spans", "relations")
            for one in objects(task.value.get(name))
            if (id := string(one.get("id")))
        ]
    )
    gathered.reserve(ids)
    unique = {id for id, number in ids.items() if number == 1}
    before: set[tuple[object, ...]] = set()
    for number, task in enumerate(tasks):
        gathered.where = task.where
        taking = _Taking(task, number, unique)
        start = starts[task.text]
        found = list(taking.mentions())
        if len(tasks) > 1:
            # asked twice about the same text, the answer is the first one
            places = [(start, str(one.start), str(one.end), str(one.label)) for one in found]
            found = [one for one, same in zip(found, places, strict=True) if same not in before]
            before.update(places)
        part = Span(start, start + len(task.text)) if task.text else None
        gathered.mentions(found, part=part)
        gathered.edges(taking.edges())
        for label in taking.labels():
            gathered.document_label(label, provenance=taking.provenance)


class _Taking:
    """What one task says: keys are the places of its spans, since relations tell those."""

    def __init__(self, task: _Task, number: int, unique: AbstractSet[str]) -> None:
        self._value = task.value
        self._number = number
        self._unique = unique
        self._answer = task.answer
        self._spans = objects(task.value.get("spans"))
        self._at: dict[tuple[str, ...], dict[tuple[object, ...], int]] = {}
        self.provenance = self._origin(task)
        """Who said so, and whether a reviewer took it."""

    def mentions(self) -> Iterator[Mention]:
        for at, one in enumerate(self._spans):
            start, end = one.get("start"), one.get("end")
            if start is None and end is None:
                start, end = self._of_tokens(one)
            yield Mention(
                (self._number, at),
                start,
                end,
                one.get("label"),
                string(one.get("text")),
                self._id(one),
                one.get("kind") == "trigger",
                strings(one.get("attributes")),
                string(one.get("kb_id")),
                self._origin_of(one),
            )

    def edges(self) -> Iterator[Edge[Hashable]]:
        for one in objects(self._value.get("relations")):
            head, tail = (
                self._key(one.get(f"{end}_span"), one.get(end)) for end in ("head", "child")
            )
            yield Edge(
                head,
                tail,
                one.get("label"),
                self._id(one),
                one.get("kind") == "argument",
                self.provenance,
            )

    def labels(self) -> Iterator[object]:
        value = self._value
        label = value.get("label")
        # one question about a span has its label up here, too
        if isinstance(label, str) and all(one.get("label") != label for one in self._spans):
            yield label
        cats = value.get("cats")
        if isinstance(cats, dict):
            yield from (key for key, one in cats.items() if one is True or _is_likely(one))
        accepted = value.get("accept")
        options = {
            one.get("id"): one.get("text", one.get("id"))
            for one in objects(value.get("options"))
            if isinstance(one.get("id"), str | int)
        }
        for one in accepted if isinstance(accepted, list) else ():
            # a number is the place of an option, and its text what is meant
            yield options.get(one, str(one)) if isinstance(one, int) else one

    def _origin(self, task: _Task) -> dict[str, object]:
        if self._answer not in _ANSWERS:
            return {}
        how = "rejected" if self._answer == REJECT else ""
        at = _time(task.value.get("_timestamp"))
        found = {"how": how, "annotator": task.annotator, "at": at}
        return {key: one for key, one in found.items() if one}

    def _origin_of(self, span: Mapping[str, Any]) -> dict[str, object]:
        """Who said so of *span*: a model, too, where it names one."""
        suggester, score = string(span.get("source")), span.get("score")
        if not suggester and score is None:
            return self.provenance
        found = {"suggester": suggester} if suggester else {}
        how = {"how": "suggested"} if self._answer not in _ANSWERS else {}
        return {**self.provenance, **how, **found, **scored(score)}

    def _id(self, value: Mapping[str, Any]) -> str:
        id = value.get("id")
        return id if isinstance(id, str) and id in self._unique else ""

    def _of_tokens(self, span: Mapping[str, Any]) -> tuple[object, object]:
        """The start and end of *span* by its tokens."""
        first, last = (self._token(span.get(f"token_{edge}")) for edge in ("start", "end"))
        return first.get("start"), last.get("end")

    @cached_property
    def _tokens(self) -> list[dict[str, Any]]:
        return objects(self._value.get("tokens"))

    def _token(self, number: object) -> Mapping[str, Any]:
        known = isinstance(number, int) and 0 <= number < len(self._tokens)
        return self._tokens[number] if known and isinstance(number, int) else {}

    def _key(self, told: object, token: object) -> Hashable:
        """The span that is the end of a relation: as *told*, else that which *token* ends."""
        if isinstance(told, dict):
            for names in _SAME:
                if (at := self._first_with(names, told)) is not None:
                    return self._number, at
        if isinstance(token, int):
            for at, one in enumerate(self._spans):
                if one.get("token_end") == token or self._ends_with(one, token):
                    return self._number, at
        return f"token {token}"

    def _first_with(self, names: tuple[str, ...], told: Mapping[str, Any]) -> int | None:
        """The first span that has the same as *told* under all *names*."""
        if names not in self._at:
            found = self._at[names] = {}
            for at, one in enumerate(self._spans):
                found.setdefault(_values(names, one), at)
        values = _values(names, told)
        return None if None in values else self._at[names].get(values)

    def _ends_with(self, span: Mapping[str, Any], token: int) -> bool:
        end = self._token(token).get("end")
        return end is not None and end == span.get("end")


def _values(names: tuple[str, ...], of: Mapping[str, Any]) -> tuple[object, ...]:
    """What *of* has under *names*; lists and objects, which nothing is named by, are left out."""
    found = [of.get(name) for name in names]
    return tuple([one if isinstance(one, str | int) else None for one in found])


def _status(tasks: Sequence[_Task]) -> Status | None:
    answers = {task.answer for task in tasks}
    if any(task.value.get("flagged") is True for task in tasks):
        return Status.FLAGGED
    if answers == {IGNORE}:
        return Status.SKIPPED
    # a question about one span or label, answered, says nothing of the others
    asked = any(
        task.value.get("_is_binary")
        or string(task.value.get("_view_id")) in _BINARY_VIEWS
        or isinstance(task.value.get("label"), str)
        for task in tasks
    )
    return Status.DONE if answers == {ACCEPT} and not asked else None


def _time(seconds: object) -> str:
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        return ""
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _is_likely(value: object) -> bool:
    return isinstance(value, int | float) and value >= _LIKELY


def recognised(head: Head) -> bool:
    """Whether a file begins with a task of Prodigy's about a text."""
    value = head.first_object
    if value is None:
        return False
    if not isinstance(value.get("text"), str):
        # its first task may be about an image
        return value.keys() >= _INPUT_MARKS
    if _MARKS & value.keys() or string(value.get("answer")) in _ANSWERS:
        return True
    spans, tokens = objects(value.get("spans")), objects(value.get("tokens"))
    return (
        any("label" in one and ("start" in one or "token_start" in one) for one in spans)
        or any({"text", "start", "end", "id"} <= one.keys() for one in tokens)
        or bool(objects(value.get("options")))
    )
