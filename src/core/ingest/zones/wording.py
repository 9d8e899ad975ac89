"""What a line is by its own words: frames of a page, labelled metadata, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from ...lines import ends_sentence
from ...model import ZoneKind
from ..dates import is_relative_time
from ..phrases import Frame, Label, dated_label_of, frame_of, label_of
from .line import LINE_CHARS, SHORT_WORDS, Line, day_of

_CAPTION_CHARS = 300
_LIST_CHARS = 600
_LIST_MARK = re.compile(r"[,#،、;|]")
_COPYRIGHT = re.compile(r"^\W*(?:©|\(c\)\s|copyright\b|&copy;).{0,150}$", re.IGNORECASE)
_CREDIT = re.compile(
    r"^\W*(?:image|photo|picture|video|media|figure)\s(?:source|caption|copyright|credit)\b"
    r"|^\W*(?:photo|photograph|picture|illustration|graphic)\s(?:by|courtesy)\b"
    r"|^\W*(?:fot|foto|phot|ph)\.\s"
    r"|^\W*(?:foto|photo|fotografía|bild|zdjęcie|фото)\s?[:/©]"
    r"|\((?:photo|foto|image|picture|фото|bild|사진|写真)\s?[:/by].{0,60}\)$",
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


def mark_frames(found: Sequence[Line]) -> None:
    """Mark what a page puts around an article: navigation, invitations, legal notices."""
    for line in found:
        if not line.is_open or len(line.raw) > 2 * LINE_CHARS:
            continue
        line.frame = frame_of(line.text)
        if line.frame is None and (_COPYRIGHT.match(line.raw) or _is_network_list(line.raw)):
            line.frame = Frame("legal")
        if line.frame is not None:
            line.kind = ZoneKind.BOILERPLATE


def _is_network_list(raw: str) -> bool:
    words = re.findall(r"[^\s,|/·•]+", raw.casefold())
    return bool(words) and all(word in _NETWORKS for word in words) and words != ["x"]


def mark_sure_metadata(found: Sequence[Line], language: str) -> None:
    """Mark what is metadata wherever it stands: labelled dates, captions, tags, credits."""
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


def _undelimited_label(line: Line, language: str) -> Label | None:
    """The label before a date or a time from now, where no colon stands between."""
    label = dated_label_of(line.text)
    if label is None:
        return None
    value = line.text[label.value_start :]
    return label if day_of(value, language) or is_relative_time(value) else None


def _mark_dated(line: Line, after: Line | None, language: str) -> None:
    value = line.value
    line.date = day_of(value, language)
    if line.date or is_relative_time(value):
        line.kind = ZoneKind.METADATA
    elif not value and after is not None and after.is_open:
        after.date = day_of(after.text, language)
        if after.date:
            line.kind = after.kind = ZoneKind.METADATA
            after.label = line.label


def _is_caption(line: Line) -> bool:
    return (
        line.label is not None
        and line.label.field == "image"
        and 0 < len(line.value) <= _CAPTION_CHARS
        and not line.value[0].islower()
    )


def _is_list(line: Line) -> bool:
    if line.label is None or line.label.field != "tags" or ends_sentence(line.value):
        return False
    parts = _LIST_MARK.split(line.value)
    return len(parts) > 1 and all(len(part.split()) <= SHORT_WORDS for part in parts)
