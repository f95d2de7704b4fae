"""dbt's manifest, the map of the models that Dagster builds its assets from. Parsed when it is missing or older than the
project, never otherwise: parsing takes seconds, looking takes none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

from dagster_project.lake.warehouse import tell_dbt
from dagster_project.settings import DBT_DIR, Settings

TARGET_DIR = DBT_DIR / "target"
MANIFEST = TARGET_DIR / "manifest.json"
_PARTS = ("dbt_project.yml", "profiles.yml", "models", "seeds", "macros", "tests", "snapshots", "analyses")
_KEPT = ("partial_parse.msgpack", "manifest.json")  # the manifest last: it is what says that the rest is there


def up_to_date(settings: Settings) -> Path:
    """The path of a manifest no older than the dbt project. Raises `RuntimeError` with dbt's own words where it cannot parse.

    Safe to call from several processes at once: one parses, the others wait and find it done.
    """
    if is_stale():
        TARGET_DIR.mkdir(parents=True, exist_ok=True)
        with FileLock(TARGET_DIR / ".parsing"):
            if is_stale():
                _parse(settings)
    return MANIFEST


def is_stale() -> bool:
    """Whether a file or folder of the dbt project is newer than the manifest."""
    if not MANIFEST.exists():
        return True
    made = MANIFEST.stat().st_mtime
    return any(path.stat().st_mtime > made for path in _sources())


def _sources() -> Iterator[Path]:
    for part in _PARTS:
        top = DBT_DIR / part
        if top.exists():
            yield top
            yield from top.rglob("*")


def _parse(settings: Settings) -> None:
    from dbt.cli.main import dbtRunner  # starting dbt takes seconds, so only where it is needed

    tell_dbt(settings)
    with tempfile.TemporaryDirectory(dir=TARGET_DIR, prefix="parse-") as folder:
        options = {"project-dir": DBT_DIR, "profiles-dir": DBT_DIR, "target-path": folder, "log-path": folder}
        arguments = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        newest = max(path.stat().st_mtime for path in _sources())
        result = dbtRunner().invoke(["parse", "--quiet", "--no-partial-parse", *arguments])
        if not result.success:
            raise RuntimeError(
                f"dbt could not parse the project in {DBT_DIR}: {result.exception or 'see its output above'}"
            )
        for name in _KEPT:
            made = Path(folder) / name
            os.utime(made, (newest, newest))  # a file edited while dbt was parsing counts as newer
            shutil.move(made, TARGET_DIR / name)
