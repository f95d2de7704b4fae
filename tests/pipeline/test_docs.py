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


EXAMPLES = [
    (page.name, example)
    for page in sorted(DOCS.glob("*.md"))
    for example in re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
]


@pytest.mark.parametrize(("page", "example"), EXAMPLES, ids=[f"{page}-{n}" for n, (page, _) in enumerate(EXAMPLES)])
def test_every_python_example_runs(page: str, example: str, built: Built) -> None:
    exec(example.replace("data/published", str(built.published)), {})


def test_the_versions_of_schemas_are_explained_where_they_are_kept() -> None:
    words = (DOCS / "contract.md").read_text("utf-8")
    assert "docs/schema/" in words and all(f"`{name}`" in words for name in ("schema_version", "rpt_changes"))
    causes = re.search(r"cause in \((.*?)\)", str(changes.COLUMNS))
    assert causes is not None
    assert all(f"| `{cause}` |" in words for cause in re.findall(r"\w+", causes.group(1)))


def test_a_release_holds_the_exports_that_its_pages_name(built: Built) -> None:
    folder = built.published / "exports"
    assert {path.name for path in folder.iterdir()} == {name for name, _ in EXPORTS}
    for name in ("ucdp_ged_shaped.csv", "acled_shaped.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) > 10, name


# Columns as the codebooks list them: UCDP GED 25.1, ACLED since March 2023.
GED = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates where_description "
    "adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end "
    "deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 "
    "assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude "
    "geo_precision source source_scale notes fatalities tags timestamp"
).split()


def rows_of(built: Built, name: str) -> list[dict[str, str]]:
    with (built.published / "exports" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(cell: str) -> int:
    return int(cell or 0)


def test_the_shape_of_ged_has_its_columns_and_its_sums(built: Built) -> None:
    rows = rows_of(built, "ucdp_ged_shaped.csv")
    assert list(rows[0]) == GED
    assert all(
        0 <= int(r["low"]) <= int(r["best"]) and (not r["high"] or int(r["best"]) <= int(r["high"])) for r in rows
    )
    for row in rows:
        known = sum(number(row[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians"))
        assert known + int(row["deaths_unknown"]) == max(int(row["best"]), known), "the parts make up the best"
        assert row["high"] != "0" and 1 <= int(row["where_prec"]) <= 7
        assert row["date_start"] <= row["date_end"] and (row["date_start"] < row["date_end"]) == (
            row["date_prec"] == "2"
        )


def test_the_shape_of_acled_has_its_columns_and_then_the_range(built: Built) -> None:
    rows = rows_of(built, "acled_shaped.csv")
    extra = ["fatalities_low", "fatalities_best", "fatalities_high", "fatalities_origins", "fatalities_within_event"]
    assert list(rows[0]) == ACLED + extra
    dead = [row for row in rows if row["fatalities_best"]]
    assert dead and all(row["fatalities_low"] and row["fatalities_origins"] for row in dead)
    assert all(row["fatalities"] == ("" if row["fatalities_within_event"] else row["fatalities_best"]) for row in dead)
    assert {row["sub_event_type"] for row in rows} == {"", "Air/drone strike", "Shelling/artillery/missile attack"}
    assert all(row["timestamp"].isdigit() for row in rows)


def test_no_death_is_counted_twice_in_either_shape(built: Built) -> None:
    """An attack on a town and on the region around it, both with deaths, are one set of deaths."""
    counted = {row["id"] for row in rows_of(built, "ucdp_ged_shaped.csv")}
    added = {row["event_id_cnty"] for row in rows_of(built, "acled_shaped.csv") if number(row["fatalities"])}
    with duckdb.connect(str(built.database), read_only=True) as reader:
        pairs = reader.execute("select narrower_event_id, wider_event_id from marts.brg_event_overlap").fetchall()
        fatal = {event for (event,) in reader.execute(FATAL).fetchall()}
    assert any(narrow in fatal and wide in fatal for narrow, wide in pairs), "the sample has such a pair"
    for narrow, wide in pairs:
        assert wide not in fatal or (not {narrow, wide} <= counted and not {narrow, wide} <= added)


FATAL = "select event_id from marts.fct_figures where measure = 'killed' and unit_id = 'person' and best > 0"


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
    lake = PROJECT / "dagster_project" / "lake"
    queries = "".join((lake / name).read_text("utf-8") for name in ("exports.py", "shapes.py"))
    assert named["exports"] == {*CSV_TABLES, *re.findall(r"marts\.(\w+)", queries)} - of_release
