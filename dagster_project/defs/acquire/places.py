"""The gazetteer that the engine and the models share."""

import dagster as dg
import polars as pl

from dagster_project.defs.metadata import columns
from dagster_project.defs.resources import DataFolder
from dagster_project.lake import frames, gazetteer


@dg.asset(
    key=["lake", "places"],
    group_name="acquire",
    description="Places of both countries with their parents, spellings, coordinates and who holds them, from GeoNames and seeds.",
    metadata={"dagster/column_schema": columns(frames.PLACES)},
    kinds={"parquet", "polars"},
)
def places(data: DataFolder) -> dg.MaterializeResult:
    gazetteer.write_places(data.settings)
    count = pl.read_parquet(frames.places_path(data.settings), columns=["place_id"]).height
    return dg.MaterializeResult(metadata={"dagster/row_count": count})
