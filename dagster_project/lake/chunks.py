"""What extraction works on: one batch of articles is one chunk, with one file of claims that says in its footer what it was made
of and by. Batches are immutable, so a new one never has an old one read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from dagster_project.lake.frames import ARTICLES, CLAIMS, articles_path, claims_path, scan_paths
from dagster_project.settings import Settings

_STAMP = ("extractor", "extractor_version", "articles")
_TAIL = 8
"""Bytes at the end of a Parquet file: the footer's length in four, and four of magic."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One batch of articles. Picklable: it is what goes to another process or machine."""

    day: date
    batch_id: str
    articles: Path
    claims: Path
    rows: int
    digest: str

    @property
    def name(self) -> str:
        return f"{self.day}/{self.batch_id}"

    def stamp(self, extractor: str, version: str) -> dict[str, str]:
        """What the file of claims carries: a batch without any claim has one too."""
        return dict(zip(_STAMP, (extractor, version, self.digest), strict=True))

    def is_made(self, extractor: str, version: str) -> bool:
        """Whether the claims are there, made by this extractor out of these articles."""
        if not self.claims.exists():
            return False
        stored = pl.read_parquet_metadata(self.claims)
        return {key: stored.get(key, "") for key in _STAMP} == self.stamp(extractor, version)


def chunks(settings: Settings) -> list[Chunk]:
    """Every batch of the lake, by day and batch."""
    return list(_chunks(settings))


def _chunks(settings: Settings) -> Iterator[Chunk]:
    for path in sorted((settings.lake / "articles").glob("????-??-??/*.parquet")):
        day, batch_id = date.fromisoformat(path.parent.name), path.stem
        rows = pl.scan_parquet(path).select(pl.len()).collect().item()
        made = claims_path(settings, day, batch_id)
        yield Chunk(day, batch_id, articles_path(settings, day, batch_id), made, rows, _footer_digest(path))


def _footer_digest(path: Path) -> str:
    """Hash of a Parquet file's footer: the count, size, place, least and greatest value of each of its columns. Tells one
    batch from another without reading either."""
    with path.open("rb") as file:
        file.seek(-_TAIL, 2)
        length = int.from_bytes(file.read(4), "little")
        file.seek(-_TAIL - length, 2)
        return hashlib.sha256(file.read(length)).hexdigest()


def articles_of(batches: Sequence[Chunk]) -> pl.LazyFrame:
    """The articles of these batches (columns `frames.ARTICLES`)."""
    return scan_paths([chunk.articles for chunk in batches], ARTICLES)


def claims_of(batches: Sequence[Chunk]) -> pl.LazyFrame:
    """The claims of those of these batches that have been read (columns `frames.CLAIMS`)."""
    return scan_paths([chunk.claims for chunk in batches if chunk.claims.exists()], CLAIMS)


def files_read(batch: Chunk) -> list[Path]:
    """Both files of a batch: what was read, and what was read in it."""
    return [batch.articles, batch.claims]


def sweep(settings: Settings, known: list[Chunk]) -> int:
    """Remove from `lake/claims` what belongs to none of these chunks: files half written by a run that was killed, of an older
    layout, or of a batch that is gone. The number of files removed."""
    folder = settings.lake / "claims"
    kept = {chunk.claims for chunk in known} | {folder / "schema.parquet"}
    foreign = [path for path in folder.rglob("*") if path.is_file() and path not in kept]
    for path in foreign:
        path.unlink()
    for day in folder.iterdir():
        if day.is_dir() and not any(day.iterdir()):
            day.rmdir()
    return len(foreign)
