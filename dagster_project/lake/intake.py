"""Whether what comes in is as usual: how much of it, how lately, how much of it unreadable. Looks at the ledger alone and only
warns: on the day of a huge attack everything is unusual, and nothing may be held up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

import polars as pl

from dagster_project.articles.model import Outcome
from dagster_project.lake.frames import scan_inputs
from dagster_project.settings import Settings

USUAL_DAYS = 14
"""Earlier days with inputs against which the newest is held."""
LEAST_DAYS = 5
"""Fewer of them make no usual."""
TIMES = 5
"""How many times more, or less, than usual is unusual."""
LONGEST_SILENCE = timedelta(days=3)
"""How long nothing may come in: longer than a weekend's lull, shorter than a week's blindness."""
MOST_REJECTED = 0.2
LEAST_INPUTS = 20
"""Share of a day's inputs that may be unreadable, from so many inputs on."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at and whether it is as usual."""

    is_usual: bool
    explanation: str
    counts: dict[str, float | int | str]


def volume(settings: Settings) -> Finding:
    """Inputs of the newest day against the median of the days before it."""
    days = _by_day(settings)
    if not days:
        return Finding(True, "Nothing has come in yet.", {"inputs": 0})
    newest, earlier = days[-1], [count for _, count, _ in days[-1 - USUAL_DAYS : -1]]
    day, count, _ = newest
    counts: dict[str, float | int | str] = {"day": day.isoformat(), "inputs": count, "earlier days": len(earlier)}
    if len(earlier) < LEAST_DAYS:
        return Finding(True, f"{count} inputs on {day}; too few days before it to know what is usual.", counts)
    usual = median(earlier)
    is_usual = usual / TIMES <= count <= usual * TIMES
    words = (
        "as usual"
        if is_usual
        else f"expected {usual / TIMES:.0f} to {usual * TIMES:.0f}; look at what was given and at the feeds"
    )
    return Finding(
        is_usual, f"{count} inputs on {day}, {usual:.0f} on the days before: {words}.", {**counts, "usual": usual}
    )


def freshness(settings: Settings, now: datetime) -> Finding:
    """How long ago something last came in."""
    last = scan_inputs(settings).select(pl.col("ingested_at").max()).collect().item()
    if not isinstance(last, datetime):
        return Finding(True, "Nothing has come in yet.", {"inputs": 0})
    hours = (now - last).total_seconds() / 3600
    is_usual = now - last <= LONGEST_SILENCE
    words = (
        "lately enough"
        if is_usual
        else f"expected something every {LONGEST_SILENCE.days} days; look at the inbox and the feeds"
    )
    return Finding(is_usual, f"The last input came in {hours:.0f} hours ago: {words}.", {"hours": round(hours, 1)})


def reject_rate(settings: Settings) -> Finding:
    """The share of the newest day's inputs that could not be read."""
    days = _by_day(settings)
    if not days:
        return Finding(True, "Nothing has come in yet.", {"inputs": 0})
    day, count, rejected = days[-1]
    share = rejected / count
    is_usual = share <= MOST_REJECTED or count < LEAST_INPUTS
    words = (
        "" if is_usual else f"; expected at most {MOST_REJECTED:.0%}: marts.rejected_inputs says why, and what to do"
    )
    explanation = f"{rejected} of {count} inputs of {day} could not be read ({share:.0%}){words}."
    return Finding(
        is_usual, explanation, {"day": day.isoformat(), "inputs": count, "rejected": rejected, "share": round(share, 4)}
    )


def _by_day(settings: Settings) -> list[tuple[date, int, int]]:
    """(day, inputs, rejected ones) in the order of days."""
    is_rejected = pl.col("outcome") == Outcome.REJECTED.value
    days = scan_inputs(settings).group_by("ingest_date").agg(pl.len(), is_rejected.sum().alias("rejected"))
    return list(days.sort("ingest_date").collect().iter_rows())
