"""Marts in, static pages out. Nothing else is read, no clock is asked: the same marts give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.dashboard import charts, event, events, growth, pages, periods, places, queue, series, shelf
from dagster_project.dashboard.changes import summary
from dagster_project.dashboard.dictionary import EXPORTS, Described
from dagster_project.dashboard.known import known_page
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.overview import overview
from dagster_project.dashboard.pages import Asset, Page
from dagster_project.dashboard.render import script
from dagster_project.dashboard.runtime import bundle
from dagster_project.dashboard.shelf import Shelf
from dagster_project.dashboard.sources import sources_page
from dagster_project.dashboard.untrusted import file_name
from dagster_project.dashboard.words import measure, moment, rule

QUOTES = 1000  # in the disagreements on one page; with its frame a quote takes 0.7 KB


def build(
    marts: duckdb.DuckDBPyConnection,
    manifest: Mapping[str, Any],
    site: Path,
    tables: Sequence[Described] = (),
    last: Path | None = None,
) -> list[Path]:
    """Write the dashboard into the folder `site` and return the files written, sorted.

    `marts`: leads to the tables named in `needs.NEEDS`, in its schema `marts`; `manifest`: `as_of` (newest known_at, a
    datetime or ISO text, or None), and, where given, `schema_version`, `extractor_version`, `release_before` (the
    release that `rpt_changes` compares with: its `as_of`), and `built_at`, which goes into assets/built.js alone, from
    which pages tell their age: all else depends on what is known, and on what changed. `tables`: the published tables,
    for the data dictionary. `last`: the site built before, whose unchanged pages are taken over (see
    `pages.write`); the bytes are the same without. Raises `MissingMarts` naming every mart or column that is absent.
    """
    return pages.write(_files(shelf.read(marts), manifest, tables), site, last)


def _files(rows: Shelf, manifest: Mapping[str, Any], tables: Sequence[Described]) -> Iterator[Page | Asset]:
    """Every file of the site. What stands on pages of single events and months is theirs alone, so that they last."""
    release = _release(manifest)
    common = {"release": release, "root": ""}
    changed = {"changes": summary(rows, manifest.get("release_before"))}
    yield Page("index.html", "index.html.j2", {**common, **overview(rows), **changed})
    over_time = {"strikes": series.strikes(rows, by_region=True), "casualties": series.casualties(rows, by_region=True)}
    yield Page("series.html", "series.html.j2", {**common, **over_time})
    found = queue.queue(rows, QUOTES)
    for name, context in queue.pages(rows, found):
        yield Page(name, "disagreements.html.j2", {**common, **context})
    yield Asset("assets/disagreements.js", script("disagreements", queue.index(found)))
    yield Page("sources.html", "sources.html.j2", {**common, **sources_page(rows)})
    lines = events.event_lines(rows)
    yield from _event_lists(rows, lines, common)
    yield Page("periods.html", "periods.html.j2", {**common, **periods.periods_page(rows)})
    yield Page("known.html", "known.html.j2", {**common, **known_page(rows)})
    yield Page("map.html", "map.html.j2", {**common, **_map(rows)})
    yield Page("dictionary.html", "dictionary.html.j2", {**common, "tables": tables})
    method = {"rules": _rules(rows), "policies": rows.policies, "exports": EXPORTS, "tables": tables}
    yield Page("method.html", "method.html.j2", {**common, **method})
    yield from _event_pages(rows, lines)
    for asset in ("style.css", "site.js", "draw.js"):
        yield Asset(f"assets/{asset}", files("dagster_project.dashboard").joinpath("assets", asset).read_bytes())
    yield Asset("assets/charts.js", script("charts", _charts()))
    yield Asset("assets/built.js", script("built", {"at": manifest.get("built_at"), "as_of": release["as_of"]}))
    yield Asset("assets/vega.js", bundle().encode("utf-8"))


def _release(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest's facts that pages show."""
    as_of = manifest["as_of"]
    if isinstance(as_of, str):
        as_of = datetime.fromisoformat(as_of)
    if as_of is not None and as_of.tzinfo is not None:
        as_of = as_of.astimezone(UTC)
    return {
        "as_of": moment(as_of) if as_of else None,
        "as_of_iso": f"{as_of:%Y-%m-%dT%H:%M:%SZ}" if as_of else None,
        "schema_version": manifest.get("schema_version"),
        "extractor_version": manifest.get("extractor_version"),
    }


def _event_lists(rows: Shelf, lines: list[Row], common: Mapping[str, Any]) -> Iterator[Page | Asset]:
    parts = events.month_parts(lines)
    yield Page("events.html", "events.html.j2", {**common, **events.first_page(rows, lines, parts)})
    for name, context in events.month_pages(parts):
        yield Page(name, "month.html.j2", {"root": "", **context})
    for name, data in events.searched(lines):
        yield Asset(f"assets/{name}.js", script(name, data))


def _event_pages(rows: Shelf, lines: list[Row]) -> Iterator[Page]:
    line_of = {line["event_id"]: line for line in lines}
    for one, of in rows.of_events(event.CLAIMS, event.DISAGREEMENTS):
        context = {**event.event_page(rows, one, of, line_of), "root": "../", "growth_columns": growth.COLUMNS}
        yield Page(f"events/{file_name(one['event_id'])}.html", "event.html.j2", context)


def _charts() -> dict[str, Any]:
    return {
        "strikes": charts.daily(tuple(map(measure, series.STRIKES))),
        "casualties": charts.daily(tuple(map(measure, series.CASUALTIES))),
        "steps": charts.steps(),
        "places": charts.places(),
    }


def _map(rows: Shelf) -> dict[str, Any]:
    return {
        "map": places.place_map(rows),
        "columns": places.COLUMNS,
        "spots": places.SPOTS,
        "outlines": places.outlines(),
        "views": charts.VIEWS,
        "frames": {key: box for key, _, box in charts.VIEWS},
    }


def _rules(rows: Shelf) -> list[dict[str, Any]]:
    return [
        {"id": r["rule_id"], "name": rule(r["name"]), "text": r["description"], "risk": r["false_positive_risk"]}
        for r in sorted(rows.rule.values(), key=lambda r: str(r["rule_id"]))
    ]
