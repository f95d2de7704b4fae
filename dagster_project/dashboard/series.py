"""Figures over time as the rows of charts and of the tables beside them, for whole sides and for first-level regions. Each
side attacked gets the same picture at the same scale."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.regions import region_cells, region_names
from dagster_project.dashboard.shelf import Shelf

STRIKES = ("launched", "intercepted", "intercepted_or_suppressed")
CASUALTIES = ("killed", "injured")
SIDES = ("RU", "UA")  # always shown, in alphabetical order of the names
NEWEST, CROWDED = 90, 150  # days: shown at first where there are more than so many
TABLE_DAYS = 40  # the table under a chart holds the newest days; the Parquet files hold all
WHOLE = ""  # the place of a side's own figures
_BASES = {"stated_whole": "stated for the whole side", "sum_of_parts": "sum of places"}
_COLUMNS = ("place", "step", "first", "unit", "measure", "low", "best", "high", "open", "range", "basis")


@dataclass(frozen=True)
class SideSeries:
    """One side's part: chart rows as lists in the order of `columns`, table rows newest first."""

    code: str | None
    label: str
    rows: list[list[Any]]
    table: list[Row]
    n_days: int
    columns: Sequence[str] = _COLUMNS


@dataclass(frozen=True)
class Series:
    """Measures over days, weeks and months, all sides. `places`: country names, each with its regions (id and name);
    `times`: key, label, first and last day of each stretch of time to choose from, the first shown at first."""

    key: str
    measures: tuple[str, ...]
    units: list[tuple[str, str]]
    places: list[tuple[str, list[tuple[str, str]]]]
    times: list[tuple[str, str, str, str]]
    sides: list[SideSeries]

    @property
    def is_empty(self) -> bool:
        return not any(side.rows for side in self.sides)


def strikes(shelf: Shelf, *, by_region: bool = False) -> Series:
    """Launched beside intercepted, and the joint number with suppressed that some bulletins give instead."""
    cells = _cells(shelf, "fct_strikes_daily", "launched")
    for measure in STRIKES[1:]:
        cells += _cells(shelf, "fct_interceptions_daily", measure)
    return _series(shelf, "strikes", STRIKES, cells, by_region)


def casualties(shelf: Shelf, *, by_region: bool = False) -> Series:
    """Killed beside injured."""
    cells = [cell for measure in CASUALTIES for cell in _cells(shelf, "fct_casualties_daily", measure)]
    return _series(shelf, "casualties", CASUALTIES, cells, by_region)


def _cells(shelf: Shelf, mart: str, measure: str) -> list[Row]:
    """The days on which the measure was claimed at all: a row without low, best and high is no claim of it."""
    return [
        {
            "place": WHOLE,
            "side": row["target_side"],
            "date": row["event_date"],
            "unit": row["unit_id"],
            "measure": measure,
            "low": row[f"{measure}_low"],
            "best": row[f"{measure}_best"],
            "high": row[f"{measure}_high"],
            "basis": _basis(row[f"{measure}_basis"] or row["basis"], row["n_places"], row[f"{measure}_n_origins"]),
        }
        for row in shelf.daily[mart]
        if any(row[f"{measure}_{bound}"] is not None for bound in ("low", "best", "high"))
    ]


def _basis(basis: str | None, n_places: int, n_origins: int | None) -> str:
    """How the day's figure came about, and from how many places and origins."""
    text = _BASES.get(basis or "", str(basis or ""))
    if basis == "sum_of_parts":
        text = f"sum over {words.counted(n_places, 'place')}"
    return text if n_origins is None else f"{text}, {words.counted(n_origins, 'origin')}"


