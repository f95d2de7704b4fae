"""One writer at a time over lake, warehouse and releases, whoever runs: schedule, sensor or command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from dagster_project.settings import Settings


@contextmanager
def writer(settings: Settings, waiting: Callable[[str], None] = print, timeout: float = -1) -> Iterator[None]:
    """Hold the write lock. Reentrant within a process: whoever holds it may take it again.

    Where another process holds it, `waiting` is told once, then the call waits; `timeout` in seconds, -1 = without end.
    Raises `filelock.Timeout`. The system lets go of the lock when its holder dies, however it dies."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.lock, is_singleton=True, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting(f"another run is writing to {settings.data_dir}; waiting until it is done …")
        lock.acquire(timeout=timeout)
    try:
        yield
    finally:
        lock.release()
