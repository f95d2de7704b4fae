"""One writer at a time, whoever it is; the same process may take the lock again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from filelock import Timeout

from dagster_project.lake.lock import writer
from dagster_project.settings import Settings

HOLDER = """
import sys
from pathlib import Path
from dagster_project.lake.lock import writer
from dagster_project.settings import Settings
with writer(Settings(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_the_lock_is_reentrant(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    with writer(settings), writer(settings):
        assert settings.lock.exists()


def test_another_process_waits_is_told_so_and_gets_it_when_the_holder_dies(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    messages: list[str] = []
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        with pytest.raises(Timeout), writer(settings, waiting=messages.append, timeout=0.2):
            pass
        holder.kill()
        holder.wait()
        with writer(settings, waiting=messages.append, timeout=5):
            pass
    assert len(messages) == 1 and "another run is writing" in messages[0]
