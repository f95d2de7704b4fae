"""Figures of first-level regions (oblasts) by day, from the events at places in them. As on the map, what lies in another
event is left out of a sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from dagster_project.dashboard import words
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.shelf import Shelf

_COUNTRIES = (("UA", "Ukraine"), ("RU", "Russia"))


def region_of(shelf: Shelf, place_id: str | None) -> str | None:
    """The first-level region that a place lies in or is; None for countries, seas and what lies in several regions."""
    seen: set[str] = set()
    while place_id and place_id not in seen and (place := shelf.place.get(place_id)):
        if place["place_type"] == "adm1":
            return place_id
        seen.add(place_id)
        place_id = place["parent_place_id"]
    return None


def region_names(shelf: Shelf, regions: Collection[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Countries, each with its regions (id and name) by name; those of other countries last."""
    named = sorted((shelf.place[one]["name"], one) for one in regions)
    known = {code for code, _ in _COUNTRIES}
    groups = [(name, [(one, of) for of, one in named if one[:2] == code]) for code, name in _COUNTRIES]
    groups.append(("Elsewhere", [(one, of) for of, one in named if one[:2] not in known]))
    return [(name, found) for name, found in groups if found]


def region_cells(shelf: Shelf, measures: Sequence[str]) -> list[Row]:
    """One row per region, side attacked, day, measure and unit that is claimed, with low, best, high and what they rest on."""
    grouped: defaultdict[tuple[str, str | None, date, str, str], dict[str, Row]] = defaultdict(dict)
    for event in shelf.events:
        region = region_of(shelf, event["place_id"])
        if region is None or event["event_date"] is None:
            continue
        for figure in shelf.figures_of_event.get(event["event_id"], []):
            if figure["measure"] in measures and figure["best"] is not None:
                key = (region, event["target_side"], event["event_date"], figure["unit_id"], figure["measure"])
                grouped[key][event["event_id"]] = figure
    return [_cell(shelf, *key, apart(shelf, by_event)) for key, by_event in grouped.items()]


def apart(shelf: Shelf, by_event: Mapping[str, Row]) -> list[Row]:
    """The figures (by event) that can be added up: those of events that lie in no other one here. Events that lie in each
    other are one event under two names, of which the greater figure stands."""
    found = [f for event_id, f in by_event.items() if not shelf.wider_events.get(event_id, set()) & by_event.keys()]
    return found or [max(by_event.values(), key=lambda f: (f["best"], f["event_id"]))]


def n_origins(figures: Sequence[Row]) -> int:
    """How many origins the figures rest on, each counted once."""
    return len({origin for figure in figures for origin in figure["origins"]})


def _cell(
    shelf: Shelf, region: str, side: str | None, day: date, unit: str, measure: str, figures: Sequence[Row]
) -> Row:
    places = {shelf.event[f["event_id"]]["place_id"] for f in figures}
    origins = words.counted(n_origins(figures), "origin")
    stated = "stated for the region" if places == {region} else f"sum over {words.counted(len(places), 'place')}"
    return {
        "place": region, "side": side, "date": day, "unit": unit, "measure": measure,
        "low": sum(f["low"] or 0 for f in figures),
        "best": sum(f["best"] for f in figures),
        "high": None if any(f["high"] is None for f in figures) else sum(f["high"] for f in figures),
        "basis": f"{stated}, {origins}",
    }  # fmt: skip
