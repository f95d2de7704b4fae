"""Which files of the inbox are ready: new or changed, and at rest between two looks, so that none is read half written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Look:
    """One look at the inbox. `seen` and `loaded` map a file's path within the inbox to its mark (size and time of change);
    `ready` are the files to load now; `key` names this set of contents, so that the same set is asked for once."""

    seen: dict[str, str]
    loaded: dict[str, str]
    ready: list[str]
    key: str


def look(inbox: Path, seen_before: Mapping[str, str], loaded_before: Mapping[str, str]) -> Look:
    """Compare the inbox with the look before. Hidden files are left alone; a file that has gone is forgotten."""
    seen = _marks(inbox)
    ready = sorted(
        name for name, mark in seen.items() if seen_before.get(name) == mark and loaded_before.get(name) != mark
    )
    kept = {name: mark for name, mark in loaded_before.items() if name in seen}
    loaded = kept | {name: seen[name] for name in ready}
    key = hashlib.sha256(json.dumps([(name, seen[name]) for name in ready]).encode()).hexdigest()[:16]
    return Look(seen, loaded, ready, key)


def _marks(inbox: Path) -> dict[str, str]:
    marks = {}
    for path in inbox.rglob("*") if inbox.is_dir() else ():
        name = path.relative_to(inbox)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            state = path.stat()
            marks[name.as_posix()] = f"{state.st_size}:{state.st_mtime_ns}"
    return marks