def _series(shelf: Shelf, key: str, measures: tuple[str, ...], cells: list[Row], by_region: bool) -> Series:
    regional = region_cells(shelf, measures) if by_region else []
    cells = sorted(
        [*cells, *regional],
        key=lambda c: (c["place"], c["date"], c["unit"], measures.index(c["measure"]), str(c["side"])),
    )
    common = Counter(c["unit"] for c in cells)
    others = sorted({str(c["side"]) for c in cells if c["side"] not in SIDES})
    codes: list[str | None] = [*SIDES, *(None if code == "None" else code for code in others)]
    return Series(
        key=key,
        measures=tuple(map(words.measure, measures)),
        units=[(unit, shelf.units(unit)) for unit in sorted(common, key=lambda unit: (-common[unit], unit))],
        places=region_names(shelf, {c["place"] for c in regional}),
        times=_times({c["date"] for c in cells}),
        sides=[_side(shelf, code, [c for c in cells if c["side"] == code]) for code in codes],
    )


def _side(shelf: Shelf, code: str | None, cells: list[Row]) -> SideSeries:
    own = [c for c in cells if c["place"] == WHOLE]
    days = sorted({c["date"] for c in own}, reverse=True)
    shown = set(days[:TABLE_DAYS])
    table = [
        {
            "day": words.day(c["date"]),
            "what": words.subject(c["measure"], shelf.units(c["unit"])),
            "best": words.best(c["best"]),
            "range": words.span(c["low"], c["high"]),
            "basis": c["basis"],
        }
        for c in sorted(own, key=lambda c: -c["date"].toordinal())
        if c["date"] in shown
    ]
    rows = [_drawn(mark) for mark in (*_days(cells), *_added(cells, "week"), *_added(cells, "month"))]
    rows.sort(key=lambda row: (*row[:2], *row[3:5], row[2]))  # in long runs, which pack well
    return SideSeries(code, words.side(code), rows, table, len(days))


def _days(cells: Iterable[Row]) -> list[Row]:
    return [{**c, "step": "day", "first": c["date"]} for c in cells]


def _added(cells: Iterable[Row], step: str) -> list[Row]:
    """The days of each week (Monday to Sunday) or month added up. A bound that no day states stays unstated; an open day
    leaves the sum open."""
    grouped: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for cell in cells:
        day: date = cell["date"]
        first = day - timedelta(days=day.weekday()) if step == "week" else day.replace(day=1)
        grouped[cell["place"], first, cell["unit"], cell["measure"]].append(cell)
    marks = []
    for (place, first, unit, measure), days in grouped.items():
        best = [c["best"] for c in days if c["best"] is not None]
        marks.append(
            {
                "place": place, "step": step, "first": first, "unit": unit, "measure": measure,
                "low": sum(c["low"] or 0 for c in days),
                "best": sum(best) if best else None,
                "high": None if any(c["high"] is None for c in days) else sum(c["high"] for c in days),
                "basis": f"{words.counted(len(days), 'day')} with claims added up",
            }
        )  # fmt: skip
    return marks


def _drawn(mark: Row) -> list[Any]:
    """A mark as the chart draws it. An open upper bound is drawn up to the best value and marked as open."""
    low, best, high = mark["low"], mark["best"], mark["high"]
    known = [v for v in (low, best, high) if v is not None]
    return [
        mark["place"],
        mark["step"],
        mark["first"].isoformat(),
        mark["unit"],
        words.measure(mark["measure"]),
        min(known) if low is None else low,
        best,
        max(known) if high is None else high,
        high is None,
        words.span(low, high),
        mark["basis"],
    ]


def _times(days: set[date]) -> list[tuple[str, str, str, str]]:
    """Stretches of time to choose from: all, the years, and where that would be a thicket, the newest days first."""
    if not days:
        return []
    first, last = min(days), max(days)
    whole = ("all", "all", first, last)
    years = [
        (str(year), str(year), max(first, date(year, 1, 1)), min(last, date(year, 12, 31)))
        for year in sorted({day.year for day in days}, reverse=True)
    ]
    newest = ("newest", f"newest {NEWEST} days", max(first, last - timedelta(days=NEWEST - 1)), last)
    chosen = [newest, *years, whole] if len(days) > CROWDED else [whole, *years]
    return [(key, label, start.isoformat(), end.isoformat()) for key, label, start, end in chosen]
