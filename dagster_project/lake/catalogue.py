"""What the warehouse says of its own tables: how many rows, which columns, what they mean. Read-only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dagster_project.lake.warehouse import reading


@dataclass(frozen=True)
class Column:
    """A column, its DuckDB type and its comment ("" where it has none)."""

    name: str
    kind: str
    comment: str


@dataclass(frozen=True)
class Table:
    """A table or view. `rows` is None for a view, which is not run to be counted."""

    rows: int | None
    columns: tuple[Column, ...]


def tables(warehouse: Path) -> dict[tuple[str, str], Table]:
    """Every table and view of the warehouse by (schema, name)."""
    with reading(warehouse) as connection:
        columns: dict[tuple[str, str], list[Column]] = {}
        for schema, table, name, kind, comment in connection.execute(
            "select schema_name, table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns() "
            "where not internal order by schema_name, table_name, column_index"
        ).fetchall():
            columns.setdefault((schema, table), []).append(Column(name, kind.lower(), comment))
        counted = connection.execute(
            "select schema_name, table_name from duckdb_tables() where not internal"
        ).fetchall()
        rows = {}
        for schema, table in counted:
            row = connection.execute(f'select count(*) from "{schema}"."{table}"').fetchone()
            rows[schema, table] = int(row[0]) if row else 0
    return {key: Table(rows.get(key), tuple(found)) for key, found in columns.items()}
