"""What the first page says: as of when, how much, the two charts, the latest events, open disagreements, coverage."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dagster_project.dashboard import series, words
from dagster_project.dashboard.lines import disagreement, event_line
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
        "coverage": _coverage(shelf),
    }


def _coverage(shelf: Shelf) -> dict[str, Any]:
    """How lopsided the reading is: outlets, time covered, whose claims."""
    outlets = Counter(a["outlet"] for a in shelf.article.values() if a["outlet"])
    speakers = Counter(c["claimant_side"] for c in shelf.claims.values())
    published = sorted(a["published_at"] for a in shelf.article.values() if a["published_at"] is not None)
    return {
        "outlets": sorted(outlets.items(), key=lambda kv: (-kv[1], kv[0]))[:8],
        "n_outlets": len(outlets),
        "speakers": [
            (words.speaker(code), n, round(100 * n / len(shelf.claims)))
            for code, n in sorted(speakers.items(), key=lambda kv: (-kv[1], str(kv[0])))
        ],
        "first": words.day(published[0]) if published else None,
        "last": words.day(published[-1]) if published else None,
        "undated": len(shelf.article) - len(published),
    }
