"""What the screens look like. After a change that is meant: pytest --snapshot-update."""

import pytest

from goldleaf.tui.app import GoldleafApp

SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((160, 50), id="160x50")]
EVENT = ["tab"] * 5


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param([], id="entity"),
        pytest.param(EVENT, id="event"),
        pytest.param(["space", "x", "enter"], id="decided"),
        pytest.param(["r"], id="labels"),
        pytest.param([*EVENT, "o", "l"], id="fillers"),
        pytest.param(["/", *"light", "enter"], id="search"),
        pytest.param(["c", *"sure?", "enter"], id="comment"),
        pytest.param(["ctrl+n", "ctrl+n"], id="no-suggestions"),
        pytest.param(["tab", "'"], id="letters"),
        pytest.param(["tab", "'", "'"], id="letters-on-words"),
        pytest.param([*EVENT, "L"], id="letters-of-a-role"),
        pytest.param([*["tab"] * 7, "space", "!"], id="violations"),
        pytest.param(["g"], id="go-further"),
        pytest.param(["~", "c", "q"], id="chain"),
        pytest.param(["i"], id="queue"),
        pytest.param(["i", "l", "G", "D"], id="narrowed"),
        pytest.param(["O", "shift+tab", "]", "x", "shift+tab", "ctrl+o"], id="history"),
        pytest.param(["?"], id="help"),
        pytest.param(["d", "m"], id="articles"),
    ],
)
def test_screen(snap_compare, session, keys, size):
    assert snap_compare(GoldleafApp(session, "coast"), press=keys, terminal_size=size)


def test_light_theme(snap_compare, session):
    app = GoldleafApp(session, "coast", theme="goldleaf-light")
    assert snap_compare(app, press=["space"], terminal_size=(120, 40))


def test_too_small(snap_compare, session):
    assert snap_compare(GoldleafApp(session, "coast"), terminal_size=(50, 12))
