"""Daily marts as the rows of charts and of the tables beside them. Each side attacked gets the same picture at the
same scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.shelf import Row, Shelf

STRIKES = ("launched", "intercepted", "intercepted_or_suppressed")
CASUALTIES = ("killed", "injured")
SIDES = ("RU", "UA")  # always shown, in alphabetical order of the names
NEWEST, CROWDED = 90, 150  # days: shown at first where there are more than so many
TABLE_DAYS = 40  # the table under a chart holds the newest days; the Parquet files hold all
_BASES = {"stated_whole": "stated for the whole side", "sum_of_parts": "sum of places"}
_COLUMNS = ("date", "unit", "measure", "day", "low", "best", "high", "open", "range", "basis")


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
    """Two measures over days, all sides. `frame` is what the sides' charts share: `times` (first and last day of each
    stretch of time to choose from) and `tops` (its greatest number, by unit)."""

    key: str
    measures: tuple[str, ...]
    units: list[tuple[str, str]]
    times: list[tuple[str, str]]  # key and label; the first is shown at first
    frame: dict[str, Any]
    sides: list[SideSeries]

    @property
    def is_empty(self) -> bool:
        return not any(side.rows for side in self.sides)


def strikes(shelf: Shelf) -> Series:
    """Launched beside intercepted, and the joint number with suppressed that some bulletins give instead."""
    cells = _cells(shelf, "fct_strikes_daily", "launched")
    for measure in STRIKES[1:]:
        cells += _cells(shelf, "fct_interceptions_daily", measure)
    return _series(shelf, "strikes", STRIKES, cells)


def casualties(shelf: Shelf) -> Series:
    """Killed beside injured."""
    cells = [cell for measure in CASUALTIES for cell in _cells(shelf, "fct_casualties_daily", measure)]
    return _series(shelf, "casualties", CASUALTIES, cells)


def _cells(shelf: Shelf, mart: str, measure: str) -> list[Row]:
    """The days on which the measure was claimed at all: a row without low, best and high is no claim of it."""
    return [
        {
            "side": row["target_side"],
            "date": row["event_date"],
            "unit": row["unit_id"],
            "measure": measure,
            "low": row[f"{measure}_low"],
            "best": row[f"{measure}_best"],
            "high": row[f"{measure}_high"],
            "basis": row.get(f"{measure}_basis", row["basis"]),
            "n_places": row["n_places"],
            "n_origins": row.get(f"{measure}_n_origins"),
        }
        for row in shelf.daily[mart]
        if any(row.get(f"{measure}_{bound}") is not None for bound in ("low", "best", "high"))
    ]


def _series(shelf: Shelf, key: str, measures: tuple[str, ...], cells: list[Row]) -> Series:
    cells = sorted(cells, key=lambda c: (c["date"], c["unit"], measures.index(c["measure"]), str(c["side"])))
    common = Counter(c["unit"] for c in cells)
    units = sorted(common, key=lambda unit: (-common[unit], unit))
    others = sorted({str(c["side"]) for c in cells if c["side"] not in SIDES})
    codes: list[str | None] = [*SIDES, *(None if code == "None" else code for code in others)]
    return Series(
        key=key,
        measures=tuple(map(words.measure, measures)),
        units=[(unit, shelf.units(unit)) for unit in units],
        times=_times(cells),
        frame=_frame(cells),
        sides=[_side(shelf, code, [c for c in cells if c["side"] == code]) for code in codes],
    )


def _side(shelf: Shelf, code: str | None, cells: list[Row]) -> SideSeries:
    days = sorted({c["date"] for c in cells}, reverse=True)
    shown = set(days[:TABLE_DAYS])
    table = [
        {
            "day": words.day(c["date"]),
            "what": words.subject(c["measure"], shelf.units(c["unit"])),
            "best": words.best(c["best"]),
            "range": words.span(c["low"], c["high"]),
            "basis": _basis(c),
        }
        for c in sorted(cells, key=lambda c: -c["date"].toordinal())
        if c["date"] in shown
    ]
    return SideSeries(code, words.side(code), [_drawn(c) for c in cells], table, len(days))


def _drawn(cell: Row) -> list[Any]:
    """A cell as the chart draws it. An open upper bound is drawn up to the best value and marked as open."""
    low, best, high = cell["low"], cell["best"], cell["high"]
    known = [v for v in (low, best, high) if v is not None]
    return [
        cell["date"].isoformat(),
        cell["unit"],
        words.measure(cell["measure"]),
        words.day(cell["date"]),
        min(known) if low is None else low,
        best,
        max(known) if high is None else high,
        high is None,
        words.span(low, high),
        _basis(cell),
    ]


def _basis(cell: Row) -> str:
    """How the day's figure came about, and from how many places and origins."""
    basis = _BASES.get(cell["basis"], str(cell["basis"] or ""))
    if cell["basis"] == "sum_of_parts":
        basis = f"sum over {words.counted(cell['n_places'], 'place')}"
    if cell["n_origins"] is not None:
        basis += f", {words.counted(cell['n_origins'], 'origin')}"
    return basis


def _times(cells: list[Row]) -> list[tuple[str, str]]:
    """Stretches of time to choose from: all, the years, and where that would be a thicket, the newest days first."""
    years = [(year, year) for year in sorted({str(c["date"].year) for c in cells}, reverse=True)]
    if len({c["date"] for c in cells}) > CROWDED:
        return [("newest", f"newest {NEWEST} days"), *years, ("all", "all")]
    return [("all", "all"), *years]


def _frame(cells: list[Row]) -> dict[str, Any]:
    """Corners of the pictures, the same for both sides: first and last day on which anything was claimed, with some
    air; greatest number."""
    times: dict[str, list[str]] = {}
    tops: dict[str, dict[str, int]] = {}
    last = max((c["date"] for c in cells), default=None)
    for key, _ in _times(cells):
        chosen = [
            c
            for c in cells
            if key in ("all", str(c["date"].year))
            or (key == "newest" and last is not None and c["date"] > last - timedelta(days=NEWEST))
        ]
        if chosen:
            first, final = min(c["date"] for c in chosen), max(c["date"] for c in chosen)
            air = max((final - first) // 40, timedelta(days=2))
            times[key] = [first.isoformat(), final.isoformat(), (first - air).isoformat(), (final + air).isoformat()]
            tops[key] = {}
            for c in chosen:
                greatest = max(v for v in (c["low"], c["best"], c["high"]) if v is not None)
                tops[key][c["unit"]] = max(greatest, tops[key].get(c["unit"], 1))
    return {"times": times, "tops": tops}
