"""What the words mean: typed tables over phrases, built from the vocabulary seeds by `lake.lexicon` and handed in here.

The engine asks `PhraseTable.match(words, i)`: the longest phrase of the table that starts at word i.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from dagster_project.claims.model import Measure, Qualifier, Side
from dagster_project.claims.tokens import tokenize

T = TypeVar("T")

_HERE = ""
"""Where a phrase ends in the tree; no token is empty."""
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
"""u.n., u.s."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A thing that is counted. `subject`: munition · aircraft · person · attack · object · place."""

    singular: str
    unit_id: str
    subject: str
    weapon_class: str | None
    is_plural: bool
    is_singular: bool


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon's own name."""

    model: str
    weapon_class: str
    unit_id: str
    side: Side | None
    label: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that says what happened to what is counted. `role`: the counted thing is its object or its subject."""

    lemma: str
    role: str
    subject: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Result:
    """A word that follows its number and says the measure itself: "35 dead". `measure` None: killed and injured together."""

    measure: Measure | None
    kind: str


@dataclass(frozen=True, slots=True)
class NumberWord:
    value: int
    kind: str


@dataclass(frozen=True, slots=True)
class Hedge:
    qualifier: Qualifier
    after: bool
    nearly: bool


@dataclass(frozen=True, slots=True)
class Claimant:
    claimant_id: str
    claimant_type: str
    side: Side | None
    is_named: bool
    place_id: str | None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """A term of office, from its first day to the day it ended (not included)."""

    claimant_id: str
    held_from: date
    held_until: date | None


@dataclass(frozen=True, slots=True)
class Place:
    place_id: str
    name: str
    place_type: str
    parent_place_id: str | None
    country: str | None
    held_by: str | None


class PhraseTable(Generic[T]):
    """Phrases of tokens to values, as a tree word by word; look-up is one dictionary access for most words."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._phrases: dict[tuple[str, ...], T] = {}
        self._table: dict[str, Any] = {}
        for surface, value in entries:
            written = _INITIALS.sub(lambda match: match.group().upper(), surface)  # one word only in capitals
            words = tuple(tokenize(written, 0, len(written)).low)
            if not words or words in self._phrases:
                continue
            self._phrases[words] = value
            node = self._table
            for word in words:
                node = node.setdefault(word, {})
            node[_HERE] = value

    def match(self, words: Sequence[str], i: int) -> tuple[int, T] | None:
        """Return (index after the phrase, value) of the longest phrase that starts at word `i`, or None."""
        node = self._table.get(words[i])
        found: tuple[int, T] | None = None
        end, n = i + 1, len(words)
        while node is not None:
            if _HERE in node:
                found = end, node[_HERE]
            if end == n:
                break
            node = node.get(words[end])
            end += 1
        return found

    def __contains__(self, word: str) -> bool:
        """Whether some phrase begins with the word."""
        return word in self._table

    def first_words(self) -> Iterable[str]:
        return self._table.keys()

    def openings(self, words: Sequence[str]) -> list[int]:
        """The positions whose word begins some phrase of the table, so that only these need a `match`."""
        table = self._table
        return [k for k, word in enumerate(words) if word in table]

    def entries(self) -> Iterable[tuple[tuple[str, ...], T]]:
        """(words, value) of every phrase."""
        return self._phrases.items()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All vocabulary of the engine. `digest` changes with any of it and with the engine's own code: the extractor's version."""

    nouns: PhraseTable[Noun]
    weapons: PhraseTable[Weapon]
    cues: PhraseTable[tuple[Cue, ...]]
    results: PhraseTable[Result]
    numbers: PhraseTable[NumberWord]
    hedges: PhraseTable[Hedge]
    claimant_names: PhraseTable[str]
    claimant_titles: PhraseTable[str]
    demonyms: Mapping[str, str]
    claimants: Mapping[str, Claimant]
    place_names: PhraseTable[str]
    places: Mapping[str, Place]
    weapon_models: Mapping[str, Weapon]
    regions: Mapping[str, str]
    unit_parents: Mapping[str, str]
    unit_subjects: Mapping[str, str]
    office_holders: Mapping[str, tuple[OfficeHolder, ...]]
    digest: str

    def holder(self, office: str | None, day: date | None) -> str | None:
        """Who held an office on a day, so that "the commander-in-chief" and his name are one claimant; the office where unknown."""
        for term in self.office_holders.get(office or "", ()):
            if day is not None and term.held_from <= day and (term.held_until is None or day < term.held_until):
                return term.claimant_id
        return office

    def weapon(self, name: str) -> tuple[str, str, str] | None:
        """(unit_id, weapon_class, weapon_model) of a weapon as a table or a text names it, or None."""
        words = tokenize(name, 0, len(name)).low
        for i in range(len(words)):
            found = self.weapons.match(words, i)
            if found:
                weapon = found[1]
                return weapon.unit_id, weapon.weapon_class, weapon.model
        return None

    def place(self, name: str) -> str | None:
        """place_id of a place name standing alone ("Kharkiv oblast", "Ukraine"), or None."""
        words = tokenize(name, 0, len(name)).low
        if not words:
            return None
        if words[-1] in ("oblast", "region", "krai", "province") and " ".join(words[:-1]) in self.regions:
            return self.regions[" ".join(words[:-1])]
        found = self.place_names.match(words, 0)
        return found[1] if found and found[0] == len(words) else None

    def ancestors(self, place_id: str | None) -> list[str]:
        """The place itself and everything that contains it, smallest first."""
        chain: list[str] = []
        while place_id and place_id not in chain:
            chain.append(place_id)
            place = self.places.get(place_id)
            place_id = place.parent_place_id if place else None
        return chain
