"""A reader gets what the manifest says, and nothing older than the warehouse without being told."""

import dagster as dg

from dagster_project.defs.resources import POOL, DataFolder
from dagster_project.lake import currency, published


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


@dg.asset_check(
    asset=["published", "release"],
    pool=POOL,
    description="The release in place was made from what the warehouse holds now, by content. Fails while a build that could not "
    "publish leaves an older site standing; also run by itself every hour.",
)
def site_is_as_new_as_the_warehouse(data: DataFolder) -> dg.AssetCheckResult:
    found = currency.look(data.settings)
    return dg.AssetCheckResult(
        passed=found.is_current,
        description=found.explanation,
        metadata={
            "release": found.release_id,
            "built at": found.built_at,
            "site shows reports up to": found.site_as_of,
            "warehouse holds reports up to": found.warehouse_as_of,
            "differs in": ", ".join(found.differing) or "nothing",
        },
    )
