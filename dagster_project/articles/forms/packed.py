"""Packed files (gzip, bzip2, xz): the one file in them, under its name without the packing's ending."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from dagster_project.articles.forms.form import Container, Member, Unfolding
from dagster_project.articles.forms.unfolded import counted
from dagster_project.articles.received import Limits, Reason, Rejected, Source

_ENDINGS = {".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".gz": "", ".bz2": "", ".xz": ""}
_XZ_MEMORY = 128 * 1024 * 1024
"""Bytes that unpacking xz may take: twice what its strongest usual setting does. The file itself says how much it wants."""
_CHUNK = 64 * 1024


class _Xz(io.RawIOBase):
    """Unpacks xz in bounded memory, which the standard library's file object does not offer."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder: lzma.LZMADecompressor | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the base takes any buffer
        content = b""
        while not content:
            if self._decoder is None or self._decoder.eof:
                packed = (self._decoder.unused_data if self._decoder else b"") or self._stream.read(_CHUNK)
                if not packed.strip(b"\0"):
                    return 0
                self._decoder = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
            elif self._decoder.needs_input:
                packed = self._stream.read(_CHUNK)
                if not packed:
                    raise EOFError("it ends within the packed data")
            else:
                packed = b""
            content = self._decoder.decompress(packed, len(buffer))
        buffer[: len(content)] = content
        return len(content)


_MAGIC: tuple[tuple[bytes, Callable[[BinaryIO], object]], ...] = (
    (b"\x1f\x8b", lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", _Xz),
)


def members(stream: BinaryIO, source: Source, limits: Limits, unfolding: Unfolding) -> Iterator[Member]:
    """The file that was packed, whatever its packing's ending says. It goes by the name of the file received."""
    head = stream.peek(8)[:8]  # type: ignore[attr-defined]  # streams that are handed to forms have it
    opener = next((opener for magic, opener in _MAGIC if head.startswith(magic)), None)
    if opener is None:
        detail = f"expected a packed file, found the first bytes {head.hex(' ') or 'missing'}; rename it to what it is"
        raise Rejected(Reason.BROKEN_ARCHIVE, detail)
    ending = next(ending for ending in _ENDINGS if source.name.lower().endswith(ending))
    unpacked = counted(cast(BinaryIO, opener(stream)), unfolding)
    name = source.name[: -len(ending)] + _ENDINGS[ending]
    yield Member("", source, stream=unpacked, name=name)


CONTAINER = Container("packed", tuple(_ENDINGS), members)
