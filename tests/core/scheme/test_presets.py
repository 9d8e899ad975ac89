"""The presets: complete, without clashes, and readable on any ground."""

import tomllib
from importlib.resources import files
from itertools import chain

import pytest

from goldleaf.core.model import UsageError
from goldleaf.core.scheme import (
    Scheme,
    load_preset,
    load_scheme,
    parse_scheme,
    preset_names,
    preset_text,
)

ONTONOTES = {
    *("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART"),
    *("LAW", "LANGUAGE", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"),
}
PLOVER = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
ACE_ROLES = {
    "Business.Declare-Bankruptcy": "Org Place",
    "Business.End-Org": "Org Place",
    "Business.Merge-Org": "Org Place",
    "Business.Start-Org": "Agent Org Place",
    "Conflict.Attack": "Attacker Target Instrument Place",
    "Conflict.Demonstrate": "Entity Place",
    "Contact.Meet": "Entity Place",
    "Contact.Phone-Write": "Entity Place",
    "Justice.Acquit": "Defendant Adjudicator Crime Place",
    "Justice.Appeal": "Plaintiff Defendant Prosecutor Adjudicator Crime Place",
    "Justice.Arrest-Jail": "Person Agent Crime Place",
    "Justice.Charge-Indict": "Defendant Prosecutor Adjudicator Crime Place",
    "Justice.Convict": "Defendant Adjudicator Crime Place",
    "Justice.Execute": "Person Agent Crime Place",
    "Justice.Extradite": "Agent Person Destination Origin Crime",
    "Justice.Fine": "Entity Adjudicator Money Crime Place",
    "Justice.Pardon": "Defendant Adjudicator Crime Place",
    "Justice.Release-Parole": "Person Entity Crime Place",
    "Justice.Sentence": "Defendant Adjudicator Crime Sentence Place",
    "Justice.Sue": "Plaintiff Defendant Adjudicator Crime Place",
    "Justice.Trial-Hearing": "Defendant Prosecutor Adjudicator Crime Place",
    "Life.Be-Born": "Person Place",
    "Life.Die": "Agent Victim Instrument Place",
    "Life.Divorce": "Person Place",
    "Life.Injure": "Agent Victim Instrument Place",
    "Life.Marry": "Person Place",
    "Movement.Transport": "Agent Artifact Vehicle Price Origin Destination",
    "Personnel.Elect": "Person Entity Position Place",
    "Personnel.End-Position": "Person Entity Position Place",
    "Personnel.Nominate": "Person Agent Position Place",
    "Personnel.Start-Position": "Person Entity Position Place",
    "Transaction.Transfer-Money": "Giver Recipient Beneficiary Money Place",
    "Transaction.Transfer-Ownership": "Buyer Seller Beneficiary Artifact Price Place",
}
DARK, LIGHT = "#1e1e1e", "#ffffff"


@pytest.fixture(params=preset_names())
def preset(request) -> Scheme:
    return load_preset(request.param)


def test_the_default_comes_first():
    assert preset_names() == ("news", "plover", "ace2005", "ontonotes5", "conll2003")


@pytest.mark.parametrize("name", preset_names())
def test_text_and_preset_are_the_same_scheme(name, tmp_path):
    path = tmp_path / "scheme.toml"
    path.write_text(preset_text(name), "utf-8")
    assert load_preset(name).name == name
    assert load_scheme(path) == parse_scheme(preset_text(name), "anywhere") == load_preset(name)


def test_an_unknown_preset_is_refused_with_the_nearest_name():
    with pytest.raises(UsageError, match=r"'ace2004' .*; did you mean 'ace2005'\?"):
        load_preset("ace2004")


def test_news_has_ontonotes_entities_and_plover_events():
    news = load_preset("news")
    assert set(news.label_named) == ONTONOTES
    assert set(news.type_named) == PLOVER
    for type_ in news.event_types:
        assert [role.name for role in type_.roles] == ["ACTOR", "RECIPIENT", "LOCATION", "DATE"]


def test_plover_has_the_same_events_with_an_actor_coders_entities():
    plover = load_preset("plover")
    news = load_preset("news")
    assert set(plover.type_named) == PLOVER
    assert set(plover.label_named) < set(news.label_named)
    assert [one.description for one in plover.event_types] == [
        one.description for one in news.event_types
    ]


def test_ace_has_33_types_with_their_own_roles():
    ace = load_preset("ace2005")
    roles = {
        type_.name: " ".join(role.name for role in type_.roles if role.name != "Time")
        for type_ in ace.event_types
    }
    assert roles == ACE_ROLES
    assert len(roles) == 33
    assert all(type_.role("Time") for type_ in ace.event_types)
    assert {"PER", "ORG", "GPE", "LOC", "FAC", "VEH", "WEA"} < set(ace.label_named)


def test_ace_roles_say_who_may_fill_them_and_how_often():
    ace = load_preset("ace2005").type_named
    assert ace["Life.Die"].role("Victim").fillers == ("PER",)
    assert ace["Life.Marry"].role("Person").maximum == 2
    assert ace["Justice.Sentence"].role("Sentence").fillers == ("Sentence",)
    assert ace["Transaction.Transfer-Ownership"].role("Artifact").admits("VEH")
    assert not ace["Transaction.Transfer-Ownership"].role("Artifact").admits("PER")


def test_ontonotes_and_conll_have_entities_only():
    ontonotes, conll = load_preset("ontonotes5"), load_preset("conll2003")
    assert ontonotes.labels == load_preset("news").labels
    assert set(conll.label_named) == {"PER", "ORG", "LOC", "MISC"}
    assert not ontonotes.event_types
    assert not conll.event_types


def test_every_pipeline_label_of_a_name_reaches_conll():
    named = ONTONOTES - {*("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL")}
    mapped = set(chain.from_iterable(one.spacy for one in load_preset("conll2003").labels))
    assert named <= mapped


@pytest.mark.parametrize("name", ["news", "plover", "ace2005"])
def test_event_schemes_have_the_attributes_and_coreference(name):
    scheme = load_preset(name)
    attributes = {one.name: (set(one.values), one.default) for one in scheme.attributes}
    assert attributes == {
        "polarity": ({"positive", "negative"}, "positive"),
        "tense": ({"past", "present", "future", "unspecified"}, "unspecified"),
        "modality": ({"asserted", "other"}, "asserted"),
        "genericity": ({"specific", "generic"}, "specific"),
    }
    assert scheme.attributes_of("event") == scheme.attributes
    assert scheme.attributes_of("entity") == ()
    (coref,) = scheme.relations
    assert (coref.name, coref.symmetric, coref.transitive) == ("coref", True, True)


def test_everything_has_a_key_of_its_own(preset):
    for group in (preset.labels, preset.event_types, *(one.roles for one in preset.event_types)):
        keys = [one.key for one in group]
        assert all(len(key) == 1 and key.isascii() and key.isalnum() for key in keys)
        assert len(set(keys)) == len(keys)


def test_what_is_pressed_straight_in_review_neither_clashes_nor_takes_a_small_letter(preset):
    keys = [one.key for one in (*preset.labels, *preset.attributes)]
    assert len(set(keys)) == len(keys)
    assert not any(key.islower() for key in keys)


def test_everything_is_described_in_one_sentence(preset):
    things = (*preset.labels, *preset.event_types, *preset.attributes, *preset.relations)
    roles = chain.from_iterable(one.roles for one in preset.event_types)
    for thing in (*things, *roles):
        assert thing.description.endswith(".")
        assert 9 <= len(thing.description) <= 110


def test_marks_are_short_and_unambiguous(preset):
    for group in (preset.labels, preset.event_types):
        marks = [one.mark for one in group]
        assert all(1 <= len(mark) <= 5 and mark.isupper() for mark in marks)
        assert len(set(marks)) == len(marks)


def test_colours_read_on_dark_and_on_light_ground(preset):
    for one in (*preset.labels, *preset.event_types):
        assert contrast(one.colour, DARK) >= 3, one
        assert contrast(one.colour, LIGHT) >= 3, one


def test_labels_have_different_colours(preset):
    colours = [one.colour for one in preset.labels]
    assert len(set(colours)) == len(colours)


@pytest.mark.parametrize("name", ["news", "plover", "ace2005"])
def test_triggers_are_read_only_when_asked_for(name):
    assert any(one.triggers for one in load_preset(name).event_types)
    assert not any(one.triggers for one in load_preset(name, lexicon=False).event_types)


@pytest.mark.parametrize("name", ["news", "plover", "ace2005"])
def test_every_type_has_words_that_suggest_it(name):
    for type_ in load_preset(name).event_types:
        assert type_.triggers, type_.name
        assert all(0 < one.weight <= 1 for one in type_.triggers)


@pytest.mark.parametrize(("lexicon", "preset_name"), [("plover", "news"), ("ace2005", "ace2005")])
def test_a_lexicon_knows_no_type_that_its_preset_does_not(lexicon, preset_name):
    text = (files("goldleaf.core.scheme") / "lexicons" / f"{lexicon}.toml").read_text("utf-8")
    assert set(tomllib.loads(text)) <= set(load_preset(preset_name).type_named)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21, after WCAG 2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    channels = [value / 255 for value in bytes.fromhex(colour[1:])]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
