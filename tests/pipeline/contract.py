"""The published tables' names, columns, types and macros, kept by schema version in `docs/schema/`. After a wanted change raise
`SCHEMA_VERSION` (dagster_project/lake/release.py), publish, and record it:

.venv/bin/python -m tests.pipeline.contract data/published/crosstally.duckdb
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.lake.release import SCHEMA_VERSION

FOLDER = Path(__file__).parents[2] / "docs" / "schema"
Contract = dict[str, dict[str, Any]]


def of(database: Path) -> Contract:
    """What a published file offers: `tables` with their columns' types in order, `macros` with their parameters."""
    tables: dict[str, dict[str, str]] = {}
    with duckdb.connect(str(database), read_only=True) as reader:
        for table, column, kind in reader.execute(
            "select table_name, column_name, lower(data_type) from duckdb_columns() where schema_name = 'marts' "
            "order by table_name, column_index"
        ).fetchall():
            tables.setdefault(table, {})[column] = kind
        macros = reader.execute(
            "select function_name, parameters from duckdb_functions() "
            "where schema_name = 'marts' and function_type = 'table_macro' order by all"
        ).fetchall()
    return {"tables": tables, "macros": dict(macros)}


def recorded(version: str) -> Contract:
    found: Contract = json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8"))
    return found


def versions() -> list[str]:
    """Every version recorded, oldest first."""
    return sorted((path.stem for path in FOLDER.glob("*.json")), key=_numbers)


def least_step(before: Contract, after: Contract) -> int | None:
    """Which number of the version must rise between the two: 0 where something that was there has gone or changed, 1 where
    something was only added, None where nothing differs."""
    was, now = _flat(before), _flat(after)
    if any(now.get(name) != kind for name, kind in was.items()):
        return 0
    return 1 if now != was else None


def is_raised_enough(before: str, after: str, least: int | None) -> bool:
    """Whether going from version `before` to `after` raises the number `least`, or the one that weighs more."""
    old, new = _numbers(before), _numbers(after)
    return new == old if least is None else new[: least + 1] > old[: least + 1]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _flat(contract: Contract) -> dict[tuple[str, ...], str]:
    columns = {(table, name): kind for table, found in contract["tables"].items() for name, kind in found.items()}
    return {**columns, **{("macro", name): str(parameters) for name, parameters in contract["macros"].items()}}


def main(database: Path) -> None:
    path, found = FOLDER / f"{SCHEMA_VERSION}.json", of(database)
    if path.exists() and recorded(SCHEMA_VERSION) != found:
        sys.exit(f"{path.name} says otherwise, and readers rely on it: raise SCHEMA_VERSION first")
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
