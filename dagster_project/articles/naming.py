"""What the name of a file says, in a folder or in an archive: its outlet, its turn, and whether it may be read. Opens
nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from dagster_project.articles.decoding import storable
from dagster_project.articles.received import Reason, Rejected, Source

_GENERIC = re.compile(
    r"(raw|in|inbox|input|inputs|data|sample|samples|corpus|articles?|dispatches|news|texts?|txt|prose|pages?|html?|web|saved|"
    r"markdown|md|jsonl?|ndjson|csv|parquet|telegram|warc|zip|tar|rss|atom|feeds?|tall(y|ies)|tables?|files?|docs?|documents?|"
    r"archives?|crawls?|exports?|chat|chatexport[\d_-]*|downloads?|misc|bad|broken|rejected|unreadable|[\d._-]+)$",
    re.I,
)
_DATED = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_TABLE = re.compile(r"\.[ct]sv(\.gz|\.bz2|\.xz)?$", re.I)
_LONGEST_NAME = 1024


def turn(name: str) -> tuple[bool, bool, str, str]:
    """Sorts files into the order in which they are read: by name; tables last, oldest vintage first, so that a later
    vintage's row is the change."""
    is_table = is_named_as_table(name)
    vintage = _DATED.search(PurePosixPath(name).stem) if is_table else None
    return (is_table, is_table and vintage is None, vintage[0] if vintage else "", name)


def is_named_as_table(name: str) -> bool:
    """Whether a file may be a vintage of a table, which must wait its turn."""
    return _TABLE.search(name) is not None


def folder_outlet(relative: PurePosixPath) -> str | None:
    """The outlet a file's folder names: the folder it lies in, unless that is the folder given or carries a generic
    name (`articles`, `html`, `2023-06` …)."""
    folder = relative.parent.name
    return None if not folder or _GENERIC.match(folder) else folder.replace("_", " ")


def is_passed_over(relative: PurePosixPath) -> bool:
    """Hidden files, files of hidden folders, a system's own notes, and files called README: no inputs."""
    is_hidden = any(part.startswith(".") and part not in (".", "..") for part in relative.parts)
    return is_hidden or "__MACOSX" in relative.parts or relative.stem.upper() == "README"


def source_of_member(source: Source, name: str) -> Source | None:
    """The source of a file in an archive, as if the archive were a folder; None for one to pass over. The ledger goes by
    the archive's name, the article by both."""
    inside = PurePosixPath(storable(name.replace("\\", "/")))
    if is_passed_over(inside):
        return None
    outlet = folder_outlet(inside) or source.folder_outlet
    return replace(source, name=f"{source.name}/{inside}", folder_outlet=outlet)


def refused_member(name: str, is_link: bool, is_file: bool) -> Rejected | None:
    """Why a file in an archive is not read, going by its header alone: nothing is ever unpacked to the disk under its
    name, but an archive that names places outside itself is not to be trusted."""
    path = PurePosixPath(name.replace("\\", "/"))
    is_outside = path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name) is not None
    if is_outside or "\x00" in name or len(name) > _LONGEST_NAME:
        found = f"a name that leads out of it ({storable(name)[:80]!r})"
    elif is_link:
        found = "a link"
    elif not is_file:
        found = "a device or a file with holes"
    else:
        return None
    return Rejected(Reason.UNSAFE_MEMBER, f"expected plain files in the archive, found {found}; pack the file itself")
