"""Vintages of a table: when each content of a row is known, in whatever order the tables come in."""

from __future__ import annotations

import gzip
import tarfile
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import polars as pl
import pytest

from dagster_project.lake import acquire
from dagster_project.lake.frames import scan_articles
from dagster_project.settings import Settings

NOW = datetime(2026, 11, 1, tzinfo=UTC)
HEADER = "time_start,time_end,model,launch_place,target,launched,destroyed,source\n"
ROW = "2023-05-28 00:00,2023-05-28 08:00,Shahed-136/131,,Ukraine,{},{},kpszsu/posts/7\n"
WINDOW_END = datetime(2023, 5, 28, 5, tzinfo=UTC)
CONTENTS = {"2023-06-01": (54, 52), "2023-11-27": (59, 58), "2026-02-28": (60, 58)}


def end_of(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T23:59:59+00:00")


def load(settings: Settings, folder: Path, day: str) -> acquire.AcquireReport:
    path = folder / f"tally_{day}.csv"
    path.write_text(HEADER + ROW.format(*CONTENTS[day]))
    return acquire.acquire([path], settings, NOW)


def versions(settings: Settings) -> list[tuple[str, datetime]]:
    """Launched as the row's contents have it, oldest knowledge first, with the moment each is known."""
    rows = scan_articles(settings).sort("known_at", "modified_at").select(
        pl.col("text").str.extract(r"launched=(\d+)"), "known_at", "story_id"
    ).collect()  # fmt: skip
    assert rows["story_id"].n_unique() == 1
    return list(rows.select("text", "known_at").iter_rows())


def test_a_change_is_known_from_its_vintage_on(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    for day in CONTENTS:
        load(settings, tmp_path, day)
    assert versions(settings) == [("54", WINDOW_END), ("59", end_of("2023-11-27")), ("60", end_of("2026-02-28"))]


@pytest.mark.parametrize("order", permutations(CONTENTS), ids=" then ".join)
def test_whatever_comes_in_late_the_newest_vintage_stays_the_newest(tmp_path: Path, order: tuple[str, ...]) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    for day in order:
        load(settings, tmp_path, day)
    assert [launched for launched, _ in versions(settings)] == ["54", "59", "60"]


@pytest.mark.parametrize("form", ["tar", "tar.gz", "folder of packed files"])
def test_vintages_packed_together_are_taken_by_their_dates(tmp_path: Path, form: str) -> None:
    given = tmp_path / "given"
    given.mkdir()
    newest_first = sorted(CONTENTS, reverse=True)
    for day in newest_first:
        content = (HEADER + ROW.format(*CONTENTS[day])).encode()
        (given / f"{day[:4]}_tally_{day}.csv").write_bytes(content)
    if form == "folder of packed files":
        for at, path in enumerate(sorted(given.iterdir(), reverse=True)):
            path.with_name(f"{at}{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
            path.unlink()
    else:
        with tarfile.open(tmp_path / f"all.{form}", "w:gz" if form.endswith("gz") else "w") as archive:
            for path in sorted(given.iterdir(), reverse=True):
                archive.add(path, path.name)
        given = tmp_path / f"all.{form}"
    settings = Settings(data_dir=tmp_path / "data")
    acquire.acquire([given], settings, NOW)
    assert versions(settings) == [("54", WINDOW_END), ("59", end_of("2023-11-27")), ("60", end_of("2026-02-28"))]


def test_an_older_vintage_changes_nothing_that_was_known(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    load(settings, tmp_path, "2026-02-28")
    before = scan_articles(settings).collect()
    load(settings, tmp_path, "2023-11-27")
    after = scan_articles(settings).collect()
    assert after.filter(pl.col("article_id") == before["article_id"].item()).equals(before)
    assert versions(settings) == [("59", WINDOW_END), ("60", WINDOW_END)]


def test_the_same_row_in_another_vintage_is_a_duplicate(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    load(settings, tmp_path, "2023-06-01")
    other = "2023-06-10,2023-06-10,ZALA,,south,1,1,kpszsu/posts/8\n"
    (tmp_path / "tally_2024-01-01.csv").write_text(HEADER + other + ROW.format(54, 52))
    report = acquire.acquire([tmp_path / "tally_2024-01-01.csv"], settings, NOW)
    assert (report.articles, report.duplicates) == (1, 1)


def test_the_public_tables_vintages_leave_one_current_content_a_row(tmp_path: Path, shared: Path) -> None:
    """The oldest and the newest vintage, the newest first: what was only spelled or dated otherwise is one row still."""
    settings = Settings(data_dir=tmp_path / "data")
    reference = shared / "reference"
    acquire.acquire([reference / "missile_attacks_daily.csv"], settings, NOW)
    acquire.acquire([reference / "vintages" / "missile_attacks_daily_2023-11-27.csv"], settings, NOW)
    newest = pl.col("modified_at") == pl.col("modified_at").max().over("story_id")
    stories = scan_articles(settings).with_columns(is_newest=newest).collect()
    since = stories.filter(pl.col("known_at") < datetime(2023, 11, 28, tzinfo=UTC))
    late = since.filter(~pl.col("is_newest"))
    assert late.height > 0, "contents that the newer vintage had changed"
    assert (late["known_at"] <= late["published_at"].dt.replace(hour=23, minute=59, second=59)).all()
    alone = since.group_by("story_id").agg(pl.col("source_file").unique()).filter(pl.col("source_file").list.len() == 1)
    only_old = alone.filter(pl.col("source_file").list.first().str.contains("2023-11-27"))
    # two rows of two models each that later vintages split into one row a model
    assert only_old.height == 2
