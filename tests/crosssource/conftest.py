"""A warehouse of the labelled cross-source cases, made by the path a run takes: files → articles → claims → models."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dagster_project.lake import acquire, claims, desk, frames, gazetteer, groups, lexicon
from dagster_project.settings import Settings
from tests.crosssource import facts
from tests.dbt import warehouse_builder as wb

READ_AT = datetime(2026, 11, 1, tzinfo=UTC)


def warehouse(paths: list[Path], folder: Path) -> Settings:
    """Everything built from the files, data tests included."""
    settings = Settings(data_dir=folder)
    frames.prepare(settings)
    desk.lay_out(settings)
    report = acquire.acquire(paths, settings, READ_AT)
    assert report.rejected == 0, report.rejections
    gazetteer.write_places(settings)
    groups.refresh(settings)
    claims.refresh(settings, lexicon.load())
    wb.dbt(settings, "build", "--exclude-resource-type", "unit_test")
    return settings


@pytest.fixture(scope="session")
def cases(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """All four cases, the public bulletin table and the article that the cases are about."""
    reference = shared / "reference"
    crosssource = reference / "crosssource"
    tables = tmp_path_factory.mktemp("tables")
    facts.write(facts.reported(crosssource / "june_2023_crosssource.json"), tables / "june.csv")
    facts.write(facts.reported(crosssource / "makiivka_2023.json"), tables / "makiivka.csv")
    facts.write(facts.counter(crosssource / "kyiv_attack_counter_may2023.csv"), tables / "counter.csv")
    facts.write(facts.versions(crosssource / "kyiv_28may2023_versions.csv"), tables / "versions.csv")
    paths = [
        tables,
        crosssource / "ohchr_killed_by_month_vintages.csv",
        crosssource / "ohchr_totals_vintages.csv",
        reference / "missile_attacks_daily.csv",
        shared / "corpus" / "seed.txt",
    ]
    return warehouse(paths, tmp_path_factory.mktemp("crosssource"))
