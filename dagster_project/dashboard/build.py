"""Mart frames in, static pages out. Nothing else is read, no clock is asked: the same frames give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
from jinja2 import Environment

from dagster_project.dashboard import charts, events, growth, needs, periods, places, queue, series, shelf
from dagster_project.dashboard.changes import summary
from dagster_project.dashboard.dictionary import EXPORTS, Described
from dagster_project.dashboard.event import event_page
from dagster_project.dashboard.known import known_page
from dagster_project.dashboard.overview import overview
from dagster_project.dashboard.render import environment, page, script
from dagster_project.dashboard.runtime import bundle
from dagster_project.dashboard.shelf import Shelf
from dagster_project.dashboard.sources import sources_page
from dagster_project.dashboard.untrusted import file_name
from dagster_project.dashboard.words import measure, moment, rule

QUOTES = 1000  # in the disagreements on one page; with its frame a quote takes 0.7 KB


def build(
    marts: Mapping[str, pl.DataFrame],
    manifest: Mapping[str, Any],
    site: Path,
    tables: Sequence[Described] = (),
) -> list[Path]:
    """Write the dashboard into the folder `site` and return the files written, sorted.

    `marts`: the frames named in `needs.NEEDS`, further ones are ignored; `manifest`: `as_of` (newest known_at, a
    datetime or ISO text, or None), and, where given, `schema_version`, `extractor_version`, `release_before` (the
    release that `rpt_changes` compares with: its `as_of`), and `built_at`, which goes into assets/built.js alone, from
    which pages tell their age: all else depends on what is known, and on what changed. `tables`: the published tables,
    for the data dictionary. Raises `MissingMarts` naming every mart or column that is absent.
    """
    needs.check(marts)
    written = []
    for name, content in _files(shelf.read(marts), manifest, tables):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return sorted(written)


def _files(rows: Shelf, manifest: Mapping[str, Any], tables: Sequence[Described]) -> Iterator[tuple[str, bytes]]:
    """Every file of the site: its path within the site, its bytes."""
    env = environment()
    common = {"release": _release(manifest), "root": ""}
    changed = {"changes": summary(rows, manifest.get("release_before"))}
    yield "index.html", page(env, "index.html.j2", {**common, **overview(rows), **changed})
    over_time = {"strikes": series.strikes(rows, by_region=True), "casualties": series.casualties(rows, by_region=True)}
    yield "series.html", page(env, "series.html.j2", {**common, **over_time})
    found = queue.cards(rows)
    cut = queue.parts(found, QUOTES)
    for name, context in queue.pages(found, cut):
        yield name, page(env, "disagreements.html.j2", {**common, **context})
    yield "assets/disagreements.js", script("disagreements", queue.index(cut))
    yield "sources.html", page(env, "sources.html.j2", {**common, **sources_page(rows)})
    yield from _event_lists(rows, env, common)
    yield "periods.html", page(env, "periods.html.j2", {**common, **periods.periods_page(rows)})
    yield "known.html", page(env, "known.html.j2", {**common, **known_page(rows)})
    yield "map.html", page(env, "map.html.j2", {**common, **_map(rows)})
    yield "dictionary.html", page(env, "dictionary.html.j2", {**common, "tables": tables})
    method = {"rules": _rules(rows), "policies": rows.policies, "exports": EXPORTS, "tables": tables}
    yield "method.html", page(env, "method.html.j2", {**common, **method})
    for event in rows.events:
        context = {
            **common,
            **event_page(rows, event),
            "root": "../",
            "growth_columns": growth.COLUMNS,
        }
        yield f"events/{file_name(event['event_id'])}.html", page(env, "event.html.j2", context)
    for asset in ("style.css", "site.js", "draw.js"):
        yield f"assets/{asset}", files("dagster_project.dashboard").joinpath("assets", asset).read_bytes()
    yield "assets/charts.js", script("charts", _charts())
    yield "assets/built.js", script("built", manifest.get("built_at"))
    yield "assets/vega.js", bundle().encode("utf-8")


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


def _event_lists(rows: Shelf, env: Environment, common: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    lines = events.event_lines(rows)
    parts = events.month_parts(lines)
    yield "events.html", page(env, "events.html.j2", {**common, **events.first_page(rows, lines, parts)})
    for name, context in events.month_pages(parts):
        yield name, page(env, "month.html.j2", {**common, **context})
    for name, data in events.searched(lines):
        yield f"assets/{name}.js", script(name, data)


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
        {"id": r["rule_id"], "name": rule(r["name"]), "text": r["description"], "risk": r.get("false_positive_risk")}
        for r in sorted(rows.rule.values(), key=lambda r: str(r["rule_id"]))
    ]
