"""The README as a stranger follows it: every path it names is there, every command exists, every query answers."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from dagster_project.cli import main
from tests.conftest import PROJECT, Built

README = (PROJECT / "README.md").read_text(encoding="utf-8")
FENCES = re.findall(r"```(\w*)\n(.*?)```", README, flags=re.DOTALL)
PROSE = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
QUERIES = [text for language, text in FENCES if language == "sql"]
COMMANDS = "\n".join(text for language, text in FENCES if language == "")
PATHS = sorted({*re.findall(r"`([\w.-]+(?:/[\w.-]*)+)`", PROSE), *re.findall(r"\]\(([\w./-]+)\)", PROSE)})
MADE_BY_A_RUN = "data/"
MADE_BY_SET_UP = ".venv/"
FOLDERS_OF_THE_PROGRAM = PROJECT / "dagster_project"


@pytest.mark.parametrize("path", PATHS)
def test_paths_exist(path: str, built: Built) -> None:
    inside = FOLDERS_OF_THE_PROGRAM / path
    made = built.data / path.removeprefix(MADE_BY_A_RUN)
    is_there = (PROJECT / path).exists() or inside.exists() or (path.startswith(MADE_BY_A_RUN) and made.exists())
    assert is_there or path.startswith(MADE_BY_SET_UP), f"README names {path}, which is nowhere"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: " ".join(query.split())[:60])
def test_queries_answer(query: str, built: Built) -> None:
    with duckdb.connect(str(built.database), read_only=True) as reader:
        rows = reader.execute(query).fetchall()
    assert rows, "a first query that finds nothing teaches nothing"


def test_there_are_queries_and_paths() -> None:
    assert len(QUERIES) >= 4 and len(PATHS) >= 10
    assert any("figures_as_of" in query for query in QUERIES)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?:^|`)make ([a-z]+)", README, flags=re.MULTILINE))))
def test_make_targets_exist(target: str) -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"^crosstally ([a-z]+)", COMMANDS, flags=re.MULTILINE))))
def test_commands_exist(name: str) -> None:
    assert name in main.commands


def test_every_command_is_in_the_readme() -> None:
    assert set(re.findall(r"^crosstally ([a-z]+)", COMMANDS, flags=re.MULTILINE)) == set(main.commands)


@pytest.mark.parametrize("option", sorted(set(re.findall(r"(--[a-z-]+)", COMMANDS))))
def test_options_exist(option: str) -> None:
    known = {name for command in main.commands.values() for parameter in command.params for name in parameter.opts}
    assert option in known


def test_the_python_line_runs(built: Built) -> None:
    [line] = [line for line in COMMANDS.splitlines() if ".venv/bin/python -c" in line]
    code = line.split("-c ", 1)[1].strip('"').replace("data/published", str(built.published))
    assert "event_id" in _printed(code)


def _printed(code: str) -> str:
    import subprocess
    import sys

    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_the_picture_is_a_picture() -> None:
    picture = PROJECT / "docs" / "dashboard.png"
    assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_licence_and_changelog_say_what_the_package_says() -> None:
    assert "Apache License" in (PROJECT / "LICENSE").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"', (PROJECT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version and f"## {version[1]}" in (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_nothing_committed_names_a_machine() -> None:
    for name in (
        "README.md",
        "CHANGELOG.md",
        "Makefile",
        "pyproject.toml",
        "requirements.lock",
        "tests/requirements.lock",
    ):
        text = (PROJECT / name).read_text(encoding="utf-8")
        assert not re.search(r"/(root|home|work)/|https?://[\w.]*(pypi|pythonhosted|npmjs|debian)\b", text), name


def test_the_project_is_where_the_readme_says() -> None:
    assert Path(__file__).is_relative_to(PROJECT)
