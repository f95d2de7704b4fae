"""Rows of the UN human rights monitors' totals → claims: civilians killed and injured in one month, or since the start of the
full-scale war."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from dagster_project.claims.figure_columns import count_of
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, Measure, Qualifier, Scope, SourceText, Window
from dagster_project.claims.table_rows import Cells, Figure, Row, When, Who, claims_of, where_of, words_of

CLAIMANT = "ohchr"
WAR_BEGAN = date(2022, 2, 24)
"""The first day that the monitors' running totals count."""
_COLUMNS: Mapping[str, Measure] = {
    "civilians_killed": Measure.KILLED,
    "civilians_injured": Measure.INJURED,
    "killed_cumulative": Measure.KILLED,
    "injured_cumulative": Measure.INJURED,
}


def war_total_claims(
    source: SourceText, cells: Cells, lexicon: Lexicon, extractor: str, extractor_version: str
) -> list[Claim]:
    """One claim for each total of the row, on all of Ukraine and of no side: the monitors count on both sides of the
    line."""
    when = _when(cells)
    if when is None:
        return []
    claimant = lexicon.claimants[CLAIMANT]
    row = Row(
        when=when,
        where=where_of(None, ["UA"], lexicon),
        who=Who("OHCHR", CLAIMANT, claimant.claimant_type, claimant.side),
        target_side=None,
        attacker_side=None,
        conflict_id="ru-ua",
        scope=Scope.PERIOD if "month" in cells else Scope.CUMULATIVE,
    )
    figures = [
        Figure(column, cells[column], measure, "civilian", Qualifier.EXACT, count, count, count)
        for column, measure in _COLUMNS.items()
        if (count := count_of(words_of(cells, column) or "")) is not None
    ]
    return claims_of(source, row, figures, extractor, extractor_version)


def _when(cells: Cells) -> When | None:
    month, known = words_of(cells, "month"), words_of(cells, "as_known_on")
    try:
        if month is not None:
            return month_of(month)
        return When(WAR_BEGAN, date.fromisoformat((known or "")[:10]), None, Window.UNSTATED, "month")
    except ValueError:
        return None


def month_of(words: str) -> When:
    """The days of `2022-03`; raises ValueError for anything else. The war's first month begins with the war."""
    first = date.fromisoformat(f"{words}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return When(max(first, WAR_BEGAN) if last >= WAR_BEGAN else first, last, None, Window.UNSTATED, "month")
