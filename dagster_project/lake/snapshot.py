"""The published DuckDB file: the schema `marts` of the warehouse copied table by table, with keys and checks, comments and
macros, and without the words that redactions blank. Copied rather than deleted from, so that no byte of them is in the file."""

from __future__ import annotations

from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from dagster_project.lake.redactions import Redactions
from dagster_project.lake.warehouse import MARTS, mart_names, wait_until_free

# the storage format that DuckDB from 1.2 on reads, so that a reader need not have the version that wrote it
STORAGE_VERSION = "v1.2.0"


def copy_marts(warehouse: Path, target: Path, redactions: Redactions, memory: str) -> None:
    """Write `target`, which must not exist, from the warehouse's marts, holding no more than `memory` ("2GB"). Views become tables:
    their sources stay behind."""
    wait_until_free(warehouse)
    with duckdb.connect() as source:
        source.execute("set TimeZone = 'UTC'")
        source.execute(f"set memory_limit = {_text(memory)}")
        source.execute(f"set temp_directory = {_text(f'{target}.tmp')}")
        source.execute("set preserve_insertion_order = false")
        source.execute(f"attach {_text(str(warehouse))} as warehouse (read_only)")
        source.execute(f"attach {_text(str(target))} as snap (storage_version {_text(STORAGE_VERSION)})")
        source.execute("use warehouse")
        source.execute(f"create schema snap.{MARTS}")
        blanked = redactions.with_claims(_claims_of(source, redactions))
        for table in _parents_first(source):
            _copy_table(source, table, blanked)
        _copy_comments(source)
        _copy_macros(source)
        source.execute("checkpoint snap")


def _claims_of(source: duckdb.DuckDBPyConnection, redactions: Redactions) -> list[str]:
    if not redactions.article_ids:
        return []
    rows = source.execute(
        f"select claim_id from {MARTS}.fct_claims where list_contains(?, article_id)", [sorted(redactions.article_ids)]
    ).fetchall()
    return [claim for (claim,) in rows]


def _parents_first(source: duckdb.DuckDBPyConnection) -> list[str]:
    """The marts, each after the ones its foreign keys name."""
    order: TopologicalSorter[str] = TopologicalSorter({name: set() for name in mart_names(source)})
    keys = source.execute(
        "select table_name, referenced_table from duckdb_constraints() where database_name = current_database() "
        "and schema_name = ? and constraint_type = 'FOREIGN KEY' and referenced_table <> table_name",
        [MARTS],
    ).fetchall()
    for table, parent in keys:
        order.add(table, parent)
    return list(order.static_order())


def _copy_table(source: duckdb.DuckDBPyConnection, table: str, redactions: Redactions) -> None:
    kinds = dict(source.execute(f"select column_name, column_type from (describe {MARTS}.{table})").fetchall())
    selected = ", ".join(
        redactions.expression(column, list(kinds)) if kind == "VARCHAR" else f'"{column}"'
        for column, kind in kinds.items()
    )
    made = source.execute(
        "select sql from duckdb_tables() where database_name = current_database() and schema_name = ? and table_name = ?",
        [MARTS, table],
    ).fetchone()
    if made is None:
        source.execute(f"create table snap.{MARTS}.{table} as select {selected} from {MARTS}.{table}")
        return
    source.execute("use snap")
    source.execute(str(made[0]))
    source.execute("use warehouse")
    source.execute(f"insert into snap.{MARTS}.{table} select {selected} from {MARTS}.{table}")


def _copy_comments(source: duckdb.DuckDBPyConnection) -> None:
    """Tables' and views' comments and their columns'."""
    for table, comment in source.execute(
        "select table_name, comment from duckdb_tables() where database_name = current_database() and schema_name = $1 "
        "union all select view_name, comment from duckdb_views() where database_name = current_database() and schema_name = $1",
        [MARTS],
    ).fetchall():
        if comment:
            source.execute(f"comment on table snap.{MARTS}.{table} is {_text(comment)}")
    for table, column, comment in source.execute(
        "select table_name, column_name, comment from duckdb_columns() "
        "where database_name = current_database() and schema_name = ? and comment is not null",
        [MARTS],
    ).fetchall():
        source.execute(f'comment on column snap.{MARTS}.{table}."{column}" is {_text(comment)}')


def _copy_macros(source: duckdb.DuckDBPyConnection) -> None:
    """The macros of the schema, `…_as_of(t)` among them, and those of `main` that call them, so that no reader needs a schema."""
    for schema, name, kind, parameters, definition, comment in source.execute(
        "select schema_name, function_name, function_type, parameters, macro_definition, comment from duckdb_functions() "
        "where database_name = current_database() and schema_name in (?, 'main') "
        "and function_type in ('macro', 'table_macro') order by schema_name desc, function_oid",
        [MARTS],
    ).fetchall():
        as_table = "table " if kind == "table_macro" else ""
        source.execute(f"create macro snap.{schema}.{name}({', '.join(parameters)}) as {as_table}{definition}")
        if comment:
            source.execute(f"comment on macro {as_table}snap.{schema}.{name} is {_text(comment)}")


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
