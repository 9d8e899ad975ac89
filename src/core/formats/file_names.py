"""Names of files made of the ids of articles, for formats with a file for each."""

from __future__ import annotations

import hashlib
import unicodedata

_LONGEST = 150
_DIGEST = 10
_NUMBERED_DEVICES = (f"{one}{number}" for one in ("com", "lpt") for number in range(1, 10))
_DEVICES = frozenset(("con", "prn", "aux", "nul", *_NUMBERED_DEVICES))


class FileNames:
    """A name for each article, without suffix: its id where a file can be called that.

    What separates paths, does not print, or is forbidden somewhere becomes ``_``; where
    that makes two ids the same, or they differ in case alone, a digest of the id
    follows. So the name of an article depends on the ids that were named before it.
    """

    def __init__(self, suffixes: int = 0) -> None:
        """Leave room for *suffixes* bytes behind each name."""
        self._longest = _LONGEST - suffixes
        self._taken: set[tuple[str, str]] = set()

    def name(self, id: str, folder: str = "") -> str:
        """The name of the article *id* in *folder*, at most 150 bytes of UTF-8."""
        name = "".join(one if _fits(one) else "_" for one in unicodedata.normalize("NFC", id))
        name = name.strip(" .")
        short = name.encode()[: self._longest].decode(errors="ignore").rstrip(" .")
        key = (folder, short.casefold())
        if not short or short != name or key in self._taken or short.casefold() in _DEVICES:
            digest = hashlib.sha256(id.encode(errors="surrogatepass")).hexdigest()[:_DIGEST]
            short = name.encode()[: self._longest - _DIGEST - 1].decode(errors="ignore")
            short = f"{short or 'article'}-{digest}"
            key = (folder, short.casefold())
        self._taken.add(key)
        return short


def _fits(character: str) -> bool:
    return character.isprintable() and character not in '/\\:*?"<>|'
