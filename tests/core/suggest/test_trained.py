"""Which pipeline's suggestions an article has."""

import pytest
import spacy

from goldleaf.core.model import Article, Entity, Span, Suggestion, Zone, ZoneKind
from goldleaf.core.scheme import load_preset
from goldleaf.core.segment import segment
from goldleaf.core.store import Store
from goldleaf.core.suggest import run
from goldleaf.core.suggest.pipeline import TRAINED

TEXT = "Ana met Bo in Oslo."
BOILERPLATE = "\n\nOslo news"


@pytest.fixture
def pipeline(tmp_path):
    """A folder with a pipeline that calls itself trained, and finds Oslo."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": "Oslo"}, {"label": "ELSE", "pattern": "Ana"}])
    nlp.meta[TRAINED] = {}
    nlp.meta["name"], nlp.meta["version"] = "mine", "1.2.3"
    nlp.to_disk(tmp_path / "mine")
    return str(tmp_path / "mine")


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "goldleaf.db") as store:
        zones = (
            Zone(0, len(TEXT), ZoneKind.BODY),
            Zone(len(TEXT), len(TEXT + BOILERPLATE), ZoneKind.BOILERPLATE),
        )
        article = Article("a", TEXT + BOILERPLATE, language="en")
        store.add_article(article, zones, segment(article.text, "en", zones))
        yield store


def test_a_trained_pipeline_suggests_what_it_predicts_and_the_scheme_has(store, pipeline):
    run(store, load_preset("news"), pipeline=pipeline)
    (found,) = store.suggestions("a")
    assert (found.annotation.label, found.annotation.span) == ("GPE", Span(14, 18))
    assert (found.suggester, found.version) == ("mine", "trained 1.2.3")


def test_what_another_pipeline_proposed_is_retired_and_imports_stay(store, pipeline):
    def suggestion(id, suggester):
        return Suggestion(Entity(id, (Span(0, 3),), "PERSON"), 0.9, suggester, "1")

    store.put_suggestions("a", "rules", "1", [suggestion("r", "rules")])
    store.put_suggestions("a", "import", "1", [suggestion("i", "import")])
    run(store, load_preset("news"), pipeline=pipeline)
    assert {one.suggester for one in store.suggestions("a")} == {"import", "mine"}
    assert "r" in {one.id for one in store.suggestions("a", retired=True)}


def test_several_processes_suggest_the_same_for_articles_with_and_without_passages(store, pipeline):
    for number in range(5):
        text = f"{number} times Ana met Bo in Oslo."
        kind = ZoneKind.BOILERPLATE if number == 2 else ZoneKind.BODY
        zones = (Zone(0, len(text), kind),)
        store.add_article(Article(f"b{number}", text, language="en"), zones, segment(text, "en"))

    def suggested(workers):
        run(store, load_preset("news"), pipeline=pipeline, workers=workers)
        return {id: store.suggestions(id) for id in store.article_ids()}

    alone = suggested(1)
    assert suggested(2) == alone
    assert [len(found) for found in alone.values()] == [1, 1, 1, 0, 1, 1]
