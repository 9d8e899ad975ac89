"""HTML pages: the article in them, and what their markup says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Article, UsageError, Zone, ZoneKind

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_LOOKS_LIKE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page; ``known`` are the zones that its markup makes certain."""

    article: Article
    known: tuple[Zone, ...]


def looks_like_html(head: bytes) -> bool:
    """Whether a file that begins with *head* is an HTML page."""
    start = head[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf")
    return _LOOKS_LIKE.match(_COMMENT.sub(b"", start)) is not None


def declared_encoding(data: bytes) -> str:
    """The encoding a page says it is in, or an empty string."""
    match = _DECLARED.search(data[:_HEAD_BYTES])
    return match.group(1).decode("ascii") if match else ""


def read_page(html: str, name: str) -> Page:
    """The article of a page, found by trafilatura.

    The text is the headline, a line for the author and one for the date where the
    page names them, and the paragraphs, with a blank line between. The page's
    address, site, author, description, categories and tags go to where they belong.

    Raises:
        UsageError: when the page has no article.
    """
    # costs a quarter of a second, and only pages need it
    import trafilatura  # noqa: PLC0415
    from lxml.etree import ParserError  # noqa: PLC0415

    try:
        found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False)
    except (ParserError, ValueError):
        found = None
    title = _line(getattr(found, "title", None))
    body = _paragraphs(getattr(found, "text", None) or "", title)
    if not isinstance(found, trafilatura.settings.Document) or not body:
        raise UsageError(
            f"{name} has no article text that could be found; save its text and add that."
        )
    author, published = _line(found.author), _line(found.date)
    text, known = _composed(title, [one for one in (author, published) if one], body)
    meta = {
        "site": _line(found.sitename),
        "author": author,
        "description": _line(found.description),
        "categories": list(found.categories or ()),
        "tags": list(found.tags or ()),
    }
    article = Article(
        id="",
        text=text,
        title=title,
        source=_line(found.url) or name,
        published=published,
        language=_language(html),
        meta={key: value for key, value in meta.items() if value},
    )
    return Page(article, known)


def _line(value: object) -> str:
    return " ".join(str(value).split()) if value else ""


def _paragraphs(text: str, title: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    if lines and title and lines[0].casefold() == title.casefold():
        del lines[0]
    return lines


def _composed(title: str, metadata: list[str], body: list[str]) -> tuple[str, tuple[Zone, ...]]:
    parts: list[str] = []
    zones: list[Zone] = []
    at = 0

    def put(piece: str, gap: str, kind: ZoneKind | None) -> None:
        nonlocal at
        if parts:
            parts.append(gap)
            at += len(gap)
        if kind is not None:
            zones.append(Zone(at, at + len(piece), kind))
        parts.append(piece)
        at += len(piece)

    if title:
        put(title, "", ZoneKind.TITLE)
    for number, line in enumerate(metadata):
        put(line, "\n" if number else "\n\n", ZoneKind.METADATA)
    for paragraph in body:
        put(paragraph, "\n\n", None)
    return "".join(parts), tuple(zones)


def _language(html: str) -> str:
    from lxml.html import document_fromstring  # noqa: PLC0415

    # lxml refuses text that declares an encoding of its own
    head = re.sub(r"^\s*<\?xml[^>]*>", "", html[: _HEAD_BYTES * 16])
    try:
        root = document_fromstring(head)
    except ValueError:
        return ""
    tags = [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
    ]
    for query in (
        "//meta[translate(@http-equiv,'CONTENTLANGUAGE','contentlanguage')='content-language']/@content",
        "//meta[@property='og:locale']/@content",
    ):
        tags += root.xpath(query)
    for tag in tags:
        if tag and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", tag.strip()):
            return str(tag).strip().replace("_", "-")
    return ""
