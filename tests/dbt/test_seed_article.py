"""The labelled seed article, from its text to the figures an analyst would write down, and none of the totals that are wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dagster_project.settings import Settings
from tests.dbt import warehouse_builder as wb

KYIV, MASLOVA = "Kyiv", "Maslova Pristan"


@pytest.fixture(scope="module")
def seed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(data_dir=tmp_path_factory.mktemp("seed"))
    wb.read(settings, [shared / "corpus" / "seed.txt"], datetime(2024, 1, 1, tzinfo=UTC))
    wb.dbt(settings, "seed")
    wb.dbt(settings, "run")
    return settings


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, int]:
    labelled: dict[str, dict[str, int]] = json.loads((shared / "reference" / "seed_claims.json").read_text("utf-8"))
    return labelled["expected_answers"]


@pytest.mark.parametrize(
    ("answer", "cell"),
    [
        ("launched_kyiv_2023-06-02", ("2023-06-02", KYIV, "launched", "aerial_target")),
        ("intercepted_kyiv_2023-06-02", ("2023-06-02", KYIV, "intercepted", "aerial_target")),
        ("intercepted_missiles", ("2023-06-02", KYIV, "intercepted", "missile")),
        ("intercepted_drones", ("2023-06-02", KYIV, "intercepted", "drone")),
        ("killed_kyiv_2023-06-02", ("2023-06-02", KYIV, "killed", "person")),
        ("injured_kyiv_2023-06-02", ("2023-06-02", KYIV, "injured", "person")),
        ("children_injured_kyiv_2023-06-02", ("2023-06-02", KYIV, "injured", "child")),
        ("killed_kyiv_2023-06-01", ("2023-06-01", KYIV, "killed", "person")),
        ("children_killed_kyiv_2023-06-01", ("2023-06-01", KYIV, "killed", "child")),
        ("killed_belgorod_maslova_pristan_2023-06-02", ("2023-06-02", MASLOVA, "killed", "person")),
        ("injured_belgorod_maslova_pristan_2023-06-02", ("2023-06-02", MASLOVA, "injured", "person")),
        ("ground_attacks_repelled_belgorod_2023-06-01", ("2023-06-01", "Belgorod Oblast", "attacks", "attack")),
        ("houses_damaged_bryansk", ("2023-06-02", "Bryansk Oblast", "damaged", "house")),
    ],
)
def test_the_figures_are_those_of_the_article(
    answer: str, cell: tuple[str, str, str, str], seed: Settings, expected: dict[str, int]
) -> None:
    found = wb.rows(
        seed,
        "select low, best, high from marts.fct_figures "
        "where event_date = $1::date and place_name = $2 and measure = $3 and unit_id = $4",
        cell,
    )
    assert found == [(expected[answer],) * 3]


def test_an_open_figure_stays_open(seed: Settings, expected: dict[str, dict[str, int]]) -> None:
    least = expected["killed_tavolzhanka_2023-06-02"]["min"]
    assert wb.rows(
        seed,
        "select low, best, high from marts.fct_figures where place_name = 'Novaya Tavolzhanka' and measure = 'killed'",
    ) == [(least, least, None)]


def test_the_month_and_the_counter_stand_beside_the_events_and_in_no_total(
    seed: Settings, expected: dict[str, int]
) -> None:
    assert wb.rows(seed, "select scope, best, place_name from marts.fct_period_figures order by scope") == [
        ("counter", expected["running_counter_kyiv_2023-06-02"], KYIV),
        ("period", expected["attacks_kyiv_2023-05"], KYIV),
    ]
    assert wb.rows(seed, "select count(*) from marts.fct_figures where best in (17, 19)") == [(0,)]


def test_no_day_adds_what_must_not_be_added(seed: Settings) -> None:
    """The wrong totals of the labels: 72 launched or intercepted, 4 injured in Kyiv, more than 2 people killed in Russia."""
    assert wb.rows(
        seed,
        "select max(launched_best) from marts.fct_strikes_daily where target_side = 'UA' "
        "union all select max(intercepted_best) from marts.fct_interceptions_daily where target_side = 'UA' "
        "union all select max(injured_best) from marts.fct_casualties_daily where target_side = 'UA' "
        "union all select killed_best from marts.fct_casualties_daily where target_side = 'RU' and unit_id = 'person'",
    ) == [(36,), (36,), (2,), (2,)]
