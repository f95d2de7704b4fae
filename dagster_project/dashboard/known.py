"""Figures as they stood on an earlier day: each that ever moved, with all of its states, and when each figure was first known."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.shelf import Row, Shelf

ROWS = 800  # figures shown, newest event first: keeps the page well under 3 MB


def known_page(shelf: Shelf) -> dict[str, Any]:
    """Context of known.html. A state is [from, until, words]; days are ISO dates and hold what was known by their end, UTC."""
    cells: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for rows in shelf.history_of_event.values():
        for row in rows:
            cells[row["event_id"], row["measure"], row["unit_id"]].append(row)
    firsts = Counter(min(_day(row["valid_from"]) for row in rows) for rows in cells.values())
    turns = [row[key] for rows in cells.values() for row in rows for key in ("valid_from", "valid_to") if row[key]]
    moved = [_line(shelf, rows) for rows in cells.values() if _has_moved(rows)]
    moved.sort(key=lambda r: (-r["ordinal"], r["event_id"], r["subject"]))
    last = max(map(_day, turns), default=None)
    return {
        "start": min(firsts, default=None),
        "firsts": firsts,  # figures by the day on which they were first known
        "last": last,
        "opens": _opens(moved) or last,
        "moved": moved[:ROWS],
        "n_moved": len(moved),
        "n_figures": len(cells),
    }


def _opens(moved: list[Row]) -> str | None:
    """The day before the newest move of a figure that still stands, so that the page opens on something to see."""
    moves = [r["states"][-1][0] for r in moved if not r["states"][-1][1] and r["states"][0][0] < r["states"][-1][0]]
    return (date.fromisoformat(max(moves)) - timedelta(days=1)).isoformat() if moves else None


def _has_moved(rows: list[Row]) -> bool:
    return len({(row["low"], row["best"], row["high"]) for row in rows}) > 1 or rows[-1]["valid_to"] is not None


def _line(shelf: Shelf, rows: list[Row]) -> Row:
    event = shelf.event[rows[0]["event_id"]]
    last = rows[-1]
    return {
        "event_id": event["event_id"],
        "event": f"{event['place_name'] or 'place not stated'}, {words.when(event)}",
        "side": words.side(event["target_side"]),
        "subject": shelf.subject(rows[0]),
        "ordinal": event["event_date"].toordinal() if event["event_date"] else 0,
        "states": [[_day(r["valid_from"]), _day(r["valid_to"]) if r["valid_to"] else "", _words(r)] for r in rows],
        "first": _words(rows[0]),
        "now": _words(last) if last["valid_to"] is None else "no longer stated",
    }


def _words(row: Row) -> str:
    origins = words.counted(row["n_origins"], "origin")
    return f"{words.best(row['best'])} ({words.span(row['low'], row['high'])}; {origins})"


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
