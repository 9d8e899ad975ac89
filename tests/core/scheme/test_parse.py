"""What a scheme may say, and the sentence for each mistake in one."""

from textwrap import dedent

import pytest

from goldleaf.core.model import UsageError
from goldleaf.core.scheme import Mentions, Role, Trigger, load_scheme, parse_scheme

GOOD = """\
name = "small"

[entities.GPE]
key = "G"
colour = "bright_blue"
spacy = ["GPE"]

[entities.PERSON]
key = "P"

[events.MEET]
key = "m"

[events.MEET.roles.WHO]
key = "w"
fillers = [
    "GPE",
    "PERSON",
]
min = 1
max = 3

[events.MEET.triggers]
verb = ["meet", "call on"]

[attributes.mood]
values = ["good", "bad"]
default = "good"
applies_to = ["entity", "event"]

[relations.coref]
head = ["GPE"]
symmetric = true

[documents.sport]
key = "s"
"""


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def mistake(text: str) -> str:
    with pytest.raises(UsageError) as caught:
        parse_scheme(text, "scheme.toml")
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_everything_a_scheme_may_say():
    scheme = parse_scheme(GOOD, "scheme.toml")
    (meet,) = scheme.event_types
    assert [one.name for one in scheme.labels] == ["GPE", "PERSON"]
    assert scheme.label_named["GPE"].colour == "bright_blue"
    assert meet.roles == (Role("WHO", "w", ("GPE", "PERSON"), 1, 3),)
    assert meet.triggers == (Trigger(("meet",), "verb"), Trigger(("call", "on"), "verb"))
    assert scheme.attributes[0].applies_to == ("entity", "event")
    assert scheme.relations[0].head == ("GPE",)
    assert [one.name for one in scheme.document_labels] == ["sport"]


def test_an_empty_text_is_a_scheme_without_labels():
    scheme = parse_scheme("", "scheme.toml")
    assert scheme.name == "scheme.toml"
    assert not scheme.labels


def test_mentions_are_names_unless_the_scheme_says_phrases():
    assert parse_scheme(GOOD, "x").mentions is Mentions.NAMES
    phrases = changed('name = "small"', 'name = "small"\nmentions = "phrases"')
    assert parse_scheme(phrases, "x").mentions is Mentions.PHRASES


def test_phrases_need_a_label():
    assert mistake('mentions = "phrases"') == (
        "scheme.toml line 1: mentions asks for phrases, "
        "but the scheme has no entity labels for them"
    )


def test_a_mark_that_is_not_given_is_the_name():
    assert parse_scheme(GOOD, "x").label_named["PERSON"].mark == "PERSON"


def test_descriptions_may_run_over_lines():
    scheme = parse_scheme('[entities.A]\ndescription = """\n  one\n  two\n"""', "x")
    assert scheme.labels[0].description == "one two"


def test_names_may_be_of_any_script():
    scheme = parse_scheme('[entities."गाँव"]\n[entities."Ort-1/a"]\n[entities."地名"]', "x")
    assert [one.name for one in scheme.labels] == ["गाँव", "Ort-1/a", "地名"]


SHARED = """\
[entities.GPE]
[roles.WHO]
key = "w"
fillers = ["GPE"]
max = 2
[roles.WHEN]
key = "t"
[events.MEET]
[events.MEET.roles]
WHO.description = "Who meets."
WHERE = { key = "l" }
[events.TALK]
"""


def test_shared_roles_go_to_every_type_and_a_type_may_say_more():
    meet, talk = parse_scheme(SHARED, "x").event_types
    assert [role.name for role in meet.roles] == ["WHO", "WHERE", "WHEN"]
    assert meet.role("WHO") == Role("WHO", "w", ("GPE",), 0, 2, "Who meets.")
    assert talk.roles == (Role("WHO", "w", ("GPE",), 0, 2), Role("WHEN", "t"))


def test_a_types_own_role_must_not_take_a_shared_roles_key():
    text = SHARED.replace('key = "l"', 'key = "t"')
    assert mistake(text) == (
        "scheme.toml line 11: events.MEET.roles.WHERE.key is 't', which WHEN has already"
    )


