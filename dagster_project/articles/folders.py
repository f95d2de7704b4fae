"""Which files are inputs: the paths a user gives, walked. Opens nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dagster_project.articles.forms.registry import is_read, known_suffixes
from dagster_project.articles.naming import folder_outlet, is_passed_over, turn
from dagster_project.articles.received import Reason, Rejected, Source


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file to be read, or, with `rejected`, one that can't be."""

    path: Path
    source: Source
    rejected: Rejected | None = None


def arrivals(paths: Sequence[Path]) -> list[Arrival]:
    """Every input under the paths, in the order in which they are read: by name; tables last, oldest vintage first, so
    that a later vintage's row is the change.

    A folder is walked whole. Passed over in silence: hidden files and folders, and files called README. Rejected:
    forms not read, links that lead out of the folder, folders that can't be listed. A file given by name is always
    taken. Raises FileNotFoundError for a path that isn't there."""
    found: list[Arrival] = []
    for path in paths:
        if path.is_dir():
            found.extend(_under(path))
        elif path.exists() or path.is_symlink():
            found.append(_file(path, Source(path.name)))
        else:
            raise FileNotFoundError(f"expected a file or folder to read, found nothing at {path}; check the path")
    return sorted(found, key=lambda arrival: turn(arrival.source.name))


def _under(root: Path) -> Iterator[Arrival]:
    within = root.resolve()
    unlisted: list[OSError] = []
    for folder, subfolders, names in os.walk(root, onerror=unlisted.append):
        here = Path(folder)
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        links = [name for name in subfolders if (here / name).is_symlink()]
        for name in sorted((*names, *links)):
            path = here / name
            inside = PurePosixPath(path.relative_to(root))
            if is_passed_over(inside):
                continue
            source = Source(inside.as_posix(), folder_outlet(inside))
            if path.is_symlink() and not _leads_inside(path, within):
                detail = "expected a file of this folder, found a link that leads out of it; copy the file in"
                yield Arrival(path, source, Rejected(Reason.OUTSIDE_FOLDER, detail))
            elif not path.is_dir():
                yield _file(path, source)
    for error in unlisted:
        path = Path(str(error.filename))
        yield Arrival(path, Source(path.relative_to(root).as_posix()), unreadable(error))


def _leads_inside(link: Path, root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _file(path: Path, source: Source) -> Arrival:
    if not path.is_file():
        detail = "expected a file, found a broken link or a device; remove it"
        return Arrival(path, source, Rejected(Reason.UNREADABLE_FILE, detail))
    if not is_read(path.name):
        detail = (
            f"expected a file ending in {known_suffixes()}, found {path.suffix or 'no ending'!r}; convert or rename it"
        )
        return Arrival(path, source, Rejected(Reason.UNSUPPORTED_FORM, detail))
    return Arrival(path, source)


def unreadable(error: OSError) -> Rejected:
    """The rejection for a file or folder the system won't open."""
    detail = (
        f"expected to be allowed to read it, found: {error.strerror or type(error).__name__}; change its permissions"
    )
    return Rejected(Reason.UNREADABLE_FILE, detail)
