"""The dbt project as assets: staging → intermediate → marts, with row counts and columns, and tests as checks."""

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from dagster_project.defs.model.project import MANIFEST, PROJECT, TRANSLATOR
from dagster_project.defs.resources import POOL, DataFolder
from dagster_project.lake import catalogue
from dagster_project.lake.warehouse import wait_until_free


@dbt_assets(manifest=MANIFEST, project=PROJECT, dagster_dbt_translator=TRANSLATOR, name="dbt_build", pool=POOL)
def models(context: dg.AssetExecutionContext, dbt: DbtCliResource, data: DataFolder) -> Iterator[Any]:
    """Events wait until dbt is done: DuckDB lets nobody count rows while dbt writes. (`fetch_row_counts` waits too, but spins
    on a core meanwhile.)"""
    warehouse = data.settings.warehouse
    wait_until_free(warehouse)
    build = dbt.cli(
        ["build", "--exclude-resource-type", "unit_test"], context=context, target_path=warehouse.parent / "dbt"
    )
    events, broken = [], None
    try:
        for event in build.stream():
            events.append(event)
            if isinstance(event, dg.Output):
                context.log.info(context.asset_key_for_output(event.output_name).to_user_string())
    except DagsterDbtCliRuntimeError as error:
        broken = error
    tables = catalogue.tables(warehouse) if warehouse.exists() else {}
    for event in events:
        if isinstance(event, dg.Output):
            key = context.asset_key_for_output(event.output_name)
            yield event.with_metadata({**event.metadata, **_described(tables.get((key.path[-2], key.path[-1])))})
        else:
            yield event
    if broken is not None:
        raise broken


def _described(table: catalogue.Table | None) -> Mapping[str, Any]:
    if table is None:
        return {}
    columns = [dg.TableColumn(one.name, one.kind, description=one.comment or None) for one in table.columns]
    rows = {} if table.rows is None else {"dagster/row_count": table.rows}
    return {"dagster/column_schema": dg.TableSchema(columns), **rows}
