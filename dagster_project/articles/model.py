"""What an article is: the record that every form of input becomes. No reading or writing here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Precision(StrEnum):
    """How exactly the publication time is stated."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    NONE = "none"


class SourceKind(StrEnum):
    """Prose is read by the engine; a table row is read by its column mapping."""

    PROSE = "prose"
    TABLE = "table"


class Outcome(StrEnum):
    """What became of one input."""

    ARTICLE = "article"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article. Times are UTC and aware; `text` is the text all spans refer to, in code points."""

    article_id: str
    source_id: str | None
    story_id: str
    version: int
    url: str | None
    outlet: str
    title: str | None
    text: str
    language: str | None
    published_at: datetime | None
    published_precision: Precision
    modified_at: datetime | None
    ingested_at: datetime
    known_at: datetime
    ingest_date: date
    source_file: str
    source_form: str
    source_kind: SourceKind
