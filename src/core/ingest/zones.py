"""Zones: what each stretch of an article's text is, from the words and their places alone.

The rules go from the sure to the likely. Prose paragraphs are found first and are
never anything but body, unless a page's own words say otherwise. They divide the
text into a head, a middle and a tail; names, places and short lines count as
metadata or frame only in the head and the tail.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from ..lines import Paragraph, ends_sentence, paragraphs
from ..model import Zone, ZoneKind
from .dates import find_date, is_relative_time
from .phrases import (
    Frame,
    Label,
    dated_label_of,
    fold,
    frame_of,
    is_agency,
    is_signed_by_role,
    label_of,
    name_in_byline,
)

_WHITE = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
_LEADING_MARKUP = "#*_>•·▪|-" + _WHITE
_TRAILING_MARKUP = "*_|" + _WHITE
_PROSE_CHARS = 90
_PROSE_WORDS = 3
_HEADLINE_CHARS = 200
_HEADLINE_WORDS = 30
_SHORT_WORDS = 4
_VALUE_CHARS = 100
_SENTENCE_WORDS = 7
_CAPTION_CHARS = 300
_LIST_CHARS = 600
_DATE_LINE_REST = 45
_BYLINE_WORDS = 12
_LINE_CHARS = 160
_LINKS_BELOW_HEADING = 8
_NAVIGATION_LINES = 3
_SEPARATORS = re.compile(r"\s[|–—·•»›>/-]\s|[|»›]")
_SAMPLE_CHARS = 5000
_ENGLISH_WORDS = frozenset({"the", "of", "and", "to", "was", "is", "on", "for", "that", "said"})
_ENGLISH_SHARE = 0.06
_LIST_MARK = re.compile(r"[,#،、;|]")
_COPYRIGHT = re.compile(r"^\W*(?:©|\(c\)\s|copyright\b|&copy;).{0,150}$", re.IGNORECASE)
_ADDRESS = re.compile(r"^\W*(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w+)\W*$")
_CREDIT = re.compile(
    r"^\W*(?:image|photo|picture|video|media|figure)\s(?:source|caption|copyright|credit)\b"
    r"|^\W*(?:photo|photograph|picture|illustration|graphic)\s(?:by|courtesy)\b"
    r"|^\W*(?:fot|foto|phot|ph)\.\s"
    r"|^\W*(?:foto|photo|fotografía|bild|zdjęcie|фото)\s?[:/©]"
    r"|\((?:photo|foto|image|picture|фото|bild|사진|写真)\s?[:/by].{0,60}\)$",
    re.IGNORECASE,
)
_READING = re.compile(
    r"^\W*\d+\s?(?:-\s?)?(?:min(?:ute)?s?(?:\.|\b)|минут\w*|dk|分).{0,3}"
    r"(?:read|lectura|lecture|lesezeit|lettura|leitura|leestijd|чтения|okuma|czytania|で読める)?\W*$",
    re.IGNORECASE,
)
_NETWORKS_WORDS = """
    facebook twitter x whatsapp telegram linkedin reddit pinterest instagram youtube tiktok
    email e-mail mail print messenger flipboard pocket tumblr vk viber weibo wechat line rss
    copy link share tweet mastodon bluesky threads skype sms google google+ plus xing
    snapchat via on 微信 微博 qq 空间 朋友圈 facebookで twitterで
    はてなブックマーク pocketに вконтакте
    одноклассники фейсбук твиттер вк ок телеграм فيسبوك تويتر واتساب تلغرام تيليغرام e-posta
    correo courriel messenger more or and
