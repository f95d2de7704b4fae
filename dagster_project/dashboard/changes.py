"""What changed since the release before, in words: figures that are new, moved or withdrawn, each with what brought it about.
The comparison itself is the table `rpt_changes`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.shelf import Shelf

SHOWN = 12  # on the overview; the table and its export hold all
_KINDS = ("new", "moved", "withdrawn")
_CAUSES = {
    "new_report": "a report that was not known here before",
    "read_anew": "a known report read anew",
    "correction": "an editor’s correction",
    "new_version": "an outlet changed its story",
    "weighed_anew": "claims known already, weighed anew",
}


def changes(shelf: Shelf) -> list[Row]:
    """One line per row of `rpt_changes`: new ones first, then moved, then withdrawn; newest event first within."""
    return sorted(
        (_line(shelf, row) for row in shelf.changes),
        key=lambda r: (_KINDS.index(r["kind"]), -r["ordinal"], r["event_id"], r["measure"], r["unit_id"]),
    )


def _line(shelf: Shelf, row: Row) -> Row:
    event = shelf.event.get(row["event_id"])
    place, date = (event or row)["place_name"] or "place not stated", row["event_date"]
    return {
        "event_id": row["event_id"],
        "measure": row["measure"],
        "unit_id": row["unit_id"],
        "kind": row["kind"],
        "cause": _CAUSES[row["cause"]],
        "ordinal": date.toordinal() if date else 0,
        "subject": shelf.subject(row),
        "event": f"{place}, {words.when(event) if event else words.day(date)}",
        "has_page": event is not None,
        "figure": None if row["kind"] == "withdrawn" else _words(row["low"], row["best"], row["high"]),
        "figure_before": None
        if row["kind"] == "new"
        else _words(row["low_before"], row["best_before"], row["high_before"]),
    }


def _words(low: int, best: int, high: int | None) -> str:
    return f"{words.best(best)} ({words.span(low, high)})"


def summary(shelf: Shelf, before: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What the overview says of it. `before`: the release compared with, as the manifest names it (`as_of`: ISO text or None);
    None where there was none."""
    if before is None:
        return None
    rows = changes(shelf)
    counts = [(kind, sum(1 for row in rows if row["kind"] == kind)) for kind in _KINDS]
    shown = [row for kind in _KINDS for row in _first(rows, kind)]
    as_of = words.moment(datetime.fromisoformat(before["as_of"]).astimezone(UTC)) if before["as_of"] else None
    return {"as_of": as_of, "counts": counts, "n": len(rows), "rows": shown}


def _first(rows: list[Row], kind: str) -> Iterator[Row]:
    """Moved and withdrawn figures are rarer and weigh more: each kind gets its share of the room."""
    yield from [row for row in rows if row["kind"] == kind][: SHOWN // len(_KINDS)]
