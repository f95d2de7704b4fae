"""Readers' SQL rests on the published names and types: none changes without the schema version being raised."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from dagster_project.lake.release import SCHEMA_VERSION
from tests.conftest import Built
from tests.pipeline import contract

ONE: contract.Contract = {"tables": {"t": {"a": "bigint"}}, "macros": {"m": ["t"]}}


def with_tables(**tables: dict[str, str]) -> contract.Contract:
    return {"tables": tables, "macros": ONE["macros"]}


def test_what_is_published_is_what_its_version_promises(built: Built) -> None:
    found, promised = contract.of(built.database), contract.recorded(SCHEMA_VERSION)
    words = {None: "", 0: "its first number", 1: "its second number"}[contract.least_step(promised, found)]
    assert found == promised, (
        f"the published tables are not those of schema version {SCHEMA_VERSION}: raise {words} in "
        "dagster_project/lake/release.py and record it, see tests/pipeline/contract.py"
    )
    manifest = json.loads((built.published / "manifest.json").read_text("utf-8"))
    assert manifest["schema_version"] == SCHEMA_VERSION


def test_each_version_was_raised_as_far_as_its_changes_ask() -> None:
    known = contract.versions()
    assert known and known[-1] == SCHEMA_VERSION
    for before, after in pairwise(known):
        least = contract.least_step(contract.recorded(before), contract.recorded(after))
        assert contract.is_raised_enough(before, after, least), f"{before} → {after}"


@pytest.mark.parametrize(
    ("after", "least"),
    [
        (ONE, None),
        (with_tables(t={"a": "bigint", "b": "varchar"}), 1),
        (with_tables(t={"a": "bigint"}, u={"a": "bigint"}), 1),
        (with_tables(t={"a": "varchar"}), 0),
        (with_tables(t={"b": "bigint"}), 0),
        (with_tables(), 0),
        ({"tables": ONE["tables"], "macros": {}}, 0),
        ({"tables": ONE["tables"], "macros": {"m": ["t", "policy"]}}, 0),
    ],
)
def test_what_goes_or_changes_weighs_more_than_what_comes(after: contract.Contract, least: int | None) -> None:
    assert contract.least_step(ONE, after) == least


@pytest.mark.parametrize(
    ("before", "after", "least", "is_enough"),
    [
        ("1.0", "1.1", 1, True),
        ("1.0", "2.0", 1, True),
        ("1.9", "1.10", 1, True),
        ("1.0", "1.0", 1, False),
        ("1.0", "1.1", 0, False),
        ("1.3", "2.0", 0, True),
        ("1.0", "1.1", None, False),
    ],
)
def test_a_version_is_raised_enough_or_not(before: str, after: str, least: int | None, is_enough: bool) -> None:
    assert contract.is_raised_enough(before, after, least) is is_enough
