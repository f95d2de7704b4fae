"""Fetching into the data folder: the user's list, what is remembered, one fetch at a time."""

from __future__ import annotations

from filelock import FileLock, Timeout

from dagster_project.feeds import state as memory
from dagster_project.feeds import subscriptions
from dagster_project.feeds.clock import Clock
from dagster_project.feeds.fetching import FetchReport, Progress, fetch
from dagster_project.lake.frames import write_bytes
from dagster_project.settings import Settings


class Busy(Exception):
    """Another process is fetching."""


def refresh(
    settings: Settings, *, clock: Clock | None = None, tell: Progress = lambda _: None, at_once: bool = False
) -> FetchReport:
    """Fetch the feeds of the user's list that are due into the inbox. Holds a lock of its own, not that of the lake: a run
    need not wait for other people's servers. Raises `subscriptions.Misconfigured`, and `Busy` while another fetch goes
    on."""
    wanted = subscriptions.load(settings.feeds)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.data_dir / ".feeds.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Busy(f"another process is fetching into {settings.inbox}; wait until it is done") from error
    try:
        state = memory.load(settings.feeds_state)
        report = fetch(wanted, state, settings.fetched, clock=clock, tell=tell, at_once=at_once)
        write_bytes(memory.as_bytes(state), settings.feeds_state)
    finally:
        lock.release()
    return report