def test_shared_roles_need_event_types():
    assert mistake('[roles.A]\nkey = "a"') == (
        "scheme.toml line 1: roles gives roles to every event type, but the scheme has none"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'key = "G"',
            'kee = "G"',
            (
                "line 4: entities.GPE.kee is not a key that is known here (description, key, "
                "colour, mark, spacy); did you mean 'key'?"
            ),
        ),
        ('"small"', "7", "line 1: name must be text in quotes, not 7"),
        (
            '"GPE",',
            '"GPEE",',
            (
                "line 17: events.MEET.roles.WHO.fillers names the label 'GPEE', "
                "which the scheme does not have; did you mean 'GPE'?"
            ),
        ),
        ('"PERSON",\n]', '"GPE",\n]', "line 17: events.MEET.roles.WHO.fillers names 'GPE' twice"),
        (
            '    "PERSON",',
            "    3,",
            ("line 16: events.MEET.roles.WHO.fillers must hold only text in quotes, not 3"),
        ),
        (
            "min = 1",
            "min = 4",
            "line 20: events.MEET.roles.WHO.min is 4, more than max, which is 3",
        ),
        (
            "min = 1",
            "min = -1",
            "line 20: events.MEET.roles.WHO.min must not be negative, but is -1",
        ),
        (
            "max = 3",
            "max = true",
            ("line 21: events.MEET.roles.WHO.max must be a whole number, not true"),
        ),
        (
            "max = 3",
            "max = 0",
            (
                "line 21: events.MEET.roles.WHO.max is 0, so nothing could fill the "
                "role; leave it out or give 1 or more"
            ),
        ),
        ('key = "P"', 'key = "G"', "line 9: entities.PERSON.key is 'G', which GPE has already"),
        (
            'key = "P"',
            'key = "PP"',
            (
                "line 9: entities.PERSON.key must be a single character that a "
                "keyboard types, not 'PP'"
            ),
        ),
        (
            'key = "P"',
            'key = " "',
            (
                "line 9: entities.PERSON.key must be a single character that a "
                "keyboard types, not ' '"
            ),
        ),
        (
            'key = "P"',
            'key = "\\u001b"',
            (
                "line 9: entities.PERSON.key holds a character that does "
                "not print; write plain text on one line"
            ),
        ),
        (
            '"bright_blue"',
            '"blu"',
            (
                "line 5: entities.GPE.colour must be a colour like '#3b82f6' or "
                "one of the sixteen names (red, bright_red, …), not 'blu'; did you mean 'blue'?"
            ),
        ),
        (
            '"bright_blue"',
            '"#12345g"',
            (
                "line 5: entities.GPE.colour must be a colour like "
                "'#3b82f6' or one of the sixteen names (red, bright_red, …), not '#12345g'"
            ),
        ),
        (
            'default = "good"',
            'default = "god"',
            (
                "line 28: attributes.mood.default is 'god', which "
                "is not among the values (good, bad); did you mean 'good'?"
            ),
        ),
        (
            'default = "good"\n',
            "",
            ("line 26: attributes.mood.default is missing; name one of the values (good, bad)"),
        ),
        (
            '["good", "bad"]',
            '["good"]',
            ("line 27: attributes.mood.values must list at least two values to choose from"),
        ),
        (
            '"entity", "event"',
            '"entity", "events"',
            (
                "line 29: attributes.mood.applies_to names "
                "'events'; it may name 'entity' and 'event'; did you mean 'event'?"
            ),
        ),
        (
            "symmetric = true",
            'symmetric = "yes"',
            ("line 33: relations.coref.symmetric must be true or false, not 'yes'"),
        ),
        (
            'head = ["GPE"]',
            'head = "GPE"',
            ("line 32: relations.coref.head must be a list in square brackets, not 'GPE'"),
        ),
        (
            'head = ["GPE"]',
            'head = ["EVENT"]',
            (
                "line 32: relations.coref.head names the label "
                "'EVENT', which the scheme does not have; did you mean 'MEET'?"
            ),
        ),
        (
            "[documents.sport]",
            "[entities.MEET]",
            ("line 11: events.MEET is also the name of an entity label; rename one"),
        ),
        (
            "[documents.sport]",
            "[document.sport]",
            (
                "line 35: document is not a key that is known "
                "here (name, description, mentions, lexicon, entities, roles, events, attributes, "
                "relations, documents); did you mean 'documents'?"
            ),
        ),
        (
            'key = "P"',
            'key = "P"\nspacy = ["GPE"]',
            ("line 10: entities.PERSON.spacy names 'GPE', which GPE names already"),
        ),
        ('"call on"', '"meet"', "line 24: events.MEET.triggers.verb lists 'meet' twice"),
        (
            '"call on"',
            "5",
            (
                'line 24: events.MEET.triggers.verb must list words like "call on" or '
                '{ lemma = "meet", weight = 0.7 }, not 5'
            ),
        ),
        (
            '"call on"',
            '{ lemma = "call", weight = 2 }',
            ("line 24: events.MEET.triggers.verb gives 'call' the weight 2, which is not 0 to 1"),
        ),
        (
            '"call on"',
            '{ lemma = "call", wait = 1 }',
            (
                "line 24: events.MEET.triggers.verb must "
                'list words like "call on" or { lemma = "meet", weight = 0.7 }, not a table'
            ),
        ),
        ('"call on"', '" "', "line 24: events.MEET.triggers.verb must not hold ' '"),
        (
            "verb = ",
            "adverb = ",
            (
                "line 24: events.MEET.triggers.adverb is not a key that is known "
                "here (verb, noun, adjective); did you mean 'verb'?"
            ),
        ),
        (
            'name = "small"',
            'name = "small"\nlexicon.include = ["plove"]',
            (
                "line 2: lexicon.include names the lexicon 'plove', which does not exist (there is "
                "plover, ace2005); did you mean 'plover'?"
            ),
        ),
        (
            'name = "small"',
            'name = "small"\nmentions = "phrase"',
            "line 2: mentions is 'phrase'; it may be 'names' or 'phrases'; did you mean 'phrases'?",
        ),
        (
            'name = "small"',
            'name = "small"\nlexicon = 1',
            ("line 2: lexicon must be a table, not 1"),
        ),
    ],
)
def test_each_mistake_is_told_with_line_and_key(old, new, message):
    assert mistake(changed(old, new)) == f"scheme.toml {message}"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("PER SON", """entities."PER SON" has ' ' in its name"""),
        ("[b]", """entities."[b]" has '[' in its name"""),
        ("P\\u202e", """entities."P\\u202e" has '\\u202e' in its name"""),
        ("P\\u001b[0m", """entities."P\\u001b[0m" has '\\x1b' in its name"""),
    ],
)
def test_a_name_has_nothing_but_letters_digits_and_a_few_signs(name, message):
    assert mistake(f'[entities."{name}"]') == (
        f"scheme.toml line 1: {message}; a name has letters, digits and _ - . : / & + only"
    )


