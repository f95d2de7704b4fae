"""What is remembered from one fetch to the next: so that nothing is fetched twice, and no host asked too soon."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Remembered:
    """Of one feed: when it was last looked at, what its server gave to tell whether it has changed, the entries it held
    (locator → hash of their content), and why it could not be had the last time."""

    looked_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    entries: dict[str, str] = field(default_factory=dict)
    trouble: str | None = None


@dataclass(slots=True)
class State:
    """Of all feeds, by address; and hosts that asked to be left alone until a moment."""

    feeds: dict[str, Remembered] = field(default_factory=dict)
    silent_until: dict[str, datetime] = field(default_factory=dict)


def load(path: Path) -> State:
    """What a file holds; nothing where there is none, or where it is damaged: then feeds are looked at anew, and what they
    held is known to the ledger."""
    try:
        stored: Any = json.loads(path.read_text(encoding="utf-8"))
        feeds = {
            url: Remembered(**{**each, "looked_at": _moment(each["looked_at"])})
            for url, each in stored["feeds"].items()
        }
        return State(feeds, {host: datetime.fromisoformat(until) for host, until in stored["silent_until"].items()})
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return State()


def as_bytes(state: State) -> bytes:
    """The content of the file."""
    return json.dumps(asdict(state), indent=1, default=datetime.isoformat, ensure_ascii=False).encode()


def _moment(words: str | None) -> datetime | None:
    return None if words is None else datetime.fromisoformat(words)
