import re
from array import array

import pytest

from _differences import boundary_steps, entity_jobs, event_jobs
from _gold import Gold, GoldEvent, gold_of, mentions_of, mismatches, outermost, scheme_of
from _slate import slate_keys
from goldleaf.core.model import (
    Argument,
    Article,
    Entity,
    Event,
    Record,
    Segmentation,
    Span,
    Suggestion,
    Verdict,
)
from goldleaf.core.review import ReviewSession
from goldleaf.core.review.boundaries import move_end, move_start
from goldleaf.core.scheme import Mentions, parse_scheme
from goldleaf.core.store import Store
from keystrokes import figures, play

SCHEME = parse_scheme(
    """
name = "mill"
[entities.PERSON]
key = "P"
[entities.TOWN]
key = "T"
[entities.DAY]
[events.MEET]
key = "m"
[events.MEET.roles.WHO]
key = "w"
fillers = ["PERSON"]
[events.MEET.roles.WHERE]
key = "p"
fillers = ["TOWN"]
max = 1
[events.SELL]
key = "s"
[events.SELL.roles.WHO]
key = "w"
fillers = ["PERSON"]
""",
    "scheme.toml",
)
TEXT = (
    "The miller Oda Quist met Perrin Vale in Oxley on Sunday. She sold him the old mill of"
    " Oxley.\n\nOda Quist laughed. Vale paid in Tarn and left for Oxley."
)
_PATTERN = re.compile(r"\w+|[^\w\s]")


def segment(text):
    tokens = [match.span() for match in _PATTERN.finditer(text)]
    sentences = [match.span() for match in re.finditer(r"\S[^.]*\.", text)]
    columns = [*zip(*tokens, strict=True), *zip(*sentences, strict=True)]
    return Segmentation(*(array("i", column) for column in columns))


def at(surface, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return Span(start, start + len(surface))


def suggested(annotation):
    return Suggestion(annotation, 0.9, "words", "1")


def entity(id, surface, label, nth=0):
    return suggested(Entity(id, (at(surface, nth),), label))


GOLD = Gold(
    frozenset(
        {
            (at("Oda Quist"), "PERSON"),
            (at("Oda Quist", 1), "PERSON"),
            (at("Perrin Vale"), "PERSON"),
            (at("Vale", 1), "PERSON"),
            (at("Oxley"), "TOWN"),
            (at("Oxley", 1), "TOWN"),
            (at("Oxley", 2), "TOWN"),
            (at("Tarn"), "TOWN"),
            (at("Sunday"), "DAY"),
        }
    ),
    (
        GoldEvent(
            "MEET",
            at("met"),
            frozenset(
                {
                    ("WHO", at("Oda Quist")),
                    ("WHO", at("Perrin Vale")),
                    ("WHERE", at("Oxley")),
                }
            ),
        ),
        GoldEvent("SELL", at("sold"), frozenset({("WHO", at("She"))})),
    ),
)


def right():
    entities = [
        entity(f"e{number}", span.of(TEXT), label, number_of(span))
        for number, (span, label) in enumerate(sorted(GOLD.entities))
    ]
    ids = {one.annotation.span: one.id for one in entities}
    events = [
        suggested(
            Event(
                f"v{number}",
                event.type,
                event.trigger,
                tuple(Argument(role, ids.get(span, span)) for role, span in event.arguments),
            )
        )
        for number, event in enumerate(GOLD.events)
    ]
    return [*entities, *events]


def number_of(span):
    surface = span.of(TEXT)
    return next(nth for nth in range(9) if at(surface, nth) == span)


def changed(suggestions, id, annotation):
    kept = [one for one in suggestions if one.id != id]
    return kept if annotation is None else [*kept, suggested(annotation)]


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "goldleaf.db") as made:
        made.add_article(Article("mill", TEXT), (), segment(TEXT))
        yield made


async def keys_for(store, suggestions):
    """The keys of a review of *suggestions*, but for the one that closes the article."""
    store.put_suggestions("mill", "words", "1", suggestions)
    run = await play(store, SCHEME, {"mill": GOLD})
    return round(run.total - 1, 6), run


