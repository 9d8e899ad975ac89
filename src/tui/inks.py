"""What the inks of the panels are in a theme.

Taken from the theme's colours directly, not through style sheets: those would cost a
twentieth of the time to the first frame.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color

from .contrast import contrast
from .theme import Manner

_MUTED = 0.65
_FAINT = 0.42
_RULE = 0.28
_MARKED = 0.3
_STEP = 0.03


def ink_styles(colours: Mapping[str, str], manner: Manner) -> dict[str, Style]:
    """The style of every ink, by name, in a theme with these *colours* and this *manner*.

    The ink without a name is that of plain text; ``marked`` is a choice or row that is
    gone to. All but ``rule`` have the contrast that *manner* asks for.
    """
    text, ground = Color.parse(colours["foreground"]), Color.parse(colours["background"])
    primary = Color.parse(colours["primary"])

    def on_ground(colour: Color, *, bold: bool = False) -> Style:
        return Style(color=colour.rich_color, bgcolor=ground.rich_color, bold=bold)

    def readable(colour: Color, *, bold: bool = False) -> Style:
        step = 0.0
        found = colour
        while step < 1 and contrast(found.normalized, ground.normalized) < manner.contrast:
            step += _STEP
            found = colour.blend(text, min(step, 1.0))
        return on_ground(found, bold=bold)

    def named(name: str, *, bold: bool = False) -> Style:
        return readable(Color.parse(colours[name]), bold=bold)

    marked = Color.parse(manner.marked) if manner.marked else ground.blend(primary, _MARKED)
    return {
        "": on_ground(text),
        "strong": on_ground(text),
        "dim": readable(ground.blend(text, _MUTED)),
        "faint": readable(ground.blend(text, _FAINT)),
        "rule": on_ground(ground.blend(text, 0.5 if manner.sixteen else _RULE)),
        "accent": named("accent", bold=True),
        "key": named("accent", bold=True),
        "good": named("success"),
        "bad": named("error"),
        "waiting": named("warning"),
        "warning": named("warning", bold=True),
        "marked": Style(color=text.rich_color, bgcolor=marked.rich_color, bold=True),
    }
