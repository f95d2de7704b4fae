"""What a form is: how a file is cut into entries, and how an entry is read; and what a container is: how a file is opened
into files. No form of its own lives here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dagster_project.articles.received import Entry, Exploded, Limits, Reason, Received, Rejected, Source

Cut = Callable[[BinaryIO, Source, Limits], Iterator[Entry]]
Read = Callable[[Entry, Source], Received]


@dataclass(frozen=True, slots=True)
class Form:
    """`cut` is cheap and streams, so that inputs already in the ledger are never parsed; `read` does the work for one
    entry and raises `Rejected` where it can't. `holds` tells by a file's first bytes whether it is of this form, for
    forms that share an ending with another."""

    name: str
    suffixes: tuple[str, ...]
    cut: Cut
    read: Read
    holds: Callable[[bytes], bool] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a file. `locator` names it inside its container. Exactly one of `stream` and `rejected` is set;
    `fingerprint` stands for the content of a rejected one. Its form goes by the source's name, unless the container says
    otherwise: `name`, a name that tells it, or `form` itself."""

    locator: str
    source: Source
    stream: BinaryIO | None = None
    name: str | None = None
    form: Form | None = None
    rejected: Rejected | None = None
    fingerprint: bytes = b""


@dataclass(frozen=True, slots=True)
class Container:
    """`members` streams the files of a file; each is read before the next is asked for. It counts what it unfolds in the
    `Unfolding` and raises `Rejected` where it can't go on."""

    name: str
    suffixes: tuple[str, ...]
    members: Callable[[BinaryIO, Source, Limits, Unfolding], Iterator[Member]]


class Unfolding:
    """How far one received file has been unfolded, through all archives in it. Raises `Exploded` beyond the limits."""

    def __init__(self, size: int, limits: Limits) -> None:
        self._limits = limits
        self._most = min(limits.unfolded_bytes, max(limits.unfolded_freely, limits.unfolded_ratio * size))
        self._bytes = 0
        self._members = 0

    def count(self, unfolded: int) -> None:
        """Note that this many bytes came out of an archive."""
        self._bytes += unfolded
        if self._bytes > self._most:
            raise Exploded(
                Reason.ARCHIVE_BOMB,
                f"expected an archive that unfolds to at most {self._most:,} bytes, found more; "
                "what came before stands, the rest is not read; unpack it and give the folder",
            )

    def count_member(self) -> None:
        """Note one more file."""
        self._members += 1
        if self._members > self._limits.members:
            raise Exploded(
                Reason.ARCHIVE_BOMB,
                f"expected at most {self._limits.members:,} files in one archive, found more; split the archive",
            )


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
