"""Builds a warehouse from a lake with dbt, in this process, and reads its tables."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from dagster_project.lake import acquire, claims, desk, frames, gazetteer, groups, lexicon
from dagster_project.lake.warehouse import tell_dbt
from dagster_project.settings import DBT_DIR, Settings
from tests.dbt import lake_builder

READ_AT = datetime(2026, 11, 1, tzinfo=UTC)
"""When the tests receive real text: after everything in it was printed."""


def dbt(settings: Settings, *arguments: str) -> None:
    """Run dbt on the project against the data folder of `settings`; raise with the failing nodes where it fails."""
    before = dict(os.environ)
    tell_dbt(settings)
    try:
        result = dbtRunner().invoke(
            [
                *arguments,
                "--quiet",
                "--project-dir", str(DBT_DIR),
                "--profiles-dir", str(DBT_DIR),
                # beside the data folders of one test run, so that the project is parsed once
                "--target-path", str(settings.data_dir.parent / "dbt-target"),
                "--log-path", str(settings.data_dir.parent / "dbt-logs"),
            ]
        )  # fmt: skip
    finally:
        DuckDBConnectionManager.close_all_connections()  # else this process holds the file open for writing
        os.environ.clear()
        os.environ.update(before)
    if result.exception is not None:
        raise result.exception
    failed = [
        f"{r.node.name}: {r.message}" for r in getattr(result.result, "results", []) if r.status in ("error", "fail")
    ]
    assert result.success, "\n".join(failed)


def build(lake: lake_builder.Lake, folder: Path, *, tests: bool = False) -> Settings:
    """Write the lake into `folder` and build every model from it; with `tests`, also the data tests."""
    settings = Settings(data_dir=folder)
    lake_builder.write(lake, settings)
    if tests:
        dbt(settings, "build", "--exclude-resource-type", "unit_test")
    else:
        dbt(settings, "seed")
        dbt(settings, "run")
    return settings


def read(settings: Settings, paths: Iterable[Path], at: datetime = READ_AT) -> None:
    """Inputs → articles and claims in the lake of `settings`, by the stages of the product, received at one moment."""
    frames.prepare(settings)
    desk.lay_out(settings)
    acquire.acquire(list(paths), settings, at)
    gazetteer.write_places(settings)
    groups.refresh(settings)
    claims.refresh(settings, lexicon.load())


def rows(settings: Settings, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of a query on the warehouse."""
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        return connection.execute(query, parameters).fetchall()
