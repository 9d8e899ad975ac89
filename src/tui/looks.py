"""What annotations look like: marks, label marks and colours, by the scheme.

Colour never says anything alone. Where an annotation stands is in its marks, and
the label is spelled beside it:

========  ===============  ===============  ===============
.         pending          accepted         rejected
========  ===============  ===============  ===============
entity    ``(China)ᴳᴾᴱ``   ``[China]ᴳᴾᴱ``   ``·China·ᴳᴾᴱ``
event     ``‹met›ᴹᴱᴱᵀ``    ``«met»ᴹᴱᴱᵀ``    ``·met·ᴹᴱᴱᵀ``
========  ===============  ===============  ===============

All marks have one cell, so that a decision moves nothing.
"""

from __future__ import annotations

import colorsys
from collections.abc import Sequence

from rich.cells import get_character_cell_size
from rich.color import Color, ColorParseError
from rich.style import Style

from ..core.model import Entity
from ..core.review.items import Item, Standing
from ..core.scheme import EntityLabel, EventType, Scheme
from .layout import Decoration

PALETTE = (
    "#4f8fd6", "#c98a2b", "#5fa04e", "#c25b8f", "#2f9c95", "#d2693c",
    "#8b7bd8", "#9a9430", "#d05a5a", "#3f9ec4", "#a86fc0", "#7f9a5a",
)  # fmt: skip
"""Colours for labels that have none in the scheme, in the order of the labels."""

CONTINUES = "⁺"
"""Label mark after every part of a discontinuous mention but the last."""

_SUPERSCRIPTS = dict(
    zip(
        "ABDEGHIJKLMNOPRTUVWabcdefghijklmnoprstuvwxyz0123456789+-",
        "ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻",
        strict=True,
    )
)
_DERIVED_MARK = 4
_MARKS = {
    (False, Standing.PENDING): "()",
    (False, Standing.ACCEPTED): "[]",
    (False, Standing.REJECTED): "··",
    (True, Standing.PENDING): "‹›",
    (True, Standing.ACCEPTED): "«»",
    (True, Standing.REJECTED): "··",
}
_CONTRAST = 4.5
"""Least contrast of a label's colour with the ground (WCAG 2.2, 1.4.3)."""
_STEP = 0.02
_GROUND_LUMINANCE = {True: 0.0086, False: 0.955}


def superscript(mark: str) -> str:
    """*mark* in raised letters, one cell each.

    The capitals that Unicode has no raised form of in common fonts (C, F, S, X, Y, Z)
    take that of the small letter; other characters stay when they have one cell, and
    are left out otherwise.
    """
    raised = (
        _SUPERSCRIPTS.get(letter) or _SUPERSCRIPTS.get(letter.lower()) or letter for letter in mark
    )
    return "".join(
        letter for letter in raised if letter.isprintable() and get_character_cell_size(letter) == 1
    )


class Looks:
    """How the labels and event types of one scheme look on a dark or light ground.

    Attributes:
        dark: whether the ground is dark. Who changes it draws everything anew.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.dark = True
        categories: Sequence[EntityLabel | EventType] = (*scheme.labels, *scheme.event_types)
        self._marks = {one.name: _mark_of(one) for one in categories}
        self._colours = {
            one.name: one.colour or PALETTE[index % len(PALETTE)]
            for index, one in enumerate(categories)
        }
        self._styles: dict[tuple[str, bool], Style] = {}

    def mark(self, name: str) -> str:
        """The raised mark of the label or event type called *name*."""
        found = self._marks.get(name)
        return found if found is not None else superscript(name[:_DERIVED_MARK])

    def label_style(self, name: str) -> Style:
        """The colour of the label or event type called *name*, as a style."""
        key = (name, self.dark)
        style = self._styles.get(key)
        if style is None:
            colour = self._colours.get(name)
            style = _readable(colour, dark=self.dark) if colour else Style()
            self._styles[key] = style
        return style

    def marks(self, item: Item) -> str:
        """The opening and the closing mark of *item*, as it stands."""
        return _MARKS[item.is_event, item.standing]

    def decorations(self, item: Item) -> tuple[Decoration, ...]:
        """Where *item* is drawn: one decoration for each of its parts."""
        annotation = item.annotation
        if isinstance(annotation, Entity):
            parts, rank = annotation.spans, 0
        else:
            parts, rank = (annotation.trigger,), 1
        tail = self.mark(annotation.label)
        id = annotation.id
        if len(parts) == 1:
            start, end = parts[0]
            return (Decoration(id, start, end, tail, rank),) if start < end else ()
        last = parts[-1]
        return tuple(
            Decoration(id, part.start, part.end, tail if part is last else CONTINUES, rank)
            for part in parts
            if part.start < part.end
        )


def _mark_of(category: EntityLabel | EventType) -> str:
    return superscript(category.mark or category.name[:_DERIVED_MARK])


def _readable(colour: str, *, dark: bool) -> Style:
    """*colour* as a style, lighter or darker where it would not read on the ground."""
    try:
        parsed = Color.parse(colour)
    except ColorParseError:
        return Style()
    if parsed.triplet is None:
        return Style(color=parsed)
    hue, lightness, saturation = colorsys.rgb_to_hls(*parsed.triplet.normalized)
    ground = _GROUND_LUMINANCE[dark]
    while 0 < lightness < 1:
        luminance = _luminance(colorsys.hls_to_rgb(hue, lightness, saturation))
        above, below = max(luminance, ground), min(luminance, ground)
        if (above + 0.05) / (below + 0.05) >= _CONTRAST:
            break
        lightness += _STEP if dark else -_STEP
    lightness = min(1.0, max(0.0, lightness))
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return Style(color=Color.from_rgb(round(red * 255), round(green * 255), round(blue * 255)))


def _luminance(rgb: tuple[float, float, float]) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
