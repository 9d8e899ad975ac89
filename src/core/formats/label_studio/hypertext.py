"""Where regions of Label Studio's HyperText are: in the text of a page, by paths to its nodes.

A region names the text nodes in which it begins and ends by their XPath, and how far in; newer
versions also say where that is in all the text (``globalOffsets``), where a line break is one
character (https://labelstud.io/tags/hypertext).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STEPS = re.compile(r"((?:/[a-z][a-z0-9]*\[\d+\])*)/text\(\)\[(\d+)\]")
_OF_THE_PAGE = re.compile(r"/html\[1\]/body\[1\]")
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
    )
)
_UNSEEN = frozenset(("script", "style", "template"))


class _Node(NamedTuple):
    """A text node: where it begins as the page counts, where in our text, and how long it is."""

    counted: int
    start: int
    length: int


class HyperText:
    """The text of a page, with a line for each of its blocks."""

    def __init__(self, html: str) -> None:
        """Parse a page or a part of one."""
        import lxml.html  # noqa: PLC0415

        self._root = lxml.html.fragment_fromstring(html.replace("\r\n", "\n"), create_parent="div")
        self._parts: list[str] = []
        self._length = 0
        self._counted = 0
        self._nodes: list[_Node] = []
        self._by_place: dict[tuple[HtmlElement, int], _Node] = {}
        self._walk(self._root)
        self.text = "".join(self._parts)

    def _walk(self, element: HtmlElement) -> None:
        if element.tag == "br":
            self._put("\n", counted=True)
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return
        number = 0
        for said, child in ((element.text, None), *((one.tail, one) for one in element)):
            if child is not None:
                self._walk(child)
            if said:
                number += 1
                node = _Node(self._counted, self._length, len(said))
                self._nodes.append(node)
                self._by_place[element, number] = node
                self._put(said, counted=True)
        if element.tag in _BLOCKS and self._parts and not self._parts[-1].endswith("\n"):
            self._put("\n", counted=False)

    def _put(self, text: str, *, counted: bool) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._counted += len(text) if counted else 0

    def offsets(self, value: Mapping[str, Any]) -> tuple[object, object]:
        """Where a region is in our text; ``None`` where its place is not in the page."""
        start = self._at(value.get("start"), value.get("startOffset"))
        end = self._at(value.get("end"), value.get("endOffset"))
        told = value.get("globalOffsets")
        if (start is None or end is None) and isinstance(told, dict):
            return self._placed(told.get("start"), 0), self._placed(told.get("end"), 1)
        return start, end

    def _at(self, path: object, offset: object) -> int | None:
        """The code point that is *offset* into the text node at *path*."""
        if not isinstance(path, str) or not isinstance(offset, int):
            return None
        found = _STEPS.fullmatch(_OF_THE_PAGE.sub("", path.lower(), count=1))
        if found is None:
            return None
        elements = self._root.xpath(f".{found[1]}")
        node = self._by_place.get((elements[0], int(found[2]))) if elements else None
        return None if node is None or offset > node.length else node.start + offset

    def _placed(self, counted: object, ends: int) -> int | None:
        """The code point for an offset that counts as the page does; *ends*: of an end."""
        if not isinstance(counted, int) or not self._nodes:
            return None
        number = bisect_right([one.counted for one in self._nodes], counted - ends) - 1
        node = self._nodes[max(0, number)]
        return node.start + counted - node.counted
