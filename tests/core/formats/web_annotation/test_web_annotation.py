import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyld import jsonld

from goldleaf.core.formats import Draft, Head, Loss, Reason, Source, recognised
from goldleaf.core.formats.web_annotation import WEB_ANNOTATION
from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    UsageError,
)

from ..destination import written
from ..strategies import LONG_LINE, annotated_articles
from ..test_json_mistakes import check_sound, mutated

ANY = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
TEXT = "🌾 Ana Rey met Bo in Oslo."


def put(folder, files):
    """The source of the annotations among *files*, which are put into *folder*."""
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (name,) = [one for one in files if not one.endswith(".txt")][:1]
    return Source(name, folder / name)


def read_one(folder, annotations, text=TEXT, name="a.jsonld"):
    source = put(folder, {name: json.dumps(annotations), "a.txt": text})
    (draft,) = WEB_ANNOTATION.read(source)
    return draft


def tagged(id, label, start, end, exact="", **more):
    selector = [{"type": "TextPositionSelector", "start": start, "end": end}]
    if exact:
        selector.append({"type": "TextQuoteSelector", "exact": exact})
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": id,
        "type": "Annotation",
        "body": {"type": "TextualBody", "purpose": "tagging", "value": label},
        "target": {"source": "http://news.example/a.txt", "selector": selector},
    } | more


def fragment(value):
    return {"type": "FragmentSelector", "value": value}


def quote(exact, **around):
    return {"type": "TextQuoteSelector", "exact": exact} | around


def position(start, end):
    return {"type": "TextPositionSelector", "start": start, "end": end}


def by_id(annotated):
    annotations = tuple(sorted(annotated.annotations, key=lambda one: one.id))
    comments = tuple(sorted(annotated.comments, key=lambda one: one.id))
    return replace(annotated, annotations=annotations, comments=comments)


program = {"suggester": st.just("spacy"), "version": st.just("3.8"), "score": st.floats(0, 1)}
person = {
    "how": st.sampled_from(["accepted", "fixed", "added", "rejected"]),
    "annotator": st.sampled_from(["anna", "Bö 🌾"]),
    "at": st.just("2026-03-01T10:00:01.000Z"),
}
origins = st.one_of(
    st.just({}),
    st.fixed_dictionaries(person),
    st.fixed_dictionaries(person | program),
    st.fixed_dictionaries({"how": st.just("suggested")} | program),
)


@ANY
@given(data=st.data(), article=annotated_articles())
def test_nothing_is_lost(tmp_path_factory, data, article):
    told = {one.id: data.draw(origins) for one in article.annotations}
    provenance = {id: one for id, one in told.items() if one}
    article = replace(article, provenance=provenance, annotator="anna")
    destination, losses = written(WEB_ANNOTATION, article)
    assert losses == []
    source = put(tmp_path_factory.mktemp("written"), dict(sorted(destination.files.items())))
    with source.open() as stream:
        assert recognised(Head.of(source, stream)) is WEB_ANNOTATION
    (draft,) = WEB_ANNOTATION.read(source)
    assert by_id(draft.annotated) == by_id(article)
    assert draft.losses == ()


def test_a_long_line(tmp_path):
    span = Span(len(LONG_LINE) - 6, len(LONG_LINE))
    article = AnnotatedArticle(
        Article("a", LONG_LINE), annotations=(Entity("e1", (span,), "WORD"),)
    )
    destination, _ = written(WEB_ANNOTATION, article)
    (draft,) = WEB_ANNOTATION.read(put(tmp_path, destination.files))
    assert draft.annotated == article


