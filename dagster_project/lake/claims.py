"""`lake/claims`: a file per ingest date, replaced as a whole, all of one extractor version. What a claim is, the
engine says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from dagster_project.articles.language import ENGLISH, stated_code
from dagster_project.articles.model import SourceKind
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, SourceText
from dagster_project.claims.tables import extract_row
from dagster_project.lake.frames import (
    CLAIMS,
    claim_frame,
    claims_path,
    ingest_dates,
    prepare,
    scan_articles,
    write_parquet,
)
from dagster_project.settings import Settings

Extract = Callable[[SourceText, Lexicon], list[Claim]]
Progress = Callable[[int, int, str], None]
_CHUNK = 500
_COLUMNS = ("article_id", "text", "outlet", "title", "published_at", "known_at", "source_kind", "language")
READ = (ENGLISH, None)
"""Languages that the engine reads. None: a table's row, or an article from before languages were told."""


@dataclass(slots=True)
class ClaimsReport:
    """What a refresh did: the days read again, those left as they were, and of the former the articles, those among them
    that are in no language read here, and the claims."""

    refreshed: list[date] = field(default_factory=list)
    unchanged: list[date] = field(default_factory=list)
    articles: int = 0
    other_languages: int = 0
    claims: int = 0
    extractor_version: str = ""


class UnsoundClaims(Exception):
    """The engine returned claims that don't hold against their articles: our mistake, nothing is written."""


def refresh(
    settings: Settings,
    lexicon: Lexicon,
    progress: Progress | None = None,
    *,
    extract: Extract | None = None,
    extractor: str | None = None,
    version: str | None = None,
) -> ClaimsReport:
    """Extract again each ingest date whose file is missing, of another extractor version, or of other articles. The
    engine of this project is used unless another is handed in with its name and version. Articles in languages that it
    does not read give no claims. The caller holds the write lock.

    `progress` gets (articles done, articles in all, the day). Raises `UnsoundClaims` where a claim breaks a promise."""
    if extract is None or extractor is None or version is None:
        from dagster_project import claims as engine

        extract = extract or engine.extract
        extractor = extractor or engine.EXTRACTOR
        version = version or engine.extractor_version(lexicon)
    prepare(settings)
    report = ClaimsReport(extractor_version=version)
    stale: list[tuple[date, dict[str, str], int]] = []
    for day in ingest_dates(settings):
        ids = scan_articles(settings, day).select("article_id").collect()["article_id"].sort()
        stamp = _stamp(extractor, version, ids.to_list())
        if _stored_stamp(settings, day) == stamp:
            report.unchanged.append(day)
        else:
            stale.append((day, stamp, ids.len()))
    total = sum(count for _, _, count in stale)
    for day, stamp, _ in stale:
        frames = [pl.DataFrame(schema=CLAIMS)]
        for chunk in _articles(settings, day):
            if progress is not None:
                progress(report.articles, total, day.isoformat())
            readable = [row for row in chunk if _code(row.pop("language")) in READ]
            found = [claim for row in readable for claim in _of_article(row, lexicon, extract, extractor, version)]
            frames.append(claim_frame(found, day))
            report.articles += len(chunk)
            report.other_languages += len(chunk) - len(readable)
        whole = pl.concat(frames)
        _check_keys(whole, day)
        write_parquet(whole, claims_path(settings, day), metadata=stamp)
        report.refreshed.append(day)
        report.claims += whole.height
    return report


def _stamp(extractor: str, version: str, article_ids: Sequence[str]) -> dict[str, str]:
    """What a partition was made of and by, kept in its file's footer: a day without any claim has one too."""
    digest = hashlib.sha256("\n".join(article_ids).encode()).hexdigest()
    return {"extractor": extractor, "extractor_version": version, "articles": digest}


def _stored_stamp(settings: Settings, day: date) -> dict[str, str] | None:
    path = claims_path(settings, day)
    if not path.exists():
        return None
    stored = pl.read_parquet_metadata(path)
    return {key: stored.get(key, "") for key in ("extractor", "extractor_version", "articles")}


def _articles(settings: Settings, day: date) -> Iterator[list[dict[str, object]]]:
    """Articles of a day in a fixed order, some hundreds at a time."""
    ids = scan_articles(settings, day).select("article_id").collect()["article_id"].sort()
    for at in range(0, ids.len(), _CHUNK):
        wanted = pl.col("article_id").is_in(ids.slice(at, _CHUNK).implode())
        rows = scan_articles(settings, day).filter(wanted).select(_COLUMNS).sort("article_id").collect()
        yield rows.to_dicts()


def _code(language: object) -> str | None:
    """The code of a language; of an older lake's too, which holds what publishers stated."""
    return stated_code(language if isinstance(language, str) else None)


def _of_article(
    row: dict[str, object], lexicon: Lexicon, extract: Extract, extractor: str, version: str
) -> list[Claim]:
    kind = row.pop("source_kind")
    source = SourceText(**row)  # type: ignore[arg-type]  # columns are those of the record, typed by the schema
    try:
        if kind == SourceKind.TABLE.value:
            found = extract_row(source, lexicon, extractor, version)
        else:
            found = extract(source, lexicon)
    except Exception as error:
        error.add_note(f"while extracting claims of article {source.article_id}")
        raise
    for claim in found:
        if wrong := _unsound(claim, source):
            raise UnsoundClaims(
                f"article {source.article_id}, claim {claim.claim_id}: expected {wrong}; the extractor errs"
            )
    return sorted(found, key=lambda claim: (claim.value_start, claim.measure.value, claim.value_ordinal))


def _unsound(claim: Claim, source: SourceText) -> str | None:
    """The first promise a claim breaks against its article, or None."""
    if claim.article_id != source.article_id:
        return f"its own article's id, found {claim.article_id}"
    if source.text[claim.quote_start : claim.quote_end] != claim.quote:
        return f"its quote at {claim.quote_start}:{claim.quote_end}, found other text"
    if source.text[claim.value_start : claim.value_end] != claim.value_text:
        return f"its value {claim.value_text!r} at {claim.value_start}:{claim.value_end}, found other text"
    if not claim.quote_start <= claim.value_start <= claim.value_end <= claim.quote_end:
        return "its value inside its quote"
    return None


def _check_keys(claims: pl.DataFrame, day: date) -> None:
    if twice := claims.height - claims["claim_id"].n_unique():
        raise UnsoundClaims(f"claims of {day}: expected each claim_id once, found {twice} repeated; the extractor errs")
