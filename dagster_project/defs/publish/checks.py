"""A reader gets what the manifest says."""

import dagster as dg

from dagster_project.defs.resources import DataFolder
from dagster_project.lake import published


@dg.asset_check(
    asset=["published", "release"],
    description="Every mart the manifest names has as many rows in the DuckDB file and in Parquet, every table and column is "
    "described, and dashboard and data docs are there.",
)
def release_is_whole(data: DataFolder) -> dg.AssetCheckResult:
    faults = published.faults(data.settings.published)
    return dg.AssetCheckResult(
        passed=not faults,
        description="; ".join(faults) or "Everything the manifest names is there.",
        metadata={"faults": len(faults)},
    )
