"""A run killed at any moment: the next one completes, nothing is lost or doubled, and readers never see half a release."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import duckdb
import pytest

from dagster_project.lake.published import faults
from tests.conftest import CROSSTALLY, PROJECT, RUN_SECONDS, SAMPLE, Built, crosstally, environment

# each stage by a line that `run --verbose` prints in it, and how long after it the kill comes
STAGES = (
    ("acquire", 0.3),
    ("lake__claims", 0.1),
    ("dbt_build", 9.0),  # dbt itself has started by then and is writing the warehouse
    ("published__release", 0.5),
)


def start(data: Path, dagster_home: Path | None = None) -> subprocess.Popen[str]:
    """A run in a process group of its own, its steps readable line by line."""
    return subprocess.Popen(
        [CROSSTALLY, "run", "--verbose", SAMPLE],
        cwd=PROJECT,
        env={**environment(data, dagster_home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def kill_at(data: Path, line: str, after: float) -> None:
    """Start a run, wait until it prints `line`, and kill it, and nothing but it, `after` seconds later."""
    run = start(data)
    assert run.stdout is not None
    printed = []
    for text in run.stdout:
        printed.append(text)
        if text.strip().startswith(line):
            break
    else:
        pytest.fail(f"the run ended without {line!r}:\n{''.join(printed)}")
    time.sleep(after)
    os.kill(run.pid, signal.SIGKILL)
    run.wait(timeout=RUN_SECONDS)
    run.stdout.close()


def claims(database: Path) -> list[tuple[str, str]]:
    with duckdb.connect(str(database), read_only=True) as reader:
        return reader.execute("select claim_id, article_id from marts.fct_claims order by all").fetchall()


def ledger(database: Path) -> list[tuple[str, int]]:
    with duckdb.connect(str(database), read_only=True) as reader:
        return reader.execute("select outcome, count(*) from marts.inputs group by all order by all").fetchall()


def test_killed_in_each_stage_and_then_left_to_finish(built: Built, tmp_path: Path) -> None:
    data = tmp_path / "data"
    for line, after in STAGES:
        kill_at(data, line, after)
        link = data / "published"
        assert not link.is_symlink() or faults(link) == [], f"half a release after a kill in {line}"
    done = crosstally("run", SAMPLE, data=data)
    assert done.returncode == 0, done.stdout + done.stderr
    assert faults(data / "published") == []
    assert claims(data / "published" / "crosstally.duckdb") == claims(built.database)
    assert ledger(data / "published" / "crosstally.duckdb") == ledger(built.database)
    left = [path.name for path in (data / "releases").iterdir() if path.name.startswith(".")]
    assert left == [] and not list((data / "lake" / "pending").glob("*"))
