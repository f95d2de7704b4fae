"""The published tables in the shapes that other tools and data sets have: CSV, GeoJSON, and rows laid out as UCDP GED and ACLED
lay theirs out. Read from the published file, so what redactions blank is blank here too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

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

# One row per event: its deaths, what it rests on, and where it lies.
_EVENTS = """
    with deaths as (
        select
            event_id,
            max(low) filter (where unit_id = 'person') as low,
            max(best) filter (where unit_id = 'person') as best,
            max(high) filter (where unit_id = 'person') as high,
            max(n_origins) filter (where unit_id = 'person') as n_origins,
            max(best) filter (where unit_id = 'civilian') as civilians,
            max(best) filter (where unit_id = 'soldier') as soldiers,
            count(*) filter (where unit_id = 'person') > 0 as is_stated
        from marts.fct_figures where measure = 'killed' group by event_id
    ),
    said as (
        select
            f.event_id,
            string_agg(
                u.label_plural || ' ' || replace(f.measure, '_', ' ') || ' ' || coalesce(f.best::varchar, 'indeterminate')
                || ' (' || coalesce(f.low::varchar, '') || case when f.high is null then ' or more' else '-' || f.high end
                || '; ' || f.n_origins || ' origins)', '; ' order by f.measure, f.unit_id
            ) as figures,
            bool_or(f.unit_id in ('drone', 'missile', 'cruise_missile', 'ballistic_missile', 'guided_bomb', 'aerial_target'))
                as is_from_the_air
        from marts.fct_figures as f join marts.dim_unit as u using (unit_id) group by f.event_id
    ),
    printed as (
        select c.event_id, string_agg(distinct a.outlet, '; ' order by a.outlet) as outlets, max(c.known_at) as known_at
        from marts.fct_claims as c join marts.dim_article as a using (article_id)
        where c.event_id is not null group by c.event_id
    ),
    regions as (
        select b.place_id, any_value(p.name) as region
        from marts.brg_place_ancestor as b join marts.dim_place as p on p.place_id = b.ancestor_place_id
        where p.place_type = 'adm1' group by b.place_id
    )
    select e.*, p.place_type, r.region, d.* exclude (event_id), s.* exclude (event_id), t.* exclude (event_id)
    from marts.dim_event as e
    left join marts.dim_place as p using (place_id)
    left join regions as r using (place_id)
    left join deaths as d using (event_id)
    left join said as s using (event_id)
    left join printed as t using (event_id)
"""

# Columns of UCDP GED 25.1. What this warehouse does not code (type of violence, actors' ids, priogrid …) is left empty.
_UCDP = f"""
    select
        event_id as id, year(event_date) as year, null as type_of_violence, 'Russia - Ukraine' as conflict_name,
        'Government of Russia (Soviet Union) - Government of Ukraine' as dyad_name,
        'Government of Russia (Soviet Union)' as side_a, 'Government of Ukraine' as side_b,
        n_origins as number_of_sources, outlets as source_article, known_at::date as source_date,
        case place_type
            when 'settlement' then 1 when 'site' then 1 when 'district' then 1 when 'adm2' then 3 when 'adm1' then 4
            when 'macro_region' then 5 when 'country' then 6 when 'sea' then 7
        end as where_prec,
        place_name as where_coordinates, region as adm_1, latitude, longitude, country,
        1 as date_prec, coalesce(night_of, event_date) as date_start, event_date as date_end,
        case when target_side = 'RU' then soldiers end as deaths_a, case when target_side = 'UA' then soldiers end as deaths_b,
        civilians as deaths_civilians, null as deaths_unknown, best, high, low
    from ({_EVENTS}) where is_stated order by event_date, id
"""

# Columns of ACLED; after them the range, which ACLED has none of. Event types are given only where a weapon says so.
_ACLED = f"""
    select
        event_id as event_id_cnty, event_date, year(event_date) as year, 1 as time_precision,
        case when is_from_the_air then 'Political violence' end as disorder_type,
        case when is_from_the_air then 'Explosions/Remote violence' end as event_type,
        case when is_from_the_air then 'Air/drone strike' end as sub_event_type,
        case target_side when 'UA' then 'Military Forces of Russia' when 'RU' then 'Military Forces of Ukraine' end as actor1,
        null as actor2, country, region as admin1, place_name as location, latitude, longitude,
        case when place_type in ('settlement', 'site', 'district') then 1 when place_type = 'adm2' then 2 else 3 end
            as geo_precision,
        outlets as source, 'Claimed: ' || figures as notes, best as fatalities, known_at as timestamp,
        low as fatalities_low, high as fatalities_high, n_origins as fatalities_origins
    from ({_EVENTS}) order by event_date, event_id_cnty
"""

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
    made.append(_csv(published, _UCDP, folder / "ucdp_ged_shaped.csv"))
    made.append(_csv(published, _ACLED, folder / "acled_shaped.csv"))
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
