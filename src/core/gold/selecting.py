"""Whose decisions on which articles become a dataset."""

from __future__ import annotations

from ..model import GoldleafError, UsageError
from ..store import Store
from .resolve import Include, Resolved, resolve


def include_named(name: str) -> Include:
    """What *name* includes; raises ``UsageError`` when it is no :class:`Include`."""
    try:
        return Include(name)
    except ValueError:
        raise UsageError(
            f"there is nothing called {name!r} to include; choose one of {', '.join(Include)}."
        ) from None


def annotator_named(store: Store, name: str | None, include: Include) -> str:
    """The name of the annotator whose decisions count; empty when nobody decided anything.

    Raises:
        UsageError: when *name* has decided nothing, or several have and none is named.
    """
    there = store.annotators()
    if name is not None:
        if name not in there and include is not Include.ALL:
            who = f"there are decisions of {', '.join(there)}" if there else "nobody has decided"
            raise UsageError(f"there are no decisions of {name!r} in {store.path}; {who}.")
        return name
    if len(there) > 1:
        raise UsageError(
            f"there are decisions of {', '.join(there)} in {store.path};"
            " say whose to export with --annotator."
        )
    return there[0] if there else ""


def admitted_ids(store: Store, annotator: str, include: Include) -> list[str]:
    """The ids of the articles that *include* asks for, in the order they were added.

    Raises:
        GoldleafError: when there is none, with what there would be.
    """
    admitted: dict[Include, list[str]] = {one: [] for one in Include}
    standings = store.standings(annotator)
    for standing in standings:
        for one in Include:
            if one.admits(standing):
                admitted[one].append(standing.id)
    if admitted[include]:
        return admitted[include]
    if not standings:
        raise GoldleafError(f"there are no articles in {store.path}; `goldleaf add` some first.")
    hint = " or ".join(
        f"--include {one} ({len(found)} of {len(standings)})"
        for one, found in admitted.items()
        if found
    )
    nothing = {
        Include.DONE: "no article is done",
        Include.DECIDED: "nothing is decided yet",
        Include.ALL: "every article is skipped",
    }[include]
    who = f" by {annotator}" if annotator else ""
    raise GoldleafError(
        f"{nothing}{who}, so there is nothing to export; review some with `goldleaf review`"
        + (f", or take {hint}." if hint else ".")
    )


def resolved(store: Store, id: str, annotator: str, include: Include) -> Resolved:
    """What the decisions of *annotator* on article *id* amount to."""
    return resolve(store.material(id, annotator), include, annotator)
