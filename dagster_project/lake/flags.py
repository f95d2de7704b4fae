"""How many flags each rule raises, and which of them are news: unjudged errors that the last release did not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

from dagster_project.lake.warehouse import MARTS, reading
from dagster_project.settings import Settings

SHOWN = 20

_COUNTS = f"""
    select rule_id, severity, status, count(*)
    from {MARTS}.fct_discrepancies
    group by all
    order by all
"""
_ERRORS = f"""
    select rule_id, discrepancy_id, explanation
    from {MARTS}.fct_discrepancies
    where severity = 'error' and status = 'open'
    order by all
"""


@dataclass
class RuleFlags:
    """The flags of one rule. `counts`: how many by "severity, status"; `news`: explanations of new unjudged errors by id."""

    counts: dict[str, int] = field(default_factory=dict)
    news: dict[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def by_rule(settings: Settings) -> Mapping[str, RuleFlags]:
    """Flags in the warehouse by rule; a rule without a flag is absent. Compared with the release in place, if there is one."""
    known = _flagged_before(settings)
    found: dict[str, RuleFlags] = {}
    with reading(settings.warehouse) as warehouse:
        for rule_id, severity, status, count in warehouse.execute(_COUNTS).fetchall():
            found.setdefault(rule_id, RuleFlags()).counts[f"{severity}, {status}"] = count
        for rule_id, discrepancy_id, explanation in warehouse.execute(_ERRORS).fetchall():
            if discrepancy_id not in known:
                found[rule_id].news[discrepancy_id] = explanation
    return found


def _flagged_before(settings: Settings) -> frozenset[str]:
    file = settings.published / "crosstally.duckdb"
    if not file.exists():
        return frozenset()
    with reading(file) as published:
        try:
            rows = published.execute(f"select discrepancy_id from {MARTS}.fct_discrepancies").fetchall()
        except duckdb.CatalogException:  # a release of an older schema: all flags are news to it
            return frozenset()
    return frozenset(one for (one,) in rows)
