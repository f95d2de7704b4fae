"""A received record → an `Article`: its keys, its version and when it could be known. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dagster_project.articles.dating import first_known_at, later_known_at, moment_known, vintage_known_at
from dagster_project.articles.identity import article_id
from dagster_project.articles.model import Article, Precision
from dagster_project.articles.received import Received


@dataclass(frozen=True, slots=True)
class Previous:
    """A known version of the story a record continues."""

    story_id: str
    version: int
    known_at: datetime
    modified_at: datetime | None = None


def edition(
    received: Received,
    source_file: str,
    ingested_at: datetime,
    previous: Previous | None = None,
    vintages: Sequence[Previous] = (),
) -> Article:
    """The article of a record: version 1 of its own story (whose id is the article's), or the next of `previous`, the
    story's newest; of a table's row the next of its `vintages`, in the order they came, which need not be that of their
    dates."""
    published = received.published
    modified = moment_known(received.modified) if received.modified else None
    key = article_id(received.outlet, received.url, received.title, received.text, published.at if published else None)
    if previous is not None:
        known_at = later_known_at(received, previous.known_at, ingested_at)
    else:
        known_at = first_known_at(received, ingested_at)
    if vintages:
        previous = vintages[-1]
        known_at = vintage_known_at(known_at, modified, [(one.modified_at, one.known_at) for one in vintages])
    return Article(
        article_id=key,
        source_id=received.source_id,
        story_id=previous.story_id if previous else key,
        version=previous.version + 1 if previous else 1,
        url=received.url,
        outlet=received.outlet,
        title=received.title,
        text=received.text,
        language=received.language,
        published_at=published.at if published else None,
        published_precision=published.precision if published else Precision.NONE,
        modified_at=modified,
        ingested_at=ingested_at,
        known_at=known_at,
        ingest_date=ingested_at.date(),
        source_file=source_file,
        source_form=received.form,
        source_kind=received.kind,
    )