async def test_right_suggestions_cost_a_key_a_sentence(store):
    keys, run = await keys_for(store, right())
    assert keys == 4
    assert set(run.by_action()) == {"confirm_sentence", "done"}


async def test_the_keys_of_a_sentence_are_shared_between_what_it_accepts(store):
    _, run = await keys_for(store, right())
    kinds = run.by_kind()
    # first sentence: 4 entities, a trigger, 3 arguments; second: an entity, a trigger, a role
    assert kinds["entities"] == pytest.approx(4 / 8 + 1 / 3 + 1 + 1)
    assert kinds["triggers"] == pytest.approx(1 / 8 + 1 / 3)
    assert kinds["roles"] == pytest.approx(3 / 8 + 1 / 3)


async def test_a_wrong_label_costs_its_key(store):
    suggestions = right()
    town = next(one for one in suggestions if one.annotation.span == at("Oda Quist", 1))
    wrong = Entity(town.id, town.annotation.spans, "TOWN")
    keys, run = await keys_for(store, changed(suggestions, town.id, wrong))
    assert keys == 4
    assert run.by_action()["label"] == 1


async def test_a_wrong_annotation_costs_its_rejection(store):
    keys, run = await keys_for(store, [*right(), entity("bad", "The", "TOWN")])
    assert keys == 5
    assert run.by_action()["reject"] == 1


async def test_a_boundary_costs_a_key_a_word(store):
    suggestions = right()
    name = next(one for one in suggestions if one.annotation.span == at("Oda Quist"))
    long = Entity(name.id, (at("miller Oda Quist"),), "PERSON")
    keys, run = await keys_for(store, changed(suggestions, name.id, long))
    assert run.by_action()["start_right"] == 1
    assert keys == 5


async def test_a_wrong_role_is_mended_by_its_capital_and_a_letter(store):
    suggestions = right()
    meet = next(one for one in suggestions if one.annotation.span == at("met")).annotation
    arguments = tuple(one for one in meet.arguments if one.role != "WHERE")
    without = Event(meet.id, meet.type, meet.trigger, arguments)
    _, run = await keys_for(store, changed(suggestions, meet.id, without))
    assert run.keys["roles", "role letter"] == 2


async def test_from_nothing_comes_exactly_the_gold(store):
    keys, run = await keys_for(store, [])
    assert not mismatches(GOLD, store.state("mill", "bench").records, TEXT)
    assert run.by_action()["label"] + run.by_action()["propagate"] <= len(GOLD.entities)
    assert keys > sum(GOLD.counts.values())
    assert figures(run, GOLD.counts)["keys per annotation by kind"].keys() == GOLD.counts.keys()


async def test_gold_that_the_scheme_cannot_hold_is_an_error(store):
    twice = GoldEvent("MEET", at("met"), frozenset({("WHERE", at("Oxley")), ("WHERE", at("Tarn"))}))
    with pytest.raises(SystemExit, match="does not end"):
        await play(store, SCHEME, {"mill": Gold(GOLD.entities, (twice,))})


async def test_where_only_events_count_only_they_are_offered(store):
    suggestions = [*right(), entity("bad", "laughed", "TOWN")]
    store.put_suggestions("mill", "words", "1", suggestions)
    gold = Gold(None, GOLD.events)
    run = await play(store, SCHEME, {"mill": gold})
    keys = run.by_action()
    # the list, its labels, the two types; then a key for each of two sentences,
    # of which the last one closes the article
    assert keys.pop("queue") + keys.pop("narrow down") + keys.pop("choice_leave") == 5
    assert keys == {"confirm_sentence": 1, "finish": 1}
    assert "bad" not in store.state("mill", "bench").records


@pytest.fixture
def only_events(store):
    """Plays the review of GOLD's events, with *wrong* ones suggested besides the right ones."""

    async def play_with(*wrong, right=()):
        store.put_suggestions("mill", "words", "1", [*wrong, *right])
        run = await play(store, SCHEME, {"mill": Gold(None, GOLD.events[:1])})
        ways = {"queue", "narrow down", "choice_leave"}
        return {action: count for action, count in run.by_action().items() if action not in ways}

    return play_with


