"""spaCy documents become articles, with their tokens."""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...model import AnnotatedArticle, Article, Segmentation, Status, UsageError
from ..article_fields import FIELDS, article_of, comments_of, keepable, zones_of
from ..gathered import Gathered
from ..losses import Loss, Reason
from ..mentions import Mention
from ..source import Draft, Head, Source
from ..values import string
from .config import TRIGGERS
from .write import ARTICLE, EXTENSION

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_LOOKED_AT = 4096
_OWN = frozenset((ARTICLE, *FIELDS, "meta", "zones", "comments", "status", "annotator"))
_LIKELY = 0.5
_EXTENSION_KEY = 4
_NO_PLACE = ("TAG", "POS", "MORPH", "LEMMA", "DEP")


def read(source: Source) -> Iterator[Draft | Loss]:
    """The documents of *source* as articles.

    Entities are those of ``ents`` and of all groups of ``spans`` but ``triggers``, which are
    events; what is in several groups is one. Values of ``user_data`` that JSON can hold are the
    article's ``meta``, and those of extension attributes attributes of what has that place.

    Raises:
        UsageError: when the file is no ``DocBin``.
    """
    for number, (doc, ents) in enumerate(_docs(source), start=1):
        yield _draft(doc, ents, source, number)


def _docs(source: Source) -> Iterator[tuple[Doc, Sequence[DocSpan]]]:
    import spacy.tokens  # noqa: PLC0415  importing spaCy takes most of a second
    import spacy.vocab  # noqa: PLC0415

    with source.open() as stream:
        data = stream.read()
    try:
        for doc in spacy.tokens.DocBin().from_bytes(data).get_docs(spacy.vocab.Vocab()):
            # reading them is what finds tags out of order, and spans past the end
            for group in doc.spans.values():
                list(group)
            yield doc, doc.ents
    except Exception as error:  # noqa: BLE001
        # whatever is wrong with the bytes, spaCy and NumPy have an exception of their own for it
        raise UsageError(
            f"{source.name} is no DocBin that spaCy can read ({type(error).__name__});"
            " write it anew with DocBin.to_disk."
        ) from None


def _draft(doc: Doc, ents: Sequence[DocSpan], source: Source, number: int) -> Draft:
    data: dict[Any, Any] = dict(doc.user_data)
    where = f"{source.name}, document {number}"
    stem = f"{source.stem}-{number}"
    gathered = Gathered(string(data.get(ARTICLE)) or stem, where, doc.text)
    extensions = _Extensions(data)
    spans = list(_spans(doc, ents, gathered))
    ids = Counter(one.id_ for _, one in spans if one.id_)
    gathered.reserve(ids)
    gathered.mentions(_mention(group, one, ids, extensions) for group, one in spans)
    for label, score in doc.cats.items() if isinstance(doc.cats, dict) else ():
        _take_category(label, score, gathered)
    extensions.tell_rest(gathered)
    annotated = AnnotatedArticle(
        _article(doc, data, extensions, gathered),
        zones=zones_of(_listed(data.get("zones")), len(doc.text), gathered),
        comments=comments_of(_listed(data.get("comments")), gathered),
        status=_status(data),
        annotator=string(data.get("annotator")),
        segmentation=_segmentation(doc),
    )
    _tell_no_place(doc, data, gathered)
    return Draft(gathered.annotated(annotated), stem, losses=tuple(gathered.losses))


def _spans(doc: Doc, ents: Sequence[DocSpan], gathered: Gathered) -> Iterator[tuple[str, DocSpan]]:
    """The spans of *doc* with the names of their groups, each place and label from one group."""
    before: set[tuple[int, int, str]] = set()
    for group, spans in [*sorted(doc.spans.items()), ("", ents)]:
        found = []
        for one in spans:
            if not 0 <= one.start < one.end <= len(doc):
                gathered.lose(Reason.OUTSIDE, detail=f"a span of {group}")
            elif _has_names(one):
                found.append(one)
            else:
                gathered.lose(Reason.MALFORMED, detail=f"a span of {group} without its strings")
        yield from (
            (group, one)
            for one in found
            if group == TRIGGERS or (one.start, one.end, one.label_) not in before
        )
        if group != TRIGGERS:
            before.update((one.start, one.end, one.label_) for one in found)


def _has_names(span: DocSpan) -> bool:
    """Whether the file has the strings that *span* names by their numbers."""
    try:
        return all(isinstance(one, str) for one in (span.label_, span.kb_id_, span.id_))
    except KeyError:
        return False


def _mention(group: str, span: DocSpan, ids: Mapping[str, int], extensions: _Extensions) -> Mention:
    first, last = span.doc[span.start], span.doc[span.end - 1]
    start, end = first.idx, last.idx + len(last)
    id = span.id_
    return Mention(
        None,
        start,
        end,
        span.label_,
        # the rules of an entity ruler give one id to many
        id="" if ids[id] > 1 else id,
        trigger=group == TRIGGERS,
        attributes=extensions.of_span(start, end),
        link=span.kb_id_,
    )


