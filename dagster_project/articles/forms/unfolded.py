"""Streams out of archives: counted, so that none unfolds without bound, and readable twice at their start."""

from __future__ import annotations

import gzip
import io
import lzma
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from dagster_project.articles.forms.form import Unfolding
from dagster_project.articles.received import Reason, Rejected

_HELD = 16 * 1024 * 1024
"""Bytes of a file inside an archive that are held in memory where it must be sought in; more go to the disk."""
_CHUNK = 256 * 1024
FAULTS = (
    EOFError, gzip.BadGzipFile, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, NotImplementedError,
)  # fmt: skip
"""What reading a damaged archive raises, wherever in it."""


class _Counted(io.RawIOBase):
    """A stream that tells an `Unfolding` of every byte read from it, and that can only be read on."""

    def __init__(self, stream: BinaryIO, unfolding: Unfolding | None) -> None:
        self._stream, self._unfolding = stream, unfolding

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the base takes any buffer
        content = self._stream.read(min(len(buffer), _CHUNK))
        if self._unfolding is not None:
            self._unfolding.count(len(content))
        buffer[: len(content)] = content
        return len(content)


def counted(stream: BinaryIO, unfolding: Unfolding | None) -> BinaryIO:
    """`stream`, counted as it is read unless that is done elsewhere, with `peek`."""
    return cast(BinaryIO, io.BufferedReader(_Counted(stream, unfolding), _CHUNK))


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """`stream` itself where it can be sought in, else a copy that is gone afterwards."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_HELD) as copy:
        shutil.copyfileobj(stream, copy, _CHUNK)
        copy.seek(0)
        yield cast(BinaryIO, copy)


def broken(error: Exception) -> Rejected:
    """The rejection for an archive, or a file in one, that is damaged."""
    found = str(error)[:120] or "its end missing"
    return Rejected(Reason.BROKEN_ARCHIVE, f"expected a whole archive, found it damaged: {found}; send it again")
