"""A sample of every form, through the command line and through Dagster's sensor: the same articles, the same claims."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from dagster_project.lake import balance
from dagster_project.lake.frames import scan_articles, scan_claims, scan_inputs
from dagster_project.settings import Settings
from tests.articles.building import FORMS, Piece, lay, zipped
from tests.conftest import crosstally

LAKE = [["lake", name] for name in ("articles", "inputs", "places", "claims")]
START = datetime(2025, 6, 1, 6, 30, tzinfo=UTC)
BODY = (
    "Russia launched {launched} drones at Kharkiv overnight, and {shot} of them were shot down, the Air Force said on Sunday "
    "morning.\n\nAt least {hurt} people were injured in the Saltivskyi district, the mayor said."
)


def pieces(form: str, count: int = 6) -> list[Piece]:
    """Articles of outlets that only this form carries, so that no form's articles repeat another's."""
    return [
        Piece(number, f"{form.title()} {('Lantern', 'Echo')[number % 2]}", f"Night of {40 + number} drones over Kharkiv",
              BODY.format(launched=40 + number, shot=30 + number, hurt=number + 2), START + timedelta(hours=number))
        for number in range(count)
    ]  # fmt: skip


def every_form(folder: Path) -> Path:
    for form in FORMS:
        lay(folder / form.replace(" ", "-").replace(".", "-"), FORMS[form](pieces(form)))
    (folder / "harm.zip").write_bytes(
        zipped({"../out.txt": b"Two hurt.", "empty.txt": b"", "in.jsonl": b'{"text": "cut o'})
    )
    return folder


def held(data: Path) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]], dict[str, int]]:
    """Articles and claims of a lake by what they say, and the ledger's outcomes."""
    settings = Settings(data)
    articles = scan_articles(settings).select("article_id", "outlet", "text", "published_at", "language", "source_form")
    claims = scan_claims(settings).select(
        "claim_id", "article_id", "measure", "value", "quote", "place_id", "claimant_id"
    )
    outcomes = scan_inputs(settings).collect()["outcome"].value_counts()
    found = balance.ledger(settings)
    assert found.balances, found.explanation
    return (
        sorted(articles.collect().iter_rows(), key=str),
        sorted(claims.collect().iter_rows(), key=str),
        dict(outcomes.iter_rows()),
    )


@pytest.fixture(scope="module")
def by_command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the command line has read every form."""
    data = tmp_path_factory.mktemp("command")
    done = crosstally("run", every_form(tmp_path_factory.mktemp("given")), data=data)
    assert done.returncode == 0, done.stdout + done.stderr + (data / "logs" / "last-run.log").read_text()[-4000:]
    return data


@pytest.fixture(scope="module")
def by_sensor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder whose inbox the sensor has found at rest, and whose request a run has carried out as far as claims."""
    from dagster_project.definitions import defs

    data = tmp_path_factory.mktemp("sensor")
    every_form(data / "inbox")
    with pytest.MonkeyPatch.context() as patch, dg.DagsterInstance.ephemeral() as instance:
        patch.setenv("CROSSTALLY_DATA", str(data))
        sensor, cursor, requests = defs().resolve_sensor_def("inbox_sensor"), None, []
        for _ in range(2):
            ticked = sensor.evaluate_tick(dg.build_sensor_context(instance=instance, cursor=cursor, definitions=defs()))
            cursor = ticked.cursor
            requests += ticked.run_requests or []
        (request,) = requests
        job = defs().resolve_job_def("whole_path")
        done = job.execute_in_process(
            run_config=request.run_config,
            partition_key=request.partition_key,
            instance=instance,
            asset_selection=[dg.AssetKey(key) for key in LAKE],
        )
        assert done.success
        yield data


def test_both_ways_give_the_same_articles_and_claims(by_command: Path, by_sensor: Path) -> None:
    assert held(by_command) == held(by_sensor)


def test_every_form_gives_the_same_claims(by_command: Path) -> None:
    articles = scan_articles(Settings(by_command)).collect()
    claims = (
        scan_claims(Settings(by_command))
        .collect()
        .join(articles.select("article_id", "outlet", "text"), on="article_id")
    )
    said = claims.select(
        pl.col("outlet").str.replace(r" \w+$", "").alias("form"), "text", "measure", "value", "quote", "quote_start", "unit_id",
        "place_id", "claimant_id", "event_date_start",
    )  # fmt: skip
    by_form = {form: sorted(rows.drop("form").iter_rows(), key=str) for (form,), rows in said.group_by("form")}
    assert len(by_form) == len(FORMS)
    expected = by_form["Jsonl"]
    assert len(expected) >= 3 * 6
    assert [form for form, claimed in by_form.items() if claimed != expected] == []


def test_the_ledger_names_what_was_refused(by_command: Path) -> None:
    _, _, outcomes = held(by_command)
    assert outcomes == {"article": 6 * len(FORMS), "rejected": 3}
    rejected = scan_inputs(Settings(by_command)).filter(pl.col("outcome") == "rejected").collect()
    assert dict(rejected.select("locator", "reason").iter_rows()) == {
        "../out.txt": "unsafe_member", "empty.txt": "empty", "in.jsonl line 1": "broken_json",
    }  # fmt: skip
    assert set(rejected["source_file"]) == {"harm.zip"} and rejected["detail"].str.contains("; ").all()
