"""Made-up news of any length with annotations, the same for every run.

No text is read from anywhere: sentences are drawn from a few word lists.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

_PLACES = "Norvalia Estmark Verrin Tolhaven Quillport Marovia Sandrel Ostwick Belcastro Irenna"
_GIVEN = "Mara Tomas Ilse Ravi Noor Jonas Lena Piet Amara Stefan Ines Oskar"
_FAMILY = "Velden Okoro Lindqvist Castellan Ferrow Adeyemi Brandt Moreau Halloran Sato"
_BODIES = "parliament council ministry court union agency assembly committee"
_VERBS = "met accused thanked warned visited criticised joined urged praised sued"
_NOUNS = (
    "harbour treaty budget bridge election harvest tariff border railway strike ceasefire reform"
    " pipeline convoy summit inquiry shipment festival clinic reservoir"
)
_ADJECTIVES = "new disputed northern temporary wider costly joint public delayed quiet"
_FILLERS = (
    "after weeks of talks|in the early hours|despite the heavy rain|for the third time this year"
    "|according to people close to the matter|before the end of the month"
    "|while thousands watched from the quay|without giving further details"
)
_EVERY_WORDS = 10


@dataclass(frozen=True)
class Mention:
    """One annotation of the sample: an entity, or an event with who takes part."""

    start: int
    end: int
    label: str
    roles: tuple[tuple[str, int], ...] = ()
    """Role and index of the mention that fills it; only events have them."""

    @property
    def is_event(self) -> bool:
        """Whether this is an event."""
        return bool(self.roles)


@dataclass(frozen=True)
class Sample:
    """A text with its annotations, in text order."""

    text: str
    mentions: tuple[Mention, ...]


class _Writer:
    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.parts: list[str] = []
        self.length = 0
        self.words = 0
        self.mentions: list[Mention] = []

    def pick(self, words: str, separator: str = " ") -> str:
        return self.rng.choice(words.split(separator))

    def say(self, text: str) -> tuple[int, int]:
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        self.words += len(text.split())
        return start, self.length

    def mention(self, text: str, label: str, roles: tuple[tuple[str, int], ...] = ()) -> int:
        start, end = self.say(text)
        if len(self.mentions) * _EVERY_WORDS <= self.words:
            self.mentions.append(Mention(start, end, label, roles))
            return len(self.mentions) - 1
        return -1

    def sentence(self) -> None:
        self.say(self.rng.choice(("The ", "Late on Monday the ", "On the quay the ")))
        self.say(f"{self.pick(_ADJECTIVES)} {self.pick(_BODIES)} of ")
        place = self.mention(self.pick(_PLACES), "GPE")
        self.say(" ")
        verb, verb_label = self.pick(_VERBS), "CONSULT"
        before = len(self.mentions)
        actor = place if place >= 0 else max(0, before - 1)
        self.mention(verb, verb_label, (("ACTOR", actor),)) if before else self.say(verb)
        self.say(" ")
        self.mention(f"{self.pick(_GIVEN)} {self.pick(_FAMILY)}", "PERSON")
        self.say(f" over the {self.pick(_NOUNS)} and the {self.pick(_ADJECTIVES)} ")
        self.say(f"{self.pick(_NOUNS)} {self.pick(_FILLERS, '|')}, and “the {self.pick(_NOUNS)} ")
        self.say("of ")
        self.mention(self.pick(_PLACES), "GPE")
        self.say("” stayed closed. ")


def write(words: int, seed: int = 1) -> Sample:
    """About *words* words, with an annotation for every ten of them."""
    writer = _Writer(seed)
    while writer.words < words:
        for _ in range(writer.rng.randint(2, 5)):
            writer.sentence()
        writer.say("\n\n")
    return Sample("".join(writer.parts), tuple(writer.mentions))
