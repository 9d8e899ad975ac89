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
from collections.abc import Iterable, Sequence
from enum import StrEnum

from rich.cells import get_character_cell_size
from rich.color import Color, ColorParseError
from rich.style import Style

from ..core.model import Entity
from ..core.model.visible import visible
from ..core.review.items import Item, Standing
from ..core.scheme import EntityLabel, EventType, Scheme
from .contrast import contrast
from .layout import Decoration
from .theme import MANNERS, Manner

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
_STEP = 0.02


class Naming(StrEnum):
    """How the label of an annotation is spelled in the text."""

    MARKS = "marks"
    """Raised and short, after the closing mark: ``[China]ᴳᴾᴱ``."""

    NAMES = "names"
    """In full, inside of the closing mark: ``[China GPE]``."""

    NONE = "none"
    """Not at all: ``[China]``; the colour and the inspector tell it."""


def superscript(mark: str) -> str:
    """*mark* in raised letters, one cell each.

    The capitals that Unicode has no raised form of in common fonts (C, F, S, X, Y, Z)
    take that of the small letter; other characters stay when they have one cell, and
    are left out otherwise.
    """
    raised = (
        _SUPERSCRIPTS.get(letter) or _SUPERSCRIPTS.get(letter.lower()) or letter for letter in mark
    )
    return _of_single_cells(raised)


def _of_single_cells(letters: Iterable[str]) -> str:
    return "".join(
        one for one in letters if one.isprintable() and get_character_cell_size(one) == 1
    )


class Looks:
    """How the labels and event types of one scheme look in a theme.

    Attributes:
        naming: how a label is spelled in the text. Who changes it lays out the text anew.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.naming = Naming.MARKS
        self.manner = MANNERS[0]
        self._ground = Color.parse("#000000")
        categories: Sequence[EntityLabel | EventType] = (*scheme.labels, *scheme.event_types)
        self._marks = {one.name: _mark_of(one) for one in categories}
        self._colours = {
            one.name: one.colour or PALETTE[index % len(PALETTE)]
            for index, one in enumerate(categories)
        }
        self._places = {one.name: index for index, one in enumerate(categories)}
        self._styles: dict[str, Style] = {}
        self.use(self.manner, self.manner.theme.background or "")

    def use(self, manner: Manner, ground: str) -> None:
        """Look as *manner* asks on *ground*; whoever asks for it draws everything anew."""
        self.manner = manner
        try:
            self._ground = Color.parse(ground)
        except ColorParseError:
            # a theme may leave the ground to the terminal
            self._ground = Color.parse("#000000" if manner.theme.dark else "#ffffff")
        self._styles.clear()

    def mark(self, name: str) -> str:
        """The raised mark of the label or event type called *name*."""
        found = self._marks.get(name)
        return found if found is not None else superscript(name[:_DERIVED_MARK])

    def label_style(self, name: str) -> Style:
        """The colour of the label or event type called *name*, as a style."""
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self._readable(self._colour(name))
        return style

    def _colour(self, name: str) -> str | None:
        palette = self.manner.palette
        if palette and name in self._places:
            return palette[self._places[name] % len(palette)]
        return self._colours.get(name)

    def _readable(self, colour: str | None) -> Style:
        """*colour* as a style, lighter or darker where it would not read on the ground."""
        if colour is None:
            return Style()
        try:
            parsed = Color.parse(colour)
        except ColorParseError:
            return Style()
        if parsed.triplet is None:
            return Style(color=parsed)
        ground = self._ground.get_truecolor().normalized
        hue, lightness, saturation = colorsys.rgb_to_hls(*parsed.triplet.normalized)
        step = _STEP if self.manner.theme.dark else -_STEP
        while 0 < lightness < 1:
            rgb = colorsys.hls_to_rgb(hue, lightness, saturation)
            if contrast(rgb, ground) >= self.manner.contrast:
                break
            lightness = min(1.0, max(0.0, lightness + step))
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
        return Style(color=Color.from_rgb(round(red * 255), round(green * 255), round(blue * 255)))

    def marks(self, item: Item) -> str:
        """The opening and the closing mark of *item*, as it stands."""
        return _MARKS[item.is_event, item.standing]

    def closing(self, item: Item, tail: str) -> str:
        """What stands after *item*, which ends in *tail*."""
        mark = self.marks(item)[1]
        return f"{tail}{mark}" if self.naming is Naming.NAMES else f"{mark}{tail}"

    def _tail(self, name: str) -> str:
        if self.naming is Naming.NONE:
            return ""
        if self.naming is Naming.NAMES:
            return f" {_of_single_cells(visible(name))}"
        return self.mark(name)

    def decorations(self, item: Item) -> tuple[Decoration, ...]:
        """Where *item* is drawn: one decoration for each of its parts."""
        annotation = item.annotation
        if isinstance(annotation, Entity):
            parts, rank = annotation.spans, 0
        else:
            parts, rank = (annotation.trigger,), 1
        tail = self._tail(annotation.label)
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
