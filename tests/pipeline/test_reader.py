"""A reader that stays open on the published copy neither breaks a run nor is broken by one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb

from tests.conftest import Built, crosstally

# Opens the published file as any user would, says what it sees each time it is asked, and opens it anew beside that.
READER = """
import duckdb, sys
path = sys.argv[1]
kept = duckdb.connect(path, read_only=True)
for _ in sys.stdin:
    with duckdb.connect(path, read_only=True) as fresh:
        seen = [c.execute("select count(*), sum(md5_number_lower(claim_id)::hugeint) from marts.fct_claims").fetchone()
                for c in (kept, fresh)]
    print(seen[0] == seen[1], seen[0][0], flush=True)
"""

NEWS = """Volunteers' Gazette, 2 June 2023

Ukraine's Air Force said on Friday that it had shot down 15 cruise missiles and 21 drones over Kyiv overnight into 2 June 2023.
"""


class Reader:
    """A process that holds the published file open."""

    def __init__(self, database: Path) -> None:
        command = [sys.executable, "-c", READER, str(database)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self) -> tuple[bool, int]:
        """Whether the file held open and the one in place now hold the same claims, and how many the former holds."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write("?\n")
        self._process.stdin.flush()
        is_same, count = self._process.stdout.readline().split()
        return is_same == "True", int(count)

    def close(self) -> int:
        assert self._process.stdin
        self._process.stdin.close()
        return self._process.wait(timeout=30)


def test_an_open_reader_and_a_run_do_not_meet(copied: Built, tmp_path: Path) -> None:
    news = tmp_path / "news.txt"
    news.write_text(NEWS, encoding="utf-8")
    reader = Reader(copied.database)
    try:
        assert reader.ask()[0]
        claims = reader.ask()[1]
        old = copied.published.resolve()
        done = crosstally("run", news, data=copied.data)
        assert done.returncode == 0, done.stdout + done.stderr
        assert copied.published.resolve() != old, "the news makes a new release"
        is_same, still = reader.ask()
        assert not is_same and still == claims, "what is held open is as it was; what is opened now is new"
    finally:
        assert reader.close() == 0
    with duckdb.connect(str(copied.database), read_only=True) as fresh:
        row = fresh.execute("select count(*) from marts.fct_claims").fetchone()
    assert row is not None and row[0] > claims
