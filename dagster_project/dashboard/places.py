"""Figures on the map: one circle for a place, its claims added up over its events. What lies in another event is left out
of a sum, and claims on a whole country have no spot on a map: they are listed beside it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from dagster_project.dashboard import words
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.regions import apart, n_origins
from dagster_project.dashboard.series import NEWEST
from dagster_project.dashboard.shelf import Shelf

COLUMNS = (
    "unit",
    "time",
    "place",
    "side",
    "level",
    "latitude",
    "longitude",
    "low",
    "best",
    "high",
    "range",
    "rests",
    "href",
)
CELLS = 12  # most kinds of figure to choose from
SPOTS = 150  # most places of one kind and time, the greatest: keeps the page well under 3 MB
_WIDE = {"country", "macro_region", "sea"}
_AREAS = {"adm1", "adm2"}
_CITY_REGIONS = {"UA-30", "UA-40", "RU-MOW", "RU-SPE"}  # first-level units that are one city


@dataclass(frozen=True)
class PlaceMap:
    """`rows`: lists in the order of `COLUMNS`, for every kind of figure and stretch of time; `shown`: those that a reader
    sees first; `wide`: the same for countries and other areas without a spot."""

    units: list[tuple[str, str]]
    times: list[tuple[str, str]]
    rows: list[list[Any]]
    wide: list[Row]
    tops: dict[str, dict[str, int]]
    is_cut: bool  # whether there are more than `SPOTS` places somewhere

    @property
    def shown(self) -> list[Row]:
        """Rows of the first kind of figure and stretch of time, greatest first, as the table has them."""
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in self.rows]
        first = [r for r in rows if self.units and r["unit"] == self.units[0][0] and r["time"] == self.times[0][0]]
        return sorted(first, key=lambda r: (-r["best"], r["place"], r["side"]))


@cache
def outlines() -> list[dict[str, Any]]:
    """First-level regions of Ukraine and Russia and their neighbours, as GeoJSON features with `of` (UA, RU, other).

    Natural Earth, 1:10m first-level divisions and 1:50m countries (public domain), simplified to about 5 km. They show
    borders as internationally recognised and say nothing about who holds a place."""
    text = files("dagster_project.dashboard").joinpath("assets", "outlines.geo.json").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["features"]
    return found


def place_map(shelf: Shelf) -> PlaceMap:
    """Everything the map page shows."""
    figures = [
        (event, figure)
        for event in shelf.events
        for figure in shelf.figures_of_event.get(event["event_id"], [])
        if figure["best"] is not None and event["event_date"] is not None
    ]
    common = Counter((f["measure"], f["unit_id"]) for _, f in figures)
    cells = sorted(common, key=lambda cell: (-common[cell], cell))[:CELLS]
    times = _times(figures)
    rows, wide, tops = [], [], {key: dict.fromkeys(map(_key, cells), 1) for key, _ in times}
    held: Counter[tuple[str, str]] = Counter()
    for key, _ in times:
        chosen = [(e, f) for e, f in figures if _falls_in(e, key, figures)]
        for row in sorted(_summed(shelf, chosen, cells), key=lambda r: (r["unit"], -r["best"], r["place"], r["side"])):
            if row["latitude"] is None:
                wide.append({**row, "time": key})
                continue
            held[key, row["unit"]] += 1
            if held[key, row["unit"]] <= SPOTS:
                tops[key][row["unit"]] = max(tops[key][row["unit"]], row["high"] or row["best"])
                rows.append([{**row, "time": key}[column] for column in COLUMNS])
    named = [(_key(cell), words.subject(cell[0], shelf.units(cell[1]))) for cell in cells]
    everywhere = [r for r in wide if named and r["time"] == times[0][0]]
    return PlaceMap(named, times, rows, everywhere, tops, is_cut=any(n > SPOTS for n in held.values()))


def _key(cell: tuple[str, str]) -> str:
    return "|".join(cell)


def _times(figures: Iterable[tuple[Row, Row]]) -> list[tuple[str, str]]:
    years = sorted({e["event_date"].year for e, _ in figures}, reverse=True)
    newest = [("newest", f"newest {NEWEST} days")] if years else []
    return [("all", "all"), *newest, *((str(year), str(year)) for year in years)]


def _falls_in(event: Row, key: str, figures: list[tuple[Row, Row]]) -> bool:
    if key == "newest":  # events come newest first
        return bool(event["event_date"] > figures[0][0]["event_date"] - timedelta(days=NEWEST))
    return key in ("all", str(event["event_date"].year))


def _summed(shelf: Shelf, figures: list[tuple[Row, Row]], cells: list[tuple[str, str]]) -> list[Row]:
    """One row for each kind of figure, place and side attacked, in a set order."""
    grouped: defaultdict[tuple[str, str, str], dict[str, Row]] = defaultdict(dict)
    for event, figure in figures:
        cell = (figure["measure"], figure["unit_id"])
        if cell in cells:
            key = (_key(cell), event["place_id"] or "", event["target_side"] or "")
            grouped[key][event["event_id"]] = figure
    rows = []
    for (unit, _, _), by_event in sorted(grouped.items()):
        rows.append(_row(shelf, unit, apart(shelf, by_event)))
    return rows


def _row(shelf: Shelf, unit: str, figures: list[Row]) -> Row:
    event = shelf.event[figures[0]["event_id"]]
    place = shelf.place.get(event["place_id"] or "", {})
    kind, name = place.get("place_type"), event["place_name"] or "place not stated"
    is_spot = kind not in _WIDE and event["latitude"] is not None and event["longitude"] is not None
    low = sum(f["low"] or 0 for f in figures)
    high = None if any(f["high"] is None for f in figures) else sum(f["high"] for f in figures)
    rests = f"{words.counted(len(figures), 'event')}, {words.counted(n_origins(figures), 'origin')}"
    return {
        "unit": unit,
        "place": name,
        "side": words.side(event["target_side"]),
        "level": "region" if kind in _AREAS and event["place_id"] not in _CITY_REGIONS else "place",
        "latitude": round(event["latitude"], 3) if is_spot else None,
        "longitude": round(event["longitude"], 3) if is_spot else None,
        "low": low,
        "best": sum(f["best"] for f in figures),
        "high": high,
        "range": words.span(low, high),
        "rests": rests,
        "href": f"events.html?text={quote(name, safe='')}",
    }
