"""The lake's own audit of a batch before it is admitted: shape, keys, references. Empty list = passed."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dagster_project.articles.model import Outcome, Precision, SourceKind
from dagster_project.lake.frames import ARTICLES, INPUTS, Schema

_NEEDED = (
    "article_id", "story_id", "version", "outlet", "text", "published_precision", "ingested_at", "known_at", "ingest_date",
    "source_file", "source_form", "source_kind", "batch_id",
)  # fmt: skip


def problems(articles: pl.DataFrame, inputs: pl.DataFrame) -> list[str]:
    """What is wrong with a batch, in words with counts."""
    wrong = [*_shape("articles", articles, ARTICLES), *_shape("inputs", inputs, INPUTS)]
    return wrong or [*_articles(articles), *_inputs(articles, inputs)]


def _shape(name: str, frame: pl.DataFrame, schema: Schema) -> Iterator[str]:
    if dict(frame.schema) != schema:
        different = sorted({*frame.schema.items()} ^ {*schema.items()}, key=str)
        yield f"{name}: expected the columns of the schema, found these different: {different}"


def _articles(articles: pl.DataFrame) -> Iterator[str]:
    for column in _NEEDED:
        if missing := articles[column].null_count():
            yield f"articles: expected {column} in every row, found {missing} without"
    for key in (["article_id"], ["story_id", "version"]):
        if twice := articles.height - articles.select(key).unique().height:
            yield f"articles: expected {' × '.join(key)} once, found {twice} repeated"
    checks = {
        "text with something in it": pl.col("text").str.strip_chars() != "",
        "version from 1 on": pl.col("version") >= 1,
        "a first version to open its story": (pl.col("version") > 1) | (pl.col("story_id") == pl.col("article_id")),
        "publication before receipt (two days' grace)": pl.col("published_at").is_null()
        | (pl.col("published_at") <= pl.col("ingested_at").dt.offset_by("2d")),
        "a known precision": pl.col("published_precision").is_in([each.value for each in Precision]),
        "a known kind": pl.col("source_kind").is_in([each.value for each in SourceKind]),
    }
    for promise, holds in checks.items():
        if broken := articles.filter(~holds).height:
            yield f"articles: expected {promise}, found {broken} rows without"


def _inputs(articles: pl.DataFrame, inputs: pl.DataFrame) -> Iterator[str]:
    if twice := inputs.height - inputs.select("content_hash", "locator").unique().height:
        yield f"inputs: expected each (content_hash, locator) once, found {twice} repeated"
    listed = inputs.filter(pl.col("outcome") == Outcome.ARTICLE.value)["article_id"]
    if set(listed) != set(articles["article_id"]) or listed.len() != articles.height:
        yield f"inputs: expected one row for each of {articles.height} articles, found {listed.len()} or others"
    unexplained = inputs.filter(
        pl.when(pl.col("outcome") == Outcome.REJECTED.value)
        .then(pl.col("reason").is_null() | pl.col("detail").is_null() | pl.col("article_id").is_not_null())
        .otherwise(pl.col("reason").is_not_null() | pl.col("article_id").is_null())
    ).height
    if unexplained:
        yield f"inputs: expected an article or a reason, found {unexplained} rows with neither or both"
