"""What the screens look like. After a change that is meant: pytest --snapshot-update."""

import pytest

from goldleaf.tui.app import GoldleafApp

SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((160, 50), id="160x50")]
EVENT = ["tab"] * 5


@pytest.fixture
def looks_as_before(snap_compare, session):
    """Compare what a reviewer sees who pressed some keys and rests then."""

    def compare(keys, size, theme=""):
        app = GoldleafApp(session, "coast", theme=theme)

        async def press_and_rest(pilot):
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            app.review_screen.rested()

        return snap_compare(app, run_before=press_and_rest, terminal_size=size)

    return compare


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
def test_screen(looks_as_before, keys, size):
    assert looks_as_before(keys, size)


@pytest.mark.parametrize(
    "size", [(60, 15), (80, 15), (100, 30), (110, 24), (120, 40), (190, 40), (250, 70)], ids=str
)
@pytest.mark.parametrize(
    "keys", [pytest.param(EVENT, id="event"), pytest.param(["r"], id="labels")]
)
def test_size(looks_as_before, keys, size):
    assert looks_as_before(keys, size)


@pytest.mark.parametrize("theme", ["contrast", "colour-blind", "colour-blind-light", "16"])
def test_theme(looks_as_before, theme):
    assert looks_as_before(["space"], (100, 24), theme=f"goldleaf-{theme}")


def test_labels_spelled_out(looks_as_before):
    assert looks_as_before(["_"], (80, 24))


def test_light_theme(looks_as_before):
    assert looks_as_before(["space"], (120, 40), theme="goldleaf-light")


def test_too_small(looks_as_before):
    assert looks_as_before([], (50, 12))
