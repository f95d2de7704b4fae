"""What must add up in the lake between what came in and what is there. Counts only; nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dagster_project.lake import frames
from dagster_project.lake.chunks import Chunk, articles_of, claims_of, files_read
from dagster_project.lake.judged import over_batches
from dagster_project.settings import Settings

_SPANS = "1"
"""Of the way that spans are counted; another has every batch counted again."""


@dataclass(frozen=True)
class Balance:
    """The counts that were compared; those named in `faults` must be zero."""

    counts: dict[str, int]
    faults: tuple[str, ...]

    @property
    def balances(self) -> bool:
        return not any(self.counts[name] for name in self.faults)

    @property
    def explanation(self) -> str:
        """What holds, or what is found where zero is expected."""
        found = [f"{self.counts[name]} {name}" for name in self.faults if self.counts[name]]
        return ("Expected none of these, found " + ", ".join(found)) if found else "All counts agree."


def ledger(settings: Settings) -> Balance:
    """The ledger against itself and against the articles."""
    inputs = frames.scan_inputs(settings).collect()
    articles = frames.scan_articles(settings).select("article_id").collect()
    by_outcome = {name: inputs.filter(pl.col("outcome") == name) for name in ("article", "duplicate", "rejected")}
    admitted = by_outcome["article"]
    counts = {
        "inputs seen": inputs.height,
        "articles": articles.height,
        **{f"inputs {name}": rows.height for name, rows in by_outcome.items()},
        "inputs without an outcome": inputs.height - sum(rows.height for rows in by_outcome.values()),
        "inputs in the ledger twice": inputs.height - inputs.select("content_hash", "locator").unique().height,
        "articles in the lake twice": articles.height - articles["article_id"].n_unique(),
        "articles without an input": articles.join(admitted, on="article_id", how="anti").height,
        "inputs whose article is not in the lake": pl.concat([admitted, by_outcome["duplicate"]])
        .join(articles, on="article_id", how="anti")
        .height,
        "rejections without a reason": by_outcome["rejected"]["reason"].null_count(),
    }
    return Balance(counts, tuple(list(counts)[5:]))


def groups(settings: Settings) -> Balance:
    """The near-duplicate groups against the articles."""
    found = pl.read_parquet(frames.groups_path(settings))
    known = frames.scan_articles(settings).select("article_id", "known_at").collect()
    first = known.rename({"article_id": "near_duplicate_group_id", "known_at": "first_known_at"})
    dated = found.join(known, on="article_id", how="left").join(first, on="near_duplicate_group_id", how="left")
    counts = {
        "articles": known.height,
        "groups": found["near_duplicate_group_id"].n_unique(),
        "articles in no group": known.join(found, on="article_id", how="anti").height,
        "articles in several groups": found.height - found["article_id"].n_unique(),
        "groups of an article that is not there": dated["first_known_at"].null_count(),
        "groups known later than their article": dated.filter(pl.col("first_known_at") > pl.col("known_at")).height,
    }
    return Balance(counts, tuple(list(counts)[2:]))


def spans(settings: Settings) -> Balance:
    """Every claim's quote and value against the stored text, in code points; batches that were counted before and have not
    changed by a byte since are not counted again."""
    found = over_batches(settings, "spans", _SPANS, files_read, lambda batches: json.dumps(_spans(batches)))
    claims = frames.scan_claims(settings)
    versions = claims.select(pl.col("extractor", "extractor_version")).unique().collect().height
    faults = dict.fromkeys(_spans([]), 0)
    for one in found:
        faults = {name: count + json.loads(one)[name] for name, count in faults.items()}
    counts = {"claims": faults.pop("claims"), "extractor versions": versions, **faults}
    return Balance(counts, tuple(faults))


def _spans(batches: Sequence[Chunk]) -> dict[str, int]:
    evidence = (
        claims_of(batches)
        .join(articles_of(batches).select("article_id", "text"), on="article_id", how="left")
        .select(
            article=pl.col("text").is_null(),
            quote=pl.col("quote") != _between("quote_start", "quote_end"),
            value=pl.col("value_text") != _between("value_start", "value_end"),
            outside=(pl.col("value_start") < pl.col("quote_start")) | (pl.col("value_end") > pl.col("quote_end")),
        )
    )
    sums = evidence.select(pl.len().alias("claims"), pl.all().sum()).collect().row(0, named=True)
    return {
        "claims": int(sums["claims"]),
        "claims of an article that is not there": int(sums["article"] or 0),
        "quotes that are not the text at their span": int(sums["quote"] or 0),
        "values that are not the text at their span": int(sums["value"] or 0),
        "values outside their quote": int(sums["outside"] or 0),
    }


def _between(start: str, end: str) -> pl.Expr:
    """The article's text from `start` to `end`, both columns of code points."""
    return pl.col("text").str.slice(pl.col(start), pl.col(end) - pl.col(start))
