"""Figures as they stood on an earlier day: each that ever moved, with all of its states, and when each figure was first known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import nsmallest
from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.shelf import Shelf

ROWS = 800  # figures shown, newest event first: keeps the page well under 3 MB


def known_page(shelf: Shelf) -> dict[str, Any]:
    """Context of known.html. A state is [from, until, words]; days are ISO dates and hold what was known by their end, UTC."""
    seen = _Seen()
    moved = nsmallest(
        ROWS,
        (_line(shelf, states) for states in seen.noted(shelf.states())),
        key=lambda r: (-r["ordinal"], r["event_id"], r["subject"]),
    )
    return {
        "start": min(seen.firsts, default=None),
        "firsts": dict(sorted(seen.firsts.items())),  # figures by the day on which they were first known
        "last": seen.last,
        "opens": _day_before(seen.newest_move) or seen.last,
        "moved": moved,
        "n_moved": seen.n_moved,
        "n_figures": seen.firsts.total(),
    }


@dataclass
class _Seen:
    """What is told of all figures, noted as their states go by. Days are ISO dates."""

    firsts: Counter[str] = field(default_factory=Counter)
    last: str | None = None
    newest_move: str | None = None  # of a figure that still stands
    n_moved: int = 0

    def noted(self, figures: Iterable[list[Row]]) -> Iterator[list[Row]]:
        """The figures that moved, each with its states by time."""
        for states in figures:
            first, newest = _day(states[0]["valid_from"]), states[-1]
            self.firsts[first] += 1
            turns = (_day(row[key]) for row in states for key in ("valid_from", "valid_to") if row[key])
            self.last = max(self.last or "", *turns)
            if _has_moved(states):
                self.n_moved += 1
                if newest["valid_to"] is None and first < _day(newest["valid_from"]):
                    self.newest_move = max(self.newest_move or "", _day(newest["valid_from"]))
                yield states


def _day_before(day: str | None) -> str | None:
    """So that the page opens on something to see: the day before a move."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else None


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
