"""Extraction over several processes: what one makes, killed or not, in however many."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dagster_project.claims.lexicon import Lexicon
from dagster_project.lake import claims, lexicon, workers
from dagster_project.lake.acquire import acquire
from dagster_project.lake.chunks import chunks
from dagster_project.settings import Misset, Settings
from dagster_project.settings import settings as of_environment
from tests.conftest import PROJECT

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
DISPATCH = "Russia attacked {place} with {count} drones overnight, and {killed} people were killed, the governor said. "
PLACES = ("Kharkiv", "Odesa", "Sumy", "Kherson")
needs_proc = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="needs Linux's /proc to find the workers of a process"
)

RUN = """
import sys
from pathlib import Path
from dagster_project.lake import claims, lexicon
from dagster_project.settings import Settings
claims.SMALL = 0
claims.refresh(Settings(Path(sys.argv[1]), workers=2), lexicon.load(), lambda done, total, what: print(done, flush=True))
"""


@pytest.fixture(scope="module")
def words() -> Lexicon:
    return lexicon.load()


def lake(folder: Path, articles: int, in_batch: int, sentences: int = 20) -> Settings:
    """Dispatches with different figures, in batches."""
    rows = (
        {
            "outlet": f"Outlet {number % 7}",
            "published": "2025-06-30T08:00:00Z",
            "text": "".join(
                DISPATCH.format(place=PLACES[(number + k) % 4], count=20 + (number * 7 + k) % 90, killed=2 + k)
                for k in range(sentences)
            )
            + f"This was report number {number}.",
        }
        for number in range(articles)
    )
    feed = folder / "feed.jsonl"
    feed.write_text("".join(json.dumps(row) + "\n" for row in rows))
    settings = Settings(folder / "data", workers=2)
    acquire([feed], settings, NOW, batch_inputs=in_batch)
    return settings


def contents(settings: Settings) -> dict[str, bytes]:
    return {
        str(path.relative_to(settings.lake)): path.read_bytes() for path in settings.lake.glob("claims/*/*.parquet")
    }


def test_two_processes_write_what_one_does(tmp_path: Path, words: Lexicon) -> None:
    settings = lake(tmp_path, 60, 10)
    claims.refresh(Settings(settings.data_dir, workers=1), words)
    alone = contents(settings)
    assert len(alone) == 6
    for chunk in chunks(settings):
        chunk.claims.unlink()
    done = list(workers.in_pool(chunks(settings), words, 2))
    assert sorted(one.chunk.name for one in done) == [chunk.name for chunk in chunks(settings)]
    assert contents(settings) == alone


def test_an_error_in_a_worker_is_told_and_what_is_done_stays(tmp_path: Path, words: Lexicon) -> None:
    settings = lake(tmp_path, 30, 10)
    found = chunks(settings)
    found[1].articles.write_bytes(b"PAR1 is all there is of it")
    with pytest.raises(Exception, match="parquet"):
        list(workers.in_pool(found, words, 2))
    assert found[0].claims.exists() and not found[1].claims.exists()


@needs_proc
def test_a_killed_worker_is_named_as_what_it_is(tmp_path: Path, words: Lexicon) -> None:
    settings = lake(tmp_path, 40, 10)
    with pytest.raises(workers.WorkerDied, match="CROSSTALLY_WORKERS"):
        for _ in workers.in_pool(chunks(settings), words, 2):
            for child in children(os.getpid()):
                os.kill(child, signal.SIGKILL)
    assert 1 <= len(contents(settings)) < 4


def children(of: int) -> list[int]:
    """The worker processes of a process, as Linux lists them; not multiprocessing's own tracker of resources."""
    listed = Path(f"/proc/{of}/task/{of}/children").read_text().split()
    return [int(pid) for pid in listed if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


@needs_proc
def test_killed_it_goes_on_after_the_finished_chunks(tmp_path: Path, words: Lexicon) -> None:
    settings = lake(tmp_path, 400, 50)
    run = subprocess.Popen(
        [sys.executable, "-c", RUN, str(settings.data_dir)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    for line in run.stdout:
        if int(line) >= 100:
            break
    pool = children(run.pid)
    assert len(pool) == 2
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    run.stdout.close()
    while any(is_alive(pid) for pid in pool):
        time.sleep(0.05)  # a run's workers end with it; the test hangs where they don't
    before = {path: path.stat().st_mtime_ns for path in settings.lake.glob("claims/*/*.parquet")}
    assert 2 <= len(before) < 8
    report = claims.refresh(settings, words)
    assert (len(report.unchanged), len(report.refreshed)) == (len(before), 8 - len(before))
    assert {path: path.stat().st_mtime_ns for path in before} == before, "what was finished is not made again"
    after = contents(settings)
    for chunk in chunks(settings):
        chunk.claims.unlink()
    claims.refresh(Settings(settings.data_dir, workers=1), words)
    assert contents(settings) == after


@pytest.mark.parametrize("stated", ["0", "two", "-1"])
def test_a_number_of_workers_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, stated: str) -> None:
    monkeypatch.setenv("CROSSTALLY_WORKERS", stated)
    with pytest.raises(Misset, match="CROSSTALLY_WORKERS"):
        of_environment()


@pytest.mark.parametrize("stated", ["2", "0GB", "much"])
def test_a_memory_that_is_no_size_is_refused(monkeypatch: pytest.MonkeyPatch, stated: str) -> None:
    monkeypatch.setenv("CROSSTALLY_MEMORY", stated)
    with pytest.raises(Misset, match="CROSSTALLY_MEMORY"):
        of_environment()
