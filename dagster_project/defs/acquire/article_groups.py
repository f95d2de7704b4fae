"""Which articles carry the same text under other names."""

import dagster as dg
import polars as pl

from dagster_project.defs.metadata import columns
from dagster_project.defs.resources import DataFolder
from dagster_project.lake import frames, groups


@dg.asset(
    key=["lake", "article_groups"],
    group_name="acquire",
    deps=[["lake", "articles"]],
    description="Near-duplicates: each article with the earliest known article it resembles. An article looks back only, so what "
    "arrives later changes no group.",
    metadata={"dagster/column_schema": columns(frames.GROUPS)},
    kinds={"parquet", "polars"},
)
def article_groups(data: DataFolder) -> dg.MaterializeResult:
    groups.refresh(data.settings)
    rows = pl.read_parquet(frames.groups_path(data.settings))
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": rows.height,
            "groups": rows["near_duplicate_group_id"].n_unique(),
        }
    )
