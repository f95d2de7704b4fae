"""A batch as the pipeline would hand it over: two articles and the claims read from them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

FIRST = "Ukraine launched nothing. Russia launched 36 drones at Kyiv on June 2; all were shot down, the Air Force said."
SECOND = "At least 11 people were injured and more than 30 houses damaged, a governor said."
KNOWN = datetime(2023, 6, 2, 9, tzinfo=UTC)


def article(article_id: str, outlet: str, text: str, **other: Any) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "source_id": None,
        "story_id": f"story-{article_id}",
        "version": 1,
        "url": None,
        "outlet": outlet,
        "title": "A title",
        "text": text,
        "language": "en",
        "published_at": KNOWN,
        "published_precision": "day",
        "ingested_at": datetime(2023, 6, 3, tzinfo=UTC),
        "known_at": KNOWN,
        "ingest_date": date(2023, 6, 3),
        "source_file": f"{article_id}.txt",
        "source_form": "text",
        "source_kind": "prose",
        "batch_id": "b1",
    } | other


def claim(claim_id: str, article_id: str, text: str, value_text: str, measure: str, **other: Any) -> dict[str, Any]:
    start = text.index(value_text)
    end = text.index(".", start) + 1
    number = int(value_text) if value_text.isdigit() else None
    return {
        "claim_id": claim_id,
        "article_id": article_id,
        "known_at": KNOWN,
        "measure": measure,
        "value_ordinal": 0,
        "quote": text[start:end],
        "quote_start": start,
        "quote_end": end,
        "value_text": value_text,
        "value_start": start,
        "value_end": start + len(value_text),
        "extractor": "crosstally",
        "extractor_version": "1",
        "qualifier": "exact",
        "value": number,
        "value_low": number,
        "value_high": number,
        "is_negated_zero": False,
        "derivation": None,
        "derived_from_claim_ids": [],
        "unit_id": "drone",
        "part_role": None,
        "target_side": "UA",
        "attacker_side": "RU",
        "place_id": "UA-30",
        "geo_precision": "settlement",
        "event_date_start": date(2023, 6, 2),
        "event_date_end": date(2023, 6, 2),
        "window": "unstated",
        "date_basis": "explicit",
        "claimant_type": "military",
        "claimant_side": "UA",
        "modality": "asserted",
        "scope": "event",
        "text": text,
        "source_kind": "prose",
    } | other


@pytest.fixture()
def articles() -> pl.DataFrame:
    return pl.DataFrame([article("a1", "Northgate Wire", FIRST), article("a2", "Harbour Post", SECOND)])


@pytest.fixture()
def claims() -> pl.DataFrame:
    return pl.DataFrame(
        [
            claim("c1", "a1", FIRST, "36", "launched"),
            claim(
                "c2",
                "a1",
                FIRST,
                "all",
                "intercepted",
                value=36,
                value_low=36,
                value_high=36,
                derivation="all",
                derived_from_claim_ids=["c1"],
            ),
            claim("c3", "a2", SECOND, "11", "injured", qualifier="at_least", value_high=None, unit_id="person"),
            claim(
                "c4",
                "a2",
                SECOND,
                "30",
                "damaged",
                qualifier="more_than",
                value_low=31,
                value_high=None,
                unit_id="house",
            ),
        ],
        schema_overrides={"part_role": pl.String},
    )
