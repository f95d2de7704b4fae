"""The layout of UCDP's Georeferenced Event Dataset: one row = one event with a best, a low and a high estimate of deaths.

Known from the day of its release; a later release's changed row is a new version, known from that release on."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence

from dagster_project.articles.dating import stated_time
from dagster_project.articles.forms.layouts import Layout, Row, Stated, date_in_name
from dagster_project.articles.received import Reason, Rejected, Source

OUTLET = "UCDP GED"

_RELEASE = re.compile(r"ged(?:event)?[_ -]?v?(\d{2})[_.-]?1(?!\d)", re.IGNORECASE)
_RELEASE_MONTH = 6
"""The yearly release N.1 comes out in June of the year N; where the file's name gives no date, its end is taken, when it
was out for certain."""


def _vintage(source: Source, rows: Sequence[Row]) -> str:
    """The release's date: the one in the file's name, else that of the release the name states (ged251, GEDEvent_v25_1)."""
    if named := date_in_name(source):
        return named
    if release := _RELEASE.search(source.stem):
        year = 2000 + int(release[1])
        return f"{year}-{_RELEASE_MONTH:02}-{monthrange(year, _RELEASE_MONTH)[1]}"
    raise Rejected(
        Reason.UNREADABLE_DATE,
        "expected the release in the file's name, as a version (ged251, GEDEvent_v25_1) or a date (2025-06-11), found "
        f"{source.stem[:60]!r}; rename the file: rows are known from the release on",
    )


def _keys(rows: Sequence[Row]) -> list[str | None]:
    return [row.get("id") for row in rows]


def _state(row: Row, vintage: str, source: Source) -> Stated:
    missing = [column for column in LAYOUT.required if column not in row]
    if missing:
        raise Rejected(
            Reason.BROKEN_TABLE, f"expected {', '.join(missing)} in every row, found it empty; correct the row"
        )
    released = stated_time(vintage, "release")
    return Stated(OUTLET, released, released)


LAYOUT = Layout(
    name="ucdp_ged",
    required=("id", "date_start", "best", "low", "high", "type_of_violence", "country"),
    columns=(
        "id", "type_of_violence", "conflict_name", "dyad_name", "side_a", "side_b", "country", "adm_1", "adm_2",
        "where_description", "where_prec", "latitude", "longitude", "date_prec", "date_start", "date_end", "event_clarity",
        "number_of_sources", "source_office", "low", "high", "best", "deaths_a", "deaths_b", "deaths_civilians",
        "deaths_unknown",
    ),
    is_closed=True,
    vintage=_vintage,
    keys=_keys,
    state=_state,
)  # fmt: skip
