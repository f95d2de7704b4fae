"""Audits: is this batch shaped as promised? A failed critical expectation keeps the batch out of the lake."""

from __future__ import annotations

import polars as pl

from dagster_project.quality.expect import Expect, one, pair, several
from dagster_project.quality.results import Severity, SuiteResult
from dagster_project.quality.runner import run
from dagster_project.quality.vocabulary import (
    ARTICLE_ENUMS,
    CLAIM_ENUMS,
    GEO_PRECISIONS,
    PLACE_ID,
    REQUIRED_CLAIM_ENUMS,
    unit_ids,
)

# past this a figure of one attack or period is a misread number: the war's whole population is the bound
LARGEST_VALUE = 200_000_000
LONGEST_TEXT = 50_000_000


def audit_articles(frame: pl.DataFrame) -> SuiteResult:
    """Judge a batch of articles. `frame`: the columns of `Article`; rows one version of an article each."""
    judged = frame.with_columns(
        text_length=pl.col("text").str.len_chars(),
        text_hash=pl.col("text").hash(seed=0).cast(pl.String),
        hours_ahead=(pl.col("published_at") - pl.col("ingested_at")).dt.total_hours(),
    ).drop("text")
    required = (
        "article_id",
        "story_id",
        "outlet",
        "known_at",
        "ingested_at",
        "ingest_date",
        "source_file",
        "source_form",
    )
    expectations: list[Expect] = [
        one("ExpectColumnValuesToBeUnique", "article_id", "every article has an id of its own"),
        *(one("ExpectColumnValuesToNotBeNull", column, f"{_words(column)} is always stated") for column in required),
        one(
            "ExpectColumnValuesToBeBetween",
            "text_length",
            "an article has a text",
            min_value=1,
            max_value=LONGEST_TEXT,
        ),
        one("ExpectColumnValuesToNotBeNull", "text_length", "no article comes without a text"),
        one("ExpectColumnValuesToBeBetween", "version", "versions count from 1", min_value=1),
        *_vocabulary(ARTICLE_ENUMS, tuple(ARTICLE_ENUMS)),
        Expect(
            "ExpectCompoundColumnsToBeUnique",
            "one outlet's same text enters once",
            ("outlet", "text_hash"),
            {"column_list": ["outlet", "text_hash"], "ignore_row_if": "never"},
        ),
        one(
            "ExpectColumnValuesToBeBetween",
            "hours_ahead",
            "no article is dated more than a day after it was received",
            Severity.WARNING,
            max_value=24,
        ),
        one(
            "ExpectColumnValuesToNotBeNull",
            "published_at",
            "nearly every article states when it was published",
            Severity.WARNING,
            mostly=0.8,
        ),
    ]
    description = "A batch of articles on its way into the lake. A failed critical expectation sends it to quarantine."
    return run("audit_articles", description, judged, expectations, ("article_id", "outlet", "source_file", "title"))


def audit_claims(frame: pl.DataFrame) -> SuiteResult:
    """Judge the claims of an ingest date. `frame`: the columns of `Claim` joined with their article's `text` (and
    `source_kind` where known; a claim without one is judged as prose). Spans count code points of `text`."""
    judged = _with_evidence(frame)
    expectations: list[Expect] = [
        *_identity(),
        *_evidence(),
        *_vocabulary(CLAIM_ENUMS, REQUIRED_CLAIM_ENUMS),
        *_figure(),
        *_context(),
    ]
    description = (
        "The claims read from a batch of articles: shape, ranges, vocabulary, and that each quote and each number is "
        "found again at its place in the stored text. A failed critical expectation stops the claims."
    )
    return run("audit_claims", description, judged, expectations, ("claim_id", "article_id", "quote"))


