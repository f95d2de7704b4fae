"""A batch that is shaped as promised passes; each fault is found by the expectation made for it, with the row that
offends."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest

from dagster_project.quality.results import Severity, SuiteResult
from dagster_project.quality.suites import audit_articles, audit_claims


def failed(result: SuiteResult) -> set[tuple[str, str]]:
    return {(one.expectation, one.column) for one in result.failed}


def put(frame: pl.DataFrame, key: str, row: str, **values: object) -> pl.DataFrame:
    """The frame with other values in one row."""
    return frame.with_columns(
        pl.when(pl.col(key) == row)
        .then(pl.lit(value, dtype=frame.schema[column]))
        .otherwise(pl.col(column))
        .alias(column)
        for column, value in values.items()
    )


def test_sound_batches_pass(articles: pl.DataFrame, claims: pl.DataFrame) -> None:
    for result in (audit_articles(articles), audit_claims(claims)):
        assert result.success
        assert result.failed == []
        assert len(result.results) > 15


def test_batches_without_rows_pass(articles: pl.DataFrame, claims: pl.DataFrame) -> None:
    assert audit_articles(articles.clear()).success
    assert audit_claims(claims.clear()).success


@pytest.mark.parametrize(
    ("values", "expectation", "column"),
    [
        ({"article_id": "a1"}, "ExpectColumnValuesToBeUnique", "article_id"),
        ({"article_id": None}, "ExpectColumnValuesToNotBeNull", "article_id"),
        ({"outlet": None}, "ExpectColumnValuesToNotBeNull", "outlet"),
        ({"story_id": None}, "ExpectColumnValuesToNotBeNull", "story_id"),
        ({"known_at": None}, "ExpectColumnValuesToNotBeNull", "known_at"),
        ({"ingested_at": None}, "ExpectColumnValuesToNotBeNull", "ingested_at"),
        ({"ingest_date": None}, "ExpectColumnValuesToNotBeNull", "ingest_date"),
        ({"source_file": None}, "ExpectColumnValuesToNotBeNull", "source_file"),
        ({"source_form": None}, "ExpectColumnValuesToNotBeNull", "source_form"),
        ({"text": ""}, "ExpectColumnValuesToBeBetween", "text_length"),
        ({"text": None}, "ExpectColumnValuesToNotBeNull", "text_length"),
        ({"version": 0}, "ExpectColumnValuesToBeBetween", "version"),
        ({"published_precision": "roughly"}, "ExpectColumnValuesToBeInSet", "published_precision"),
        ({"published_precision": None}, "ExpectColumnValuesToNotBeNull", "published_precision"),
        ({"source_kind": "rumour"}, "ExpectColumnValuesToBeInSet", "source_kind"),
        ({"source_kind": None}, "ExpectColumnValuesToNotBeNull", "source_kind"),
    ],
)
def test_a_faulty_article_stops_its_batch(
    articles: pl.DataFrame, values: dict[str, object], expectation: str, column: str
) -> None:
    result = audit_articles(put(articles, "article_id", "a2", **values))
    assert not result.success
    assert failed(result) == {(expectation, column)}
    assert result.failed[0].unexpected_count >= 1
    assert result.failed[0].unexpected_rows


def test_one_outlets_same_text_twice_stops_the_batch(articles: pl.DataFrame) -> None:
    twice = put(articles, "article_id", "a2", outlet="Northgate Wire", text=articles["text"][0])
    assert failed(audit_articles(twice)) == {("ExpectCompoundColumnsToBeUnique", "outlet, text_hash")}
    elsewhere = put(articles, "article_id", "a2", text=articles["text"][0])
    assert audit_articles(elsewhere).failed == []


def test_an_article_from_the_future_warns_and_passes(articles: pl.DataFrame) -> None:
    result = audit_articles(put(articles, "article_id", "a2", published_at=datetime(2031, 1, 1, tzinfo=UTC)))
    assert result.success
    assert [one.severity for one in result.failed] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("row", "values", "expectation", "column"),
    [
        ("c1", {"claim_id": None}, "ExpectColumnValuesToNotBeNull", "claim_id"),
        ("c4", {"claim_id": "c3"}, "ExpectColumnValuesToBeUnique", "claim_id"),
        ("c3", {"extractor": None}, "ExpectColumnValuesToNotBeNull", "extractor"),
        ("c3", {"extractor_version": None}, "ExpectColumnValuesToNotBeNull", "extractor_version"),
        ("c3", {"claimant_type": None}, "ExpectColumnValuesToNotBeNull", "claimant_type"),
        ("c3", {"known_at": None}, "ExpectColumnValuesToNotBeNull", "known_at"),
        ("c3", {"measure": "rescued"}, "ExpectColumnValuesToBeInSet", "measure"),
        ("c3", {"measure": None}, "ExpectColumnValuesToNotBeNull", "measure"),
        ("c3", {"scope": "weekly"}, "ExpectColumnValuesToBeInSet", "scope"),
        ("c3", {"scope": None}, "ExpectColumnValuesToNotBeNull", "scope"),
        ("c3", {"modality": "whispered"}, "ExpectColumnValuesToBeInSet", "modality"),
        ("c3", {"modality": None}, "ExpectColumnValuesToNotBeNull", "modality"),
        ("c3", {"window": "noon"}, "ExpectColumnValuesToBeInSet", "window"),
        ("c3", {"window": None}, "ExpectColumnValuesToNotBeNull", "window"),
        ("c3", {"date_basis": "guess"}, "ExpectColumnValuesToBeInSet", "date_basis"),
        ("c3", {"date_basis": None}, "ExpectColumnValuesToNotBeNull", "date_basis"),
        ("c3", {"target_side": "blue"}, "ExpectColumnValuesToBeInSet", "target_side"),
        ("c3", {"attacker_side": "blue"}, "ExpectColumnValuesToBeInSet", "attacker_side"),
        ("c3", {"claimant_side": "blue"}, "ExpectColumnValuesToBeInSet", "claimant_side"),
        ("c3", {"part_role": "slice"}, "ExpectColumnValuesToBeInSet", "part_role"),
        ("c3", {"unit_id": "zeppelin"}, "ExpectColumnValuesToBeInSet", "unit_id"),
        ("c3", {"place_id": "Kyiv; drop table"}, "ExpectColumnValuesToMatchRegex", "place_id"),
        ("c3", {"event_date_end": date(2023, 6, 1)}, "ExpectColumnPairValuesAToBeGreaterThanB",
         "event_date_end, event_date_start"),
        ("c3", {"quote": "12 people were injured"}, "ExpectColumnPairValuesToBeEqual",
         "text_at_quote, quote"),
        ("c3", {"value_text": "one"}, "ExpectColumnPairValuesToBeEqual", "text_at_value, value_text"),
    ],
)  # fmt: skip
def test_a_faulty_claim_stops_its_batch(
    claims: pl.DataFrame, row: str, values: dict[str, object], expectation: str, column: str
) -> None:
    result = audit_claims(put(claims, "claim_id", row, **values))
    assert not result.success
    assert (expectation, column) in failed(result)
    offending = next(one for one in result.failed if (one.expectation, one.column) == (expectation, column))
    assert offending.unexpected_count >= 1


@pytest.mark.parametrize(
    ("row", "values", "expectation"),
    [
        ("c1", {"value": 37}, "ExpectQualifierToFitInterval"),
        ("c3", {"value_high": 20}, "ExpectQualifierToFitInterval"),
        ("c4", {"value_low": 30}, "ExpectQualifierToFitInterval"),
        ("c3", {"qualifier": "range"}, "ExpectQualifierToFitInterval"),
        ("c3", {"qualifier": "vague"}, "ExpectQualifierToFitInterval"),
        ("c1", {"is_negated_zero": True}, "ExpectQualifierToFitInterval"),
        ("c1", {"value": -36, "value_low": -36, "value_high": -36}, "ExpectColumnValuesToBeBetween"),
        ("c1", {"value": 63, "value_low": 63, "value_high": 63}, "ExpectNumberToStandInValueText"),
        ("c2", {"derived_from_claim_ids": []}, "ExpectDerivedToHaveOperands"),
        ("c2", {"derived_from_claim_ids": ["c3"]}, "ExpectDerivedToHaveOperands"),
        ("c2", {"derived_from_claim_ids": ["c2"]}, "ExpectDerivedToHaveOperands"),
        ("c1", {"derived_from_claim_ids": ["c2"]}, "ExpectDerivedToHaveOperands"),
        ("c1", {"value_end": 500}, "ExpectMulticolumnValuesToBeOrdered"),
        ("c1", {"quote_end": 9_000}, "ExpectMulticolumnValuesToBeOrdered"),
        ("c1", {"quote_start": -3}, "ExpectMulticolumnValuesToBeOrdered"),
    ],
)
def test_an_incoherent_figure_stops_its_batch(
    claims: pl.DataFrame, row: str, values: dict[str, object], expectation: str
) -> None:
    result = audit_claims(put(claims, "claim_id", row, **values))
    assert not result.success
    assert expectation in {one.expectation for one in result.failed}


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"qualifier": "at_most", "value_low": 0, "value_high": 36}, "up to 36"),
        ({"qualifier": "about", "value_low": 32, "value_high": 40}, "about 36"),
        ({"qualifier": "about", "value_low": 32, "value_high": 36}, "nearly 36"),
        ({"qualifier": "range", "value": None, "value_low": 36, "value_high": 40}, "36 to 40"),
        ({"qualifier": "vague", "value": None, "value_low": 24, "value_high": None}, "dozens"),
        ({"modality": "denied", "value_low": None, "value_high": None}, "denied claims carry no interval"),
        (
            {"source_kind": "table", "qualifier": "range", "value_low": 66, "value_high": 0},
            "a table's own disorder is shown, not barred",
        ),
    ],
)
def test_each_hedge_has_its_interval(claims: pl.DataFrame, values: dict[str, object], why: str) -> None:
    result = audit_claims(put(claims, "claim_id", "c1", **values))
    assert "ExpectQualifierToFitInterval" not in {one.expectation for one in result.failed}, why


def test_claims_need_their_text(claims: pl.DataFrame) -> None:
    with pytest.raises(ValueError, match="no column text"):
        audit_claims(claims.drop("text"))


def test_a_missing_column_is_named(claims: pl.DataFrame) -> None:
    result = audit_claims(claims.drop("unit_id"))
    assert not result.success
    assert "no column unit_id" in result.failed[0].message


@pytest.mark.parametrize(("words", "is_told"), [("his 9-year-old son", True), ("his 9 sons", False)])
def test_an_age_is_no_figure(claims: pl.DataFrame, words: str, is_told: bool) -> None:
    one = {"value": 1, "value_low": 1, "value_high": 1, "value_text": words}
    failures = {each.expectation for each in audit_claims(put(claims, "claim_id", "c1", **one)).failed}
    assert ("ExpectNumberToStandInValueText" not in failures) is is_told
