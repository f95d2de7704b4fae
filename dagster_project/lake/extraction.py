"""One chunk: the articles of a batch in, the file of their claims out. The same function in this process, in a pool and on a
cluster, so that all three write the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from dagster_project import claims as engine
from dagster_project.articles.language import ENGLISH, stated_code
from dagster_project.articles.model import SourceKind
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, SourceText
from dagster_project.claims.tables import extract_row
from dagster_project.lake.chunks import Chunk
from dagster_project.lake.frames import ARTICLES, CLAIMS, claim_frame, write_parquet

Extract = Callable[[SourceText, Lexicon], list[Claim]]
_AT_ONCE = 500
_COLUMNS = ("article_id", "text", "outlet", "title", "published_at", "known_at", "source_kind", "language")
READ = (ENGLISH, None)
"""Languages that the engine reads. None: a table's row, or an article from before languages were told."""


class UnsoundClaims(Exception):
    """The engine returned claims that don't hold against their articles: our mistake, nothing is written."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """Who reads: the engine's function, and the name and version that its claims carry."""

    extract: Extract
    name: str
    version: str

    @classmethod
    def rules(cls, lexicon: Lexicon) -> Extractor:
        """The engine of this project."""
        return cls(engine.extract, engine.EXTRACTOR, engine.extractor_version(lexicon))


@dataclass(frozen=True, slots=True)
class Extracted:
    """What came of a chunk: its articles, those of them in no language read here, and the claims."""

    chunk: Chunk
    articles: int
    other_languages: int
    claims: int


def extract_chunk(
    chunk: Chunk, lexicon: Lexicon, by: Extractor, tell: Callable[[int], None] | None = None
) -> Extracted:
    """Read the articles of a chunk and write its claims, in place at once or not at all. Articles in languages that the engine
    does not read give none. Holds one batch and its claims: some ten times what the batch is on disk.

    `tell` gets the articles done so far. Raises `UnsoundClaims` where a claim breaks a promise."""
    rows = pl.scan_parquet(chunk.articles, schema=ARTICLES, missing_columns="insert").select(_COLUMNS)
    articles = rows.sort("article_id").collect()
    frames, foreign = [pl.DataFrame(schema=CLAIMS)], 0
    for at in range(0, articles.height, _AT_ONCE):
        if tell is not None:
            tell(at)
        found: list[Claim] = []
        for row in articles.slice(at, _AT_ONCE).iter_rows(named=True):
            if _code(row.pop("language")) in READ:
                found += _of_article(row, lexicon, by)
            else:
                foreign += 1
        frames.append(claim_frame(found, chunk.day))
    whole = pl.concat(frames)
    if twice := whole.height - whole["claim_id"].n_unique():
        raise UnsoundClaims(
            f"claims of {chunk.name}: expected each claim_id once, found {twice} repeated; the extractor errs"
        )
    write_parquet(whole, chunk.claims, metadata=chunk.stamp(by.name, by.version))
    return Extracted(chunk, articles.height, foreign, whole.height)


def _code(language: object) -> str | None:
    """The code of a language; of an older lake's too, which holds what publishers stated."""
    return stated_code(language if isinstance(language, str) else None)


def _of_article(row: dict[str, object], lexicon: Lexicon, by: Extractor) -> list[Claim]:
    kind = row.pop("source_kind")
    source = SourceText(**row)  # type: ignore[arg-type]  # columns are those of the record, typed by the schema
    try:
        if kind == SourceKind.TABLE.value:
            found = extract_row(source, lexicon, by.name, by.version)
        else:
            found = by.extract(source, lexicon)
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
