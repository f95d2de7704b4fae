"""The warehouse file seen from Python: what dbt must know to write it, waiting until it is free, reading it. Writing is dbt's
alone; nothing here writes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dagster_project.settings import Settings

MARTS = "marts"
PATIENCE = 300.0  # seconds; a dbt process whose parent was killed finishes its build within that
_PAUSE = 0.5


def tell_dbt(settings: Settings) -> None:
    """Put into this process's environment what the dbt project reads there, absolute, and make the warehouse's folder."""
    settings.warehouse.parent.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        CROSSTALLY_DATA=str(settings.data_dir),
        CROSSTALLY_LAKE=str(settings.lake),
        CROSSTALLY_WAREHOUSE=str(settings.warehouse),
        CROSSTALLY_CONFLICT=settings.conflict_id,
        CROSSTALLY_MEMORY=settings.memory,
        DBT_SEND_ANONYMOUS_USAGE_STATS="false",
        DBT_USE_COLORS="false",  # its words go to logs and pages
    )


@contextmanager
def reading(
    file: Path, patience: float = PATIENCE, memory: str = Settings.memory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to a DuckDB file, in UTC, that holds no more than `memory` ("2GB") and goes to the disk beside the
    file for more. While another process writes the file, wait up to `patience` seconds; raise `TimeoutError` after that and
    `FileNotFoundError` where there is no such file."""
    if not file.exists():
        raise FileNotFoundError(f"expected a DuckDB file at {file}, found none; run `crosstally run` first")
    connection = _open(file, patience)
    try:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("set memory_limit = ?", [memory])
        yield connection
    finally:
        connection.close()


def wait_until_free(file: Path, patience: float = PATIENCE) -> None:
    """Return once no other process writes `file`. Whoever calls holds the lock over the data folder, so the only process that
    can still be there is a dbt whose parent was killed."""
    if file.exists():
        _open(file, patience).close()


def mart_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Tables and views of the schema `marts`, by name."""
    rows = connection.execute(
        "select table_name from information_schema.tables "
        "where table_schema = ? and table_catalog = current_database() order by all",
        [MARTS],
    ).fetchall()
    return [name for (name,) in rows]


def _open(file: Path, patience: float) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + patience
    while True:
        try:
            return duckdb.connect(str(file), read_only=True)
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                raise
            if time.monotonic() > deadline:
                message = f"{file} has been held by another process for {patience:.0f} s; see who with `fuser {file}`"
                raise TimeoutError(message) from error
            time.sleep(_PAUSE)
