"""`crosstally ask`: what a person sees of the second reader."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dagster_project.lake.acquire import acquire
from dagster_project.settings import Settings
from tests.conftest import CROSSTALLY, environment
from tests.readers.conftest import KEY, TEXT, entry
from tests.readers.model_server import Answering, Reply, entries, serving


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one article."""
    (tmp_path / "one.txt").write_text(f" date 2023-06-02 {TEXT}")
    acquire([tmp_path / "one.txt"], Settings(tmp_path / "data"), datetime(2025, 7, 1, tzinfo=UTC))
    return tmp_path / "data"


Ask = Callable[..., tuple[int, str]]


@pytest.fixture
def ask(data: Path) -> Ask:
    """Run the command as a user does, against a server that answers so: exit code, and all it printed."""

    def asking(answering: Answering | None, *options: str) -> tuple[int, str]:
        with serving(answering or (lambda *_: Reply(500))) as server:
            named = {"URL": server.url, "MODEL": "m", "KEY": KEY} if answering else {}
            done = subprocess.run(
                [CROSSTALLY, "ask", *options],
                env=environment(data) | {"NO_PROXY": "*"} | {f"CROSSTALLY_READER_{n}": v for n, v in named.items()},
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
        return done.returncode, done.stdout + done.stderr

    return asking


def test_without_a_model_it_is_bad_usage_and_says_what_to_set(data: Path, ask: Ask) -> None:
    code, said = ask(None)
    assert code == 2 and "CROSSTALLY_READER_MODEL" in said
    assert not (data / "lake" / "readings").exists()


def test_it_asks_compares_and_says_where(data: Path, ask: Ask) -> None:
    code, said = ask(lambda *_: entries(entry(), entry(value=7)), "--limit", "5")
    assert code == 0, said
    assert "1 articles: 1 claims, 1 entries rejected" in said
    assert "1 figures found by both" in said
    assert sorted(path.name for path in (data / "lake" / "readings").glob("*.parquet")) == [
        "claims.parquet", "comparison.parquet", "rejected.parquet",
    ]  # fmt: skip
    code, said = ask(lambda *_: Reply(500))
    assert code == 0 and "0 articles, 1 answered before" in said


def test_an_endpoint_that_refuses_ends_with_1_and_keeps_the_key_to_itself(data: Path, ask: Ask) -> None:
    code, said = ask(lambda asked, _: Reply(401, f"no: {asked.authorization}".encode()))
    assert code == 1, said
    assert "status 401" in said and KEY not in said


def test_a_damaged_answer_ends_with_1_and_names_the_file(data: Path, ask: Ask) -> None:
    ask(lambda *_: entries())
    [kept] = (data / "lake" / "readings").rglob("*.json")
    kept.write_text("{}")
    code, said = ask(lambda *_: entries())
    assert code == 1 and kept.name in said
