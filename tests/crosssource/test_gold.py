"""The labelled pairs: the relation that the build gives each of them, and those that it gives otherwise, by name."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dagster_project.settings import Settings
from tests.crosssource import gold

LEAST = 28
OTHERWISE = {
    13: "the lower toll is told of a district, the higher one of its city: the part is within its whole",
    14: "ages of victims are not read, so that no column holds what would identify a person",
}
"""Pairs whose relation the build gives otherwise than their label, and why."""


@pytest.fixture(scope="module")
def judged(cases: Settings, shared: Path) -> list[gold.Judged]:
    with duckdb.connect(str(cases.warehouse), read_only=True) as connection:
        return list(gold.judged(connection, shared))


def test_every_label_has_a_relation(judged: list[gold.Judged]) -> None:
    assert len(judged) == 30
    assert {one.expected for one in judged} == {"consistent", "conflict", "revision", "duplicate", "not_comparable"}


def test_the_build_gives_the_labelled_relation(judged: list[gold.Judged]) -> None:
    otherwise = {one.number: (one.label, one.expected, one.found, one.reasons) for one in judged if not one.agrees}
    assert len(judged) - len(otherwise) >= LEAST
    assert otherwise.keys() == OTHERWISE.keys(), otherwise
