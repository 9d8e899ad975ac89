"""UIMA CASes as other tools write them, and as they should not be."""

import builtins

import pytest
from cassis import Cas, TypeSystem
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldleaf.core.formats import Head, Reason, Source, format_named, recognised
from goldleaf.core.formats.cas import CAS_JSON, CAS_XMI
from goldleaf.core.formats.cas.types import ANNOTATION, SENTENCE, TOKEN
from goldleaf.core.ingest import add
from goldleaf.core.model import Argument, Entity, Event, Relation, Span, UsageError
from goldleaf.core.store import Store

from ..destination import saved, written
from .test_round_trip import SCHEME, WHOLE

POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
TEXT = "🌾 Ana met Bo in Oslo."


@pytest.fixture
def project():
    """A project of somebody else: a layer of diseases, one of talks with two slots."""
    types = TypeSystem()
    for name in (TOKEN, SENTENCE):
        types.create_type(name)
    for layer, features in (("Disease", ("kind", "stage")), ("Plain", ()), ("Talk", ("value",))):
        type_ = types.create_type(f"webanno.custom.{layer}")
        for feature in features:
            types.create_feature(type_, feature, "uima.cas.String")
    types.create_feature(types.get_type("webanno.custom.Disease"), "sure", "uima.cas.Boolean")
    link = types.create_type("webanno.custom.TalkLink", supertypeName="uima.cas.TOP")
    types.create_feature(link, "role", "uima.cas.String")
    types.create_feature(link, "target", ANNOTATION)
    for slot in ("who", "rest"):
        talk = types.get_type("webanno.custom.Talk")
        types.create_feature(talk, slot, "uima.cas.FSArray", elementType=link)
    cause = types.create_type("webanno.custom.Cause")
    for end in ("Governor", "Dependent"):
        types.create_feature(cause, end, ANNOTATION)
    types.create_type(POS)
    cas = Cas(types, sofa_string=TEXT, sofa_mime="text/plain")

    def make(name, start, end, **features):
        one = types.get_type(name)(begin=start, end=end, **features)
        cas.add(one)
        return one

    flu = make("webanno.custom.Disease", 2, 5, stage="II", kind="flu", sure=True)
    plain = make("webanno.custom.Plain", 10, 12)
    make("webanno.custom.Plain", 5, 5)
    lost = types.get_type("webanno.custom.Plain")(begin=16, end=20, sofa=cas.get_sofa())
    array = types.get_type("uima.cas.FSArray")
    make(
        "webanno.custom.Talk",
        6,
        9,
        value="meeting",
        who=array(elements=[link(target=flu)]),
        rest=array(elements=[link(role="WITH", target=plain), link(role="IN", target=None)]),
    )
    make("webanno.custom.Cause", 2, 5, Governor=plain, Dependent=flu)
    make("webanno.custom.Cause", 2, 5, Governor=plain, Dependent=lost)
    make(POS, 2, 5)
    return cas


@pytest.mark.parametrize("format", [CAS_XMI, CAS_JSON])
def test_layers_of_somebody_else(project, tmp_path, format):
    (tmp_path / "TypeSystem.xml").write_text(project.typesystem.to_xml())
    # an export of INCEpTION has a folder for each document, named after its file
    path = tmp_path / "a.txt" / "anna"
    path.parent.mkdir()
    path.write_text(project.to_xmi() if format is CAS_XMI else project.to_json())
    (draft,) = format.read(Source("anna", path))
    assert draft.annotated.annotations == (
        Entity("e1", (Span(2, 5),), "flu", {"stage": "II", "sure": "true"}),
        Entity("e2", (Span(10, 12),), "Plain"),
        Event("v1", "meeting", Span(6, 9), (Argument("who", "e1"), Argument("WITH", "e2"))),
        Relation("r1", "Cause", "e2", "e1"),
    )
    assert sorted(one.reason for one in draft.losses) == [
        Reason.NO_TARGET,
        Reason.NO_TARGET,
        Reason.OUTSIDE,
        Reason.UNKNOWN,
    ]
    assert [one.detail for one in draft.losses if one.reason is Reason.UNKNOWN] == [POS]


