"""Reviews find what looks wrong in finished marts and never fail a run."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import polars as pl

from dagster_project.quality.results import Severity, SuiteResult
from dagster_project.quality.suites import (
    review_agreement,
    review_discrepancies,
    review_figures,
    review_silence,
    review_volume,
)

SEEN = datetime(2023, 6, 2, 9, tzinfo=UTC)
FIGURE = {
    "event_id": "e1",
    "event_date": date(2023, 6, 2),
    "place_name": "Kyiv",
    "measure": "launched",
    "unit_id": "drone",
    "low": 30,
    "best": 36,
    "high": 36,
    "n_claims": 3,
    "n_origins": 2,
}
FLAG = {
    "discrepancy_id": "d1",
    "rule_id": "R06",
    "severity": "warn",
    "status": "open",
    "explanation": "On 2 June 2023 two authorities of one side claimed different numbers of drones.",
    "first_seen_at": SEEN,
    "last_seen_at": SEEN,
}


def found(result: SuiteResult) -> list[str]:
    assert result.success, "a review never stops a run"
    assert all(one.severity is not Severity.CRITICAL for one in result.results)
    return [one.message for one in result.failed]


def test_sound_figures_pass_and_disordered_ones_warn() -> None:
    sound = pl.DataFrame([FIGURE, FIGURE | {"measure": "intercepted", "low": 36, "high": None}])
    assert found(review_figures(sound)) == []
    disordered = pl.DataFrame([FIGURE | {"low": 40}])
    assert found(review_figures(disordered)) == ["Expected that low ≤ best ≤ high; 1 of 1 rows say otherwise."]


def test_more_intercepted_than_launched_warns_within_one_cell_only() -> None:
    above = FIGURE | {"measure": "intercepted", "low": 40, "best": 40, "high": 40}
    result = review_figures(pl.DataFrame([FIGURE, above]))
    assert len(found(result)) == 1
    assert result.failed[0].unexpected_rows[0]["intercepted"] == 40
    assert found(review_figures(pl.DataFrame([FIGURE, above | {"unit_id": "missile"}]))) == []


def test_flags_must_read_by_themselves() -> None:
    assert found(review_discrepancies(pl.DataFrame([FLAG]))) == []
    mute = FLAG | {"explanation": "differs", "last_seen_at": SEEN - timedelta(days=1)}
    assert len(found(review_discrepancies(pl.DataFrame([mute])))) == 2


def test_an_error_that_waits_for_a_verdict_is_shown() -> None:
    waiting = review_discrepancies(pl.DataFrame([FLAG | {"severity": "error"}]))
    assert ["waits for a verdict" in message for message in found(waiting)] == [True]
    judged = review_discrepancies(pl.DataFrame([FLAG | {"severity": "error", "status": "accepted"}]))
    assert found(judged) == []


def test_origins_that_rarely_agree_are_named() -> None:
    def pairs(n_conflicts: int) -> pl.DataFrame:
        counted = {"relation": ["conflict", "consistent", "revision"], "n_pairs": [n_conflicts, 6 - n_conflicts, 9]}
        return pl.DataFrame({"origin_a": "ua-air-force", "origin_b": "ru-mod", **counted})

    assert found(review_agreement(pairs(2))) == []
    result = review_agreement(pairs(4))
    assert len(found(result)) == 1
    assert result.failed[0].unexpected_rows[0]["agreement_rate"] == 0.333


def test_a_day_unlike_the_past_warns() -> None:
    def claims(last: int) -> pl.DataFrame:
        days = [SEEN + timedelta(days=day) for day in range(20) for _ in range(5 + day % 3)]
        return pl.DataFrame({"outlet": "Northgate Wire", "known_at": days + [SEEN + timedelta(days=20)] * last})

    assert found(review_volume(claims(6))) == []
    result = review_volume(claims(90))
    assert len(found(result)) == 1
    assert result.failed[0].unexpected_rows[0]["n_claims"] == 90


def test_a_source_that_fell_silent_warns() -> None:
    heard = {
        "source_kind": "outlet",
        "source_id": "Northgate Wire",
        "last_day": date(2023, 6, 2),
        "usual_gap_days": 1.0,
        "longest_gap_days": 2,
        "silent_days": 1,
        "has_fallen_silent": False,
    }
    assert found(review_silence(pl.DataFrame([heard]))) == []
    result = review_silence(
        pl.DataFrame([heard, heard | {"source_id": "Lantern", "silent_days": 9, "has_fallen_silent": True}])
    )
    assert len(found(result)) == 1
    assert result.failed[0].unexpected_rows[0]["source_id"] == "Lantern"
    assert found(review_silence(pl.DataFrame([heard]).clear())) == []


def test_an_empty_warehouse_is_no_finding() -> None:
    assert found(review_figures(pl.DataFrame([FIGURE]).clear())) == []
    assert found(review_discrepancies(pl.DataFrame([FLAG]).clear())) == []
    pair = {"origin_a": pl.String, "origin_b": pl.String, "relation": pl.String, "n_pairs": pl.Int64}
    empty_pairs = pl.DataFrame(schema=pair)
    assert found(review_agreement(empty_pairs)) == []
    empty_claims = pl.DataFrame(schema={"outlet": pl.String, "known_at": pl.Datetime("us", "UTC")})
    assert found(review_volume(empty_claims)) == []
