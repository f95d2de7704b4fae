"""Groups of near-duplicates, found a load at a time, are those of a comparison of every article with every earlier one."""

from __future__ import annotations

import json
import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from dagster_project.articles import near_duplicates
from dagster_project.articles.near_duplicates import NEAR, word_triples
from dagster_project.lake import balance, groups, shelf
from dagster_project.lake.acquire import acquire
from dagster_project.lake.frames import groups_path, scan_articles
from dagster_project.settings import Settings

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
WORDS = "russia attacked kyiv overnight with drones the mayor said people were hurt by debris in two districts on friday".split()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data")


def load(settings: Settings, name: str, records: list[dict[str, str]]) -> None:
    path = settings.data_dir.parent / name
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    acquire([path], settings, NOW, batch_inputs=7)
    groups.refresh(settings)


def records(count: int, seed: int = 1) -> list[dict[str, str]]:
    """Variants of some texts, by several outlets, at moments in no order; several share one."""
    chance = random.Random(seed)
    originals = [[chance.choice(WORDS) for _ in range(60)] for _ in range(count // 5)]
    written = []
    for _ in range(count):
        words = list(chance.choice(originals))
        for _ in range(chance.randrange(6)):
            words[chance.randrange(60)] = chance.choice(WORDS)
        at = datetime(2025, 6, 1, tzinfo=UTC) + timedelta(hours=chance.randrange(40))
        outlet = chance.choice(["A", "B", "C", "D"])
        written.append({"outlet": outlet, "text": " ".join(words), "published": at.isoformat()})
    return written


def found(settings: Settings) -> list[tuple[str, str, str, float]]:
    return list(pl.read_parquet(groups_path(settings)).sort("article_id").iter_rows())


def expected(settings: Settings) -> list[tuple[str, str, str, float]]:
    """By the rule itself: of the earlier articles that are alike enough the earliest, whose group is taken."""
    known = scan_articles(settings).sort("known_at", "article_id").select("article_id", "text").collect()
    earlier: list[tuple[str, set[str], str]] = []
    rows = []
    for article_id, text in known.iter_rows():
        triples = word_triples(text)
        group, similar, similarity = article_id, article_id, 1.0
        for other_id, others, other_group in earlier:
            likeness = len(triples & others) / len(triples | others)
            if likeness >= NEAR:
                group, similar, similarity = other_group, other_id, round(likeness, 4)
                break
        earlier.append((article_id, triples, group))
        rows.append((article_id, group, similar, similarity))
    return sorted(rows)


def test_loads_in_any_order_of_time_group_as_one_comparison_of_all(settings: Settings) -> None:
    given = records(150)
    for at in range(0, 150, 50):
        load(settings, f"{at}.jsonl", given[at : at + 50])
        assert found(settings) == expected(settings)
        assert balance.groups(settings).balances
    assert 1 < len({group for _, group, _, _ in found(settings)}) < 100


def test_many_texts_of_one_make_are_compared_a_stretch_at_a_time(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near_duplicates, "_MOST_PAIRS", 50)
    monkeypatch.setattr(shelf, "PART_ROWS", 20)
    monkeypatch.setattr(groups, "_MOST_HELD", 3)
    template = "The air force said that {} drones were shot down overnight over the north, the centre and the south of the country."
    same = [{"outlet": "A", "text": template.format(number), "published": "2025-06-01"} for number in range(60)]
    load(settings, "all.jsonl", same + records(60, seed=2))
    assert found(settings) == expected(settings)


def test_what_is_kept_for_comparing_can_be_lost(settings: Settings) -> None:
    given = records(60)
    load(settings, "one.jsonl", given[:40])
    shutil.rmtree(settings.lake / "index")
    load(settings, "two.jsonl", given[40:])
    assert found(settings) == expected(settings)
    before = found(settings)
    groups_path(settings).unlink()
    groups.refresh(settings)
    assert found(settings) == before


def test_a_batch_taken_out_of_the_lake_leaves_the_groups(settings: Settings) -> None:
    load(settings, "all.jsonl", records(40))
    batch = min((settings.lake / "articles").glob("*/b*.parquet"))
    batch.unlink()
    groups.refresh(settings)
    assert found(settings) == expected(settings)


def test_groups_of_an_older_make_are_made_anew(settings: Settings) -> None:
    load(settings, "all.jsonl", records(30))
    pl.read_parquet(groups_path(settings)).drop("similar_article_id").write_parquet(groups_path(settings))
    groups.refresh(settings)
    assert found(settings) == expected(settings)


def test_rows_of_a_table_stand_alone(settings: Settings, tmp_path: Path) -> None:
    row = "{},2025-06-01,3,2,4,1,Ukraine\n"
    table = tmp_path / "ged251.csv"
    table.write_text("id,date_start,best,low,high,type_of_violence,country\n" + "".join(map(row.format, range(9))))
    acquire([table], settings, NOW)
    assert groups.refresh(settings) == 9
    assert all(article_id == group == similar for article_id, group, similar, _ in found(settings))
