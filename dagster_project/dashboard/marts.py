"""The marts as pages read them: rows of DuckDB's schema `marts`, some at a time, so that no mart need fit into memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, Generic, TypeVar

import duckdb
import polars as pl

from dagster_project.dashboard.needs import COUNTED, NEEDS, WELCOME, check

Row = dict[str, Any]
One = TypeVar("One")

SCHEMA = "marts"
_AT_ONCE = 2_000  # rows of a query that are Python's at one time


class Marts:
    """What pages need of the marts that `connection` leads to. Raises `MissingMarts` naming every mart or column that is absent.

    Queries name a mart in braces, `from {fct_claims}`, which stands for its columns of `needs`; a welcome one that it has not is
    null. Moments are UTC, without a zone."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        held: defaultdict[str, set[str]] = defaultdict(set)
        for mart, column in connection.execute(
            "select table_name, column_name from duckdb_columns() where database_name = current_database() and schema_name = ?",
            [SCHEMA],
        ).fetchall():
            held[mart].add(column)
        check(held)
        self._sources = {mart: _source(mart, held[mart]) for mart in NEEDS}
        self._is_any_counted = COUNTED in held

    def rows(self, query: str) -> list[Row]:
        """All rows of a query that has few."""
        return list(self.stream(query))

    def stream(self, query: str) -> Iterator[Row]:
        """The rows of a query, read as they are asked for; several can be under way."""
        with self._connection.cursor() as cursor:
            found = cursor.sql(query.format(**self._sources))
            for batch in found.to_arrow_reader(_AT_ONCE) if found else ():
                frame = pl.from_arrow(batch)
                if isinstance(frame, pl.DataFrame):
                    yield from frame.to_dicts()

    def value(self, query: str) -> Any:
        """What a query of one row and column answers."""
        return next(iter(self.rows(query)[0].values()))

    def n_rejected(self) -> int:
        """Inputs that could not be read."""
        return int(self.value(f"select count(*) from {SCHEMA}.{COUNTED}")) if self._is_any_counted else 0


class Groups(Generic[One]):
    """Rows in rising order of a key, handed out one key's after the other's."""

    def __init__(self, rows: Iterator[One], key: Callable[[One], Any]) -> None:
        self._groups = groupby(rows, key)
        self._next = next(self._groups, None)

    def of(self, key: Any) -> Iterator[One]:
        """The rows of `key`, to be used before the next ones are asked for; keys must be asked for in rising order."""
        while self._next is not None and self._next[0] < key:
            self._next = next(self._groups, None)
        if self._next is not None and self._next[0] == key:
            yield from self._next[1]


def _source(mart: str, held: set[str]) -> str:
    columns = [_quoted(name) for name in NEEDS[mart]]
    columns += [_quoted(name) if name in held else f"null as {_quoted(name)}" for name in WELCOME.get(mart, ())]
    return f"(select {', '.join(columns)} from {SCHEMA}.{mart})"


def _quoted(name: str) -> str:
    return f'"{name}"'
