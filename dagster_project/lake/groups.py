"""`article_groups.parquet`: every article's group of near-duplicates. The rule stands in `articles.near_duplicates`."""

from __future__ import annotations

import polars as pl

from dagster_project.articles.model import SourceKind
from dagster_project.articles.near_duplicates import groups
from dagster_project.lake.frames import GROUPS, groups_path, prepare, scan_articles, write_parquet
from dagster_project.settings import Settings


def refresh(settings: Settings) -> int:
    """Group all articles anew where any came in since; the number of articles. A table's rows look alike by make and
    mean different things: each stands alone. The caller holds the write lock."""
    prepare(settings)
    ids = scan_articles(settings).select("article_id").collect()
    grouped = pl.read_parquet(groups_path(settings), columns=["article_id"])
    if grouped.height == ids.height and grouped.join(ids, on="article_id", how="anti").is_empty():
        return ids.height
    ordered = (
        scan_articles(settings).sort("known_at", "article_id").select("article_id", "text", "source_kind").collect()
    )
    is_prose = pl.col("source_kind") == SourceKind.PROSE.value
    prose = groups(ordered.filter(is_prose).select("article_id", "text").iter_rows())
    rows = [(one.article_id, one.group_id, one.similarity) for one in prose]
    rows += [(article_id, article_id, 1.0) for article_id in ordered.filter(~is_prose)["article_id"]]
    write_parquet(pl.DataFrame(rows, schema=GROUPS, orient="row"), groups_path(settings))
    return ids.height
