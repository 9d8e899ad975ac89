"""A long list makes the rows that are seen."""

from textual.app import App

from goldleaf.tui.looks import Looks
from goldleaf.tui.theme import THEMES
from goldleaf.tui.widgets.row_list import RowList, RowsOf

from .conftest import SCHEME


class ListApp(App):
    def __init__(self):
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.list = RowList(Looks(SCHEME))

    def compose(self):
        yield self.list


def test_rows_are_those_of_the_things():
    rows = RowsOf("abc", lambda thing: ((thing, ""),))
    assert list(rows) == [(("a", ""),), (("b", ""),), (("c", ""),)]
    assert len(rows) == 3
    assert list(rows[1:]) == [(("b", ""),), (("c", ""),)]


async def test_of_a_long_list_only_what_is_in_view_is_made():
    made = set()

    def row(number):
        made.add(number)
        return ((f"row {number}", ""),)

    app = ListApp()
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.show(RowsOf(range(5000), row), 3000)
        await pilot.pause()
        shown = [app.list.render_line(y).text.rstrip() for y in range(10)]
        assert shown == [f"row {number}" for number in range(2991, 3001)]
        assert len(made) <= 20
