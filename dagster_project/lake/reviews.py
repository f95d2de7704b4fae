"""The finished marts judged by the quality suites. Never stops anything: the results go to asset checks and into the data docs."""

from __future__ import annotations

from dagster_project.lake.warehouse import reading
from dagster_project.quality.results import SuiteResult
from dagster_project.quality.suites import REVIEWS
from dagster_project.settings import Settings


def review_marts(settings: Settings, only: str | None = None) -> list[SuiteResult]:
    """Run every review over the warehouse, or the one named `only`."""
    chosen = [review for review in REVIEWS if only in (None, review.name)]
    with reading(settings.warehouse) as warehouse:
        frames = [warehouse.sql(review.query).pl() for review in chosen]
    return [review.judge(frame) for review, frame in zip(chosen, frames, strict=True)]