OA, AS, DCT = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/activitystreams#",
    "http://purl.org/dc/terms/",
)
# the terms of the recommendation's context that are used, as its vocabulary defines them
TERMS = {
    "oa": OA, "as": AS, "dcterms": DCT, "schema": "http://schema.org/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": {"@id": "@id", "@type": "@id"}, "type": {"@id": "@type", "@type": "@id"},
    **{name: f"oa:{name}" for name in (
        "Annotation", "TextualBody", "SpecificResource", "TextPositionSelector",
        "TextQuoteSelector", "tagging", "classifying", "identifying", "describing", "linking",
        "commenting", "assessing", "start", "end", "exact", "prefix", "suffix",
    )},
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "Person": "http://xmlns.com/foaf/0.1/Person", "Software": "as:Application",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "first": {"@id": "as:first", "@type": "@id"}, "last": {"@id": "as:last", "@type": "@id"},
    "partOf": {"@id": "as:partOf", "@type": "@id"}, "startIndex": "as:startIndex",
    "total": "as:totalItems", "value": "rdf:value", "format": "http://purl.org/dc/elements/1.1/format",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "creator": {"@id": "dcterms:creator", "@type": "@id"},
    "generator": {"@id": "as:generator", "@type": "@id"},
    "created": "dcterms:created", "name": "http://xmlns.com/foaf/0.1/name",
}  # fmt: skip


def as_linked_data(content):
    def loader(url, options):
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}

    options = {"base": "http://news.example/gold/a.jsonld", "documentLoader": loader}
    (expanded,) = jsonld.expand(json.loads(content), options)
    return expanded


def test_it_is_linked_data():
    article = AnnotatedArticle(
        Article("a", TEXT, title="T"),
        annotations=(
            Entity("e 1", (Span(2, 9),), "PERSON", {"sure": "yes"}, "https://kb.example/Q1"),
            Event("v", "MEET", Span(10, 13), (Argument("WHO", "e 1"),)),
        ),
        comments=(Comment("c", "Sure?", "e 1"),),
    )
    destination, _ = written(WEB_ANNOTATION, article)
    collection = as_linked_data(destination.files["a.jsonld"])
    assert collection["@type"] == [f"{AS}OrderedCollection"]
    (page,) = collection[f"{AS}first"]
    assert collection[f"{AS}last"] == [{"@id": page["@id"]}]
    assert page[f"{AS}partOf"] == [{"@id": collection["@id"]}]
    items = page[f"{AS}items"][0]["@list"]
    assert collection[f"{AS}totalItems"] == [{"@value": len(items)}] == [{"@value": 4}]
    entity, event, argument, comment = items
    gold = "http://news.example/gold/"
    assert entity["@id"] == f"{gold}a.jsonld#e%201"
    (target,) = entity[f"{OA}hasTarget"]
    assert target[f"{OA}hasSource"] == [{"@id": f"{gold}a.txt"}]
    position, quote = target[f"{OA}hasSelector"]
    assert (position[f"{OA}start"], position[f"{OA}end"]) == ([{"@value": 2}], [{"@value": 9}])
    assert quote[f"{OA}exact"] == [{"@value": "Ana Rey"}]
    purposes = [one[f"{OA}hasPurpose"][0]["@id"] for one in entity[f"{OA}hasBody"]]
    assert purposes == [f"{OA}tagging", f"{OA}describing", f"{OA}identifying"]
    assert event[f"{OA}hasBody"][1][f"{OA}hasSource"] == [{"@id": "http://schema.org/Event"}]
    assert argument[f"{OA}motivatedBy"] == [{"@id": f"{OA}linking"}]
    assert argument[f"{OA}hasTarget"] == [{"@id": event["@id"]}]
    assert argument[f"{OA}hasBody"][1][f"{OA}hasSource"] == [{"@id": entity["@id"]}]
    assert comment[f"{OA}hasTarget"] == [{"@id": entity["@id"]}]


