"""Whole-lake checks judge each batch once, and judge again whatever has changed."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from dagster_project.claims.lexicon import Lexicon
from dagster_project.lake import balance, claims, judged, lexicon, reviews
from dagster_project.lake.chunks import chunks, files_read
from dagster_project.lake.frames import write_parquet
from dagster_project.settings import Settings
from tests.lake.test_workers import lake


@pytest.fixture(scope="module")
def words() -> Lexicon:
    return lexicon.load()


@pytest.fixture
def settings(tmp_path: Path, words: Lexicon, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Six batches of ten articles, judged two at a time."""
    monkeypatch.setattr(judged, "TOGETHER", 20)
    found = lake(tmp_path, 60, 10)
    claims.refresh(found, words)
    return found


def names_judged(settings: Settings, version: str = "1") -> tuple[list[list[str]], list[str]]:
    """The groups that a judge was shown, and all that it is known to have said."""
    shown: list[list[str]] = []

    def judge(batches: object) -> str:
        assert isinstance(batches, list)
        shown.append([one.name for one in batches])
        return ",".join(shown[-1])

    said = judged.over_batches(settings, "names", version, files_read, judge)
    return shown, sorted(",".join(said).split(","))


def test_each_batch_is_judged_once_until_it_or_the_judge_changes(settings: Settings) -> None:
    everyone = [chunk.name for chunk in chunks(settings)]
    shown, said = names_judged(settings)
    assert [len(group) for group in shown] == [2, 2, 2] and said == everyone
    assert names_judged(settings) == ([], everyone)
    changed = chunks(settings)[3]
    write_parquet(pl.read_parquet(changed.claims).head(1), changed.claims)
    shown, said = names_judged(settings)
    assert shown == [everyone[2:4]] and said == everyone, "with the batch that it was judged with"
    gone = chunks(settings)[0]
    gone.articles.unlink()
    gone.claims.unlink()
    shown, said = names_judged(settings)
    assert shown == [[everyone[1]]] and said == everyone[1:]
    assert len(names_judged(settings, "2")[0]) == 3, "another judge begins anew"


def test_the_whole_lake_is_audited_in_parts(settings: Settings) -> None:
    audited = reviews.claims_audit(settings)
    assert (
        audited.success and audited.row_count == pl.scan_parquet([c.claims for c in chunks(settings)]).collect().height
    )
    assert reviews.claims_audit(settings) == audited
    assert reviews.articles_audit(settings).row_count == 60
    assert balance.spans(settings).counts["claims"] == audited.row_count


def test_a_fault_in_one_batch_is_found_though_the_others_were_judged_before(settings: Settings) -> None:
    sound = reviews.claims_audit(settings)
    assert balance.spans(settings).balances
    wrong = chunks(settings)[4]
    rows = pl.read_parquet(wrong.claims)
    altered = pl.when(pl.int_range(pl.len()) == 0).then(pl.col("quote").str.reverse()).otherwise("quote").alias("quote")
    write_parquet(rows.with_columns(altered), wrong.claims)
    found = reviews.claims_audit(settings)
    assert not found.success and found.row_count == sound.row_count
    assert [one.unexpected_count for one in found.failed if "text_at_quote" in one.column] == [1]
    counted = balance.spans(settings)
    assert counted.counts["quotes that are not the text at their span"] == 1 and not counted.balances


def test_an_empty_lake_is_sound(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    assert reviews.claims_audit(settings).success and reviews.claims_audit(settings).row_count == 0
    assert balance.spans(settings).balances
