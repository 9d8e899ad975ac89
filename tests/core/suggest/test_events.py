import pytest

from goldleaf.core.scheme import load_preset, parse_scheme
from goldleaf.core.suggest.events import EventFinder

from .sentences import ATTACKED, TALKS, parsed

NEWS = EventFinder(load_preset("news"))
ACE = EventFinder(load_preset("ace2005"))


def found(finder, tree):
    return [
        (
            tree.words[one.token],
            one.type,
            [(role, tree.name_text(name)) for role, name in one.arguments],
            dict(one.attributes),
        )
        for one in finder.find([tree])[0]
    ]


def test_the_noun_of_a_light_verb_is_the_trigger():
    assert found(NEWS, TALKS) == [
        (
            "talks",
            "CONSULT",
            [
                ("ACTOR", "Kenya"),
                ("RECIPIENT", "Chad"),
                ("LOCATION", "Cairo"),
                ("DATE", "Monday"),
            ],
            {"tense": "past"},
        )
    ]


def test_both_sides_of_a_meeting_play_one_role_where_the_scheme_has_one():
    ((trigger, type_, arguments, _),) = found(ACE, TALKS)
    assert (trigger, type_) == ("talks", "Contact.Meet")
    assert sorted(arguments) == [
        ("Entity", "Chad"),
        ("Entity", "Kenya"),
        ("Place", "Cairo"),
        ("Time", "Monday"),
    ]


def test_roles_keep_to_their_fillers():
    (event,) = found(ACE, ATTACKED)
    assert event[:3] == ("attacked", "Conflict.Attack", [("Attacker", "Serb")])


@pytest.mark.parametrize(("thing", "suggested"), [("target/NN", False), ("minister/NN", True)])
def test_meeting_a_target_is_no_meeting(thing, suggested):
    tree = parsed(
        f"The/DT/det/1 firm/NN/nsubj/2 met=meet/VBD/ROOT/2 its/PRP$/poss/4 {thing}/dobj/2"
    )
    assert bool(found(NEWS, tree)) is suggested


def test_to_deny_an_agreement_is_to_reject():
    tree = parsed("Peru/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 agree/VB/ROOT/3", {"Peru": "GPE"})
    assert found(NEWS, tree) == [("agree", "REJECT", [("ACTOR", "Peru")], {"tense": "past"})]


def test_other_events_that_do_not_happen_are_negative():
    tree = parsed(
        "Peru/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 attack/VB/ROOT/3 Chile/NNP/dobj/3",
        {"Peru": "GPE", "Chile": "GPE"},
    )
    ((_, type_, _, attributes),) = found(NEWS, tree)
    assert (type_, attributes["polarity"]) == ("ASSAULT", "negative")


def test_what_is_promised_is_no_event_of_its_own():
    tree = parsed(
        "Peru/NNP/nsubj/1 promised=promise/VBD/ROOT/1 to/TO/aux/3 withdraw/VB/xcomp/1",
        {"Peru": "GPE"},
    )
    assert [event[:2] for event in found(NEWS, tree)] == [("promised", "AGREE")]


def test_a_trigger_inside_a_name_announces_nothing():
    tree = parsed("the/DT/det/2 Attack/NNP/compound/2 Front/NNP/ROOT/2", {"Attack Front": "ORG"})
    assert found(NEWS, tree) == []


def test_longer_triggers_win_and_their_words_are_spent():
    tree = parsed(
        "Peru/NNP/nsubj/1 imposed=impose/VBD/ROOT/1 sanctions=sanction/NNS/dobj/1 "
        "on/IN/prep/2 Chile/NNP/pobj/3",
        {"Peru": "GPE", "Chile": "GPE"},
    )
    assert [event[:3] for event in found(NEWS, tree)] == [
        ("imposed", "SANCTION", [("ACTOR", "Peru"), ("RECIPIENT", "Chile")])
    ]


