"""README.md on disk: what Goldleaf writes in it, and what a person has written into it.

Goldleaf's own parts stand between marks, which the Hub does not show. An export writes
them anew and leaves the rest as it is. A part or a value of the YAML that a person changed
is that person's from then on: the manifest has the digest of what Goldleaf had written
there. A part that a person took out with its marks stays out; one with nothing left between
its marks is written again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from ...model import UsageError
from ...model.safe_json import safe_json

CARD = "README.md"
_PART = re.compile(
    r"^<!-- goldleaf:(?P<name>[a-z]+) -->\n(?P<text>.*?)^<!-- /goldleaf:(?P=name) -->\n",
    re.MULTILINE | re.DOTALL,
)
_MARK = re.compile(r"<!--(?= */?goldleaf:)")
_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*\n", re.MULTILINE | re.DOTALL)
_OURS = frozenset({"dataset_info"})
"""What would break loading where it does not fit the files: it is never a person's."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./<-]*")
# YAML 1.1, by which the Hub reads, takes these for something else than text
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


@dataclass(frozen=True, slots=True)
class CardFile:
    """The text of README.md, the digests for the manifest, and what to tell the user."""

    text: str
    digests: Mapping[str, Mapping[str, str]]
    notes: tuple[str, ...] = ()


def card_file(
    title: str,
    front: Mapping[str, Any],
    sections: Mapping[str, str],
    *,
    there: str | None = None,
    known: object = None,
    name: str = CARD,
    chosen: frozenset[str] = frozenset(),
) -> CardFile:
    """README.md with *front* as YAML and *sections*, merged with what is *there*.

    *known* has the digests of the last time, as the manifest told them; *name* is what a
    mistake calls the file. *chosen* are the keys of *front* that the user has just asked
    for: they count, whatever is there.

    Raises:
        UsageError: when the YAML that is there cannot be read.
    """
    digests = {
        "yaml": {key: _digest(safe_json(value)) for key, value in front.items()},
        "parts": {name: _digest(_safe(text)) for name, text in sections.items()},
    }
    if there is None:
        body = "\n".join(_wrapped(name, text) for name, text in sections.items())
        return CardFile(f"---\n{_dump(_quoted(front))}---\n\n# {title}\n\n{body}", digests)
    there = _clean(there)
    known = known if isinstance(known, dict) else {}
    found = _FRONT.match(there)
    values, kept = _merged_front(_load(found["yaml"] if found else "", name), front, known, chosen)
    rest = there[found.end() :] if found else f"\n{there}"
    body, edited = _merged_body(rest if rest.strip() else f"\n# {title}\n", sections, known)
    notes = tuple(_notes(kept, edited))
    return CardFile(f"---\n{_dump(values)}---\n{body}", digests, notes)


def read_card(folder: Path) -> str | None:
    """README.md in *folder*; ``None`` where there is none."""
    path = folder / CARD
    if not path.is_file():
        return None
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8; save it as UTF-8, or delete it.") from None


def license_of(there: str | None, name: str = CARD) -> str:
    """The licence that the README names that is *there*; empty where it names none."""
    values = _load(found["yaml"], name) if there and (found := _FRONT.match(_clean(there))) else {}
    license = values.get("license", "")
    return license if isinstance(license, str) else ""


def has_front_matter(text: str) -> bool:
    """Whether *text* begins with YAML, as a dataset's README does."""
    return _FRONT.match(_clean(text)) is not None


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").removeprefix("\ufeff")


def _merged_front(
    values: Any, front: Mapping[str, Any], known: Mapping[str, Any], chosen: frozenset[str]
) -> tuple[Any, list[str]]:
    """The YAML that was there with what *front* changes, and the keys a person has set."""
    before = _digests(known, "yaml")
    kept = []
    for key, value in front.items():
        now = _digest(safe_json(_plain(values[key]))) if key in values else None
        is_theirs = now != before.get(key) and now != _digest(safe_json(value))
        if is_theirs and key not in _OURS | chosen and (key in values or key in before):
            kept.append(key)
        else:
            values[key] = _quoted(value)
    return values, kept


