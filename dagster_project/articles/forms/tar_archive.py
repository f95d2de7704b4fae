"""Tar archives, read as a stream: the files in them, each as if it lay in a folder."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import BinaryIO, Self, cast

from dagster_project.articles.forms.form import Container, Member, Unfolding
from dagster_project.articles.forms.unfolded import FAULTS, broken, counted
from dagster_project.articles.naming import refused_member, source_of_member
from dagster_project.articles.received import Limits, Source

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
    """The files in the archive's order. Names that lead out of it, links, devices and files with holes are rejected;
    folders and hidden files are passed over."""
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
