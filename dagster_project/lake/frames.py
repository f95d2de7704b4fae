"""The lake's Parquet: schemas, where files lie, atomic writes, scans. No decision about content is taken here."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.articles.model import Article
from dagster_project.claims.model import Claim
from dagster_project.settings import Settings

Schema = dict[str, pl.DataType]

_WORDS = pl.String()
_LIST = pl.List(pl.String())
_MOMENT = pl.Datetime("us", "UTC")
_DAY = pl.Date()
_NUMBER = pl.Int64()
_FLAG = pl.Boolean()

ARTICLES: Schema = {
    "article_id": _WORDS, "source_id": _WORDS, "story_id": _WORDS, "version": _NUMBER, "url": _WORDS, "outlet": _WORDS,
    "title": _WORDS, "text": _WORDS, "language": _WORDS, "published_at": _MOMENT, "published_precision": _WORDS,
    "modified_at": _MOMENT, "ingested_at": _MOMENT, "known_at": _MOMENT, "ingest_date": _DAY, "source_file": _WORDS,
    "source_form": _WORDS, "source_kind": _WORDS, "batch_id": _WORDS,
}  # fmt: skip
INPUTS: Schema = {
    "content_hash": _WORDS, "locator": _WORDS, "source_file": _WORDS, "outcome": _WORDS, "article_id": _WORDS,
    "reason": _WORDS, "detail": _WORDS, "ingested_at": _MOMENT, "ingest_date": _DAY, "batch_id": _WORDS,
    "file_hash": _WORDS,
}  # fmt: skip
CLAIMS: Schema = {
    "claim_id": _WORDS, "article_id": _WORDS, "known_at": _MOMENT, "measure": _WORDS, "value_ordinal": _NUMBER,
    "quote": _WORDS, "quote_start": _NUMBER, "quote_end": _NUMBER, "sentence": _WORDS, "value_text": _WORDS,
    "value_start": _NUMBER, "value_end": _NUMBER, "rule_trace": _LIST, "extractor": _WORDS, "extractor_version": _WORDS,
    "qualifier": _WORDS, "value": _NUMBER, "value_low": _NUMBER, "value_high": _NUMBER, "is_negated_zero": _FLAG,
    "derivation": _WORDS, "derived_from_claim_ids": _LIST, "unit_id": _WORDS, "weapon_class": _WORDS,
    "weapon_model": _WORDS, "part_of_claim_id": _WORDS, "part_role": _WORDS, "target_side": _WORDS,
    "attacker_side": _WORDS, "conflict_id": _WORDS, "conflict_basis": _WORDS, "place_text": _WORDS, "place_id": _WORDS,
    "place_ids": _LIST, "geo_precision": _WORDS, "event_date_start": _DAY, "event_date_end": _DAY, "night_of": _DAY,
    "window": _WORDS, "date_precision": _WORDS, "date_basis": _WORDS, "claimant_text": _WORDS, "claimant_id": _WORDS,
    "claimant_type": _WORDS, "claimant_side": _WORDS, "relay": _WORDS, "modality": _WORDS, "scope": _WORDS,
    "ingest_date": _DAY,
}  # fmt: skip
GROUPS: Schema = {
    "article_id": _WORDS, "near_duplicate_group_id": _WORDS, "similar_article_id": _WORDS, "similarity": pl.Float64(),
}  # fmt: skip
PLACES: Schema = {
    "place_id": _WORDS, "name": _WORDS, "place_type": _WORDS, "parent_place_id": _WORDS, "country": _WORDS,
    "iso_3166_2": _WORDS, "latitude": pl.Float64(), "longitude": pl.Float64(), "population": _NUMBER, "spellings": _LIST,
    "held_by": _WORDS,
}  # fmt: skip

_PARTITIONED: Mapping[str, Schema] = {"articles": ARTICLES, "inputs": INPUTS, "claims": CLAIMS}


def prepare(settings: Settings) -> None:
    """Make the lake's folders, and zero-row files where SQL must always find one to read. Changes nothing that is
    there."""
    for folder in ("raw", "pending", "quarantine", "reference", *_PARTITIONED):
        (settings.lake / folder).mkdir(parents=True, exist_ok=True)
    for folder, schema in _PARTITIONED.items():
        _ensure(settings.lake / folder / "schema.parquet", schema, is_template=True)
    _ensure(groups_path(settings), GROUPS)
    _ensure(places_path(settings), PLACES)


def _ensure(path: Path, schema: Schema, *, is_template: bool = False) -> None:
    """Write a zero-row file where none is; a template also where it is of an older schema, so that SQL finds a column that
    files of an older lake lack."""
    if not path.exists() or (is_template and list(pl.read_parquet_schema(path)) != list(schema)):
        write_parquet(pl.DataFrame(schema=schema), path)


def articles_path(settings: Settings, day: date, batch_id: str) -> Path:
    return settings.lake / "articles" / day.isoformat() / f"{batch_id}.parquet"


def inputs_path(settings: Settings, day: date, batch_id: str) -> Path:
    return settings.lake / "inputs" / day.isoformat() / f"{batch_id}.parquet"


def claims_path(settings: Settings, day: date, batch_id: str) -> Path:
    return settings.lake / "claims" / day.isoformat() / f"{batch_id}.parquet"


def groups_path(settings: Settings) -> Path:
    return settings.lake / "article_groups.parquet"


def places_path(settings: Settings) -> Path:
    return settings.lake / "reference" / "places.parquet"


def scan_articles(settings: Settings, day: date | None = None) -> pl.LazyFrame:
    """Every admitted article (columns `ARTICLES`), or those of one ingest date; empty where there are none."""
    return _scan(settings.lake / "articles", ARTICLES, day)


def scan_inputs(settings: Settings) -> pl.LazyFrame:
    """The whole ledger (columns `INPUTS`)."""
    return _scan(settings.lake / "inputs", INPUTS, None)


def scan_claims(settings: Settings) -> pl.LazyFrame:
    """Every claim of the lake (columns `CLAIMS`)."""
    return _scan(settings.lake / "claims", CLAIMS, None)


def ingest_dates(settings: Settings) -> list[date]:
    """Days on which articles were admitted, oldest first."""
    folders = (settings.lake / "articles").glob("????-??-??")
    return sorted(date.fromisoformat(folder.name) for folder in folders if any(folder.glob("*.parquet")))


def _scan(folder: Path, schema: Schema, day: date | None) -> pl.LazyFrame:
    return scan_paths(sorted(folder.glob(f"{day.isoformat() if day else '*'}/*.parquet")), schema)


def scan_paths(paths: Sequence[Path], schema: Schema) -> pl.LazyFrame:
    """Files of the lake as one table; columns that files of an older lake lack are null."""
    if not paths:
        return pl.LazyFrame(schema=schema)
    return pl.scan_parquet(list(paths), schema=schema, hive_partitioning=False, missing_columns="insert")


def write_parquet(frame: pl.DataFrame | pl.LazyFrame, path: Path, metadata: dict[str, str] | None = None) -> None:
    """Write `frame` so that `path` holds either what it held or the whole of it, whatever happens: temporary name in
    the same folder, fsync, rename, fsync of the folder. A lazy one streams, and may read what `path` held. `metadata` goes
    into the file's footer."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    if isinstance(frame, pl.LazyFrame):
        frame.sink_parquet(temporary, compression="zstd", metadata=metadata)
    else:
        frame.write_parquet(temporary, compression="zstd", metadata=metadata)
    put_in_place(temporary, path)


def write_bytes(content: bytes, path: Path) -> None:
    """As `write_parquet`, for any content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(content)
    put_in_place(temporary, path)


def put_in_place(temporary: Path, path: Path) -> None:
    """Sync a finished file and rename it to its name."""
    with temporary.open("rb") as written:
        os.fsync(written.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def article_frame(articles: Iterable[Article], batch_id: str) -> pl.DataFrame:
    """Articles as rows of `ARTICLES`."""
    return pl.DataFrame([{**_plain(article), "batch_id": batch_id} for article in articles], schema=ARTICLES)


def claim_frame(claims: Iterable[Claim], day: date) -> pl.DataFrame:
    """Claims as rows of `CLAIMS`."""
    return pl.DataFrame([{**_plain(claim), "ingest_date": day} for claim in claims], schema=CLAIMS)


def _plain(record: Article | Claim) -> dict[str, Any]:
    """Field → value, tuples as lists. Not `asdict`, which copies every value deeply and takes longer than the reading."""
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
