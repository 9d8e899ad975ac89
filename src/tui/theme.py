"""The colours of the screen, dark and light.

Names say what a colour is for, as Textual's themes have them; the colours of labels
come from the scheme. Every colour has a near one among the sixteen that any terminal
knows, so that nothing merges there.
"""

from __future__ import annotations

from textual.theme import Theme

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
    variables={
        "scrollbar": "#3c3d44",
        "scrollbar-hover": "#5c5d66",
        "scrollbar-active": "#d7a94b",
        "scrollbar-background": "#16171a",
        "scrollbar-background-hover": "#16171a",
        "scrollbar-background-active": "#16171a",
        "scrollbar-corner-color": "#16171a",
    },
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
    variables={
        "scrollbar": "#cfcabb",
        "scrollbar-hover": "#b0aa98",
        "scrollbar-active": "#8a6410",
        "scrollbar-background": "#fbfaf6",
        "scrollbar-background-hover": "#fbfaf6",
        "scrollbar-background-active": "#fbfaf6",
        "scrollbar-corner-color": "#fbfaf6",
    },
)

THEMES = (DARK, LIGHT)
"""Goldleaf's own themes; Textual's come beside them."""