def test_the_layers_of_a_folder_come_in(tmp_path):
    destination, _ = written(CAS_XMI, WHOLE, scheme=SCHEME)
    saved(destination, tmp_path / "out")
    with Store(tmp_path / "goldleaf.db") as store:
        report = add(store, [tmp_path / "out"])
        assert report.refused == []
        assert report.added == ["a1"]
        assert report.suggestions == len(WHOLE.annotations)
        assert store.article("a1").title == "A title"


def test_without_its_types_an_xmi_is_refused(tmp_path):
    destination, _ = written(CAS_XMI, WHOLE, scheme=SCHEME)
    path = tmp_path / "a.xmi"
    path.write_bytes(destination.files["a1.xmi"])
    with pytest.raises(UsageError, match=r"a\.xmi needs its TypeSystem\.xml"):
        list(CAS_XMI.read(Source("a.xmi", path)))


def test_a_type_system_alone_is_no_article(tmp_path):
    destination, _ = written(CAS_XMI, WHOLE, scheme=SCHEME)
    path = tmp_path / "TypeSystem.xml"
    path.write_bytes(destination.files["TypeSystem.xml"])
    with pytest.raises(UsageError, match="says which types"):
        list(CAS_XMI.read(Source("TypeSystem.xml", path)))


@pytest.mark.parametrize("name", ["cas-xmi", "cas-json"])
def test_the_content_tells_the_format(name, tmp_path):
    destination, _ = written(format_named(name), WHOLE, scheme=SCHEME)
    data = next(iter(destination.files.values()))
    path = tmp_path / "somewhere.dat"
    path.write_bytes(data)
    assert recognised(Head(Source("somewhere.dat", path), data)).name == name


def test_what_to_install_is_said(monkeypatch, tmp_path):
    real = builtins.__import__

    def missing(name, *rest):
        if name == "cassis":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    path = tmp_path / "a.json"
    path.write_text("{}")
    with pytest.raises(UsageError, match=r"pip install 'goldleaf\[cas\]'"):
        list(CAS_JSON.read(Source("a.json", path)))


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=30)
@given(st.sampled_from([CAS_XMI, CAS_JSON]), st.data())
def test_whatever_stands_there_nothing_breaks(tmp_path_factory, format, data):
    folder = tmp_path_factory.mktemp("cas")
    destination, _ = written(format, WHOLE, scheme=SCHEME)
    path = saved(destination, folder)[0]
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(0, 30))
    put = data.draw(st.sampled_from([b"", b"x", b"0", b"-1", b"99999999999", b'"', b"\xff", b"{}"]))
    path.write_bytes(whole[:at] + put + whole[at + cut :])
    try:
        (draft,) = format.read(Source(path.name, path))
    except UsageError:
        return
    for one in draft.annotated.annotations:
        if isinstance(one, Entity | Event):
            length = len(draft.annotated.article.text)
            assert 0 <= one.span.start < one.span.end <= length


@pytest.mark.parametrize(
    ("place", "stem", "annotator"),
    [
        ("anna.json", "anna", ""),
        ("annotation/harbour.txt/anna.json", "harbour", "anna"),
        ("annotation/harbour.txt/anna-export/anna.json", "harbour", "anna"),
        ("curation/harbour.v2.pdf/CURATION_USER.json", "harbour.v2", "CURATION_USER"),
        ("annotation/harbour.txt/INITIAL_CAS.json", "harbour", ""),
        ("annotation/anna.json", "anna", ""),
        ("annotation/project/anna.json", "anna", ""),
    ],
)
def test_who_annotated_is_told_by_the_place_in_a_project(tmp_path, place, stem, annotator):
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    Cas(TypeSystem(), sofa_string=TEXT, sofa_mime="text/plain").to_json(path)
    (draft,) = CAS_JSON.read(Source(path.name, path))
    assert (draft.stem, draft.annotated.annotator) == (stem, annotator)
