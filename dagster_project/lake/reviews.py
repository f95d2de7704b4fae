"""The quality suites put to work: on a batch before it is admitted, and on the finished marts, whose reviews never stop anything
and go to asset checks and into the data docs."""

from __future__ import annotations

import polars as pl

from dagster_project.lake import frames
from dagster_project.lake.warehouse import reading
from dagster_project.quality.results import Severity, SuiteResult
from dagster_project.quality.suites import REVIEWS, audit_articles, audit_claims
from dagster_project.settings import Settings


def article_problems(batch: pl.DataFrame) -> list[str]:
    """Why a batch of articles may not be admitted, a sentence each; empty where it may."""
    return [one.message for one in audit_articles(batch).failed if one.severity is Severity.CRITICAL]


def articles_audit(settings: Settings) -> SuiteResult:
    """The articles' suite over the whole lake."""
    return audit_articles(frames.scan_articles(settings).collect())


def claims_audit(settings: Settings) -> SuiteResult:
    """The claims' suite over the whole lake, each claim beside the text it was read in."""
    texts = frames.scan_articles(settings).select("article_id", "text", "source_kind")
    claims = frames.scan_claims(settings).join(texts, on="article_id", how="left", maintain_order="left")
    return audit_claims(claims.collect())


def all_suites(settings: Settings) -> list[SuiteResult]:
    """What the data docs show: both audits of the lake, then the reviews of the marts."""
    return [articles_audit(settings), claims_audit(settings), *review_marts(settings)]


def review_marts(settings: Settings, only: str | None = None) -> list[SuiteResult]:
    """Run every review over the warehouse, or the one named `only`."""
    chosen = [review for review in REVIEWS if only in (None, review.name)]
    with reading(settings.warehouse) as warehouse:
        frames = [warehouse.sql(review.query).pl() for review in chosen]
    return [review.judge(frame) for review, frame in zip(chosen, frames, strict=True)]
