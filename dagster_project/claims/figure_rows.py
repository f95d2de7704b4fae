"""A row of a table of figures (docs/tables.md) → one claim: one figure that one claimant stated in one outlet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dagster_project.claims.bulletins import precision_of, weapon_of
from dagster_project.claims.figure_columns import MEASURES, QUALIFIERS, SCOPES, count_of
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, DateBasis, Measure, Qualifier, Scope, Side, SourceText, Window
from dagster_project.claims.month_total_rows import month_of
from dagster_project.claims.table_rows import (
    Cell,
    Cells,
    Figure,
    Row,
    When,
    Where,
    Who,
    claimant_of,
    claims_of,
    place_of,
    where_of,
    words_of,
)
from dagster_project.claims.tokens import tokenize

_MUNITIONS = (Measure.LAUNCHED, Measure.INTERCEPTED, Measure.SUPPRESSED, Measure.INTERCEPTED_OR_SUPPRESSED, Measure.HIT)


def figure_claims(
    source: SourceText, cells: Cells, lexicon: Lexicon, extractor: str, extractor_version: str
) -> list[Claim]:
    """The claim of one row. A row whose date can't be read is dated by its publication, as prose is."""
    when = _when(cells) or _published(source)
    where = _where(cells, lexicon)
    place = lexicon.places.get(where.place_id or "")
    measure, _ = MEASURES[cells["measure"].value]
    row = Row(
        when=when,
        where=where,
        who=_who(cells, place.country if place else None, lexicon, when.end),
        target_side=_target(cells, where, measure, lexicon),
        attacker_side=None,
        conflict_id="ru-ua",
        scope=_scope(cells, when),
    )
    return claims_of(source, row, [_figure(cells, measure, lexicon)], extractor, extractor_version)


def _figure(cells: Cells, measure: Measure, lexicon: Lexicon) -> Figure:
    column = next(column for column in ("value", "low", "high") if column in cells)
    cell: Cell = cells[column]
    value, low, high = (count_of(words_of(cells, name) or "") for name in ("value", "low", "high"))
    qualifier = QUALIFIERS[words_of(cells, "qualifier") or ("range" if value is None or low != high else "exact")]
    if qualifier is Qualifier.VAGUE:
        value, low, high = None, value, None
    elif value is not None and low is None and high is None:
        low, high = bounds(qualifier, value)
    elif value is not None:
        low, high = value if low is None else low, value if high is None else high
    unit_id, weapon_class, weapon_model = _counted(cells, measure, lexicon)
    return Figure(column, cell, measure, unit_id, qualifier, value, low, high, weapon_class, weapon_model)


def bounds(qualifier: Qualifier, value: int) -> tuple[int | None, int | None]:
    """The interval of a hedged number, by the contract."""
    return {
        Qualifier.AT_LEAST: (value, None),
        Qualifier.MORE_THAN: (value + 1, None),
        Qualifier.AT_MOST: (0, value),
        Qualifier.ABOUT: (round(0.9 * value), round(1.1 * value)),
    }.get(qualifier, (value, value))


def _counted(cells: Cells, measure: Measure, lexicon: Lexicon) -> tuple[str | None, str | None, str | None]:
    """Unit, weapon class and model: the unit stated, else that of the weapon named, else that of the measure."""
    _, usual = MEASURES[cells["measure"].value]
    unit_id, weapon_class, weapon_model = (None, None, None)
    if weapon := words_of(cells, "weapon"):
        unit_id, weapon_class, weapon_model = weapon_of(weapon.replace("/", " and "), lexicon)
        unit_id = unit_id or _noun(weapon, lexicon)
    own = unit_id if measure in _MUNITIONS else None
    return words_of(cells, "unit") or own or usual, weapon_class, weapon_model


def _noun(words: str, lexicon: Lexicon) -> str | None:
    """The unit of the last thing named: "long-range drones" are drones."""
    low = tokenize(words, 0, len(words)).low
    found = [match[1].unit_id for i in range(len(low)) if (match := lexicon.nouns.match(low, i))]
    return found[-1] if found else None


def _who(cells: Cells, country: str | None, lexicon: Lexicon, day: date | None) -> Who:
    text, kind, relay = (words_of(cells, column) for column in ("claimant", "claimant_type", "relay"))
    claimant_id = claimant_of(text, country, lexicon, day) if text else None
    claimant = lexicon.claimants.get(claimant_id or "")
    if claimant is not None:
        return Who(text, claimant_id, claimant.claimant_type, claimant.side, relay)
    return Who(text, None, kind or ("unnamed_official" if text else "publisher_voice"), None, relay)


def _where(cells: Cells, lexicon: Lexicon) -> Where:
    """The place, which lies in the region where one is stated. Words that no gazetteer knows name something in the region:
    the precision says that the region is not meant as a whole."""
    text, code = words_of(cells, "place"), words_of(cells, "region")
    region = code if code in lexicon.places else None
    found = place_of(text, lexicon, region) if text else None
    where = where_of(text, [found or region] if found or region else [], lexicon)
    return replace(where, precision="near_settlement") if text and region and not found else where


def _target(cells: Cells, where: Where, measure: Measure, lexicon: Lexicon) -> Side | None:
    """The side stated, else who holds the place; of casualties in a whole country nobody says on whose side of the line."""
    if stated := words_of(cells, "target_side"):
        return next((side for side in Side if side.value == stated), None)
    place = lexicon.places.get(where.place_id or "")
    if place is None or (place.place_type == "country" and measure in (Measure.KILLED, Measure.INJURED)):
        return None
    return {"UA": Side.UA, "RU": Side.RU}.get(place.held_by or place.country or "")


def _when(cells: Cells) -> When | None:
    try:
        if month := words_of(cells, "month"):
            return month_of(month)
        day, start, end = (words_of(cells, column) for column in ("date", "start", "end"))
        if day is not None and len(day) == len("2023-05"):
            return month_of(day)
        first = date.fromisoformat(start) if start else None
        last = date.fromisoformat(end or day or "")
    except ValueError:
        return None
    # a total up to a day whose start is not stated has none
    is_open = start is None and words_of(cells, "scope") in ("cumulative", "counter")
    first = None if is_open else first or last
    window = next((one for one in Window if one.value == words_of(cells, "window")), Window.UNSTATED)
    night_of = last - timedelta(days=1) if window is Window.NIGHT else None
    return When(first, last, night_of, window, precision_of((last - first).days) if first else "month")


def _published(source: SourceText) -> When:
    day = source.published_at.date() if source.published_at else None
    return When(day, day, None, Window.UNSTATED, "day", DateBasis.PUBLICATION)


def _scope(cells: Cells, when: When) -> Scope:
    if stated := words_of(cells, "scope"):
        return SCOPES[stated]
    is_long = when.start is not None and when.end is not None and when.end - when.start > timedelta(days=1)
    return Scope.PERIOD if is_long else Scope.EVENT
