"""Nothing is lost on the way in: the ledger balances and the lake's articles are shaped as promised."""

from datetime import UTC, datetime

import dagster as dg

from dagster_project.defs.metadata import suite_check
from dagster_project.defs.resources import DataFolder
from dagster_project.lake import balance, intake, reviews


@dg.asset_check(
    asset=["lake", "inputs"],
    blocking=True,
    description="Inputs seen = articles + duplicates + rejected, and each side names the other: no article without its input, no "
    "input called article without one, no rejection without a reason.",
)
def ledger_balances(data: DataFolder) -> dg.AssetCheckResult:
    found = balance.ledger(data.settings)
    return dg.AssetCheckResult(passed=found.balances, description=found.explanation, metadata=found.counts)


@dg.asset_check(
    asset=["lake", "articles"],
    blocking=True,
    description="The articles' suite over the whole lake: keys, vocabularies, times. Each batch passed it before it was admitted.",
)
def articles_audit(data: DataFolder) -> dg.AssetCheckResult:
    return suite_check(reviews.articles_audit(data.settings))


@dg.asset_check(
    asset=["lake", "article_groups"],
    blocking=True,
    description="Every article stands in just one group, and that group's article is known no later than itself.",
)
def groups_look_back(data: DataFolder) -> dg.AssetCheckResult:
    found = balance.groups(data.settings)
    return dg.AssetCheckResult(passed=found.balances, description=found.explanation, metadata=found.counts)


def _warning(found: intake.Finding) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=found.is_usual,
        severity=dg.AssetCheckSeverity.WARN,
        description=found.explanation,
        metadata=dict(found.counts),
    )


@dg.asset_check(
    asset=["lake", "inputs"], description="The newest day's inputs are about as many as on the days before. Only warns."
)
def volume_is_usual(data: DataFolder) -> dg.AssetCheckResult:
    return _warning(intake.volume(data.settings))


@dg.asset_check(asset=["lake", "inputs"], description="Something came in within the last days. Only warns.")
def inputs_are_fresh(data: DataFolder) -> dg.AssetCheckResult:
    return _warning(intake.freshness(data.settings, datetime.now(UTC)))


@dg.asset_check(asset=["lake", "inputs"], description="Most of the newest day's inputs could be read. Only warns.")
def reject_rate_is_low(data: DataFolder) -> dg.AssetCheckResult:
    return _warning(intake.reject_rate(data.settings))