@ANY
@given(article=annotated_articles())
def test_all_terms_are_those_of_the_vocabulary(article):
    destination, _ = written(WEB_ANNOTATION, article)
    (content,) = [data for name, data in destination.files.items() if name.endswith(".jsonld")]
    items = as_linked_data(content)[f"{AS}first"][0].get(f"{AS}items", [{"@list": []}])[0]["@list"]
    # each has exactly one IRI, and no two the same
    assert len({one["@id"] for one in items}) == len(items)
    for one in items:
        assert one["@type"] == [f"{OA}Annotation"]
        assert len(one[f"{OA}hasTarget"]) == 1
        assert one[f"{OA}motivatedBy"][0]["@id"].startswith(OA)
        assert all("@type" in body for body in one[f"{OA}hasBody"])


def test_who_says_so_is_told_in_the_words_of_the_vocabulary():
    suggested = {"how": "suggested", "suggester": "spacy", "version": "3.8", "score": 0.5}
    fixed = {"how": "fixed", "annotator": "anna", "at": "2026-03-01T10:00:01.000Z"}
    article = AnnotatedArticle(
        Article("a", TEXT),
        annotations=(Entity("e1", (Span(2, 5),), "P"), Entity("e2", (Span(14, 16),), "P")),
        provenance={"e1": suggested, "e2": fixed | {"suggester": "spacy"}},
    )
    destination, _ = written(WEB_ANNOTATION, article)
    one, other = json.loads(destination.files["a.jsonld"])["first"]["items"]
    program = {"type": "Software", "name": "spacy"}
    assert one["creator"] == program | {"schema:softwareVersion": "3.8"}
    assert one["schema:ratingValue"] == 0.5
    assert "generator" not in one
    assert other["creator"] == {"type": "Person", "name": "anna"}
    assert other["generator"] == program
    assert other["created"] == "2026-03-01T10:00:01.000Z"
    assert other["dcterms:provenance"] == "fixed"


@pytest.mark.parametrize(
    "shape",
    [
        lambda items: items,
        lambda items: {"type": "AnnotationPage", "items": items},
        lambda items: {"type": "AnnotationCollection", "first": {"items": items}},
        lambda items: {"@graph": items},
    ],
)
def test_collections_pages_and_lists(tmp_path, shape):
    items = [tagged("#a", "PERSON", 2, 9), tagged("https://x.example/b", "PERSON", 14, 16)]
    draft = read_one(tmp_path, shape(items))
    assert draft.annotated.annotations == (
        Entity("a", (Span(2, 9),), "PERSON"),
        Entity("https://x.example/b", (Span(14, 16),), "PERSON"),
    )


def test_pages_in_files_of_their_own(tmp_path):
    first = {"type": "AnnotationPage", "items": [tagged("#a", "P", 2, 9)], "next": "page2.json"}
    (tmp_path / "page2.json").write_text(
        json.dumps({"type": "AnnotationPage", "items": [tagged("#b", "P", 14, 16)]})
    )
    draft = read_one(tmp_path, {"type": "AnnotationCollection", "label": "T", "first": first})
    assert [one.id for one in draft.annotated.annotations] == ["a", "b"]
    assert draft.annotated.article.title == "T"


def test_one_annotation_a_line(tmp_path):
    lines = [tagged("#a", "P", 2, 9), tagged("#b", "P", 14, 16)]
    source = put(tmp_path, {"a.json": "\n".join(map(json.dumps, lines)), "a.txt": TEXT})
    (draft,) = WEB_ANNOTATION.read(source)
    assert len(draft.annotated.annotations) == 2


def test_annotations_without_a_source_and_relations_between_targets(tmp_path):
    ana, bo = tagged("#a", "PERSON", 3, 10, "Ana Rey"), tagged("#b", "PERSON", 15, 17, "Bo")
    for one in (ana, bo):
        del one["target"]["source"]
    knows = {
        "id": "#r", "type": "Annotation", "motivation": "linking",
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": "knows"}],
        "target": [{"id": "#a"}, {"id": "#b"}],
    }  # fmt: skip
    draft = read_one(tmp_path, [ana, bo, knows])
    assert draft.annotated.annotations == (
        Entity("a", (Span(2, 9),), "PERSON"),
        Entity("b", (Span(14, 16),), "PERSON"),
        Relation("r", "knows", "a", "b"),
    )
    # they count the units of JavaScript
    assert [(one.reason, one.detail) for one in draft.losses] == [
        (Reason.SHIFTED, "UTF-16 code units")
    ]


