"""Carrying a decision further, after a look at the places."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...core.model.visible import visible
from ...core.review import Site, Standing
from .. import reaching
from ..choosing import Choice
from ..concordance import beside_title, in_context, room_beside_title
from ..inspection import surface
from ..lines import Line, apart, width_of
from .asking import Asking


class Carrying(Asking):
    """Asks how far a decision is to be carried, and shows where before it is."""

    def do_carry(self) -> None:
        """Choose how far the decision is carried: in this article, in all, along a chain."""
        sites: dict[str, Callable[[], list[Site]]] = {
            "here": self.session.sites_here,
            "everywhere": self.session.sites_everywhere,
            "chain": self.session.sites_in_chain,
        }

        def look(choice: Choice) -> None:
            self._preview(sites[str(choice.value)]())

        self._choose(reaching.reaches(self.session), look)

    def _preview(self, sites: Sequence[Site]) -> None:
        """List *sites*, to take some out, and decide the others."""
        from .listing import Listing  # noqa: PLC0415
        from .picking import PickScreen  # noqa: PLC0415

        item = self._target()
        if not sites:
            self.say("There is nothing left to decide like that.", warning=True)
            return
        verb = "Reject" if item.standing is Standing.REJECTED else "Accept"
        words = surface(self.session, item.span, 24)
        several = any(one.article_id != self.session.article.id for one in sites)

        def carry(row: int | None) -> None:
            if row is not None:
                kept = [sites[index] for index in sorted(screen.left)]
                self._attempt(lambda: self.session.carry(kept))

        screen = PickScreen(
            Listing(
                f"{verb} as “{words}” {visible(item.label)}",
                "",
                lambda width: _rows(sites, item.label, width, titled=several),
                "decide these",
            ),
            lambda left: _summed_up([sites[index] for index in left]),
            self.keymap,
            self._looks,
        )
        self.app.push_screen(screen, carry)


def _summed_up(sites: Sequence[Site]) -> str:
    articles = len({one.article_id for one in sites})
    places = f"{len(sites)} place{'' if len(sites) == 1 else 's'}"
    return places if articles < 2 else f"{places} in {articles} articles"  # noqa: PLR2004


def _rows(sites: Sequence[Site], label: str, width: int, *, titled: bool) -> list[Line]:
    changes = [_change(one.occurrence.label, label) for one in sites]
    room = room_beside_title(width) if titled else width
    context = max(room - max(map(width_of, changes)) - 1, 8)
    lines = [
        apart(in_context(site.before, site.words, site.after, context), change, room)
        for site, change in zip(sites, changes, strict=True)
    ]
    if not titled:
        return lines
    return [
        beside_title(line, site.title or site.article_id, width)
        for line, site in zip(lines, sites, strict=True)
    ]


def _change(was: str, label: str) -> Line:
    if was and was != label:
        return ((f"{visible(was)} → ", "dim"), (visible(label), f"label:{label}"))
    return ((visible(was or "new"), "dim"),)