def _merged_body(
    there: str, sections: Mapping[str, str], known: Mapping[str, Any]
) -> tuple[str, list[str]]:
    """The Markdown that is *there* with *sections*, and which parts a person changed."""
    before = _digests(known, "parts")
    edited: list[str] = []
    names: list[str] = []

    def renewed(found: re.Match[str]) -> str:
        name, text = found["name"], found["text"].strip("\n")
        names.append(name)
        if text and before.get(name) != _digest(text):
            edited.append(name)
            return found[0]
        return _wrapped(name, sections[name]) if name in sections else ""

    body = _PART.sub(renewed, there)
    for place, (name, text) in enumerate(sections.items()):
        if name not in names and name not in before:
            body = _inserted(body, name, text, [*sections][:place])
    return body, edited


def _inserted(body: str, name: str, text: str, earlier: list[str]) -> str:
    """*body* with a new part after the last of the *earlier* ones that are there, or at the end."""
    ends = {one["name"]: one.end() for one in _PART.finditer(body)}
    at = next((ends[one] for one in reversed(earlier) if one in ends), len(body))
    before = body[:at] + "\n" * (at > 0 and not body[:at].endswith("\n"))
    return f"{before}\n{_wrapped(name, text)}{body[at:]}"


def _notes(kept: list[str], edited: list[str]) -> Iterator[str]:
    if kept:
        yield f"{CARD}: {', '.join(kept)} stay as somebody has set them."
    if edited:
        yield (
            f"{CARD}: somebody has changed what stands between the marks of {', '.join(edited)},"
            " so it stays as it is; empty it to have it written again."
        )


def _wrapped(name: str, text: str) -> str:
    return f"<!-- goldleaf:{name} -->\n{_safe(text)}\n<!-- /goldleaf:{name} -->\n"


def _safe(text: str) -> str:
    """*text* with nothing in it that looks like one of our marks."""
    return _MARK.sub("<!\\\\--", text).strip("\n")


def _digests(known: Mapping[str, Any], of: str) -> dict[str, Any]:
    found = known.get(of)
    return found if isinstance(found, dict) else {}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _load(text: str, name: str) -> Any:
    from srsly.ruamel_yaml.constructor import DuplicateKeyError  # noqa: PLC0415
    from srsly.ruamel_yaml.error import YAMLError  # noqa: PLC0415  comes with spaCy

    try:
        values = _yaml().load(text) if text.strip() else _yaml().map()
    except (YAMLError, DuplicateKeyError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 2}" if mark else ""
        reason = str(getattr(error, "problem", "") or "it cannot be read")
        raise UsageError(
            f"{name}{where}: the part between the lines --- is not YAML ({reason}); mend it, or"
            " delete the file to have it written anew."
        ) from None
    if not isinstance(values, dict):
        raise UsageError(
            f"{name}: the part between the lines --- has no keys; mend it, or delete the file to"
            " have it written anew."
        )
    return values


def _dump(values: Any) -> str:
    stream = StringIO()
    _yaml().dump(values, stream)
    return stream.getvalue()


def _yaml() -> Any:
    from srsly.ruamel_yaml import YAML  # noqa: PLC0415  comes with spaCy

    yaml: Any = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 100_000
    return yaml


def _quoted(value: Any) -> Any:
    """*value* with quotation marks around all text that YAML could take for something else."""
    from srsly.ruamel_yaml.scalarstring import DoubleQuotedScalarString  # noqa: PLC0415

    if isinstance(value, Mapping):
        return {key: _quoted(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_quoted(one) for one in value]
    if isinstance(value, str) and (not _PLAIN.fullmatch(value) or value.lower() in _WORDS):
        return DoubleQuotedScalarString(value)
    return value


def _plain(value: Any) -> Any:
    """*value* as JSON has it, without what YAML remembers of its looks."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, int) else str(value)
