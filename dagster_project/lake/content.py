"""What makes one release differ from another: the rows and definitions of the marts, the redactions, and the programs that turn
them into pages. Never a time."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from dagster_project.lake.redactions import Redactions
from dagster_project.lake.warehouse import MARTS, mart_names
from dagster_project.settings import PROJECT_DIR

_RENDERERS = ("dashboard", "lake/release.py", "lake/snapshot.py", "lake/redactions.py", "lake/exports.py", "quality")
_DIGITS = 16


def release_id_of(warehouse: duckdb.DuckDBPyConnection, redactions: Redactions) -> str:
    """A hash of everything a release would be made from. The order of rows is no part of it."""
    digest = hashlib.sha256()
    for name in mart_names(warehouse):
        # the sum of 64-bit row hashes is the same in any order, and counts rows that are equal
        row = warehouse.execute(
            f"select count(*), sum(md5_number_lower(cast(t as varchar))::hugeint) from {MARTS}.{name} as t"
        ).fetchone()
        digest.update(f"{name} {row}\n".encode())
    for query in _DEFINITIONS:
        digest.update(repr(warehouse.execute(query, [MARTS]).fetchall()).encode())
    digest.update(repr((sorted(redactions.article_ids), sorted(redactions.claim_ids))).encode())
    for path in _programs():
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:_DIGITS]


_DEFINITIONS = (
    "select table_name, comment, sql from duckdb_tables() "
    "where database_name = current_database() and schema_name = ? order by all",
    "select view_name, comment, sql from duckdb_views() "
    "where database_name = current_database() and schema_name = ? order by all",
    "select table_name, column_name, comment from duckdb_columns() "
    "where database_name = current_database() and schema_name = ? order by all",
    "select function_name, parameters, macro_definition from duckdb_functions() "
    "where database_name = current_database() and schema_name = ? and macro_definition is not null order by all",
)


def _programs() -> list[Path]:
    """The files whose change changes the pages although no row does."""
    package = PROJECT_DIR / "dagster_project"
    tops = [package / part for part in _RENDERERS]
    files = [path for top in tops for path in ([top] if top.is_file() else top.rglob("*"))]
    return sorted(path for path in files if path.is_file() and path.suffix not in {".pyc"})
