"""Text files by lines, and by what stands between blank ones."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.formats import Source
from goldleaf.core.formats import text_lines as reading

from .tokens.round_trip import ANY

PIECES = st.sampled_from(["a", "bc", "🌾", " ", "\t", "\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r"])


@ANY
@given(
    st.lists(PIECES, max_size=30), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.booleans()
)
def test_blocks_hold_all_lines_with_their_numbers(tmp_path_factory, pieces, encoding, in_parts):
    path = tmp_path_factory.mktemp("in") / "a.txt"
    path.write_bytes("".join(["x", *pieces]).encode(encoding))
    source = Source(path.name, path)
    with patch.object(reading, "_CHUNK", 3 if in_parts else 1_000):
        blocks = list(reading.text_blocks(source))
    assert all(block.endswith("\n") and "\n\n" not in block.strip("\n") for _, block in blocks)
    lines = [
        (number, line)
        for first, block in blocks
        for number, line in enumerate(block.split("\n"), start=first)
    ]
    expected = [(number, line) for number, line in reading.text_lines(source) if line]
    assert [(number, line) for number, line in lines if line] == expected
