"""UCDP's public events through the whole path: into the marts, known from their release on."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dagster_project.settings import Settings
from tests.crosssource.conftest import warehouse
from tests.dbt import warehouse_builder as wb


@pytest.fixture(scope="module")
def sample(shared: Path) -> Path:
    return shared / "reference" / "ucdp_ged251_ukraine_sample2000.csv"


@pytest.fixture(scope="module")
def events(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return warehouse([sample], tmp_path_factory.mktemp("ucdp"))


def test_every_event_is_one_claim_with_its_best_estimate(events: Settings, sample: Path) -> None:
    with sample.open(encoding="utf-8", newline="") as file:
        expected = sorted((row["id"], int(row["best"])) for row in csv.DictReader(file))
    found = wb.rows(
        events,
        "select source_id, value from marts.fct_claims join marts.dim_article using (article_id) "
        "where claimant_id = 'ucdp' and measure = 'killed' order by source_id",
    )
    assert found == expected


def test_bounds_are_in_order_and_broken_ones_are_named(events: Settings, sample: Path) -> None:
    with sample.open(encoding="utf-8", newline="") as file:
        rows = [tuple(int(row[name]) for name in ("low", "best", "high")) for row in csv.DictReader(file)]
    broken = sum(not low <= best <= high for low, best, high in rows)
    assert wb.rows(
        events,
        "select count(*) filter (where not value_low <= value or not value <= value_high), "
        "count(*) filter (where array_to_string(rule_trace, ' ') like '%out of order%') from marts.fct_claims",
    ) == [(0, broken)]
    assert wb.rows(events, "select count(*) from marts.fct_figures where not low <= best or best > high") == [(0,)]


def test_nothing_was_known_before_the_release(events: Settings) -> None:
    before, after = (
        wb.rows(events, f"select count(*) from marts.figures_as_of('{day}')")[0][0]
        for day in ("2025-06-29", "2025-06-30")
    )
    assert before == 0 and after > 1000


def test_events_of_one_place_and_day_are_no_rivals(events: Settings) -> None:
    """UCDP lists what happened; two of its events in one place on one day are two, and neither stands for both."""
    assert wb.rows(
        events,
        "select count(*) from intermediate.int_claim_pairs where origin_a = 'ucdp' and origin_b = 'ucdp' and is_one_cell",
    ) == [(0,)]
    assert wb.rows(
        events, "select count(*) from marts.fct_discrepancies where rule_id in ('R06', 'R07', 'R08', 'R32')"
    ) == [(0,)]
