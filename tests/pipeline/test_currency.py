"""A build that fails leaves the last good site, with its date, and says so; a build that succeeds is published. On a Dagster
instance of its own, with the jobs, the check and the sensor as they are deployed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import dagster as dg
import duckdb
import polars as pl
import pytest

from dagster_project.definitions import defs
from dagster_project.lake import currency
from dagster_project.settings import Settings
from tests.conftest import Built

RELEASE = dg.AssetKey(["published", "release"])
CHECK = "site_is_as_new_as_the_warehouse"
LATER = {
    "id": "later-1",
    "outlet": "Dnipro Line",
    "title": "Four killed in Kherson, governor says",
    "published": "2026-03-02T08:00:00Z",
    "text": "Four people were killed in a Russian drone attack on Kherson on March 1, 2026, the regional governor said.",
}


@cache
def definitions() -> dg.Definitions:
    return defs()


def select(*groups: str) -> list[dg.AssetKey]:
    """The assets that the whole path makes in these groups."""
    made = definitions().resolve_job_def("whole_path").asset_layer.executable_asset_keys
    graph = definitions().resolve_asset_graph()
    return [key for key in made if graph.get(key).group_name in groups]


def run(
    instance: dg.DagsterInstance, job: str, *groups: str, paths: tuple[Path, ...] = ()
) -> dg.ExecuteInProcessResult:
    is_path = job == "whole_path"
    config = {"acquire": {"config": {"paths": [str(path) for path in paths]}}} if "acquire" in groups else {}
    return (
        definitions()
        .resolve_job_def(job)
        .execute_in_process(
            instance=instance,
            run_config={"ops": config},
            asset_selection=select(*groups) if groups else None,
            partition_key=datetime.now(UTC).date().isoformat() if is_path else None,
            raise_on_error=False,
        )
    )


def watched(instance: dg.DagsterInstance) -> dg.AssetCheckEvaluation:
    """What the hourly job finds."""
    result = run(instance, "watch_site")
    assert result.success, "a stale site is a failed check, not a broken run"
    [found] = result.get_asset_check_evaluations()
    assert found.check_name == CHECK
    return found


def told(found: dg.AssetCheckEvaluation) -> dict[str, str]:
    return {name: str(value.value) for name, value in found.metadata.items()}


def asked(instance: dg.DagsterInstance, result: dg.ExecuteInProcessResult) -> dg.RunRequest | dg.SkipReason:
    """What the sensor says of a run that succeeded."""
    event = next(event for event in result.all_events if event.event_type == dg.DagsterEventType.RUN_SUCCESS)
    context = dg.build_run_status_sensor_context(
        sensor_name="publish_after_models",
        dagster_instance=instance,
        dagster_run=result.dagster_run,
        dagster_event=event,
    )
    answer = definitions().resolve_sensor_def("publish_after_models")(context)
    assert isinstance(answer, dg.RunRequest | dg.SkipReason)
    return answer


@pytest.fixture
def instance(copied: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dg.DagsterInstance]:
    monkeypatch.setenv("CROSSTALLY_DATA", str(copied.data))
    with dg.DagsterInstance.local_temp(str(tmp_path)) as kept:
        yield kept


def test_a_failed_build_leaves_the_site_and_says_that_it_is_old(
    copied: Built, instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    site, before = copied.published.resolve(), manifest(copied)
    fresh = watched(instance)
    assert fresh.passed and told(fresh)["release"] == before["release_id"]

    article = tmp_path / "later.jsonl"
    article.write_text(json.dumps(LATER) + "\n", encoding="utf-8")
    assert run(instance, "whole_path", "acquire", "extract", paths=(article,)).success
    claims = damaged(copied.data / "lake" / "claims")
    failed = run(instance, "whole_path", "model", "publish")
    assert not failed.success
    assert RELEASE not in {event.asset_key for event in failed.get_asset_materialization_events()}

    assert copied.published.resolve() == site and manifest(copied) == before
    assert "22 November 2025" in (site / "site" / "index.html").read_text("utf-8"), "the last good site keeps its date"
    stale = watched(instance)
    assert not stale.passed and stale.severity is dg.AssetCheckSeverity.ERROR
    facts = told(stale)
    assert (facts["release"], facts["built at"]) == (before["release_id"], before["built_at"])
    assert facts["site shows reports up to"] == before["as_of"] < facts["warehouse holds reports up to"]
    assert facts["warehouse holds reports up to"] == "2026-03-02T08:00:00+00:00"
    assert "dim_article" in facts["differs in"]

    shutil.move(claims.with_suffix(".good"), claims)
    modelled = run(instance, "whole_path", "model")
    assert modelled.success
    assert not watched(instance).passed, "built but not published yet"
    request = asked(instance, modelled)
    assert isinstance(request, dg.RunRequest) and request.run_key == modelled.run_id

    published = run(instance, "publish")
    assert published.success
    assert {found.check_name: found.passed for found in published.get_asset_check_evaluations()} == {
        CHECK: True,
        "release_is_whole": True,
    }
    assert isinstance(asked(instance, published), dg.SkipReason)
    assert watched(instance).passed
    after = manifest(copied)
    assert after["as_of"] == facts["warehouse holds reports up to"]
    assert after["release_before"] == {"release_id": before["release_id"], "as_of": before["as_of"]}
    with duckdb.connect(str(copied.database), read_only=True) as reader:
        changed = reader.execute(
            "select place_name, kind, cause, best, release_before from marts.rpt_changes"
        ).fetchall()
    assert ("Kherson", "new", "new_report", 4, before["release_id"]) in changed


def test_a_run_that_publishes_or_builds_only_a_part_asks_for_no_release(
    copied: Built, instance: dg.DagsterInstance
) -> None:
    part = (
        definitions()
        .resolve_job_def("whole_path")
        .execute_in_process(
            instance=instance,
            asset_selection=[dg.AssetKey(["marts", "dim_rule"])],
            partition_key=datetime.now(UTC).date().isoformat(),
        )
    )
    assert isinstance(asked(instance, part), dg.SkipReason)


def test_withheld_words_make_the_site_old_until_it_is_published_anew(copied: Built) -> None:
    settings = Settings(copied.data)
    assert currency.look(settings).is_current
    settings.redactions.write_text("article_id,claim_id,who,when,note\na1,,editor,2026-11-23,\n", encoding="utf-8")
    found = currency.look(settings)
    assert not found.is_current and found.differing == ("redactions",)


def test_without_a_release_the_check_fails_and_without_a_warehouse_it_does_not(copied: Built) -> None:
    settings = Settings(copied.data)
    copied.published.unlink()
    assert not currency.look(settings).is_current
    settings.warehouse.unlink()
    assert currency.look(settings).is_current


def manifest(copied: Built) -> dict[str, str]:
    found: dict[str, str] = json.loads((copied.published / "manifest.json").read_text("utf-8"))
    return found


def damaged(claims: Path) -> Path:
    """A file of the lake with a word outside its vocabulary, as no writer of ours leaves it; the good one lies beside it. What
    tells is a test of `fct_claims`, when other marts are built already."""
    file = next(path for path in sorted(claims.rglob("*.parquet")) if pl.read_parquet(path).height)
    frame = pl.read_parquet(file)
    shutil.copy(file, file.with_suffix(".good"))
    is_first = pl.int_range(pl.len()) == 0
    frame.with_columns(
        pl.when(is_first).then(pl.lit("guess")).otherwise("date_basis").alias("date_basis")
    ).write_parquet(file)
    return file
