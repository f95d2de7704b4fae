"""What acquire makes of folders of files: identity, duplicates, versions, times of knowing, and a ledger that adds up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dagster_project.lake import balance
from dagster_project.lake.acquire import AcquireReport, acquire, admit
from dagster_project.lake.frames import ARTICLES, INPUTS, prepare, scan_articles, scan_inputs
from dagster_project.settings import Settings

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
TEXT = "Russia attacked Kyiv overnight with 36 missiles and drones, the military administration said on Friday. "
DISPATCH = TEXT + "Two people were hurt by falling debris in the Podil district and a warehouse burned."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def write(folder: Path, name: str, *rows: Mapping[str, object]) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def take(settings: Settings, *paths: Path, now: datetime = NOW, **more: Any) -> AcquireReport:
    report = acquire(paths, settings, now, **more)
    ledger = balance.ledger(settings)
    assert ledger.balances, ledger.explanation
    assert report.seen == report.articles + report.duplicates + report.rejected + report.quarantined_inputs
    return report


def lake(settings: Settings) -> list[dict[str, Any]]:
    return scan_articles(settings).sort("known_at", "version").collect().to_dicts()


def outcomes(settings: Settings) -> dict[str, int]:
    return dict(scan_inputs(settings).collect()["outcome"].value_counts().iter_rows())


def test_an_empty_lake_can_be_read(settings: Settings) -> None:
    prepare(settings)
    assert dict(scan_articles(settings).collect_schema()) == ARTICLES
    assert dict(scan_inputs(settings).collect_schema()) == INPUTS
    assert pl.read_parquet(settings.lake / "articles" / "**" / "*.parquet").height == 0


def test_what_is_in_the_ledger_writes_no_row_anywhere(settings: Settings, inbox: Path) -> None:
    write(inbox, "feed.jsonl", {"outlet": "A", "text": DISPATCH}, {"outlet": "A"})
    assert take(settings, inbox).seen == 2
    before = {path: path.stat().st_mtime_ns for path in settings.lake.rglob("*") if path.is_file()}
    report = take(settings, inbox, now=NOW + timedelta(days=3))
    assert (report.seen, report.already_known, report.batch_ids) == (0, 2, [])
    assert {path: path.stat().st_mtime_ns for path in settings.lake.rglob("*") if path.is_file()} == before


def test_a_file_that_grows_gives_only_its_new_lines(settings: Settings, inbox: Path) -> None:
    write(inbox, "feed.jsonl", {"outlet": "A", "text": DISPATCH})
    take(settings, inbox)
    write(inbox, "feed.jsonl", {"outlet": "A", "text": DISPATCH}, {"outlet": "A", "text": "Something else happened."})
    report = take(settings, inbox)
    assert (report.seen, report.articles, report.already_known) == (1, 1, 1)


def test_the_same_text_is_a_duplicate_in_one_outlet_and_an_article_in_another(settings: Settings, inbox: Path) -> None:
    write(inbox, "a.jsonl", {"outlet": "A", "text": DISPATCH, "url": "https://a.example/1"})
    take(settings, inbox)
    write(
        inbox,
        "b.jsonl",
        {"outlet": "A", "text": DISPATCH, "url": "https://a.example/2"},
        {"outlet": "B", "text": DISPATCH},
        {"outlet": "B", "text": DISPATCH, "title": "Again"},
    )
    report = take(settings, inbox)
    assert (report.articles, report.duplicates) == (1, 2)
    assert sorted(row["outlet"] for row in lake(settings)) == ["A", "B"]
    duplicates = scan_inputs(settings).filter(pl.col("outcome") == "duplicate").collect()["article_id"]
    assert set(duplicates) == {row["article_id"] for row in lake(settings)}


def test_two_outlets_folders_and_a_copied_file_are_all_listed(settings: Settings, inbox: Path) -> None:
    for name in ("Kyiv Lantern/one.txt", "Kyiv Lantern/copy.txt", "Steppe Echo/one.txt"):
        (inbox / name).parent.mkdir(exist_ok=True)
        (inbox / name).write_text(DISPATCH)
    take(settings, inbox)
    assert outcomes(settings) == {"article": 2, "duplicate": 1}


def changed(minutes: int) -> str:
    return DISPATCH.replace("Two people", f"{minutes} people") + " Rescue work went on."


STORY = {"outlet": "A", "title": "Kyiv attacked", "published": "2025-06-01T06:00:00Z"}


@pytest.mark.parametrize(
    ("later", "version", "known_at"),
    [
        ({"url": "https://a.example/1", "modified": "2025-06-01T09:00:00Z"}, 2, datetime(2025, 6, 1, 9, tzinfo=UTC)),
        ({"url": "http://www.a.example/1/?utm_source=x#top", "modified": "2025-06-01T09:00:00Z"}, 2,
         datetime(2025, 6, 1, 9, tzinfo=UTC)),
        ({"url": "https://a.example/1", "published": "2025-06-01T10:00:00Z"}, 2, datetime(2025, 6, 1, 10, tzinfo=UTC)),
        ({"url": "https://a.example/1"}, 2, NOW),
        ({"url": "https://a.example/9", "published": "2025-06-04T06:00:00Z"}, 2, datetime(2025, 6, 4, 6, tzinfo=UTC)),
        ({"url": "https://a.example/9", "published": "2025-06-20T06:00:00Z"}, 1, datetime(2025, 6, 20, 6, tzinfo=UTC)),
        ({"url": "https://a.example/9", "title": "Other", "published": "2025-06-02"}, 1,
         datetime(2025, 6, 2, 23, 59, 59, tzinfo=UTC)),
        ({"url": "https://a.example/1", "outlet": "B"}, 1, datetime(2025, 6, 1, 6, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_a_changed_story_is_a_new_version_known_from_its_change_on(
    settings: Settings, inbox: Path, later: dict[str, str], version: int, known_at: datetime
) -> None:
    first = write(inbox, "1.jsonl", {**STORY, "url": "https://a.example/1", "text": DISPATCH})
    second = write(inbox, "2.jsonl", {**STORY, "text": changed(3), **later})
    take(settings, first)
    take(settings, second)
    (one,) = (row for row in lake(settings) if row["source_file"] == "1.jsonl")
    (two,) = (row for row in lake(settings) if row["source_file"] == "2.jsonl")
    assert (one["version"], one["story_id"], one["known_at"]) == (
        1,
        one["article_id"],
        datetime(2025, 6, 1, 6, tzinfo=UTC),
    )
    assert (two["version"], two["known_at"]) == (version, known_at)
    assert (two["story_id"] == one["story_id"]) == (version == 2)


def test_an_older_version_that_comes_late_is_known_from_its_own_time_on(settings: Settings, inbox: Path) -> None:
    page = {**STORY, "url": "https://a.example/1"}
    take(settings, write(inbox, "1.jsonl", {**page, "text": changed(5), "published": "2025-06-01T12:00:00Z"}))
    take(settings, write(inbox, "2.jsonl", {**page, "text": DISPATCH, "modified": "2025-06-01T09:00:00Z"}))
    assert [(row["version"], row["known_at"].hour) for row in lake(settings)] == [(2, 9), (1, 12)]


def test_versions_are_put_in_order_within_a_batch(settings: Settings, inbox: Path) -> None:
    page = {**STORY, "url": "https://a.example/1"}
    write(
        inbox,
        "1.jsonl",
        {**page, "text": changed(5), "modified": "2025-06-01T12:00:00Z"},
        {**page, "text": DISPATCH},
        {**page, "text": changed(3), "modified": "2025-06-01T09:00:00Z"},
    )
    take(settings, inbox)
    assert [(row["version"], row["known_at"].hour) for row in lake(settings)] == [(1, 6), (2, 9), (3, 12)]
    assert len({row["story_id"] for row in lake(settings)}) == 1


def test_a_page_of_many_items_never_makes_a_story(settings: Settings, inbox: Path) -> None:
    page = {**STORY, "url": "https://a.example/live"}
    items = [DISPATCH, changed(3), "Shelling of Kherson killed one man, the prosecutor's office reported.", changed(4)]
    write(inbox, "1.jsonl", *({**page, "text": text} for text in items))
    take(settings, inbox)
    write(inbox, "2.jsonl", {**page, "text": changed(6), "modified": "2025-06-02T06:00:00Z"})
    take(settings, inbox)
    assert [row["version"] for row in lake(settings)] == [1] * 5


def test_another_article_under_the_same_address_is_no_version(settings: Settings, inbox: Path) -> None:
    write(inbox, "1.jsonl", {**STORY, "url": "https://a.example/", "text": DISPATCH})
    take(settings, inbox)
    other = "Parliament passed the budget for next year after a debate of nine hours, with a narrow majority of votes."
    write(inbox, "2.jsonl", {**STORY, "url": "https://a.example/", "text": other, "modified": "2025-06-02"})
    take(settings, inbox)
    assert [row["version"] for row in lake(settings)] == [1, 1]


HEADER = "time_start,time_end,model,target,launched,destroyed,not_reach_goal,source\n"
ROW = "2023-05-27 22:00,2023-05-28 05:00,Shahed-136/131,Ukraine,54.0,52.0,,kpszsu/posts/1\n"


def test_a_changed_row_is_known_from_its_vintage_on(settings: Settings, inbox: Path) -> None:
    (inbox / "daily_2023-11-27.csv").write_text(HEADER + ROW)
    (inbox / "daily.csv").write_text(HEADER + "2025-05-01,2025-05-02,ZALA,south,1,1,,x/1\n" + ROW.replace("54.0", "59"))
    (inbox / "daily_2024-01-31.csv").write_text(HEADER + ROW.replace("52.0", "58"))
    take(settings, inbox)
    rows = [row for row in lake(settings) if "Shahed" in row["text"]]
    assert [(row["version"], row["known_at"]) for row in rows] == [
        (1, datetime(2023, 5, 28, 2, tzinfo=UTC)),
        (2, datetime(2024, 1, 31, 23, 59, 59, tzinfo=UTC)),
        (3, datetime(2025, 5, 2, 23, 59, 59, tzinfo=UTC)),
    ]
    assert len({row["story_id"] for row in rows}) == 1


def test_an_unchanged_row_of_a_later_vintage_is_a_duplicate(settings: Settings, inbox: Path) -> None:
    (inbox / "daily_2023-11-27.csv").write_text(HEADER + ROW)
    (inbox / "daily_2024-01-31.csv").write_text(HEADER + "2023-06-01,2023-06-02,ZALA,south,1,1,,x/1\n" + ROW)
    take(settings, inbox)
    assert outcomes(settings) == {"article": 2, "duplicate": 1}


def test_batches_bound_what_is_held_and_see_what_earlier_ones_brought(settings: Settings, inbox: Path) -> None:
    write(inbox, "1.jsonl", *({"outlet": "A", "text": f"Dispatch number {number % 10}."} for number in range(25)))
    report = take(settings, inbox, batch_inputs=4)
    assert len(report.batch_ids) == 7
    assert outcomes(settings) == {"article": 10, "duplicate": 15}


def test_received_bytes_are_kept_unless_turned_off(settings: Settings, inbox: Path) -> None:
    path = write(inbox, "1.jsonl", {"outlet": "A", "text": DISPATCH})
    take(settings, inbox)
    file_hash = scan_inputs(settings).collect()["file_hash"][0]
    assert (settings.lake / "raw" / file_hash).read_bytes() == path.read_bytes()
    sparing = replace(settings, data_dir=settings.data_dir / "other", keep_raw=False)
    take(sparing, inbox)
    assert list((sparing.lake / "raw").iterdir()) == []


def test_a_file_that_may_not_be_read_is_rejected_and_the_rest_goes_on(settings: Settings, inbox: Path) -> None:
    write(inbox, "1.jsonl", {"outlet": "A", "text": DISPATCH})
    (inbox / "2.txt").mkdir()
    (inbox / "3.txt").write_text("Locked away.")
    (inbox / "3.txt").chmod(0)
    (inbox / "4.bin").write_bytes(b"\x00\x01")
    report = take(settings, inbox)
    reasons = {one.source_file: one.reason for one in report.rejections}
    assert reasons["4.bin"] == "unsupported_form"
    if "3.txt" in reasons:  # whoever runs the tests as root may read everything
        assert reasons["3.txt"] == "unreadable_file"
    assert report.articles + report.rejected == 3


def refuse_debris(articles: pl.DataFrame) -> list[str]:
    return ["found debris"] if articles["text"].str.contains("debris").any() else []


def test_a_batch_that_fails_its_audit_waits_in_quarantine_until_admitted(settings: Settings, inbox: Path) -> None:
    write(inbox, "1.jsonl", {"outlet": "A", "text": DISPATCH}, {"outlet": "A"})
    write(inbox, "2.jsonl", {"outlet": "A", "text": "Another dispatch, which is fine."})
    report = take(settings, inbox, audit=refuse_debris, batch_inputs=2)
    ((batch_id, problems),) = report.quarantined.items()
    assert (problems, report.articles, report.quarantined_inputs) == (["found debris"], 1, 2)
    assert json.loads((settings.lake / "quarantine" / batch_id / "report.json").read_text())["problems"] == problems
    assert take(settings, inbox, audit=refuse_debris).already_known == 3, "what waits is not read again"
    assert admit(settings, batch_id) == 1
    assert balance.ledger(settings).balances
    assert outcomes(settings) == {"article": 2, "rejected": 1}
    with pytest.raises(FileNotFoundError, match="none called"):
        admit(settings, batch_id)


def test_an_admitted_batch_yields_to_what_came_in_meanwhile(settings: Settings, inbox: Path) -> None:
    first = write(inbox, "1.jsonl", {**STORY, "url": "https://a.example/1", "text": DISPATCH})
    (batch_id,) = take(settings, first, audit=refuse_debris).quarantined
    second = write(inbox, "2.jsonl", {"id": 2, **STORY, "url": "https://a.example/1", "text": DISPATCH})
    take(settings, second)
    assert admit(settings, batch_id) == 0
    assert outcomes(settings) == {"article": 1, "duplicate": 1}
    assert balance.ledger(settings).balances


def test_the_ledger_is_even_over_everything_in_the_labelled_corpus(settings: Settings, shared: Path) -> None:
    corpus = shared / "corpus"
    paths = [corpus / "seed.txt", corpus / "articles", corpus / "wikipedia_current_events.jsonl"]
    report = take(settings, *paths)
    assert report.seen == 1 + len(list((corpus / "articles").iterdir())) + 2448
    assert report.rejected == 0
    seed = scan_articles(settings).filter(pl.col("source_file") == "seed.txt").collect().row(0, named=True)
    assert seed["text"] == (corpus / "seed.txt").read_text(encoding="utf-8")
    assert seed["published_at"] == datetime(2023, 6, 2, tzinfo=UTC)