"""
_NETWORKS = frozenset(_NETWORKS_WORDS.split())


@dataclass(frozen=True, slots=True)
class Findings:
    """What the lines of a text say about it: its zones, headline and day of publication.

    ``title`` and ``published`` (ISO 8601) are empty where the text does not tell.
    """

    zones: tuple[Zone, ...]
    title: str = ""
    published: str = ""


@dataclass(eq=False)
class _Line:
    """One paragraph, and what it was found to be so far (``None``: nothing yet)."""

    paragraph: Paragraph
    raw: str
    kind: ZoneKind | None = None
    label: Label | None = None
    frame: Frame | None = None
    date: str = ""

    @cached_property
    def text(self) -> str:
        return self.raw.lstrip(_LEADING_MARKUP).rstrip(_TRAILING_MARKUP)

    @cached_property
    def key(self) -> str:
        return fold(self.raw)

    @cached_property
    def variants(self) -> frozenset[str]:
        """The line as it is, and without the name of the site behind it."""
        if len(self.raw) > 2 * _HEADLINE_CHARS:
            return frozenset({self.key})
        cut = {fold(self.text[: match.start()]) for match in _SEPARATORS.finditer(self.text)}
        return frozenset({self.key} | {key for key in cut if len(key) >= 2 * _SHORT_WORDS})

    @cached_property
    def words(self) -> int:
        wide = sum(unicodedata.east_asian_width(char) in "WF" for char in self.raw)
        return max(len(self.raw.split()), wide // 2)

    @cached_property
    def is_prose(self) -> bool:
        if not self.key:
            return False
        ended = ends_sentence(self.text)
        return (
            (ended and self.words >= _PROSE_WORDS)
            or len(self.raw) >= _PROSE_CHARS
            or (self.words >= 2 * _SHORT_WORDS and self.raw[:1].islower())
        )

    @cached_property
    def is_byline(self) -> bool:
        if len(self.raw) > _LINE_CHARS or self.words > _BYLINE_WORDS or ends_sentence(self.raw):
            return False
        return is_signed_by_role(self.text) or _is_name(name_in_byline(self.text))

    @property
    def value(self) -> str:
        """What follows the label."""
        return self.text[self.label.value_start :] if self.label else ""

    @property
    def is_open(self) -> bool:
        return self.kind is None


def find_zones(
    text: str,
    *,
    title: str = "",
    language: str = "",
    recurring: Collection[str] = (),
    known: Iterable[Zone] = (),
) -> Findings:
    """The zones of *text*, its headline, and its day of publication.

    *title* is the headline where it is known; a line that says the same becomes the
    title zone. *language* (BCP 47) decides how an open numeric date is read.
    *recurring* holds lines (as :func:`recurring_key` gives them) that other articles of the
    same source have too. *known* are zones that are certain already.

    The zones are ordered, do not overlap, and cover every line that is not blank.
    """
    if language in {"en", "en-US"} and not _reads_english(text):
        language = ""
    found = [_Line(one, text[one.start : one.end]) for one in paragraphs(text)]
    for zone in known:
        for line in found:
            if zone.start <= line.paragraph.start < zone.end:
                line.kind = zone.kind
    _mark_frames(found)
    _mark_sure_metadata(found, language)
    chosen = _choose_title(found, title, known_title=bool(title))
    if prose := _prose(found, language):
        _mark_head(found, chosen, prose[0], language)
        _mark_tail(found, prose[-1], language)
        _mark_middle(found, prose[0], prose[-1])
    _mark_below_comments(found)
    _mark_recurring(found, recurring)
    if chosen is not None and not any(line.is_open for line in found):
        chosen.kind = ZoneKind.BODY
    for line in found:
        line.kind = line.kind or ZoneKind.BODY
    return Findings(tuple(_merged(found)), title or _headline(found, chosen), _published(found))


def recurring_key(line: str) -> str:
    """The form in which lines of several articles are compared: folded, numbers made equal."""
    return re.sub(r"\d+", "0", fold(line))


def _reads_english(text: str) -> bool:
    """Whether *text* has the small words of English; what a default language says may be wrong."""
    words = re.findall(r"\w+", text[:_SAMPLE_CHARS].lower())
    return sum(word in _ENGLISH_WORDS for word in words) >= len(words) * _ENGLISH_SHARE


# What a line says by itself


def _mark_frames(found: Sequence[_Line]) -> None:
    for line in found:
        if not line.is_open or len(line.raw) > 2 * _LINE_CHARS:
            continue
        line.frame = frame_of(line.text)
        if line.frame is None and (_COPYRIGHT.match(line.raw) or _is_network_list(line.raw)):
            line.frame = Frame("legal")
        if line.frame is not None:
            line.kind = ZoneKind.BOILERPLATE


def _is_network_list(raw: str) -> bool:
    words = re.findall(r"[^\s,|/·•]+", raw.casefold())
    return bool(words) and all(word in _NETWORKS for word in words) and words != ["x"]


def _mark_sure_metadata(found: Sequence[_Line], language: str) -> None:
    for line, after in zip_longest(found, found[1:]):
        if not line.is_open or len(line.raw) > _LIST_CHARS:
            continue
        line.label = label_of(line.text) or _undelimited_label(line, language)
        if line.label is not None and line.label.field in {"published", "updated"}:
            _mark_dated(line, after, language if line.label.english else "")
        elif _is_caption(line) or _is_list(line):
            line.kind = ZoneKind.METADATA
    for line in found:
        if line.is_open and len(line.raw) <= _CAPTION_CHARS and _CREDIT.search(line.raw):
            line.kind = ZoneKind.METADATA


def _undelimited_label(line: _Line, language: str) -> Label | None:
    """The label before a date or a time from now, where no colon stands between."""
    label = dated_label_of(line.text)
    if label is None:
        return None
    value = line.text[label.value_start :]
    return label if _date_of(value, language) or is_relative_time(value) else None


def _mark_dated(line: _Line, after: _Line | None, language: str) -> None:
    value = line.value
    line.date = _date_of(value, language)
    if line.date or is_relative_time(value):
        line.kind = ZoneKind.METADATA
    elif not value and after is not None and after.is_open:
        after.date = _date_of(after.text, language)
        if after.date:
            line.kind = after.kind = ZoneKind.METADATA
            after.label = line.label


def _date_of(text: str, language: str) -> str:
    """The day that *text* gives, where it gives little else; else an empty string."""
    if len(text) > _LINE_CHARS or not any(char.isdigit() for char in text):
        return ""
    date = find_date(text, language)
    if date is None:
        return ""
    rest = (text[: date.start] + text[date.end :]).strip()
    is_sentence = ends_sentence(rest) and len(rest.split()) > _SHORT_WORDS
    return "" if is_sentence or len(rest) > _DATE_LINE_REST else date.iso


def _is_caption(line: _Line) -> bool:
    return (
        line.label is not None
        and line.label.field == "image"
        and 0 < len(line.value) <= _CAPTION_CHARS
        and not line.value[0].islower()
    )


def _is_list(line: _Line) -> bool:
    if line.label is None or line.label.field != "tags" or ends_sentence(line.value):
        return False
    parts = _LIST_MARK.split(line.value)
    return len(parts) > 1 and all(len(part.split()) <= _SHORT_WORDS for part in parts)


def _is_plausible(line: _Line) -> bool:
    """Whether *line* is a label with nothing, or with what may be its value."""
    return line.label is not None and _is_value(line.value)


def _is_value(value: str) -> bool:
    return len(value) <= _VALUE_CHARS and not (
        ends_sentence(value) and len(value.split()) >= _SENTENCE_WORDS
    )


def _is_name(text: str) -> bool:
    """Whether the words of *text* are written as names are, small connecting words aside."""
    words: list[str] = re.findall(r"[^\W\d_][\w'’.-]*", text)
    named = [word for word in words if not word[0].islower()]
    small = [word for word in words if word[0].islower()]
    return (
        bool(named)
        and all(len(word) <= _SHORT_WORDS or "for" in word for word in small)
        and len(small) <= len(named)
    )


def _is_aside(raw: str) -> bool:
    return _ADDRESS.match(raw) is not None or _READING.match(raw) is not None


def _is_loose_metadata(line: _Line, language: str) -> bool:
    """Whether *line* is metadata when it stands in the head or the tail."""
    if line.is_byline or is_agency(line.text) or _is_aside(line.raw):
        return True
    line.date = line.date or _date_of(line.text, language)
    return bool(line.date) or (line.words <= 2 * _SHORT_WORDS and is_relative_time(line.text))


# Title and prose


def _is_headline(line: _Line) -> bool:
    bare = line.text.rstrip().rstrip("\"'”’»›)]}」』）】》〉")
    if not line.key or len(line.raw) > _HEADLINE_CHARS or line.words > _HEADLINE_WORDS:
        return False
    if bare.endswith(tuple(".。;,:；：،…")) and not re.search(r"\b(?:\w\.){2,}$", bare):
        return False
    return not line.text[:1].islower()


def _mark_navigation(found: Sequence[_Line]) -> None:
    run: list[_Line] = []
    for line in found:
        if line.is_open and (line.words >= _SHORT_WORDS or line.label or line.is_prose):
            break
        run.append(line)
    if len(run) < _NAVIGATION_LINES or all(line.is_open for line in run):
        return
    after = found[len(run)] if len(run) < len(found) else None
    if after is None or not (after.is_open and _is_headline(after)):
        while run and not run[-1].is_open:
            run.pop()
        run = run[:-1]
    for line in run:
        if line.is_open:
            line.kind = ZoneKind.BOILERPLATE


def _choose_title(found: Sequence[_Line], title: str, *, known_title: bool) -> _Line | None:
    """The line that is the headline, marked as such with its repetitions."""
    chosen = _matching(found, title) if known_title else None
    if chosen is None:
        _mark_navigation(found)
        chosen = None if known_title else _first_headline(found)
    if chosen is None:
        return None
    chosen.kind = ZoneKind.TITLE
    for line in found:
        if line is not chosen and line.is_open and _says_same(line, chosen):
            line.kind = ZoneKind.BOILERPLATE
    return chosen


def _matching(found: Sequence[_Line], title: str) -> _Line | None:
    wanted = _Line(Paragraph(0, 0, 0), title)
    return next((line for line in found if _says_same(line, wanted)), None)


def _first_headline(found: Sequence[_Line]) -> _Line | None:
    candidates = [
        line
        for line in found
        if line.is_open
        and not _is_plausible(line)
        and not line.is_byline
        and line.key
        and not _is_breadcrumb(line)
        and not _date_of(line.text, "")
    ]
    if not candidates or not _is_headline(candidates[0]):
        return None
    repeated = _repeated(candidates)
    for line in candidates:
        if line.is_prose:
            break
        if line.words >= _PROSE_WORDS and line in repeated:
            return line
    first = candidates[0]
    others = [line for line in candidates[1:] if not _says_same(line, first)]
    if not others:
        return None
    if len(others) == len(candidates) - 1 and _is_kicker(first, others):
        first.kind = ZoneKind.BOILERPLATE
        return others[0]
    return first


def _repeated(lines: Sequence[_Line]) -> frozenset[_Line]:
    """Those of *lines* that another one says again, as :func:`_says_same` tells."""
    keys = Counter(line.key for line in lines)
    variants = Counter(key for line in lines for key in line.variants)
    return frozenset(
        line
        for line in lines
        if variants[line.key] > 1 or any(keys[key] > (key == line.key) for key in line.variants)
    )


def _is_kicker(line: _Line, others: Sequence[_Line]) -> bool:
    """Whether *line* is a section's name above the headline."""
    headline = others[0]
    return (
        len(others) > 1
        and (line.words == 1 or (line.raw.isupper() and line.words < _SHORT_WORDS))
        and headline.words >= _SHORT_WORDS
        and len(headline.raw) <= 2 * _PROSE_CHARS
        and _is_headline(headline)
        and not ends_sentence(headline.raw)
    )