def test_quotations_alone_match_all_that_they_fit(tmp_path):
    def quoted(id, **quote):
        target = {"source": "a.txt", "selector": {"type": "TextQuoteSelector"} | quote}
        return tagged(id, "P", 0, 0) | {"target": target}

    draft = read_one(
        tmp_path,
        [
            quoted("#a", exact="o", prefix="B"),
            quoted("#b", exact="e"),
            quoted("#c", exact="nowhere"),
        ],
    )
    assert [(one.id, one.spans) for one in draft.annotated.annotations] == [
        ("a", (Span(15, 16),)),
        ("b", (Span(7, 8),)),
        ("e1", (Span(11, 12),)),
    ]
    assert [(one.annotation_id, one.reason) for one in draft.losses] == [("c", Reason.SURFACE)]


@pytest.mark.parametrize(
    "selector",
    [
        fragment("char=2,9"),
        fragment("char=2,9;length=26"),
        fragment("p5") | {"refinedBy": quote("Ana Rey")},
        quote("Ana Rey met") | {"refinedBy": position(0, 7)},
        quote("Ana Rey met") | {"refinedBy": [quote("Ana Rey")]},
        fragment("char=2,13") | {"refinedBy": position(2, 11) | {"refinedBy": quote("a Rey")}},
        position(2, 13) | {"refinedBy": fragment("char=0,7")},
        {"type": "RangeSelector", "startSelector": quote("Ana"), "endSelector": quote(" met")},
        [{"type": "XPathSelector", "value": "/p[1]"}, position(2, 9), quote("Ana Rey")],
        [position("2", None), quote("Ana Rey")],
        [position(3, 10), quote("Ana Rey")],
        [position(900, 907), quote("Ana Rey")],
        quote("Ana\u00a0\nRey", prefix="wheat: ", suffix=" meets"),
    ],
)
def test_other_ways_to_say_where(tmp_path, selector):
    target = {"source": "a.txt", "selector": selector}
    draft = read_one(tmp_path, tagged("#a", "P", 0, 0) | {"target": target})
    (entity,) = draft.annotated.annotations
    at_end = entity.spans[0].end
    assert TEXT[:at_end].endswith("a Rey")
    assert entity.id == "a"
    assert {one.reason for one in draft.losses} <= {Reason.SHIFTED}


@pytest.mark.parametrize(
    "selector",
    [
        fragment("p5"),
        # nobody knows where the fifth paragraph begins
        fragment("p5") | {"refinedBy": position(2, 9)},
        {"type": "XPathSelector", "value": "/p[1]", "refinedBy": position(2, 9)},
        quote("Ana Rey") | {"refinedBy": position(2, 90)},
        quote("Ana Rey") | {"refinedBy": position("2", 9)},
        {"type": "RangeSelector", "startSelector": quote("Bo"), "endSelector": quote("Ana")},
        {"type": "RangeSelector", "startSelector": quote("Bo")},
        {"type": "RangeSelector", "startSelector": {"type": "RangeSelector"}},
        quote("\t"),
        quote(""),
        "https://x.example/selectors/3",
        [],
    ],
)
def test_what_cannot_be_found_is_told(tmp_path, selector):
    target = {"source": "a.txt", "selector": selector}
    draft = read_one(tmp_path, tagged("#a", "P", 0, 0) | {"target": target})
    assert draft.annotated.annotations == ()
    assert [one.annotation_id for one in draft.losses] == ["a"]


