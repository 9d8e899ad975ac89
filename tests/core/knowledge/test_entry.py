import json

import pytest

from goldleaf.core.knowledge import Entry, read_entries
from goldleaf.core.model import UsageError

HARBOUR = Entry("P1", "Eastmoor", ("East Moor", "Ostmoor"), "a port", 2)


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.tsv", "id\tlabel\taliases\tdescription\nP1\tEastmoor\tEast Moor|Ostmoor\ta port\n"),
        (
            "p.csv",
            "\ufeffLabel,ID,x,description,aliases\r\nEastmoor,P1,x,a port,East Moor| Ostmoor\r\n",
        ),
        (
            "p.jsonl",
            "\n"
            + json.dumps(
                {
                    "id": "P1",
                    "label": "Eastmoor",
                    "aliases": ["East Moor", "Ostmoor"],
                    "description": "a port",
                    "more": 3,
                }
            ),
        ),
    ],
    ids=["tsv", "csv", "jsonl"],
)
def test_the_same_entry_in_every_form(tmp_path, name, text):
    assert list(read_entries(write(tmp_path, name, text))) == [HARBOUR]


def test_only_id_and_label_are_needed(tmp_path):
    path = write(tmp_path, "p.tsv", 'id\tlabel\nP2\tThe "Old" Quay\n\nP3\tDell\n')
    assert list(read_entries(path)) == [
        Entry("P2", 'The "Old" Quay', line=2),
        Entry("P3", "Dell", line=4),
    ]


def test_a_number_may_be_an_id(tmp_path):
    (entry,) = read_entries(write(tmp_path, "p.jsonl", '{"id": 7, "label": "Dell"}'))
    assert entry.id == "7"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("p.txt", "x", "its name must end with .tsv, .csv, .jsonl"),
        ("p.tsv", "name\nx\n", r"p\.tsv, line 1: .* id and label"),
        ("p.tsv", "", r"p\.tsv, line 1: "),
        ("p.tsv", "id\tlabel\nP1\tx\n\tDell\n", r"p\.tsv, line 3: there is no id"),
        ("p.tsv", "id\tlabel\nP1\n", r"p\.tsv, line 2: the entry 'P1' has no label"),
        ("p.tsv", "id\tlabel\nP1\tx\ty\n", r"p\.tsv, line 2: there are 3 fields"),
        ("p.csv", 'id,label\nP1,"x\n', r"p\.csv, line 2: "),
        ("p.tsv", b"id\tlabel\nP1\t\xff\n", r"p\.tsv, after line \d: this is not UTF-8"),
        ("p.jsonl", '{"id": "P1", "label": "x"}\n{', r"p\.jsonl, line 2: this is no JSON"),
        ("p.jsonl", "[1]", r"p\.jsonl, line 1: an entry must be an object"),
        ("p.jsonl", '{"id": "P1", "label": []}', r"line 1: label must be text"),
        ("p.jsonl", '{"id": "P1", "label": "x", "aliases": [1]}', r"line 1: aliases must be text"),
    ],
)
def test_mistakes_are_told_with_file_and_line(tmp_path, name, text, said):
    with pytest.raises(UsageError, match=said):
        list(read_entries(write(tmp_path, name, text)))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        list(read_entries(tmp_path / "none.tsv"))
