"""When a figure that was read is the figure that a label means. Only comparison; counting is done in `evaluation`.

A label and a claim speak of the same figure if they agree in measure and in value: the point, or the interval, or for vague words
the word. Everything else (unit, place, day, claimant, qualifier) is compared afterwards, attribute by attribute, and
serves here only to choose the best of several candidates.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dagster_project.claims.model import Claim, Measure
from dagster_project.claims.words import words

NO_MATCH, COMPATIBLE, SAME = 0, 1, 2
"""How well two values agree: not at all · in their vague word · in point or interval."""

_VAGUE_FACTOR = 10
_MEASURES = {
    Measure.INTERCEPTED_OR_SUPPRESSED.value: Measure.INTERCEPTED.value,
    "damaged_buildings": Measure.DAMAGED.value,
    "destroyed": Measure.DAMAGED.value,
    "shot_down": Measure.INTERCEPTED.value,
    "wounded": Measure.INJURED.value,
}
_FAMILY_WORDS = {
    "person": "person people civilian child soldier military troops serviceman rescuer journalist pow medic police worker casualty "
    "victim killed injured resident",
    "missile": "missile cruise_missile ballistic_missile hypersonic_missile aeroballistic_missile rocket irbm sam_as_ssm "
    "anti_radiation_missile antiship_missile guided_air_missile hypersonic_cruise_missile",
    "drone": "drone uav one_way_attack_uav decoy_uav recon_uav loitering_munition uav_unspecified naval_drone usv shahed",
    "projectile": "projectile aerial_target air_target weapon munition mixed",
    "bomb": "guided_bomb bomb glide_bomb",
    "shell": "shell artillery mortar_round",
    "aircraft": "aircraft plane helicopter fighter warplane",
    "building": "building house apartment shop facility object infrastructure",
    "vehicle": "vehicle armoured_vehicle tank train car wagon",
    "attack": "attack strike wave shelling airstrike barrage raid",
    "place": "settlement region location place",
}
_FAMILIES = {word: family for family, words in _FAMILY_WORDS.items() for word in words.split()}
_LONGEST_FIRST = sorted(_FAMILIES, key=len, reverse=True)
_LOOSE = ("missile", "uav", "drone", "bomb")
_EMPTY_WORDS = words("the of a in and on at near s russia ukraine") | {
    *("region", "oblast", "province", "district", "city")
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A label or a claim, reduced to what is compared. `low` and `high` None both: no interval is stated."""

    measure: str | None
    value: float | None
    low: float | None
    high: float | None
    qualifier: str | None
    unit: str | None
    place: str | None
    event_date: str
    claimant: str | None
    target_side: str | None
    scope: str | None
    conflict: str | None
    value_text: str
    quote: str

    @property
    def interval(self) -> tuple[float, float]:
        return 0 if self.low is None else self.low, math.inf if self.high is None else self.high

    @property
    def has_interval(self) -> bool:
        return self.low is not None or self.high is not None

    @property
    def is_vague(self) -> bool:
        return self.qualifier == "vague" or (self.value is None and self.qualifier != "range")


def of_label(label: Mapping[str, Any]) -> Figure:
    """A claim of a gold item. Its conflict is the war's unless its note or its own field says otherwise."""
    outside = "not this war" in (label.get("note") or "")
    return _figure(
        measure=label.get("measure"),
        value=label.get("value"),
        low=label.get("value_low"),
        high=label.get("value_high"),
        qualifier=label.get("qualifier"),
        unit=label.get("unit_id") or label.get("unit"),
        place=label.get("place_text") or label.get("place"),
        event_date=label.get("event_date_start") or label.get("event_date"),
        claimant=label.get("claimant_text") or label.get("claimant"),
        target_side=label.get("target_side"),
        scope=label.get("scope"),
        conflict=label.get("conflict") or label.get("conflict_id") or ("elsewhere" if outside else "ru-ua"),
        value_text=label.get("value_text"),
        quote=label.get("quote"),
    )


