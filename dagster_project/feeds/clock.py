"""Time, handed in so that tests need not wait for it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What fetching asks of time."""

    def now(self) -> datetime:
        """This moment, aware, UTC."""

    def monotonic(self) -> float:
        """Seconds from some moment on."""

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""


class SystemClock:
    """The time that it is."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)
