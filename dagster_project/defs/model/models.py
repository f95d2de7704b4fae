"""The dbt project as assets: staging → intermediate → marts, with row counts, columns and column lineage, tests as checks."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource, dbt_assets

from dagster_project.defs.model.project import MANIFEST, PROJECT, TRANSLATOR
from dagster_project.defs.resources import POOL, DataFolder
from dagster_project.lake.warehouse import let_go, wait_until_free


@dbt_assets(manifest=MANIFEST, project=PROJECT, dagster_dbt_translator=TRANSLATOR, name="dbt_build", pool=POOL)
def models(context: dg.AssetExecutionContext, dbt: DbtCliResource, data: DataFolder) -> Iterator[Any]:
    wait_until_free(data.settings.warehouse)
    build = dbt.cli(["build", "--exclude-resource-type", "unit_test"], context=context)
    try:
        yield from build.stream().fetch_row_counts().fetch_column_metadata(with_column_lineage=False)
    finally:
        let_go()
