import subprocess
import sys
from contextlib import nullcontext
from itertools import pairwise

import pytest

from goldleaf.core.model import Article, Entity, Event, Span, UsageError, Zone, ZoneKind
from goldleaf.core.scheme import load_preset, parse_scheme
from goldleaf.core.suggest import PipelineSuggester, run, suggest_articles, suggester_named
from goldleaf.core.suggest.pipeline import load

HEADLINE = "Kenya Hosts Peace Talks Between Rival Sudanese Factions"
BODY = (
    "Kenyan President Amos Wekesa met Ugandan Foreign Minister Ruth Akello in Nairobi on "
    "Monday.\n\nWekesa said the Nile Basin Authority (NBA) had rejected a proposal by Egypt. "
    "Rebels of the Umber Front attacked a convoy near the village of Sorovo, killing six people."
)
FOOTER = "Copyright Reuters. Vladimir Putin met Angela Merkel in Paris."
TEXT = f"{HEADLINE}\n\n{BODY}\n\n{FOOTER}"
BODY_START = TEXT.index(BODY)
FOOTER_START = TEXT.index(FOOTER)
ZONES = (
    Zone(0, len(HEADLINE), ZoneKind.TITLE),
    Zone(BODY_START, BODY_START + len(BODY), ZoneKind.BODY),
    Zone(FOOTER_START, len(TEXT), ZoneKind.BOILERPLATE),
)
ARTICLE = Article("one", TEXT)


def entities(found):
    return {
        (one.annotation.span.of(TEXT), one.annotation.label)
        for one in found
        if isinstance(one.annotation, Entity)
    }


def events(found):
    by_id = {one.id: one.annotation for one in found}
    return {
        (
            event.trigger.of(TEXT),
            event.type,
            frozenset((one.role, by_id[one.filler].span.of(TEXT)) for one in event.arguments),
        )
        for event in (one.annotation for one in found)
        if isinstance(event, Event)
    }


@pytest.fixture(scope="module")
def suggester():
    return PipelineSuggester(load_preset("news"))


@pytest.fixture(scope="module")
def found(suggester):
    ((id_, suggestions),) = suggester.suggest([(ARTICLE, ZONES)])
    assert id_ == "one"
    return suggestions


@pytest.mark.slow
def test_entities_are_found_with_the_edges_and_labels_of_names(found):
    assert {
        ("Amos Wekesa", "PERSON"),
        ("Wekesa", "PERSON"),
        ("Kenyan", "NORP"),
        ("Nile Basin Authority", "ORG"),
        ("NBA", "ORG"),
        ("Sorovo", "GPE"),
        ("Kenya", "GPE"),
    } <= entities(found)


@pytest.mark.slow
def test_events_are_found_with_their_participants(found):
    happened = events(found)
    meeting = {
        ("ACTOR", "Amos Wekesa"),
        ("RECIPIENT", "Ruth Akello"),
        ("LOCATION", "Nairobi"),
        ("DATE", "Monday"),
    }
    assert ("met", "CONSULT", frozenset(meeting)) in happened
    rejection = {("ACTOR", "Nile Basin Authority"), ("RECIPIENT", "Egypt")}
    assert ("rejected", "REJECT", frozenset(rejection)) in happened
    assert {"Talks", "attacked", "killing"} <= {trigger for trigger, _, _ in happened}


@pytest.mark.slow
def test_nothing_is_suggested_in_boilerplate_and_scores_mean_something(found):
    assert all(one.annotation.span.end <= FOOTER_START for one in found)
    assert all(0 < one.score <= 1 for one in found)
    assert len({one.score for one in found}) > 3


@pytest.mark.slow
def test_the_same_again_and_whatever_else_is_read_with_it(suggester, found):
    others = [(Article(f"other {n}", "Peru and Chile signed a treaty."), ()) for n in range(200)]
    results = dict(suggester.suggest([*others[:100], (ARTICLE, ZONES), *others[100:]]))
    assert len(results) == 201
    assert list(results)[100] == "one"
    assert [(one.id, one.annotation) for one in results["one"]] == [
        (one.id, one.annotation) for one in found
    ]
    assert len({one.id for many in results.values() for one in many}) == sum(
        len(many) for many in results.values()
    )


@pytest.mark.slow
def test_articles_without_text_to_read_have_no_suggestions(suggester):
    empty = [(Article("a", ""), ()), (Article("b", " \n "), ()), (Article("c", "Peru."), ())]
    results = dict(suggester.suggest(empty))
    assert list(results) == ["a", "b", "c"]
    assert results["a"] == results["b"] == []


