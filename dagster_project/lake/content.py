"""What makes one release differ from another: the rows and definitions of the marts, the redactions, and the programs that turn
them into pages. Never a time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import duckdb

from dagster_project.lake.redactions import Redactions
from dagster_project.lake.warehouse import MARTS, mart_names
from dagster_project.settings import PROJECT_DIR

DEFINITIONS, REDACTIONS = "definitions", "redactions"
_RENDERERS = (
    "dashboard",
    "lake/changes.py",
    "lake/exports.py",
    "lake/redactions.py",
    "lake/release.py",
    "lake/shapes.py",
    "lake/snapshot.py",
    "quality",
)
_DIGITS = 16


def parts(warehouse: duckdb.DuckDBPyConnection, redactions: Redactions) -> dict[str, str]:
    """What a release is made from, each with a hash: every mart's rows under its name, in any order; what the marts are and
    mean under `DEFINITIONS`; what is withheld under `REDACTIONS`."""
    found = {}
    for name in mart_names(warehouse):
        # the sum of 64-bit row hashes is the same in any order, and counts rows that are equal
        row = warehouse.execute(
            f"select count(*), sum(md5_number_lower(cast(t as varchar))::hugeint) from {MARTS}.{name} as t"
        ).fetchone()
        found[name] = _hash(repr(row))
    found[DEFINITIONS] = _hash(repr([warehouse.execute(query, [MARTS]).fetchall() for query in _DEFINITIONS]))
    found[REDACTIONS] = _hash(repr((sorted(redactions.article_ids), sorted(redactions.claim_ids))))
    return found


def programs() -> str:
    """A hash of the files whose change changes the pages although no row does."""
    package = PROJECT_DIR / "dagster_project"
    tops = [package / part for part in _RENDERERS]
    files = [path for top in tops for path in ([top] if top.is_file() else top.rglob("*"))]
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file() and path.suffix not in {".pyc"}):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:_DIGITS]


def release_id_of(built_from: Mapping[str, str], programs_hash: str, before: str | None) -> str:
    """The id of a release made from these parts by these programs, following the release `before`, which it is compared with."""
    return _hash(repr((sorted(built_from.items()), programs_hash, before)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


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