def test_bodies_of_every_purpose(tmp_path):
    bodies = [
        {"type": "TextualBody", "purpose": "tagging", "value": "PERSON"},
        {"type": "TextualBody", "purpose": "tagging", "value": "VIP"},
        {"type": "SpecificResource", "purpose": "identifying", "source": "https://kb.example/Q1"},
        {"type": "TextualBody", "purpose": "describing", "value": "yes", "schema:name": "sure"},
        {"type": "TextualBody", "value": "Really?"},
    ]
    topic = tagged("#t", "", 0, 0) | {
        "motivation": "classifying", "body": "https://kb.example/topics#sport", "target": "a.txt",
    }  # fmt: skip
    reply = tagged("#c", "", 0, 0) | {
        "motivation": "replying", "bodyValue": "Yes.", "target": "#a", "body": [],
    }  # fmt: skip
    draft = read_one(tmp_path, [tagged("#a", "", 2, 9) | {"body": bodies}, topic, reply])
    link = "https://kb.example/Q1"
    assert draft.annotated.annotations == (
        Entity("a", (Span(2, 9),), "PERSON", {"sure": "yes"}, link),
        Entity("e1", (Span(2, 9),), "VIP", {"sure": "yes"}, link),
        DocumentLabel("t", "sport"),
    )
    assert draft.annotated.comments == (Comment("c1", "Really?", "a"), Comment("c", "Yes.", "a"))


def test_a_remark_without_a_label_is_one_about_the_stretch(tmp_path):
    remark = tagged("#a", "", 2, 9) | {"body": {"type": "TextualBody", "value": "Who?"}}
    draft = read_one(tmp_path, remark)
    assert draft.annotated.comments == (Comment("a", "Who?", Span(2, 9)),)
    assert draft.losses == ()
    draft = read_one(tmp_path, tagged("#a", "", 2, 9) | {"body": []})
    assert [one.reason for one in draft.losses] == [Reason.NO_LABEL]


def test_each_text_is_an_article(tmp_path):
    one, other, third = (tagged(f"#{name}", "P", 0, 1) for name in "abc")
    one["target"]["source"], other["target"]["source"] = "one.txt", "https://x.example/two"
    third["target"]["source"] = "three.txt"
    comment = {"id": "#d", "motivation": "commenting", "bodyValue": "Hm.", "target": "#b"}
    files = {
        "all.jsonld": json.dumps([one, other, third, comment]), "one.txt": "Ana", "two.txt": "Bo",
    }  # fmt: skip
    drafts = list(WEB_ANNOTATION.read(put(tmp_path, files)))
    assert [one.annotated.article.text for one in drafts[:2]] == ["Ana", "Bo"]
    assert drafts[1].annotated.comments == (Comment("d", "Hm.", "b"),)
    assert drafts[2] == Loss(
        "", "c", Reason.NO_TARGET, where="all.jsonld, line 1, annotation 3", detail="three.txt"
    )


def test_mistakes_are_told_and_the_rest_comes_in(tmp_path):
    role = {
        "id": "#l", "motivation": "linking", "target": "#a",
        "body": [
            {"purpose": "tagging", "value": "WHO"}, {"purpose": "linking", "source": "#zz"},
        ],
    }  # fmt: skip
    items = [
        tagged("#a", "P", 2, 9),
        tagged("#b", "P", 2, 99),
        tagged("#c", "P", 2, 9, "Bob"),
        tagged("#a", "P", 2, 9),
        tagged("#d", "P", "2", 9),
        tagged("#e", "P", 2, 9) | {"target": {"selector": {"type": "SvgSelector"}}},
        role,
    ]
    draft = read_one(tmp_path, items)
    assert [one.id for one in draft.annotated.annotations] == ["a"]
    assert sorted((one.annotation_id, one.reason.value) for one in draft.losses) == [
        ("a", "duplicate-id"),
        ("b", "outside"),
        ("c", "surface"),
        ("d", "malformed"),
        ("e", "unknown"),
        ("l", "no-target"),
    ]
    places = {one.annotation_id: one.where for one in draft.losses}
    assert places["b"] == "a.jsonld, line 1, annotation 2"