def _is_breadcrumb(line: _Line) -> bool:
    parts = re.split(r"[>»›→]|\s/\s", line.raw)
    return len(parts) > 1 and all(len(part.split()) <= _SHORT_WORDS for part in parts[:-1])


def _says_same(line: _Line, other: _Line) -> bool:
    if not line.key or not other.key:
        return False
    return line.key in other.variants or other.key in line.variants


def _headline(found: Sequence[_Line], chosen: _Line | None) -> str:
    for line in found:
        if line.label and line.label.field == "title" and line.kind is ZoneKind.METADATA:
            return line.value.strip()
    if chosen is None:
        return ""
    same = [line.text for line in found if _says_same(line, chosen)]
    return min([*same, chosen.text], key=len).strip()


def _published(found: Sequence[_Line]) -> str:
    metadata = [line for line in found if line.kind is ZoneKind.METADATA and line.date]
    for fields in ({"published"}, {""}, {"updated"}):
        for line in metadata:
            if (line.label.field if line.label else "") in fields:
                return line.date
    return metadata[0].date if metadata else ""


# Places


def _prose(found: Sequence[_Line], language: str) -> list[int]:
    """Indexes of the paragraphs that are the article's own for sure, or the likeliest."""
    sure = [
        index
        for index, line in enumerate(found)
        if line.is_open and line.is_prose and not _is_plausible(line) and not line.is_byline
    ]
    if sure:
        return sure
    likely = [
        index
        for index, line in enumerate(found)
        if line.is_open
        and line.key
        and not _is_plausible(line)
        and not _is_loose_metadata(line, language)
    ]
    ended = [index for index in likely if ends_sentence(found[index].raw)]
    return ended or sorted(likely, key=lambda index: -len(found[index].raw))[:1]


