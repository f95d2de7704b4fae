"""The claims of UCDP's events and of tables of figures: value, range, place, sides, whose word."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, Measure, Qualifier, Scope, Side, SourceText
from dagster_project.claims.tables import extract_row
from dagster_project.lake import lexicon

GED = (
    "id=7; type_of_violence={kind}; side_a=Government of Russia (Soviet Union); side_b={against}; country=Ukraine; "
    "adm_1=Kharkiv oblast; adm_2=Kupiansk raion; where_description={place}; date_start=2023-10-05; "
    "low={low}; high={high}; best={best}"
)


@pytest.fixture(scope="module")
def words() -> Lexicon:
    return lexicon.load()


def read(line: str, words: Lexicon) -> Claim:
    published = datetime(2023, 6, 2, tzinfo=UTC)
    (claim,) = extract_row(SourceText("a1", line, published_at=published), words, "rules", "1")
    assert line[claim.quote_start : claim.quote_end] == claim.quote
    assert line[claim.value_start : claim.value_end] == claim.value_text
    return claim


def ged(words: Lexicon, **cells: object) -> Claim:
    usual: dict[str, object] = {
        "kind": 1, "against": "Government of Ukraine", "place": "Hroza village", "low": 50, "high": 59, "best": 52
    }  # fmt: skip
    return read(GED.format(**(usual | cells)), words)


def test_an_event_is_a_best_estimate_with_its_range(words: Lexicon) -> None:
    claim = ged(words)
    assert (claim.measure, claim.unit_id, claim.qualifier) == (Measure.KILLED, "person", Qualifier.RANGE)
    assert (claim.value, claim.value_low, claim.value_high) == (52, 50, 59)
    assert "low=50; high=59; best=52" in claim.quote
    assert (claim.claimant_id, claim.conflict_id, claim.scope) == ("ucdp", "ru-ua", Scope.EVENT)
    assert (claim.event_date_start, claim.event_date_end) == (date(2023, 10, 5), date(2023, 10, 5))


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((66, 66, 0), (66, 66, ("table:best", "out of order:high"))),
        ((70, 66, 80), (66, 80, ("table:best", "out of order:low"))),
        ((66, 66, 66), (66, 66, ("table:best",))),
    ],
)
def test_a_bound_on_the_wrong_side_says_nothing(
    words: Lexicon, bounds: tuple[int, int, int], expected: tuple[int, int, tuple[str, ...]]
) -> None:
    claim = ged(words, low=bounds[0], best=bounds[1], high=bounds[2])
    assert (claim.value_low, claim.value_high, claim.rule_trace) == expected


def test_violence_of_one_side_names_attacker_and_attacked(words: Lexicon) -> None:
    battle, one_sided = ged(words), ged(words, kind=3, against="Civilians")
    assert (battle.target_side, battle.attacker_side) == (None, None)
    assert (one_sided.target_side, one_sided.attacker_side, one_sided.conflict_id) == (Side.UA, Side.RU, "ru-ua")


@pytest.mark.parametrize(
    ("described", "place"),
    [
        ("near Kupiansk", "Kupiansk"),
        ("somewhere, Kupiansk raion", "Kupiansk Raion"),
        # a place of that name in another region is not this one
        ("Odesa", "Kupiansk Raion"),
    ],
)
def test_an_event_lies_where_its_words_and_its_region_agree(words: Lexicon, described: str, place: str) -> None:
    claim = ged(words, place=described)
    assert words.places[claim.place_id or ""].name == place


def figure(words: Lexicon, **cells: str) -> Claim:
    usual = {"place": "Kyiv", "date": "2023-06-01", "measure": "injured", "value": "10"}
    return read("; ".join(f"{column}={value}" for column, value in (usual | cells).items()), words)


@pytest.mark.parametrize(
    ("qualifier", "interval"),
    [("exact", (10, 10)), ("at_least", (10, None)), ("more_than", (11, None)), ("up_to", (0, 10)), ("about", (9, 11))],
)
def test_a_hedge_makes_the_interval(words: Lexicon, qualifier: str, interval: tuple[int, int | None]) -> None:
    claim = figure(words, qualifier=qualifier)
    assert (claim.value, claim.value_low, claim.value_high) == (10, *interval)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"qualifier": "vague"}, (Qualifier.VAGUE, None, 10, None)),
        ({"low": "8", "high": "12"}, (Qualifier.RANGE, 10, 8, 12)),
        ({"low": "8", "high": "12", "value": ""}, (Qualifier.RANGE, None, 8, 12)),
        ({"value": "1,200"}, (Qualifier.EXACT, 1200, 1200, 1200)),
    ],
)
def test_a_range_has_its_bounds_and_a_vague_word_none(
    words: Lexicon, cells: dict[str, str], expected: tuple[Qualifier, int | None, int, int | None]
) -> None:
    stated = {"place": "Kyiv", "date": "2023-06-01", "measure": "injured", "value": "10"} | cells
    claim = read("; ".join(f"{column}={value}" for column, value in stated.items() if value), words)
    assert (claim.qualifier, claim.value, claim.value_low, claim.value_high) == expected


@pytest.mark.parametrize(
    ("cells", "unit_id"),
    [
        ({"measure": "killed_military"}, "soldier"),
        ({"measure": "intercepted"}, "aerial_target"),
        ({"measure": "intercepted", "weapon": "Kh-101/Kh-555"}, "cruise_missile"),
        ({"measure": "hit", "weapon": "long-range drones"}, "drone"),
        ({"measure": "killed", "weapon": "HIMARS"}, "person"),
        ({"measure": "attacks"}, None),
        ({"measure": "attacks", "unit": "wave"}, "wave"),
    ],
)
def test_what_is_counted(words: Lexicon, cells: dict[str, str], unit_id: str | None) -> None:
    assert figure(words, **cells).unit_id == unit_id


@pytest.mark.parametrize(
    ("cells", "claimant_id"),
    [
        ({"claimant": "Air Force of Ukraine"}, "ua-air-force"),
        ({"claimant": "Gen. Sergei Sevryukov, Russian Ministry of Defence"}, "ru-mod"),
        # an office without a country is that of the place's country, and of whoever holds it on that day
        ({"claimant": "Prosecutor General's Office"}, "ua-prosecutor-general"),
        ({"claimant": "Kyiv City Military Administration"}, "ua-popko"),
        ({"claimant": "a passer-by"}, None),
    ],
)
def test_whose_word_it_is(words: Lexicon, cells: dict[str, str], claimant_id: str | None) -> None:
    assert figure(words, **cells).claimant_id == claimant_id


def test_a_place_that_nobody_knows_lies_somewhere_in_its_region(words: Lexicon) -> None:
    known = figure(words, place="Shebekino", region="RU-BEL")
    unknown = figure(words, place="the border", region="RU-BEL")
    assert (unknown.place_id, unknown.geo_precision) == ("RU-BEL", "near_settlement")
    assert words.places[known.place_id or ""].name == "Shebekino" and known.geo_precision == "settlement"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"date": "2023-05"}, (date(2023, 5, 1), date(2023, 5, 31), Scope.PERIOD)),
        (
            {"start": "2023-05-01", "end": "2023-06-02", "scope": "counter"},
            (date(2023, 5, 1), date(2023, 6, 2), Scope.COUNTER),
        ),
        ({"scope": "cumulative"}, (None, date(2023, 6, 1), Scope.CUMULATIVE)),
        ({"date": "some day"}, (date(2023, 6, 2), date(2023, 6, 2), Scope.EVENT)),
    ],
)
def test_over_which_days(words: Lexicon, cells: dict[str, str], expected: tuple[date | None, date, Scope]) -> None:
    claim = figure(words, **cells)
    assert (claim.event_date_start, claim.event_date_end, claim.scope) == expected
