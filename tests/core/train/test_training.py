"""A pipeline that is really trained, saved, loaded and suggested with."""

from collections import Counter

import pytest
import spacy

from goldleaf.core.measure import Evaluation, Measure
from goldleaf.core.model import UsageError
from goldleaf.core.scheme import EntityLabel, EventType, Role, Scheme
from goldleaf.core.suggest import suggest_articles
from goldleaf.core.suggest.pipeline import TRAINED
from goldleaf.core.train import StoppedError, train

ROLES = tuple(Role(name) for name in ("ACTOR", "RECIPIENT", "LOCATION"))
SCHEME = Scheme(
    "meetings",
    labels=(EntityLabel("PERSON"), EntityLabel("GPE")),
    event_types=tuple(EventType(name, roles=ROLES) for name in ("MEET", "PRAISE", "SUE")),
)


@pytest.mark.slow
def test_what_is_trained_suggests_as_it_was_taught(articles, tmp_path):
    dest = tmp_path / "model"
    steps = []
    dev = articles[::6]
    training = [one for one in articles if one not in dev]
    report = train(training, dev, dest, max_steps=120, told=lambda now: steps.append(now.step))
    assert steps == sorted(set(steps))
    assert report.components == ("tok2vec", "ner", "triggers", "arguments")
    assert (report.train.documents, report.train.arguments) == (len(training), 3 * len(training))
    assert not report.interrupted
    evaluation = Evaluation()
    gold = {one.article.id: one for one in dev}
    texts = [(one.article, one.zones) for one in dev]
    for id, found in suggest_articles(texts, SCHEME, pipeline=str(dest)):
        evaluation.add(gold[id].annotations, [one.annotation for one in found])
        assert {(one.suggester, one.version) for one in found} == {("model", "trained 1.0.0")}
        assert all(0 <= one.score <= 1 for one in found)
    assert evaluation.overall(Measure.ENTITY).f1 > 0.9
    assert evaluation.overall(Measure.TRIGGER_CLASSIFICATION).f1 > 0.8
    assert evaluation.overall(Measure.ARGUMENT_CLASSIFICATION).f1 > 0.6
    assert str(tmp_path) not in (dest / "config.cfg").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
    doc = spacy.load(dest)("Esra met Bo in Lagos .")
    assert Counter(one[4] for one in doc.user_data["arguments"]).keys() <= {
        "ACTOR",
        "RECIPIENT",
        "LOCATION",
    }


@pytest.mark.slow
def test_stopping_keeps_the_best_so_far_and_nothing_before_there_is_one(
    articles, tmp_path, monkeypatch
):
    def stop(now):
        if now.step == 15:
            raise KeyboardInterrupt

    def stop_at_once(_):
        raise KeyboardInterrupt

    report = train(articles[:20], articles[:5], tmp_path / "m", max_steps=400, told=stop)
    assert report.interrupted
    assert (tmp_path / "m" / "meta.json").is_file()
    monkeypatch.setattr("spacy.training.initialize.init_nlp", stop_at_once)
    with pytest.raises(StoppedError, match="before its first evaluation"):
        train(articles[:20], articles[:5], tmp_path / "n")
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


def test_a_folder_that_goldleaf_did_not_train_is_not_overwritten(articles, tmp_path):
    (tmp_path / "notes").mkdir()
    spacy.blank("en").to_disk(tmp_path / "theirs")
    for name in ("notes", "theirs"):
        with pytest.raises(UsageError, match="holds no pipeline that Goldleaf trained"):
            train(articles, [], tmp_path / name)
    assert (tmp_path / "theirs" / "meta.json").is_file()
    with pytest.raises(UsageError, match="does not exist"):
        train(articles, [], tmp_path / "a" / "b")


def test_without_annotations_there_is_nothing_to_learn(articles, tmp_path):
    bare = [type(one)(one.article) for one in articles[:3]]
    with pytest.raises(UsageError, match="no entities and no events"):
        train(bare, [], tmp_path / "model")
    assert list(tmp_path.iterdir()) == []


def test_a_pipeline_that_goldleaf_trained_stays_until_the_new_one_is_there(articles, tmp_path):
    earlier = spacy.blank("en")
    earlier.meta[TRAINED] = {}
    earlier.to_disk(tmp_path / "model")
    with pytest.raises(UsageError, match="no entities and no events"):
        train([type(articles[0])(articles[0].article)], [], tmp_path / "model")
    assert (tmp_path / "model" / "meta.json").is_file()
