"""Figures an analyst would write down, from claims to marts, by example."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dagster_project.settings import Settings
from tests.dbt import lake_builder as lb
from tests.dbt import warehouse_builder as wb

GLADKOV = {"claimant_id": "ru-gladkov", "claimant_type": "regional_official", "claimant_side": "RU"}
RUSSIA = {"measure": "killed", "unit_id": "person", "target_side": "RU", "window": "unstated", "at": "2023-06-02 12:00"}
HURT = {"measure": "injured", "unit_id": "person", "window": "unstated", "at": "2023-06-02 08:00", "article": "hurt"}
HOUSES = {"measure": "damaged", "unit_id": "house", "at": "2023-06-10 08:00", "on": date(2023, 6, 10)}

CASES: list[dict[str, Any]] = [
    # two regions named side by side, and a village of one of them: the same two dead
    {**RUSSIA, "value": 2, "place_id": "RU", "place_ids": ["RU-BRY", "RU-BEL"]},
    {**RUSSIA, "value": 2, "place_id": lb.MASLOVA, **GLADKOV},
    # a breakdown in the cell of its whole
    {**HURT, "value": 2, "id": "two"},
    {**HURT, "value": 1, "part_of": "two", "part_role": "breakdown: complete"},
    {**HURT, "value": 1, "unit_id": "child", "part_of": "two", "part_role": "breakdown: complete"},
    # a night without a national figure: the city's drones are not added to the region's that hold them
    {"at": "2023-06-05 08:00", "on": date(2023, 6, 5), "value": 9, "place_id": lb.KYIV},
    {"at": "2023-06-05 08:00", "on": date(2023, 6, 5), "value": 10, "place_id": "UA-30"},
    {"at": "2023-06-05 08:00", "on": date(2023, 6, 5), "value": 4, "place_id": lb.DNIPRO},
    # claims that a person mends: a wrong number, a wrong place, one that is no figure at all
    {**HOUSES, "id": "mend", "article": "mend", "value": 44},
    {**HOUSES, "id": "reject", "article": "reject", "value": 1990, "at": "2023-06-11 08:00"},
    {**HOUSES, "id": "link", "article": "link", "value": 45, "at": "2023-06-11 09:00", "on": date(2023, 6, 11)},
    # held by the other side: the party under attack is who holds it, the land is whose it is
    {"at": "2023-06-06 08:00", "on": date(2023, 6, 6), "target_side": None, "place_id": "UA-43", "value": 3},
    # another war
    {"at": "2023-06-07 08:00", "on": date(2023, 6, 7), "conflict_id": "other", "value": 12},
]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    lake = lb.lake_of(CASES)
    settings = Settings(data_dir=tmp_path_factory.mktemp("cases"))
    lb.write(lake, settings)
    spans = {claim["claim_id"]: (claim["value_start"], claim["value_end"]) for claim in lake.claims}
    wb.dbt(settings, "seed")
    wb.dbt(settings, "run", "--select", "+dim_event")
    (event,) = wb.rows(settings, "select event_id from marts.dim_event where event_date = '2023-06-10'")
    with settings.corrections.open("a", encoding="utf-8") as file:
        for claim, field, value in (
            ("mend", "value", "54"),
            ("mend", "value_low", "54"),
            ("mend", "value_high", "54"),
            ("reject", "reject", ""),
            ("link", "link", event[0]),
        ):
            start, end = spans[claim]
            file.write(f'{claim},{start},{end},{field},{value},desk,2023-07-01,"checked, with care"\n')
    wb.dbt(settings, "run")
    return settings


def figures(settings: Settings, day: str) -> list[tuple[Any, ...]]:
    return wb.rows(
        settings,
        "select place_name, measure, unit_id, low, best, high, n_claims, n_origins from marts.fct_figures "
        f"where event_date = '{day}' order by all",
    )


def test_a_list_of_places_is_an_event_of_its_own_and_is_not_added(cases: Settings) -> None:
    assert [row for row in figures(cases, "2023-06-02") if row[1] == "killed"] == [
        ("Belgorod Oblast · Bryansk Oblast", "killed", "person", 2, 2, 2, 1, 1),
        ("Maslova Pristan", "killed", "person", 2, 2, 2, 1, 1),
    ]
    assert wb.rows(
        cases,
        "select basis, n_places, killed_best from marts.fct_casualties_daily where target_side = 'RU' and unit_id = 'person'",
    ) == [("sum_of_parts", 2, 2)]


def test_parts_in_the_cell_of_their_whole_stay_out_of_its_figure(cases: Settings) -> None:
    assert [row for row in figures(cases, "2023-06-02") if row[1] == "injured"] == [
        ("Kyiv", "injured", "child", 1, 1, 1, 1, 1),
        ("Kyiv", "injured", "person", 2, 2, 2, 1, 1),
    ]


def test_a_day_sums_only_cells_that_no_other_holds(cases: Settings) -> None:
    assert wb.rows(
        cases, "select basis, n_places, launched_best from marts.fct_strikes_daily where event_date = '2023-06-05'"
    ) == [("sum_of_parts", 2, 14)]
    assert wb.rows(cases, "select distinct axis from marts.brg_event_part order by axis") == [("place",)]


def test_corrections_mend_reject_and_link_and_show_who_and_when(cases: Settings) -> None:
    # two unnamed origins: the later one counts
    assert figures(cases, "2023-06-10") == [("Kyiv", "damaged", "house", 45, 45, 54, 2, 2)]
    assert wb.rows(
        cases,
        "select claim_id, value, is_rejected, event_reason, link_basis, corrected_by, corrected_at::date::varchar, "
        "correction_note from marts.fct_claims where corrected_by is not null order by claim_id",
    ) == [
        ("link", 45, False, None, "correction", "desk", "2023-07-01", "checked, with care"),
        ("mend", 54, False, None, "stated", "desk", "2023-07-01", _notes(3)),
        ("reject", 1990, True, "rejected by a correction", None, "desk", "2023-07-01", "checked, with care"),
    ]


def _notes(times: int) -> str:
    return " · ".join(["checked, with care"] * times)


def test_the_side_under_attack_is_who_holds_the_place(cases: Settings) -> None:
    assert wb.rows(
        cases,
        "select target_side, country, weakest_link from marts.dim_event where event_date = '2023-06-06'",
    ) == [("RU", "UA", 0.8)]


def test_other_wars_stay_out_of_events(cases: Settings) -> None:
    assert figures(cases, "2023-06-07") == []
    assert wb.rows(cases, "select event_reason from marts.fct_claims where conflict_id = 'other'") == [
        ("of another conflict",)
    ]


def test_a_toll_grows_is_corrected_and_is_not_lowered_by_a_late_relay(warehouse: Settings) -> None:
    history = wb.rows(
        warehouse,
        "select valid_from::varchar, best, n_origins from marts.fct_figure_history "
        "where place_name = 'Dnipro' and measure = 'killed' order by valid_from",
    )
    bests = [best for _, best, _ in history]
    # 25: more than a day after the rescue service's 21 an outlet has more, until the service speaks again
    expected = [5, 9, 21, 25, 46, 44]
    assert [value for value, before in zip(bests, [None, *bests], strict=False) if value != before] == expected
    # the outlet that repeats the rescue service's 21 adds no origin
    assert ("2023-01-15 09:00:00", 21) in [(moment, best) for moment, best, _ in history]
    assert {moment: origins for moment, _, origins in history}["2023-01-15 09:00:00"] == 3


def test_a_restated_total_replaces_and_an_open_one_leaves_the_top_open(warehouse: Settings) -> None:
    assert wb.rows(
        warehouse,
        "select low, best, high, n_origins, best_tier from marts.fct_figures join marts.dim_event using (event_id) "
        "where dim_event.place_name = 'Kyiv' and dim_event.event_date = '2023-06-02' and unit_id = 'aerial_target' "
        "and measure = 'launched'",
    ) == [(36, 36, 36, 2, 4)]


def test_a_period_stands_beside_the_sum_of_its_events(warehouse: Settings) -> None:
    assert wb.rows(
        warehouse,
        "select valid_from::varchar, valid_to::varchar, best, sum_of_events, remainder, n_claims "
        "from marts.fct_period_figures order by valid_from",
    ) == [
        ("2023-06-01 08:00:00", "2023-06-02 08:00:00", 16, 3, 13, 1),
        ("2023-06-02 08:00:00", "2023-06-02 08:30:00", 17, 3, 14, 1),
        ("2023-06-02 08:30:00", None, 17, 3, 14, 2),
    ]
    assert wb.rows(warehouse, "select best, sum_of_events from period_figures_as_of('2023-06-01 09:00')") == [(16, 1)]


def test_the_whole_territory_stands_for_its_parts(warehouse: Settings) -> None:
    assert wb.rows(
        warehouse,
        "select basis, launched_best, n_places from marts.fct_strikes_daily "
        "where event_date = '2023-06-02' and unit_id = 'aerial_target'",
    ) == [("stated_whole", 40, 1)]


def test_a_rate_is_made_of_one_origin(warehouse: Settings) -> None:
    assert wb.rows(
        warehouse,
        "select interception_rate, rate_reason, rate_origin_id from marts.fct_interceptions where unit_id = 'aerial_target'",
    ) == [(1.0, None, "ua-air-force")]