def event(id, surface, type, nth=0, roles=()):
    return suggested(Event(id, type, at(surface, nth), tuple(Argument(*one) for one in roles)))


def right_meeting():
    fillers = [
        entity("oda", "Oda Quist", "PERSON"),
        entity("perrin", "Perrin Vale", "PERSON"),
        entity("oxley", "Oxley", "TOWN"),
    ]
    roles = [("WHO", "oda"), ("WHO", "perrin"), ("WHERE", "oxley")]
    return [*fillers, event("right", "met", "MEET", roles=roles)]


async def test_what_is_wrong_beside_the_one_right_event_goes_with_the_article(only_events):
    keys = await only_events(
        event("a", "sold", "SELL"), event("b", "paid", "SELL"), right=right_meeting()
    )
    assert keys == {"finish": 1}


async def test_the_one_right_event_of_a_sentence_takes_the_others_with_it(store):
    wrong = [event("a", "miller", "SELL"), event("b", "Sunday", "SELL")]
    sold = event("sold", "sold", "SELL", roles=[("WHO", at("She"))])
    paid = event("paid", "paid", "SELL", roles=[("WHO", at("Vale", 1))])
    golds = [as_gold_of(sold), as_gold_of(paid)]
    store.put_suggestions("mill", "words", "1", [*right_meeting(), *wrong, sold, paid])
    run = await play(store, SCHEME, {"mill": Gold(None, (GOLD.events[0], *golds))})
    assert run.by_action()["accept_only"] == 1
    assert "reject" not in run.by_action()


@pytest.mark.parametrize(
    ("suggestion", "keys"),
    [
        # the trigger elsewhere: to its letters, and enter for one word
        (event("a", "miller", "MEET", roles=[("WHO", at("Oda"))]), {"move_trigger"}),
        # what fills a role is a word too short, and the other role is wrong
        (
            event("a", "met", "MEET", roles=[("WHO", at("Oda")), ("WHERE", at("Sunday"))]),
            {"end_right", "delete"},
        ),
    ],
)
async def test_events_are_mended_by_the_keys_for_it(store, suggestion, keys):
    wanted = frozenset({("WHO", at("Oda Quist"))})
    if suggestion.annotation.trigger != at("met"):
        wanted = frozenset({("WHO", at("Oda"))})
    store.put_suggestions("mill", "words", "1", [suggestion])
    run = await play(store, SCHEME, {"mill": Gold(None, (GoldEvent("MEET", at("met"), wanted),))})
    assert keys <= run.by_action().keys()
    assert not run.by_action().keys() & {"reject", "add_event"}


async def test_what_fills_both_roles_is_shared(store):
    scheme = parse_scheme(
        """
        name = "mill"
        [entities.PERSON]
        key = "P"
        [roles.WHO]
        key = "w"
        [roles.WHOM]
        key = "m"
        [events.MEET]
        key = "m"
        """,
        "scheme.toml",
    )
    pair = (at("Oda Quist"), at("Perrin Vale"))
    both = frozenset((role, span) for role in ("WHO", "WHOM") for span in pair)
    roles = [("WHO", span) for span in pair]
    store.put_suggestions("mill", "words", "1", [event("a", "met", "MEET", roles=roles)])
    run = await play(store, scheme, {"mill": Gold(None, (GoldEvent("MEET", at("met"), both),))})
    assert run.by_action()["swap"] == 1
    assert run.by_action()["role letter"] == 1


def as_gold_of(suggestion):
    one = suggestion.annotation
    return GoldEvent(one.type, one.trigger, frozenset((a.role, a.filler) for a in one.arguments))


def test_what_differs_is_told():
    records = {
        "a": Record(Entity("a", (at("Tarn"),), "PERSON"), Verdict.ACCEPTED),
        "b": Record(Entity("b", (at("Oxley"),), "TOWN"), Verdict.REJECTED),
    }
    gold = Gold(frozenset({(at("Tarn"), "TOWN")}))
    assert mismatches(gold, records, TEXT) == ["has PERSON 'Tarn' beyond", "lacks TOWN 'Tarn'"]


