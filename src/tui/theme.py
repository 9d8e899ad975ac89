"""The colours of the screen, and how each theme treats those of labels.

Names say what a colour is for, as Textual's themes have them; the colours of labels
come from the scheme, unless the theme has its own. Every colour has a near one among
the sixteen that any terminal knows, so that nothing merges there.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.theme import Theme

from .contrast import ENOUGH, HIGH


@dataclass(frozen=True, slots=True)
class Manner:
    """A theme and what it asks of all colours.

    ``contrast`` is the least that text has with its ground. ``palette``, where it is not
    empty, gives the labels their colours in place of the scheme. ``sixteen`` keeps to
    the sixteen colours of the terminal. ``marked`` is the ground of a marked row, where
    the theme has one of its own.
    """

    theme: Theme
    about: str = ""
    contrast: float = ENOUGH
    palette: tuple[str, ...] = ()
    sixteen: bool = False
    marked: str = ""


def _scrollbar(bar: str, hover: str, active: str, ground: str) -> dict[str, str]:
    return {
        "scrollbar": bar,
        "scrollbar-hover": hover,
        "scrollbar-active": active,
        "scrollbar-background": ground,
        "scrollbar-background-hover": ground,
        "scrollbar-background-active": ground,
        "scrollbar-corner-color": ground,
    }


DARK = Theme(
    name="goldleaf-dark",
    primary="#d7a94b",
    secondary="#87a7c7",
    accent="#e8c15e",
    warning="#e0a030",
    error="#d75f5f",
    success="#87af5f",
    foreground="#e4e1d8",
    background="#16171a",
    surface="#16171a",
    panel="#26272c",
    dark=True,
    variables=_scrollbar("#3c3d44", "#5c5d66", "#d7a94b", "#16171a"),
)

LIGHT = Theme(
    name="goldleaf-light",
    primary="#8a6410",
    secondary="#3d5f82",
    accent="#8a5a00",
    warning="#9a5b00",
    error="#b02a2a",
    success="#3f6b1f",
    foreground="#22211d",
    background="#fbfaf6",
    surface="#fbfaf6",
    panel="#ece9df",
    dark=False,
    variables=_scrollbar("#cfcabb", "#b0aa98", "#8a6410", "#fbfaf6"),
)


CONTRAST = Theme(
    name="goldleaf-contrast",
    primary="#ffd700",
    secondary="#87d7ff",
    accent="#ffd75f",
    warning="#ffaf00",
    error="#ff8787",
    success="#87ff87",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#262626",
    dark=True,
    variables=_scrollbar("#808080", "#c0c0c0", "#ffd700", "#000000"),
)

COLOUR_BLIND = Theme(
    name="goldleaf-colour-blind",
    primary="#56b4e9",
    secondary="#cc79a7",
    accent="#56b4e9",
    warning="#e69f00",
    error="#e8743b",
    success="#2fb5ff",
    foreground="#e8e8e8",
    background="#101214",
    surface="#101214",
    panel="#24272b",
    dark=True,
    variables=_scrollbar("#3c4047", "#5c626b", "#56b4e9", "#101214"),
)

COLOUR_BLIND_LIGHT = Theme(
    name="goldleaf-colour-blind-light",
    primary="#005f99",
    secondary="#8f3f70",
    accent="#005f99",
    warning="#8a5c00",
    error="#a34300",
    success="#00568a",
    foreground="#1c1d1f",
    background="#fcfcfa",
    surface="#fcfcfa",
    panel="#e8e9ea",
    dark=False,
    variables=_scrollbar("#c8cbcf", "#a4a9af", "#005f99", "#fcfcfa"),
)

SIXTEEN = Theme(
    name="goldleaf-16",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    warning="#ff00ff",
    error="#ff0000",
    success="#00ff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000080",
    dark=True,
    variables=_scrollbar("#808080", "#c0c0c0", "#ffff00", "#000000"),
)

OKABE_ITO = (
    "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#999999",
)  # fmt: skip
"""Colours that people with any kind of colour vision tell apart.

M. Okabe and K. Ito, "Color Universal Design", 2008; black, which is no colour on a dark
ground, is grey here.
"""

BRIGHT = ("#00ffff", "#ffff00", "#00ff00", "#ff00ff", "#ff0000", "#c0c0c0")
"""Those of the sixteen colours that are read on black."""

MANNERS = (
    Manner(DARK, "dark"),
    Manner(LIGHT, "light"),
    Manner(CONTRAST, "high contrast, on black", contrast=HIGH),
    Manner(COLOUR_BLIND, "told apart by any colour vision, dark", palette=OKABE_ITO),
    Manner(COLOUR_BLIND_LIGHT, "told apart by any colour vision, light", palette=OKABE_ITO),
    Manner(
        SIXTEEN,
        "the sixteen colours of the terminal",
        palette=BRIGHT,
        sixteen=True,
        marked="#000080",
    ),
)
"""Goldleaf's own themes; Textual's come beside them."""

THEMES = tuple(manner.theme for manner in MANNERS)


def manner_of(theme: Theme) -> Manner:
    """What *theme* asks; one that is not Goldleaf's asks for enough contrast."""
    return next((one for one in MANNERS if one.theme.name == theme.name), Manner(theme))
