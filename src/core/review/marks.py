"""Marks: places that a reviewer gave a letter, to come back to, in any article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .place import Place


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in an article, with the words there and the title, by which it is told.

    ``scroll`` is the first line that was visible.
    """

    article_id: str
    title: str
    words: str
    place: Place
    scroll: int = 0

    def to_json(self) -> dict[str, Any]:
        """The mark as a JSON object."""
        return {
            "article": self.article_id,
            "title": self.title,
            "words": self.words,
            "scroll": self.scroll,
            **self.place.to_json(),
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Mark:
        """The mark of :meth:`to_json`."""
        place = Place.from_json(value)
        return cls(value["article"], value["title"], value["words"], place, value["scroll"])
