"""`rpt_changes`: which figures a release states that the one before did not, states otherwise, or states no more, and why.

It tells of two releases, not of the world, so it is written when a release is made and stands in no dbt model: one would compare
the warehouse with whatever is published at the time of the build, and be empty after the next build that brings nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from dagster_project.lake.warehouse import MARTS
from dagster_project.settings import Settings

TABLE = "rpt_changes"
COMMENT = (
    "One row per figure (event × measure × unit) that is new, moved or withdrawn since the release before, by the default policy. "
    "Empty where nothing differs, and in a first release."
)
# name, type with constraints, meaning
COLUMNS = (
    ("figure_id", "varchar primary key", "Hash of event, measure and unit; that of fct_figures, now or in the release before."),
    ("event_id", "varchar not null", "The event; one that is withdrawn may stand in the release before alone."),
    ("event_date", "date", "Date of the event, local to the place."),
    ("place_name", "varchar", "Name of the place."),
    ("target_side", "varchar", "The party under attack, by who holds the place: UA, RU or other."),
    ("measure", "varchar not null", "What happened: launched, intercepted, killed and so on."),
    ("unit_id", "varchar not null", "What is counted: the unit as in dim_unit."),
    ("kind", "varchar not null check (kind in ('new', 'moved', 'withdrawn'))",
     "new: not stated before. moved: low, best or high differs. withdrawn: stated no more."),
    ("cause", "varchar not null check (cause in ('new_report', 'read_anew', 'correction', 'new_version', 'weighed_anew'))",
     "What brought it about. new_report: an article that the release before did not hold. read_anew: other claims from articles "
     "it held. correction: an editor rejected a claim. new_version: an outlet changed its story. weighed_anew: the same claims, "
     "placed or weighed otherwise."),
    ("low", "bigint", "Low end of the range now; NULL where withdrawn."),
    ("best", "bigint", "Best value now; NULL where withdrawn."),
    ("high", "bigint", "High end now; NULL where withdrawn or unbounded."),
    ("n_origins", "bigint", "Origins it rests on now; NULL where withdrawn."),
    ("low_before", "bigint", "Low end in the release before; NULL where new."),
    ("best_before", "bigint", "Best value in the release before; NULL where new."),
    ("high_before", "bigint", "High end in the release before; NULL where new or unbounded."),
    ("n_origins_before", "bigint", "Origins it rested on in the release before; NULL where new."),
    ("added_claim_ids", "varchar[]", "Claims it rests on now and did not before; empty where withdrawn."),
    ("dropped_claim_ids", "varchar[]", "Claims it rested on before and does not now; empty where new."),
    ("release_before", "varchar not null", "Id of the release it is compared with."),
    ("as_of_before", "timestamp", "Newest known_at of that release, UTC."),
)  # fmt: skip
# What must stand in the release before for it to be compared with.
_NEEDED = {
    "fct_figures": (
        "figure_id", "event_id", "event_date", "place_name", "target_side", "measure", "unit_id", "low", "best", "high",
        "n_origins", "claim_ids",
    ),
    "fct_claims": ("claim_id",),
    "dim_article": ("article_id", "known_at"),
}  # fmt: skip

_CHANGES = f"""
    with cells as (
        select
            now.figure_id is not null as is_now, old.figure_id is not null as is_old,
            coalesce(now.figure_id, old.figure_id) as figure_id, coalesce(now.event_id, old.event_id) as event_id,
            coalesce(now.event_date, old.event_date) as event_date, coalesce(now.place_name, old.place_name) as place_name,
            coalesce(now.target_side, old.target_side) as target_side, coalesce(now.measure, old.measure) as measure,
            coalesce(now.unit_id, old.unit_id) as unit_id,
            now.low, now.best, now.high, now.n_origins,
            old.low as low_before, old.best as best_before, old.high as high_before, old.n_origins as n_origins_before,
            coalesce(now.claim_ids, []) as claims_now, coalesce(old.claim_ids, []) as claims_old
        from {MARTS}.fct_figures as now
        full join before.{MARTS}.fct_figures as old on old.figure_id = now.figure_id
        where (now.low, now.best, now.high) is distinct from (old.low, old.best, old.high)
    ),

    differing as (
        select
            *,
            list_sort(list_filter(claims_now, lambda c: not list_contains(claims_old, c))) as added_claim_ids,
            list_sort(list_filter(claims_old, lambda c: not list_contains(claims_now, c))) as dropped_claim_ids
        from cells
    ),

    -- claims that the release before did not hold at all, and whether it held their article
    added as (
        select d.figure_id, bool_or(a.article_id is null) as is_any_from_new_article
        from (select figure_id, unnest(added_claim_ids) as claim_id from differing) as d
        join {MARTS}.fct_claims as c on c.claim_id = d.claim_id
        left join before.{MARTS}.dim_article as a on a.article_id = c.article_id
        where not exists (from before.{MARTS}.fct_claims as o where o.claim_id = d.claim_id)
        group by d.figure_id
    ),

    dropped as (
        select
            d.figure_id, bool_or(c.is_rejected) as is_any_rejected, bool_or(c.superseded_at is not null) as is_any_superseded,
            bool_or(c.claim_id is null) as is_any_gone
        from (select figure_id, unnest(dropped_claim_ids) as claim_id from differing) as d
        left join {MARTS}.fct_claims as c on c.claim_id = d.claim_id
        group by d.figure_id
    )

    select
        d.figure_id, d.event_id, d.event_date, d.place_name, d.target_side, d.measure, d.unit_id,
        case when not d.is_old then 'new' when not d.is_now then 'withdrawn' else 'moved' end as kind,
        case
            when a.is_any_from_new_article then 'new_report'
            when a.figure_id is not null then 'read_anew'
            when g.is_any_rejected then 'correction'
            when g.is_any_superseded then 'new_version'
            when g.is_any_gone then 'read_anew'
            else 'weighed_anew'
        end as cause,
        d.low, d.best, d.high, d.n_origins, d.low_before, d.best_before, d.high_before, d.n_origins_before,
        d.added_claim_ids, d.dropped_claim_ids, $release_before as release_before,
        (select max(known_at) from before.{MARTS}.dim_article) as as_of_before
    from differing as d
    left join added as a on a.figure_id = d.figure_id
    left join dropped as g on g.figure_id = d.figure_id
    order by d.event_date desc, d.figure_id
