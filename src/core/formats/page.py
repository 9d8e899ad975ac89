"""The tables of ``docs/formats.md`` that are made from the formats themselves.

``python -m goldleaf.core.formats.page docs/formats.md`` brings them up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from .format import Format
from .keeps import Keeps
from .losses import Reason
from .registry import FORMATS


def tables(page: str) -> str:
    """*page* with its generated tables as they are now."""
    for name, table in (("keeps", _keeps_table()), ("losses", _losses_table())):
        before, begin, rest = page.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- end of {name} -->")
        page = f"{before}{begin}{table}{end}{after}"
    return page


def _keeps_table() -> str:
    formats = sorted(FORMATS, key=lambda one: one.name)
    cells = [
        {"format": f"`{one.name}`", "goes": _ways(one), "offsets count": one.offsets}
        | _kept(one.keeps)
        for one in formats
    ]
    return _table(list(cells[0]), (list(row.values()) for row in cells))


def _kept(keeps: Keeps) -> dict[str, str]:
    relations = ", ".join(_plural(one) for one in sorted(keeps.relation_ends))
    return {
        "entities": _entities(keeps),
        "attributes": _of(
            ("entities", keeps.entity_attributes), ("events", keeps.event_attributes)
        ),
        "links": _of(("yes", keeps.links)),
        "events": _events(keeps),
        "relations between": relations if keeps.relations else "–",
        "labels": _of(("yes", keeps.document_labels)),
        "comments on": _comments(keeps),
        "of the article": _of(
            ("title", keeps.title),
            ("source", keeps.source),
            ("published", keeps.published),
            ("language", keeps.language),
            ("meta", keeps.meta),
            ("zones", keeps.zones),
            ("status", keeps.status),
        ),
    }


def _losses_table() -> str:
    return _table(["reason", "what"], [[f"`{one}`", one.meaning] for one in Reason])


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _ways(format: Format) -> str:
    return _of(("in", format.read is not None), ("out", format.writer is not None))


def _entities(keeps: Keeps) -> str:
    if not keeps.entities:
        return "–"
    how = _of(("nested and overlapping", keeps.overlap), ("discontinuous", keeps.discontinuous))
    return "flat" if how == "–" else how


def _events(keeps: Keeps) -> str:
    if not keeps.events:
        return "–"
    fillers = " or ".join({"span": "bare span"}.get(one, one) for one in sorted(keeps.fillers))
    return f"roles filled by {fillers}" if fillers else "triggers"


def _comments(keeps: Keeps) -> str:
    article = "article" in keeps.comments
    others = sorted(_plural(one) for one in keeps.comments - {"article", "gone"})
    return _of(("article", article), *((one, True) for one in others))


def _plural(kind: str) -> str:
    return {"entity": "entities"}.get(kind, f"{kind}s")


def _of(*named: tuple[str, bool]) -> str:
    return ", ".join(name for name, has in named if has) or "–"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(tables(path.read_text("utf-8")), "utf-8")
