"""The claims of a lake against those its articles were written to hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dagster_project.bench.corpus import TRUTH
from dagster_project.lake.frames import scan_articles, scan_claims
from dagster_project.settings import Settings

_KEY = ("source_id", "measure", "value_low", "value_high")


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Claims that are known, that were found, and that are both: same article, measure and interval."""

    known: int
    found: int
    right: int

    @property
    def recall(self) -> float:
        return self.right / self.known if self.known else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0


def measure(settings: Settings, truth: Path) -> Accuracy:
    """Compare the lake's claims with the Parquet files in `truth` (columns `corpus.TRUTH`), claim by claim."""
    articles = scan_articles(settings).select("article_id", "source_id")
    found = _counted(scan_claims(settings).join(articles, on="article_id"))
    known = _counted(pl.scan_parquet(sorted(truth.glob("*.parquet")), schema=TRUTH))
    both = known.join(found, on=_KEY, nulls_equal=True).select(pl.min_horizontal("len", "len_right").sum())
    counts = [frame.select(pl.col("len").sum()) for frame in (known, found)]
    return Accuracy(*(int(frame.item() or 0) for frame in pl.collect_all([*counts, both])))


def _counted(claims: pl.LazyFrame) -> pl.LazyFrame:
    return claims.group_by(_KEY).len()