def _take_category(label: object, score: object, gathered: Gathered) -> None:
    if not isinstance(score, int | float):
        gathered.lose(Reason.MALFORMED, detail=f"category {label!r}")
    elif score >= _LIKELY:
        # a pipeline has scores, and a reviewer none
        told = {"how": "suggested", "score": float(score)} if score < 1 else {}
        gathered.document_label(label, provenance=told)


class _Extensions:
    """The values of spaCy's extension attributes, by what they belong to."""

    def __init__(self, data: Mapping[object, Any]) -> None:
        self.of_document: dict[str, Any] = {}
        self._of_spans: dict[tuple[int, int], dict[str, str]] = {}
        self._used: set[tuple[int, int]] = set()
        self._other = 0
        for key, value in data.items():
            if isinstance(key, str):
                continue
            if not (
                isinstance(key, tuple)
                and len(key) >= _EXTENSION_KEY
                and key[0] == EXTENSION
                and isinstance(key[1], str)
            ):
                self._other += 1
            elif key[2] is None and key[3] is None:
                self.of_document[key[1]] = value
            elif isinstance(key[2], int) and isinstance(key[3], int) and _is_plain(value):
                place = self._of_spans.setdefault((key[2], key[3]), {})
                place[key[1]] = str(value)
            else:
                self._other += 1

    def of_span(self, start: int, end: int) -> dict[str, str]:
        """The attributes of what is at these code points."""
        self._used.add((start, end))
        return {
            name: value
            for name, value in self._of_spans.get((start, end), {}).items()
            if string(name) and string(value)
        }

    def tell_rest(self, gathered: Gathered) -> None:
        """Tell what belongs to no annotation."""
        rest = sum(len(one) for at, one in self._of_spans.items() if at not in self._used)
        if rest + self._other:
            gathered.lose(Reason.UNKNOWN, count=rest + self._other, detail="user_data")


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def _article(
    doc: Doc, data: Mapping[object, Any], extensions: _Extensions, gathered: Gathered
) -> Article:
    """What ``user_data`` says of the article; what Goldleaf does not know is ``meta``."""
    told = {name: data.get(name, "") for name in FIELDS} | extensions.of_document
    told |= {name: one for name, one in data.items() if isinstance(name, str) and name not in _OWN}
    article = article_of(doc.text, _listed(told), gathered)
    meta = _listed(data.get("meta"))
    own = meta if isinstance(meta, dict) else {}
    kept = {name: one for name, one in own.items() if keepable(name, one, gathered)}
    id = string(data.get(ARTICLE)) or article.id
    return replace(article, id=id, meta={**article.meta, **kept})


def _listed(value: Any) -> Any:
    """*value* with the lists that it was written with: spaCy reads them as tuples."""
    if isinstance(value, dict):
        return {str(key): _listed(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_listed(one) for one in value]
    return value


def _status(data: Mapping[object, Any]) -> Status | None:
    told = data.get("status")
    return next((one for one in Status if one.value == told), None)


def _segmentation(doc: Doc) -> Segmentation | None:
    """The tokens and sentences of *doc*, where it tells both."""
    if not doc.has_annotation("SENT_START"):
        return None
    starts, ends, firsts, lasts = array("i"), array("i"), array("i"), array("i")
    for sentence in doc.sents:
        tokens = [one for one in sentence if not one.is_space and one.text.strip()]
        if not tokens:
            continue
        starts.extend(one.idx for one in tokens)
        ends.extend(one.idx + len(one) for one in tokens)
        firsts.append(tokens[0].idx)
        lasts.append(ends[-1])
    return Segmentation(starts, ends, firsts, lasts)


def _tell_no_place(doc: Doc, data: Mapping[object, Any], gathered: Gathered) -> None:
    if there := [name.lower() for name in _NO_PLACE if doc.has_annotation(name)]:
        gathered.lose(Reason.UNKNOWN, count=len(there), detail=f"of tokens: {', '.join(there)}")
    # Goldleaf's own files say why: they are boilerplate
    if doc.has_annotation("ENT_IOB") and not data.get("zones"):
        missing = sum(token.ent_iob == 0 for token in doc)
        if missing:
            gathered.lose(Reason.UNKNOWN, count=missing, detail="tokens marked missing")


def recognised(head: Head) -> bool:
    """Whether a file begins as a ``DocBin`` does: compressed, with its version and attributes."""
    if not head.data.startswith(_ZLIB):
        return False
    try:
        start = zlib.decompressobj().decompress(head.data, _LOOKED_AT)
    except zlib.error:
        return False
    # those of spaCy 2 have no version
    return b"attrs" in start[:64] and (b"version" in start[:16] or b"attrs" in start[:16])
