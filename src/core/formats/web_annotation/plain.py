"""Collections as Goldleaf writes them, read in a fraction of the time.

Nearly all in them are tags on one stretch each, and links between these. Of both, msgspec
checks the form while it parses; what has another form is taken as from any file. Where
there is anything to repair or to tell, nothing is taken, and :mod:`.read` reads with care.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from msgspec import UNSET, MsgspecError, Raw, Struct, ValidationError, field
from msgspec.json import Decoder

from ...model import Entity, Event
from ..gathered import Gathered
from ..losses import Reason
from ..source import Draft, Source
from .article import Building
from .hypothesis import is_row
from .parts import origin_of, parts_of
from .terms import (
    CLASSIFYING,
    DESCRIBING,
    EVENT,
    HOW,
    IDENTIFYING,
    LINKING,
    NAME,
    POSITION,
    QUOTE,
    ROLE,
    SCORE,
    TAGGING,
    id_of,
)
from .texts import name_in, targets_of, text_file, text_in

Json = Mapping[str, Any]


class _Text(Struct, tag_field="type", tag="TextualBody", forbid_unknown_fields=True):
    purpose: str
    value: str
    name: str = field(default="", name=NAME)


class _Resource(Struct, tag_field="type", tag="SpecificResource", forbid_unknown_fields=True):
    purpose: str
    source: str


class _Position(Struct, tag_field="type", tag=POSITION, forbid_unknown_fields=True):
    start: int
    end: int


class _Quote(Struct, tag_field="type", tag=QUOTE, forbid_unknown_fields=True):
    exact: str
    prefix: str = ""
    suffix: str = ""


class _Target(Struct, tag_field="type", tag="SpecificResource", forbid_unknown_fields=True):
    source: str
    selector: tuple[_Position, _Quote]


class _Annotation(Struct, tag_field="motivation", forbid_unknown_fields=True):
    id: str
    type: str
    body: list[_Text | _Resource]
    how: str = field(default="", name=HOW)
    creator: object = None
    generator: object = None
    created: object = None
    score: object = field(default=None, name=SCORE)

    @property
    def provenance(self) -> Mapping[str, object]:
        """Who says so, as :func:`.parts.origin_of` tells it."""
        if self.creator is self.generator is self.created is self.score is None:
            return {"how": self.how} if self.how else {}
        told = {HOW: self.how, SCORE: self.score, "created": self.created}
        return origin_of(told | {"creator": self.creator, "generator": self.generator})


class _Tagged(_Annotation, tag=TAGGING, kw_only=True):
    target: _Target


class _Linked(_Annotation, tag=LINKING, kw_only=True):
    target: str


class _Page(Struct):
    items: list[Raw]
    next: object = UNSET


_top = Decoder(dict[str, Raw]).decode
_page = Decoder(_Page).decode
_any = Decoder().decode
_object = Decoder(dict[str, Any]).decode
_annotation = Decoder(_Tagged | _Linked).decode


class _Said(NamedTuple):
    """What the bodies of an annotation say; a part is empty where none says it."""

    label: str
    kind: str
    attributes: Mapping[str, str]
    link: str
    tail: str

    @classmethod
    def by(cls, bodies: list[_Text | _Resource]) -> _Said | None:
        """What *bodies* say; ``None`` where they say something twice, or something else."""
        label = kind = link = tail = ""
        attributes: dict[str, str] = {}
        for body in bodies:
            purpose = body.purpose
            if isinstance(body, _Text):
                name = body.name or DESCRIBING
                if purpose == TAGGING and not label:
                    label = body.value
                elif purpose == DESCRIBING and body.value and name not in attributes:
                    attributes[name] = body.value
                elif purpose == IDENTIFYING and not link:
                    link = body.value
                else:
                    return None
            elif purpose == CLASSIFYING and not kind:
                kind = body.source
            elif purpose == LINKING and not tail:
                tail = body.source
            elif purpose == IDENTIFYING and not link:
                link = body.source
            else:
                return None
        return cls(label, kind, attributes, link, tail) if label else None


class _Plain(NamedTuple):
    """A collection: what in it is plain, and the annotations of any other form."""

    collection: Json
    tagged: list[tuple[_Tagged, _Said]]
    linked: list[tuple[_Linked, _Said]]
    others: list[Json]

    @property
    def text(self) -> str:
        """The IRI of the one text that all are about; empty where there are more."""
        texts = {one.target.source for one, _ in self.tagged}
        texts |= {iri for one in self.others for iri in targets_of(one) if not iri.startswith("#")}
        return texts.pop() if len(texts) == 1 else ""

    @property
    def ids(self) -> list[str]:
        """The IRIs of what is plain."""
        return [*(one.id for one, _ in self.tagged), *(one.id for one, _ in self.linked)]


class _NotPlainError(Exception):
    """There is something to repair or to tell."""


def plain_draft(source: Source) -> Draft | None:
    """The article that *source* is about; ``None`` where it is to be read with care."""
    with source.open() as stream:
        data = stream.read()
    try:
        return _draft(source, _plain(data))
    except (MsgspecError, _NotPlainError):
        return None


def _plain(data: bytes) -> _Plain:
    top = _top(data)
    if "target" in top or "first" not in top:
        raise _NotPlainError
    page = _page(top.pop("first"))
    if page.next is not UNSET:
        raise _NotPlainError
    plain = _Plain({name: _any(one) for name, one in top.items()}, [], [], [])
    for raw in page.items:
        one = said = None
        with suppress(ValidationError):
            one = _annotation(raw)
            said = _Said.by(one.body)
        if said is None:
            plain.others.append(_object(raw))
        elif isinstance(one, _Tagged):
            plain.tagged.append((one, said))
        elif one:
            plain.linked.append((one, said))
    if any("target" not in one or is_row(one) for one in plain.others):
        raise _NotPlainError
    return plain


def _draft(source: Source, plain: _Plain) -> Draft:
    name = name_in(plain.text)
    file = text_file(source, name) if name else None
    if file is None or not all(one.startswith("#") and one > "#" for one in plain.ids):
        raise _NotPlainError
    stem = PurePosixPath(name).stem
    gathered = Gathered(stem, source.name, text_in(file))
    others = [parts_of(one, gathered.text, gathered.where, gathered) for one in plain.others]
    gathered.reserve({*map(id_of, plain.ids), *(one.id for one in others)})
    _take_tagged(plain.tagged, gathered)
    building = Building(others, gathered)
    if any(one.motivation == LINKING for one in others):
        raise _NotPlainError
    _take_linked(plain.linked, gathered)
    if gathered.losses:
        raise _NotPlainError
    return building.draft(plain.collection, source.name, stem)


def _take_tagged(tagged: Sequence[tuple[_Tagged, _Said]], gathered: Gathered) -> None:
    selectors = [one.target.selector for one, _ in tagged]
    spans = gathered.placed([(at.start, at.end, quote.exact) for at, quote in selectors])
    for (one, said), span in zip(tagged, spans, strict=True):
        if isinstance(span, Reason):
            raise _NotPlainError
        id = id_of(one.id)
        made: Entity | Event
        match said:
            case _Said(label, "", attributes, link, ""):
                made = Entity(id, (span,), label, attributes, link)
            case _Said(label, kind, attributes, "", "") if kind == EVENT:
                made = Event(id, label, span, (), attributes)
            case _:
                raise _NotPlainError
        gathered.add(made, one.provenance)


def _take_linked(linked: Sequence[tuple[_Linked, _Said]], gathered: Gathered) -> None:
    for one, said in linked:
        head, tail = id_of(one.target), id_of(said.tail)
        if said.link or said.attributes:
            raise _NotPlainError
        if said.kind == ROLE:
            gathered.fill(head, said.label, tail)
        elif not said.kind:
            gathered.relation(id_of(one.id), said.label, head, tail, one.provenance)
        else:
            raise _NotPlainError
