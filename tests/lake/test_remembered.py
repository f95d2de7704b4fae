"""What is remembered of earlier loads is worked out from the lake, and losing it loses nothing."""

from __future__ import annotations

import json
import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from dagster_project.lake import ledger, shelf
from dagster_project.lake.acquire import AcquireReport, acquire
from dagster_project.lake.frames import scan_articles, scan_inputs
from dagster_project.lake.ledger import KnownInputs, input_key
from dagster_project.settings import Settings

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data")


def load(settings: Settings, name: str, numbers: range) -> AcquireReport:
    """Versions of stories on five pages, under five titles, one text in three a repetition."""
    path = settings.data_dir.parent / name
    words = "Two people were hurt by debris on Friday, officials said, and a third was found under a burning warehouse"
    records = [
        {
            "outlet": "A", "text": f"{words} {' '.join(['more'] * (number // 3))}", "url": f"https://a.example/{number % 5}",
            "title": f"News {number % 5}", "published": f"2025-06-{1 + number % 28:02}T08:00:00Z",
        }
        for number in numbers
    ]  # fmt: skip
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return acquire([path], settings, NOW, batch_inputs=10)


def lake(settings: Settings) -> tuple[pl.DataFrame, pl.DataFrame]:
    articles = scan_articles(settings).sort("article_id").collect()
    return articles, scan_inputs(settings).sort("content_hash", "locator").collect()


@pytest.mark.parametrize("loss", ["none", "all", "a part", "other rules"])
def test_the_next_load_is_the_same_whatever_was_lost(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loss: str
) -> None:
    monkeypatch.setattr(shelf, "PART_ROWS", 16)
    whole = Settings(tmp_path / "whole" / "data")
    whole.data_dir.mkdir(parents=True)
    for each in (settings, whole):
        load(each, "one.jsonl", range(60))
    parts = sorted((settings.lake / "index" / "inputs").glob("*.parquet"))
    assert [pl.read_parquet(part).height for part in parts] == [16, 16, 16, 12]
    if loss == "all":
        shutil.rmtree(settings.lake / "index")
    elif loss == "a part":
        parts[-1].unlink()
    elif loss == "other rules":
        pl.read_parquet(parts[0]).write_parquet(parts[0], metadata={"version": "0"})
    for each in (settings, whole):
        assert load(each, "one.jsonl", range(60)).already_known == 60
        assert load(each, "two.jsonl", range(40, 100)).seen == 60
    for found, expected in zip(lake(settings), lake(whole), strict=True):
        assert found.equals(expected)
    assert set(lake(whole)[0]["version"]) > {1, 2}


def test_a_batch_taken_out_of_the_lake_is_read_again(settings: Settings) -> None:
    load(settings, "one.jsonl", range(10))
    for path in settings.lake.glob("*/*/b*.parquet"):
        path.unlink()
    assert load(settings, "one.jsonl", range(10)).seen == 10


def test_many_keys_are_told_from_those_that_are_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_MOST_FRESH", 50)
    keys = [input_key(str(number), "row") for number in range(400)]
    halves = np.frombuffer(b"".join(keys[:100]), dtype=">u8").astype(np.uint64)
    known = KnownInputs(halves[::2], halves[1::2])
    for key in random.Random(1).sample(keys[100:300], 200):
        assert key not in known
        known.add(key)
    assert [key in known for key in keys] == [True] * 300 + [False] * 100
    assert keys[0][:8] + keys[1][8:] not in known, "both halves count"
