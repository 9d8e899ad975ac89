import pytest

from goldleaf.core.model import UsageError
from goldleaf.core.scheme import EntityLabel, EventType, Role, Scheme, load_preset, preset_names
from goldleaf.tui.actions import ACTIONS, Context
from goldleaf.tui.key_presets import PRESETS
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
    keymap = build_keymap({"accept": ["f5", "ctrl+Y", "f5"], "scroll_up": "ctrl+up"})
    assert keymap.action("accept").keys == ("f5", "ctrl+y")
    assert keymap.action_for("space") is None
    accept = keymap.action_for("f5")
    assert accept is not None
    assert accept.id == "accept"


def test_an_empty_key_takes_the_keys_away():
    keymap = build_keymap({"zone": ""})
    assert keymap.shown("zone") == ""
    assert keymap.action_for("z") is None


def test_every_mistake_is_named_at_once():
    with pytest.raises(UsageError) as caught:
        build_keymap({"accept": "x", "acept": "f5", "undo": "ctrl+ü", "help": "u1"})
    said = str(caught.value)
    assert "x is the key of accept and of reject" in said
    assert "'acept', which is no action (did you mean accept?)" in said
    assert "gives undo 'ctrl+ü', which is no key" in said
    assert "gives help 'u1', which is no key" in said
    assert "\n" not in said


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("scheme", preset_names())
def test_every_preset_fits_every_scheme_and_leaves_no_action_without_a_key(preset, scheme):
    keymap = build_keymap({"preset": preset}, load_preset(scheme))
    lost = {action.id for action in ACTIONS if action.keys and not keymap.action(action.id).keys}
    assert lost == {id for id, keys in PRESETS[preset].keys.items() if not keys}
    assert set(PRESETS[preset].keys) <= {action.id for action in ACTIONS}


def test_the_keys_of_a_preset_take_the_place_of_default_ones():
    keymap = build_keymap({"preset": "vim"})
    assert keymap.action_for("w").id == "word_right"
    assert keymap.action_for(".").id == "repeat"
    assert keymap.action("delete").keys[0] == "d d"
    assert keymap.following("d")["d"].id == "delete"
    assert "." not in keymap.action("end_right_character").keys


def test_a_preset_gives_way_to_the_scheme_and_own_keys_go_on_top():
    scheme = Scheme("test", labels=(EntityLabel("GPE", key="G"),))
    assert "G" in build_keymap({"preset": "vim"}).action("bottom").keys
    assert build_keymap({"preset": "vim"}, scheme).action("bottom").keys == ("end",)
    own = build_keymap({"preset": "vim", "bottom": "ctrl+g", "accept": "f5"}, scheme)
    assert own.action("bottom").keys == ("ctrl+g",)
    assert own.action_for("f5").id == "accept"


def test_own_keys_that_clash_with_a_preset_are_named():
    with pytest.raises(UsageError, match=r"i is the key of accept and of add_event"):
        build_keymap({"preset": "vim", "accept": "i"})
    with pytest.raises(UsageError, match=r"the preset 'emacs'; there are default, vim, arrows"):
        build_keymap({"preset": "emacs"})


def test_keys_may_follow_one_another():
    keymap = build_keymap({"flag": "m f", "articles": "m  m", "zone": "g z"})
    assert keymap.action_for("m f").id == "flag"
    assert {key: action.id for key, action in keymap.following("m").items()} == {
        "f": "flag",
        "m": "articles",
    }
    assert keymap.following("g")["z"].id == "zone"
    assert keymap.following("g")["l"].id == "next_alike"
    assert not keymap.following("x")
    assert keymap.whole(keymap.action("next_alike")) == "g l"
    assert keymap.whole(keymap.action("flag")) == "m f"


def test_every_clash_of_what_follows_and_of_the_scheme_is_named():
    scheme = Scheme(
        "test",
        labels=(EntityLabel("PERSON", key="P"), EntityLabel("ZERO", key="0")),
        event_types=(EventType("MEET", key="m", roles=(Role("ACTOR", "a"),)),),
    )
    own = {
        "flag": "d f",
        "zone": "g l",
        "skip": "A",
        "comment": "P c",
        "choice_down": ["down", "m"],
        "letters_take": "s",
        "articles": "1 2 3",
        "article_open": "o o",
    }
    with pytest.raises(UsageError) as caught:
        build_keymap(own, scheme)
    said = str(caught.value)
    for clash in (
        "d is the key of done and begins d f of flag",
        "g l is the key of zone and of next_alike",
        "A is the key of the role ACTOR in scheme.toml and of the action skip",
        "P is the key of the label PERSON in scheme.toml and of the first key of the action",
        "m is the key of the event type MEET in scheme.toml and of the action choice_down",
        "s is the key of letters_take and one of the letters on the text",
        "gives articles '1 2 3', which is no key",
        "gives article_open 'o o', but only in the review may keys follow one another",
    ):
        assert clash in said


def test_the_key_that_always_quits_stays():
    with pytest.raises(UsageError, match=r"gives accept ctrl\+c, which always quits"):
        build_keymap({"accept": "ctrl+c", "quit": "ctrl+q"})
    assert build_keymap({"quit": "ctrl+q"}).action("quit").keys == ("ctrl+q",)


def test_a_label_key_that_an_action_has_is_named():
    scheme = Scheme("test", labels=(EntityLabel("PERSON", key="x"), EntityLabel("GPE", key="G")))
    with pytest.raises(UsageError, match=r"x is the key of the label PERSON .* the action reject"):
        build_keymap(None, scheme)
    build_keymap({"reject": "ctrl+s"}, scheme)


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
        Context.HELP: "help_leave",
        Context.LINK: "link_take",
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
