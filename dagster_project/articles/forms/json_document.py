"""JSON: one article, a list of them, or an object that holds such a list."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from dagster_project.articles.decoding import decode
from dagster_project.articles.forms.fields import ALIASES
from dagster_project.articles.forms.form import Form
from dagster_project.articles.forms.json_lines import article, parsed
from dagster_project.articles.forms.json_stream import Path, values
from dagster_project.articles.forms.record import row_entry
from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected, Source

_LISTS = ("articles", "items", "entries", "results", "data")


def cut(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Entry]:
    """One entry per record: located as "" for a file that is one article, as `entry N` (from 1) in a list. An entry's
    content is its record in canonical JSON, so that a list written anew with other spacing holds the same inputs. A
    longer document must be a list: its records are read one at a time."""
    content = stream.read(limits.document_bytes + 1)
    if len(content) > limits.document_bytes:
        yield from _streamed(content, stream, limits)
        return
    value = parsed(decode(content).encode())
    records = _records(value)
    if records is None:
        yield Entry("", content)
        return
    if not records:
        raise Rejected(Reason.EMPTY, "expected a list of articles, found an empty one; replace the file")
    for number, record in enumerate(records, start=1):
        yield row_entry(f"entry {number}", record, limits)


def _streamed(start: bytes, rest: BinaryIO, limits: Limits) -> Iterator[Entry]:
    number = 0
    for number, (_, record) in enumerate(values(_Joined(start, rest), _is_record, limits), start=1):
        yield row_entry(f"entry {number}", record, limits)
    if not number:
        detail = f"expected at most {limits.document_bytes:,} bytes, or a list of articles, found more and no list; split the file"
        raise Rejected(Reason.TOO_LARGE, detail)


def _is_record(path: Path) -> bool:
    return path == ("[]",) or (len(path) == 2 and path[0] in _LISTS and path[1] == "[]")


class _Joined:
    """What was read of a stream, and the rest of it."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._parts = [io.BytesIO(start), rest]

    def read(self, size: int = -1) -> bytes:
        while self._parts and size != 0:
            if content := self._parts[0].read(size):
                return content
            del self._parts[0]
        return b""


def _records(value: object) -> list[object] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and not any(isinstance(value.get(name), str) for name in ALIASES["text"]):
        return next((held for name in _LISTS if isinstance(held := value.get(name), list)), None)
    return None


def read(entry: Entry, source: Source) -> Received:
    """As for a line of JSON Lines."""
    return article(parsed(decode(entry.content).encode()), "json", source)


FORM = Form("json", (".json",), cut, read)
