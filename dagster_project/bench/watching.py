"""What a command takes: time, processor time and memory of it and of every process it starts."""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

SECONDS_BETWEEN_LOOKS = 0.2


@dataclass(frozen=True, slots=True)
class Taken:
    """`seconds` by the clock and `processor_seconds` (user and system) of the whole tree; `peak_mb`, the most that its
    processes held together (resident sets summed, so what they share counts for each), in MB of 1,000,000 bytes."""

    seconds: float
    processor_seconds: float
    peak_mb: float


class Failed(RuntimeError):
    """The command ended with an error; what it said is in the message."""


def watched(command: Sequence[str], environment: Mapping[str, str], said: Path) -> Taken:
    """Run a command to its end; what it prints goes into the file `said`. Raises `Failed`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started, peak = time.monotonic(), 0
    with said.open("w") as out:
        child = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
        tree = psutil.Process(child.pid)
        while child.poll() is None:
            peak = max(peak, _held(tree))
            time.sleep(SECONDS_BETWEEN_LOOKS)
    seconds = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if child.returncode:
        raise Failed(f"{' '.join(command)} ended with {child.returncode}:\n{said.read_text()[-4000:]}")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(seconds, used, peak / 1e6)


def _held(tree: psutil.Process) -> int:
    """Bytes held now by a process and its descendants; one that ends meanwhile counts no more."""
    held = 0
    with suppress(psutil.Error):
        for one in [tree, *tree.children(recursive=True)]:
            with suppress(psutil.Error):
                held += one.memory_info().rss
    return held