def test_a_text_that_is_not_there_is_an_error(tmp_path):
    source = put(tmp_path, {"b.jsonld": json.dumps(tagged("#a", "P", 2, 9))})
    with pytest.raises(UsageError, match=r"b\.jsonld holds annotations, but a\.txt"):
        list(WEB_ANNOTATION.read(source))
    source = put(tmp_path, {"c.jsonld": '{"type": "AnnotationPage"}'})
    with pytest.raises(UsageError, match=r"c\.jsonld holds no annotations"):
        list(WEB_ANNOTATION.read(source))


def test_the_text_comes_along_with_its_annotations(tmp_path):
    source = put(tmp_path, {"a.jsonld": "{}", "a.txt": TEXT})
    text = source.beside("a.txt")
    assert list(WEB_ANNOTATION.belongs_to(text)) == [source]
    assert list(WEB_ANNOTATION.belongs_to(source)) == []


def test_texts_and_pages_come_along_with_what_names_them(tmp_path):
    page = {"type": "AnnotationPage", "items": [tagged("#b", "P", 14, 16)]}
    files = {
        "a.txt": TEXT,
        "b.txt": "Bo",
        "a-page.json": json.dumps(page),
        "notes.json": json.dumps({"type": "AnnotationCollection", "first": "a-page.json"}),
        "broken.json": '{"type": "Annotation", "target"',
        "other.json": '{"text": "Bo"}',
    }
    put(tmp_path, files)
    sources = {name: Source(name, tmp_path / name) for name in files}
    found = {name: [one.name for one in WEB_ANNOTATION.belongs_to(sources[name])] for name in files}
    assert found.pop("a.txt") == found.pop("a-page.json") == ["notes.json"]
    assert set(map(tuple, found.values())) == {()}


@ANY
@given(data=st.data(), article=annotated_articles())
def test_whatever_is_broken_ends_in_sentences(tmp_path_factory, data, article):
    files = written(WEB_ANNOTATION, article)[0].files
    (name,) = [one for one in files if one.endswith(".jsonld")]
    files = files | {name: json.dumps(mutated(data.draw, json.loads(files[name])))}
    source = put(tmp_path_factory.mktemp("broken"), dict(sorted(files.items())))
    try:
        found = list(WEB_ANNOTATION.read(source))
    except UsageError:
        return
    for one in found:
        assert isinstance(one, Draft | Loss)
        if isinstance(one, Draft):
            check_sound(one.annotated)


def test_annotations_in_files_of_their_own_are_one_article(tmp_path):
    files = {
        "1.json": tagged("http://x.example/1", "P", 2, 9),
        "2.json": tagged("http://x.example/2", "P", 14, 16),
        "3.json": {"id": "http://x.example/3", "type": "Annotation", "motivation": "replying",
                   "bodyValue": "Sure?", "target": "http://x.example/2"},
        "4.json": tagged("http://x.example/4", "P", 0, 2) | {"target": "b.txt"},
        "5.json": {"type": "Annotation", "target": 3},
        "6.json": [tagged("http://x.example/6", "P", 0, 2)],
    }  # fmt: skip
    put(tmp_path, {name: json.dumps(value) for name, value in files.items()} | {"a.txt": TEXT})
    sources = {name: Source(name, tmp_path / name) for name in files}
    for name, first in (("1", []), ("2", ["1"]), ("3", ["1"]), ("4", []), ("5", []), ("6", [])):
        found = WEB_ANNOTATION.belongs_to(sources[f"{name}.json"])
        assert [one.name for one in found] == [f"{one}.json" for one in first]
    (draft,) = WEB_ANNOTATION.read(sources["1.json"])
    assert draft.stem == "a"
    assert [one.id[-1] for one in draft.annotated.annotations] == ["1", "2"]
    assert draft.annotated.comments == (
        Comment("http://x.example/3", "Sure?", "http://x.example/2"),
    )
    (of_list,) = WEB_ANNOTATION.read(sources["6.json"])
    assert [one.id[-1] for one in of_list.annotated.annotations] == ["6"]


