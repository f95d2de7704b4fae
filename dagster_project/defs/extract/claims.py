"""Articles become claims: one figure that one claimant stated in one article."""

from datetime import date

import dagster as dg

from dagster_project.defs.metadata import columns, rows_of_day
from dagster_project.defs.partitions import INGEST_DATES
from dagster_project.defs.progress import log_tenths
from dagster_project.defs.resources import DataFolder
from dagster_project.lake import claims, frames, lexicon
from dagster_project.readers import language_model


@dg.asset(
    key=["lake", "claims"],
    group_name="extract",
    partitions_def=INGEST_DATES,
    deps=[["lake", "articles"], ["lake", "places"]],
    description="Every claim of every article, a file a batch of articles. Batches read by an older extractor are read anew: "
    "the lake holds one extractor version.",
    metadata={"dagster/column_schema": columns(frames.CLAIMS)},
    kinds={"parquet", "python"},
)
def extracted_claims(context: dg.AssetExecutionContext, data: DataFolder) -> dg.MaterializeResult:
    words = lexicon.load()
    by = language_model.beside_the_rules(data.settings, words)
    report = claims.refresh(data.settings, words, log_tenths(context), by=by)
    day = date.fromisoformat(context.partition_key)
    return dg.MaterializeResult(
        metadata={
            "dagster/partition_row_count": rows_of_day(frames.scan_claims(data.settings), day),
            "articles read": report.articles,
            "articles in other languages": report.other_languages,
            "claims made": report.claims,
            "batches read": len(report.refreshed),
            "batches left as they were": len(report.unchanged),
            "extractor version": report.extractor_version,
        }
    )
