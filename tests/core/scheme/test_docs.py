"""What docs/schemes.md and the sample workspace say of schemes is so."""

import re
from pathlib import Path

import pytest

from goldleaf.core.model import UsageError
from goldleaf.core.scheme import Scheme, load_scheme, parse_scheme, preset_names, preset_text

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "schemes.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_is_a_scheme(example):
    assert isinstance(parse_scheme(example, "docs/schemes.md"), Scheme)


def test_the_page_names_every_preset():
    rows = re.findall(r"^\| `(\w+)`(?: \(default\))? \|", PAGE, re.MULTILINE)
    assert [name for name in rows if name in preset_names()] == list(preset_names())


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("x = 1", None),
        ("[entities.A]\nx = 1", "### `[entities.LABEL]`"),
        ("[events.A.roles.B]\nx = 1", "### `[events.TYPE.roles.ROLE]`"),
        ("[events.A.triggers]\nx = 1", "### `[events.TYPE.triggers]`"),
        ("[lexicon]\nx = 1", "### `[lexicon]`"),
        ('[attributes.A]\nvalues = ["a", "b"]\ndefault = "a"\nx = 1', "### `[attributes.NAME]`"),
        ("[relations.A]\nx = 1", "### `[relations.NAME]`"),
        ("[documents.A]\nx = 1", "### `[documents.LABEL]`"),
    ],
)
def test_the_page_explains_every_key(text, section):
    with pytest.raises(UsageError) as caught:
        parse_scheme(text, "x")
    known = re.search(r"known here \(([\w, ]+)\)", str(caught.value))
    explained = PAGE if section is None else PAGE.split(section)[1].split("\n### ")[0]
    for key in known[1].split(", "):
        assert f"`{key}`" in explained or f"[{key}." in explained or f"[{key}]" in explained


def test_the_sample_workspace_has_the_news_scheme():
    path = ROOT / "annotations" / "scheme.toml"
    assert path.read_text("utf-8") == preset_text("news")
    assert load_scheme(path).name == "news"
