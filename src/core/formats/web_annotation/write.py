"""An article becomes a text and a collection of annotations about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from ...model import (
    AnnotatedArticle,
    Annotation,
    Argument,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
)
from ...model.safe_json import safe_json
from ..file_names import FileNames
from ..format import Destination
from ..losses import Loss
from .terms import (
    ANNOTATOR,
    ASSESSING,
    CLASSIFYING,
    COMMENTING,
    COMPOSITE,
    CONTEXT,
    DESCRIBING,
    EVENT,
    HOW,
    IDENTIFIER,
    IDENTIFYING,
    JSON_TYPE,
    LINKING,
    NAME,
    OF_ARTICLE,
    POSITION,
    QUOTE,
    ROLE,
    SCORE,
    SUFFIX,
    SUGGESTED,
    TAGGING,
    TEXT_SUFFIX,
    VERSION,
    iri,
)

_AROUND = 16
"""How many code points before and after a stretch are told, to find it in a changed text."""

Json = dict[str, Any]

_ANNOTATION: Json = {"type": "Annotation"}


class WebAnnotationWriter:
    """Writes a ``.txt`` and a ``.jsonld`` for each article; nothing is lost."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination
        self._names = FileNames(len(SUFFIX))

    def write(self, annotated: AnnotatedArticle, part: str) -> tuple[Loss, ...]:
        """Write one article into the folder of *part*; what cannot be kept, which is nothing."""
        stem = self._names.name(annotated.article.id, part)
        collection = _Collection(annotated, quote(stem + TEXT_SUFFIX))
        for suffix, content in (
            (TEXT_SUFFIX, annotated.article.text),
            (SUFFIX, collection.json()),
        ):
            with self._destination.open("/".join(filter(None, (part, stem + suffix)))) as file:
                file.write(content.encode())
        return ()

    def finish(self) -> tuple[str, ...]:
        """Nothing remains to be done or said."""
        return ()


