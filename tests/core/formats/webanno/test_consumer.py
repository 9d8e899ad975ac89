"""A reader that knows only the specification takes what Goldleaf writes as Goldleaf means it."""

from hypothesis import given

from goldleaf.core.formats.cas import types
from goldleaf.core.formats.webanno import WEBANNO
from goldleaf.core.formats.webanno.fit import fitted
from goldleaf.core.model import Entity, Event, Relation, Span

from ..cas.test_round_trip import SCHEME, WHOLE
from ..destination import written
from ..strategies import annotated_articles
from ..tokens.round_trip import ANY
from .strict import Document


def opened(annotated):
    destination, _ = written(WEBANNO, annotated, scheme=SCHEME)
    (data,) = destination.files.values()
    return Document(data)


def told(annotated):
    """What *annotated* holds, as the strict reader should find it."""
    text = annotated.article.text

    def place(span):
        before = len(text[: span.start].encode("utf-16-le")) // 2
        return before, before + len(span.of(text).encode("utf-16-le")) // 2

    def shown(filler):
        one = by_id[filler] if isinstance(filler, str) else filler
        return (types.BARE_SPAN, *place(one)) if isinstance(one, Span) else spot(one)

    def spot(one):
        return (types.ENTITY if isinstance(one, Entity) else types.EVENT, *place(one.span))

    by_id = {one.id: one for one in annotated.annotations}
    spans, relations, coreferent = [], [], set()
    for one in annotated.annotations:
        match one:
            case Entity():
                link = {"identifier": one.link} if one.link else {}
                spans.append((*spot(one), {"value": one.label, **one.attributes, **link}, []))
            case Event():
                links = [(each.role, shown(each.filler)) for each in one.arguments]
                spans.append((*spot(one), {"value": one.type, **one.attributes}, links))
            case Relation(type="coref"):
                coreferent |= {spot(by_id[one.head]), spot(by_id[one.tail])}
            case Relation():
                relations.append((one.type, shown(one.head), shown(one.tail)))
    return text, sorted(spans, key=repr), sorted(relations), coreferent


def found(document):
    def spot(one):
        return one.layer, one.begin, one.end

    spans = [
        (*spot(one), one.features, [(role, spot(target)) for role, target in one.links])
        for one in document.spans
        if one.layer != types.BARE_SPAN
    ]
    relations = [(one.features["value"], *map(spot, one.ends)) for one in document.relations]
    coreferent = {
        (types.ENTITY, link.begin, link.end)
        for chain in document.chains.values()
        for link in chain.values()
    }
    coreferent |= {end for kind, *ends in relations for end in ends if kind == "coref"}
    # a reader ends each sentence with a line feed, the last one, too
    text = document.text.cut(0, len(document.text)).removesuffix("\n")
    others = sorted(one for one in relations if one[0] != "coref")
    for chain in document.chains.values():
        assert all(link.features["referenceType"] for link in chain.values())
    return text, sorted(spans, key=by_repr), others, coreferent


def by_repr(span):
    layer, begin, end, features, links = span
    return repr((layer, begin, end, features, links))


@ANY
@given(annotated_articles())
def test_a_strict_reader_finds_what_was_written(annotated):
    kept, _ = fitted(annotated, SCHEME)
    text, spans, relations, coreferent = told(kept)
    got = found(opened(annotated))
    assert got[0] == text
    assert normal(got[1]) == normal(spans)
    assert got[2:] == (relations, coreferent)


def normal(spans):
    return sorted(
        [
            (layer, begin, end, sorted(features.items()), links)
            for layer, begin, end, features, links in spans
        ],
        key=repr,
    )


def test_everything_at_once():
    document = opened(WHOLE)
    assert document.text.cut(3, 6) == "Ana"
    assert [one[0] for one in document.columns][-2:] == ["RL", "RL"]
    assert len(document.chains) == 1
