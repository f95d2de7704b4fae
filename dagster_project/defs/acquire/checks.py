"""Nothing is lost on the way in: the ledger balances and the lake's articles are shaped as promised."""

import dagster as dg

from dagster_project.defs.metadata import suite_check
from dagster_project.defs.resources import DataFolder
from dagster_project.lake import balance, reviews


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
