"""JSON: one article, a list of them, or an object that holds such a list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from dagster_project.articles.decoding import decode
from dagster_project.articles.forms.fields import ALIASES
from dagster_project.articles.forms.form import Form, bounded
from dagster_project.articles.forms.json_lines import article, parsed
from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected, Source

_LISTS = ("articles", "items", "entries", "results", "data")


def cut(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Entry]:
    """One entry per record: located as "" for a file that is one article, as `entry N` (from 1) in a list. An entry's
    content is its record in canonical JSON, so that a list written anew with other spacing holds the same inputs."""
    content = bounded(stream, limits.document_bytes)
    value = parsed(decode(content).encode())
    records = _records(value)
    if records is None:
        yield Entry("", content)
        return
    if not records:
        raise Rejected(Reason.EMPTY, "expected a list of articles, found an empty one; replace the file")
    for number, record in enumerate(records, start=1):
        yield Entry(f"entry {number}", json.dumps(record, sort_keys=True, separators=(",", ":")).encode())


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
