"""The feature structures of a CAS as what they are in Goldleaf."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

from ...model import (
    AnnotatedArticle,
    Annotation,
    Argument,
    Article,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Segmentation,
    Span,
    Zone,
    ZoneKind,
)
from ..equivalence import COREFERENCE
from ..losses import Loss, Reason
from . import types
from .chains import Members
from .layers import BARE, IDENTIFIER, OURS, is_others, label_feature, short

if TYPE_CHECKING:
    from cassis import Cas
    from cassis.typesystem import Type

_BASICS = frozenset(("begin", "end", "sofa", "xmiID"))
_ENDS = ("Governor", "Dependent")
_QUIET = frozenset(
    (
        types.TOKEN,
        types.SENTENCE,
        types.METADATA,
        types.FIELD,
        types.ZONE,
        types.DOCUMENT,
        types.COMMENT,
        types.DOCUMENT_COMMENT,
    )
)
_UNSPECIFIED = "x-unspecified"


def article_of(cas: Cas, name: str) -> tuple[AnnotatedArticle, tuple[Loss, ...]]:
    """The article in the first view of *cas*, a file called *name*, and what has no place."""
    building = _Building(cas, name)
    return building.annotated(), tuple(building.losses)


class _Building:
    def __init__(self, cas: Cas, name: str) -> None:
        self.losses: list[Loss] = []
        self._cas = cas
        self._text = str(cas.sofa_string)
        self._name = name
        self._types = cas.typesystem
        self._ids: dict[int, str] = {}
        self._numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
        self._hosts: list[tuple[Any, Type]] = []
        self._ends: list[tuple[Any, Type]] = []
        self._heads: list[tuple[Any, Type]] = []
        self._spans: dict[int, Span] = {}

    def annotated(self) -> AnnotatedArticle:
        entities: list[Annotation] = []
        labels: list[Annotation] = []
        passed: Counter[str] = Counter()
        for one in self._structures():
            type_ = one.type
            if self._is_relation(type_):
                self._ends.append((one, type_))
            elif self._is_chain(type_):
                self._heads.append((one, type_))
            elif type_.name == types.DOCUMENT_LABEL:
                if getattr(one, "value", None):
                    labels.append(DocumentLabel(self._new("l"), str(one.value)))
            elif self._is_told_elsewhere(type_):
                continue
            elif self._is_layer(type_):
                entities += self._layer(one, type_)
            else:
                passed[type_.name] += 1
        self.losses += [
            Loss("", "", Reason.UNKNOWN, number, self._name, layer)
            for layer, number in sorted(passed.items())
        ]
        events = [self._event(one, type_) for one, type_ in self._hosts]
        relations = [*self._relations(), *self._chains(entities)]
        by_name = {one.label: one.id for one in labels}
        return AnnotatedArticle(
            self._article(),
            zones=tuple(self._zones()),
            annotations=(*entities, *events, *relations, *labels),
            comments=tuple(self._comments(by_name)),
            segmentation=self._segmentation(),
        )

    def _structures(self) -> list[Any]:
        """Everything in the first view, as it lies along the text."""
        return sorted(
            self._cas.views[0].get_all_fs(),
            key=lambda one: (
                getattr(one, "begin", None) or 0,
                -(getattr(one, "end", None) or 0),
                one.xmiID or 0,
            ),
        )

    # what kind of layer a type is

    def _is_relation(self, type_: Type) -> bool:
        names = {one.name for one in type_.all_features}
        return names.issuperset(_ENDS) and not type_.name.startswith(f"{types.DKPRO}.syntax")

    def _is_chain(self, type_: Type) -> bool:
        first = next((one for one in type_.all_features if one.name == "first"), None)
        return first is not None and "next" in self._features_of(first.rangeType)

    def _is_told_elsewhere(self, type_: Type) -> bool:
        """Whether *type_* is a part of something else, or says something of the article."""
        if type_.name in _QUIET or any(one.name == "next" for one in type_.all_features):
            return True
        return not self._types.is_instance_of(type_, types.ANNOTATION)

    def _is_layer(self, type_: Type) -> bool:
        if any(self._types.is_instance_of(type_, one) for one in OURS if self._has(one)):
            return True
        return not is_others(type_.name)

    def _has(self, name: str) -> bool:
        return bool(self._types.contains_type(name))

    # spans

    def _layer(self, one: Any, type_: Type) -> Iterator[Annotation]:
        """The entity that *one* is; an event waits for its fillers, a bare span for its event."""
        span = self._span(one)
        if span is None:
            return
        self._spans[one.xmiID] = span
        if self._slots(type_):
            self._ids[one.xmiID] = self._new("v")
            self._hosts.append((one, type_))
        elif type_.name not in BARE or self._label(one, type_)[0]:
            self._ids[one.xmiID] = self._new("e")
            label, feature = self._label(one, type_)
            yield Entity(
                self._ids[one.xmiID],
                (span,),
                label or short(type_.name),
                self._attributes(one, type_, {feature, IDENTIFIER}),
                str(getattr(one, IDENTIFIER, None) or ""),
            )

    def _span(self, one: Any) -> Span | None:
        begin, end = one.begin, one.end
        if isinstance(begin, int) and isinstance(end, int) and 0 <= begin < end <= len(self._text):
            return Span(begin, end)
        self._lose(one, Reason.OUTSIDE, f"{begin} to {end}")
        return None

    def _label(self, one: Any, type_: Type) -> tuple[str, str]:
        """The value of the feature that labels *type_*, and the feature."""
        strings = [
            feature.name for feature in type_.all_features if feature.rangeType.name == types.STRING
        ]
        named = label_feature(strings)
        return (str(getattr(one, named) or "").strip(), named) if named else ("", "")

    def _attributes(self, one: Any, type_: Type, besides: set[str]) -> dict[str, str]:
        found = {}
        for feature in sorted(type_.all_features, key=lambda feature: feature.name):
            if feature.name in besides or feature.name in _BASICS:
                continue
            value = getattr(one, feature.name, None)
            if value is None or value == "":
                continue
            if isinstance(value, bool):
                found[feature.name] = "true" if value else "false"
            elif isinstance(value, str | int | float):
                found[feature.name] = str(value)
            else:
                self._lose(one, Reason.UNKNOWN, f"{type_.name}:{feature.name}")
        return found

    # events

    def _slots(self, type_: Type) -> list[str]:
        """The features that hold links with a role and a target."""
        return [
            feature.name
            for feature in type_.all_features
            if feature.elementType is not None
            and {"role", "target"} <= self._features_of(feature.elementType)
        ]

    def _features_of(self, element: Any) -> set[str]:
        # by name: what a feature has as its type may be one that was loaded before its features
        name = getattr(element, "name", element)
        return {one.name for one in self._types.get_type(name).all_features}

    def _event(self, one: Any, type_: Type) -> Event:
        label, feature = self._label(one, type_)
        slots = self._slots(type_)
        arguments = []
        for slot in slots:
            for link in getattr(getattr(one, slot, None), "elements", None) or ():
                target = getattr(link, "target", None)
                id: int = getattr(target, "xmiID", -1)
                role = str(getattr(link, "role", None) or slot)
                if id in self._ids and id != one.xmiID:
                    arguments.append(Argument(role, self._ids[id]))
                elif id in self._spans and id != one.xmiID:
                    arguments.append(Argument(role, self._spans[id]))
                else:
                    self._lose(one, Reason.NO_TARGET, role)
        return Event(
            self._ids[one.xmiID],
            label or short(type_.name),
            self._spans[one.xmiID],
            tuple(arguments),
            self._attributes(one, type_, {feature, *slots}),
        )

    # relations

    def _relations(self) -> Iterator[Relation]:
        for one, type_ in self._ends:
            head, tail = (self._ids.get(getattr(getattr(one, end), "xmiID", -1)) for end in _ENDS)
            if head is None or tail is None:
                self._lose(one, Reason.NO_TARGET, type_.name)
                continue
            label, feature = self._label(one, type_)
            if lost := self._attributes(one, type_, {feature, *_ENDS}):
                self._lose(one, Reason.ATTRIBUTES, ", ".join(lost), len(lost))
            self._ids[one.xmiID] = self._new("r")
            yield Relation(self._ids[one.xmiID], label or short(type_.name), head, tail)

    def _chains(self, entities: list[Annotation]) -> Iterator[Relation]:
        def make(span: Span, label: str) -> Entity:
            entities.append(made := Entity(self._new("e"), (span,), label))
            return made

        places = Members((one for one in entities if isinstance(one, Entity)), make)
        for head, type_ in self._heads:
            is_coreference = type_.name == types.CHAIN
            kind = COREFERENCE if is_coreference else short(type_.name).removesuffix("Chain")
            members: list[str] = []
            seen: set[int] = set()
            link = head.first
            while link is not None and link.xmiID not in seen:
                seen.add(link.xmiID)
                if span := self._span(link):
                    label = str(getattr(link, "referenceType", None) or "").strip()
                    members.append(places.id_of(span, label, short(link.type.name)))
                if relation := getattr(link, "referenceRelation", None):
                    self._lose(link, Reason.UNKNOWN, f"referenceRelation {relation}")
                link = getattr(link, "next", None)
            for pair in pairwise(dict.fromkeys(members)):
                yield Relation(self._new("r"), kind, *pair)

    # what is said of them

    def _comments(self, labels: Mapping[str, str]) -> Iterator[Comment]:
        """The remarks; *labels* are the ids of the article's own labels."""
        for one in self._select(types.DOCUMENT_COMMENT):
            if text := self._remark(one):
                target = labels.get(str(getattr(one, "label", None) or ""), "")
                yield Comment(self._new("c"), text, target)
        for one in self._select(types.COMMENT):
            text = self._remark(one)
            links = getattr(getattr(one, "on", None), "elements", None) or ()
            on = (
                self._ids.get(getattr(getattr(links[0], "target", None), "xmiID", -1))
                if links
                else self._span(one)
            )
            if text and on is None and links:
                self._lose(one, Reason.NO_TARGET, text)
            elif text and on is not None:
                yield Comment(self._new("c"), text, on)

    def _remark(self, one: Any) -> str:
        text = str(getattr(one, "value", None) or "")
        if not text.strip():
            self._lose(one, Reason.MALFORMED, "a comment is a text")
            return ""
        return text

    # the article

    def _article(self) -> Article:
        data = next(iter(self._select(types.METADATA)), None)

        def said(feature: str) -> str:
            return str(getattr(data, feature, None) or "").strip()

        language = said("language") or str(self._cas.document_language or "")
        published = next(
            (
                str(one.value or "")
                for one in self._select(types.FIELD)
                if one.key == types.PUBLISHED
            ),
            "",
        )
        return Article(
            said("documentId"),
            self._text,
            title=said("documentTitle"),
            source=said("documentUri"),
            published=published,
            language="" if language == _UNSPECIFIED else language,
        )

    def _zones(self) -> Iterator[Zone]:
        for one in self._select(types.ZONE):
            span = self._span(one)
            with suppress(ValueError):
                if span is not None:
                    yield Zone(span.start, span.end, ZoneKind(str(one.value)))

    def _select(self, name: str) -> list[Any]:
        return list(self._cas.select(name)) if self._has(name) else []

    def _segmentation(self) -> Segmentation | None:
        """The tokens and sentences, where they are as a reviewer needs them."""
        tokens, sentences = (
            sorted((one.begin, one.end) for one in self._select(name))
            for name in (types.TOKEN, types.SENTENCE)
        )
        if not tokens or not sentences:
            return None
        for divided in (tokens, sentences):
            if any(not 0 <= start < end <= len(self._text) for start, end in divided) or any(
                before[1] > after[0] for before, after in pairwise(divided)
            ):
                return None
        at = 0
        for start, end in tokens:
            while at < len(sentences) and sentences[at][1] <= start:
                at += 1
            inside = at < len(sentences) and sentences[at][0] <= start and end <= sentences[at][1]
            if not inside or self._text[start:end].isspace():
                return None
        return Segmentation(
            array("i", [start for start, _ in tokens]),
            array("i", [end for _, end in tokens]),
            array("i", [start for start, _ in sentences]),
            array("i", [end for _, end in sentences]),
        )

    def _new(self, prefix: str) -> str:
        return f"{prefix}{next(self._numbers[prefix])}"

    def _lose(self, one: Any, reason: Reason, detail: str, number: int = 1) -> None:
        where = f"{self._name}, {short(one.type.name)} {one.xmiID}"
        id = self._ids.get(one.xmiID, "")
        self.losses.append(Loss("", id, reason, number, where, detail))
