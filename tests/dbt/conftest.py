"""A war in small: one lake that holds what makes figures change, for the tests that ask what was known when."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dagster_project.settings import Settings
from tests.dbt import lake_builder as lb
from tests.dbt import warehouse_builder as wb

RESCUE = {"claimant_id": "ua-dsns", "claimant_type": "emergency_service", "claimant_side": "UA"}
MAYOR = {"claimant_id": "ua-filatov", "claimant_type": "local_official", "claimant_side": "UA"}
TOLL = {"measure": "killed", "unit_id": "person", "window": "unstated", "place_id": lb.DNIPRO, "on": date(2023, 1, 14)}
MAY = {
    "measure": "attacks",
    "unit_id": "attack",
    "scope": "period",
    "window": "unstated",
    "event_date_start": date(2023, 5, 1),
    "event_date_end": date(2023, 5, 31),
}


def _toll(at: str, value: int, **other: Any) -> dict[str, Any]:
    return {**TOLL, "at": at, "value": value, **other}


STORY: list[dict[str, Any]] = [
    # a toll that rises, is corrected downward by the same claimant, and is re-reported late by a relay
    _toll("2023-01-14 18:00", 5, outlet="The Anchor"),
    _toll("2023-01-14 20:00", 9, **MAYOR),
    _toll("2023-01-15 08:00", 21, outlet="The Wick", **RESCUE),
    _toll("2023-01-15 09:00", 21, outlet="The Anchor"),
    _toll("2023-01-17 10:00", 46, **RESCUE),
    _toll("2023-01-18 10:00", 44, outlet="The Wick", **RESCUE),
    _toll("2023-01-18 12:00", 9, outlet="The Beacon", article="late", **MAYOR),
    _toll("2023-01-19 12:00", 21, outlet="The Beacon", relay="The Wick"),
    _toll("2023-01-19 13:00", 30, outlet="The Gull", qualifier="vague", value_text="dozens"),
    # an undated toll that looks back, in a story whose next version drops it
    {**_toll("2023-01-16 07:00", 23, outlet="The Gull", story="s", article="s1", version=1), "on": date(2023, 1, 16)}
    | {"date_basis": "publication"},
    {**_toll("2023-01-16 19:00", 25, outlet="The Gull", story="s", article="s2", version=2), "on": date(2023, 1, 16)}
    | {"date_basis": "publication"},
    # a night with its breakdown, then a total that is restated; the date-only claim comes before and after the night is known
    {"at": "2023-06-02 05:00", "measure": "injured", "unit_id": "person", "window": "unstated", "value": 1},
    {"at": "2023-06-02 06:00", "unit_id": "aerial_target", "value": 35, "id": "whole", **lb.AIR_FORCE},
    {"at": "2023-06-02 06:00", "unit_id": "drone", "value": 20, "part_of": "whole", **lb.AIR_FORCE},
    {"at": "2023-06-02 07:00", "measure": "injured", "unit_id": "person", "window": "unstated", "value": 2},
    {"at": "2023-06-02 09:00", "unit_id": "aerial_target", "value": 36, **lb.AIR_FORCE},
    {"at": "2023-06-02 09:30", "unit_id": "aerial_target", "low": 30, "qualifier": "at_least", "outlet": "The Gull"},
    {"at": "2023-06-02 09:00", "measure": "intercepted", "unit_id": "aerial_target", "value": 36, **lb.AIR_FORCE},
    {"at": "2023-06-02 10:00", "unit_id": "aerial_target", "value": 40, "place_id": "UA", **lb.AIR_FORCE},
    # periods beside their events
    {"at": "2023-05-20 08:00", "measure": "attacks", "unit_id": "attack", "value": 1, "on": date(2023, 5, 20)},
    {"at": "2023-06-01 08:00", **MAY, "value": 16, **lb.KLITSCHKO},
    {"at": "2023-06-01 12:00", "measure": "attacks", "unit_id": "attack", "value": 2, "on": date(2023, 5, 28)},
    {"at": "2023-06-02 08:00", **MAY, "value": 17, **lb.KLITSCHKO},
    {"at": "2023-06-02 08:30", **MAY, "value": 17, "outlet": "The Gull", **lb.KLITSCHKO},
    # tables
    {
        "at": "2023-06-03 06:00",
        "unit_id": "drone",
        "value": 21,
        "source_kind": "table",
        "outlet": "Tallies",
        **lb.AIR_FORCE,
    },
]

MODELS = [
    "--select",
    "+fct_claims",
    "+fct_figures",
    "+fct_figures_by_policy",
    "+fct_period_figures",
    "+brg_event_overlap",
]


@pytest.fixture(scope="session")
def story() -> lb.Lake:
    """Everything that ever became known."""
    return lb.lake_of(STORY, groups={"article-3": "article-2"})


@pytest.fixture(scope="session")
def warehouse(story: lb.Lake, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The warehouse built from all of it, tests included."""
    return wb.build(story, tmp_path_factory.mktemp("whole"), tests=True)


@pytest.fixture(scope="session")
def as_known(story: lb.Lake, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Builds the warehouse that a given day's articles would have given."""

    def build(moment: str) -> Settings:
        folder: Path = tmp_path_factory.mktemp("past")
        settings = Settings(data_dir=folder)
        lb.write(story.known_by(lb.utc(moment)), settings)
        wb.dbt(settings, "seed")
        wb.dbt(settings, "run", *MODELS)
        return settings

    return build
