"""`lake/claims`: a file for each batch of articles, made anew when the extractor changes, of one version throughout."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, SourceText
from dagster_project.lake import balance, claims, groups, lexicon
from dagster_project.lake.acquire import acquire
from dagster_project.lake.frames import CLAIMS, scan_articles, scan_claims
from dagster_project.settings import Settings

DAY = datetime(2025, 7, 1, 12, tzinfo=UTC)
TALLY = "time_start,time_end,model,target,launched,destroyed,source\n"
NIGHT = "2023-05-27 22:00,2023-05-28 05:00,Shahed-136/131,Ukraine,54.0,52.0,kpszsu/posts/1\n"


@pytest.fixture(scope="module")
def words() -> Lexicon:
    return lexicon.load()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A lake of two ingest dates: a dispatch and a tally row on the first, an article without a figure on the second."""
    settings = Settings(tmp_path / "data")
    for day, name, content in (
        (DAY, "tally.csv", TALLY + NIGHT),
        (
            DAY,
            "one.txt",
            " date 2023-06-02 Two people were killed and three injured in shelling of Kherson, the governor said.",
        ),
        (DAY + timedelta(days=1), "two.txt", " date 2023-06-03 The governor thanked the rescue service."),
    ):
        path = tmp_path / name
        path.write_text(content)
        acquire([path], settings, day)
    return settings


def files(settings: Settings) -> list[Path]:
    """The files of claims, by day and batch."""
    return sorted((settings.lake / "claims").glob("*/*.parquet"))


def stamps(settings: Settings) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in files(settings)}


def test_each_batch_is_read_once(settings: Settings, words: Lexicon) -> None:
    report = claims.refresh(settings, words)
    assert [name[:10] for name in report.refreshed] == ["2025-07-01", "2025-07-01", "2025-07-02"]
    assert [f"{path.parent.name}/{path.stem}" for path in files(settings)] == report.refreshed
    found = scan_claims(settings).collect()
    assert dict(found.schema) == CLAIMS
    assert found.height == report.claims > 3
    assert found["extractor_version"].unique().to_list() == [report.extractor_version]
    assert balance.spans(settings).balances
    before = stamps(settings)
    again = claims.refresh(settings, words)
    assert (again.refreshed, again.unchanged) == ([], report.refreshed)
    assert stamps(settings) == before


def test_of_a_day_with_new_articles_only_these_are_read(settings: Settings, words: Lexicon, tmp_path: Path) -> None:
    claims.refresh(settings, words)
    before = stamps(settings)
    (tmp_path / "three.txt").write_text(" date 2023-06-04 Nine people were killed in Kharkiv, the mayor said.")
    acquire([tmp_path / "three.txt"], settings, DAY + timedelta(days=1))
    report = claims.refresh(settings, words)
    assert (len(report.refreshed), len(report.unchanged), report.articles) == (1, 3, 1)
    assert before.items() < stamps(settings).items()
    assert 9 in scan_claims(settings).collect()["value"].to_list()


def test_same_input_and_version_make_the_same_bytes(settings: Settings, words: Lexicon) -> None:
    claims.refresh(settings, words)
    first = {path: path.read_bytes() for path in files(settings)}
    for path in first:
        path.unlink()
    claims.refresh(settings, words)
    assert {path: path.read_bytes() for path in files(settings)} == first


def test_what_belongs_to_no_batch_is_removed(settings: Settings, words: Lexicon) -> None:
    claims.refresh(settings, words)
    known, folder = files(settings), settings.lake / "claims"
    (folder / "2025-06-30").mkdir()
    for foreign in ("2025-07-01.parquet", "2025-06-30/b0.parquet", "2025-07-01/.b1.parquet.77.tmp"):
        (folder / foreign).write_bytes(known[0].read_bytes())
    claims.refresh(settings, words)
    assert [path for path in sorted(folder.rglob("*")) if path.is_file()] == [*known, folder / "schema.parquet"]
    assert not (folder / "2025-06-30").exists()


def engine(source: SourceText, words: Lexicon) -> list[Claim]:
    from dagster_project import claims as real

    return real.extract(source, words)


