"""Parquet: one article a row, some rows at a time, of the columns that hold articles' fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from dagster_project.articles.forms.fields import ALIASES, names_of, received
from dagster_project.articles.forms.form import Form
from dagster_project.articles.forms.json_lines import parsed
from dagster_project.articles.forms.record import row_entry, too_large
from dagster_project.articles.forms.unfolded import seekable
from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected, Source

_ROWS = 64
_BUFFER = 1024 * 1024
_FOOTER = 32 * 1024 * 1024


def cut(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Entry]:
    """One entry per row, located as `row N` (from 1). Words are held once a page however often they recur, so that a file
    of few bytes can't fill the memory."""
    number = 0
    with seekable(stream) as file:
        try:
            columns, words = _columns(file, source)
            table = pq.ParquetFile(
                file, read_dictionary=words, buffer_size=_BUFFER,
                thrift_string_size_limit=_FOOTER, thrift_container_size_limit=_FOOTER,
            )  # fmt: skip
            for batch in table.iter_batches(_ROWS, columns=columns, use_threads=False):
                for place in range(batch.num_rows):
                    number += 1
                    yield _entry(f"row {number}", batch, place, limits)
        except (pa.ArrowException, OSError, ValueError) as error:
            found = " ".join(str(error).split())[:160]
            detail = f"expected Parquet, found it damaged behind row {number:,}: {found}; write the file again"
            raise Rejected(Reason.BROKEN_TABLE, detail) from error
    if not number:
        raise Rejected(Reason.EMPTY, "expected rows, found none; replace the file")


def _columns(file: BinaryIO, source: Source) -> tuple[list[str], list[str]]:
    """The columns that hold articles' fields, and those of them that are words."""
    schema = pq.read_schema(file)
    file.seek(0)
    known = {name for field in ALIASES for name in names_of(field, source)}
    if not set(schema.names) & set(names_of("text", source)):
        raise Rejected(
            Reason.UNSUPPORTED_FORM,
            f"expected a table of articles with a column such as {', '.join(names_of('text', source)[:4])}; found the columns "
            f"{', '.join(schema.names[:12])}; name the text's column in fields.yaml",
        )
    columns = [name for name in schema.names if name in known]
    kinds = {name: schema.field(name).type for name in columns}
    return columns, [name for name, kind in kinds.items() if pa.types.is_string(kind) or pa.types.is_large_string(kind)]


def _entry(locator: str, batch: pa.RecordBatch, place: int, limits: Limits) -> Entry:
    """One row. Sizes are looked at before a value is made."""
    fields = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        value = column[place]
        held = value.value if isinstance(value, pa.DictionaryScalar) else value
        if isinstance(held, pa.StringScalar | pa.LargeStringScalar) and held.is_valid:
            size = held.as_buffer().size
            if size > limits.entry_bytes:
                return too_large(locator, f"{name} {size}".encode(), size, limits)
        if (plain := held.as_py()) is not None:
            fields[name] = plain
    return row_entry(locator, fields, limits)


def read(entry: Entry, source: Source) -> Received:
    """As a record of JSON: fields by the names of `fields.ALIASES`."""
    value = parsed(entry.content)
    return received(value if isinstance(value, dict) else {}, "parquet", source)


FORM = Form("parquet", (".parquet", ".pq"), cut, read)
