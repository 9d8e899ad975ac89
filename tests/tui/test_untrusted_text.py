"""Text of strangers reaches the screen drawn, never as something a terminal acts on."""

import re
from html import unescape

import pytest

from goldleaf.core.model import Article, Entity, Event, Span, Suggestion
from goldleaf.core.review import ReviewSession
from goldleaf.core.store import Store
from goldleaf.tui.app import GoldleafApp

from .conftest import SCHEME, segment

NASTY = "\x1b[31m\x07 \u202eabc\u202c [@click=app.quit]go[/] [/b] \u200b\x9b \x7f 漢字 e\u0301"
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def session(tmp_path):
    text = f"{NASTY}\n\nHe met {NASTY} today.\n"
    start = text.index("He met") + 7
    nasty = Span(start, start + len(NASTY))
    with Store(tmp_path / "goldleaf.db") as store:
        store.add_article(
            Article("one", text, f"Title {NASTY}", f"http://{NASTY}"), (), segment(text)
        )
        store.add_article(Article("two", f"{NASTY} again", NASTY), (), segment(f"{NASTY} again"))
        suggestions = [
            Suggestion(Entity("e", (nasty,), f"L[red]{NASTY}", link=NASTY), 0.5, "s", "1"),
            Suggestion(Event("v", f"T{NASTY}", Span(start - 4, start - 1)), 0.5, "s", "1"),
        ]
        store.put_suggestions("one", "s", "1", suggestions)
        yield ReviewSession(store, SCHEME, f"anna {NASTY}")


def drawn(app):
    svg = app.export_screenshot()
    return unescape("\n".join(re.findall(r"<text[^>]*>(.*?)</text>", svg)))


@pytest.mark.parametrize("size", [(80, 24), (130, 40)])
async def test_nothing_unsafe_is_drawn(session, size):
    app = GoldleafApp(session, f"work {NASTY}")
    async with app.run_test(size=size) as pilot:
        session.focus_on("e")
        for keys in (
            ["tab"],
            ["O"],
            ["r"],
            ["escape", "c"],
            ["x", "enter"],
            ["o"],
            ["escape", "m"],
        ):
            await pilot.press(*keys)
            await pilot.pause()
            shown = drawn(app)
            assert not UNSAFE.search(shown)
        assert "␛[31m" in shown.replace("\xa0", " ")
        await pilot.press(*"[31m")
        await pilot.pause()
        assert len(app.screen.rows.rows) == 2
        await pilot.press("escape", "escape", "/", *"漢", "enter")
        await pilot.pause()
        assert not UNSAFE.search(drawn(app))
        assert session.matches
