"""Articles become claims: one figure that one claimant stated in one article."""

from datetime import date

import dagster as dg

from dagster_project.defs.metadata import columns, rows_of_day
from dagster_project.defs.partitions import INGEST_DATES
from dagster_project.defs.resources import DataFolder
from dagster_project.lake import claims, frames, lexicon


@dg.asset(
    key=["lake", "claims"],
    group_name="extract",
    partitions_def=INGEST_DATES,
    deps=[["lake", "articles"], ["lake", "places"]],
    description="Every claim of every article, a file a day, replaced as a whole. Days read by an older extractor are read anew, so "
    "the lake holds one extractor version.",
    metadata={"dagster/column_schema": columns(frames.CLAIMS)},
    kinds={"parquet", "python"},
)
def extracted_claims(context: dg.AssetExecutionContext, data: DataFolder) -> dg.MaterializeResult:
    report = claims.refresh(data.settings, lexicon.load())
    day = date.fromisoformat(context.partition_key)
    return dg.MaterializeResult(
        metadata={
            "dagster/partition_row_count": rows_of_day(frames.scan_claims(data.settings), day),
            "report": dg.MetadataValue.text(str(report)),
        }
    )
