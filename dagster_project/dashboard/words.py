"""How figures, sides, times and claims are worded on every page. Neutral: "claimed", "areas held by"; a best value
never stands without its range and its number of origins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

SIDES: Mapping[str | None, str] = {
    "UA": "areas held by Ukraine",
    "RU": "areas held by Russia",
    "other": "areas held by others",
    None: "side not stated",
}
SPEAKERS: Mapping[str | None, str] = {
    "UA": "Ukrainian",
    "RU": "Russian",
    "other": "neither side",
    None: "side not stated",
}
MEASURES: Mapping[str, str] = {
    "launched": "launched",
    "intercepted": "intercepted",
    "suppressed": "suppressed",
    "intercepted_or_suppressed": "intercepted or suppressed",
    "hit": "hit",
    "attacks": "attacks",
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "captured": "captured",
    "damaged": "damaged",
}
MEASURE_ORDER = list(MEASURES)
STATUSES: Mapping[str, str] = {"false_alarm": "judged a false alarm", "accepted": "judged a true disagreement"}
TIERS: Mapping[int, str] = {
    1: "UN or NGO, verified; named victims",
    2: "rescue service, prosecutor, hospital, police",
    3: "regional or local official on own territory",
    4: "military on its own interceptions, launches against it, own losses",
    5: "a party on the other side's losses",
    6: "unnamed official, channel, publisher's own voice",
}
RULES: Mapping[str, str] = {
    "sum_of_parts": "Parts don’t add up",
    "intercepted_exceeds_launched": "More intercepted than launched",
    "subset_exceeds_total": "A part exceeds its whole",
    "hits_exceed_leakers": "More hits than weapons left",
    "cumulative_decrease": "A toll that falls",
    "same_side_disagreement": "Same side, different figures",
    "opposing_sides_disagree": "Opposing sides disagree",
    "self_contradiction": "A source contradicts itself",
    "period_total_vs_events": "A total below the sum of its days",
    "window_mismatch": "Counts that fit a shifted period",
    "counter_not_monotone": "A counter that does not count up",
    "circular_reporting": "Many outlets, one origin",
    "stale_toll": "An older figure printed late",
    "intra_document_drift": "One article, two figures",
    "duplicate_mention": "Said twice in one article",
    "hedge_drift": "One number, different hedges",
    "perpetrator_conflict": "Who attacked is disputed",
    "order_of_magnitude": "Many times the other figures",
    "definition_mismatch": "Different things are not compared",
    "missing_provenance": "Source, place or date missing",
    "place_mismatch": "An official outside the own region",
    "date_mismatch": "Dated after its report",
    "weapon_mismatch": "Weapon and launcher don’t fit",
    "selected_denominator": "Everything stopped, by one side’s count",
    "interception_without_denominator": "Shot down, but of how many?",
    "overlapping_windows": "Overlapping periods added up",
    "interval_disorder": "Low, best and high out of order",
    "silent_revision": "Changed without a word",
    "round_number": "A round number as exact",
    "coverage_break": "A break in coverage",
    "value_not_in_quote": "Number not in its quote",
    "zero_vs_positive": "None against some",
    "identity_conflict": "Details of a victim differ",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_QUALIFIERS: Mapping[str, str] = {
    "at_least": "at least",
    "more_than": "more than",
    "at_most": "up to",
    "about": "about",
}


def side(code: str | None) -> str:
    return SIDES.get(code, str(code))


def speaker(code: str | None) -> str:
    return SPEAKERS.get(code, str(code))


def rule(name: str) -> str:
    """A rule's name for readers; a rule not known here reads as its own name in words."""
    return RULES.get(name, name.replace("_", " ").capitalize())


def measure(code: str) -> str:
    return MEASURES.get(code, code.replace("_", " "))


def subject(measure_code: str, unit_plural: str) -> str:
    """What is counted and what happened to it: 'drones intercepted', 'people killed', 'attacks'."""
    if measure_code == "attacks":
        return unit_plural
    return f"{unit_plural} {measure(measure_code)}"


def number(value: float | None) -> str:
    """A count with thin spaces between thousands; '' for None."""
    if value is None:
        return ""
    whole = int(value)
    return f"{whole:,}".replace(",", "\u202f") if whole == value else f"{value:g}"


def span(low: float | None, high: float | None) -> str:
    """The range in words: '30–36', '3 or more' where no upper bound is stated, 'none stated' where there is no
    range."""
    if low is None and high is None:
        return "none stated"
    if high is None:
        return f"{number(low)} or more"
    return f"{number(low)}–{number(high)}"


def best(value: float | None) -> str:
    return "indeterminate" if value is None else number(value)


def counted(n: int | None, singular: str, plural: str | None = None) -> str:
    """'1 origin', '3 origins'."""
    return f"{number(n or 0)} {singular if n == 1 else plural or singular + 's'}"


def claimed(claim: Mapping[str, Any]) -> str:
    """A claim's figure as it was hedged: 'at least 3', '10–16', 'no number (dozens)', '0 (stated as none)'."""
    value, low, high = claim["value"], claim["value_low"], claim["value_high"]
    if claim["qualifier"] == "vague":
        return f"no number (“{claim['value_text']}”)"
    if claim["is_negated_zero"]:
        return "0 (stated as none)"
    if value is None and (low is not None or high is not None):
        return span(low, high)
    hedge = _QUALIFIERS.get(claim["qualifier"], "")
    return f"{hedge} {number(value)}".strip()


def day(value: date | None) -> str:
    """'2 June 2023'."""
    return "" if value is None else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """'June 2023'."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | None) -> str:
    """'2 June 2023, 14:05 UTC'. Timestamps of marts are UTC."""
    return "" if value is None else f"{day(value)}, {value:%H:%M} UTC"


def when(event: Mapping[str, Any]) -> str:
    """The time of an event: 'night to 2 June 2023', 'day of 2 June 2023', '2 June 2023'."""
    text = day(event["event_date"])
    return {"night": f"night to {text}", "day": f"day of {text}"}.get(event["window"], text)
