"""Whatever stands in a file of JSON, reading it ends in articles, losses or one sentence."""

import json
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldleaf.core.formats import FORMATS, Draft, Loss, Source
from goldleaf.core.formats.checks import article_problem
from goldleaf.core.model import Entity, UsageError
from goldleaf.core.model.jsonl import article_from_json, article_to_json

from .destination import written
from .strategies import annotated_articles

ANY = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
NAMES = ("doccano", "label-studio", "prodigy")
odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 40),
    st.sampled_from([10**30, 1e308, -0.5, float("nan"), "", "\ud83c", "a\0b", "e1", "🌾"]),
    st.lists(st.integers(0, 5), max_size=3),
    st.just({}),
    st.just([{}, [], None, "x", 3, [0, 1, "L"], {"id": "e1", "start": 0, "end": 1}]),
)


def mutated(draw, value):
    """*value* with some of its members taken away, doubled or made something else."""
    if isinstance(value, dict):
        made = {}
        for key, one in value.items():
            fate = draw(st.integers(0, 19))
            if fate == 0:
                continue
            made[key] = draw(odd) if fate == 1 else mutated(draw, one)
        return made
    if isinstance(value, list):
        made = [draw(odd) if draw(st.integers(0, 19)) == 0 else mutated(draw, one) for one in value]
        return made + made[:1] if draw(st.integers(0, 9)) == 0 else made
    return draw(odd) if draw(st.integers(0, 29)) == 0 else value


@st.composite
def broken(draw, name):
    (format,) = [one for one in FORMATS if one.name == name]
    destination, _ = written(format, *draw(st.lists(annotated_articles(), min_size=1, max_size=2)))
    tasks = destination.files.get("tasks.json")
    lines = json.loads(tasks) if tasks else map(json.loads, destination.bytes_of().splitlines())
    lines = [mutated(draw, line) for line in lines]
    listed = draw(st.booleans())
    data = "\n".join(map(json.dumps, [lines] if listed else lines)).encode()
    match draw(st.integers(0, 9)):
        case 0:
            return data[: draw(st.integers(0, len(data)))]
        case 1:
            at = draw(st.integers(0, len(data)))
            return data[:at] + draw(st.binary(max_size=3)) + data[at:]
        case 2:
            return b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
        case 3:
            return data.decode().encode("utf-16")
    return data


def check_sound(annotated):
    if article_problem(annotated):
        return
    ids = [one.id for one in annotated.annotations]
    assert len(set(ids)) == len(ids)
    for one in annotated.annotations:
        if isinstance(one, Entity):
            assert all(before.end <= after.start for before, after in pairwise(one.spans))
    # what can be written as Goldleaf JSONL and read again is whole
    value = json.loads(json.dumps(article_to_json(annotated), allow_nan=False).encode())
    again = article_from_json(value)
    assert {one.id: one for one in again.annotations} == {
        one.id: one for one in annotated.annotations
    }


@pytest.mark.parametrize("name", NAMES)
@ANY
@given(data=st.data())
def test_mistakes_end_in_sentences(tmp_path_factory, name, data):
    (format,) = [one for one in FORMATS if one.name == name]
    path = tmp_path_factory.mktemp("broken") / f"broken{format.suffix}"
    path.write_bytes(data.draw(broken(name)))
    reading = format.read(Source(path.name, path))
    with suppress(UsageError):
        for one in reading:
            assert isinstance(one, Draft | Loss)
            if isinstance(one, Draft):
                check_sound(one.annotated)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"{", b"[]", b"[[]]", b"3", b'{"text": 3}', b"[" * 5_000, b'{"text":"a\xff"}'],
)
def test_what_is_not_in_the_format_at_all_is_one_sentence(tmp_path, name, content):
    (format,) = [one for one in FORMATS if one.name == name]
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"broken\.json"):
        list(format.read(Source(path.name, path)))
