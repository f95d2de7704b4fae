"""Progress of long loops as log lines, ten of them at most."""

from collections.abc import Callable

import dagster as dg


def log_tenths(context: dg.AssetExecutionContext) -> Callable[[int, int, str], None]:
    """A callback that takes (done, in all, what) and logs each new tenth."""
    shown: set[int] = set()

    def progress(done: int, total: int, what: str) -> None:
        tenth = 10 * done // total if total else 10
        if tenth not in shown:
            shown.add(tenth)
            context.log.info(f"{done} of {total}: {what}")

    return progress
