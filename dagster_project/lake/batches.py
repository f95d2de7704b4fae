"""A batch's way into the lake: pending → verdict → admitted or quarantine. A redo log: whenever a run dies, the next
one finishes batches that have passed and discards the others, whose inputs are not in the ledger and are read
again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from dagster_project.lake.frames import (
    articles_path,
    inputs_path,
    put_in_place,
    scan_articles,
    sync_folder,
    write_bytes,
    write_parquet,
)
from dagster_project.settings import Settings


def write_pending(settings: Settings, batch_id: str, articles: pl.DataFrame, inputs: pl.DataFrame) -> None:
    """Write a batch where no reader looks."""
    folder = settings.lake / "pending" / batch_id
    if folder.exists():
        shutil.rmtree(folder)
    if articles.height:
        write_parquet(articles, folder / "articles.parquet")
    write_parquet(inputs, folder / "inputs.parquet")


def admit_pending(settings: Settings, batch_id: str, day: date) -> None:
    """Record that the batch has passed, then move it into the lake. From the verdict on, it will be there."""
    folder = settings.lake / "pending" / batch_id
    write_bytes(json.dumps({"passed": True, "ingest_date": day.isoformat()}).encode(), folder / "verdict.json")
    _finish(settings, folder)


def _finish(settings: Settings, folder: Path) -> None:
    """Articles first, then their ledger rows; each move is a rename, so a repetition finds what is left to do."""
    day = date.fromisoformat(json.loads((folder / "verdict.json").read_text())["ingest_date"])
    for name, path in (
        ("articles.parquet", articles_path(settings, day, folder.name)),
        ("inputs.parquet", inputs_path(settings, day, folder.name)),
    ):
        if (folder / name).exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            put_in_place(folder / name, path)
            sync_folder(path.parent.parent)
    shutil.rmtree(folder)


def set_aside(settings: Settings, batch_id: str, problems: Sequence[str]) -> None:
    """Move a pending batch into quarantine with the report of its audit."""
    folder = settings.lake / "pending" / batch_id
    report = {"batch_id": batch_id, "problems": list(problems)}
    write_bytes(json.dumps(report, indent=1, ensure_ascii=False).encode(), folder / "report.json")
    place = settings.lake / "quarantine" / batch_id
    if place.exists():
        shutil.rmtree(place)
    folder.rename(place)
    sync_folder(place.parent)


def recover(settings: Settings) -> tuple[list[str], list[str]]:
    """Finish or discard what a killed run left: (batches finished, batches discarded). Sweeps half-written files too.
    The caller holds the write lock."""
    finished: list[str] = []
    discarded: list[str] = []
    for folder in sorted((settings.lake / "pending").glob("*")):
        if (folder / "verdict.json").exists():
            _finish(settings, folder)
            finished.append(folder.name)
        else:
            shutil.rmtree(folder)
            discarded.append(folder.name)
    for swept in ("", "raw", "claims", "reference"):
        for leftover in (settings.lake / swept).glob(".*.tmp"):
            leftover.unlink()
    return finished, discarded


def admit(settings: Settings, batch_id: str) -> int:
    """Release a batch from quarantine into the lake, by a person's decision; the number of its articles.

    Articles that have come in by another way since are listed as duplicates; versions are numbered on after the story's
    newest. Raises FileNotFoundError for a batch that is not in quarantine. The caller holds the write lock."""
    folder = settings.lake / "quarantine" / batch_id
    if not (folder / "inputs.parquet").exists():
        waiting = sorted(path.name for path in (settings.lake / "quarantine").glob("*"))
        raise FileNotFoundError(
            f"expected a batch in quarantine, found none called {batch_id!r}; waiting are: {', '.join(waiting) or 'none'}"
        )
    inputs = pl.read_parquet(folder / "inputs.parquet")
    count = 0
    if (folder / "articles.parquet").exists():
        articles, taken = _reconciled(settings, pl.read_parquet(folder / "articles.parquet"))
        is_taken = (pl.col("outcome") == "article") & pl.col("article_id").is_in(taken)
        inputs = inputs.with_columns(pl.when(is_taken).then(pl.lit("duplicate")).otherwise("outcome").alias("outcome"))
        count = articles.height
        (write_parquet if count else _drop)(articles, folder / "articles.parquet")
    write_parquet(inputs, folder / "inputs.parquet")
    verdict = {"passed": True, "ingest_date": inputs["ingest_date"][0].isoformat(), "by_hand": True}
    write_bytes(json.dumps(verdict).encode(), folder / "verdict.json")
    place = settings.lake / "pending" / batch_id
    folder.rename(place)
    _finish(settings, place)
    return count


def _drop(_: pl.DataFrame, path: Path) -> None:
    path.unlink()


def _reconciled(settings: Settings, articles: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    lake = scan_articles(settings)
    taken = lake.filter(pl.col("article_id").is_in(articles["article_id"].to_list())).collect()["article_id"].to_list()
    newest = (
        lake.filter(pl.col("story_id").is_in(articles["story_id"].to_list()))
        .group_by("story_id")
        .agg(pl.col("version").max().alias("newest"))
        .collect()
    )
    left = articles.filter(~pl.col("article_id").is_in(taken)).join(newest, on="story_id", how="left")
    behind = (pl.col("newest").fill_null(0) - pl.col("version").min().over("story_id") + 1).clip(lower_bound=0)
    return left.with_columns(pl.col("version") + behind).select(articles.columns), taken
