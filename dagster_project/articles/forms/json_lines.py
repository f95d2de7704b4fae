"""JSON Lines: one article a line. Streams, so that a file may be of any size; a line may not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import BinaryIO

from dagster_project.articles.forms.fields import received
from dagster_project.articles.forms.form import Form
from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected, Source

_CHUNK = 1024 * 1024


def cut(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Entry]:
    """One entry per non-blank line, located as `line N` (from 1). A line beyond the limit is hashed in passing, not
    held."""
    number = 0
    found = False
    while line := stream.readline(limits.entry_bytes + 1):
        number += 1
        locator = f"line {number}"
        if len(line) > limits.entry_bytes and not line.endswith(b"\n"):
            yield _too_long(line, stream, locator, limits)
            found = True
        elif line := (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip():
            yield Entry(locator, line)
            found = True
    if not found:
        raise Rejected(
            Reason.EMPTY, "expected one JSON object a line, found no line with anything on it; replace the file"
        )


def _too_long(start: bytes, stream: BinaryIO, locator: str, limits: Limits) -> Entry:
    digest, size = hashlib.sha256(start), len(start)
    while rest := stream.readline(_CHUNK):
        digest.update(rest)
        size += len(rest)
        if rest.endswith(b"\n"):
            break
    detail = f"expected at most {limits.entry_bytes:,} bytes on one line, found {size:,}; split the record"
    return Entry(locator, digest.digest(), rejected=Rejected(Reason.TOO_LARGE, detail))


def read(entry: Entry, source: Source) -> Received:
    """`text` is taken as it is; fields go by the names of `fields.ALIASES`."""
    return article(parsed(entry.content), "jsonl", source)


def parsed(content: bytes) -> object:
    """Any JSON value; raises `Rejected`: broken_json with the place of the fault · too_deep."""
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        at = f"{error.msg} at line {error.lineno}, column {error.colno}"
    except UnicodeDecodeError as error:
        at = f"byte {error.start} is not {error.encoding}"
    except RecursionError as error:
        raise Rejected(
            Reason.TOO_DEEP, "expected a flat record, found one nested beyond what can be read; flatten it"
        ) from error
    except ValueError as error:  # a number of more digits than Python converts
        at = str(error)[:120]
    raise Rejected(Reason.BROKEN_JSON, f"expected JSON, found a fault: {at}; correct or drop the record")


def article(value: object, form: str, source: Source) -> Received:
    """Read one parsed record, which must be an object."""
    if not isinstance(value, dict):
        raise Rejected(
            Reason.BROKEN_JSON, f"expected a JSON object, found {type(value).__name__}; wrap the record in {{}}"
        )
    return received(value, form, source)


FORM = Form("jsonl", (".jsonl", ".ndjson"), cut, read)