def of_claim(claim: Claim) -> Figure:
    """A claim of the engine."""
    return _figure(
        measure=claim.measure.value,
        value=claim.value,
        low=claim.value_low,
        high=claim.value_high,
        qualifier=claim.qualifier.value,
        unit=claim.unit_id,
        place=claim.place_text,
        event_date=claim.event_date_start,
        claimant=claim.claimant_text,
        target_side=claim.target_side,
        scope=claim.scope.value,
        conflict=claim.conflict_id,
        value_text=claim.value_text,
        quote=claim.quote,
    )


def _figure(*, value: Any, low: Any, high: Any, qualifier: str | None, event_date: Any, **rest: Any) -> Figure:
    point, least, most = _number(value), _number(low), _number(high)
    if least is None and most is None and point is not None and qualifier in (None, "exact"):
        least = most = point
    measure = rest.pop("measure")
    rest["value_text"], rest["quote"] = rest["value_text"] or "", rest["quote"] or ""
    return Figure(
        measure=_MEASURES.get(measure, measure),
        value=point,
        low=least,
        high=most,
        qualifier=qualifier,
        event_date=str(event_date or "")[:10],
        **rest,
    )


def _number(value: Any) -> float | None:
    return None if value is None or value == "" else float(value)


def agreement(label: Figure, claim: Figure) -> int:
    """NO_MATCH, COMPATIBLE or SAME, of values alone; "at least 3" and "3" are the same point, qualified differently."""
    if label.value is not None and claim.value is not None:
        return SAME if label.value == claim.value else NO_MATCH
    same_interval = label.interval == claim.interval
    if same_interval and label.has_interval:
        return SAME
    if "range" in (label.qualifier, claim.qualifier):
        return SAME if same_interval else NO_MATCH
    if label.is_vague and claim.is_vague:
        return _vague_agreement(label, claim)
    return NO_MATCH


def _vague_agreement(label: Figure, claim: Figure) -> int:
    if label.value_text and claim.value_text:
        shared = _latin_words(label.value_text) & _latin_words(claim.value_text)
        return COMPATIBLE if shared - {"of", "a"} else NO_MATCH
    one, other = label.interval[0] or 1, claim.interval[0] or 1
    return COMPATIBLE if max(one, other) / max(1, min(one, other)) <= _VAGUE_FACTOR else NO_MATCH


def _latin_words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def unit_family(unit: str | None) -> str | None:
    """The kind of thing that a unit is, so that "policeman" and "person" agree; an unknown unit is its own family."""
    word = (unit or "").lower().strip()
    if not word or word in _FAMILIES:
        return _FAMILIES.get(word)
    for known in _LONGEST_FIRST:
        if re.search(rf"(^|[_\W]){known}s?($|[_\W])", word):
            return _FAMILIES[known]
    return next((_FAMILIES.get(part, part) for part in _LOOSE if part in word), word)


def shares_words(one: str | None, other: str | None) -> bool:
    """Do two names share a telling word? Where one of them has none ("the region", "Ukraine"), any shared word does."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    if (first - _EMPTY_WORDS) & (second - _EMPTY_WORDS):
        return True
    return bool(first & second) and not (first - _EMPTY_WORDS and second - _EMPTY_WORDS)


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").lower()))


def closeness(label: Figure, claim: Figure, value_agreement: int, is_required: bool) -> int:
    """How good a pair is among the candidates: value first, then required labels, unit, place, quote and qualifier."""
    quotes_touch = bool(claim.quote) and (claim.quote in label.quote or label.quote in claim.quote)
    return (
        4 * value_agreement
        + 3 * is_required
        + 2 * (unit_family(label.unit) == unit_family(claim.unit))
        + 2 * shares_words(label.place, claim.place)
        + 2 * quotes_touch
        + (label.qualifier == claim.qualifier)
    )
