"""What a claim is: the record the engine returns. Meanings are those of the contract; the vocabularies are enums here and
seeds in dbt. No rules here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Measure(StrEnum):
    LAUNCHED = "launched"
    INTERCEPTED = "intercepted"
    SUPPRESSED = "suppressed"
    INTERCEPTED_OR_SUPPRESSED = "intercepted_or_suppressed"
    HIT = "hit"
    ATTACKS = "attacks"
    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    CAPTURED = "captured"
    DAMAGED = "damaged"


class Qualifier(StrEnum):
    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


class Scope(StrEnum):
    EVENT = "event"
    PERIOD = "period"
    CUMULATIVE = "cumulative"
    COUNTER = "counter"
    BACKGROUND = "background"


class Modality(StrEnum):
    ASSERTED = "asserted"
    REPORTED = "reported"
    DENIED = "denied"


class Derivation(StrEnum):
    ALL = "all"
    BOTH = "both"
    FRACTION = "fraction"
    REMAINDER = "remainder"
    INCREMENT = "increment"


class PartRole(StrEnum):
    """How a part stands to its whole: complete parts add up to it, open ones need not, a subset is one of many cuts."""

    BREAKDOWN_COMPLETE = "breakdown: complete"
    BREAKDOWN_OPEN = "breakdown: open"
    SUBSET = "subset"


class Window(StrEnum):
    NIGHT = "night"
    DAY = "day"
    UNSTATED = "unstated"


class DateBasis(StrEnum):
    EXPLICIT = "explicit"
    WEEKDAY = "weekday"
    RELATIVE_TO_PUBLICATION = "relative_to_publication"
    RELATIVE_TO_EVENT = "relative_to_event"
    CONTEXT = "context"
    PUBLICATION = "publication"


class Side(StrEnum):
    UA = "UA"
    RU = "RU"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SourceText:
    """What the engine sees of an article: its text and what is known about it, nothing else."""

    article_id: str
    text: str
    outlet: str | None = None
    title: str | None = None
    published_at: datetime | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure that one claimant stated in one article. Spans are code points of the article's text."""

    claim_id: str
    article_id: str
    known_at: datetime | None
    measure: Measure
    value_ordinal: int
    # evidence
    quote: str
    quote_start: int
    quote_end: int
    sentence: str
    value_text: str
    value_start: int
    value_end: int
    rule_trace: tuple[str, ...]
    extractor: str
    extractor_version: str
    # figure
    qualifier: Qualifier
    value: int | None
    value_low: int | None
    value_high: int | None
    is_negated_zero: bool
    derivation: Derivation | None
    derived_from_claim_ids: tuple[str, ...]
    # unit
    unit_id: str | None
    weapon_class: str | None
    weapon_model: str | None
    part_of_claim_id: str | None
    part_role: PartRole | None
    # side and conflict
    target_side: Side | None
    attacker_side: Side | None
    conflict_id: str | None
    conflict_basis: str | None
    # place
    place_text: str | None
    place_id: str | None
    place_ids: tuple[str, ...]
    geo_precision: str | None
    # time; for scope period, cumulative and counter: the window counted over
    event_date_start: date | None
    event_date_end: date | None
    night_of: date | None
    window: Window
    date_precision: str | None
    date_basis: DateBasis
    # who
    claimant_text: str | None
    claimant_id: str | None
    claimant_type: str
    claimant_side: Side | None
    relay: str | None
    modality: Modality
    scope: Scope
