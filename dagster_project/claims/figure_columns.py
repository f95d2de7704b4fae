"""The vocabulary of a table of figures: how its `measure`, `qualifier` and `scope` cells may be worded. One table for the form
that turns rows away and for the reader that makes claims of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dagster_project.claims.model import Measure, Qualifier, Scope

MEASURES: Mapping[str, tuple[Measure, str | None]] = {
    "launched": (Measure.LAUNCHED, "aerial_target"),
    "intercepted": (Measure.INTERCEPTED, "aerial_target"),
    "suppressed": (Measure.SUPPRESSED, "aerial_target"),
    "intercepted_or_suppressed": (Measure.INTERCEPTED_OR_SUPPRESSED, "aerial_target"),
    "hit": (Measure.HIT, "location"),
    "attacks": (Measure.ATTACKS, None),
    "attacks_repelled_ground": (Measure.ATTACKS, "attack"),
    "killed": (Measure.KILLED, "person"),
    "killed_civilian": (Measure.KILLED, "civilian"),
    "killed_military": (Measure.KILLED, "soldier"),
    "killed_child": (Measure.KILLED, "child"),
    "injured": (Measure.INJURED, "person"),
    "injured_civilian": (Measure.INJURED, "civilian"),
    "injured_military": (Measure.INJURED, "soldier"),
    "injured_child": (Measure.INJURED, "child"),
    "missing": (Measure.MISSING, "person"),
    "captured": (Measure.CAPTURED, "soldier"),
    "damaged": (Measure.DAMAGED, "building"),
    "damaged_buildings": (Measure.DAMAGED, "building"),
}
"""`measure` cell → measure, and the unit where the row states none in `unit` or `weapon`. "Attacks" alone does not say whether
attacks, waves or nights were counted: no unit, so that it is compared with nothing."""

QUALIFIERS: Mapping[str, Qualifier] = {
    **{qualifier.value: qualifier for qualifier in Qualifier},
    "up_to": Qualifier.AT_MOST,
    "derived": Qualifier.EXACT,
}
SCOPES: Mapping[str, Scope] = {
    **{scope.value: scope for scope in Scope},
    "period_total": Scope.PERIOD,
}

COUNT = re.compile(r"\d{1,3}(?:,\d{3})+$|\d{1,9}$")
"""How a number stands in a cell."""


def count_of(words: str) -> int | None:
    """The number of a cell, or None."""
    return int(words.replace(",", "")) if COUNT.match(words) else None
