"""The bytes received, kept under their SHA-256, so that a better reader can be run over the past."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from dagster_project.settings import Settings

_CHUNK = 1024 * 1024


def keep(settings: Settings, path: Path) -> str | None:
    """SHA-256 of a file as hex, its bytes stored under it unless that is turned off or done; None where the file
    can't be read (any more)."""
    temporary = settings.lake / "raw" / f".{os.getpid()}.tmp"
    digest = hashlib.sha256()
    try:
        with path.open("rb") as received, (temporary if settings.keep_raw else Path(os.devnull)).open("wb") as stored:
            while chunk := received.read(_CHUNK):
                digest.update(chunk)
                stored.write(chunk)
    except OSError:
        if not os.access(path, os.R_OK):
            return None
        raise
    place = settings.lake / "raw" / digest.hexdigest()
    if settings.keep_raw:
        temporary.replace(place)  # the same bytes where they are there already
    return digest.hexdigest()


def settle(settings: Settings) -> None:
    """Make what was kept last through a power cut; called before the ledger says that it was received."""
    if settings.keep_raw:
        os.sync()
