"""One real article through the whole path into an empty data folder: the answers its readers agreed on stand in the marts, and none
of the totals a careless reader makes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.conftest import crosstally

# place, day, measure, unit → best; the names are those of `expected_answers` in reference/seed_claims.json
FIGURES = {
    "launched_kyiv_2023-06-02": ("Kyiv", "2023-06-02", "launched", "aerial_target"),
    "intercepted_kyiv_2023-06-02": ("Kyiv", "2023-06-02", "intercepted", "aerial_target"),
    "intercepted_missiles": ("Kyiv", "2023-06-02", "intercepted", "missile"),
    "intercepted_drones": ("Kyiv", "2023-06-02", "intercepted", "drone"),
    "killed_kyiv_2023-06-02": ("Kyiv", "2023-06-02", "killed", "person"),
    "injured_kyiv_2023-06-02": ("Kyiv", "2023-06-02", "injured", "person"),
    "killed_kyiv_2023-06-01": ("Kyiv", "2023-06-01", "killed", "person"),
    "killed_belgorod_maslova_pristan_2023-06-02": ("Maslova Pristan", "2023-06-02", "killed", "person"),
    "injured_belgorod_maslova_pristan_2023-06-02": ("Maslova Pristan", "2023-06-02", "injured", "person"),
    "ground_attacks_repelled_belgorod_2023-06-01": ("Belgorod Oblast", "2023-06-01", "attacks", "attack"),
    "houses_damaged_bryansk": ("Bryansk Oblast", "2023-06-02", "damaged", "house"),
}
PERIODS = {"attacks_kyiv_2023-05": "period", "running_counter_kyiv_2023-06-02": "counter"}


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, object]:
    answers: dict[str, object] = json.loads((shared / "reference" / "seed_claims.json").read_text())["expected_answers"]
    return answers


@pytest.fixture(scope="module")
def marts(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    data = tmp_path_factory.mktemp("seed")
    done = crosstally("run", shared / "corpus" / "seed.txt", data=data)
    assert done.returncode == 0, done.stdout + done.stderr
    with duckdb.connect(str(data / "published" / "crosstally.duckdb"), read_only=True) as reader:
        yield reader


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_as_expected(name: str, expected: dict[str, object], marts: duckdb.DuckDBPyConnection) -> None:
    rows = marts.execute(
        "select low, best, high from marts.fct_figures "
        "where place_name = ? and event_date = ? and measure = ? and unit_id = ?",
        list(FIGURES[name]),
    ).fetchall()
    assert rows == [(expected[name],) * 3]


def test_an_open_figure_stays_open(expected: dict[str, object], marts: duckdb.DuckDBPyConnection) -> None:
    rows = marts.execute(
        "select low, high from marts.fct_figures where place_name = 'Novaya Tavolzhanka' and measure = 'killed'"
    ).fetchall()
    assert expected["killed_tavolzhanka_2023-06-02"] == {"min": 2, "max": None}
    assert rows == [(2, None)]


@pytest.mark.parametrize("name", PERIODS)
def test_a_total_and_a_counter_stand_apart(
    name: str, expected: dict[str, object], marts: duckdb.DuckDBPyConnection
) -> None:
    rows = marts.execute(
        "select best, place_name from marts.fct_period_figures where measure = 'attacks' and scope = ?", [PERIODS[name]]
    ).fetchall()
    assert rows == [(expected[name], "Kyiv")]


def test_period_and_counter_are_in_no_total(marts: duckdb.DuckDBPyConnection) -> None:
    for table in ("fct_strikes", "fct_strikes_daily"):
        values = {value for (value,) in marts.execute(f"select attacks_best from marts.{table}").fetchall()}
        assert not values & {17, 19, 36}, table
    attacks = marts.execute("select best from marts.fct_figures where measure = 'attacks'").fetchall()
    assert attacks == [(3,)]


def test_none_of_the_wrong_totals_is_anywhere(marts: duckdb.DuckDBPyConnection) -> None:
    """Added up twice, the article would give 72 launched, 72 intercepted, 36 attacks, 4 injured in Kyiv, 8 killed in Russia."""
    tables = ("fct_strikes", "fct_interceptions", "fct_casualties", "fct_strikes_daily", "fct_interceptions_daily")
    for table in (*tables, "fct_casualties_daily"):
        for row in marts.sql(f"select * from marts.{table}").pl().iter_rows(named=True):
            got = {name: value for name, value in row.items() if name.endswith(("_low", "_best", "_high")) and value}
            assert 72 not in got.values() and got.get("attacks_best") != 36, (table, row)
            assert got.get("killed_best") != 8 and got.get("injured_best") != 4, (table, row)


def test_the_day_in_kyiv_adds_nothing_up(marts: duckdb.DuckDBPyConnection) -> None:
    rows = marts.execute(
        "select intercepted_best, basis from marts.fct_interceptions_daily "
        "where target_side = 'UA' and event_date = '2023-06-02' and unit_id = 'aerial_target'"
    ).fetchall()
    assert [value for value, _ in rows] == [36]
