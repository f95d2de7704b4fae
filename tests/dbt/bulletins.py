"""Nation-wide figures built from prose alone, held against the table of the Air Force's daily bulletins.

The table says a night in several ways: a row for the country and rows for parts of it, attack drones with a number launched and
reconnaissance drones without, a morning's bulletin that begins on the evening before and what the whole date brought. A figure
agrees where its interval holds one of these readings. Run as a module it prints every figure that does not:
`python -m tests.dbt.bulletins SHARED_FOLDER`."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from dagster_project.settings import Settings
from tests.dbt import warehouse_builder as wb

PROSE = ("wikipedia_current_events.jsonl", "feed_items_2023.jsonl")
TALLY = "missile_attacks_daily.csv"
KYIV = ZoneInfo("Europe/Kyiv")
EVENING = 18
"""From this hour on, Kyiv time, a window belongs to the next morning's bulletin."""

_FIGURES = """
    select figures.event_date, events."window", figures.measure, figures.unit_id, figures.low, figures.best, figures.high,
        figures.claim_ids
    from marts.fct_figures as figures
    inner join marts.dim_event as events on figures.event_id = events.event_id
    where events.place_id = 'UA' and not events.is_place_list and figures.target_side = 'UA'
        and year(figures.event_date) = $year and figures.measure in ('launched', 'intercepted')
        and figures.unit_id in (select unit_id from marts.brg_unit_ancestor where ancestor_unit_id = 'aerial_target')
    order by all
"""


@dataclass(frozen=True)
class Figure:
    """A figure of the whole country: number bounds, NULL high = open."""

    day: date
    window: str
    measure: str
    unit_id: str
    low: int
    best: int
    high: int | None
    claim_ids: list[str]

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.day.isoformat(), self.window, self.measure, self.unit_id)

    def meets(self, value: int) -> bool:
        return self.low <= value and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class Row:
    """A number of the table: `bulletin` is the morning whose report it is in, where it is in one."""

    day: date
    bulletin: date | None
    measure: str
    unit_id: str
    value: int
    is_national: bool
    is_attack: bool


def table(shared: Path, folder: Path) -> list[Row]:
    """The rows of the table as the product reads them."""
    settings = Settings(data_dir=folder, keep_raw=False)
    wb.read(settings, [shared / "reference" / TALLY])
    held = pl.read_parquet(settings.lake / "claims" / "*" / "*.parquet").filter(pl.col("scope") == "event")
    return [
        Row(
            claim["event_date_end"],
            _bulletin(claim),
            claim["measure"],
            claim["unit_id"],
            claim["value"],
            claim["place_id"] in ("UA", None),
            claim["unit_id"] != "drone" or claim["weapon_class"] == "one_way_attack_uav",
        )
        for claim in held.iter_rows(named=True)
        if claim["unit_id"] is not None
    ]


def _bulletin(claim: Mapping[str, object]) -> date | None:
    day, known_at = claim["event_date_end"], claim["known_at"]
    assert isinstance(day, date) and isinstance(known_at, datetime)
    if claim["window"] == "night":
        return day
    ends = known_at.astimezone(KYIV)
    if claim["window"] == "day" and ends.date() == day:
        return day + timedelta(days=1) if ends.hour >= EVENING else day if ends.hour < 13 else None
    return None


def readings(rows: Iterable[Row], figure: Figure, kinds: Mapping[str, set[str]]) -> set[int]:
    """The numbers that the table has for a figure, one per way of reading it. Where it has none of the unit, the
    missiles of no stated kind: the table calls "missile" what prose calls "cruise missile"."""
    measured = [row for row in rows if row.measure == figure.measure]
    own = [row for row in measured if row.unit_id in kinds[figure.unit_id]]
    if not any(row.value for row in own) and figure.unit_id.endswith("_missile"):
        own += [row for row in measured if row.unit_id == "missile"]
    times: tuple[Callable[[Row], bool], ...] = (
        lambda row: row.bulletin == figure.day,
        lambda row: row.day == figure.day,
    )
    places: tuple[Callable[[Row], bool], ...] = (lambda row: True, lambda row: row.is_national)
    weapons: tuple[Callable[[Row], bool], ...] = (lambda row: True, lambda row: row.is_attack)
    found = set()
    for tests in product(times, places, weapons):
        values = [row.value for row in own if all(test(row) for test in tests)]
        if values:
            found.add(sum(values))
    return found


@dataclass(frozen=True)
class Compared:
    figure: Figure
    readings: set[int]

    @property
    def agrees(self) -> bool:
        return any(self.figure.meets(value) for value in self.readings)


def figures(settings: Settings, year: int) -> list[Figure]:
    """Nation-wide figures of weapons launched at Ukraine or shot down over it, of one year."""
    return [Figure(*row) for row in wb.rows(settings, _FIGURES, {"year": year})]


def compare(settings: Settings, rows: Iterable[Row], year: int = 2023) -> list[Compared]:
    """Each figure on a day that the table has, with what the table says there."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for unit, ancestor in wb.rows(settings, "select unit_id, ancestor_unit_id from marts.brg_unit_ancestor"):
        kinds[ancestor].add(unit)
    by_day: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        for day in {row.day, row.bulletin} - {None}:
            by_day[day].append(row)  # type: ignore[index]  # None is taken out
    return [
        Compared(figure, readings(by_day[figure.day], figure, kinds))
        for figure in figures(settings, year)
        if figure.day in by_day
    ]


def told(settings: Settings, compared: Compared) -> Iterator[str]:
    """A figure with what the table says and the sentences it was made from."""
    figure = compared.figure
    yield f"{figure.key} {figure.low}-{figure.high} table {sorted(compared.readings)}"
    query = (
        "select known_at::varchar, outlet, place_text, date_basis, link_basis, sentence from marts.fct_claims "
        "where list_contains($1, claim_id)"
    )
    for claim in wb.rows(settings, query, [figure.claim_ids]):
        yield "    " + " | ".join(str(part) for part in claim)


def from_prose(shared: Path, folder: Path) -> Settings:
    """A warehouse of the prose alone, as far as figures and claims."""
    settings = Settings(data_dir=folder, keep_raw=False)
    wb.read(settings, [shared / "corpus" / name for name in PROSE])
    wb.dbt(settings, "seed")
    wb.dbt(settings, "run", "--select", "+fct_figures", "+fct_claims", "brg_unit_ancestor")
    return settings


def main(shared: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = from_prose(shared, Path(folder) / "prose")
        found = compare(settings, table(shared, Path(folder) / "table"))
        for one in found:
            if not one.agrees:
                print("\n".join(told(settings, one)))
        days = len({one.figure.day for one in found})
        print(f"{sum(one.agrees for one in found)} of {len(found)} figures on {days} days agree")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
