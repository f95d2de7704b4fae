"""How much of what was launched is claimed to have been intercepted, by weapon class: only over days on which one origin
states both numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.shelf import Shelf


def shares(shelf: Shelf) -> dict[str, Any]:
    """Rows by side attacked and unit, most launched first, and why the other days give no share."""
    launched = {
        (row["target_side"], row["event_date"], row["unit_id"]): row["launched_best"]
        for row in shelf.daily["fct_strikes_daily"]
    }
    grouped: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    reasons: Counter[str] = Counter()
    for row in shelf.daily["fct_interceptions_daily"]:
        of = launched.get((row["target_side"], row["event_date"], row["unit_id"]))
        if of and (row["interception_rate"] is not None or row["stopped_rate"] is not None):
            grouped[row["target_side"] or "", row["unit_id"]].append({**row, "launched": of})
        elif row["rate_reason"]:
            reasons[row["rate_reason"]] += 1
    rows = [_row(shelf, key, found) for key, found in grouped.items()]
    rows.sort(key=lambda r: (-r["launched"], r["unit"]))
    return {"rows": rows, "reasons": sorted(reasons.items(), key=lambda kv: (-kv[1], kv[0]))}


def _row(shelf: Shelf, key: tuple[str, str], found: list[Row]) -> Row:
    alone = [r for r in found if r["interception_rate"] is not None]
    joint = [r for r in found if r["stopped_rate"] is not None]
    rates = sorted(r["interception_rate"] for r in alone)
    return {
        "side": words.side(key[0] or None),
        "unit": shelf.units(key[1]),
        "launched": sum(r["launched"] for r in found),
        "days": len(alone),
        "share": _weighted(alone, "interception_rate"),
        "range": f"{_percent(rates[0])}–{_percent(rates[-1])}" if rates else "–",
        "days_joint": len(joint),
        "joint": _weighted(joint, "stopped_rate"),
        "first": words.day(min(r["event_date"] for r in found)),
        "last": words.day(max(r["event_date"] for r in found)),
    }


def _weighted(rows: list[Row], rate: str) -> str:
    """All intercepted over all launched, which is the days' rates weighted by what was launched."""
    whole = sum(r["launched"] for r in rows)
    return _percent(sum(r[rate] * r["launched"] for r in rows) / whole) if whole else "–"


def _percent(rate: float) -> str:
    return f"{round(100 * rate)} %"
