"""What a layout is: how the rows of one kind of public table get their identity, their times and their line. The layouts
themselves are modules of their own, listed in `csv_table`; what their columns mean is the business of `claims.tables`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dagster_project.articles.received import Source, Stamp

Row = Mapping[str, str]
"""Column → cleaned value; empty cells are left out."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a row says of itself: who publishes it and since when it is known. `modified` is the time from which it is
    known where it changes the same row of an earlier vintage."""

    outlet: str
    published: Stamp | None
    modified: Stamp | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """`required`: the columns it is known by. `columns`: every column it has had, in the order of the canonical line, so
    that a vintage that orders them otherwise is no change; of other columns the line holds all or, with `is_closed`,
    none. `vintage`: the date of the table as a whole, "" where it has none. `keys`: what ties a row to the same row of
    another vintage; None for rows that are versions of nothing. `state`: row, vintage and source → what it states;
    raises `Rejected`.

    Unless `needs_all_rows`, vintage and keys go by the source and the row alone, and are asked for without the others."""

    name: str
    required: tuple[str, ...]
    columns: tuple[str, ...]
    is_closed: bool
    vintage: Callable[[Source, Sequence[Row]], str]
    keys: Callable[[Sequence[Row]], list[str | None]]
    state: Callable[[Row, str, Source], Stated]
    needs_all_rows: bool = False

    def line(self, row: Row) -> str:
        """`column=value; column=value` of the stated cells, in one order whatever the vintage's."""
        known = [column for column in self.columns if column in row]
        others = [] if self.is_closed else sorted(row.keys() - set(self.columns))
        return "; ".join(f"{column}={row[column]}" for column in (*known, *others))


_DATED_NAME = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")


def date_in_name(source: Source) -> str:
    """The date that a file's name states, "" where it states none."""
    named = _DATED_NAME.search(source.stem)
    return named[1] if named else ""


def undated(source: Source, rows: Sequence[Row]) -> str:
    """The vintage of tables whose rows date themselves."""
    return ""
