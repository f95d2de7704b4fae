"""What a form is: how a file is cut into entries, and how an entry is read. No form of its own lives here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected, Source

Cut = Callable[[BinaryIO, Source, Limits], Iterator[Entry]]
Read = Callable[[Entry, Source], Received]


@dataclass(frozen=True, slots=True)
class Form:
    """`cut` is cheap and streams, so that inputs already in the ledger are never parsed; `read` does the work for one
    entry and raises `Rejected` where it can't."""

    name: str
    suffixes: tuple[str, ...]
    cut: Cut
    read: Read


def whole_file(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Entry]:
    """Cut for files that hold one article: one entry, located by ""."""
    yield Entry("", bounded(stream, limits.document_bytes))


def bounded(stream: BinaryIO, limit: int) -> bytes:
    """All of the stream; raises `Rejected(too_large)` beyond `limit` bytes without reading further."""
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise Rejected(
            Reason.TOO_LARGE, f"expected at most {limit:,} bytes in one document, found more; split the file"
        )
    return content
