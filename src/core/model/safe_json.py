"""JSON that can be shown: in UTF-8, with an escape for what would steer a terminal."""

from __future__ import annotations

import json
import re

# Raw in a JSON string these are legal, but end lines for many readers (U+0085,
# U+2028, U+2029), steer a terminal that shows the file (C1, bidirectional marks),
# or cannot be UTF-8 (half of a surrogate pair).
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def safe_json(value: object, *, indent: int | None = None, in_ascii: bool = False) -> str:
    """*value* as JSON, equal for equal values; raises ``ValueError`` for NaN and infinities."""
    text = json.dumps(value, ensure_ascii=in_ascii, allow_nan=False, indent=indent)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
