"""Asking for a past moment gives exactly what a warehouse built from the articles known by then holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dagster_project.settings import Settings
from tests.dbt import warehouse_builder as wb

MOMENTS = ["2023-01-15 08:30", "2023-01-16 23:00", "2023-01-18 13:00", "2023-06-01 23:59", "2023-06-02 08:15"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_past_is_as_it_was(moment: str, warehouse: Settings, as_known: Callable[[str], Settings]) -> None:
    past = as_known(moment)
    for asked, held in (
        (f"from claims_as_of('{moment}') order by claim_id", "from marts.fct_claims order by claim_id"),
        (f"from figures_as_of('{moment}') order by figure_id", "from marts.fct_figures order by figure_id"),
        (
            f"from period_figures_as_of('{moment}') order by period_figure_id",
            "from marts.fct_period_figures where valid_to is null order by period_figure_id",
        ),
    ):
        assert wb.rows(warehouse, asked) == wb.rows(past, held), asked
    assert wb.rows(past, "select count(*) from marts.fct_claims") > [(0,)]


def test_now_is_the_newest_moment(warehouse: Settings) -> None:
    figures = wb.rows(warehouse, "from figures_as_of('2030-01-01') order by figure_id")
    assert figures == wb.rows(warehouse, "from marts.fct_figures order by figure_id")
    assert figures


@pytest.mark.parametrize(
    "argument",
    ["'2023-06-01'", "date '2023-06-01'", "timestamp '2023-06-01 23:59:59'", "'2023-06-02 02:30+03:00'"],
)
def test_a_bare_date_means_its_end_and_an_offset_counts(argument: str, warehouse: Settings) -> None:
    newest = wb.rows(warehouse, f"select max(known_at)::varchar from claims_as_of({argument})")
    assert newest == [("2023-06-01 12:00:00",)]
