"""JSON that can be shown on a terminal."""

import json

import pytest

from goldleaf.core.model.safe_json import safe_json

STEERS = "a\x1b[31m\x9b\u202eb\u2028\x85\u200f\ufeff é 👩\u200d👧"


@pytest.mark.parametrize("in_ascii", [False, True])
def test_nothing_that_steers_is_raw_and_nothing_is_lost(in_ascii):
    text = safe_json({"title": STEERS}, in_ascii=in_ascii)
    assert json.loads(text) == {"title": STEERS}
    assert not set("\x1b\x9b\u202e\u2028\x85\u200f\ufeff") & set(text)


def test_what_json_cannot_say_is_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        safe_json(float("nan"))
