"""Lakes for the tests of the models: from compact rows to the Parquet that dbt reads.

A claim is a dict of the columns that matter to the example; its sentence, quote and spans are written into its article's
text, so that every check of evidence holds. What the example leaves out is an ordinary Ukrainian claim of 2 June 2023.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from dagster_project.lake import desk, frames
from dagster_project.settings import Settings

INGESTED = datetime(2024, 1, 1, tzinfo=UTC)
KYIV, DNIPRO, MASLOVA = "gn:703448", "gn:709930", "gn:525013"

# place_id, name, type, parent, country, held_by
PLACES: Sequence[tuple[str, str, str, str | None, str, str | None]] = (
    ("UA", "Ukraine", "country", None, "UA", None),
    ("RU", "Russia", "country", None, "RU", None),
    ("UA-30", "Kyiv (city)", "adm1", "UA", "UA", None),
    ("UA-32", "Kyiv Oblast", "adm1", "UA", "UA", None),
    ("UA-12", "Dnipropetrovsk Oblast", "adm1", "UA", "UA", None),
    ("UA-43", "Crimea", "adm1", "UA", "UA", "RU"),
    ("RU-BEL", "Belgorod Oblast", "adm1", "RU", "RU", None),
    ("RU-BRY", "Bryansk Oblast", "adm1", "RU", "RU", None),
    (KYIV, "Kyiv", "settlement", "UA-30", "UA", None),
    (DNIPRO, "Dnipro", "settlement", "UA-12", "UA", None),
    (MASLOVA, "Maslova Pristan", "settlement", "RU-BEL", "RU", None),
)

CLAIM: Mapping[str, Any] = {
    "outlet": "The Lantern",
    "measure": "launched",
    "qualifier": "exact",
    "unit_id": "drone",
    "target_side": "UA",
    "conflict_id": "ru-ua",
    "conflict_basis": "place",
    "place_id": KYIV,
    "window": "night",
    "date_basis": "explicit",
    "date_precision": "day",
    "claimant_type": "publisher_voice",
    "modality": "asserted",
    "scope": "event",
    "on": date(2023, 6, 2),
    "value_ordinal": 0,
    "is_negated_zero": False,
    "source_kind": "prose",
}

# the claimants that the examples quote, as the seed of claimants has them
AIR_FORCE = {"claimant_id": "ua-air-force", "claimant_type": "military", "claimant_side": "UA"}
KLITSCHKO = {"claimant_id": "ua-klitschko", "claimant_type": "local_official", "claimant_side": "UA"}


@dataclass
class Lake:
    """Articles and claims by id, and what belongs to them."""

    articles: dict[str, dict[str, Any]] = field(default_factory=dict)
    claims: list[dict[str, Any]] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)

    def known_by(self, moment: datetime) -> Lake:
        """What of this lake was known at a moment: each article and the claims of it."""
        kept = {key: article for key, article in self.articles.items() if article["known_at"] <= moment}
        return Lake(
            kept,
            [claim for claim in self.claims if claim["article_id"] in kept],
            {key: group for key, group in self.groups.items() if key in kept},
        )


def utc(text: str) -> datetime:
    """`2023-06-02 10:00` as a moment, UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def lake_of(rows: Iterable[Mapping[str, Any]], groups: Mapping[str, str] | None = None) -> Lake:
    """A lake of claims given as rows. Beside claim columns a row knows `id`, `article`, `at` (known at), `on` (event date),
    `low`/`high`, `outlet`, `story`, `version` and `part_of` (the id of its whole)."""
    lake = Lake(groups=dict(groups or {}))
    for number, row in enumerate(rows):
        _add(lake, {**CLAIM, **row}, number)
    return lake