class _Collection:
    """What is said of one article, whose text is at the relative IRI *source*."""

    def __init__(self, annotated: AnnotatedArticle, source: str) -> None:
        self._annotated = annotated
        self._text = annotated.article.text
        self._source = source

    def json(self) -> str:
        """The collection with all annotations on one page, each on a line."""
        article = self._annotated.article
        items = list(self._items())
        value: Json = {"@context": CONTEXT, "id": "#", "type": "AnnotationCollection"}
        told = {term: getattr(article, name) for name, term in OF_ARTICLE.items()}
        told |= {IDENTIFIER: article.id, ANNOTATOR: self._annotated.annotator}
        value |= {term: one for term, one in told.items() if one}
        page = {"id": "#/page", "type": "AnnotationPage", "partOf": "#", "startIndex": 0}
        value |= {"total": len(items), "last": page["id"], "first": page | {"items": []}}
        end = "]}}"
        lines = ",\n".join(map(safe_json, items))
        return f"{safe_json(value).removesuffix(end)}\n{lines}\n{end}\n"

    def _items(self) -> Iterator[Json]:
        """All that is said, each with an id; those of what Goldleaf gives none have a slash."""
        annotated = self._annotated
        for one in annotated.annotations:
            yield {"id": iri(one.id)} | _ANNOTATION | self._annotation(one) | self._origin(one)
            if isinstance(one, Event):
                for number, each in enumerate(one.arguments, start=1):
                    id = f"{iri(one.id)}/{number}"
                    yield {"id": id} | _ANNOTATION | self._argument(one, each)
        for number, zone in enumerate(annotated.zones, start=1):
            said = _said(CLASSIFYING, zone.kind.value) | {"target": self._stretch(zone.span)}
            yield {"id": f"#/zone/{number}"} | _ANNOTATION | said
        for comment in annotated.comments:
            said = _said(COMMENTING, comment.text) | {"target": self._commented(comment.target)}
            yield {"id": iri(comment.id)} | _ANNOTATION | said
        of_text: Json = {"target": self._source}
        if annotated.status is not None:
            yield (
                {"id": "#/status"}
                | _ANNOTATION
                | _said(ASSESSING, annotated.status.value)
                | of_text
            )
        if meta := annotated.article.meta:
            said = _said(DESCRIBING, safe_json(dict(meta)))
            said["body"]["format"] = JSON_TYPE
            yield {"id": "#/meta"} | _ANNOTATION | said | of_text

    def _annotation(self, one: Annotation) -> Json:
        match one:
            case Entity():
                bodies = [_textual(TAGGING, one.label), *_described(one.attributes)]
                if one.link:
                    bodies.append(_identified(one.link))
                return {"motivation": TAGGING, "body": bodies, "target": self._target(one.spans)}
            case Event():
                bodies = [_textual(TAGGING, one.type), _classified(EVENT)]
                bodies += _described(one.attributes)
                target = self._stretch(one.trigger)
                return {"motivation": TAGGING, "body": bodies, "target": target}
            case Relation():
                bodies = [_textual(TAGGING, one.type), _specific(LINKING, iri(one.tail))]
                return {"motivation": LINKING, "body": bodies, "target": iri(one.head)}
            case DocumentLabel():
                return _said(CLASSIFYING, one.label) | {"target": self._source}

    def _argument(self, event: Event, argument: Argument) -> Json:
        filler = argument.filler
        filled = (
            self._stretch(filler) | {"purpose": LINKING}
            if isinstance(filler, Span)
            else _specific(LINKING, iri(filler))
        )
        bodies = [_textual(TAGGING, argument.role), filled, _classified(ROLE)]
        return {"motivation": LINKING, "body": bodies, "target": iri(event.id)}

    def _commented(self, target: str | Span) -> Json | str:
        if isinstance(target, Span):
            return self._stretch(target)
        return iri(target) if target else self._source

    def _target(self, spans: Sequence[Span]) -> Json:
        stretches = [self._stretch(span) for span in spans]
        return stretches[0] if len(stretches) == 1 else {"type": COMPOSITE, "items": stretches}

    def _stretch(self, span: Span) -> Json:
        text = self._text
        around = {
            "exact": span.of(text),
            "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        }
        return {
            "type": "SpecificResource",
            "source": self._source,
            "selector": [
                {"type": POSITION, "start": span.start, "end": span.end},
                {"type": QUOTE} | {key: one for key, one in around.items() if one},
            ],
        }

    def _origin(self, one: Annotation) -> Json:
        """Who says so, when and how surely, and which program suggested it."""
        origin = self._annotated.provenance.get(one.id)
        if not origin:
            return {}
        value: Json = {}
        how, annotator = origin.get("how"), origin.get("annotator")
        program: Json = {}
        if suggester := origin.get("suggester"):
            program = {"type": "Software", "name": str(suggester)}
            if version := origin.get("version"):
                program[VERSION] = str(version)
        if how == SUGGESTED:
            value["creator"] = program or {"type": "Software"}
        else:
            value |= {HOW: str(how)} if how else {}
            value |= {"creator": {"type": "Person", "name": str(annotator)}} if annotator else {}
            value |= {"generator": program} if program else {}
        if at := origin.get("at"):
            value["created"] = str(at)
        if (score := origin.get("score")) is not None:
            value[SCORE] = score
        return value


def _said(purpose: str, value: str) -> Json:
    return {"motivation": purpose, "body": _textual(purpose, value)}


def _textual(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _specific(purpose: str, source: str) -> Json:
    return {"type": "SpecificResource", "purpose": purpose, "source": source}


def _classified(as_what: str) -> Json:
    return _specific(CLASSIFYING, as_what)


def _described(attributes: Mapping[str, str]) -> list[Json]:
    return [_textual(DESCRIBING, value) | {NAME: name} for name, value in attributes.items()]


def _identified(link: str) -> Json:
    """A link as a resource where it is an address, else as its identifier."""
    try:
        address = urlsplit(link)
    except ValueError:
        return _textual(IDENTIFYING, link)
    if address.scheme and address.netloc and link.isascii() and not any(map(str.isspace, link)):
        return _specific(IDENTIFYING, link)
    return _textual(IDENTIFYING, link)
