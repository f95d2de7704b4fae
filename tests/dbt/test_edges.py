"""The models stand on their own: without any article, and with nothing but tallies."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dagster_project.settings import Settings
from tests.dbt import lake_builder as lb
from tests.dbt import warehouse_builder as wb

MARTS = "select table_name, table_type from information_schema.tables where table_schema = 'marts' order by table_name"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return wb.build(lb.Lake(), tmp_path_factory.mktemp("empty"), tests=True)


def test_an_empty_lake_builds_every_mart_and_passes_its_tests(empty: Settings) -> None:
    assert {"fct_claims", "fct_figures", "fct_period_figures", "dim_date"} <= {
        name for name, _ in wb.rows(empty, MARTS)
    }
    assert wb.rows(empty, "select count(*) from marts.fct_claims") == [(0,)]
    assert wb.rows(empty, "from figures_as_of('2023-06-02')") == []
    assert wb.rows(empty, "from period_figures_as_of('2023-06-02')") == []


def test_the_unit_tests_of_the_models_pass(empty: Settings) -> None:
    wb.dbt(empty, "test", "--select", "test_type:unit")


def test_every_mart_and_column_has_a_comment(empty: Settings) -> None:
    silent = (
        "select table_name, null from duckdb_tables() where schema_name = 'marts' and comment is null "
        "union all select table_name, column_name from duckdb_columns() "
        "where schema_name = 'marts' and coalesce(comment, '') = ''"
    )
    assert wb.rows(empty, silent) == []


def test_no_table_holds_the_time_of_a_build(empty: Settings) -> None:
    moments = (
        "select distinct column_name from information_schema.columns where data_type like 'TIMESTAMP%' order by all"
    )
    assert not [name for (name,) in wb.rows(empty, moments) if "built" in name or "loaded" in name or "dbt" in name]


def test_tallies_alone_make_figures(tmp_path: Path) -> None:
    night = {"source_kind": "table", "outlet": "Tallies", "place_id": "UA", "at": "2023-06-02 07:00", **lb.AIR_FORCE}
    lake = lb.lake_of(
        [
            {**night, "article": "row-1", "value": 21, "weapon_model": "shahed_136"},
            {**night, "article": "row-1", "value": 19, "weapon_model": "shahed_136", "measure": "intercepted"},
            {**night, "article": "row-2", "value": 15, "unit_id": "cruise_missile", "weapon_model": "kh_101"},
            {**night, "article": "row-3", "value": 3, "unit_id": "cruise_missile", "weapon_model": "kalibr"},
            {**night, "article": "row-4", "value": 9, "on": date(2023, 6, 3), "at": "2023-06-03 07:00"},
        ]
    )
    settings = wb.build(lake, tmp_path, tests=True)
    figures = wb.rows(
        settings, "select event_date::varchar, measure, unit_id, best from marts.fct_figures order by all"
    )
    # two models of one bulletin are parts of their unit: neither is the number of cruise missiles
    assert figures == [
        ("2023-06-02", "intercepted", "drone", 19),
        ("2023-06-02", "launched", "drone", 21),
        ("2023-06-03", "launched", "drone", 9),
    ]
    daily = wb.rows(
        settings,
        "select event_date::varchar, unit_id, basis, launched_best, launched_n_origins from marts.fct_strikes_daily order by all",
    )
    # of the day they are its items, and their sum is what the table has
    assert daily == [
        ("2023-06-02", "cruise_missile", "sum_of_parts", 18, 1),
        ("2023-06-02", "drone", "stated_whole", 21, 1),
        ("2023-06-03", "drone", "stated_whole", 9, 1),
    ]
    rates = wb.rows(settings, "select interception_rate from marts.fct_interceptions_daily")
    assert rates == [(pytest.approx(19 / 21),)]
