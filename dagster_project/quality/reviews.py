"""Reviews: do the finished figures look as figures of this war do? They warn and inform; none of them stops a run.

`REVIEWS` names, for each, the query that fetches its frame from the warehouse.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from dagster_project.quality.expect import Expect, one, pair, several
from dagster_project.quality.results import Severity, SuiteResult
from dagster_project.quality.runner import run

WARNING, INFO = Severity.WARNING, Severity.INFO

FEWEST_PAIRS = 5
LOWEST_AGREEMENT = 0.5
PAST_DAYS = 28
FEWEST_PAST_DAYS = 7
DEVIATIONS = 4.0
"""Median absolute deviations of a source's daily volume past which a trend across the break should not be believed."""


def review_figures(frame: pl.DataFrame) -> SuiteResult:
    """Judge figures. `frame`: rows of `marts.fct_figures`, one event × measure × unit each."""
    key = ("event_id", "event_date", "place_name", "measure", "unit_id")
    cells = run(
        "review_figures",
        "Figures of the default policy: ordered, counted soundly, and no more intercepted than was launched?",
        frame,
        [
            several("ExpectMulticolumnValuesToBeOrdered", ("low", "best", "high"), "low ≤ best ≤ high", WARNING),
            one("ExpectColumnValuesToBeBetween", "low", "no figure is below zero", WARNING, min_value=0),
            several(
                "ExpectMulticolumnValuesToBeOrdered",
                ("n_origins", "n_claims"),
                "there are no more origins than claims",
                WARNING,
            ),
            one("ExpectColumnValuesToBeBetween", "n_claims", "a figure rests on a claim", WARNING, min_value=1),
            one(
                "ExpectColumnValuesToNotBeNull",
                "best",
                "a best estimate could be chosen for nearly every figure",
                INFO,
                mostly=0.9,
            ),
        ],
        key,
    )
    sky = run(
        "review_figures",
        "",
        _launched_and_intercepted(frame),
        [
            several(
                "ExpectMulticolumnValuesToBeOrdered",
                ("intercepted", "launched"),
                "no more is intercepted than was launched in the same cell",
                WARNING,
            )
        ],
        ("event_id", "event_date", "place_name", "unit_id"),
    )
    return SuiteResult(
        cells.name, cells.success and sky.success, cells.results + sky.results, cells.description, frame.height
    )


def _launched_and_intercepted(frame: pl.DataFrame) -> pl.DataFrame:
    cell = ["event_id", "event_date", "place_name", "unit_id"]
    sides = {
        measure: frame.filter(pl.col("measure") == measure).select(*cell, pl.col("best").alias(measure))
        for measure in ("intercepted", "launched")
    }
    return sides["intercepted"].join(sides["launched"], on=cell, how="inner", nulls_equal=True)


def review_discrepancies(frame: pl.DataFrame) -> SuiteResult:
    """Judge flags. `frame`: rows of `marts.fct_discrepancies`, one disagreement each."""
    return run(
        "review_discrepancies",
        "Disagreements between sources: does each read by itself, is its course sound, what waits for a verdict?",
        frame,
        [
            one("ExpectColumnValuesToBeUnique", "discrepancy_id", "one disagreement is one row", WARNING),
            one(
                "ExpectColumnValuesToBeInSet",
                "severity",
                "severities are error, warn or info",
                WARNING,
                value_set=["error", "warn", "info"],
            ),
            one(
                "ExpectColumnValuesToBeInSet",
                "status",
                "statuses are open, resolved, accepted or false_alarm",
                WARNING,
                value_set=["open", "resolved", "accepted", "false_alarm"],
            ),
            one(
                "ExpectColumnValueLengthsToBeBetween",
                "explanation",
                "an explanation is a sentence and no more than a paragraph",
                WARNING,
                min_value=40,
                max_value=1500,
            ),
            pair(
                "ExpectColumnPairValuesAToBeGreaterThanB",
                "last_seen_at",
                "first_seen_at",
                "a disagreement is seen last no earlier than first",
                WARNING,
                or_equal=True,
                ignore_row_if="either_value_is_missing",
            ),
            Expect(
                "ExpectColumnValuesToNotBeInSet",
                "no disagreement of error level waits for a verdict",
                ("severity", "status"),
                {
                    "column": "severity",
                    "value_set": ["error"],
                    "row_condition": "status == 'open'",
                    "condition_parser": "pandas",
                },
                INFO,
            ),
        ],
        ("discrepancy_id", "rule_id", "severity", "status", "explanation"),
    )


