"""Progress of long loops as log lines: few, but never a long silence."""

import time
from collections.abc import Callable

import dagster as dg

QUIET = 5.0
WIDTH = 20


def log_tenths(context: dg.AssetExecutionContext) -> Callable[[int, int, str], None]:
    """A callback that takes (done, in all, what) and logs each new tenth, and what is being done at least so often as it is
    called after `QUIET` seconds: one file of many may take nearly all the time."""
    shown: set[int] = set()
    began = told = time.monotonic()

    def progress(done: int, total: int, what: str) -> None:
        nonlocal told
        tenth = 10 * done // total if total else 10
        now = time.monotonic()
        if tenth not in shown or now - told >= QUIET:
            shown.add(tenth)
            told = now
            context.log.info(line(done, total, what, now - began))

    return progress


def line(done: int, total: int, what: str, seconds: float) -> str:
    """A bar, how many of how many, how fast and how much longer, and what is being done."""
    filled = WIDTH * done // total if total else WIDTH
    parts = ["━" * filled + "┄" * (WIDTH - filled), f"{done:,} of {total:,}"]
    if done and seconds >= 1:
        left = round((total - done) * seconds / done)
        parts.append(f"{done / seconds:,.0f}/s" if done > seconds else f"{seconds / done:,.0f} s each")
        parts.append(f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02} left")
    return " ".join([*parts, what])
