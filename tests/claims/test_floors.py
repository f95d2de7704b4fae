"""The accuracy that must not be lost again. The floors and the rule for changing them stand in accuracy_floors.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dagster_project.lake.gold import Evaluated, evaluate_file

TESTS = Path(__file__).resolve().parents[1]
FLOORS = TESTS / "accuracy_floors.toml"
OWN_GOLD = TESTS / "data" / "gold.jsonl"
ENOUGH = 30
"""Required claims from which on a measure's share says something."""


@pytest.fixture(scope="module")
def own() -> Evaluated:
    return evaluate_file(OWN_GOLD, FLOORS)


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Evaluated:
    return evaluate_file(shared / "corpus" / "dev_gold.jsonl", FLOORS)


@pytest.mark.parametrize("gold", ["own", "corpus"])
def test_accuracy_holds_its_floors(gold: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(gold).shortfalls == []


@pytest.mark.parametrize("gold", ["own", "corpus"])
def test_every_measure_with_enough_labels_has_a_floor(gold: str, request: pytest.FixtureRequest) -> None:
    report = request.getfixturevalue(gold).report
    recorded = tomllib.loads(FLOORS.read_text(encoding="utf-8"))[{"own": "gold", "corpus": "dev_gold"}[gold]]
    assert {name for name, counts in report.measures.items() if counts.required >= ENOUGH} <= set(recorded["measures"])
    assert set(report.attributes) == set(recorded["attributes"])
    assert {"precision", "recall", "f1", "trap_violations"} <= set(recorded)
