"""The rules over a whole warehouse: what is flagged, as of when, under which id, and how verdicts act."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dagster_project.settings import Settings
from tests.dbt import lake_builder, warehouse_builder
from tests.dbt.lake_builder import AIR_FORCE, KLITSCHKO, MASLOVA

RU_MOD = {"claimant_id": "ru-mod", "claimant_type": "military", "claimant_side": "RU"}
MAYOR_ELSEWHERE = {"claimant_id": "ua-national-police", "claimant_type": "prosecutor_police", "claimant_side": "UA"}
GENERAL_STAFF = {"claimant_id": "ua-general-staff", "claimant_type": "military", "claimant_side": "UA"}
COLUMNS = (
    "discrepancy_id, evidence_hash, rule_id, severity, status, event_id, measure, unit_id, origins, gap, explanation, "
    "claim_id_a, claim_id_b, claim_ids, n_outlets, n_observations, first_seen_at, last_seen_at, resolved_at, decided_at"
)


def toll(number: int, at: str, value: int, outlet: str = "The Lantern", **other: Any) -> dict[str, Any]:
    day = {"on": date(2023, 6, 3), "measure": "injured", "unit_id": "person"}
    return {"id": f"toll-{number}", "at": at, "value": value, "outlet": outlet, **day, **KLITSCHKO, **other}


CLAIMS: list[dict[str, Any]] = [
    # one side, two numbers; then the smaller is corrected
    {"id": "af", "at": "2023-06-02 08:00", "value": 21, **AIR_FORCE},
    {"id": "gs", "at": "2023-06-02 09:00", "value": 18, "outlet": "Northgate Wire", **GENERAL_STAFF},
    {"id": "gs-relay", "at": "2023-06-02 10:00", "value": 18, "outlet": "Harbour Post", **GENERAL_STAFF},
    {"id": "gs-later", "at": "2023-06-03 09:00", "value": 21, "outlet": "Northgate Wire", **GENERAL_STAFF},
    # "more than 15" agrees with both
    {"id": "vague", "at": "2023-06-02 11:00", "low": 16, "high": None, "qualifier": "more_than", **KLITSCHKO},
    # two sides on one strike
    *(
        {"id": name, "at": at, "value": value, "measure": "killed", "unit_id": "soldier", "place_id": MASLOVA} | who
        for name, at, value, who in (
            ("mod", "2023-06-04 08:00", 63, {"target_side": "RU", **RU_MOD}),
            ("mod-later", "2023-06-05 08:00", 89, {"target_side": "RU", **RU_MOD}),
            ("staff", "2023-06-04 12:00", 400, {"target_side": "RU", **GENERAL_STAFF}),
        )
    ),
    # a toll that rises, carried on, and printed late
    toll(1, "2023-06-03 08:00", 5),
    toll(2, "2023-06-03 09:00", 5, "Harbour Post"),
    toll(3, "2023-06-03 12:00", 8),
    toll(4, "2023-06-03 20:00", 5, "Northgate Wire"),
    # the same on a night of its own, so that a later verdict has a second case
    {"id": "z0", "at": "2023-06-07 08:00", "on": date(2023, 6, 7), "measure": "killed", "unit_id": "person", "value": 0}
    | KLITSCHKO,
    {"id": "z1", "at": "2023-06-07 08:30", "on": date(2023, 6, 7), "measure": "killed", "unit_id": "person", "value": 2}
    | GENERAL_STAFF,
]
MOMENTS = ("2023-06-02 09:30", "2023-06-04 13:00")


def build(lake: lake_builder.Lake, folder: Path) -> Settings:
    """A warehouse of the lake with all that the disagreements need and no more."""
    settings = Settings(data_dir=folder)
    lake_builder.write(lake, settings)
    needed = ("--select", "+path:models/marts/discrepancies", "--resource-type", "seed", "--resource-type", "model")
    warehouse_builder.dbt(settings, "build", *needed)
    return settings


def flags(settings: Settings, rule_id: str) -> list[dict[str, Any]]:
    names = COLUMNS.split(", ")
    rows = warehouse_builder.rows(
        settings, f"select {COLUMNS} from marts.fct_discrepancies where rule_id = ? order by first_seen_at", [rule_id]
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return build(lake_builder.lake_of(CLAIMS), tmp_path_factory.getbasetemp() / "discrepancies" / "whole")


def test_one_sides_numbers_are_flagged_until_one_gives_way(whole: Settings) -> None:
    [flag] = flags(whole, "R06")
    assert flag["origins"] == ["ua-air-force", "ua-general-staff"]
    assert flag["gap"] == 3
    assert flag["status"] == "resolved"
    assert flag["first_seen_at"] == datetime(2023, 6, 2, 9)
    assert flag["last_seen_at"] == datetime(2023, 6, 2, 10), "the relay was seen while it stood"
    assert flag["resolved_at"] == datetime(2023, 6, 3, 9)
    assert flag["claim_ids"] == ["af", "gs", "gs-relay"]
    assert "claimed 21 drones launched (The Lantern, 2 June 2023 08:00 UTC)" in flag["explanation"]
    assert "The two lie 3 apart." in flag["explanation"]


def test_opposing_numbers_stand_through_a_revision(whole: Settings) -> None:
    [flag] = flags(whole, "R07")
    assert flag["severity"] == "info", "a warning, more than three times the other, but the rule is capped"
    assert warehouse_builder.rows(
        whole, "select distinct severity from intermediate.int_discrepancies__opposing_sides_disagree"
    ) == [("warn",)]
    assert flag["status"] == "open"
    assert flag["n_observations"] == 2
    assert flag["gap"] == 400 - 89
    assert flag["first_seen_at"] == datetime(2023, 6, 4, 12)


def test_rising_tolls_are_no_disagreement_and_late_prints_are_stale(whole: Settings) -> None:
    assert {flag["measure"] for flag in flags(whole, "R06")} == {"launched"}
    [stale] = flags(whole, "R13")
    assert stale["claim_id_a"] == "toll-4"
    [circular] = flags(whole, "R12")[1:] or flags(whole, "R12")
    assert circular["status"] == "resolved"


def test_none_against_two_is_flagged(whole: Settings) -> None:
    assert [flag["gap"] for flag in flags(whole, "R32")] == [2]


def test_a_rebuild_flags_the_same_and_one_more_article_touches_its_event_alone(whole: Settings, tmp_path: Path) -> None:
    question = f"select {COLUMNS} from marts.fct_discrepancies order by all"
    before = warehouse_builder.rows(whole, question)
    assert warehouse_builder.rows(build(lake_builder.lake_of(CLAIMS), tmp_path / "again"), question) == before
    late = {
        "id": "z2",
        "at": "2023-06-07 09:00",
        "on": date(2023, 6, 7),
        "measure": "killed",
        "unit_id": "person",
        "value": 4,
    }
    more = build(lake_builder.lake_of([*CLAIMS, late | MAYOR_ELSEWHERE]), tmp_path / "more")
    after = warehouse_builder.rows(more, question)
    changed = set(map(str, after)) ^ set(map(str, before))
    [(event_id,)] = warehouse_builder.rows(more, "select distinct event_id from marts.fct_claims where claim_id = 'z2'")
    event = COLUMNS.split(", ").index("event_id")
    assert changed
    assert {row[event] for row in [*before, *after] if str(row) in changed} == {event_id}


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_past_is_what_was_known_then(whole: Settings, tmp_path: Path, moment: str) -> None:
    then = build(lake_builder.lake_of(CLAIMS).known_by(lake_builder.utc(moment)), tmp_path)
    asked = warehouse_builder.rows(whole, f"select {COLUMNS} from marts.discrepancies_as_of(?) order by all", [moment])
    built = warehouse_builder.rows(then, f"select {COLUMNS} from marts.fct_discrepancies order by all")
    assert asked == built
    assert built


def test_a_verdict_acts_from_its_moment_until_the_evidence_changes(whole: Settings, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "judged")
    shutil.copytree(whole.data_dir, settings.data_dir)
    before = {flag["discrepancy_id"]: flag for rule in ("R06", "R07", "R32") for flag in flags(settings, rule)}
    opposing, zero = flags(settings, "R07")[0], flags(settings, "R32")[0]
    settings.adjudications.write_text(
        "discrepancy_id,evidence_hash,verdict,who,when,note\n"
        # judged on what was known that evening, before the revision
        f"{opposing['discrepancy_id']},,accepted,desk,2023-06-04 20:00,both sides keep to it\n"
        f"{zero['discrepancy_id']},{zero['evidence_hash']},false_alarm,desk,2023-06-08 09:00,two places\n",
        encoding="utf-8",
    )
    warehouse_builder.dbt(settings, "run", "--select", "stg_desk__adjudications+")
    assert flags(settings, "R32")[0]["status"] == "false_alarm"
    assert flags(settings, "R07")[0]["status"] == "open", "its evidence has changed since"
    after = {flag["discrepancy_id"]: flag for rule in ("R06", "R07", "R32") for flag in flags(settings, rule)}
    assert after.keys() == before.keys(), "a rebuild keeps every id"
    assert [after[key]["evidence_hash"] for key in before] == [before[key]["evidence_hash"] for key in before]
    status = "select status from marts.discrepancies_as_of(?) where discrepancy_id = ?"
    for moment, row, expected in (
        ("2023-06-04 13:00", opposing, "open"),
        ("2023-06-04 21:00", opposing, "accepted"),
        ("2023-06-07 12:00", zero, "open"),
        ("2023-06-09", zero, "false_alarm"),
    ):
        assert warehouse_builder.rows(settings, status, [moment, row["discrepancy_id"]]) == [(expected,)], moment