def _mark_head(found: Sequence[_Line], chosen: _Line | None, first: int, language: str) -> None:
    head = found[:first]
    _mark_loose(head, language)
    title_at = head.index(chosen) if chosen in head else -1
    last_metadata = max(
        (at for at, line in enumerate(head) if line.kind is ZoneKind.METADATA), default=-1
    )
    for at, line in enumerate(head):
        if not line.is_open:
            continue
        if at < title_at or not line.key or _is_breadcrumb(line):
            line.kind = ZoneKind.BOILERPLATE
        elif (
            at < last_metadata and line.words <= _SHORT_WORDS and not ends_sentence(line.raw)
        ) or (at and line.text.endswith((":", "：")) and _adjoins_metadata(head, at)):
            line.kind = ZoneKind.METADATA


def _adjoins_metadata(lines: Sequence[_Line], at: int) -> bool:
    before, line = lines[at - 1], lines[at]
    return (
        before.kind is ZoneKind.METADATA
        and before.paragraph.block == line.paragraph.block
        and line.words <= _SHORT_WORDS
    )


def _mark_tail(found: Sequence[_Line], last: int, language: str) -> None:
    tail = found[last + 1 :]
    _mark_loose(tail, language)
    last_frame = max(
        (at for at, line in enumerate(tail) if line.kind is ZoneKind.BOILERPLATE), default=-1
    )
    framed = False
    for at, line in enumerate(tail):
        framed = (
            framed
            or line.kind is ZoneKind.BOILERPLATE
            or not line.key
            or (line.kind is ZoneKind.METADATA and at < last_frame)
        )
        if framed and line.is_open:
            line.kind = ZoneKind.BOILERPLATE


