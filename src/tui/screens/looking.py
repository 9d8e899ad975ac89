"""How the screen looks: its theme, and how labels are spelled in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..choosing import Choice, Choosing, with_keys
from ..looks import Naming
from ..theme import MANNERS
from .asking import Asking

if TYPE_CHECKING:
    from ..app import GoldleafApp

_SAID = {
    Naming.MARKS: "Labels are marked.",
    Naming.NAMES: "Labels are spelled out.",
    Naming.NONE: "Labels are told by their colours and beside the text.",
}


class Looking(Asking):
    """Changes how things look, and keeps it with the place of the reviewer."""

    def do_theme(self) -> None:
        """Choose a theme."""
        app = cast("GoldleafApp", self.app)
        now = self.session.looks.get("theme", "")
        own = {manner.theme.name: manner.about for manner in MANNERS}
        others = sorted(name for name in app.available_themes if name not in own)
        themes = [
            Choice(
                name,
                name.removeprefix("goldleaf-"),
                about=own.get(name, "one of Textual's"),
                present=name == now,
            )
            for name in [*own, *others]
        ]
        as_set = Choice("", "as goldleaf.toml says", "0", present=not now)

        def wear(choice: Choice) -> None:
            name = str(choice.value)
            self._keep("theme", name)
            app.wear(name)
            self.say(f"The theme is {app.theme}.")

        self._choose(Choosing("Theme", [as_set, *with_keys(themes, "123456789")]), wear)

    def do_label_names(self) -> None:
        """Go on to the next way to spell labels in the text."""
        ways = list(Naming)
        naming = ways[(ways.index(self._looks.naming) + 1) % len(ways)]
        self._keep("naming", "" if naming is ways[0] else naming.value)
        self._looks.naming = naming
        self.view.lay_out_anew()
        self.say(_SAID[naming])

    def _keep(self, what: str, value: str) -> None:
        if value:
            self.session.looks[what] = value
        else:
            self.session.looks.pop(what, None)
