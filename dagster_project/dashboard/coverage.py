"""How lopsided the reading is, and what a reader should therefore not conclude."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.shelf import Shelf

LOPSIDED = 0.5  # share from which one outlet or one side is said to outweigh the others
RECENT = 90  # days looked at for gaps
SHOWN = 8


def coverage(shelf: Shelf) -> dict[str, Any]:
    """Outlets, time covered, whose claims, and warnings."""
    outlets = _counted(shelf, "outlet", "{dim_article} where outlet <> ''")
    speakers = _counted(shelf, "claimant_side", "{fct_claims}")
    dates = shelf.marts.rows(_DATES)[0]
    n_claims = sum(speakers.values())
    return {
        "outlets": list(outlets.items())[:SHOWN],
        "n_outlets": len(outlets),
        "speakers": [(words.speaker(code), n, round(100 * n / n_claims)) for code, n in speakers.items()],
        "first": words.day(dates["first"]) if dates["n"] else None,
        "last": words.day(dates["last"]) if dates["n"] else None,
        "undated": dates["undated"],
        "warnings": [*_outweighed(outlets), *_one_sided(speakers), *_gaps(dates), *_unread(shelf)],
    }


_DATES = f"""
    with days as (select published_at::date as day from {{dim_article}})
    select
        min(day) as first, max(day) as last, count(day) as n, count(*) - count(day) as undated,
        count(distinct day) filter (day > (select max(day) from days) - {RECENT}) as n_recent_days
    from days
"""


def _counted(shelf: Shelf, column: str, of: str) -> dict[Any, int]:
    """How many rows hold each value, the most frequent first."""
    rows = shelf.marts.rows(f"select {column} as value, count(*) as n from {of} group by 1")
    return {row["value"]: row["n"] for row in sorted(rows, key=lambda row: (-row["n"], str(row["value"])))}


def _outweighed(outlets: Mapping[str, int]) -> list[str]:
    total = sum(outlets.values())
    return [
        f"{round(100 * n / total)} % of all articles come from one outlet, {name}."
        for name, n in list(outlets.items())[:1]
        if len(outlets) > 1 and n / total >= LOPSIDED
    ]


def _one_sided(speakers: Mapping[str | None, int]) -> list[str]:
    heard = {side: n for side, n in speakers.items() if side in ("RU", "UA")}
    total = sum(heard.values())
    return [
        f"Of the claims made for one of the two sides {round(100 * n / total)} % are {words.speaker(side)}."
        for side, n in heard.items()
        if total and n / total > LOPSIDED and n - (total - n) > 1
    ]


def _gaps(dates: Row) -> list[str]:
    """Days without an article among the last `RECENT` before the newest."""
    if not dates["n"]:
        return []
    last = dates["last"]
    start = max(dates["first"], last - timedelta(days=RECENT - 1))
    missing = (last - start).days + 1 - dates["n_recent_days"]
    days = words.counted((last - start).days + 1, "day")
    return [f"On {words.number(missing)} of the {days} up to {words.day(last)} no article was read."] if missing else []


def _unread(shelf: Shelf) -> list[str]:
    n = shelf.marts.n_rejected()
    return [f"{words.counted(n, 'input')} could not be read; rejected_inputs names each with its reason."] if n else []
