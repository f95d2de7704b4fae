"""Tar archives, read as a stream: the files in them, each as if it lay in a folder."""

from __future__ import annotations

import io
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, BinaryIO, Self, cast

from dagster_project.articles.forms.form import Container, Member, Unfolding
from dagster_project.articles.forms.unfolded import FAULTS, broken, counted
from dagster_project.articles.naming import is_named_as_table, refused_member, source_of_member, turn
from dagster_project.articles.received import Limits, Rejected, Source

_END = "end of file header"
"""What the module says of the mark at an archive's end, as against a damaged header."""
_LONGEST_HEADER = 1024 * 1024
_LONG_HEADERS = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip


class _Info(tarfile.TarInfo):
    """A member's header, refused where it states more about itself than a name needs: the module reads that in one
    piece. A damaged header is an error wherever it stands, where the module takes it for the archive's end."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            if str(error) == _END:
                raise
            raise tarfile.ReadError(str(error)) from error

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _LONG_HEADERS and self.size > _LONGEST_HEADER:
            raise tarfile.ReadError(f"a header of {self.size:,} bytes")
        return super()._proc_member(archive)  # type: ignore[misc,no-any-return]  # the hook the module names for subclasses


def members(stream: BinaryIO, source: Source, limits: Limits, unfolding: Unfolding) -> Iterator[Member]:
    """The files in the archive's order, but tables last, oldest vintage first, as in a folder: they wait on the disk until their
    turn. Names that lead out of it, links, devices and files with holes are rejected; folders and hidden files are passed
    over."""
    with tempfile.TemporaryFile() as disk:
        waiting: list[tuple[Member, int, int]] = []
        fault: Rejected | None = None
        try:
            for member in _as_they_come(stream, source, unfolding):
                if member.stream is None or not is_named_as_table(member.locator):
                    yield member
                    continue
                start = disk.seek(0, os.SEEK_END)
                try:
                    shutil.copyfileobj(member.stream, disk)
                    waiting.append((member, start, disk.tell()))
                except (*FAULTS, OSError) as error:
                    yield replace(member, stream=None, rejected=broken(error), fingerprint=f"{start}".encode())
        except Rejected as error:
            fault = error
        for member, start, end in sorted(waiting, key=lambda one: turn(one[0].locator)):
            yield replace(member, stream=counted(cast(BinaryIO, _Stretch(disk, start, end)), None))
        if fault is not None:
            raise fault


class _Stretch(io.RawIOBase):
    """Part of a file, as a file."""

    def __init__(self, file: IO[bytes], start: int, end: int) -> None:
        self._file, self._at, self._end = file, start, end

    def read(self, size: int = -1) -> bytes:
        left = self._end - self._at
        self._file.seek(self._at)
        content = self._file.read(left if size < 0 else min(size, left))
        self._at += len(content)
        return content


def _as_they_come(stream: BinaryIO, source: Source, unfolding: Unfolding) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Info) as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined]  # kept by the module for seeking, which a stream can't
                unfolding.count_member()
                inner = None if info.isdir() else source_of_member(source, info.name)
                if inner is None:
                    continue
                is_plain = info.isreg() and not info.issparse()
                rejected = refused_member(info.name, info.issym() or info.islnk(), is_plain)
                if rejected is not None:
                    yield Member(
                        info.name, inner, rejected=rejected, fingerprint=info.linkname.encode(errors="replace")
                    )
                else:
                    yield Member(info.name, inner, stream=counted(cast(BinaryIO, archive.extractfile(info)), None))
    except (*FAULTS, ValueError) as error:
        raise broken(error) from error


CONTAINER = Container("tar", (".tar",), members)