"""


@dataclass(frozen=True)
class Before:
    """The release that another follows: its id and the newest known_at it held (UTC, without zone; None where it held none)."""

    release_id: str
    as_of: datetime | None


def write(
    database: Path, release_before: str | None, database_before: Path, memory: str = Settings.memory
) -> Before | None:
    """Add the table to the published file `database`, comparing it with the file of the release before and holding no more than
    `memory` ("2GB"). Returns what it was compared with: None, and an empty table, where there is none or its marts lack columns
    needed here."""
    with duckdb.connect(str(database)) as published:
        published.execute("set TimeZone = 'UTC'")
        published.execute("set memory_limit = ?", [memory])
        columns = ", ".join(f"{name} {kind}" for name, kind, _ in COLUMNS)
        published.execute(f"create table {MARTS}.{TABLE} ({columns})")
        published.execute(f"comment on table {MARTS}.{TABLE} is {_text(COMMENT)}")
        for name, _, meaning in COLUMNS:
            published.execute(f"comment on column {MARTS}.{TABLE}.{name} is {_text(meaning)}")
        if release_before is None or not database_before.exists():
            return None
        published.execute(f"attach {_text(str(database_before))} as before (read_only)")
        if not _is_comparable(published):
            return None
        published.execute(f"insert into {MARTS}.{TABLE} by name {_CHANGES}", {"release_before": release_before})
        row = published.execute(f"select max(known_at) from before.{MARTS}.dim_article").fetchone()
        return Before(release_before, row[0] if row else None)


def _is_comparable(published: duckdb.DuckDBPyConnection) -> bool:
    held = set(
        published.execute(
            "select table_name, column_name from duckdb_columns() where database_name = 'before' and schema_name = ?",
            [MARTS],
        ).fetchall()
    )
    return held >= {(table, column) for table, columns in _NEEDED.items() for column in columns}


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