def test_what_recogito_keeps_of_its_own(tmp_path):
    text = "🌾 Ana Rey met Bo in Oslo."
    tag = {"id": "b1", "annotation": "a1", "purpose": "tagging", "value": "PERSON"}
    remark = {"id": "b2", "annotation": "a1", "purpose": "commenting", "value": "The writer?"}

    def kept(id, bodies, *selectors):
        # offsets count UTF-16, as everywhere in JavaScript
        given = [{"quote": q, "start": s, "end": s + len(q), "range": {}} for q, s in selectors]
        creator = {"isGuest": True, "id": "guest-1"}
        target = {"annotation": id, "selector": given, "created": "2026-03-01", "creator": creator}
        return {"id": id, "bodies": bodies, "target": target}

    values = [
        kept("a1", [tag, remark], ("Ana Rey", 3)),
        kept("a2", [tag | {"value": "PAIR"}], ("Ana Rey", 3), ("Bo", 15)),
    ]
    source = put(tmp_path, {"story.json": json.dumps(values), "story.txt": text})
    with source.open() as stream:
        assert recognised(Head.of(source, stream)) is WEB_ANNOTATION
    (draft,) = WEB_ANNOTATION.read(source)
    assert draft.annotated.annotations == (
        Entity("a1", (Span(2, 9),), "PERSON"),
        Entity("a2", (Span(2, 9), Span(14, 16)), "PAIR"),
    )
    assert [one.text for one in draft.annotated.comments] == ["The writer?"]
    assert draft.annotated.provenance["a1"]["annotator"] == "guest-1"


def test_an_export_of_hypothesis(tmp_path):
    page = "https://news.example/2026/a"
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]"},
        {"type": "TextPositionSelector", "start": 512, "end": 519},
        quote("Ana Rey", prefix="\n  menu 🌾 ", suffix=" met B"),
    ]
    found = {
        "id": "x1", "created": "2026-03-01T10:00:01+00:00", "user": "acct:anna@hypothes.is",
        "uri": page, "tags": ["PERSON"], "text": "The writer?",
        "target": [{"source": page, "selector": selectors}],
    }  # fmt: skip
    reply = found | {"id": "x2", "references": ["x1"], "tags": [], "text": "Yes."}
    note = found | {"id": "x3", "tags": ["sport"], "text": "", "target": [{"source": page}]}
    export = {"export_date": "2026-03-01", "annotations": [found, reply, note]}
    source = put(tmp_path, {"export.json": json.dumps(export), "a.txt": TEXT})
    with source.open() as stream:
        assert recognised(Head.of(source, stream)) is WEB_ANNOTATION
    (draft,) = WEB_ANNOTATION.read(source)
    assert draft.annotated.annotations == (
        Entity("x1", (Span(2, 9),), "PERSON"),
        DocumentLabel("x3", "sport"),
    )
    assert draft.annotated.comments == (
        Comment("c1", "The writer?", "x1"),
        Comment("x2", "Yes.", "x1"),
    )
    assert draft.annotated.provenance["x1"] == {
        "annotator": "anna@hypothes.is",
        "at": "2026-03-01T10:00:01+00:00",
    }
    assert [one.reason for one in draft.losses] == [Reason.SHIFTED]


