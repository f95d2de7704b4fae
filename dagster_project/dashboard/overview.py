"""What the first page says: as of when, how much, the two charts, the latest events, open disagreements, coverage."""

from __future__ import annotations

from typing import Any

from dagster_project.dashboard import series
from dagster_project.dashboard.coverage import coverage
from dagster_project.dashboard.lines import disagreement, event_line
from dagster_project.dashboard.shares import shares
from dagster_project.dashboard.shelf import Shelf, is_open

LATEST = 8
TEASERS = 4


def overview(shelf: Shelf) -> dict[str, Any]:
    """Context of index.html."""
    still_open = [d for d in shelf.discrepancies if is_open(d)]
    return {
        "counts": [
            (len(shelf.article), "articles"),
            (len({a["outlet"] for a in shelf.article.values() if a["outlet"]}), "outlets"),
            (len(shelf.claims), "claims"),
            (len(shelf.events), "events"),
            (sum(map(len, shelf.figures_of_event.values())), "figures"),
            (len(still_open), "open disagreements"),
        ],
        "strikes": series.strikes(shelf),
        "casualties": series.casualties(shelf),
        "latest": [event_line(shelf, e) for e in shelf.events[:LATEST]],
        "n_events": len(shelf.events),
        "teasers": [disagreement(shelf, d) for d in still_open[:TEASERS]],
        "n_open": len(still_open),
        "shares": shares(shelf),
        "coverage": coverage(shelf),
    }
