"""How counts and columns are shown in Dagster's own words, so that its catalogue finds them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import dagster as dg
import polars as pl

from dagster_project.quality.results import SuiteResult

SHOWN = 10


def columns(schema: Mapping[str, Any], descriptions: Mapping[str, str] | None = None) -> dg.TableSchema:
    """A lake schema as Dagster shows columns."""
    texts = descriptions or {}
    return dg.TableSchema(
        columns=[dg.TableColumn(name, str(kind).lower(), description=texts.get(name)) for name, kind in schema.items()]
    )


def rows_of_day(frame: pl.LazyFrame, day: date) -> int:
    """How many rows of a lake table came in on `day`."""
    return int(frame.filter(pl.col("ingest_date") == day).select(pl.len()).collect().item())


def suite_check(result: SuiteResult, never_stops: bool = False) -> dg.AssetCheckResult:
    """A suite's result as a check: an error on a critical expectation, a warning where a lesser one did not hold."""
    failed = result.failed
    return dg.AssetCheckResult(
        passed=not failed,
        severity=dg.AssetCheckSeverity.WARN if result.success or never_stops else dg.AssetCheckSeverity.ERROR,
        description="; ".join(one.message for one in failed[:SHOWN]) or f"{len(result.results)} expectations hold.",
        metadata={
            "rows": result.row_count,
            "expectations": len(result.results),
            "did not hold": len(failed),
            "outcomes": dg.MetadataValue.md(_table(result)),
        },
    )


def _table(result: SuiteResult) -> str:
    lines = ["| severity | column | holds | rows against | what |", "|---|---|---|---|---|"]
    for one in result.results:
        message = one.message.replace("|", "\\|").replace("\n", " ")
        holds = "yes" if one.success else "no"
        lines.append(f"| {one.severity} | {one.column} | {holds} | {one.unexpected_count} | {message} |")
    return "\n".join(lines)