def _add(lake: Lake, row: dict[str, Any], number: int) -> None:
    known_at = row["at"] if isinstance(row["at"], datetime) else utc(row["at"])
    article_id = row.get("article") or f"article-{number}"
    article = lake.articles.setdefault(article_id, _article(article_id, row, known_at))
    value_text = str(row.get("value", row.get("low", row.get("high", 0))))
    sentence = f"Statement {number}: {value_text} {row['unit_id']} {row['measure']}."
    start = len(article["text"]) + 1
    article["text"] += " " + sentence
    value_start = start + sentence.index(value_text, len(f"Statement {number}:"))
    value = row.get("value")
    claim = {key: row.get(key) for key in frames.CLAIMS if key in row}
    claim |= {
        "claim_id": row.get("id") or f"claim-{number}",
        "article_id": article_id,
        "known_at": known_at,
        "quote": sentence,
        "quote_start": start,
        "quote_end": start + len(sentence),
        "sentence": sentence,
        "value_text": value_text,
        "value_start": value_start,
        "value_end": value_start + len(value_text),
        "rule_trace": ["example"],
        "extractor": "example",
        "extractor_version": "1",
        "value_low": row.get("low", value),
        "value_high": row.get("high", value),
        "derived_from_claim_ids": row.get("derived_from_claim_ids", []),
        "part_of_claim_id": row.get("part_of"),
        "place_ids": row.get("place_ids", [row["place_id"]] if row["place_id"] else []),
        "event_date_start": row.get("event_date_start", row["on"]),
        "event_date_end": row.get("event_date_end", row["on"]),
        "ingest_date": INGESTED.date(),
    }
    lake.claims.append(claim)


def _article(article_id: str, row: Mapping[str, Any], known_at: datetime) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "story_id": row.get("story", article_id),
        "version": row.get("version", 1),
        "outlet": row["outlet"],
        "title": f"Report {article_id}",
        "text": f"Report {article_id}.",
        "language": "en",
        "published_at": known_at,
        "published_precision": "second",
        "ingested_at": INGESTED,
        "known_at": known_at,
        "ingest_date": INGESTED.date(),
        "source_file": "example.txt",
        "source_form": "text",
        "source_kind": row["source_kind"],
        "batch_id": "example",
    }


def write(lake: Lake, settings: Settings) -> None:
    """Write the lake as Parquet, with its ledger, its places and the desk's files."""
    frames.prepare(settings)
    desk.lay_out(settings)
    articles = pl.DataFrame(list(lake.articles.values()), schema=frames.ARTICLES)
    frames.write_parquet(articles, frames.articles_path(settings, INGESTED.date(), "example"))
    frames.write_parquet(_ledger(articles), frames.inputs_path(settings, INGESTED.date(), "example"))
    claims = pl.DataFrame(lake.claims, schema=frames.CLAIMS)
    frames.write_parquet(claims, frames.claims_path(settings, INGESTED.date(), "example"))
    groups = [
        {"article_id": key, "near_duplicate_group_id": lake.groups.get(key, key), "similarity": 1.0}
        for key in lake.articles
    ]
    frames.write_parquet(pl.DataFrame(groups, schema=frames.GROUPS), frames.groups_path(settings))
    frames.write_parquet(_places(), frames.places_path(settings))


def _ledger(articles: pl.DataFrame) -> pl.DataFrame:
    rows = [
        {
            "content_hash": hashlib.sha256(str(article_id).encode()).hexdigest(),
            "locator": "0",
            "source_file": "example.txt",
            "outcome": "article",
            "article_id": article_id,
            "ingested_at": INGESTED,
            "ingest_date": INGESTED.date(),
            "batch_id": "example",
        }
        for article_id in articles["article_id"]
    ]
    return pl.DataFrame(rows, schema=frames.INPUTS)


def _places() -> pl.DataFrame:
    rows = [
        {
            "place_id": place_id,
            "name": name,
            "place_type": place_type,
            "parent_place_id": parent,
            "country": country,
            "spellings": [name],
            "held_by": held_by,
        }
        for place_id, name, place_type, parent, country, held_by in PLACES
    ]
    return pl.DataFrame(rows, schema=frames.PLACES)
