"""A run killed at any moment: the next one completes, nothing is lost or doubled, and no reader ever saw half a batch."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from dagster_project.lake import balance
from dagster_project.lake.acquire import acquire
from dagster_project.lake.frames import scan_articles, scan_inputs
from dagster_project.settings import Settings

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)

KILLER = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from dagster_project.lake.acquire import acquire
from dagster_project.settings import Settings

def run(fatal):
    calls = 0
    def deadly(real):
        def step(*given, **named):
            nonlocal calls
            calls += 1
            if calls == fatal:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)
        return step
    os.replace, os.rename, os.unlink, os.rmdir, os.mkdir = map(
        deadly, (os.replace, os.rename, os.unlink, os.rmdir, os.mkdir))
    folder = Path(sys.argv[1]) / f"killed-{fatal}"
    acquire([Path(sys.argv[2])], Settings(folder), datetime(2025, 7, 1, 12, tzinfo=UTC), batch_inputs=4)

for fatal in range(1, 300):
    child = os.fork()
    if not child:
        run(fatal)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status == 0:
        print(fatal)
        break
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, status
"""
"""Acquire into a lake of its own for each n, killed outright before its n-th change of the disk; prints the first n that
is beyond the last. Forks before polars has started a thread, so that the imports are paid for once."""


def inbox_at(folder: Path) -> Path:
    folder.mkdir()
    rows = [{"outlet": "A", "text": f"Dispatch number {number} on the attack."} for number in (1, 2, 3, 1, 4)]
    (folder / "feed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "broken\n")
    (folder / "note.txt").write_text(" date 2025-06-01 Nobody was hurt.")
    return folder


def contents(settings: Settings) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What the lake holds, batches aside: an interrupted load is cut into other batches."""
    articles = scan_articles(settings).sort("article_id").collect()
    inputs = scan_inputs(settings).select(pl.exclude("batch_id")).sort("content_hash", "locator").collect()
    return articles.select(pl.exclude("batch_id")), inputs


def test_killed_before_each_of_its_steps_in_turn(tmp_path: Path) -> None:
    inbox = inbox_at(tmp_path / "inbox")
    untouched = Settings(tmp_path / "untouched")
    acquire([inbox], untouched, NOW, batch_inputs=4)
    expected = contents(untouched)
    command = [sys.executable, "-c", KILLER, str(tmp_path), str(inbox)]
    ended = subprocess.run(command, capture_output=True, timeout=300, check=False, text=True)
    assert ended.returncode == 0, ended.stderr
    steps = int(ended.stdout)
    assert steps > 25, "the killer counts what changes the disk"
    states = set()
    for fatal in range(1, steps + 1):
        settings = Settings(tmp_path / f"killed-{fatal}")
        left = scan_articles(settings).collect()
        assert set(left["article_id"]) <= set(expected[0]["article_id"]), "a reader sees whole articles or none"
        states.add(left.height)
        acquire([inbox], settings, NOW, batch_inputs=4)
        for found, wanted in zip(contents(settings), expected, strict=True):
            assert found.equals(wanted), f"killed before step {fatal}"
        assert balance.ledger(settings).balances
        assert list((settings.lake / "pending").iterdir()) == []
    assert len(states) == 3, "it was killed before, between and after the two batches"
