"""The layouts of the UN human rights monitors' totals of civilian casualties, as collected from their updates: by month, and
since the start of the full-scale war. Every row says itself on which day it was the state of knowledge."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.articles.dating import stated_time
from dagster_project.articles.forms.layouts import Layout, Row, Stated, undated
from dagster_project.articles.received import Reason, Rejected, Source

OUTLET = "OHCHR (civilian casualties)"


def _state(row: Row, vintage: str, source: Source) -> Stated:
    known = stated_time(row.get("as_known_on"), "as_known_on")
    if known is None:
        raise Rejected(
            Reason.UNREADABLE_DATE, "expected the day a total was known on in `as_known_on`, found none; add it"
        )
    return Stated(OUTLET, known, known, row.get("source_url"))


def _monthly(rows: Sequence[Row]) -> list[str | None]:
    """A month's later total is a new version of it."""
    return [f"month|{row.get('month', '')}" for row in rows]


def _running(rows: Sequence[Row]) -> list[str | None]:
    """A running total counts up to its own day: a later one is another figure, not a version of it."""
    return [f"war|{row.get('as_known_on', '')}" for row in rows]


MONTHS = Layout(
    name="month_totals",
    required=("as_known_on", "month", "civilians_killed"),
    columns=("as_known_on", "month", "civilians_killed", "civilians_injured", "source_url"),
    is_closed=False,
    vintage=undated,
    keys=_monthly,
    state=_state,
)
TOTALS = Layout(
    name="war_totals",
    required=("as_known_on", "killed_cumulative", "injured_cumulative"),
    columns=("as_known_on", "killed_cumulative", "injured_cumulative", "source_url"),
    is_closed=False,
    vintage=undated,
    keys=_running,
    state=_state,
)
