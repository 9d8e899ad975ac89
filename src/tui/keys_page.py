"""The keymap as text: for ``goldleaf keys`` and for ``docs/keys.md``."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .actions import Context
from .key_presets import PRESETS
from .keymap import Keymap

_WHERE = {
    Context.REVIEW: "",
    Context.CHOICE: "Where a label, a type, a role or an attribute is chosen, its own key chooses"
    " it at once; other letters narrow the list down to the names that begin with them.",
    Context.LETTERS: "What is near takes one letter; where there is more in view than there are"
    " letters, what is far takes two.",
    Context.GO: "These follow the key `g`, or the one that is given to `go`.",
    Context.PROMPT: "In either way case matters only when there is a capital.",
    Context.LIST: "",
    Context.LINK: "Letters are looked up in the knowledge base as they are typed; the words of the"
    " mention come first.",
    Context.HELP: "Letters narrow the help down to the keys and descriptions that hold them.",
    Context.ARTICLES: "Letters narrow the list down to the titles, sources and states that hold"
    " them.",
}

_HEAD = """# Keys

This page is made from the keymap; `goldleaf keys` prints the keys of your workspace.

Capital letters and digits belong to the scheme: pressed on an annotation, the key of a
label gives it that label; pressed on selected words, it adds an entity there. On an event
in focus, the capital of a role's key puts letters on the mentions in view and on the words
of the sentence: the letter of one lets it fill the role, or takes it out. The key of an
attribute goes on to the attribute's next value. Everything else is below.

Any key can be changed in `goldleaf.toml`. An action's own keys take the place of all its
default ones, and `goldleaf review` says at the start which keys do not fit together:

```toml
[keys]
preset = "vim"
accept = ["space", "f2"]
redo = "ctrl+y"
scroll_up = "ctrl+up"
flag = "m f"
```

`preset` names keys to begin with, which are listed [at the end](#presets). Two keys with a
space between them are pressed one after the other; what may follow the first is then shown.
"""


def keys_as_json(keymap: Keymap) -> str:
    """``[{"action", "keys", "context", "description"}]``, one action a line."""
    rows = (
        json.dumps(
            {
                "action": action.id,
                "keys": list(action.keys),
                "context": action.context.value,
                "description": action.description,
            },
            ensure_ascii=False,
        )
        for action in keymap.actions
    )
    return "[\n" + ",\n".join(rows) + "\n]"


def keys_as_text(keymap: Keymap) -> str:
    """A table for a terminal, under headings."""
    lines: list[str] = []
    for group, actions in keymap.groups():
        lines += [group.value]
        lines += [
            f"  {'  '.join(action.keys):<22} {action.id:<22} {action.description}"
            for action in actions
        ]
        lines += [""]
    return "\n".join(lines).rstrip()


def keys_as_markdown(keymap: Keymap) -> str:
    """The page ``docs/keys.md``."""
    parts = [_HEAD]
    for group, actions in keymap.groups():
        parts.append(f"## {group.value}\n")
        if about := _WHERE[actions[0].context]:
            parts.append(f"{about}\n")
        parts.append("| keys | action | what it does |\n| --- | --- | --- |")
        for action in actions:
            keys = " ".join(map(_code, action.keys))
            parts.append(f"| {keys} | `{action.id}` | {action.description} |")
        parts.append("")
    parts += _presets()
    return "\n".join(parts).rstrip() + "\n"


def _presets() -> Iterator[str]:
    yield "## Presets\n"
    yield (
        "`preset` in `[keys]` of `goldleaf.toml` names one of these; `goldleaf keys --preset NAME`"
        " prints all of its keys. Actions that are not listed keep the keys above, as far as the"
        " preset leaves them.\n"
    )
    for name, preset in PRESETS.items():
        yield f"### {name}\n\n{preset.description}\n"
        yield "| keys | action |\n| --- | --- |"
        for id, keys in preset.keys.items():
            yield f"| {' '.join(map(_code, keys)) or 'none'} | `{id}` |"
        yield ""


def _code(key: str) -> str:
    """*key* as code in a cell of a table."""
    return f"`` {key} ``" if "`" in key else f"`{key}`".replace("|", r"\|")


if __name__ == "__main__":
    import sys

    from .keymap import build_keymap

    sys.stdout.write(keys_as_markdown(build_keymap()))
