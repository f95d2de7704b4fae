"""Totals for periods and running counters: what a claimant says of a stretch of time, with the sum of the events known
in it beside, never merged."""

from __future__ import annotations

from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.shelf import Shelf

_SCOPES = {"period": "total of a period", "cumulative": "total since a start date", "counter": "running counter"}


ROWS = 3000  # shown; keeps the page well under 3 MB


def periods_page(shelf: Shelf) -> dict[str, Any]:
    """Context of periods.html: statements by end of period, newest on top; superseded ones are marked."""
    newest = shelf.marts.rows(f"from {{fct_period_figures}} order by {_NEWEST_FIRST} limit {ROWS}")
    n_periods = shelf.marts.value("select count(*) from {fct_period_figures}")
    return {"periods": [_line(shelf, row) for row in newest], "n_periods": n_periods}


_NEWEST_FIRST = ", ".join(
    f"{column} desc nulls last"
    for column in (
        "period_end", "period_start", "target_side", "place_name", "claimant_id", "measure", "unit_id", "scope", "valid_from",
    )
)  # fmt: skip


def _line(shelf: Shelf, row: Row) -> Row:
    claimant = shelf.claimant.get(row["claimant_id"] or "", {})
    start, end = row["period_start"], row["period_end"]
    return {
        "who": claimant.get("name") or "claimant not named",
        "place": row["place_name"] or "place not stated",
        "side": words.side(row["target_side"]),
        "subject": shelf.subject(row),
        "scope": _SCOPES.get(row["scope"], row["scope"]),
        "is_counter": row["scope"] == "counter",
        "period": f"{words.day(start) or 'start not stated'} – {words.day(end) or 'end not stated'}",
        "best": words.best(row["best"]),
        "range": words.span(row["low"], row["high"]),
        "sum_of_events": words.number(row["sum_of_events"]) if row["sum_of_events"] is not None else None,
        "known": words.moment(row["valid_from"]),
        "until": words.moment(row["valid_to"]),
    }
