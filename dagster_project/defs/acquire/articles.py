"""Inputs of any form become articles; every input leaves a row in the ledger."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import dagster as dg
from pydantic import Field

from dagster_project.defs.metadata import columns, rows_of_day
from dagster_project.defs.partitions import INGEST_DATES
from dagster_project.defs.progress import log_tenths
from dagster_project.defs.resources import DataFolder
from dagster_project.lake import acquire, frames, reviews


class Inputs(dg.Config):
    """What to read. Files and folders; a folder is read with all that lies below it."""

    paths: list[str] = Field(default_factory=list, description="None: the inbox.")


@dg.multi_asset(
    name="acquire",
    group_name="acquire",
    partitions_def=INGEST_DATES,
    specs=[
        dg.AssetSpec(
            ["lake", "articles"],
            description="Every version of every article, in immutable batches by the day it came in. Whatever day a run is "
            "for, what comes in is kept under the day it comes in.",
            metadata={"dagster/column_schema": columns(frames.ARTICLES)},
            kinds={"parquet", "polars"},
        ),
        dg.AssetSpec(
            ["lake", "inputs"],
            description="The ledger: one row for every input ever seen: article, duplicate or rejected, and why.",
            metadata={"dagster/column_schema": columns(frames.INPUTS)},
            kinds={"parquet", "polars"},
        ),
    ],
)
def articles_and_inputs(
    context: dg.AssetExecutionContext, config: Inputs, data: DataFolder
) -> Iterator[dg.MaterializeResult]:
    settings = data.settings
    paths = [Path(path) for path in config.paths] or [settings.inbox]
    report = acquire.acquire(paths, settings, datetime.now(UTC), log_tenths(context), audit=reviews.article_problems)
    day = date.fromisoformat(context.partition_key)
    counts: dict[str, Any] = {
        "seen": report.seen,
        "already known": report.already_known,
        "articles": report.articles,
        "duplicates": report.duplicates,
        "rejected": report.rejected,
        "quarantined": report.quarantined_inputs,
        "rejected inputs": dg.MetadataValue.json([asdict(one) for one in report.rejections]),
        "quarantined batches": dg.MetadataValue.json(report.quarantined),
        "finished after a killed run": dg.MetadataValue.json(report.recovered),
    }
    for name, table in {"articles": frames.scan_articles(settings), "inputs": frames.scan_inputs(settings)}.items():
        yield dg.MaterializeResult(
            asset_key=["lake", name],
            metadata={"dagster/partition_row_count": rows_of_day(table, day), **counts},
        )