def _with_evidence(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with what stands in the text at each span in place of the text."""
    if "text" not in frame.columns:
        raise ValueError(
            "audit_claims expects each claim joined with the text of its article; the frame has no column text"
        )
    judged = frame.with_columns(
        text_at_quote=_cut("quote_start", "quote_end"),
        text_at_value=_cut("value_start", "value_end"),
        text_start=pl.lit(0, dtype=pl.Int64),
        text_end=pl.col("text").str.len_chars().cast(pl.Int64),
    ).drop("text")
    if "source_kind" not in judged.columns:
        judged = judged.with_columns(source_kind=pl.lit("prose"))
    # an imported table may hold what its makers disordered: that is a finding of the marts, not a fault of the batch
    return judged.with_columns(
        qualifier_judged=pl.when(
            (pl.col("source_kind") == "table") & (pl.col("value_low") > pl.col("value_high")).fill_null(value=False)
        )
        .then(pl.lit("denied"))
        .otherwise(pl.col("modality"))
    )


def _cut(start: str, end: str) -> pl.Expr:
    length = pl.max_horizontal(pl.col(end) - pl.col(start), pl.lit(0))
    return pl.col("text").str.slice(pl.max_horizontal(pl.col(start), pl.lit(0)), length)


def _identity() -> list[Expect]:
    keys = ("claim_id", "article_id", "extractor", "extractor_version", "claimant_type")
    return [
        one("ExpectColumnValuesToBeUnique", "claim_id", "every claim has an id of its own"),
        *(one("ExpectColumnValuesToNotBeNull", column, f"{_words(column)} is always stated") for column in keys),
        one(
            "ExpectColumnValuesToNotBeNull",
            "known_at",
            "it is always stated when a claim could be known",
        ),
        several(
            "ExpectCompoundColumnsToBeUnique",
            ("article_id", "value_start", "value_end", "measure", "value_ordinal"),
            "one number makes one claim of a measure",
        ),
    ]


def _evidence() -> list[Expect]:
    return [
        one("ExpectColumnValuesToNotBeNull", "text_end", "the article of every claim is there"),
        one("ExpectColumnValuesToNotBeNull", "quote", "every claim has a quote"),
        one("ExpectColumnValuesToNotBeNull", "value_text", "every claim has the words of its figure"),
        several(
            "ExpectMulticolumnValuesToBeOrdered",
            ("text_start", "quote_start", "value_start", "value_end", "quote_end", "text_end"),
            "the figure stands inside its quote and the quote inside the text",
        ),
        pair(
            "ExpectColumnPairValuesToBeEqual",
            "text_at_quote",
            "quote",
            "the text holds the quote at its place",
            ignore_row_if="neither",
        ),
        pair(
            "ExpectColumnPairValuesToBeEqual",
            "text_at_value",
            "value_text",
            "the text holds the words of the figure at their place",
            ignore_row_if="neither",
        ),
        several(
            "ExpectNumberToStandInValueText",
            ("value_text", "value", "value_low", "value_high", "derivation", "qualifier"),
            "a figure written in digits is the figure of the claim",
        ),
        several(
            "ExpectDerivedToHaveOperands",
            ("claim_id", "article_id", "derivation", "derived_from_claim_ids"),
            "a derived figure names the claims of its article it was derived from",
        ),
    ]


def _figure() -> list[Expect]:
    return [
        *(
            one(
                "ExpectColumnValuesToBeBetween",
                column,
                "a figure lies between zero and the largest that one event or period could have",
                min_value=0,
                max_value=LARGEST_VALUE,
            )
            for column in ("value", "value_low", "value_high")
        ),
        several(
            "ExpectQualifierToFitInterval",
            ("qualifier", "value", "value_low", "value_high", "is_negated_zero", "qualifier_judged"),
            "low and high are those that the hedge stands for",
        ),
        one("ExpectColumnValuesToBeInSet", "unit_id", "the unit is one of the seed's", value_set=unit_ids()),
    ]


def _context() -> list[Expect]:
    return [
        pair(
            "ExpectColumnPairValuesAToBeGreaterThanB",
            "event_date_end",
            "event_date_start",
            "a period ends no earlier than it starts",
            or_equal=True,
            ignore_row_if="either_value_is_missing",
        ),
        one(
            "ExpectColumnValuesToMatchRegex",
            "place_id",
            "a place id has one of the known forms",
            regex=PLACE_ID,
        ),
        one(
            "ExpectColumnValuesToBeInSet",
            "geo_precision",
            "the precision of a place is one of the taxonomy's",
            Severity.WARNING,
            value_set=GEO_PRECISIONS,
        ),
    ]


def _vocabulary(enums: dict[str, list[str]], required: tuple[str, ...]) -> list[Expect]:
    return [
        *(
            one(
                "ExpectColumnValuesToBeInSet",
                column,
                f"{_words(column)} is one of its vocabulary",
                value_set=[str(word) for word in words],
            )
            for column, words in enums.items()
        ),
        *(one("ExpectColumnValuesToNotBeNull", column, f"{_words(column)} is always stated") for column in required),
    ]


def _words(column: str) -> str:
    return f"the {column.replace('_', ' ')}"
