"""brat's own server code, which bratiaa carries, opens what is written."""

import tempfile
from dataclasses import replace
from pathlib import Path

from bratsubset.annotation import TextAnnotations
from bratsubset.message import Messager
from bratsubset.projectconfig import ProjectConfiguration
from hypothesis import HealthCheck, given, settings

from goldleaf.core.formats.brat import BRAT, conf_text
from goldleaf.core.formats.brat.fit import fitted
from goldleaf.core.model import Entity, Event, Relation
from goldleaf.core.scheme import load_preset, preset_names

from ..destination import saved, written
from ..strategies import annotated_articles
from .test_round_trip import SCHEME


def complaints():
    """What brat has said since it was last asked."""
    said = list(Messager._Messager__pending_messages)
    Messager._Messager__pending_messages.clear()
    return [text for text, *_ in said if "visual.conf" not in text]


def opened(folder, name):
    complaints()
    found = TextAnnotations(str(folder / name), read_only=True)
    said = complaints()
    assert said == [], said
    return found


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(annotated_articles())
def test_brat_reads_every_line(annotated):
    annotated = replace(annotated, article=replace(annotated.article, id="a"))
    kept, _ = fitted(annotated, SCHEME)
    destination, _ = written(BRAT, annotated, scheme=SCHEME)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        saved(destination, folder)
        found = opened(folder, "a")
        assert found.failed_lines == []
        config = ProjectConfiguration(str(folder))
        types = {*config.get_entity_types(), *config.get_event_types()}
        relations = set(config.get_relation_types())
    assert len(list(found.get_events())) == sum(isinstance(x, Event) for x in kept.annotations)
    spans = {(one.type, tuple(one.spans)) for one in found.get_textbounds()}
    assert len(spans) >= len(
        {(x.label, x.spans) for x in kept.annotations if isinstance(x, Entity)}
    )
    assert {one.type for one in found.get_textbounds()} <= types
    used = {one.type for one in kept.annotations if isinstance(one, Relation)}
    assert used <= relations


def test_brat_reads_the_configuration_of_every_preset(tmp_path):
    for name in preset_names():
        folder = tmp_path / name
        folder.mkdir()
        scheme = load_preset(name, lexicon=False)
        (folder / "annotation.conf").write_text(conf_text(scheme))
        complaints()
        config = ProjectConfiguration(str(folder))
        assert len(config.get_event_types()) == len(scheme.event_types)
        assert len(config.get_entity_types()) == len(scheme.labels)
        assert complaints() == []
