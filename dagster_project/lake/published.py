"""A release seen as its readers see it: what it holds, where its sources disagree, what is wrong with it if anything."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

from dagster_project.lake.warehouse import MARTS, reading

DATABASE = "crosstally.duckdb"
PAGES = ("site/index.html", "data_docs/index.html")


@dataclass(frozen=True)
class Summary:
    """A release in a few numbers. `flags` are those standing now; `flags_by_rule` says how many of each rule, in words."""

    release_id: str
    as_of: str | None
    articles: int
    claims: int
    events: int
    figures: int
    flags: int
    flags_by_rule: str


def summary(folder: Path) -> Summary:
    """Count what the release in `folder` holds. Raises `FileNotFoundError` where there is none."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    rows = manifest["row_counts"]
    with reading(folder / DATABASE) as release:
        flags = release.execute(
            f"select r.name, count(*) from {MARTS}.fct_discrepancies as d join {MARTS}.dim_rule as r using (rule_id) "
            "where d.resolved_at is null group by all order by 2 desc, 1"
        ).fetchall()
    return Summary(
        release_id=manifest["release_id"],
        as_of=manifest["as_of"],
        articles=rows["dim_article"],
        claims=rows["fct_claims"],
        events=rows["dim_event"],
        figures=rows["fct_figures"],
        flags=sum(count for _, count in flags),
        flags_by_rule=", ".join(f"{count} {name.replace('_', ' ')}" for name, count in flags) or "none",
    )


def faults(folder: Path) -> list[str]:
    """What the release in `folder` lacks or contradicts, one sentence each; empty where it is whole."""
    manifest = folder / "manifest.json"
    if not manifest.exists():
        return [f"no release at {folder}"]
    expected: dict[str, int] = json.loads(manifest.read_text(encoding="utf-8"))["row_counts"]
    found = [f"{page} is missing" for page in PAGES if not (folder / page).is_file()]
    with reading(folder / DATABASE) as published:
        for name, count in expected.items():
            row = published.execute(f"select count(*) from {MARTS}.{name}").fetchone()
            if row is None or row[0] != count:
                found.append(f"{name}: the manifest says {count} rows, DuckDB holds {row[0] if row else 'none'}")
        undescribed = published.execute(
            "select table_name from duckdb_tables() where coalesce(comment, '') = '' "
            "union all select table_name || '.' || column_name from duckdb_columns() "
            "where not internal and coalesce(comment, '') = '' order by all"
        ).fetchall()
    found += [f"{name} has no description" for (name,) in undescribed]
    for name, count in expected.items():
        file = folder / "parquet" / f"{name}.parquet"
        rows = pl.scan_parquet(file).select(pl.len()).collect().item() if file.is_file() else None
        if rows != count:
            found.append(f"{name}: the manifest says {count} rows, {file.name} holds {rows}")
    return found


def discrepancies(folder: Path, as_of: str | None, event: str | None) -> pl.DataFrame:
    """The disagreements in the release in `folder`, those still to be judged first, of them the most severe and
    the widest apart: those flagged by `as_of` (a date means its end, UTC) in
    the state they had then, or all as they stand. `event`: an event's id, or text in its place or date.

    Raises `FileNotFoundError` where nothing is published, `ValueError` for a date that is none."""
    wanted = _moment(as_of) if as_of else None
    source = f"{MARTS}.discrepancies_as_of('{wanted}')" if wanted else f"{MARTS}.fct_discrepancies"
    with reading(folder / DATABASE) as release:
        rows: pl.DataFrame = release.sql(
            f"select d.severity, d.priority, r.name as rule, e.place_name, e.event_date, d.status, d.first_seen_at, d.resolved_at, "
            f"d.explanation, d.discrepancy_id, d.event_id from {source} as d join {MARTS}.dim_rule as r using (rule_id) "
            f"left join {MARTS}.dim_event as e using (event_id) "
            "order by d.status <> 'open', d.priority desc, d.first_seen_at, d.discrepancy_id"
        ).pl()
    if event is None:
        return rows
    inside = pl.concat_str("place_name", pl.col("event_date").cast(pl.String), separator=" ", ignore_nulls=True)
    found = inside.str.to_lowercase().str.contains(event.lower(), literal=True)
    return rows.filter(found | (pl.col("event_id") == event))


def _moment(text: str) -> str:
    """`text` as DuckDB reads it: a bare date stays one. Raises `ValueError` naming what was expected."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).isoformat(sep=" ")
    except ValueError:
        raise ValueError(f"expected a date or moment like 2023-06-03 or 2023-06-03T12:00, found {text!r}") from None