def test_roles_of_a_scheme_nobody_foresaw_are_placed_by_their_fillers():
    scheme = parse_scheme(
        """
        name = "mine"
        [entities.GPE]
        [entities.DATE]
        [events.PAINT]
        [events.PAINT.roles.PAINTER]
        fillers = ["GPE"]
        [events.PAINT.roles.CANVAS]
        [events.PAINT.roles.WHEN]
        fillers = ["DATE"]
        [events.PAINT.triggers]
        verb = ["paint"]
        """,
        "scheme.toml",
    )
    tree = parsed(
        "Peru/NNP/nsubj/1 painted=paint/VBD/ROOT/1 Chile/NNP/dobj/1 on/IN/prep/1 Monday/NNP/pobj/3",
        {"Peru": "GPE", "Chile": "GPE", "Monday": "DATE"},
    )
    ((_, _, arguments, _),) = found(EventFinder(scheme), tree)
    assert arguments[-1] == ("WHEN", "Monday")
    assert ("CANVAS", "Chile") in arguments


@pytest.mark.parametrize("preset", ["news", "plover", "ace2005"])
def test_every_event_type_has_triggers(preset):
    scheme = load_preset(preset)
    assert not [type_.name for type_ in scheme.event_types if not type_.triggers]


STRIKE = parsed(
    "The/DT/det/1 strike/NN/nsubj/2 began=begin/VBD/ROOT/2 near/IN/prep/2 the/DT/det/5 "
    "port/NN/pobj/3",
)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("The/DT/det/1 pilots=pilot/NNS/nsubj/2 picketed=picket/VBD/ROOT/2", "PROTEST"),
        ("The/DT/det/1 pilots=pilot/NNS/nsubj/2 bombed=bomb/VBD/ROOT/2 it/PRP/dobj/2", "ASSAULT"),
    ],
)
def test_a_word_has_one_sense_in_an_article(clause, expected):
    around = parsed(clause)
    *_, (strike,) = NEWS.find([around, around, STRIKE])
    assert strike.type == expected


@pytest.mark.parametrize(("subject", "suggested"), [("flood", False), ("gunman", True)])
def test_what_kills_without_meaning_to_attacks_nobody(subject, suggested):
    tree = parsed(
        f"The/DT/det/1 {subject}/NN/nsubj/2 killed=kill/VBD/ROOT/2 two/CD/nummod/4 "
        "farmers=farmer/NNS/dobj/2"
    )
    assert bool(NEWS.find([tree])[0]) is suggested


def test_harm_without_an_agent_in_an_article_on_a_disaster_is_its_work():
    hurt = parsed(
        "Two/CD/nummod/1 farmers=farmer/NNS/nsubjpass/3 were/VBD/auxpass/3 killed=kill/VBN/ROOT/3"
    )
    storm = parsed("The/DT/det/1 storm/NN/nsubj/2 passed=pass/VBD/ROOT/2")
    assert NEWS.find([hurt])[0]
    assert not any(NEWS.find([storm, storm, storm, hurt]))


@pytest.mark.parametrize(("determiner", "suggested"), [("no", False), ("many", True)])
def test_what_there_was_none_of_is_no_event(determiner, suggested):
    tree = parsed(
        f"There/EX/expl/1 were/VBD/ROOT/1 {determiner}/DT/det/3 arrests=arrest/NNS/attr/1"
    )
    assert bool(NEWS.find([tree])[0]) is suggested


def test_a_finite_verb_does_not_continue_an_infinitive():
    tree = parsed(
        "Chad/NNP/nsubj/1 urged=urge/VBD/ROOT/1 rebels=rebel/NNS/dobj/1 to/TO/aux/4 "
        "stop/VB/xcomp/1 and/CC/cc/4 thanked=thank/VBD/conj/4 Kenya/NNP/dobj/6",
        {"Chad": "GPE", "Kenya": "GPE"},
    )
    assert [event[:3] for event in found(NEWS, tree)] == [
        ("urged", "REQUEST", [("ACTOR", "Chad")]),
        ("thanked", "SUPPORT", [("ACTOR", "Chad"), ("RECIPIENT", "Kenya")]),
    ]


def test_the_words_of_a_trigger_may_depend_on_one_another():
    tree = parsed("Police/NNS/nsubj/1 fired=fire/VBD/ROOT/1 tear/NN/compound/3 gas/NN/dobj/1")
    assert [event[:2] for event in found(NEWS, tree)] == [("fired", "COERCE")]
