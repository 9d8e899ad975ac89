"""Whatever a file holds, reading gives articles that can be kept, losses, or one sentence."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.formats import Draft, Source
from goldleaf.core.formats.tokens.columns import CONLL2003, IOB2, IOBES
from goldleaf.core.formats.tokens.conllu import CONLLU
from goldleaf.core.formats.tokens.dygie import DYGIE
from goldleaf.core.formats.tokens.maven import MAVEN, MAVEN_ARG
from goldleaf.core.formats.tokens.oneie import ONEIE
from goldleaf.core.formats.tokens.ontonotes import ONTONOTES
from goldleaf.core.model import UsageError
from goldleaf.core.model.codec import annotation_to_json
from goldleaf.core.store.rows import dumps

from ..destination import written
from ..strategies import annotated_articles
from .round_trip import ANY
from .test_ontonotes import FIRST, SECOND, document, sentence

JSON = (DYGIE, ONEIE, MAVEN, MAVEN_ARG)
COLUMNS = (CONLL2003, IOB2, IOBES, CONLLU)
wrong = st.sampled_from(
    [None, True, -1, 2, 10**30, 0.5, "", "x", "\ud800", [], [[]], {}, [None], {"id": 7}, [[[[1]]]]]
)


def readable(format, folder, data):
    path = folder / "broken"
    path.write_bytes(data)
    found, problem = [], ""
    try:
        found = list(format.read(Source("broken", path)))
    except UsageError as error:
        problem = str(error)
    assert not problem or problem.startswith("broken")
    for draft in found:
        losses = draft.losses if isinstance(draft, Draft) else [draft]
        assert all(loss.reason.meaning for loss in losses)
        if isinstance(draft, Draft):
            annotated = draft.annotated
            length = len(annotated.article.text)
            ids = [one.id for one in annotated.annotations]
            assert len(set(ids)) == len(ids)
            for one in annotated.annotations:
                dumps(annotation_to_json(one)).encode()
                assert not hasattr(one, "span") or 0 <= one.span.start < one.span.end <= length
            dumps(dict(annotated.provenance)).encode()


def spots(value, path=()):
    """The paths to all that is in *value*."""
    yield path
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in items:
            yield from spots(one, (*path, key))


@pytest.mark.parametrize("format", JSON, ids=lambda one: one.name)
@ANY
@given(article=annotated_articles(), data=st.data())
def test_json_with_wrong_values(tmp_path_factory, format, article, data):
    destination, _ = written(format, article)
    lines = [json.loads(line) for line in destination.bytes_of().splitlines()]
    paths = [path for path in spots(lines) if path]
    for path in data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=3)):
        changed = copy.deepcopy(lines)
        at = changed
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = data.draw(wrong)
        text = "\n".join(json.dumps(line) for line in changed)
        readable(format, tmp_path_factory.mktemp("in"), text.encode())


@pytest.mark.parametrize("format", COLUMNS, ids=lambda one: one.name)
@ANY
@given(article=annotated_articles(), data=st.data())
def test_columns_with_cells_missing(tmp_path_factory, format, article, data):
    destination, _ = written(format, article)
    text = destination.bytes_of().decode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 20, len(text))))
    put = data.draw(st.sampled_from(["", "\t", " ", "\n", "#", "1-2\t", "\0", "\r"]))
    readable(format, tmp_path_factory.mktemp("in"), (text[:start] + put + text[end:]).encode())


@pytest.mark.parametrize("format", [*JSON, *COLUMNS, ONTONOTES], ids=lambda one: one.name)
@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"[" * 100_000, b'{"tokens": [1, null], "sentences": [1]}', b"{}"]
)
def test_what_is_not_in_the_format(tmp_path, format, data):
    readable(format, tmp_path, data)


@ANY
@given(data=st.data())
def test_ontonotes_with_cells_missing_or_brackets_wrong(tmp_path_factory, data):
    lines = document(sentence(FIRST), sentence(SECOND)).split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        cells = lines[at].split()
        if cells:
            cells[data.draw(st.integers(0, len(cells) - 1))] = data.draw(
                st.sampled_from(
                    ["", "(", ")", "*)", "(A", "((B*))", "(1", "1)", "(1|(1)", "|", "x y"]
                )
            )
        lines[at] = " ".join(cells)
    readable(ONTONOTES, tmp_path_factory.mktemp("broken"), "\n".join(lines).encode())
