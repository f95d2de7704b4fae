"""The documents as analysts follow them: every query answers, every file they name is in a release."""

from __future__ import annotations

import csv
import json
import re

import duckdb
import pytest
import yaml

from dagster_project.dashboard import EXPORTS, NEEDS
from dagster_project.lake import changes
from dagster_project.lake.exports import CSV_TABLES
from tests.conftest import PROJECT, Built

DOCS = PROJECT / "docs"
QUERIES = re.findall(
    r"^## (\d+\. .*?)\n.*?```sql\n(.*?)```", (DOCS / "queries.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
)


def test_there_are_fifteen_questions_in_order() -> None:
    assert [heading.split(".")[0] for heading, _ in QUERIES] == [str(n) for n in range(1, 16)]


@pytest.mark.parametrize(("heading", "query"), QUERIES, ids=[heading[:40] for heading, _ in QUERIES])
def test_each_question_is_answered(heading: str, query: str, built: Built) -> None:
    with duckdb.connect(str(built.database), read_only=True) as reader:
        rows = reader.execute(query).fetchall()
    assert rows, f"{heading} finds nothing in the sample"


def test_the_python_example_runs(
    built: Built, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = re.findall(r"```python\n(.*?)```", (DOCS / "tools.md").read_text("utf-8"), re.DOTALL)[0]
    monkeypatch.chdir(built.data.parent)
    exec(example.replace("data/published", str(built.published)), {})
    assert "place_name" in capsys.readouterr().out


def test_a_release_holds_the_exports_that_its_pages_name(built: Built) -> None:
    folder = built.published / "exports"
    assert {path.name for path in folder.iterdir()} == {name for name, _ in EXPORTS}
    for name in ("ucdp_ged_shaped.csv", "acled_shaped.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) > 10, name


def test_shapes_of_other_data_sets_keep_the_range(built: Built) -> None:
    with (built.published / "exports" / "acled_shaped.csv").open(encoding="utf-8", newline="") as file:
        dead = [row for row in csv.DictReader(file) if row["fatalities"]]
    assert dead and all(row["fatalities_low"] and row["fatalities_origins"] for row in dead)
    with (built.published / "exports" / "ucdp_ged_shaped.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(int(r["low"]) <= int(r["best"]) for r in rows if r["low"] and r["best"])
    assert all(int(r["best"]) <= int(r["high"]) for r in rows if r["best"] and r["high"])


def test_geojson_has_a_point_and_figures_for_each_event(built: Built) -> None:
    found = json.loads((built.published / "exports" / "events.geojson").read_text("utf-8"))
    with duckdb.connect(str(built.database), read_only=True) as reader:
        row = reader.execute("select count(*) from marts.dim_event where latitude is not null").fetchone()
    assert row is not None and len(found["features"]) == row[0] > 50
    for feature in found["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180 and -90 <= latitude <= 90
        assert all(
            one["low"] is None or one["best"] is None or one["low"] <= one["best"]
            for one in feature["properties"]["figures"] or []
        )


def test_exposures_name_what_the_dashboard_and_the_exports_read() -> None:
    exposures = yaml.safe_load((PROJECT / "dbt" / "models" / "marts" / "exposures.yml").read_text("utf-8"))["exposures"]
    named = {one["name"]: set(re.findall(r"ref\('(\w+)'\)", " ".join(one["depends_on"]))) for one in exposures}
    of_release = {changes.TABLE}  # made with the release, not by dbt
    assert named["dashboard"] == {*NEEDS, "rejected_inputs"} - of_release
    queries = (PROJECT / "dagster_project" / "lake" / "exports.py").read_text("utf-8")
    assert named["exports"] == {*CSV_TABLES, *re.findall(r"marts\.(\w+)", queries)} - of_release
