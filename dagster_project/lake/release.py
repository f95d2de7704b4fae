"""A release: everything readers open, built whole under a temporary name, synced, renamed, and put in place by replacing one link.
Its id is a hash of what it is made from and of the release it follows; the same content makes no new one. The last five stay and
can be cited."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.dashboard import Described
from dagster_project.dashboard import build as build_site
from dagster_project.lake import changes, content, exports, frames, redactions, snapshot
from dagster_project.lake.warehouse import MARTS, mart_names, reading
from dagster_project.quality import data_docs
from dagster_project.quality.results import SuiteResult
from dagster_project.settings import Settings

SCHEMA_VERSION = "1.0"  # of the marts' names, types and meanings, as docs/contract.md says
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
    with reading(settings.warehouse, memory=settings.memory) as warehouse:
        made: dict[str, Any] = {"made_from": content.parts(warehouse, blanked), "made_by": content.programs()}
    in_place = read_manifest(settings.published)
    before = in_place["release_id"] if in_place else None
    if in_place and {key: in_place.get(key) for key in made} == made:
        folder = settings.published.resolve()
    else:
        folder = settings.releases / content.release_id_of(made["made_from"], made["made_by"], before)
        if not folder.exists():
            _build(settings, folder, blanked, review(), {**made, "built_at": now.isoformat(timespec="seconds")}, before)
        _put_in_place(settings, folder)
    _keep_last(settings)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    is_new = manifest["release_id"] != before
    return ReleaseReport(manifest["release_id"], is_new, folder, manifest["row_counts"], manifest["as_of"])


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of the release in `folder`; None where there is no release."""
    path = folder / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _build(
    settings: Settings,
    folder: Path,
    blanked: redactions.Redactions,
    reviews: Sequence[SuiteResult],
    made: Mapping[str, Any],
    before: str | None,
) -> None:
    room = settings.releases / f"{_BUILDING}{folder.name}"
    (room / "parquet").mkdir(parents=True)
    snapshot.copy_marts(settings.warehouse, room / DATABASE, blanked, settings.memory)
    compared = changes.write(room / DATABASE, before, settings.published / DATABASE, settings.memory)
    (room / DATABASE).chmod(0o444)
    with reading(room / DATABASE, memory=settings.memory) as published:
        marts = mart_names(published)
        for name in marts:
            published.execute(f"copy {MARTS}.{name} to '{_sql(room)}/parquet/{name}.parquet' (format parquet)")
        manifest = _manifest(published, folder.name, marts, made, compared)
        exports.write(published, room / "exports", SCHEMA_VERSION)
        build_site(published, manifest, room / "site", _described(published), settings.published / "site")
    data_docs.build(reviews, room / "data_docs")
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (room / "manifest.json").write_text(text, encoding="utf-8")
    _sync(room)
    room.rename(folder)
    frames.sync_folder(settings.releases)


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


def _manifest(
    published: duckdb.DuckDBPyConnection,
    release_id: str,
    marts: Sequence[str],
    made: Mapping[str, Any],
    compared: changes.Before | None,
) -> dict[str, Any]:
    """What a reader must know of a release; `built_at` is the only time of a build anywhere. `release_before` is the one that
    `rpt_changes` compares it with; `made_from` and `made_by` tell whether the warehouse has moved on since."""
    newest = published.execute(f"select max(known_at) from {MARTS}.dim_article").fetchone()
    readers = published.execute(
        f"select distinct extractor, extractor_version from {MARTS}.fct_claims order by all"
    ).fetchall()
    return {
        "schema_version": SCHEMA_VERSION,
        "release_id": release_id,
        "as_of": _utc(newest[0]) if newest else None,
        "release_before": {"release_id": compared.release_id, "as_of": _utc(compared.as_of)} if compared else None,
        "crosstally_version": version("crosstally"),
        "extractor_version": ", ".join(sorted({str(one) for _, one in readers})) or None,
        "extractors": [{"extractor": name, "extractor_version": one} for name, one in readers],
        "row_counts": {name: _height(published, name) for name in marts},
        **made,
    }


def _height(published: duckdb.DuckDBPyConnection, mart: str) -> int:
    row = published.execute(f"select count(*) from {MARTS}.{mart}").fetchone()
    return int(row[0]) if row else 0


def _utc(moment: datetime | None) -> str | None:
    return moment.replace(tzinfo=UTC).isoformat() if moment else None


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
