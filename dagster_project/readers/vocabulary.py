"""The fields of an entry that are drawn from closed lists, and whether unit and measure go together. Raises `NotBelieved`."""

from __future__ import annotations

from collections.abc import Container, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Measure
from dagster_project.readers.reasons import NotBelieved, Reason, shown

Word = TypeVar("Word", bound=StrEnum)
_OF_PEOPLE = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING})
_OF_WEAPONS = frozenset({
    Measure.LAUNCHED, Measure.INTERCEPTED, Measure.SUPPRESSED, Measure.INTERCEPTED_OR_SUPPRESSED,
})  # fmt: skip


def text_of(entry: Mapping[str, Any], field: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip():
        raise NotBelieved(Reason.NOT_THE_SCHEMA, f"{field}: expected words, found {type(value).__name__} without any")
    return value.strip()


def word_of(entry: Mapping[str, Any], field: str, words: type[Word]) -> Word:
    return words(listed(entry, field, [str(word) for word in words]))


def listed(entry: Mapping[str, Any], field: str, words: Container[str]) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or value not in words:
        raise NotBelieved(
            Reason.NOT_THE_VOCABULARY, f"{field}: expected a word of its vocabulary, found {shown(value)}"
        )
    return value


def unit_of(entry: Mapping[str, Any], measure: Measure, lexicon: Lexicon) -> str:
    """The unit, if it is one that can have been so: people are killed, weapons launched."""
    unit = listed(entry, "unit", lexicon.unit_subjects)
    subject = lexicon.unit_subjects[unit]
    fits = (
        subject == "person" if measure in _OF_PEOPLE
        else subject in ("munition", "aircraft") if measure in _OF_WEAPONS
        else subject == "attack" if measure is Measure.ATTACKS
        else subject != "attack" if measure is Measure.CAPTURED
        else subject not in ("attack", "person")
    )  # fmt: skip
    if not fits:
        raise NotBelieved(Reason.UNIT_NOT_OF_MEASURE, f"expected a unit that can be {measure}, found {unit}")
    return unit
