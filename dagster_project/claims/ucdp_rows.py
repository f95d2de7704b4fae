"""A row of UCDP's Georeferenced Event Dataset → one claim: deaths, value = best with the range low to high."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from dagster_project.claims.bulletins import precision_of
from dagster_project.claims.figure_columns import count_of
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, Measure, Qualifier, Scope, Side, SourceText, Window
from dagster_project.claims.table_rows import (
    Cells,
    Figure,
    Row,
    When,
    Where,
    Who,
    claims_of,
    place_of,
    where_of,
    words_of,
)

CLAIMANT = "ucdp"
_ONE_SIDED = "3"
"""`type_of_violence` 1 is between states, 2 between groups, 3 one-sided: side_a against civilians."""
_GOVERNMENTS: Mapping[str, Side] = {"Government of Russia": Side.RU, "Government of Ukraine": Side.UA}
_REGION_WORDS: Mapping[str, str] = {
    "Kyiv Special Republican city": "Kyiv",
    "Sevastopol City State Administration": "Sevastopol",
    "Autonomous Republic of Crimea": "Crimea",
}
"""First-level units that UCDP names as nobody else does."""
_DAY_PRECISIONS = frozenset(("1", "2"))
"""`date_prec` codes of a date that names the event's day, exactly or within a few days."""


def ucdp_claims(
    source: SourceText, cells: Cells, lexicon: Lexicon, extractor: str, extractor_version: str
) -> list[Claim]:
    """People killed in one event. A row without a readable date or best estimate gives no claim."""
    when = _when(cells)
    best = count_of(words_of(cells, "best") or "")
    if when is None or when.start is None or when.end is None or best is None:
        return []
    claimant = lexicon.claimants[CLAIMANT]
    side_a, side_b = _side(words_of(cells, "side_a")), _side(words_of(cells, "side_b"))
    is_one_sided = words_of(cells, "type_of_violence") == _ONE_SIDED
    row = Row(
        when=when,
        where=_where(cells, lexicon),
        who=Who("UCDP", CLAIMANT, claimant.claimant_type, claimant.side),
        # in a battle both sides fire: who is under attack is said by who holds the place
        target_side={Side.RU: Side.UA, Side.UA: Side.RU}.get(side_a) if is_one_sided and side_a else None,
        attacker_side=side_a if is_one_sided else None,
        conflict_id=_conflict(side_a, side_b, is_one_sided, words_of(cells, "country")),
        scope=Scope.EVENT if when.end - when.start <= timedelta(days=1) else Scope.PERIOD,
    )
    low, high, trace = _bounds(cells, best)
    figure = Figure(
        column="best",
        cell=cells["best"],
        measure=Measure.KILLED,
        unit_id="person",
        qualifier=Qualifier.EXACT if low == high else Qualifier.RANGE,
        value=best,
        low=low,
        high=high,
        trace=trace,
    )
    return claims_of(source, row, [figure], extractor, extractor_version)


def _bounds(cells: Cells, best: int) -> tuple[int, int, tuple[str, ...]]:
    """The range about the best estimate. A bound on the wrong side of it (UCDP has some) says nothing: the best estimate
    stands for it, and the claim's trace names it."""
    low, high = (count_of(words_of(cells, bound) or "") for bound in ("low", "high"))
    is_low_wrong, is_high_wrong = low is not None and low > best, high is not None and high < best
    trace = tuple(
        f"out of order:{bound}" for bound, is_wrong in (("low", is_low_wrong), ("high", is_high_wrong)) if is_wrong
    )
    return (
        best if low is None or is_low_wrong else low,
        best if high is None or is_high_wrong else high,
        trace,
    )


def _when(cells: Cells) -> When | None:
    start, end = _day(words_of(cells, "date_start")), _day(words_of(cells, "date_end"))
    if start is None:
        return None
    end = end if end is not None and end >= start else start
    is_loose = words_of(cells, "date_prec") not in {None, *_DAY_PRECISIONS}
    days = (end - start).days
    return When(start, end, None, Window.UNSTATED, "week" if is_loose and days < 6 else precision_of(days))


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat((words or "")[:10])
    except ValueError:
        return None


def _where(cells: Cells, lexicon: Lexicon) -> Where:
    """The first place that the description opens with and that lies in the region, else the district, the region, the
    country."""
    region_words = words_of(cells, "adm_1")
    region = lexicon.place(_REGION_WORDS.get(region_words, region_words)) if region_words else None
    country = lexicon.place(words_of(cells, "country") or "")
    described = (words_of(cells, "where_description") or "").split(",")[0].removeprefix("near ").strip()
    inside = region or country
    candidates = (
        place_of(described, lexicon, inside) if described else None,
        place_of(words_of(cells, "adm_2") or "", lexicon, inside) if "adm_2" in cells else None,
        region,
        country,
    )
    found = next((place_id for place_id in candidates if place_id), None)
    text = next(
        (words_of(cells, column) for column in ("where_description", "adm_2", "adm_1", "country") if column in cells),
        None,
    )
    return where_of(text, [found], lexicon)


def _side(words: str | None) -> Side | None:
    return next((side for name, side in _GOVERNMENTS.items() if (words or "").startswith(name)), None)


def _conflict(side_a: Side | None, side_b: Side | None, is_one_sided: bool, country: str | None) -> str:
    """This war: the two governments against each other, or one of them against civilians on Ukraine's land."""
    if {side_a, side_b} == {Side.UA, Side.RU}:
        return "ru-ua"
    return "ru-ua" if is_one_sided and side_a is not None and country == "Ukraine" else "other"