def test_another_version_replaces_every_day(settings: Settings, words: Lexicon) -> None:
    claims.refresh(settings, words)

    def later(source: SourceText, words: Lexicon) -> list[Claim]:
        return [replace(claim, extractor_version="later") for claim in engine(source, words)]

    report = claims.refresh(settings, words, by=claims.Extractor(later, "rules", "later"))
    assert len(report.refreshed) == 3
    assert scan_claims(settings).collect()["extractor_version"].unique().to_list() == ["later"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": "other words"},
        {"value_end": 10_000},
        {"article_id": "another"},
        {"quote_end": 0, "quote_start": 0, "quote": ""},
    ],
)
def test_claims_that_break_a_promise_are_not_written(
    settings: Settings, words: Lexicon, wrong: dict[str, object]
) -> None:
    def erring(source: SourceText, words: Lexicon) -> list[Claim]:
        return [replace(claim, **wrong) for claim in engine(source, words)]  # type: ignore[arg-type]

    with pytest.raises(claims.UnsoundClaims, match="the extractor errs"):
        claims.refresh(settings, words, by=claims.Extractor(erring, "rules", "erring"))
    assert scan_claims(settings).collect().is_empty()


def test_an_engine_that_fails_names_the_article(settings: Settings, words: Lexicon) -> None:
    def failing(source: SourceText, words: Lexicon) -> list[Claim]:
        raise ValueError("no such verb")

    with pytest.raises(ValueError, match="no such verb") as failure:
        claims.refresh(settings, words, by=claims.Extractor(failing, "rules", "failing"))
    assert "while extracting claims of article a" in failure.value.__notes__[0]


def test_near_duplicates_look_back_only(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data")
    text = "Russia attacked Kyiv with 36 missiles and drones overnight, the military administration of the capital said on Friday. "
    copy = text + "All of them were shot down, it added."
    rows = [
        {"outlet": "B", "text": copy + " It was the third such night.", "published": "2025-06-01T08:00:00Z"},
        {"outlet": "A", "text": copy, "published": "2025-06-01T06:00:00Z"},
        {"outlet": "C", "text": "A fire broke out at a depot in Rostov.", "published": "2025-06-01T07:00:00Z"},
    ]
    path = tmp_path / "feed.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    acquire([path], settings, DAY)
    assert groups.refresh(settings) == 3
    outlet = dict(scan_articles(settings).select("article_id", "outlet").collect().iter_rows())
    before = pl.read_parquet(settings.lake / "article_groups.parquet")
    found = {outlet[row["article_id"]]: outlet[row["near_duplicate_group_id"]] for row in before.iter_rows(named=True)}
    assert found == {"A": "A", "B": "A", "C": "C"}
    assert balance.groups(settings).balances

    path.write_text(
        json.dumps({"outlet": "D", "text": copy + " Officials confirmed it.", "published": "2025-06-02"}) + "\n"
    )
    acquire([path], settings, DAY)
    assert groups.refresh(settings) == 4
    after = pl.read_parquet(settings.lake / "article_groups.parquet")
    assert after.join(before, on=after.columns, how="semi").height == 3, "what arrives later changes no group"


def test_articles_in_other_languages_are_kept_and_counted_but_not_read(tmp_path: Path, words: Lexicon) -> None:
    settings = Settings(tmp_path / "data")
    figures = "Two people were killed and three injured in shelling of Kherson, the governor said."
    mixed = f"Двоє людей загинули у Херсоні внаслідок обстрілу в неділю, повідомив губернатор області: {figures}"
    rows = [{"outlet": "A", "text": figures}, {"outlet": "A", "text": mixed, "language": "en"}]
    (tmp_path / "feed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    acquire([tmp_path / "feed.jsonl"], settings, DAY)
    report = claims.refresh(settings, words)
    told = dict(scan_articles(settings).select("language", "article_id").collect().iter_rows())
    assert set(told) == {"en", "uk"}
    assert (report.articles, report.other_languages) == (2, 1)
    assert set(scan_claims(settings).collect()["article_id"]) == {told["en"]}
