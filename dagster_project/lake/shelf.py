"""What was worked out of the lake's batches once, kept so that no run works it out again: rows in Parquet parts, each with the
batch it comes from. Nothing rests on it: what is missing, or was made by other rules, is made anew from the batches."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from dagster_project.lake.frames import Schema, write_parquet
from dagster_project.settings import Settings

PART_ROWS = 50_000
"""Rows of a part: what is read, and written again when rows are added, in one piece."""
_VERSION = "version"


class Shelf:
    """Parts in the order in which their rows came. `schema` has the column `batch_id`; `version` names the rules by which rows
    are made, and parts made by others are dropped."""

    def __init__(self, settings: Settings, name: str, schema: Schema, version: str) -> None:
        self._folder = settings.lake / "index" / name
        self._schema, self._version = schema, version
        self._sweep()

    def _sweep(self) -> None:
        for leftover in self._folder.glob(".*.tmp"):
            leftover.unlink()
        if any(pl.read_parquet_metadata(path).get(_VERSION) != self._version for path in self._paths()):
            self.clear()

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob("*.parquet"))

    def scan(self) -> pl.LazyFrame:
        """All rows."""
        paths = self._paths()
        return pl.scan_parquet(paths, schema=self._schema) if paths else pl.LazyFrame(schema=self._schema)

    def parts(self, *columns: str) -> Iterator[pl.DataFrame]:
        """All rows, a part at a time."""
        for path in self._paths():
            yield pl.read_parquet(path, columns=list(columns))

    def batch_ids(self) -> set[str]:
        """The batches whose rows are here."""
        return set(self.scan().select(pl.col("batch_id").unique()).collect(engine="streaming")["batch_id"])

    def append(self, rows: pl.DataFrame) -> None:
        """Add rows behind the others: to the last part while it has room, then to new ones."""
        paths = self._paths()
        number = len(paths)
        if paths and pl.scan_parquet(paths[-1]).select(pl.len()).collect().item() < PART_ROWS:
            number -= 1
            rows = pl.concat([pl.read_parquet(paths[-1], schema=self._schema), rows])
        for part in rows.iter_slices(PART_ROWS):
            write_parquet(part, self._folder / f"{number:06}.parquet", metadata={_VERSION: self._version})
            number += 1

    def clear(self) -> None:
        """Forget everything."""
        shutil.rmtree(self._folder, ignore_errors=True)