def _mark_loose(part: Sequence[_Line], language: str) -> None:
    """Mark as metadata what is so in the head and in the tail: labels, names, dates."""
    for at, line in enumerate(part):
        if not line.is_open:
            continue
        if _is_plausible(line):
            line.kind = ZoneKind.METADATA
            after = part[at + 1] if at + 1 < len(part) else None
            if (
                after is not None
                and not line.value
                and after.is_open
                and after.label is None
                and after.paragraph.block == line.paragraph.block
                and _is_value(after.raw)
            ):
                after.kind = ZoneKind.METADATA
        elif _is_loose_metadata(line, language):
            line.kind = ZoneKind.METADATA


def _mark_middle(found: Sequence[_Line], first: int, last: int) -> None:
    """Give single words that may be subheadings back to the body, and take link lists from it."""
    for at in range(first, last):
        line = found[at]
        if line.frame is None or line.kind is not ZoneKind.BOILERPLATE:
            continue
        alone = not any(
            0 <= near < len(found) and found[near].kind is ZoneKind.BOILERPLATE
            for near in (at - 1, at + 1)
        )
        if alone and line.words == 1 and line.frame.kind in {"navigation", "comments"}:
            line.kind = None
        elif line.frame.lists and len(fold(line.text)) <= _PROSE_CHARS // 2:
            for after in found[at + 1 : at + 1 + _LINKS_BELOW_HEADING]:
                if not after.is_open or after.is_prose or ends_sentence(after.raw):
                    break
                if ":" in line.text.rstrip(": ") and after.paragraph.block != line.paragraph.block:
                    break
                after.kind = ZoneKind.BOILERPLATE


def _mark_below_comments(found: Sequence[_Line]) -> None:
    """Mark what stands below a comment heading, unless that would be most of the text."""
    before, after = 0, sum(len(line.raw) for line in found if line.is_open)
    for at, line in enumerate(found):
        if line.is_open:
            before += len(line.raw)
            after -= len(line.raw)
        elif line.frame and line.frame.cuts and line.words > 1 and 0 < before >= after:
            for one in found[at + 1 :]:
                one.kind = one.kind or ZoneKind.BOILERPLATE
            return


def _mark_recurring(found: Sequence[_Line], recurring: Collection[str]) -> None:
    if not recurring:
        return
    own = [
        at
        for at, line in enumerate(found)
        if line.is_open and line.is_prose and recurring_key(line.raw) not in recurring
    ]
    for at, line in enumerate(found):
        outside = not own or at < own[0] or at > own[-1]
        if line.is_open and recurring_key(line.raw) in recurring and (outside or not line.is_prose):
            line.kind = ZoneKind.BOILERPLATE


def _merged(found: Sequence[_Line]) -> list[Zone]:
    zones: list[Zone] = []
    for line in found:
        assert line.kind is not None
        paragraph = line.paragraph
        if (
            zones
            and zones[-1].kind is line.kind
            and line.kind
            in {
                ZoneKind.BODY,
                ZoneKind.BOILERPLATE,
            }
        ):
            zones[-1] = Zone(zones[-1].start, paragraph.end, line.kind)
        else:
            zones.append(Zone(paragraph.start, paragraph.end, line.kind))
    return zones
