"""A tally row's claims: what is read from which column, when, where, and with which evidence."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dagster_project.articles.forms import csv_table
from dagster_project.articles.received import Limits, Source
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, Measure, Side, SourceText, Window
from dagster_project.claims.tables import extract_row
from dagster_project.lake import lexicon

LINE = "time_start=2023-06-01 22:00; time_end=2023-06-02 05:00; model=Shahed-136/131; target=Ukraine; launched=36; destroyed=30"


@pytest.fixture(scope="module")
def words() -> Lexicon:
    return lexicon.load()


def read(line: str, words: Lexicon) -> dict[Measure, Claim]:
    source = SourceText("a1", line, known_at=datetime(2023, 6, 2, 2, tzinfo=UTC))
    return {claim.measure: claim for claim in extract_row(source, words, "rules", "1")}


def test_a_row_reads_as_what_the_air_force_says_of_one_night(words: Lexicon) -> None:
    found = read(LINE + "; not_reach_goal=4; still_attacking=1; num_hit_location=2; source=kpszsu/posts/1", words)
    assert {measure: claim.value for measure, claim in found.items()} == {
        Measure.LAUNCHED: 36,
        Measure.INTERCEPTED: 30,
        Measure.SUPPRESSED: 4,
        Measure.HIT: 2,
    }
    launched = found[Measure.LAUNCHED]
    assert (launched.unit_id, launched.weapon_model, launched.place_id) == ("drone", "shahed_136_131", "UA")
    assert found[Measure.HIT].unit_id == "location"
    assert (launched.event_date_start, launched.event_date_end) == (date(2023, 6, 2), date(2023, 6, 2))
    assert (launched.night_of, launched.window) == (date(2023, 6, 1), Window.NIGHT)
    assert (launched.claimant_id, launched.claimant_text, launched.claimant_type) == (
        "ua-air-force",
        "kpszsu",
        "military",
    )
    assert (launched.target_side, launched.attacker_side, launched.conflict_id) == (Side.UA, Side.RU, "ru-ua")
    assert launched.known_at == datetime(2023, 6, 2, 2, tzinfo=UTC)


def test_the_quote_holds_window_model_and_number(words: Lexicon) -> None:
    for claim in read(LINE, words).values():
        assert LINE[claim.quote_start : claim.quote_end] == claim.quote
        assert LINE[claim.value_start : claim.value_end] == claim.value_text == str(claim.value)
        assert "time_end=2023-06-02" in claim.quote and "model=Shahed" in claim.quote
        assert claim.quote_end == claim.value_end


def test_from_july_2025_on_the_drones_number_is_a_joint_one(words: Lexicon) -> None:
    line = "time_start={}; time_end={} 09:00; model=Shahed-136/131; target=Ukraine; launched=61; destroyed=54; not_reach_goal=0"
    before = read(line.format("2025-07-22 20:00", "2025-07-23"), words)
    after = read(line.format("2025-07-23 20:00", "2025-07-24"), words)
    assert set(before) == {Measure.LAUNCHED, Measure.INTERCEPTED, Measure.SUPPRESSED}
    assert set(after) == {Measure.LAUNCHED, Measure.INTERCEPTED_OR_SUPPRESSED}
    missiles = read(line.format("2025-07-23 20:00", "2025-07-24").replace("Shahed-136/131", "Iskander-M"), words)
    assert Measure.INTERCEPTED in missiles


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2023-06-01 22:00", "2023-06-02 05:00", (date(2023, 6, 2), date(2023, 6, 1), Window.NIGHT)),
        ("2023-06-02 00:30", "2023-06-02 05:00", (date(2023, 6, 2), date(2023, 6, 1), Window.NIGHT)),
        ("2024-08-20", "2024-08-20 08:00", (date(2024, 8, 20), date(2024, 8, 19), Window.NIGHT)),
        ("2022-10-10 06:00", "2022-10-10 14:00", (date(2022, 10, 10), None, Window.DAY)),
        ("2023-06-02", "2023-06-02", (date(2023, 6, 2), None, Window.UNSTATED)),
    ],
)
def test_the_window_says_when(words: Lexicon, start: str, end: str, expected: tuple[date, date | None, Window]) -> None:
    line = f"time_start={start}; time_end={end}; model=Shahed-136/131; target=Ukraine; launched=3"
    claim = read(line, words)[Measure.LAUNCHED]
    assert (claim.event_date_start, claim.night_of, claim.window) == expected
    assert claim.event_date_end == claim.event_date_start


@pytest.mark.parametrize(
    ("model", "unit_id", "weapon_model"),
    [
        ("X-101/X-555", "cruise_missile", "kh_101_555"),
        ("X-101/X-555 and Kalibr", "cruise_missile", None),
        ("Iskander-M and Iskander-K", "missile", None),
        ("Shahed-136/131 and Kalibr", "aerial_target", None),
        ("Молнія", "drone", "molniya"),
        ("Unknown Missile", "missile", "missile_unspecified"),
        ("Something new", None, None),
    ],
)
def test_several_models_leave_what_they_have_in_common(
    words: Lexicon, model: str, unit_id: str | None, weapon_model: str | None
) -> None:
    claim = read(LINE.replace("Shahed-136/131", model), words)[Measure.LAUNCHED]
    assert (claim.unit_id, claim.weapon_model) == (unit_id, weapon_model)


@pytest.mark.parametrize(
    ("target", "place_id", "place_ids"),
    [
        ("Kharkiv oblast", "UA-63", ("UA-63",)),
        ("Odesa oblast and Mykolaiv oblast", "UA", ("UA-51", "UA-48")),
        ("Kyiv oblast (south)", "UA-32", ("UA-32",)),
        ("front line", None, ()),
        ("front line and Kharkiv oblast", None, ()),
    ],
)
def test_several_places_have_their_common_whole(
    words: Lexicon, target: str, place_id: str | None, place_ids: tuple[str, ...]
) -> None:
    claim = read(LINE.replace("target=Ukraine", f"target={target}"), words)[Measure.LAUNCHED]
    assert (claim.place_text, claim.place_id, claim.place_ids) == (target, place_id, place_ids)


@pytest.mark.parametrize("line", ["launched=3", LINE.replace("2023-06-02 05:00", "soon"), LINE.replace("=36", "=some")])
def test_what_cannot_be_read_gives_no_claim(words: Lexicon, line: str) -> None:
    assert Measure.LAUNCHED not in read(line, words)


def test_every_row_of_the_public_table_has_sound_claims(words: Lexicon, shared: Path) -> None:
    path = shared / "reference" / "missile_attacks_daily.csv"
    source = Source(path.name)
    count = 0
    with path.open("rb") as stream:
        for entry in csv_table.cut(stream, source, Limits()):
            line = csv_table.read(entry, source).text
            found = extract_row(SourceText("a1", line), words, "rules", "1")
            count += len(found)
            assert len({claim.claim_id for claim in found}) == len(found)
            assert all(line[claim.value_start : claim.value_end] == str(claim.value) for claim in found)
    assert count > 7400
