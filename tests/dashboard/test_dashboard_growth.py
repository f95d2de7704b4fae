"""How a figure's states become a step chart, a table or one line."""

from __future__ import annotations

from typing import Any

import dashboard_frames as frames
import pytest

from dagster_project.dashboard.growth import COLUMNS, growth

SIX, NINE, NOON = (frames.at("2023-06-02", hour) for hour in (6, 9, 12))


def states(*rows: tuple[Any, ...]) -> frames.Rows:
    return frames.table("low best high valid_from valid_to", *rows, n_origins=1)


@pytest.mark.parametrize(
    ("history", "steady", "drawn"),
    [
        (states((3, 3, 3, SIX, None)), True, 0),
        (states((3, 3, 3, SIX, NINE), (3, 3, 3, NINE, None)), True, 0),  # only what it rests on changed
        (states((3, 3, 3, SIX, NINE), (3, 4, 4, NINE, None)), False, 3),  # two states and the last one's end
        (states((3, 3, 3, SIX, NINE), (4, 4, 4, NOON, None)), False, 5),  # lapsed at nine: an end and a break
        (states((3, 3, 3, SIX, NINE)), False, 0),  # lapsed and never stated again: told in the table
        (states((0, 0, 0, SIX, NINE), (0, 0, None, NINE, None)), False, 0),  # zeros have no height
    ],
)
def test_growth_is_drawn_where_numbers_move(history: frames.Rows, steady: bool, drawn: int) -> None:
    found = growth("people killed", history)
    assert (found.is_steady, len(found.rows), len(found.states)) == (steady, drawn, len(history))


def test_an_open_upper_bound_is_drawn_up_to_best_and_marked() -> None:
    rows = [
        dict(zip(COLUMNS, row, strict=True))
        for row in growth("x", states((3, 3, 5, SIX, NINE), (3, 4, None, NINE, None))).rows
    ]
    assert [(r["high"], r["open"], r["state"]) for r in rows] == [(5, False, True), (4, True, True), (4, False, False)]
    assert rows[1]["range"] == "3 or more" and rows[1]["at"] == "2023-06-02T09:00:00Z"


def test_a_lapse_breaks_the_line() -> None:
    rows = [
        dict(zip(COLUMNS, row, strict=True))
        for row in growth("x", states((3, 3, 3, SIX, NINE), (4, 4, 4, NOON, None))).rows
    ]
    assert [(r["at"][11:16], r["best"]) for r in rows[:4]] == [
        ("06:00", 3),
        ("09:00", 3),
        ("09:00", None),
        ("12:00", 4),
    ]