@pytest.mark.slow
def test_labels_and_roles_are_those_of_the_scheme():
    ((_, found),) = suggest_articles([(ARTICLE, ZONES)], load_preset("ace2005"))
    assert ("Amos Wekesa", "PER") in entities(found)
    killed = [roles for trigger, type_, roles in events(found) if type_ == "Conflict.Attack"]
    assert killed


PHRASES = """
mentions = "phrases"

[entities.agent]
spacy = ["PERSON", "ORG", "NORP"]

[entities.place]
spacy = ["GPE"]

[entities.thing]

[events.ASSAULT.roles.ACTOR]
fillers = ["agent"]

[events.ASSAULT.triggers]
verb = ["attack"]
"""


@pytest.mark.slow
def test_a_scheme_may_ask_for_whole_phrases():
    scheme = parse_scheme(PHRASES, "phrases")
    ((_, found),) = PipelineSuggester(scheme).suggest([(ARTICLE, ZONES)])
    assert {
        ("Rebels of the Umber Front", "agent"),
        ("a proposal by Egypt", "thing"),
        ("Monday", "thing"),
        ("Wekesa", "agent"),
    } <= entities(found)
    spans = sorted(one.annotation.span for one in found if isinstance(one.annotation, Entity))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert len({one.id for one in found}) == len(found)


@pytest.mark.slow
def test_a_phrase_fills_the_role_of_the_name_in_it():
    scheme = parse_scheme(PHRASES, "phrases")
    ((_, found),) = PipelineSuggester(scheme).suggest([(ARTICLE, ZONES)])
    assert ("attacked", "ASSAULT", frozenset({("ACTOR", "Rebels of the Umber Front")})) in events(
        found
    )


def test_whole_phrases_need_a_parser():
    from spacy.lang.en import English  # noqa: PLC0415

    scheme = parse_scheme('mentions = "phrases"\n[entities.thing]', "phrases")
    with pytest.raises(UsageError, match="has no parser and no tagger, which whole phrases need"):
        PipelineSuggester(scheme, English())


@pytest.mark.slow
def test_a_run_writes_to_the_store_and_tells_how_far_it_is():
    class Store:
        def __init__(self):
            self.put = {}

        def article_ids(self):
            return ["one", "two"]

        def article(self, id_):
            return Article(id_, TEXT)

        def zones(self, _):
            return ZONES

        def transaction(self):
            return nullcontext()

        def suggesters(self, _):
            return []

        def suggestions(self, _):
            return ()

        def put_suggestions(self, id_, suggester, version, suggestions):
            self.put[id_] = (suggester, version, suggestions)

    store, steps = Store(), []
    report = run(store, load_preset("news"), progress=steps.append)
    assert set(store.put) == {"one", "two"}
    assert report.articles == 2
    assert report.entities + report.events == sum(len(one[2]) for one in store.put.values())
    assert [(step.articles, step.total) for step in steps] == [(1, 2), (2, 2)]
    assert steps[-1].words == 2 * len(TEXT.split())


def test_a_pipeline_that_is_not_installed_is_one_sentence():
    with pytest.raises(UsageError, match=r"no_such_pipeline.*not installed.*pip") as raised:
        load("no_such_pipeline")
    assert "\n" not in str(raised.value)


def test_an_unknown_suggester_is_one_sentence():
    with pytest.raises(UsageError, match=r"no suggester 'magic'; choose from rules"):
        suggester_named("magic")


def test_importing_the_package_does_not_load_spacy():
    code = "import sys, goldleaf.core.suggest; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_phrases_fill_roles_as_entities_where_there_are_such_else_as_words():
    text = "Kenyan army officers attacked Chad on Monday."
    ((_, found),) = PipelineSuggester(load_preset("plover")).suggest([(Article("p", text), ())])
    by_id = {one.id: one.annotation for one in found}
    (event,) = (one.annotation for one in found if isinstance(one.annotation, Event))
    fillers = {one.role: one.filler for one in event.arguments}
    assert fillers["ACTOR"] == Span(0, 20)
    assert by_id[fillers["RECIPIENT"]].span.of(text) == "Chad"


def test_no_pipeline_is_loaded_where_there_is_no_article():
    class Empty:
        def article_ids(self):
            return []

    # this one is not installed, which loading it would say
    report = run(Empty(), load_preset("news"), pipeline="xx_not_there")
    assert (report.articles, report.entities) == (0, 0)