def test_an_export_of_recogito(tmp_path):
    """Tags whose vocabulary is told, a relation between two, and no motivation on most."""
    ana = tagged("#1", "", 3, 10, "Ana Rey") | {
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": "person"},
            {"type": "SpecificResource", "purpose": "identifying",
             "source": {"id": "https://kb.example/Q1", "label": "Ana Rey"}},
        ],
    }  # fmt: skip
    place = tagged("#2", "", 0, 0) | {
        "body": {"purpose": "tagging", "source": {"id": "https://v.example/7", "label": "place"}},
        "target": {"selector": [quote("Oslo", prefix="in ")]},
    }
    lives = {
        "id": "#3", "type": "Annotation", "motivation": "linking",
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": one} for one in "xy"],
        "target": [{"id": "#1"}, {"id": "#2"}],
    }  # fmt: skip
    draft = read_one(tmp_path, [ana, place, lives])
    assert draft.annotated.annotations == (
        Entity("1", (Span(2, 9),), "person", link="https://kb.example/Q1"),
        Entity("2", (Span(19, 23),), "place"),
        Relation("3", "x", "1", "2"),
        Relation("r1", "y", "1", "2"),
    )


def test_what_has_no_place_is_told(tmp_path):
    bodies = [
        {"type": "TextualBody", "purpose": "tagging", "value": "P"},
        {"type": "Choice", "items": [
            {"purpose": "identifying", "source": "https://kb.example/Q1"},
            {"purpose": "identifying", "source": "https://kb.example/Q2"},
        ]},
        {"purpose": "describing", "value": "one"}, {"purpose": "describing", "value": "two"},
        {"purpose": "editing", "value": "Anna Rey"},
    ]  # fmt: skip
    draft = read_one(tmp_path, tagged("#a", "", 2, 9) | {"body": bodies})
    (entity,) = draft.annotated.annotations
    assert entity == Entity("a", (Span(2, 9),), "P", {"describing": "one"}, "https://kb.example/Q1")
    assert [(one.reason, one.detail) for one in draft.losses] == [
        (Reason.ATTRIBUTES, "describing two"),
        (Reason.LINK, "https://kb.example/Q2"),
        (Reason.UNKNOWN, "editing Anna Rey"),
    ]


def test_an_article_about_the_recommendation_is_not_one_of_its_files(tmp_path):
    source = put(tmp_path, {"a.jsonl": '{"text": "See http://www.w3.org/ns/anno.jsonld."}'})
    with source.open() as stream:
        assert recognised(Head.of(source, stream)) is not WEB_ANNOTATION


def test_the_text_of_a_page_is_beside_it(tmp_path):
    one = tagged("#a", "P", 2, 9)
    one["target"]["source"] = "https://x.example/news.html"
    files = {"all.json": json.dumps([one]), "news.html": "<p>Ana", "news.txt": TEXT}
    source = put(tmp_path, files)
    (draft,) = WEB_ANNOTATION.read(source)
    assert draft.annotated.article.text == TEXT
    (tmp_path / "news.txt").unlink()
    with pytest.raises(UsageError, match=r"but news\.txt, the text"):
        list(WEB_ANNOTATION.read(source))


def test_what_links_and_events_cannot_have_is_told(tmp_path):
    def body(purpose, value):
        return {"type": "TextualBody", "purpose": purpose, "value": value}

    event = {"type": "SpecificResource", "purpose": "classifying", "source": "schema:Event"}
    met = tagged("#v", "MEET", 10, 13, "met")
    met["body"] = [met["body"], event, body("identifying", "Q7")]
    ana, bo = tagged("#e", "PERSON", 2, 9, "Ana Rey"), tagged("#f", "PERSON", 14, 16, "Bo")
    other_end = {"type": "SpecificResource", "purpose": "linking", "source": "#f"}
    knows = {
        "id": "#r",
        "type": "Annotation",
        "motivation": "linking",
        "body": [body("tagging", "KNOWS"), other_end, body("describing", "well")],
        "target": "#e",
    }
    draft = read_one(tmp_path, [met, ana, bo, knows])
    assert [one.id for one in draft.annotated.annotations] == ["v", "e", "f", "r"]
    told = [(one.annotation_id, one.reason, one.detail) for one in draft.losses]
    assert told == [("v", Reason.LINK, "Q7"), ("r", Reason.UNKNOWN, "describing well")]
