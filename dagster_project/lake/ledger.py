"""The ledger of inputs: what was seen, and what became of it. One row per (content hash, locator), ever."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import polars as pl

from dagster_project.articles.model import Outcome
from dagster_project.lake.frames import scan_inputs
from dagster_project.settings import Settings


@dataclass(frozen=True, slots=True)
class Balance:
    """Counts of the whole ledger. `is_even`: every input seen is an article, a duplicate or rejected, each article of the
    ledger is in the lake once, and no input is listed twice."""

    seen: int
    articles: int
    duplicates: int
    rejected: int
    listed_twice: int
    articles_in_lake: int

    @property
    def is_even(self) -> bool:
        parts = self.articles + self.duplicates + self.rejected
        return self.seen == parts and not self.listed_twice and self.articles == self.articles_in_lake


def balance(settings: Settings) -> Balance:
    """Weigh the ledger against itself and against the lake's articles."""
    from dagster_project.lake.frames import scan_articles

    ledger = scan_inputs(settings)
    counts = ledger.select(
        pl.len().alias("seen"),
        (pl.col("outcome") == Outcome.ARTICLE.value).sum().alias("articles"),
        (pl.col("outcome") == Outcome.DUPLICATE.value).sum().alias("duplicates"),
        (pl.col("outcome") == Outcome.REJECTED.value).sum().alias("rejected"),
    ).collect().row(0, named=True)  # fmt: skip
    distinct = ledger.select("content_hash", "locator").unique().select(pl.len()).collect().item()
    in_lake = scan_articles(settings).select(pl.len()).collect().item()
    return Balance(**counts, listed_twice=counts["seen"] - distinct, articles_in_lake=in_lake)


def input_key(content_hash: str, locator: str) -> bytes:
    """What stands for one input in memory: 16 bytes instead of two strings."""
    return hashlib.blake2b(f"{content_hash} {locator}".encode(), digest_size=16).digest()


def known(settings: Settings) -> set[bytes]:
    """Keys of all inputs in the ledger, and of those set aside in quarantine, which wait for `admit`."""
    keys: set[bytes] = set()
    waiting = sorted((settings.lake / "quarantine").glob("*/inputs.parquet"))
    for ledger in (scan_inputs(settings), *(pl.scan_parquet(path) for path in waiting)):
        pairs = ledger.select("content_hash", "locator").collect()
        keys.update(input_key(content, locator) for content, locator in pairs.iter_rows())
    return keys
