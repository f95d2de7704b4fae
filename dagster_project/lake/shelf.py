"""What was worked out of the lake's batches once, kept so that no run works it out again: rows in Parquet parts, each with the
batch it comes from. Nothing rests on it: what is missing, or was made by other rules, is made anew from the batches."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from dagster_project.lake.frames import Schema, write_parquet
from dagster_project.settings import Settings

PART_ROWS = 50_000
"""Rows of a part: what is read, and written again when rows are added, in one piece."""
_VERSION, _TOTAL = "version", "rows"


class Shelf:
    """Parts in the order in which their rows came, each full but the last. `schema` has the column `batch_id`; `version` names
    the rules by which rows are made: parts made by others are dropped."""

    def __init__(self, settings: Settings, name: str, schema: Schema, version: str) -> None:
        self._folder = settings.lake / "index" / name
        self._schema, self._version = schema, version
        self._fresh: list[pl.DataFrame] = []
        for leftover in self._folder.glob(".*.tmp"):
            leftover.unlink()
        if not self._is_whole():
            self.clear()

    def _is_whole(self) -> bool:
        """Whether all parts were made by these rules and hold as many rows as there were when the last one was written."""
        paths = self._paths()
        heights = [_height(path) for path in paths]
        footers = [pl.read_parquet_metadata(path) for path in paths]
        is_even = all(height == PART_ROWS for height in heights[:-1])
        is_ours = all(footer.get(_VERSION) == self._version for footer in footers)
        return not paths or (is_even and is_ours and footers[-1].get(_TOTAL) == str(sum(heights)))

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob("*.parquet"))

    def scan(self) -> pl.LazyFrame:
        """All rows, those too that are not written yet."""
        paths = self._paths()
        written = pl.scan_parquet(paths, schema=self._schema) if paths else pl.LazyFrame(schema=self._schema)
        return pl.concat([written, *(frame.lazy() for frame in self._fresh)])

    def parts(self, *columns: str) -> Iterator[pl.DataFrame]:
        """The rows that are written, a part at a time."""
        for path in self._paths():
            yield pl.read_parquet(path, columns=list(columns))

    def rows(self, numbers: Iterable[int], *columns: str) -> pl.DataFrame:
        """Some of the rows that are written, by their place among all, which becomes the column `row`."""
        wanted = pl.DataFrame({"row": sorted(numbers)}, schema={"row": pl.Int64()})
        paths, found = (
            self._paths(),
            [pl.DataFrame(schema={"row": pl.Int64(), **{name: self._schema[name] for name in columns}})],
        )
        for (part,), rows in wanted.group_by(pl.col("row") // PART_ROWS, maintain_order=True):
            place = rows["row"] - int(str(part)) * PART_ROWS
            found.append(
                rows.hstack(pl.read_parquet(paths[int(str(part))], columns=list(columns))[place].select(columns))
            )
        return pl.concat(found)

    @property
    def height(self) -> int:
        """The number of all rows."""
        return int(self.scan().select(pl.len()).collect().item())

    def batch_ids(self) -> set[str]:
        """The batches whose rows are here."""
        return set(self.scan().select(pl.col("batch_id").unique()).collect(engine="streaming")["batch_id"])

    def add(self, rows: pl.DataFrame) -> None:
        """Put rows behind the others, to be written with the next ones or by `save`."""
        self._fresh.append(rows)
        if sum(frame.height for frame in self._fresh) >= PART_ROWS:
            self.save()

    def save(self) -> None:
        """Write what was added: to the last part while it has room, then to new ones. The last of them is written first, so that
        a save that was cut short is seen."""
        if not self._fresh:
            return
        paths, rows = self._paths(), pl.concat(self._fresh)
        number, total = len(paths), self.height
        if paths and _height(paths[-1]) < PART_ROWS:
            number -= 1
            rows = pl.concat([pl.read_parquet(paths[-1], schema=self._schema), rows])
        footer = {_VERSION: self._version, _TOTAL: str(total)}
        for at, part in reversed(list(enumerate(rows.iter_slices(PART_ROWS), start=number))):
            write_parquet(part, self._folder / f"{at:06}.parquet", metadata=footer)
        self._fresh = []

    def clear(self) -> None:
        """Forget everything."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._fresh = []


def _height(path: Path) -> int:
    return int(pl.scan_parquet(path).select(pl.len()).collect().item())
