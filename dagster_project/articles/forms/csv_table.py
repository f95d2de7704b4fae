"""CSV tables of known layouts: one row = one article whose text is the row's canonical `column=value; …` line.

A table is known by its header; CSV of any other holds articles (see `table`). A new layout is a module and a line here."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from dagster_project.articles.decoding import encoding_of, repaired, storable
from dagster_project.articles.forms import figure_table, month_totals, tally, ucdp_ged
from dagster_project.articles.forms.form import Form, bounded
from dagster_project.articles.forms.headed import header_of
from dagster_project.articles.forms.layouts import Layout, Row
from dagster_project.articles.forms.table import faulty, reader_of, rows_of
from dagster_project.articles.model import SourceKind
from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected, Source

LAYOUTS: Mapping[str, Layout] = {
    layout.name: layout
    for layout in (tally.LAYOUT, ucdp_ged.LAYOUT, month_totals.MONTHS, month_totals.TOTALS, figure_table.LAYOUT)
}

_SNIFFED = 256 * 1024
_WHOLE = re.compile(r"(-?\d+)\.0+$")
_BLANK = frozenset(("", "nan", "none", "null", "{}", "[]"))


def holds(head: bytes) -> bool:
    """Whether a file's header is that of a known layout."""
    return _layout_of(header_of(head)[0]) is not None


def cut(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Entry]:
    """One entry per row, located as `row N` (from 1, header not counted). Streams, but for layouts that tell their rows apart by
    one another: a table of theirs is one document."""
    head = stream.peek(_SNIFFED)[:_SNIFFED]  # type: ignore[attr-defined]  # streams that are handed to forms have it
    encoding = encoding_of(head)
    layout, delimiter = _layout(head)
    if layout.needs_all_rows:
        entries: Iterable[tuple[Row, Entry]] = list(
            _entries(io.BytesIO(bounded(stream, limits.document_bytes)), encoding, delimiter, limits)
        )
        rows = [row for row, _ in entries]
        vintage, keys = layout.vintage(source, rows), iter(layout.keys(rows))
    else:
        vintage, keys = layout.vintage(source, ()), None
        entries = _entries(stream, encoding, delimiter, limits)
    is_empty = True
    for row, entry in entries:
        is_empty = False
        key = layout.keys([row])[0] if keys is None else next(keys)
        context = (("layout", layout.name), ("vintage", vintage), *([("key", key)] if key is not None else []))
        yield replace(entry, context=context)
    if is_empty:
        raise Rejected(Reason.EMPTY, "expected rows under the header, found none; replace the file")


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


def _layout(head: bytes) -> tuple[Layout, str]:
    names, delimiter = header_of(head)
    layout = _layout_of(names)
    if layout is None:
        known = " · ".join(f"{each.name} ({', '.join(each.required)})" for each in LAYOUTS.values())
        raise Rejected(
            Reason.UNSUPPORTED_FORM,
            f"expected a table of a known layout, told by its columns: {known}; found {', '.join(names[:12]) or 'none'}; "
            "rename the columns to those of a table of figures (docs/tables.md)",
        )
    return layout, delimiter


def _entries(stream: BinaryIO, encoding: str, delimiter: str, limits: Limits) -> Iterator[tuple[Row, Entry]]:
    """Each row with its entry; a broken one has no cells and says what is wrong."""
    lines, reader = reader_of(stream, encoding, delimiter, limits)
    rows = rows_of(reader, lines)
    header = [""]
    while not any(header):
        header = [name.strip().removeprefix("\ufeff") for name in next(reader, ["none"])]
    for number, cells in enumerate(rows, start=1):
        row = {} if isinstance(cells, csv.Error) else _row(header, cells)
        locator, content = f"row {number}", json.dumps(row, ensure_ascii=False).encode()
        yield row, faulty(locator, cells, content, lines.overlong, limits) or Entry(locator, content)


def _row(header: Sequence[str], cells: Sequence[str]) -> Row:
    """The stated cells of a row by column; what stands beyond the last column under `extra`."""
    named = [*zip(header, cells, strict=False), ("extra", " ".join(cells[len(header) :]))]
    return {name: value for name, cell in named if (value := _clean(cell))}


def _layout_of(header: Sequence[str]) -> Layout | None:
    return next((layout for layout in LAYOUTS.values() if set(layout.required) <= set(header)), None)


def _clean(cell: str) -> str:
    """One cell's value in one spelling: blanks collapsed, `287.0` as 287, `;` (which parts the line) as a comma."""
    words = " ".join((cell if cell.isascii() else repaired(cell)).split()).replace(";", ",")
    return "" if words.lower() in _BLANK else _WHOLE.sub(r"\1", storable(words))


FORM = Form("table", (".csv", ".tsv"), cut, read, holds)