def review_agreement(frame: pl.DataFrame) -> SuiteResult:
    """Judge how often two claimants agree. `frame`: how many pairs (`n_pairs`) of `intermediate.int_claim_pairs` have each
    `origin_a`, `origin_b` and `relation`; only consistent pairs and conflicts count."""
    judged = (
        frame.filter(pl.col("relation").is_in(["consistent", "conflict"]) & (pl.col("origin_a") != pl.col("origin_b")))
        .with_columns(
            origin_a=pl.min_horizontal("origin_a", "origin_b"), origin_b=pl.max_horizontal("origin_a", "origin_b")
        )
        .group_by("origin_a", "origin_b")
        .agg(
            n_pairs=pl.col("n_pairs").sum(),
            agreement_rate=(
                pl.col("n_pairs").filter(pl.col("relation") == "consistent").sum() / pl.col("n_pairs").sum()
            ).round(3),
        )
        .filter(pl.col("n_pairs") >= FEWEST_PAIRS)
        .sort("agreement_rate", "origin_a", "origin_b")
    )
    return run(
        "review_agreement",
        f"Agreement of two origins that share {FEWEST_PAIRS} comparable figures or more: intervals that meet ÷ all.",
        judged,
        [
            one(
                "ExpectColumnValuesToBeBetween",
                "agreement_rate",
                f"two origins agree in at least {LOWEST_AGREEMENT:.0%} of their comparable figures",
                WARNING,
                min_value=LOWEST_AGREEMENT,
            )
        ],
        ("origin_a", "origin_b", "n_pairs"),
    )


def review_volume(frame: pl.DataFrame) -> SuiteResult:
    """Judge how many claims each outlet yields a day against its own past. `frame`: rows of claims with `outlet`,
    `known_at`."""
    return run(
        "review_volume",
        f"Claims per outlet and day against its own last {PAST_DAYS} days with claims, in median absolute deviations.",
        _volume(frame),
        [
            one(
                "ExpectColumnValuesToBeBetween",
                "deviations",
                f"an outlet's day lies within {DEVIATIONS:g} median absolute deviations of its past",
                WARNING,
                min_value=-DEVIATIONS,
                max_value=DEVIATIONS,
            )
        ],
        ("outlet", "day", "n_claims", "usual"),
    )


def review_silence(frame: pl.DataFrame) -> SuiteResult:
    """Judge which sources have fallen silent. `frame`: rows of `intermediate.int_sources__silences`, one outlet or named
    claimant each; the alarm is decided there, by the newest article known and not by the clock of a build."""
    return run(
        "review_silence",
        "Days since an outlet or claimant was last heard with a figure, against its own recent silences.",
        frame.sort(
            "has_fallen_silent", "silent_days", "source_kind", "source_id", descending=[True, False, False, False]
        ),
        [
            one(
                "ExpectColumnValuesToBeInSet",
                "has_fallen_silent",
                "no outlet or claimant has fallen silent for longer than in its past",
                WARNING,
                value_set=[False],
            )
        ],
        ("source_kind", "source_id", "last_day", "silent_days", "usual_gap_days", "longest_gap_days"),
    )


def _volume(frame: pl.DataFrame) -> pl.DataFrame:
    """Outlet, day, n_claims, usual (median of the past), deviations; days with too short a past are left out."""
    daily = (
        frame.filter(pl.col("outlet").is_not_null() & pl.col("known_at").is_not_null())
        .group_by("outlet", pl.col("known_at").dt.date().alias("day"))
        .agg(n_claims=pl.len().cast(pl.Int64))
        .sort("outlet", "day")
    )
    past = pl.col("n_claims").shift(1).over("outlet")
    median = past.rolling_median(PAST_DAYS, min_samples=FEWEST_PAST_DAYS).over("outlet")
    with_usual = daily.with_columns(usual=median)
    # a past that never varied has no deviation: one claim more or less is then the unit
    spread = (
        (pl.col("n_claims") - pl.col("usual"))
        .abs()
        .shift(1)
        .rolling_median(PAST_DAYS, min_samples=FEWEST_PAST_DAYS)
        .over("outlet")
    )
    return with_usual.with_columns(
        deviations=((pl.col("n_claims") - pl.col("usual")) / pl.max_horizontal(spread, pl.lit(1.0))).round(1)
    ).filter(pl.col("deviations").is_not_null())


@dataclass(frozen=True, slots=True)
class Review:
    """A review and where its frame comes from: `query` runs on the warehouse, `judge` on the frame it returns."""

    name: str
    query: str
    judge: Callable[[pl.DataFrame], SuiteResult]


REVIEWS: tuple[Review, ...] = (
    Review(
        "review_figures",
        "select event_id, event_date, place_name, measure, unit_id, low, best, high, n_claims, n_origins from marts.fct_figures",
        review_figures,
    ),
    Review(
        "review_discrepancies",
        "select discrepancy_id, rule_id, severity, status, explanation, first_seen_at, last_seen_at from marts.fct_discrepancies",
        review_discrepancies,
    ),
    Review(
        "review_agreement",
        "select origin_a, origin_b, relation, count(*) as n_pairs from intermediate.int_claim_pairs where is_one_cell group by all",
        review_agreement,
    ),
    Review(
        "review_volume",
        "select outlet, known_at from intermediate.int_claims__resolved where version = 1",
        review_volume,
    ),
    Review("review_silence", "select * from intermediate.int_sources__silences", review_silence),
)
