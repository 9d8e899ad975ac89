"""Pairs of annotations that mean the same, as chains, and back."""

from __future__ import annotations

from collections.abc import Iterable


def chains(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The sets that *pairs* join, each in the order in which its members come up."""
    chain_of: dict[str, list[str]] = {}
    for head, tail in pairs:
        one, other = chain_of.setdefault(head, [head]), chain_of.setdefault(tail, [tail])
        if one is not other:
            one += other
            chain_of |= dict.fromkeys(other, one)
    return list({id(chain): chain for chain in chain_of.values()}.values())
