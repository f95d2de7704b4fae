"""The marts become what readers open."""

from datetime import UTC, datetime

import dagster as dg

from dagster_project.defs.model.models import models
from dagster_project.defs.resources import POOL, DataFolder
from dagster_project.lake import release, reviews


@dg.asset(
    key=["published", "release"],
    group_name="publish",
    deps=[["desk", "redactions"], *(key for key in models.keys if key.path[0] == "marts")],
    pool=POOL,
    description="A read-only DuckDB file, Parquet of every mart, data docs and the dashboard, put in place by one link. "
    "The same content makes no new release.",
    kinds={"duckdb", "parquet", "html"},
)
def published_release(data: DataFolder) -> dg.MaterializeResult:
    report = release.publish(data.settings, datetime.now(UTC), lambda: reviews.all_suites(data.settings))
    return dg.MaterializeResult(
        metadata={
            "release": report.release_id,
            "is new": report.is_new,
            "as of": report.as_of or "nothing known yet",
            "dashboard": dg.MetadataValue.path(str(data.settings.published / "site" / "index.html")),
            "dagster/row_count": sum(report.row_counts.values()),
            **{f"rows of {name}": count for name, count in report.row_counts.items()},
        }
    )
