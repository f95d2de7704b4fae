"""The list of events: the newest on its first page, all of them by month on pages of bounded size, and by year as data that
the first page's search reads when it is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.lines import event_line
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.regions import region_names, region_of
from dagster_project.dashboard.render import packed
from dagster_project.dashboard.shelf import Shelf

FIRST = 100  # events on the first page
PER_PAGE = 1000  # events of a month on one page; about 0.6 KB each
COLUMNS = ("event_id", "when", "date", "place", "region", "side", "figures", "claims", "open")


@dataclass(frozen=True)
class Part:
    """A page with events of one month, or some of them where a month has many."""

    file: str
    title: str
    lines: list[Row]


def event_lines(shelf: Shelf) -> list[Row]:
    """Every event as it stands in lists, newest first, with the region it lies in."""
    return [{**event_line(shelf, event), "region": region_of(shelf, event["place_id"])} for event in shelf.events]


def first_page(shelf: Shelf, lines: list[Row], parts: list[Part]) -> dict[str, Any]:
    """Context of events.html. `months`: years, newest first, each with its parts."""
    regions = {line["region"] for line in lines if line["region"]}
    return {
        "events": lines[:FIRST],
        "n_events": len(lines),
        "months": [(year, list(of)) for year, of in groupby(parts, key=lambda part: part.file[7:11])],
        "years": [year for year, _ in groupby(lines, key=_year)],
        "last": lines[0]["date"] if lines else None,
        "regions": region_names(shelf, regions),
    }


def month_parts(lines: list[Row]) -> list[Part]:
    """Pages by month, newest first."""
    parts = []
    for month, of in groupby(lines, key=lambda line: str(line["date"][:7])):
        here = list(of)
        cut = [here[i : i + PER_PAGE] for i in range(0, len(here), PER_PAGE)]
        for n, some in enumerate(cut, start=1):
            name = words.month(some[0]["day"]) + (f", part {n} of {len(cut)}" if len(cut) > 1 else "")
            parts.append(Part(f"events-{month}{f'-{n}' if n > 1 else ''}.html", name, some))
    return parts


def month_pages(parts: list[Part]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and context of each month's page, with the ones before and after it."""
    links = [{"file": part.file, "title": part.title} for part in parts]
    for n, part in enumerate(parts):
        newer, older = links[n - 1] if n else None, links[n + 1] if n + 1 < len(links) else None
        yield part.file, {"part": part, "newer": newer, "older": older}


def searched(lines: list[Row]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and data of each year's events, to be searched. A figure is its subject, best value and the rest, between tabs;
    figures stand on lines of their own."""
    for year, of in groupby(lines, key=_year):
        yield f"events-{year}", packed(COLUMNS, [_row(line) for line in of])


def _year(line: Row) -> str:
    return str(line["date"][:4])


def _row(line: Row) -> list[Any]:
    figures = [f"{f['subject']}\t{f['best']}\t{f['range']}; {f['origins']}" for f in line["figures"]]
    if line["more_figures"]:
        figures.append(f"and {words.counted(line['more_figures'], 'more figure')}")
    return [
        line["event_id"], line["when"], line["date"], line["place"], line["region"] or "", line["side_code"],
        "\n".join(figures), line["n_claims"], line["n_open"],
    ]  # fmt: skip
