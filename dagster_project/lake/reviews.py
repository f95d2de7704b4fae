"""The quality suites put to work: on a batch before it is admitted, and on the finished marts, whose reviews never stop anything
and go to asset checks and into the data docs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import polars as pl

from dagster_project.lake.chunks import Chunk, articles_of, claims_of, files_read
from dagster_project.lake.judged import Files, over_batches
from dagster_project.lake.warehouse import reading
from dagster_project.quality import suites
from dagster_project.quality.results import Severity, SuiteResult
from dagster_project.quality.suites import REVIEWS, audit_articles, audit_claims
from dagster_project.settings import SEEDS_DIR, Settings


def article_problems(batch: pl.DataFrame) -> list[str]:
    """Why a batch of articles may not be admitted, a sentence each; empty where it may."""
    return [one.message for one in audit_articles(batch).failed if one.severity is Severity.CRITICAL]


def articles_audit(settings: Settings) -> SuiteResult:
    """The articles' suite over the whole lake, batches one group after the other."""
    return _audit(
        settings, "articles", lambda one: [one.articles], lambda batches: audit_articles(articles_of(batches).collect())
    )


def claims_audit(settings: Settings) -> SuiteResult:
    """The claims' suite over the whole lake, each claim beside the text it was read in; batches one group after the other."""
    return _audit(settings, "claims", files_read, lambda batches: audit_claims(_with_texts(batches).collect()))


def _with_texts(batches: Sequence[Chunk]) -> pl.LazyFrame:
    texts = articles_of(batches).select("article_id", "text", "source_kind")
    return claims_of(batches).join(texts, on="article_id", how="left", maintain_order="left")


def _audit(settings: Settings, kind: str, files: Files, audit: Callable[[Sequence[Chunk]], SuiteResult]) -> SuiteResult:
    """Of every batch; judged are those that this suite, with its vocabulary, has not judged before."""
    found = over_batches(settings, f"audit_{kind}", _suites_version(), files, lambda batches: audit(batches).to_json())
    return SuiteResult.together([SuiteResult.from_json(one) for one in found] or [audit([])])


@cache
def _suites_version() -> str:
    """Hash of the suites' code and of the seeds whose words they expect."""
    sources = (*Path(suites.__file__).parent.glob("*.py"), *SEEDS_DIR.glob("*.csv"))
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def all_suites(settings: Settings) -> list[SuiteResult]:
    """What the data docs show: both audits of the lake, then the reviews of the marts."""
    return [articles_audit(settings), claims_audit(settings), *review_marts(settings)]


def review_marts(settings: Settings, only: str | None = None) -> list[SuiteResult]:
    """Run every review over the warehouse, or the one named `only`."""
    chosen = [review for review in REVIEWS if only in (None, review.name)]
    with reading(settings.warehouse, memory=settings.memory) as warehouse:
        return [review.judge(warehouse.sql(review.query).pl()) for review in chosen]  # one frame at a time
