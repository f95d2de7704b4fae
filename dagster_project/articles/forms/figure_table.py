"""The layout of a table of figures, such as a desk types from articles: one row = one figure that one claimant stated in one
outlet. Its columns are described in docs/tables.md; more may stand beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dagster_project.articles.dating import stated_time
from dagster_project.articles.forms.fields import outlet_of_file
from dagster_project.articles.forms.layouts import Layout, Row, Stated, date_in_name
from dagster_project.articles.identity import host_of
from dagster_project.articles.received import Reason, Rejected, Source
from dagster_project.claims.figure_columns import MEASURES, QUALIFIERS, SCOPES, count_of

_VOCABULARIES: Mapping[str, Mapping[str, object]] = {
    "measure": MEASURES,
    "qualifier": QUALIFIERS,
    "scope": SCOPES,
}
_NUMBERS = ("value", "low", "high")


def _vintage(source: Source, rows: Sequence[Row]) -> str:
    return date_in_name(source)


def _keys(rows: Sequence[Row]) -> list[str | None]:
    """The row's own `id`: a later table that states it anew is a new version of the row."""
    return [row.get("id") for row in rows]


def _state(row: Row, vintage: str, source: Source) -> Stated:
    """Known from `published` on, else from the date in the file's name. Raises `Rejected` for words outside the
    vocabulary and for a row without a number."""
    for column, words in _VOCABULARIES.items():
        if column in row and row[column] not in words:
            raise _wrong(column, f"one of {', '.join(words)}", row[column])
    if "measure" not in row:
        raise _wrong("measure", f"one of {', '.join(MEASURES)}", "nothing")
    for column in _NUMBERS:
        if column in row and count_of(row[column]) is None:
            raise _wrong(column, "a whole number", row[column])
    if not any(column in row for column in _NUMBERS):
        raise _wrong("value", "a whole number, or `low` and `high`", "nothing")
    published = stated_time(row.get("published") or vintage)
    url = row.get("url")
    outlet = row.get("outlet") or host_of(url) or outlet_of_file(source)
    return Stated(outlet, published, stated_time(vintage) or published, url)


def _wrong(column: str, expected: str, found: str) -> Rejected:
    return Rejected(
        Reason.BROKEN_TABLE,
        f"expected {expected} in `{column}`, found {found[:60]!r}; correct the row (docs/tables.md)",
    )


LAYOUT = Layout(
    name="figures",
    required=("measure", "value"),
    columns=(
        "published", "outlet", "relay", "claimant", "claimant_type", "place", "region", "target_side", "date", "start",
        "end", "month", "window", "scope", "measure", "unit", "weapon", "qualifier", "low", "high", "value", "note", "url",
    ),
    is_closed=False,
    vintage=_vintage,
    keys=_keys,
    state=_state,
)  # fmt: skip
