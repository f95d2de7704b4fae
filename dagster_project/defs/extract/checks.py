"""What may stop the path after extraction: claims out of shape, or evidence that is not in the text."""

import dagster as dg
import polars as pl

from dagster_project.defs.metadata import suite_check
from dagster_project.defs.resources import DataFolder
from dagster_project.lake import balance, frames, reviews


@dg.asset_check(
    asset=["lake", "claims"],
    blocking=True,
    description="The claims' suite over the whole lake: keys, vocabularies, intervals, evidence, derivations recomputed.",
)
def claims_audit(data: DataFolder) -> dg.AssetCheckResult:
    return suite_check(reviews.claims_audit(data.settings))


@dg.asset_check(
    asset=["lake", "claims"],
    blocking=True,
    description="article.text[quote_start:quote_end] == quote, for the value too, over every claim in the lake.",
)
def quotes_stand_in_the_text(data: DataFolder) -> dg.AssetCheckResult:
    found = balance.spans(data.settings)
    return dg.AssetCheckResult(passed=found.balances, description=found.explanation, metadata=found.counts)


@dg.asset_check(
    asset=["lake", "claims"],
    blocking=True,
    description="The lake's claims were made by one version of each extractor, over every article.",
)
def one_extractor_version(data: DataFolder) -> dg.AssetCheckResult:
    claims = frames.scan_claims(data.settings)
    versions = claims.select("extractor", "extractor_version").unique().collect()
    per_extractor = versions.group_by("extractor").agg(pl.len())
    return dg.AssetCheckResult(
        passed=per_extractor.filter(pl.col("len") > 1).is_empty(),
        metadata={"versions": ", ".join(f"{name} {one}" for name, one in versions.sort("extractor").iter_rows())},
    )
