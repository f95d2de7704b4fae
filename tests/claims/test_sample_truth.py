"""Fails if the engine reads fewer of the sample's hand-read figures than it does today. The rows were labelled without sight
of the engine, so they are a yardstick, not a script: some stay unread."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dagster_project.articles.model import Article
from dagster_project.articles.reading import articles
from dagster_project.claims import extract
from dagster_project.claims.model import Claim, SourceText
from dagster_project.lake.lexicon import load

PROJECT = Path(__file__).resolve().parents[2]
TRUTH = PROJECT / "tests" / "data" / "sample_truth.csv"
SHARE_READ = 0.95


@pytest.fixture(scope="module")
def sample() -> dict[str, list[Article]]:
    """Articles of the sample by the name of the file they came in."""
    by_file: dict[str, list[Article]] = {}
    for article in articles([PROJECT / "data" / "sample" / "articles"], datetime(2026, 1, 1, tzinfo=UTC)):
        if isinstance(article, Article):
            by_file.setdefault(Path(article.source_file).name, []).append(article)
    return by_file


def rows() -> Iterator[dict[str, str]]:
    with TRUTH.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def holder(row: dict[str, str], sample: dict[str, list[Article]]) -> Article:
    found = [a for a in sample[Path(row["source_file"]).name] if row["fragment"] in a.text]
    if row["row_id"]:
        found = [a for a in found if a.source_id == row["row_id"]]
    assert len(found) == 1, f"{row['source_file']}: {row['fragment']!r} stands in {len(found)} articles, expected one"
    return found[0]


def is_read(row: dict[str, str], article: Article, claims: list[Claim]) -> bool:
    begin = article.text.index(row["fragment"])
    end = begin + len(row["fragment"])
    wanted = (row["measure"], row["value_low"], row["value_high"])
    return any(
        wanted == (c.measure.value, *("" if bound is None else str(bound) for bound in (c.value_low, c.value_high)))
        for c in claims
        if begin <= c.value_start < end
    )


def test_hand_read_figures_of_the_sample_are_found(sample: dict[str, list[Article]]) -> None:
    lexicon = load()
    read: dict[str, list[Claim]] = {}
    missed: list[str] = []
    truth = list(rows())
    for row in truth:
        article = holder(row, sample)
        if article.article_id not in read:
            source = SourceText(
                article.article_id, article.text, article.outlet, article.title, article.published_at, article.known_at
            )
            read[article.article_id] = extract(source, lexicon)
        if not is_read(row, article, read[article.article_id]):
            missed.append(f"{row['source_file']}: {row['fragment']!r} as {row['measure']}")
    share = 1 - len(missed) / len(truth)
    assert share >= SHARE_READ, f"{share:.3f} of {len(truth)} rows read; missed:\n" + "\n".join(missed)
