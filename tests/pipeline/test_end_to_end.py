"""`crosstally run` on the sample, seen from outside: what it prints, what it leaves, what a second run changes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import dagster as dg
import duckdb
import polars as pl
import pytest

from dagster_project.lake.published import faults
from tests.conftest import SAMPLE, Built, crosstally

MARTS = (
    "dim_article", "dim_outlet", "dim_claimant", "dim_place", "dim_unit", "dim_date", "dim_rule", "dim_policy",
    "dim_event", "brg_event_part", "fct_claims", "fct_figures", "fct_figures_by_policy", "fct_figure_history",
    "fct_period_figures", "fct_strikes", "fct_interceptions", "fct_casualties", "fct_strikes_daily",
    "fct_interceptions_daily", "fct_casualties_daily", "fct_discrepancies", "brg_discrepancy_claims",
    "rejected_inputs",
)  # fmt: skip


@pytest.fixture
def reader(built: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(built.database), read_only=True) as connection:
        yield connection


def count(reader: duckdb.DuckDBPyConnection, query: str) -> int:
    row = reader.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def test_it_says_what_it_did(built: Built) -> None:
    for word in ("read", "rejected", "extracted", "flagged", "published", "dashboard"):
        assert re.search(rf"^{word}|  {word}", built.printed, flags=re.MULTILINE), f"{word} in:\n{built.printed}"
    assert str(built.published / "site" / "index.html") in built.printed


def test_the_release_is_whole(built: Built) -> None:
    assert faults(built.published) == []


def test_the_data_docs_show_audits_and_reviews(built: Built) -> None:
    page = (built.published / "data_docs" / "index.html").read_text(encoding="utf-8")
    for suite in ("Audit articles", "Audit claims", "Review figures", "Review discrepancies"):
        assert suite in page


@pytest.mark.parametrize("mart", MARTS)
def test_every_mart_of_the_contract_holds_rows(mart: str, reader: duckdb.DuckDBPyConnection) -> None:
    assert count(reader, f"select count(*) from marts.{mart}") > 0


def test_only_marts_are_published(reader: duckdb.DuckDBPyConnection) -> None:
    assert reader.execute("select distinct schema_name from duckdb_tables()").fetchall() == [("marts",)]
    assert count(reader, "select count(*) from duckdb_views() where not internal") == 0


def test_no_mart_holds_a_whole_article_or_the_time_of_a_build(reader: duckdb.DuckDBPyConnection) -> None:
    columns = {name for (name,) in reader.execute("select distinct column_name from duckdb_columns()").fetchall()}
    assert not columns & {"text", "built_at", "loaded_at", "created_at", "updated_at", "dbt_updated_at"}


def test_both_sides_and_every_subject_are_there(reader: duckdb.DuckDBPyConnection) -> None:
    sides = reader.execute(
        "select distinct target_side from marts.fct_figures where target_side is not null order by 1"
    ).fetchall()
    assert sides == [("RU",), ("UA",)]
    measures = {name for (name,) in reader.execute("select distinct measure from marts.fct_figures").fetchall()}
    assert measures >= {"launched", "intercepted", "killed", "injured"}


def test_figures_are_ordered_and_name_their_claims(reader: duckdb.DuckDBPyConnection) -> None:
    assert (
        count(
            reader, "select count(*) from marts.fct_figures where not (low <= best and (high is null or best <= high))"
        )
        == 0
    )
    assert count(
        reader,
        "select count(*) from (select unnest(claim_ids) as claim_id from marts.fct_figures) "
        "anti join marts.fct_claims using (claim_id)",
    ) == 0  # fmt: skip


def test_as_of_now_is_the_current_state_and_long_ago_is_nothing(reader: duckdb.DuckDBPyConnection) -> None:
    key = "event_id, measure, unit_id, low, best, high"
    now = reader.execute(f"select {key} from marts.figures_as_of('2100-01-01') order by all").fetchall()
    assert now == reader.execute(f"select {key} from marts.fct_figures order by all").fetchall()
    assert count(reader, "select count(*) from marts.figures_as_of('2000-01-01')") == 0
    for macro in ("claims_as_of", "period_figures_as_of", "discrepancies_as_of"):
        assert count(reader, f"select count(*) from marts.{macro}('2100-01-01')") > 0
        assert count(reader, f"select count(*) from marts.{macro}('2000-01-01')") == 0


def test_the_past_differs_from_the_present(reader: duckdb.DuckDBPyConnection) -> None:
    """A toll that rose: there is a moment at which a figure that stands today stood otherwise."""
    moved = reader.execute(
        "select event_id, measure, unit_id, min(valid_from) from marts.fct_figure_history "
        "group by all having count(distinct best) > 1 limit 1"
    ).fetchone()
    assert moved is not None
    event, measure, unit, first = moved
    query = "select best from marts.{} where event_id = ? and measure = ? and unit_id = ?"
    then = reader.execute(query.format(f"figures_as_of('{first}')"), [event, measure, unit]).fetchone()
    history = reader.execute(
        query.format("fct_figure_history") + " and valid_from = ?", [event, measure, unit, first]
    ).fetchone()
    assert then == history


def test_quotes_stand_in_the_lake_where_claims_say(built: Built) -> None:
    claims = pl.read_parquet(built.data / "lake" / "claims" / "*" / "*.parquet")
    texts = dict(
        pl.read_parquet(built.data / "lake" / "articles" / "*" / "*.parquet").select("article_id", "text").iter_rows()
    )
    assert claims.height > 100
    for row in claims.iter_rows(named=True):
        text = texts[row["article_id"]]
        assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
        assert text[row["value_start"] : row["value_end"]] == row["value_text"]


def test_every_declared_check_was_evaluated(built: Built) -> None:
    """Assets and checks can vanish from a run that stays green; this run is asked about each of them."""
    from dagster_project.definitions import defs

    graph = defs().resolve_asset_graph()
    with dg.DagsterInstance.from_config(str(built.dagster_home)) as instance:
        [run] = instance.get_runs()
        assert run.status is dg.DagsterRunStatus.SUCCESS
        events = instance.all_logs(run.run_id)
    evaluated = {
        event.dagster_event.asset_check_evaluation_data.asset_check_key
        for event in events
        if event.dagster_event and event.dagster_event.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION
    }
    made = {
        event.dagster_event.asset_key
        for event in events
        if event.dagster_event and event.dagster_event.is_step_materialization
    }
    feeds = dg.AssetKey(["inbox", "feeds"])  # fetched by a job of their own
    assert {key for key in graph.asset_check_keys if key.asset_key != feeds} - evaluated == set()
    assert graph.materializable_asset_keys - made == {feeds}
    assert len(evaluated) > 100


def test_dagster_knows_row_counts_and_columns(built: Built) -> None:
    with dg.DagsterInstance.from_config(str(built.dagster_home)) as instance:
        event = instance.get_latest_materialization_event(dg.AssetKey(["marts", "fct_figures"]))
    assert event is not None and event.asset_materialization is not None
    metadata = event.asset_materialization.metadata
    assert int(str(metadata["dagster/row_count"].value)) > 0
    schema = metadata["dagster/column_schema"].value
    assert isinstance(schema, dg.TableSchema)
    assert {column.name for column in schema.columns} >= {"event_id", "low", "best", "high"}
    assert all(column.description for column in schema.columns)


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file below `folder` with a hash of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(database: Path) -> dict[str, object]:
    with duckdb.connect(str(database), read_only=True) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "select table_name from duckdb_tables() where schema_name = 'marts' order by 1"
            ).fetchall()
        ]
        return {
            name: connection.execute(
                f"select count(*), bit_xor(md5_number_lower(t::varchar)) from marts.{name} as t"
            ).fetchone()
            for name in names
        }


def test_a_second_run_adds_nothing_and_changes_nothing(copied: Built) -> None:
    lake, release = fingerprint(copied.data / "lake"), copied.published.resolve()
    before = rows(copied.database)
    before.pop("rpt_changes")  # compares releases, so it is published alone
    done = crosstally("run", SAMPLE, data=copied.data)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 new articles, 0 duplicates, 0 rejected" in done.stdout
    assert fingerprint(copied.data / "lake") == lake
    assert rows(copied.data / "warehouse" / "crosstally.duckdb") == before
    assert copied.published.resolve().name == release.name
    assert len([one for one in (copied.data / "releases").iterdir() if not one.name.startswith(".")]) == 1


def test_the_manifest_speaks_for_the_release(built: Built, reader: duckdb.DuckDBPyConnection) -> None:
    manifest = json.loads((built.published / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["row_counts"]["fct_claims"] == count(reader, "select count(*) from marts.fct_claims")
    newest = reader.execute("select max(known_at) from marts.dim_article").fetchone()
    assert newest is not None and manifest["as_of"] == newest[0].replace(tzinfo=UTC).isoformat()
    assert manifest["schema_version"] and manifest["extractor_version"] and manifest["built_at"]