def test_jobs_are_what_differs(store):
    suggestions = [entity("a", "Tarn", "TOWN"), entity("b", "left", "TOWN")]
    store.put_suggestions("mill", "words", "1", suggestions)
    session = ReviewSession(store, SCHEME, "bench")
    gold = Gold(frozenset({(at("Tarn"), "TOWN"), (at("Sunday"), "DAY")}), GOLD.events)
    jobs = entity_jobs(session, gold)
    assert [(one.item and one.item.id, one.goal) for one in jobs] == [
        ("b", None),
        (None, (at("Sunday"), "DAY")),
    ]
    assert [(one.item, one.goal) for one in event_jobs(session, gold)] == [
        (None, event) for event in GOLD.events
    ]


@pytest.mark.parametrize(
    ("now", "goal", "steps"),
    [
        (at("Oda"), at("Oda Quist"), ["end_right"]),
        (at("miller Oda"), at("Oda Quist"), ["end_right", "start_right"]),
        (at("Oda Quist"), at("Oda Quis"), ["end_left_character"]),
        (at("Oda"), at("Oda Quis"), ["end_right", "end_left_character"]),
        (at("Quist"), at("Quist"), []),
    ],
)
def test_boundaries_move_by_the_fewest_keys(now, goal, steps):
    words = segment(TEXT)
    assert boundary_steps(now, goal, words, len(TEXT)) == steps
    for step in steps:
        side, way, *unit = step.split("_")
        move = move_start if side == "start" else move_end
        by = 1 if way == "right" else -1
        now = move(now, by, unit[0] if unit else "token", words, len(TEXT))
    assert now == goal


def test_only_outermost_mentions_count():
    spans = [(0, 9), (0, 4), (5, 9), (12, 14)]
    found = outermost({"start": start, "end": end} for start, end in spans)
    assert [(one["start"], one["end"]) for one in found] == [(0, 9), (12, 14)]


def test_a_scheme_made_of_labels_gives_each_a_key_of_its_own():
    scheme = parse_scheme(scheme_of(["person", "place", "plant"]), "made")
    assert [(one.name, one.key) for one in scheme.labels] == [
        ("person", "P"),
        ("place", "L"),
        ("plant", "A"),
    ]


def test_a_scheme_made_of_labels_marks_phrases_where_pronouns_are_marked():
    text = "She saw the light of Umber."
    pronoun = {"text": text, "entities": [{"start": 0, "end": 3, "label": "person"}]}
    name = {"text": text, "entities": [{"start": 21, "end": 26, "label": "place"}]}
    assert mentions_of([name]) is Mentions.NAMES
    made = scheme_of(["person"], mentions_of([name, pronoun]))
    assert parse_scheme(made, "made").mentions is Mentions.PHRASES


def test_entities_of_labels_that_the_scheme_lacks_do_not_count():
    record = {
        "text": TEXT,
        "entities": [{"start": 0, "end": 3, "label": "THING"}],
        "events": [
            {
                "type": "MEET",
                "trigger": {"start": 21, "end": 24},
                "arguments": [{"role": "WHO", "start": 4, "end": 10}],
            }
        ],
    }
    (gold,) = gold_of([record], SCHEME)
    assert gold.entities is None
    assert gold.counts == {"entities": 0, "triggers": 1, "roles": 1}


def test_slate_counts_moves_further_words_and_a_label():
    # 2 words to Oda, a further word, a label; 3 to Perrin (Quist, met, Perrin), and the same
    gold = Gold(frozenset({(at("Oda Quist"), "PERSON"), (at("Perrin Vale"), "PERSON")}))
    assert slate_keys(TEXT, segment(TEXT), gold)["entities"] == (2 + 1 + 1) + (3 + 1 + 1)
    # a line of its own is a key away
    below = Gold(frozenset({(at("Oda Quist", 1), "PERSON")}))
    assert slate_keys(TEXT, segment(TEXT), below)["entities"] == 2 + 1 + 1
