"""The labelled cross-source cases, from their facts to the figures an analyst would write down, and what was known on which day."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from dagster_project.settings import Settings
from tests.dbt import warehouse_builder as wb

Bounds = tuple[int | None, int | None, int | None]
CIVILIANS = "origin_id = 'ohchr' and unit_id = 'civilian'"


def figure(built: Settings, day: str, place: str, measure: str, unit: str, known: str | None = None) -> Bounds | None:
    """Low, best and high of a cell, now or as known at the end of a day."""
    table = "marts.fct_figures" if known is None else f"marts.figures_as_of('{known}')"
    found = wb.rows(
        built,
        f"select low, best, high from {table} where event_date = ? and place_name = ? and measure = ? and unit_id = ?",
        [day, place, measure, unit],
    )
    assert len(found) <= 1, found
    return found[0] if found else None


@pytest.mark.parametrize(
    ("place", "measure", "unit", "expected"),
    [
        ("Kyiv", "launched", "aerial_target", (36, 36, 36)),
        # the head of the city's administration said "more than 30", the forces 36
        ("Kyiv", "intercepted", "aerial_target", (31, 36, None)),
        ("Kyiv", "intercepted", "missile", (15, 15, 15)),
        ("Kyiv", "intercepted", "drone", (21, 21, 21)),
        ("Kyiv", "killed", "person", (0, 0, 0)),
        # one outlet says nobody was hurt in the city; the prosecutors say two
        ("Kyiv", "injured", "person", (2, 2, 2)),
        ("Kyiv", "injured", "child", (1, 1, 1)),
        ("Kyiv Oblast", "injured", "person", (2, 2, 2)),
        ("Kyiv Oblast", "damaged", "building", (5, 5, 5)),
        ("Kyiv Oblast", "intercepted", "cruise_missile", (15, 15, 15)),
        ("Kyiv Oblast", "intercepted", "drone", (21, 21, 21)),
        ("Maslova Pristan", "killed", "person", (2, 2, 2)),
        ("Maslova Pristan", "injured", "person", (2, 2, 2)),
        ("Smolensk Oblast", "hit", "drone", (2, 2, 2)),
        ("Bryansk Oblast", "damaged", "house", (4, 4, 4)),
    ],
)
def test_the_second_of_june_2023(cases: Settings, place: str, measure: str, unit: str, expected: Bounds) -> None:
    assert figure(cases, "2023-06-02", place, measure, unit) == expected


def test_a_preliminary_figure_stays_in_the_range(cases: Settings) -> None:
    found = figure(cases, "2023-06-02", "Kyiv Oblast", "launched", "drone")
    assert found is not None and (found[0], found[2]) == (18, 21)


@pytest.mark.parametrize(
    ("place", "measure", "unit", "expected"),
    [
        ("Kyiv", "killed", "person", (3, 3, 3)),
        ("Kyiv", "killed", "child", (1, 1, 1)),
        # the city's administration stands by 11; an outlet of the same day has 16
        ("Kyiv", "injured", "person", (11, 11, 16)),
        ("Kyiv", "launched", "ballistic_missile", (10, 10, 10)),
        ("Belgorod Oblast", "attacks", "attack", (3, 3, 3)),
    ],
)
def test_the_first_of_june_2023(cases: Settings, place: str, measure: str, unit: str, expected: Bounds) -> None:
    assert figure(cases, "2023-06-01", place, measure, unit) == expected


def test_the_toll_of_the_first_of_june_as_it_grew(cases: Settings) -> None:
    known = [
        figure(cases, "2023-06-01", "Kyiv", "injured", "person", day)
        for day in ("2023-05-31", "2023-06-01", "2023-06-02")
    ]
    assert known == [None, (10, 10, None), (11, 11, 16)]


@pytest.mark.parametrize(
    ("measure", "unit", "expected"),
    [
        ("killed", "soldier", (89, 89, 440)),
        ("injured", "soldier", (270, 300, 330)),
        ("launched", "missile", (6, 6, 6)),
        ("hit", "missile", (4, 4, 4)),
        ("intercepted", "missile", (2, 2, 2)),
    ],
)
def test_makiivka(cases: Settings, measure: str, unit: str, expected: Bounds) -> None:
    assert figure(cases, "2023-01-01", "Makiivka", measure, unit) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ("2023-01-01", None),
        ("2023-01-02", (63, 63, None)),
        ("2023-01-03", (63, 63, 440)),
        ("2023-01-04", (89, 89, 440)),
    ],
)
def test_makiivka_as_it_was_known(cases: Settings, known: str, expected: Bounds | None) -> None:
    assert figure(cases, "2023-01-01", "Makiivka", "killed", "soldier", known) == expected


def test_makiivka_stands_on_two_sides_that_contradict_each_other(cases: Settings) -> None:
    assert wb.rows(
        cases,
        "select n_origins >= 2, n_sides from marts.fct_figures where place_name = 'Makiivka' and measure = 'killed'",
    ) == [(True, 2)]
    assert wb.rows(
        cases,
        "select distinct severity from intermediate.int_discrepancies__opposing_sides_disagree "
        "where starts_with(explanation, 'Makiivka')",
    ) == [("warn",)]


def test_the_bulletin_of_28_may_was_raised_a_day_later(cases: Settings, shared: Path) -> None:
    rows = list(csv.DictReader((shared / "reference/crosssource/kyiv_28may2023_versions.csv").open(encoding="utf-8")))
    first, later = ((int(row["launched"]), int(row["destroyed"])) for row in rows[:2])
    for known, expected in (("2023-05-28", first), ("2023-05-29", later), ("2026-06-01", later)):
        found = [
            figure(cases, "2023-05-28", "Ukraine", measure, "drone", known) for measure in ("launched", "intercepted")
        ]
        assert found == [(value,) * 3 for value in expected], known


def test_the_table_kept_the_first_bulletin(cases: Settings) -> None:
    """The public table never took the later total in; the later word of the same claimant counts all the same."""
    assert wb.rows(
        cases,
        "select measure, value from marts.fct_claims where source_kind = 'table' and outlet like 'Air Force%' "
        "and event_date_start = '2023-05-28' and unit_id = 'drone' and place_id = 'UA' order by measure desc",
    ) == [("launched", 54), ("intercepted", 52)]


def test_the_attack_counter_of_may_is_told_and_never_added(cases: Settings, shared: Path) -> None:
    with (shared / "reference/crosssource/kyiv_attack_counter_may2023.csv").open(encoding="utf-8") as file:
        expected = {(row["date"], int(row["counter"])) for row in csv.DictReader(file)}
    for day in sorted({day for day, _ in expected}):
        known = wb.rows(
            cases,
            f"select distinct period_end::varchar, best from marts.period_figures_as_of('{day}') "
            "where scope = 'counter' and place_name = 'Kyiv' and period_start = '2023-05-01'",
        )
        assert set(known) == {pair for pair in expected if pair[0] <= day}
    assert wb.rows(
        cases, "select count(*) from marts.fct_period_figures where scope = 'counter' and remainder is not null"
    ) == [(0,)]
    counters = {value for _, value in expected}
    attacks = wb.rows(cases, "select best from marts.fct_figures where place_name = 'Kyiv' and measure = 'attacks'")
    assert not counters & {value for (value,) in attacks}


def test_the_counter_and_the_months_total_are_one_story(cases: Settings) -> None:
    found = wb.rows(cases, "select explanation from marts.fct_discrepancies where rule_id in ('R10', 'R11')")
    assert len(found) == 1 and "they agree when the count starts on 1 May 2023" in found[0][0]


def vintages(shared: Path, name: str) -> Iterator[dict[str, str]]:
    with (shared / "reference" / "crosssource" / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def test_month_totals_come_back_as_known_on_each_of_their_days(cases: Settings, shared: Path) -> None:
    rows = list(vintages(shared, "ohchr_killed_by_month_vintages.csv"))
    for day in sorted({row["as_known_on"] for row in rows}):
        expected: dict[str, int] = {}
        for row in sorted(rows, key=lambda row: row["as_known_on"]):
            if row["as_known_on"] <= day:
                expected[row["month"]] = int(row["civilians_killed"])
        known = wb.rows(
            cases,
            "select strftime(period_start, '%Y-%m'), low, best, high, valid_to "
            f"from marts.period_figures_as_of('{day}') where {CIVILIANS} and scope = 'period' and measure = 'killed'",
        )
        assert {month: best for month, _, best, _, _ in known} == expected
        assert len(known) == len(expected), "one figure a month"
        assert all(low == best == high and until is None for _, low, best, high, until in known)


def test_running_totals_come_back_as_known_on_each_of_their_days(cases: Settings, shared: Path) -> None:
    rows = list(vintages(shared, "ohchr_totals_vintages.csv"))
    for row in rows:
        known = wb.rows(
            cases,
            f"select measure, arg_max(best, period_end) from marts.period_figures_as_of('{row['as_known_on']}') "
            f"where {CIVILIANS} and scope = 'cumulative' group by measure order by measure desc",
        )
        assert known == [("killed", int(row["killed_cumulative"])), ("injured", int(row["injured_cumulative"]))]


def test_the_one_month_that_fell_is_flagged(cases: Settings) -> None:
    found = wb.rows(
        cases, "select explanation from marts.fct_discrepancies where rule_id = 'R05' and explanation like '%UN Human%'"
    )
    assert len(found) == 1 and "358" in found[0][0] and "362" in found[0][0]
