"""Draw the pictures of the docs: the app itself, on the sample articles, without a terminal.

Run by ``make screenshots``. The clock is a still one, so that the same Goldleaf draws the
same pictures.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from goldleaf.cli.demo import prepare, sample_workspace
from goldleaf.core.review import Clock, ReviewSession
from goldleaf.core.store import Workspace
from goldleaf.tui.app import GoldleafApp

IMAGES = Path(__file__).parent / "images"
ARTICLE = "lisbon-ferry-accord"
SHOTS: Sequence[tuple[str, tuple[int, int], Sequence[str]]] = (
    ("review", (130, 36), ("enter", "enter", "space", "x", *["space"] * 3)),
    ("review-80x24", (80, 24), ()),
    ("label", (120, 30), ("r",)),
    ("help", (120, 40), ("question_mark",)),
    ("articles", (120, 24), ("m",)),
)
"""Name, columns and rows, and the keys pressed before the picture is taken."""


async def draw(
    session: ReviewSession, name: str, size: tuple[int, int], keys: Sequence[str]
) -> None:
    """Draw what the screen shows after *keys* to ``images/NAME.svg``."""
    app = GoldleafApp(session, "annotations")
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        picture = app.export_screenshot(title="goldleaf", simplify=True)
    # no font from the web: a page that shows the picture would not load it anyway
    picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)
    (IMAGES / f"{name}.svg").write_text(picture, encoding="utf-8")


def main() -> None:
    """Draw every picture, each after the decisions of those before."""
    IMAGES.mkdir(exist_ok=True)
    seconds = count(0.0, 4.1)
    clock = Clock(lambda: datetime(2026, 1, 2, tzinfo=UTC), lambda: next(seconds))
    with TemporaryDirectory() as folder:
        workspace = sample_workspace(Path(folder) / "annotations")
        prepare(workspace)
        for name, size, keys in SHOTS:
            asyncio.run(draw(_session(workspace, clock), name, size, keys))


def _session(workspace: Workspace, clock: Clock) -> ReviewSession:
    session = ReviewSession(workspace.store(), workspace.scheme, "anna", clock)
    if session.article.id != ARTICLE:
        session.open(ARTICLE)
    return session


if __name__ == "__main__":
    main()
