"""CSV tables of known layouts: one row = one article whose text is the row's canonical `column=value; …` line.

A table is known by its header; CSV of any other holds articles (see `table`). A new layout is a module and a line here."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from dagster_project.articles.decoding import decode, storable
from dagster_project.articles.forms import figure_table, month_totals, tally, ucdp_ged
from dagster_project.articles.forms.form import Form, bounded
from dagster_project.articles.forms.headed import header_of
from dagster_project.articles.forms.layouts import Layout, Row
from dagster_project.articles.model import SourceKind
from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected, Source

LAYOUTS: Mapping[str, Layout] = {
    layout.name: layout
    for layout in (tally.LAYOUT, ucdp_ged.LAYOUT, month_totals.MONTHS, month_totals.TOTALS, figure_table.LAYOUT)
}

_WHOLE = re.compile(r"(-?\d+)\.0+$")
_BLANK = frozenset(("", "nan", "none", "null", "{}", "[]"))


def holds(head: bytes) -> bool:
    """Whether a file's header is that of a known layout."""
    return _layout_of(header_of(head)[0]) is not None


def cut(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Entry]:
    """One entry per row, located as `row N` (from 1, header not counted)."""
    layout, rows = _table(bounded(stream, limits.document_bytes))
    vintage = layout.vintage(source, rows)
    for number, (row, key) in enumerate(zip(rows, layout.keys(rows), strict=True), start=1):
        context = [("layout", layout.name), ("vintage", vintage)]
        if key is not None:
            context.append(("key", key))
        yield Entry(f"row {number}", json.dumps(row, ensure_ascii=False).encode(), tuple(context))


def read(entry: Entry, source: Source) -> Received:
    """The row as its layout reads it."""
    context = dict(entry.context)
    layout, key, row = LAYOUTS[context["layout"]], context.get("key"), json.loads(entry.content)
    stated = layout.state(row, context["vintage"], source)
    return Received(
        form=layout.name,
        outlet=stated.outlet,
        text=layout.line(row),
        source_id=key,
        url=stated.url,
        published=stated.published,
        modified=stated.modified,
        kind=SourceKind.TABLE,
        row_key=key,
    )


def _table(content: bytes) -> tuple[Layout, list[Row]]:
    names, delimiter = header_of(content)
    layout = _layout_of(names)
    if layout is None:
        known = " · ".join(f"{each.name} ({', '.join(each.required)})" for each in LAYOUTS.values())
        raise Rejected(
            Reason.UNSUPPORTED_FORM,
            f"expected a table of a known layout, told by its columns: {known}; found {', '.join(names[:12]) or 'none'}; "
            "rename the columns to those of a table of figures (docs/tables.md)",
        )
    try:
        reader = csv.DictReader(io.StringIO(decode(content)), restkey="extra", delimiter=delimiter, strict=True)
        rows = [{str(name).strip(): value for name, cell in row.items() if (value := _clean(cell))} for row in reader]
    except csv.Error as error:
        raise Rejected(Reason.BROKEN_TABLE, f"expected CSV, found {error}; correct the file") from error
    if not rows:
        raise Rejected(Reason.EMPTY, "expected rows under the header, found none; replace the file")
    return layout, list(rows)


def _layout_of(header: Sequence[str]) -> Layout | None:
    return next((layout for layout in LAYOUTS.values() if set(layout.required) <= set(header)), None)


def _clean(cell: object) -> str:
    """One cell's value in one spelling: blanks collapsed, `287.0` as 287, `;` (which parts the line) as a comma."""
    words = " ".join(" ".join(map(str, cell)) if isinstance(cell, list) else str(cell or "").split())
    words = " ".join(words.split()).replace(";", ",")
    return "" if words.lower() in _BLANK else _WHOLE.sub(r"\1", storable(words))


FORM = Form("table", (".csv", ".tsv"), cut, read, holds)
