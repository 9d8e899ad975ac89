"""An article as a UIMA CAS, in XML or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ...model import AnnotatedArticle, Comment, DocumentLabel, Entity, Event, Relation, Span
from ...segment import segment
from ..file_names import FileNames
from ..format import Destination
from ..losses import Loss
from . import types
from .chains import chains_of
from .fit import fitted

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

TYPE_SYSTEM = "TypeSystem.xml"


class CasWriter:
    """Writes a CAS for each article: JSON, or XML with the type system in a file for all."""

    def __init__(self, destination: Destination, *, xml: bool) -> None:
        types.require_cassis()
        self._destination = destination
        self._xml = xml
        self._suffix = ".xmi" if xml else ".json"
        self._names = FileNames(len(self._suffix))
        self._features: dict[str, set[str]] = {
            "entity": {
                types.feature_name(one.name) for one in destination.scheme.attributes_of("entity")
            },
            "event": {
                types.feature_name(one.name) for one in destination.scheme.attributes_of("event")
            },
        }

    def write(self, annotated: AnnotatedArticle, part: str) -> tuple[Loss, ...]:
        """Write one article into the folder of *part*; what a CAS cannot keep of it."""
        from cassis.typesystem import TypeSystemMode  # noqa: PLC0415  an extra

        kept, losses = fitted(annotated, self._destination.scheme, xml=self._xml)
        for one in kept.annotations:
            if isinstance(one, Entity | Event):
                kind = "entity" if isinstance(one, Entity) else "event"
                self._features[kind].update(one.attributes)
        cas = to_cas(kept, self._type_system())
        name = "/".join(filter(None, (part, self._names.name(kept.article.id, part))))
        content = (
            cas.to_xmi() if self._xml else cas.to_json(type_system_mode=TypeSystemMode.MINIMAL)
        )
        assert content is not None
        with self._destination.open(name + self._suffix) as file:
            file.write(content.encode())
        return losses

    def finish(self) -> tuple[str, ...]:
        """Write the type system that all articles of an export have."""
        if self._xml:
            text = self._type_system().to_xml()
            assert text is not None
            with self._destination.open(TYPE_SYSTEM) as file:
                file.write(text.encode())
        return ()

    def _type_system(self) -> TypeSystem:
        return types.type_system(self._features["entity"], self._features["event"])


def to_cas(annotated: AnnotatedArticle, type_system: TypeSystem) -> Cas:
    """*annotated*, which must be what :func:`.fit.fitted` gave, as a CAS."""
    from cassis import Cas  # noqa: PLC0415  an extra

    article = annotated.article
    cas = Cas(typesystem=type_system, sofa_string=article.text, sofa_mime="text/plain")
    making = _Making(cas, type_system)
    making.describe(annotated)
    making.annotate(annotated)
    return cas


class _Making:
    def __init__(self, cas: Cas, type_system: TypeSystem) -> None:
        self._cas = cas
        self._types = type_system
        self._made: dict[str, Any] = {}
        self._bare: dict[Span, Any] = {}

    def describe(self, annotated: AnnotatedArticle) -> None:
        """What is said of the text as a whole, its tokens and its zones."""
        article = annotated.article
        self._add(
            types.METADATA,
            Span(0, len(article.text)),
            language=article.language or "x-unspecified",
            documentTitle=article.title or None,
            documentId=article.id or None,
            documentUri=article.source or None,
        )
        if article.published:
            whole = Span(0, len(article.text))
            self._add(types.FIELD, whole, key=types.PUBLISHED, value=article.published)
        division = annotated.segmentation or segment(article.text, article.language)
        for start, end in zip(division.sentence_starts, division.sentence_ends, strict=True):
            self._add(types.SENTENCE, Span(start, end))
        for start, end in zip(division.token_starts, division.token_ends, strict=True):
            self._add(types.TOKEN, Span(start, end))
        for zone in annotated.zones:
            self._add(types.ZONE, zone.span, value=zone.kind.value)

    def annotate(self, annotated: AnnotatedArticle) -> None:
        """The annotations themselves."""
        events = []
        relations = []
        for one in annotated.annotations:
            match one:
                case Entity():
                    self._made[one.id] = self._add(
                        types.ENTITY,
                        one.span,
                        value=one.label,
                        identifier=one.link or None,
                        **one.attributes,
                    )
                case Event():
                    self._made[one.id] = self._add(
                        types.EVENT, one.trigger, value=one.type, **one.attributes
                    )
                    events.append(one)
                case Relation():
                    relations.append(one)
                case DocumentLabel():
                    self._cas.add(self._types.get_type(types.DOCUMENT_LABEL)(value=one.label))
        for event in events:
            self._fill(event)
        in_chains = self._chains(annotated)
        for relation in relations:
            if relation.id not in in_chains:
                head, tail = self._made[relation.head], self._made[relation.tail]
                # a relation of INCEpTION lies where its target does
                self._made[relation.id] = self._add(
                    types.RELATION,
                    Span(tail.begin, tail.end),
                    Governor=head,
                    Dependent=tail,
                    value=relation.type,
                )
        labels = {
            one.id: one.label for one in annotated.annotations if isinstance(one, DocumentLabel)
        }
        for comment in annotated.comments:
            self._comment(comment, labels)

    def _comment(self, comment: Comment, labels: Mapping[str, str]) -> None:
        on = comment.target
        if isinstance(on, Span):
            self._add(types.COMMENT, on, value=comment.text)
        elif on in self._made:
            target = self._made[on]
            made = self._add(types.COMMENT, Span(target.begin, target.end), value=comment.text)
            link = self._types.get_type(types.COMMENT_LINK)(role="on", target=target)
            made.on = self._types.get_type("uima.cas.FSArray")(elements=[link])
        else:
            kind = self._types.get_type(types.DOCUMENT_COMMENT)
            self._cas.add(kind(value=comment.text, label=labels.get(on)))

    def _fill(self, event: Event) -> None:
        link = self._types.get_type(types.EVENT_LINK)
        links = []
        for argument in event.arguments:
            filler = argument.filler
            if isinstance(filler, Span):
                if filler not in self._bare:
                    self._bare[filler] = self._add(types.BARE_SPAN, filler)
                target = self._bare[filler]
            else:
                target = self._made[filler]
            links.append(link(role=argument.role, target=target))
        if not links:
            return
        array = self._types.get_type("uima.cas.FSArray")
        self._made[event.id].arguments = array(elements=links)

    def _chains(self, annotated: AnnotatedArticle) -> set[str]:
        """Make chains of what refers to the same; the ids of the relations that are in them."""
        chains, inside = chains_of(annotated)
        for members in chains:
            links = [
                self._add(types.CHAIN_LINK, one.span, referenceType=one.label) for one in members
            ]
            for link, following in pairwise(links):
                link.next = following
            self._cas.add(self._types.get_type(types.CHAIN)(first=links[0]))
        return inside

    def _add(self, type_: str, span: Span, **features: Any) -> Any:
        made = self._types.get_type(type_)(begin=span.start, end=span.end, **features)
        self._cas.add(made)
        return made
