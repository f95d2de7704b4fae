"""A crawl of many times what may be held goes through in bounded memory."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.conftest import PROJECT

MOST = 450
"""MB that reading may take, whatever the size; the interpreter and its libraries are a quarter of it."""


def test_a_crawl_is_read_in_bounded_memory() -> None:
    """A process of its own, whose most is its own: 150 MB of pages, one of them 40 MB long."""
    command = [sys.executable, "-m", "tests.bench.memory", "150"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=600, check=True)
    found = re.match(r"(\d+) MB at most, (\d+) articles, 1 rejected", done.stdout)
    assert found is not None, done.stdout
    assert int(found[1]) < MOST and int(found[2]) > 100
