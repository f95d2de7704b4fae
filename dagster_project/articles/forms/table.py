"""CSV of articles: one a row, under a header that names the fields. Streams; tallies have forms of their own."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from typing import BinaryIO

from dagster_project.articles.decoding import encoding_of
from dagster_project.articles.forms.fields import names_of, received
from dagster_project.articles.forms.form import Form
from dagster_project.articles.forms.headed import header_of
from dagster_project.articles.forms.json_lines import parsed
from dagster_project.articles.forms.record import row_entry, too_large
from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected, Source

_SNIFFED = 256 * 1024
_CHUNK = 1024 * 1024


class Lines:
    """The lines of a table, for the CSV reader. One row may take `limit` characters; of a longer one the rest is passed
    over, and the reader is told that the row ends."""

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self._text, self._limit = text, limit
        self.overlong = 0
        self._row = 0

    def __iter__(self) -> Lines:
        return self

    def start_row(self) -> None:
        self._row = self.overlong = 0

    def __next__(self) -> str:
        line = self._text.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self._row += len(line)
        if self._row <= self._limit:
            return line
        self.overlong = self._row
        while not line.endswith("\n") and (line := self._text.readline(_CHUNK)):
            self.overlong += len(line)
        raise csv.Error("a row beyond the limit")


def cut(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Entry]:
    """One entry per row, located as `row N` (from 1, header not counted). Delimiter comma, semicolon, tab or bar; any
    encoding, told by the file's first bytes, a byte of another rejecting its row."""
    head = stream.peek(_SNIFFED)[:_SNIFFED]  # type: ignore[attr-defined]  # streams that are handed to forms have it
    encoding = encoding_of(head)
    names, delimiter = header_of(head)
    _refuse_foreign(names, source)
    lines, rows = reader_of(stream, encoding, delimiter, limits)
    header: list[str] = []
    while not header:
        header = [name.strip().removeprefix("\ufeff") for name in next(rows, names)]
    number = 0
    stated = (row for row in rows_of(rows, lines) if isinstance(row, csv.Error) or any(map(str.strip, row)))
    for number, row in enumerate(stated, start=1):
        yield _entry(f"row {number}", row, header, lines.overlong, limits)
    if not number:
        raise Rejected(Reason.EMPTY, "expected rows under the header, found none; replace the file")


def reader_of(stream: BinaryIO, encoding: str, delimiter: str, limits: Limits) -> tuple[Lines, Iterator[list[str]]]:
    """The lines of a table, and its rows as they are read from these. Bytes of another encoding become lone surrogates."""
    csv.field_size_limit(limits.entry_bytes + 1)
    lines = Lines(io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline=""), limits.entry_bytes)
    return lines, csv.reader(lines, delimiter=delimiter, strict=True)


def rows_of(rows: Iterator[list[str]], lines: Lines) -> Iterator[list[str] | csv.Error]:
    """The rows of a table, and for one that is broken its fault; blank lines left out."""
    while True:
        lines.start_row()
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield error
            continue
        if row:
            yield row


def faulty(locator: str, row: list[str] | csv.Error, content: bytes, overlong: int, limits: Limits) -> Entry | None:
    """The rejected entry of a row that is broken or holds bytes of another encoding; None for a sound one."""
    if isinstance(row, csv.Error):
        fingerprint = hashlib.sha256(f"{locator} {overlong} {row}".encode()).digest()
        if overlong:
            return too_large(locator, fingerprint, overlong, limits)
        detail = f"expected a row of CSV, found {row}; correct the quotes in this row"
        return Entry(locator, fingerprint, rejected=Rejected(Reason.BROKEN_TABLE, detail))
    if any("\udc80" <= sign <= "\udcff" for cell in row if not cell.isascii() for sign in cell):
        detail = "expected one encoding in the whole file, found bytes of another in this row; save the file as UTF-8"
        return Entry(locator, content, rejected=Rejected(Reason.UNDECODABLE, detail))
    return None


def _entry(locator: str, row: list[str] | csv.Error, header: list[str], overlong: int, limits: Limits) -> Entry:
    cells = zip(header, () if isinstance(row, csv.Error) else row, strict=False)
    entry = row_entry(locator, {name: cell for name, cell in cells if cell.strip()}, limits)
    return faulty(locator, row, entry.content, overlong, limits) or entry


def _refuse_foreign(names: list[str], source: Source) -> None:
    """Refuse a table that has no column for a text: no row of it can be an article."""
    known = names_of("text", source)
    if not set(names) & set(known):
        found = ", ".join(names[:12]) or "no header"
        raise Rejected(
            Reason.UNSUPPORTED_FORM,
            f"expected a table of articles with a column such as {', '.join(known[:4])}, or a tally; found the columns {found}; "
            "name the text's column in fields.yaml",
        )


def read(entry: Entry, source: Source) -> Received:
    """As a record of JSON: fields by the names of `fields.ALIASES`."""
    value = parsed(entry.content)
    return received(value if isinstance(value, dict) else {}, "csv", source)


FORM = Form("csv", (".csv", ".tsv"), cut, read)
