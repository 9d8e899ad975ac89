import pytest

from goldleaf.core.model import UsageError
from goldleaf.core.scheme import EntityLabel, Scheme, load_preset, preset_names
from goldleaf.tui.actions import ACTIONS, Context
from goldleaf.tui.keymap import build_keymap, canonical_key, pressed_key, shown_key


def test_the_default_keys_fit_together_and_with_every_preset():
    for name in preset_names():
        build_keymap(None, load_preset(name))


def test_default_keys_leave_capitals_and_digits_to_the_labels():
    keys = [key for action in ACTIONS for key in action.keys]
    own = [key for one in ACTIONS if one.context is not Context.GO for key in one.keys]
    assert not [key for key in own if len(key) == 1 and (key.isupper() or key.isdigit())]
    assert [canonical_key(key) for key in keys] == keys


def test_action_ids_are_unique():
    ids = [action.id for action in ACTIONS]
    assert len(set(ids)) == len(ids)


def test_no_action_needs_shift_and_arrow_or_alt_or_backspace():
    hard = {"backspace", "shift+tab"}
    for action in ACTIONS:
        easy = [
            key for key in action.keys if key not in hard and not key.startswith(("alt+", "shift+"))
        ]
        extends_lines = action.id in ("extend_down", "extend_up")
        assert easy or extends_lines, action.id


def test_own_keys_take_the_place_of_the_default_ones():
    keymap = build_keymap({"accept": ["y", "ctrl+Y", "y"], "scroll_up": "ctrl+up"})
    assert keymap.action("accept").keys == ("y", "ctrl+y")
    assert keymap.action_for("space") is None
    accept = keymap.action_for("y")
    assert accept is not None
    assert accept.id == "accept"


def test_an_empty_key_takes_the_keys_away():
    keymap = build_keymap({"zone": ""})
    assert keymap.shown("zone") == ""
    assert keymap.action_for("z") is None


def test_every_mistake_is_named_at_once():
    with pytest.raises(UsageError) as caught:
        build_keymap({"accept": "x", "acept": "y", "undo": "ctrl+ü", "help": "u1"})
    said = str(caught.value)
    assert "x is the key of accept and of reject" in said
    assert "'acept', which is no action (did you mean accept?)" in said
    assert "gives undo 'ctrl+ü', which is no key" in said
    assert "gives help 'u1', which is no key" in said
    assert "\n" not in said


def test_the_key_that_always_quits_stays():
    with pytest.raises(UsageError, match=r"gives accept ctrl\+c, which always quits"):
        build_keymap({"accept": "ctrl+c", "quit": "ctrl+q"})
    assert build_keymap({"quit": "ctrl+q"}).action("quit").keys == ("ctrl+q",)


def test_a_label_key_that_an_action_has_is_named():
    scheme = Scheme("test", labels=(EntityLabel("PERSON", key="x"), EntityLabel("GPE", key="G")))
    with pytest.raises(UsageError, match=r"x is the key of the label PERSON .* the action reject"):
        build_keymap(None, scheme)
    build_keymap({"reject": "ctrl+x"}, scheme)


def test_the_same_key_may_mean_other_things_in_lists():
    keymap = build_keymap()
    found = {context: keymap.action_for("enter", context) for context in Context}
    ids = {context: action.id for context, action in found.items() if action}
    assert ids == {
        Context.REVIEW: "confirm_sentence",
        Context.CHOICE: "choose",
        Context.LETTERS: "letters_take",
        Context.ARTICLES: "article_open",
        Context.LIST: "list_take",
    }


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        (" ", "space"),
        ("Return", "enter"),
        ("Ctrl+R", "ctrl+r"),
        ("esc", "escape"),
        ("R", "R"),
        ("é", "é"),
        ("shift+PgUp", "shift+pageup"),
        ("f12", "f12"),
    ],
)
def test_canonical_keys(written, canonical):
    assert canonical_key(written) == canonical


@pytest.mark.parametrize("text", ["", "ab", "ctrl+", "\x1b", "shift+a", "hyper+x", "f25", "ctrl"])
def test_what_is_no_key(text):
    with pytest.raises(ValueError, match=r".*"):
        canonical_key(text)


def test_pressed_keys_are_named_by_what_they_type():
    assert pressed_key("left_square_bracket", "[") == "["
    assert pressed_key("upper_a", "A") == "A"
    assert pressed_key("space", " ") == "space"
    assert pressed_key("ctrl+r", "\x12") == "ctrl+r"
    assert pressed_key("tab", "\t") == "tab"
    assert pressed_key("up", None) == "up"


def test_shown_keys():
    assert [shown_key(key) for key in ("+", "ctrl+right", "escape", "?")] == [
        "+",
        "ctrl+→",
        "esc",
        "?",
    ]
