"""Lines of keys in TOML texts."""

import tomllib

import pytest

from goldleaf.core.scheme import preset_names, preset_text
from goldleaf.core.scheme.locate import line_of

TEXT = '''\
# [not.a.table]
top = """
[not.a.table]
key = 1
""" # [nor.this]
other = 'it''s'
"quoted.key" = [ # "c" is not here
    "a", "]",
    'b', [ "c" ],
]
[one . "two three"] # header
key.deep = "x = y"
inline = { a = 1, b = { c = "d" } }
[[list]]
item = 1
[one.four]
'''.replace("'it''s'", "'it'")


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("top",), "", 2),
        (("other",), "", 6),
        (("quoted.key",), "", 7),
        (("quoted.key",), "a", 8),
        (("quoted.key",), "c", 7),
        (("quoted.key",), "b", 9),
        (("quoted.key",), "absent", 7),
        (("one", "two three"), "", 11),
        (("one", "two three", "key", "deep"), "", 12),
        (("one", "two three", "key"), "", 12),
        (("one", "two three", "inline", "b", "c"), "d", 13),
        (("one", "two three", "missing"), "", 11),
        (("list",), "", 14),
        (("list", "item"), "", 15),
        (("one", "four", "missing"), "", 16),
        (("absent",), "", 1),
    ],
)
def test_the_line_of_a_key(path, value, line):
    tomllib.loads(TEXT)
    assert line_of(TEXT, path, value) == line


@pytest.mark.parametrize("name", preset_names())
def test_every_value_of_the_presets_is_found_in_its_line(name):
    text = preset_text(name)
    lines = text.splitlines()
    for path, value in leaves(tomllib.loads(text)):
        line = lines[line_of(text, path) - 1]
        assert path[-1] in line, path
        assert isinstance(value, list) or str(value).lower() in line.lower(), path


def leaves(table, path=()):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value
