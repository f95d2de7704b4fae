"""ZIP archives: the files in them, each as if it lay in a folder."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from dagster_project.articles.forms.form import Container, Member, Unfolding
from dagster_project.articles.forms.unfolded import FAULTS, broken, counted, seekable
from dagster_project.articles.naming import refused_member, source_of_member, turn
from dagster_project.articles.received import Exploded, Limits, Reason, Rejected, Source

_ENCRYPTED = 0x1
_LARGEST_LIST = 32 * 1024 * 1024
"""Bytes of an archive's list of files, which is held in memory whole: some 300,000 names."""
_TAIL = 66_000
"""Bytes at the end of an archive within which the record lies that says how long the list is."""


def members(stream: BinaryIO, source: Source, limits: Limits, unfolding: Unfolding) -> Iterator[Member]:
    """The files in the order in which a folder's are read. Names that lead out of it, links and encrypted files are
    rejected; folders and hidden files are passed over."""
    with seekable(stream) as file:
        _refuse_long_list(file)
        try:
            archive = zipfile.ZipFile(file)
        except (*FAULTS, ValueError) as error:
            raise broken(error) from error
        with archive:
            for info in sorted(archive.infolist(), key=lambda info: turn(info.filename)):
                unfolding.count_member()
                if not info.is_dir():
                    yield from _member(archive, info, source, unfolding)


def _refuse_long_list(file: BinaryIO) -> None:
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - _TAIL))
    tail = file.read(_TAIL)
    file.seek(0)
    size = 0
    if len(record := tail[tail.rfind(b"PK\x05\x06") :]) >= 16:
        (size,) = struct.unpack("<L", record[12:16])
    if size == 0xFFFFFFFF and len(record := tail[tail.rfind(b"PK\x06\x06") :]) >= 48:
        (size,) = struct.unpack("<Q", record[40:48])
    if size > _LARGEST_LIST:
        found = f"expected a list of files of at most {_LARGEST_LIST:,} bytes, found {size:,}; split the archive"
        raise Exploded(Reason.ARCHIVE_BOMB, found)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, unfolding: Unfolding) -> Iterator[Member]:
    inner = source_of_member(source, info.filename)
    if inner is None:
        return
    fingerprint = f"{info.CRC} {info.file_size}".encode()
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    rejected = refused_member(info.filename, is_link, not is_link)
    if info.flag_bits & _ENCRYPTED and rejected is None:
        rejected = Rejected(
            Reason.UNREADABLE_FILE, "expected a file that can be read, found it encrypted; unpack it and give the file"
        )
    if rejected is not None:
        yield Member(info.filename, inner, rejected=rejected, fingerprint=fingerprint)
        return
    try:
        stream = archive.open(info)
    except (*FAULTS, ValueError, RuntimeError) as error:
        yield Member(info.filename, inner, rejected=broken(error), fingerprint=fingerprint)
        return
    with stream:
        yield Member(info.filename, inner, stream=counted(cast(BinaryIO, stream), unfolding))


CONTAINER = Container("zip", (".zip",), members)
