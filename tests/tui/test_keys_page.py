import json
from pathlib import Path

from goldleaf.tui.actions import ACTIONS
from goldleaf.tui.keymap import build_keymap
from goldleaf.tui.keys_page import keys_as_json, keys_as_markdown, keys_as_text

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"


def test_the_page_of_the_docs_is_what_the_keymap_says():
    # after a change: python -m goldleaf.tui.keys_page > docs/keys.md
    assert PAGE.read_text(encoding="utf-8") == keys_as_markdown(build_keymap())


def test_json_has_every_action_with_the_keys_it_has_for_the_user():
    rows = json.loads(keys_as_json(build_keymap({"accept": ["f5", "space"]})))
    assert [row["action"] for row in rows] == [action.id for action in ACTIONS]
    assert rows[0] == {
        "action": "accept",
        "keys": ["f5", "space"],
        "context": "review",
        "description": ACTIONS[0].description,
    }


def test_text_has_every_action():
    text = keys_as_text(build_keymap())
    for action in ACTIONS:
        assert f" {action.id} " in text
        assert action.description in text