@pytest.mark.parametrize("group", ["entities", "events", "attributes", "relations", "documents"])
@pytest.mark.parametrize("name", ["", " "])
def test_a_name_is_never_empty(group, name):
    assert mistake(f'[{group}."{name}"]') == (
        f'scheme.toml line 1: {group}."{name}" is an empty name; give it one'
    )


@pytest.mark.parametrize("group", ["entities", "roles", "events", "attributes", "relations"])
def test_a_group_that_is_no_table_is_a_mistake(group):
    assert mistake(f"{group} = []") == f"scheme.toml line 1: {group} must be a table, not a list"


def test_keys_must_differ_within_each_kind_only():
    scheme = parse_scheme('[entities.A]\nkey="x"\n[events.B]\nkey="x"\n', "x")
    assert scheme.labels[0].key == scheme.event_types[0].key


@pytest.mark.parametrize("group", ["entities", "events", "relations", "documents", "attributes"])
def test_keys_must_differ_within(group):
    more = 'values = ["a", "b"]\ndefault = "a"\n' if group == "attributes" else ""
    text = f'[{group}.A]\nkey = "x"\n{more}[{group}.B]\n{more}key = "x"\n'
    assert f"{group}.B.key is 'x', which A has already" in mistake(text)


def test_an_attributes_key_must_not_be_a_labels():
    text = changed("[attributes.mood]\n", '[attributes.mood]\nkey = "P"\n')
    assert mistake(text) == (
        "scheme.toml line 27: attributes.mood.key is 'P', which the label PERSON has already"
    )


