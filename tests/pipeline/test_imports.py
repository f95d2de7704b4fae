"""Who may import whom. Stages are tied by asset keys and files, not by imports; the engine can be lifted out and run anywhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "dagster_project"
MODULES = sorted(PACKAGE.rglob("*.py"))
PURE = ("articles", "claims", "dashboard")
FORBIDDEN_TO_PURE = ("defs", "lake", "quality", "readers")


def imported(module: Path) -> Iterator[str]:
    """Every module a file imports, wherever in the file, with what is taken from it: `from a import b` gives a and a.b."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(module: Path) -> set[str]:
    """The parts of this package that a file imports, by the name of their folder or file."""
    return {name.split(".")[1] for name in imported(module) if name.startswith("dagster_project.")}


def outside(module: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(module)}


def called(module: Path) -> set[str]:
    """The last names of everything a file calls."""
    calls = [
        node.func for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


def part(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_who_may_import_whom(module: Path) -> None:
    if part(module) not in ("definitions", "cli", "defs"):
        assert "defs" not in own(module), "only definitions.py and cli.py import defs"
    if part(module) in PURE:
        assert not own(module) & set(FORBIDDEN_TO_PURE), f"{part(module)} imports none of {FORBIDDEN_TO_PURE}"
    if part(module) != "quality":
        assert "great_expectations" not in outside(module), "quality is the only importer of Great Expectations"
    if part(module) not in ("defs", "definitions", "whole_path"):
        assert not outside(module) & {"dagster", "dagster_dbt"}, "Dagster lives in defs"
    if part(module) != "settings":
        text = module.read_text(encoding="utf-8")
        assert 'os.environ.get("CROSSTALLY' not in text and 'getenv("CROSSTALLY' not in text, (
            "settings.py alone reads ours"
        )


@pytest.mark.parametrize("module", [m for m in MODULES if part(m) == "claims"], ids=lambda path: path.name)
def test_the_engine_is_pure(module: Path) -> None:
    """No files, no network, no clock, no randomness: claims are a function of text, metadata, lexicon and version."""
    assert not outside(module) & {
        "os",
        "io",
        "pathlib",
        "socket",
        "requests",
        "urllib",
        "random",
        "time",
        "subprocess",
        "duckdb",
    }
    assert not called(module) & {"open", "now", "utcnow", "today", "read_text", "read_bytes"}


def test_the_rules_are_not_vacuous() -> None:
    assert {part(module) for module in MODULES} >= {*PURE, *FORBIDDEN_TO_PURE, "cli", "definitions", "settings"}
    assert any("lake" in own(module) for module in MODULES if part(module) == "defs")
