"""Is what readers open as new as the warehouse? Told by content: a release names what it was made from, and that is made again
from the warehouse as it is now. No clock is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb

from dagster_project.lake import content, redactions
from dagster_project.lake.release import read_manifest
from dagster_project.lake.warehouse import MARTS, reading
from dagster_project.settings import Settings

NOTHING = "nothing"


@dataclass(frozen=True)
class Currency:
    """Whether the release in place holds what the warehouse holds. `differing`: marts whose rows differ, and `definitions` or
    `redactions` where those do. `site_as_of` and `warehouse_as_of`: the newest known_at of each, ISO text, or `NOTHING`."""

    is_current: bool
    explanation: str
    release_id: str
    built_at: str
    site_as_of: str
    warehouse_as_of: str
    differing: tuple[str, ...]


def look(settings: Settings) -> Currency:
    """Compare the release in place with the warehouse. Where there is no warehouse, nothing is newer than the release."""
    manifest = read_manifest(settings.published) or {}
    if not settings.warehouse.exists():
        return _currency(manifest, NOTHING, (), "There is no warehouse that could be newer.")
    blanked = redactions.read(settings.redactions)
    with reading(settings.warehouse) as warehouse:
        now = content.parts(warehouse, blanked)
        known = _newest(warehouse)
    then: dict[str, str] = manifest.get("made_from", {})
    differing = tuple(sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name)))
    if not manifest:
        explanation = f"Nothing is published; the warehouse holds reports up to {known}."
    elif differing:
        explanation = (
            f"The site is older than the warehouse: release {manifest['release_id']} shows reports up to {manifest['as_of']}, "
            f"the warehouse holds reports up to {known} and differs in {', '.join(differing)}. The last build did not get "
            "as far as publishing; its run says why."
        )
    else:
        explanation = (
            f"The site shows what the warehouse holds: release {manifest['release_id']}, reports up to {known}."
        )
    return _currency(manifest, known, differing, explanation)


def _currency(manifest: dict[str, Any], warehouse_as_of: str, differing: tuple[str, ...], explanation: str) -> Currency:
    return Currency(
        is_current=not differing,
        explanation=explanation,
        release_id=manifest.get("release_id") or NOTHING,
        built_at=manifest.get("built_at") or NOTHING,
        site_as_of=manifest.get("as_of") or NOTHING,
        warehouse_as_of=warehouse_as_of,
        differing=differing,
    )


def _newest(warehouse: duckdb.DuckDBPyConnection) -> str:
    try:
        row = warehouse.execute(f"select max(known_at) from {MARTS}.dim_article").fetchone()
    except duckdb.CatalogException:  # a build that broke off before it
        return NOTHING
    newest: datetime | None = row[0] if row else None
    return newest.replace(tzinfo=UTC).isoformat() if newest else NOTHING