def test_the_first_mistake_of_several_is_told_and_the_others_counted():
    text = changed('key = "P"', 'key = "PP"').replace('"good"\n', '"god"\n')
    assert mistake(text).startswith("scheme.toml line 9: ")
    assert mistake(text).endswith(" (and 1 more mistake)")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('name = "a"\nname = "b"', 2),
        ("[entities.A]\n[entities.A]", 2),
        ('name = "a"\n\n[entities', 3),
        ("name = \n", 1),
        ("name = " + "9" * 5000, 1),
        ('a = [\n"x",', 2),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(text, line):
    assert mistake(text).startswith(f"scheme.toml line {line}: this is not TOML: ")


def test_a_text_nested_too_deeply_is_refused():
    assert mistake("a = " + "[" * 100_000) == (
        "scheme.toml: this is not a scheme: it is nested too deeply"
    )


def test_a_mark_is_short():
    assert mistake('[entities.A]\nmark = "abcdefghijklm"') == (
        "scheme.toml line 2: entities.A.mark must have at most 12 characters, not 13"
    )


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(
        UsageError, match=r"nowhere\.toml cannot be read as a label scheme \(No such"
    ):
        load_scheme(tmp_path / "nowhere.toml")


def test_a_folder_is_not_a_scheme(tmp_path):
    with pytest.raises(UsageError, match=r"cannot be read as a label scheme \(Is a directory\)"):
        load_scheme(tmp_path)


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "scheme.toml"
    path.write_bytes('name = "Zürich"'.encode("latin-1"))
    with pytest.raises(UsageError, match=r"is not text in UTF-8 \(byte 9\); save it as UTF-8"):
        load_scheme(path)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    path = tmp_path / "scheme.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_scheme(path) == parse_scheme(GOOD, "scheme.toml")


LEXICON = '[lexicon]\ninclude = ["plover"]\n[events.CONSULT]\n[events.OTHER]\n'


def test_an_included_lexicon_gives_triggers_to_the_types_it_knows():
    consult, other = parse_scheme(LEXICON, "x").event_types
    assert any(one.lemmas == ("meet",) for one in consult.triggers)
    assert not other.triggers


def test_a_schemes_own_triggers_add_to_the_lexicon_replace_and_take_out():
    text = LEXICON + dedent("""\
        [events.CONSULT.triggers]
        verb = ["rub shoulder", { lemma = "meet", weight = 0 }]
        noun = [{ lemma = "meeting", weight = 0.25 }]
    """)
    before = parse_scheme(LEXICON, "x").type_named["CONSULT"].triggers
    after = parse_scheme(text, "x").type_named["CONSULT"].triggers
    words = [(one.lemmas, one.pos) for one in after]
    assert (("rub", "shoulder"), "verb") in words
    assert (("meet",), "verb") not in words
    assert Trigger(("meeting",), "noun", 0.25) in after
    assert len(after) == len(before)


def test_a_role_may_ask_for_phrases():
    scheme = parse_scheme(
        """
        [entities.GPE]
        [roles.ACTOR]
        mentions = "phrases"
        [roles.RECIPIENT]
        [events.MEET]
        [events.LEAVE]
        roles.ACTOR.mentions = "names"
        """,
        "scheme.toml",
    )
    meet, leave = scheme.event_types
    assert [role.mentions for role in meet.roles] == [Mentions.PHRASES, Mentions.NAMES]
    assert leave.role("ACTOR").mentions is Mentions.NAMES
