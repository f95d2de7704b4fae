"""What changed since the release before: figures that are new, moved or withdrawn, each with what brought it about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from dagster_project.dashboard import words
from dagster_project.dashboard.shelf import Row, Shelf

SHOWN = 12  # on the overview; the export holds all
COLUMNS = (
    "event_id",
    "measure",
    "unit_id",
    "kind",
    "cause",
    "low",
    "best",
    "high",
    "low_before",
    "best_before",
    "high_before",
)
NEEDED = (
    "event_id",
    "event_date",
    "place_name",
    "target_side",
    "measure",
    "unit_id",
    "low",
    "best",
    "high",
    "claim_ids",
)
_KINDS = ("new", "moved", "withdrawn")


@dataclass(frozen=True)
class Previous:
    """The release before: its `as_of` (ISO text, UTC), its figures (columns `NEEDED`), and which claims and articles it held."""

    as_of: str | None
    figures: pl.DataFrame
    claim_ids: frozenset[str]
    article_ids: frozenset[str]


def changes(shelf: Shelf, previous: Previous) -> list[Row]:
    """One row per figure that differs, in the columns `COLUMNS` and what a line needs to be read. New ones first, then moved,
    then withdrawn; newest event first within."""
    before = {_cell(row): row for row in previous.figures.select(NEEDED).to_dicts()}
    now = {_cell(row): row for rows in shelf.figures_of_event.values() for row in rows}
    found = [_change(shelf, previous, now.get(cell), before.get(cell)) for cell in now.keys() | before.keys()]
    different = [row for row in found if row is not None]
    return sorted(
        different, key=lambda r: (_KINDS.index(r["kind"]), -r["ordinal"], r["event_id"], r["measure"], r["unit_id"])
    )


def _cell(row: Row) -> tuple[str, str, str]:
    return row["event_id"], row["measure"], row["unit_id"]


def _change(shelf: Shelf, previous: Previous, now: Row | None, before: Row | None) -> Row | None:
    bounds = ("low", "best", "high")
    if now is not None and before is not None and all(now[b] == before[b] for b in bounds):
        return None
    row = now or before
    if row is None:
        return None
    kind = "new" if before is None else "withdrawn" if now is None else "moved"
    event = shelf.event.get(row["event_id"])
    place, date = (event or row)["place_name"] or "place not stated", row["event_date"]
    return {
        "event_id": row["event_id"],
        "measure": row["measure"],
        "unit_id": row["unit_id"],
        "kind": kind,
        "cause": _cause(shelf, previous, now, before),
        **{b: now[b] if now else None for b in bounds},
        **{f"{b}_before": before[b] if before else None for b in bounds},
        "ordinal": date.toordinal() if date else 0,
        "subject": shelf.subject(row),
        "event": f"{place}, {words.when(event) if event else words.day(date)}",
        "has_page": event is not None,
        "figure": _words(now),
        "figure_before": _words(before),
    }


def _words(row: Row | None) -> str | None:
    return f"{words.best(row['best'])} ({words.span(row['low'], row['high'])})" if row else None


def _cause(shelf: Shelf, previous: Previous, now: Row | None, before: Row | None) -> str:
    """What brought it about, from the claims the figure rests on now and those it rested on before."""
    claims_now = set(now["claim_ids"] or []) if now else set()
    gone = (set(before["claim_ids"] or []) if before else set()) - claims_now
    added = [shelf.claims[c] for c in claims_now - previous.claim_ids if c in shelf.claims]
    if any(c["article_id"] not in previous.article_ids for c in added):
        return "a report that was not known here before"
    if added:
        return "a known report read anew"
    if any(shelf.claims[c].get("is_rejected") for c in gone if c in shelf.claims):
        return "an editor’s correction"
    if any(shelf.claims[c].get("superseded_at") for c in gone if c in shelf.claims):
        return "an outlet changed its story"
    if gone - shelf.claims.keys():
        return "a known report read anew"
    return "claims known already, weighed anew"


def summary(shelf: Shelf, previous: Previous | None) -> dict[str, Any] | None:
    """What the overview says of it; None where there was no release before."""
    if previous is None:
        return None
    rows = changes(shelf, previous)
    counts = [(kind, sum(1 for row in rows if row["kind"] == kind)) for kind in _KINDS]
    shown = [row for kind in _KINDS for row in _first(rows, kind)]
    as_of = words.moment(datetime.fromisoformat(previous.as_of)) if previous.as_of else None
    return {"as_of": as_of, "counts": counts, "n": len(rows), "rows": shown}


def _first(rows: list[Row], kind: str) -> Iterator[Row]:
    """Moved and withdrawn figures are rarer and weigh more: each kind gets its share of the room."""
    yield from [row for row in rows if row["kind"] == kind][: SHOWN // len(_KINDS)]
