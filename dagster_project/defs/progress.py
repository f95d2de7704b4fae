"""Progress of long loops as log lines: few, but never a long silence."""

import time
from collections.abc import Callable

import dagster as dg

QUIET = 15.0


def log_tenths(context: dg.AssetExecutionContext) -> Callable[[int, int, str], None]:
    """A callback that takes (done, in all, what) and logs each new tenth, and what is being done at least so often as it is
    called after `QUIET` seconds: one file of many may take nearly all the time."""
    shown: set[int] = set()
    told = time.monotonic()

    def progress(done: int, total: int, what: str) -> None:
        nonlocal told
        tenth = 10 * done // total if total else 10
        if tenth not in shown or time.monotonic() - told >= QUIET:
            shown.add(tenth)
            told = time.monotonic()
            context.log.info(f"{done} of {total}: {what}")

    return progress
