"""Whether what comes in is as usual: volume, freshness and reject rate, each with a day that is and one that just is not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from dagster_project.lake import intake
from dagster_project.lake.frames import INPUTS, inputs_path, prepare, write_parquet
from dagster_project.settings import Settings

FIRST = date(2026, 11, 1)


def ledger(folder: Path, days: Mapping[int, tuple[int, int]]) -> Settings:
    """A ledger with, by day from the first on, so many inputs and so many rejected among them."""
    settings = Settings(folder)
    prepare(settings)
    for number, (count, rejected) in days.items():
        day = FIRST + timedelta(days=number)
        moment = datetime.combine(day, datetime.min.time(), UTC)
        rows = [
            {"content_hash": str(each), "locator": "", "outcome": "rejected" if each < rejected else "article",
             "ingested_at": moment, "ingest_date": day}
            for each in range(count)
        ]  # fmt: skip
        write_parquet(pl.DataFrame(rows, schema=INPUTS), inputs_path(settings, day, "b"))
    return settings


@pytest.mark.parametrize(("newest", "is_usual"), [(100, True), (500, True), (501, False), (20, True), (19, False)])
def test_a_day_with_many_times_more_or_less_than_usual_is_told(tmp_path: Path, newest: int, is_usual: bool) -> None:
    settings = ledger(tmp_path, {**dict.fromkeys(range(6), (100, 0)), 6: (newest, 0)})
    found = intake.volume(settings)
    assert (found.is_usual, found.counts["inputs"], found.counts["usual"]) == (is_usual, newest, 100)


def test_few_days_make_no_usual(tmp_path: Path) -> None:
    assert intake.volume(ledger(tmp_path, {0: (5, 0), 1: (900, 0)})).is_usual


@pytest.mark.parametrize(("hours", "is_usual"), [(1, True), (72, True), (73, False)])
def test_a_long_silence_is_told(tmp_path: Path, hours: int, is_usual: bool) -> None:
    settings = ledger(tmp_path, {0: (5, 0)})
    now = datetime.combine(FIRST, datetime.min.time(), UTC) + timedelta(hours=hours)
    assert intake.freshness(settings, now).is_usual is is_usual


@pytest.mark.parametrize(
    ("count", "rejected", "is_usual"), [(100, 20, True), (100, 21, False), (19, 19, True), (20, 20, False)]
)
def test_a_day_on_which_much_could_not_be_read_is_told(
    tmp_path: Path, count: int, rejected: int, is_usual: bool
) -> None:
    settings = ledger(tmp_path, {0: (50, 50), 1: (count, rejected)})
    found = intake.reject_rate(settings)
    assert found.is_usual is is_usual and found.counts["rejected"] == rejected
    assert is_usual or "rejected_inputs" in found.explanation


def test_an_empty_ledger_is_no_cause_for_alarm(tmp_path: Path) -> None:
    settings = ledger(tmp_path, {})
    for found in (intake.volume(settings), intake.freshness(settings, datetime.now(UTC)), intake.reject_rate(settings)):
        assert found.is_usual
