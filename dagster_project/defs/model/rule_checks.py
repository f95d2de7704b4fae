"""Do the sources agree? One check a rule on the flags. None stops anything; a check warns of unjudged errors that the release in
place does not hold yet, and its metadata holds all counts."""

import csv
from collections.abc import Iterator

import dagster as dg

from dagster_project.defs.resources import POOL, DataFolder
from dagster_project.lake import flags
from dagster_project.settings import SEEDS_DIR

ASSET = dg.AssetKey(["marts", "fct_discrepancies"])


def _rules() -> list[dict[str, str]]:
    """The rules that have a model, from the seed that SQL reads too."""
    with (SEEDS_DIR / "rules.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["is_implemented"] == "true"]


RULES = {f"rule_{row['name']}": row for row in _rules()}


@dg.multi_asset_check(
    name="rule_checks",
    specs=[
        # blocking with the severity of a warning stops nothing, but has publishing wait: what is new is told by the old release
        dg.AssetCheckSpec(name, asset=ASSET, blocking=True, description=f"{row['rule_id']}: {row['description']}")
        for name, row in RULES.items()
    ],
    pool=POOL,
    can_subset=True,
)
def rule_checks(context: dg.AssetCheckExecutionContext, data: DataFolder) -> Iterator[dg.AssetCheckResult]:
    found = flags.by_rule(data.settings)
    wanted = {key.name for key in context.selected_asset_check_keys}
    for name, row in RULES.items():
        if name not in wanted:
            continue
        rule = found.get(row["rule_id"], flags.RuleFlags())
        yield dg.AssetCheckResult(
            asset_key=ASSET,
            check_name=name,
            passed=not rule.news,
            severity=dg.AssetCheckSeverity.WARN,
            description=_words(rule),
            metadata={"flags": rule.total, "new unjudged errors": len(rule.news), **rule.counts},
        )


def _words(rule: flags.RuleFlags) -> str:
    if not rule.news:
        return f"{rule.total} flags, none of them a new error."
    shown = "\n".join(f"- {text}" for text in list(rule.news.values())[: flags.SHOWN])
    return f"{len(rule.news)} new errors wait for a verdict, among {rule.total} flags:\n{shown}"
