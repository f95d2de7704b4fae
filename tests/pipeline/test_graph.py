"""What Dagster shows: the asset graph as a snapshot, and what must hold of every asset in it. Assets and checks have vanished from
graphs before while every run stayed green."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import dagster as dg
import pytest
import yaml

from dagster_project.definitions import defs
from tests.conftest import PROJECT, environment
from tests.pipeline.graph import SNAPSHOT, graph, text

ORDER = ["acquire", "extract", "model", "publish"]


@cache
def definitions() -> dg.Definitions:
    return defs()


def test_the_graph_is_the_one_recorded() -> None:
    assert text(graph()) == SNAPSHOT.read_text(encoding="utf-8"), (
        "wanted? then: .venv/bin/python -m tests.pipeline.graph"
    )


def test_groups_follow_the_flow() -> None:
    """No asset depends on one of a later group, and every asset is in one of the four."""
    assets = json.loads(SNAPSHOT.read_text(encoding="utf-8"))["assets"]
    for name, asset in assets.items():
        for parent in asset["depends on"]:
            assert ORDER.index(assets[parent]["group"]) <= ORDER.index(asset["group"]), f"{name} depends on {parent}"


def test_every_asset_is_described() -> None:
    graph_ = definitions().resolve_asset_graph()
    bare = [node.key.to_user_string() for node in graph_.asset_nodes if len(node.description or "") < 20]
    assert bare == []


def test_every_mart_has_checks_and_reaches_the_release() -> None:
    graph_ = definitions().resolve_asset_graph()
    release = graph_.get(dg.AssetKey(["published", "release"]))
    marts = {node.key for node in graph_.asset_nodes if node.key.path[0] == "marts"}
    assert len(marts) >= 24
    assert marts <= release.parent_keys
    checked = {key.asset_key for key in graph_.asset_check_keys}
    assert marts - checked == set()


def test_each_rule_has_its_check_and_none_can_stop_a_run() -> None:
    names = {key.name for key in definitions().resolve_asset_graph().asset_check_keys if key.name.startswith("rule_")}
    asked = (
        "sum_of_parts intercepted_exceeds_launched subset_exceeds_total same_side_disagreement opposing_sides_disagree"
    )
    more = "self_contradiction circular_reporting stale_toll duplicate_mention"
    assert names >= {f"rule_{name}" for name in (asked + " " + more).split()}


@pytest.mark.parametrize(
    "op", ["dbt_build", "published__release", "rule_checks", "published__release_site_is_as_new_as_the_warehouse"]
)
def test_what_opens_the_warehouse_is_in_the_pool(op: str) -> None:
    node = definitions().resolve_job_def("whole_path").graph.node_named(op)
    assert node.definition.pool == "duckdb"  # type: ignore[attr-defined]


def test_the_instance_lets_one_writer_through_and_calls_nobody() -> None:
    config = yaml.safe_load((PROJECT / "dagster_project" / "dagster.yaml").read_text(encoding="utf-8"))
    assert config["telemetry"] == {"enabled": False}
    assert config["concurrency"]["pools"] == {"default_limit": 1, "granularity": "op"}


def test_the_daily_run_covers_the_whole_path() -> None:
    job = definitions().resolve_job_def("whole_path")
    graph_ = definitions().resolve_asset_graph()
    feeds = {dg.AssetKey(["inbox", "feeds"])}  # ask the network: a job of their own
    assert job.asset_layer.executable_asset_keys == graph_.materializable_asset_keys - feeds
    assert definitions().resolve_job_def("fetch_feeds").asset_layer.executable_asset_keys == feeds
    assert job.executor_def.name == "in_process"


def test_what_keeps_the_site_fresh_is_on_from_the_start() -> None:
    """Looking every hour, and publishing models built by hand; reading by itself waits to be switched on."""
    schedule = definitions().resolve_schedule_def("watch_site_hourly")
    sensor = definitions().resolve_sensor_def("publish_after_models")
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    assert sensor.default_status is dg.DefaultSensorStatus.RUNNING
    assert definitions().resolve_schedule_def("daily").default_status is dg.DefaultScheduleStatus.STOPPED


def test_the_hourly_look_makes_nothing() -> None:
    job = definitions().resolve_job_def("watch_site")
    assert [node.name for node in job.graph.nodes] == ["published__release_site_is_as_new_as_the_warehouse"]
    assert not job.asset_layer.executable_asset_keys


def test_the_schedule_asks_for_the_day_it_stands_for() -> None:
    moment = datetime(2026, 12, 1, 4, tzinfo=UTC)
    tick = (
        definitions()
        .resolve_schedule_def("daily")
        .evaluate_tick(
            dg.build_schedule_context(
                scheduled_execution_time=moment, repository_def=definitions().get_repository_def()
            )
        )
    )
    [request] = tick.run_requests or []
    assert request.partition_key == "2026-12-01"


def test_workspace_and_dg_name_the_same_location() -> None:
    import tomllib

    [entry] = yaml.safe_load((PROJECT / "workspace.yaml").read_text(encoding="utf-8"))["load_from"]
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["dg"]["project"]
    assert entry["python_module"]["location_name"] == project["code_location_name"]


@pytest.mark.parametrize(
    "command", [["dg", "list", "defs"], ["dagster", "definitions", "validate", "-w", "workspace.yaml"]]
)
def test_both_front_doors_open(command: list[str], tmp_path: Path) -> None:
    """What `dg dev` and `dagster dev -w workspace.yaml` load first."""
    program = Path(sys.executable).with_name(command[0])
    done = subprocess.run(
        [program, *command[1:]],
        cwd=PROJECT,
        env={**environment(tmp_path), "DAGSTER_DISABLE_TELEMETRY": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
