"""A release: everything readers open, built whole under a temporary name, synced, renamed, and put in place by replacing one link.
Its id is a hash of what it holds, so the same content makes no new release; the last five stay and can be cited."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dagster_project.dashboard import NEEDED, Described, Previous
from dagster_project.dashboard import build as build_site
from dagster_project.lake import exports, frames, redactions, snapshot
from dagster_project.lake.content import release_id_of
from dagster_project.lake.warehouse import MARTS, mart_names, reading
from dagster_project.quality import data_docs
from dagster_project.quality.results import SuiteResult
from dagster_project.settings import Settings

SCHEMA_VERSION = "1"  # of the marts' names and meanings; raised when one changes for readers
KEPT = 5
DATABASE = "crosstally.duckdb"
_BUILDING = ".building-"
_LINKING = ".published-"


@dataclass(frozen=True)
class ReleaseReport:
    """Which release is in place and what it holds. `is_new` is False where the content was already published."""

    release_id: str
    is_new: bool
    folder: Path
    row_counts: dict[str, int]
    as_of: str | None


def publish(settings: Settings, now: datetime, review: Callable[[], Sequence[SuiteResult]]) -> ReleaseReport:
    """Publish the warehouse's marts and what the quality suites find in them. The caller holds the writer's lock; `review` is
    called only where there is something new to publish.

    Killed anywhere, it leaves the old release in place; the next call sweeps what was half built and goes on.
    """
    _sweep(settings)
    blanked = redactions.read(settings.redactions)
    with reading(settings.warehouse) as warehouse:
        release_id = release_id_of(warehouse, blanked)
    folder = settings.releases / release_id
    is_new = not folder.exists()
    if is_new:
        _build(settings, folder, blanked, review(), now)
    _put_in_place(settings, folder)
    _keep_last(settings)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return ReleaseReport(release_id, is_new, folder, manifest["row_counts"], manifest["as_of"])


def _build(
    settings: Settings, folder: Path, blanked: redactions.Redactions, reviews: Sequence[SuiteResult], now: datetime
) -> None:
    room = settings.releases / f"{_BUILDING}{folder.name}"
    (room / "parquet").mkdir(parents=True)
    snapshot.copy_marts(settings.warehouse, room / DATABASE, blanked)
    (room / DATABASE).chmod(0o444)
    with reading(room / DATABASE) as published:
        marts = _frames(published)
        for name in marts:
            published.execute(f"copy {MARTS}.{name} to '{_sql(room)}/parquet/{name}.parquet' (format parquet)")
        manifest = _manifest(published, folder.name, marts, now)
        exports.write(published, room / "exports", SCHEMA_VERSION)
        tables = _described(published)
    build_site(marts, manifest, room / "site", _previous(settings), tables)
    data_docs.build(reviews, room / "data_docs")
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (room / "manifest.json").write_text(text, encoding="utf-8")
    _sync(room)
    room.rename(folder)
    frames.sync_folder(settings.releases)


def _previous(settings: Settings) -> Previous | None:
    """The release in place, to say what the one being built changes. None where there is none or its marts have other columns."""
    manifest, tables = settings.published / "manifest.json", settings.published / "parquet"
    try:
        return Previous(
            as_of=json.loads(manifest.read_text(encoding="utf-8"))["as_of"],
            figures=pl.read_parquet(tables / "fct_figures.parquet", columns=list(NEEDED)),
            claim_ids=frozenset(pl.read_parquet(tables / "fct_claims.parquet", columns=["claim_id"])["claim_id"]),
            article_ids=frozenset(
                pl.read_parquet(tables / "dim_article.parquet", columns=["article_id"])["article_id"]
            ),
        )
    except (FileNotFoundError, pl.exceptions.ColumnNotFoundError):
        return None


def _described(published: duckdb.DuckDBPyConnection) -> list[Described]:
    comments = dict(
        published.execute(
            "select table_name, coalesce(comment, '') from duckdb_tables() where schema_name = ?", [MARTS]
        ).fetchall()
    )
    columns: dict[str, list[tuple[str, str, str]]] = {name: [] for name in mart_names(published)}
    for table, name, kind, comment in published.execute(
        "select table_name, column_name, lower(data_type), coalesce(comment, '') from duckdb_columns() "
        "where schema_name = ? order by table_name, column_index",
        [MARTS],
    ).fetchall():
        columns[table].append((name, kind, comment))
    return [Described(name, comments.get(name, ""), found) for name, found in columns.items()]


def _frames(published: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
    return {name: published.sql(f"select * from {MARTS}.{name}").pl() for name in mart_names(published)}


def _manifest(
    published: duckdb.DuckDBPyConnection, release_id: str, marts: dict[str, pl.DataFrame], now: datetime
) -> dict[str, Any]:
    """What a reader must know of a release; `built_at` is the only time of a build anywhere."""
    newest = published.execute(f"select max(known_at) from {MARTS}.dim_article").fetchone()
    readers = published.execute(
        f"select distinct extractor, extractor_version from {MARTS}.fct_claims order by all"
    ).fetchall()
    return {
        "schema_version": SCHEMA_VERSION,
        "release_id": release_id,
        "as_of": newest[0].replace(tzinfo=UTC).isoformat() if newest and newest[0] else None,
        "built_at": now.isoformat(timespec="seconds"),
        "crosstally_version": version("crosstally"),
        "extractor_version": ", ".join(sorted({str(one) for _, one in readers})) or None,
        "extractors": [{"extractor": name, "extractor_version": one} for name, one in readers],
        "row_counts": {name: frame.height for name, frame in marts.items()},
    }


def _put_in_place(settings: Settings, folder: Path) -> None:
    """Point the link at `folder` in one step; a reader sees the old release or the new one, nothing between."""
    target = Path(os.path.relpath(folder, settings.published.parent))
    if settings.published.is_symlink() and settings.published.readlink() == target:
        return
    new = settings.data_dir / f"{_LINKING}{folder.name}"
    new.unlink(missing_ok=True)
    new.symlink_to(target, target_is_directory=True)
    new.replace(settings.published)
    frames.sync_folder(settings.data_dir)


def _keep_last(settings: Settings) -> None:
    """Remove all but the `KEPT` releases built last and the one in place. A reader that has a file of one open keeps it."""
    built = sorted(
        (one for one in settings.releases.iterdir() if (one / "manifest.json").exists()),
        key=lambda one: (json.loads((one / "manifest.json").read_text(encoding="utf-8"))["built_at"], one.name),
        reverse=True,
    )
    in_place = settings.published.resolve()
    for old in [one for one in built if one != in_place][KEPT - 1 :]:
        shutil.rmtree(old)


def _sweep(settings: Settings) -> None:
    """Remove what a killed run left half built."""
    settings.releases.mkdir(parents=True, exist_ok=True)
    for left in settings.releases.glob(f"{_BUILDING}*"):
        shutil.rmtree(left)
    for link in settings.data_dir.glob(f"{_LINKING}*"):
        link.unlink()


def _sync(room: Path) -> None:
    """Force every file and folder under `room` to the disk, so that the rename never shows names without their bytes."""
    for path in sorted(room.rglob("*")):
        frames.sync_folder(path)
    frames.sync_folder(room)


def _sql(path: Path) -> str:
    return str(path).replace("'", "''")
