"""What the quality suites say of the finished marts, one check a suite. None of them stops anything."""

from collections.abc import Sequence

import dagster as dg

from dagster_project.defs.metadata import suite_check
from dagster_project.defs.resources import POOL, DataFolder
from dagster_project.lake import reviews
from dagster_project.quality.suites import REVIEWS

_ASSETS = {
    "review_figures": ["marts", "fct_figures"],
    "review_discrepancies": ["marts", "fct_discrepancies"],
    "review_agreement": ["intermediate", "int_claim_pairs"],
    "review_volume": ["intermediate", "int_claims__resolved"],
    "review_silence": ["intermediate", "int_sources__silences"],
}


def _check(name: str, asset: Sequence[str]) -> dg.AssetChecksDefinition:
    @dg.asset_check(
        name=name,
        asset=list(asset),
        pool=POOL,
        description="A suite over the finished table; its findings stand in the data docs of the release.",
    )
    def review(data: DataFolder) -> dg.AssetCheckResult:
        [result] = reviews.review_marts(data.settings, only=name)
        return suite_check(result, never_stops=True)

    return review


REVIEW_CHECKS = [_check(review.name, _ASSETS[review.name]) for review in REVIEWS]
