"""What the first page says: as of when, how much, the two charts, the latest events, open disagreements, coverage."""

from __future__ import annotations

from typing import Any

from dagster_project.dashboard import series
from dagster_project.dashboard.coverage import coverage
from dagster_project.dashboard.lines import disagreement, event_line
from dagster_project.dashboard.shares import shares
from dagster_project.dashboard.shelf import IS_OPEN, Shelf

LATEST = 8
TEASERS = 4


def overview(shelf: Shelf) -> dict[str, Any]:
    """Context of index.html."""
    n_open = shelf.marts.value(f"select count(*) from {{fct_discrepancies}} where {IS_OPEN}")
    read = shelf.marts.rows(
        "select count(*) as articles, count(distinct nullif(outlet, '')) as outlets from {dim_article}"
    )[0]
    return {
        "counts": [
            (read["articles"], "articles"),
            (read["outlets"], "outlets"),
            (shelf.marts.value("select count(*) from {fct_claims}"), "claims"),
            (len(shelf.events), "events"),
            (sum(map(len, shelf.figures_of_event.values())), "figures"),
            (n_open, "open disagreements"),
        ],
        "strikes": series.strikes(shelf),
        "casualties": series.casualties(shelf),
        "latest": [event_line(shelf, e) for e in shelf.events[:LATEST]],
        "n_events": len(shelf.events),
        "teasers": [disagreement(shelf, flag) for flag in shelf.flags(TEASERS) if flag.row["is_open"]],
        "n_open": n_open,
        "shares": shares(shelf),
        "coverage": coverage(shelf),
    }
