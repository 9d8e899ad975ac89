"""What the plain loops have in common: the two directions, and JSON a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldleaf.core.model import AnnotatedArticle

Articles = Sequence[AnnotatedArticle]
Made = Iterator[AnnotatedArticle]


@dataclass(frozen=True)
class Plain:
    """How a format is written and read with as little as possible.

    ``write`` makes files in a folder; ``read`` goes through the files that Goldleaf made
    in one, and gives the articles with their annotations, provenance and tokens, as far as
    the format has them.
    """

    library: str
    write: Callable[[Articles, Path], None] | None
    read: Callable[[Path], Made] | None


def dumps(values: Iterator[Any], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for value in values:
            file.write(json.dumps(value, ensure_ascii=False) + "\n")


def loads(folder: Path) -> Iterator[Any]:
    (path,) = (one for one in folder.iterdir() if one.is_file())
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
