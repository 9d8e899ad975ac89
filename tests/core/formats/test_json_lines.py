"""JSON is read by a fast library, and says what Python's own says."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.formats.json_lines import json_values
from goldleaf.core.model import UsageError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(JSON, min_size=1, max_size=4), st.booleans())
def test_any_values_are_read_as_pythons_own_library_reads_them(values, in_ascii):
    lines = [json.dumps(one, ensure_ascii=in_ascii).encode(errors="replace") for one in values]
    found = [one for _, one in json_values(io.BytesIO(b"\n".join(lines)), "values")]
    assert repr(found) == repr([json.loads(line) for line in lines])


@pytest.mark.parametrize("indent", [None, 2])
def test_one_document_is_one_value(indent):
    value = [{"text": "Ana 🌾", "half": "\ud83c"}, {"text": "Bo", "score": float("nan")}]
    data = json.dumps(value, indent=indent).encode()
    ((line, found),) = json_values(io.BytesIO(data), "values")
    assert (line, repr(found)) == (1, repr(value))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_document_may_be_in_any_unicode_encoding(encoding, indent):
    value = [{"text": "Ana 🌾"}, {"text": "Bo"}]
    data = json.dumps(value, indent=indent, ensure_ascii=False).encode(encoding)
    assert list(json_values(io.BytesIO(data), "values")) == [(1, value)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_mistake_in_utf_16_is_told_with_its_line(encoding):
    data = '{"text": "Ana"}\n{"text": \n'.encode(encoding)
    with pytest.raises(UsageError, match="values, line 2: the line is not JSON"):
        list(json_values(io.BytesIO(data), "values"))
