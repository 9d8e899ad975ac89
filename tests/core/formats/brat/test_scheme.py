"""annotation.conf to and from a scheme."""

import pytest

from goldleaf.core.formats.brat import conf_text, read_project, scheme_of
from goldleaf.core.model import UsageError
from goldleaf.core.scheme import (
    Attribute,
    EntityLabel,
    EventType,
    RelationType,
    Role,
    Scheme,
    load_preset,
    preset_names,
)

CONFIG = "annotation.conf"
CONF = """\
# a project
[entities]
!Named
  Person|human
  Place
Date
----
[relations]
<SOCIAL>=Person|Place
Knows\tArg1:<SOCIAL>, Arg2:Person, <REL-TYPE>:symmetric
Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>
Knows\tArg1:Person, Arg2:Place
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:contain
[events]
Happening Where*:Place
 Meet Who{2-4}:Named, <INHERIT>
 Say\tWho:Person, What?:<EVENT>|Date, To+:<ANY>, With:<ENTITY>
[attributes]
Negation\tArg:<EVENT>
Confidence\tArg:<EVENT>|Person, Value:L1|L2
Polarity\tArg:<ENTITY>, Value:up|down, <DEFAULT>:up
"""


def label(name):
    return EntityLabel(name, mark=name)


def test_a_configuration_as_a_scheme():
    scheme, notes = scheme_of(CONF, CONFIG, "news")
    where = Role("Where", fillers=("Place",))
    every = ("Person", "Place", "Date", "Happening", "Meet", "Say")
    assert scheme == Scheme(
        "news",
        labels=(label("Person"), label("Place"), label("Date")),
        event_types=(
            EventType("Happening", mark="Happening", roles=(where,)),
            EventType(
                "Meet",
                mark="Meet",
                roles=(Role("Who", fillers=("Person", "Place"), minimum=2, maximum=4), where),
            ),
            EventType(
                "Say",
                mark="Say",
                roles=(
                    Role("Who", fillers=("Person",), minimum=1, maximum=1),
                    Role("What", fillers=("Happening", "Meet", "Say", "Date"), maximum=1),
                    Role("To", fillers=every, minimum=1),
                    Role("With", minimum=1, maximum=1),
                ),
            ),
        ),
        attributes=(
            Attribute("Negation", ("false", "true"), "false"),
            Attribute("Confidence", ("none", "L1", "L2"), "none", applies_to=("entity", "event")),
            Attribute("Polarity", ("up", "down"), "up", applies_to=("entity",)),
        ),
        relations=(
            RelationType("Knows", head=("Person", "Place"), tail=("Person", "Place")),
            RelationType(
                "coref",
                head=("Person", "Place", "Date"),
                tail=("Person", "Place", "Date"),
                symmetric=True,
                transitive=True,
            ),
        ),
    )
    assert notes == (
        f"{CONFIG}, line 20: Confidence now applies to every entity and event.",
        f"{CONFIG}, line 12: Knows is there several times: every head now goes with every tail.",
    )


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_goes_to_brat_and_back(name):
    scheme = load_preset(name, lexicon=False)
    back, notes = scheme_of(conf_text(scheme), "annotation.conf", name)
    assert notes == ()
    assert [one.name for one in back.labels] == [one.name for one in scheme.labels]
    for before, after in zip(scheme.attributes, back.attributes, strict=True):
        assert (after.values, after.default) == (before.values, before.default)


def test_bounds_of_roles_go_to_brat_and_back():
    bounds = [(0, 1), (1, 1), (0, None), (1, None), (2, 2), (2, 5)]
    names = ("A", "B", "C", "D", "E", "F")
    roles = tuple(
        Role(name, fillers=("X",), minimum=least, maximum=most)
        for name, (least, most) in zip(names, bounds, strict=True)
    )
    scheme = Scheme(
        "s",
        labels=(label("X"), label("Y")),
        event_types=(EventType("V", mark="V", roles=roles),),
    )
    assert scheme_of(conf_text(scheme), "annotation.conf", "s") == (scheme, ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Person\n", "none of the sections"),
        ("[entities]\nX\n[events]\nMeet\tWho Person\n", "line 4: 'Who Person' is no argument"),
    ],
)
def test_what_is_no_configuration(text, says):
    with pytest.raises(UsageError, match=says):
        scheme_of(text, "annotation.conf", "s")


def test_looks_and_keys_come_from_the_files_beside(tmp_path):
    (tmp_path / "annotation.conf").write_text("[entities]\nPerson\nPlace\n[events]\nMeet\n")
    (tmp_path / "visual.conf").write_text(
        "[labels]\nPerson | A person | Pers | P\nMeet | Meeting of several people\n"
        "[drawing]\nPerson\tbgColor:#FFCCAA, fgColor:black\nMeet\tbgColor:lightgreen\n"
        "Place bgColor:green\n"
    )
    (tmp_path / "kb_shortcuts.conf").write_text("P Person\np Place\nP Meet\n")
    scheme, _ = read_project(tmp_path)
    assert scheme.name == tmp_path.name
    assert scheme.labels == (
        EntityLabel("Person", key="P", colour="#ffccaa", mark="P"),
        EntityLabel("Place", key="p", colour="green", mark="Place"),
    )
    assert scheme.event_types == (EventType("Meet", mark="Meet"),)
