"""Parquet: one article a row, some rows at a time, of the columns that hold articles' fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
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
                for row in _rows(batch, limits):
                    number += 1
                    place = f"row {number}"
                    yield (
                        too_large(place, str(row).encode(), row, limits)
                        if isinstance(row, int)
                        else row_entry(place, row, limits)
                    )
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


def _rows(batch: pa.RecordBatch, limits: Limits) -> Iterator[dict[str, Any] | int]:
    """The stated fields of each row, or the size of one beyond the limit. Sizes are looked at before values are made."""
    sizes = [sum(row) for row in zip(*map(_sizes, batch.columns), strict=True)]
    whole = batch.to_pylist() if sum(sizes) <= limits.document_bytes else None
    for place, size in enumerate(sizes):
        if size > limits.entry_bytes:
            yield size
            continue
        row = whole[place] if whole is not None else batch.slice(place, 1).to_pylist()[0]
        yield {name: value for name, value in row.items() if value is not None}


def _sizes(column: pa.Array) -> list[int]:
    """Bytes of each value of a column of words; of other columns, whose values are short, nothing."""
    if not isinstance(column, pa.DictionaryArray):
        return [0] * len(column)
    lengths = pc.binary_length(column.dictionary)
    return [size or 0 for size in pc.take(lengths, column.indices).to_pylist()]


def read(entry: Entry, source: Source) -> Received:
    """As a record of JSON: fields by the names of `fields.ALIASES`."""
    value = parsed(entry.content)
    return received(value if isinstance(value, dict) else {}, "parquet", source)


FORM = Form("parquet", (".parquet", ".pq"), cut, read)
