"""How a figure grew: the states of one cell through time, for the step chart and the table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.marts import Row

COLUMNS = ("at", "low", "best", "high", "range", "known", "state", "open")


@dataclass(frozen=True)
class Growth:
    """One cell's states. `rows` are drawn, `states` are read; `is_steady` where no number ever changed and it still
    stands: then there is nothing to draw."""

    subject: str
    states: list[Row]
    rows: list[list[Any]]
    is_steady: bool


def growth(subject: str, history: list[Row]) -> Growth:
    """`history`: the fct_figure_history rows of one cell, by valid_from."""
    states = [
        {
            "known": words.moment(row["valid_from"]),
            "until": words.moment(row["valid_to"]) or "now",
            "best": words.best(row["best"]),
            "range": words.span(row["low"], row["high"]),
            "origins": row["n_origins"],
        }
        for row in history
    ]
    values = {(row["low"], row["best"], row["high"]) for row in history}
    ends = [row["valid_to"] for row in history]
    is_unbroken = ends == [*(row["valid_from"] for row in history[1:]), None]
    is_steady = len(values) == 1 and is_unbroken
    # a picture of nothing but zeros has no height
    is_drawn = len(history) > 1 and not is_steady and any(bound for value in values for bound in value)
    return Growth(subject, states, _drawn(history) if is_drawn else [], is_steady)


def _drawn(history: list[Row]) -> list[list[Any]]:
    """Chart rows. The last state is drawn on for a tenth of the whole time, so that it can be seen; where a figure
    lapsed before it was stated again the line breaks."""
    first, last = history[0]["valid_from"], history[-1]["valid_from"]
    end = last + max((last - first) / 10, timedelta(hours=2))
    rows: list[list[Any]] = []
    for row, following in zip(history, [*history[1:], None], strict=True):
        rows.append(_state(row, row["valid_from"], is_state=True))
        if following is None:
            rows.append(_state(row, min(row["valid_to"] or end, end), is_state=False))
        elif row["valid_to"] is not None and row["valid_to"] < following["valid_from"]:
            rows.append(_state(row, row["valid_to"], is_state=False))
            rows.append([_iso(row["valid_to"]), None, None, None, "", "", False, False])
    return rows


def _state(row: Row, at: datetime, *, is_state: bool) -> list[Any]:
    low, best, high = row["low"], row["best"], row["high"]
    known = [v for v in (low, best, high) if v is not None]
    top = max(known, default=None) if high is None else high
    return [
        _iso(at),
        low,
        best,
        top,
        words.span(low, high),
        words.moment(row["valid_from"]),
        is_state,
        is_state and high is None,
    ]


def _iso(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
