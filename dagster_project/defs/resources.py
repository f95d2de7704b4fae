"""What every asset is given, and how runs execute. No assets here: a module with a definitions function loses its own."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource
from packaging.version import Version
from pydantic import PrivateAttr

from dagster_project.lake import desk, lock
from dagster_project.lake.warehouse import tell_dbt
from dagster_project.settings import DBT_DIR, Settings, settings

POOL = "duckdb"
DBT = Path(sys.executable).with_name("dbt")  # of this environment, whatever PATH says


class Dbt(DbtCliResource):
    """dbt as a child process and nothing beside it: no adapter in this process, whose open connection would keep the warehouse
    from being read, and no second dbt started only to ask for its version."""

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> Any:
        return None

    @cached_property
    def _cli_version(self) -> Version:
        return Version(version("dbt-core"))


class DataFolder(dg.ConfigurableResource):
    """The data folder, held for this run alone: the file lock is taken when the run starts and given back when it ends."""

    _settings: Settings | None = PrivateAttr(default=None)

    @property
    def settings(self) -> Settings:
        if self._settings is None:
            raise RuntimeError("the data folder is known only inside a run")
        return self._settings

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["DataFolder"]:
        self._settings = settings()
        with lock.writer(self._settings):
            if context.instance is not None and context.run is not None:
                _free_slots_of_the_dead(context.instance, context.run.run_id)
            desk.lay_out(self._settings)
            tell_dbt(self._settings)
            yield self


def _free_slots_of_the_dead(instance: dg.DagsterInstance, own_run: str) -> None:
    """Give back the pool slots of runs that were killed. The lock is held, so no other run that writes can be alive."""
    storage = instance.event_log_storage
    if storage.supports_global_concurrency_limits and POOL in storage.get_concurrency_keys():
        for run_id in storage.get_concurrency_info(POOL).active_run_ids - {own_run}:
            storage.free_concurrency_slots_for_run(run_id)


@dg.definitions
def resources() -> dg.Definitions:
    return dg.Definitions(
        resources={
            "data": DataFolder(),
            "dbt": Dbt(project_dir=str(DBT_DIR), profiles_dir=str(DBT_DIR), dbt_executable=str(DBT)),
        },
        # one process for the whole run: starting one a step costs seconds each, and the lock is held by the process
        executor=dg.in_process_executor,
    )
