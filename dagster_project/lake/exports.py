"""The published tables in the shapes that other tools and data sets have: CSV, GeoJSON, and rows laid out as UCDP GED and ACLED
lay theirs out. Read from the published file, so what redactions blank is blank here too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.lake import shapes

CSV_TABLES = (
    "fct_figures",
    "fct_claims",
    "rpt_changes",
    "fct_discrepancies",
    "dim_event",
    "dim_article",
    "rpt_sources",
    "rpt_source_agreement",
)

_FEATURES = """
    select
        e.event_id, e.event_date::varchar as event_date, e.window, e.place_name, e.target_side, e.country, e.longitude, e.latitude,
        list({'measure': f.measure, 'unit': f.unit_id, 'low': f.low, 'best': f.best, 'high': f.high, 'n_origins': f.n_origins}
            order by f.measure, f.unit_id) filter (where f.event_id is not null) as figures
    from marts.dim_event as e left join marts.fct_figures as f using (event_id)
    where e.longitude is not null and e.latitude is not null
    group by all order by 2, 1
"""


def write(published: duckdb.DuckDBPyConnection, folder: Path, schema_version: str) -> list[Path]:
    """Write every export into `folder`, which is made, and return the files. An unbounded high is empty (null in GeoJSON)."""
    folder.mkdir(parents=True)
    made = []
    for table in CSV_TABLES:
        made.append(
            _csv(
                published, f"select {_flat(published, table)} from marts.{table} order by all", folder / f"{table}.csv"
            )
        )
    made.append(_csv(published, shapes.UCDP, folder / "ucdp_ged_shaped.csv"))
    made.append(_csv(published, shapes.ACLED, folder / "acled_shaped.csv"))
    made.append(_geojson(published, folder / "events.geojson", schema_version))
    return made


def _flat(published: duckdb.DuckDBPyConnection, table: str) -> str:
    """The table's columns, lists joined with spaces: a CSV cell holds one text."""
    columns = published.execute(f"select column_name, column_type from (describe marts.{table})").fetchall()
    return ", ".join(
        f'array_to_string("{name}", \' \') as "{name}"' if kind.endswith("[]") else f'"{name}"'
        for name, kind in columns
    )


def _csv(published: duckdb.DuckDBPyConnection, query: str, path: Path) -> Path:
    name = str(path).replace("'", "''")
    published.execute(
        f"copy ({query}) to '{name}' (format csv, header, dateformat '%Y-%m-%d', timestampformat '%Y-%m-%dT%H:%M:%SZ')"
    )
    return path


def _geojson(published: duckdb.DuckDBPyConnection, path: Path, schema_version: str) -> Path:
    cursor = published.execute(_FEATURES)
    names = [column[0] for column in cursor.description or []]
    features = [_feature(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
    collection = {"type": "FeatureCollection", "schema_version": schema_version, "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    return path


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    where = [row.pop("longitude"), row.pop("latitude")]
    return {
        "type": "Feature",
        "id": row["event_id"],
        "geometry": {"type": "Point", "coordinates": where},
        "properties": row,
    }
