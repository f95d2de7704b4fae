"""Files → entries → records, whatever goes wrong: every entry ends as a record or as a rejection, never as an
exception.

`articles` is the door for callers that want articles of some files and no lake."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dagster_project.articles.dating import check_plausible
from dagster_project.articles.editions import edition
from dagster_project.articles.folders import Arrival, arrivals, unreadable
from dagster_project.articles.forms.registry import form_of
from dagster_project.articles.identity import content_hash
from dagster_project.articles.model import Article
from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that gave no article: where it lies, and why."""

    source_file: str
    locator: str
    rejected: Rejected


def entries(arrival: Arrival, limits: Limits) -> Iterator[Entry]:
    """The entries of one file. A file that can't be opened or cut gives one rejected entry whose content is the file's
    SHA-256, or its name where even that can't be read; what was cut before the fault stands."""
    form = form_of(arrival.path.name)
    rejected = arrival.rejected
    if rejected is None and form is not None:
        try:
            with arrival.path.open("rb") as stream:
                yield from form.cut(stream, arrival.source, limits)
            return
        except Rejected as error:
            rejected = error
        except OSError as error:
            rejected = unreadable(error)
        except RecursionError:
            rejected = Rejected(
                Reason.TOO_DEEP, "expected flat records, found nesting beyond what can be read; flatten them"
            )
    yield Entry("", _fingerprint(arrival), rejected=rejected)


def record(entry: Entry, arrival: Arrival, now: datetime, limits: Limits) -> Received | Rejected:
    """Read one entry, or say why not."""
    form = form_of(arrival.path.name)
    if entry.rejected is not None or form is None:
        return entry.rejected or Rejected(Reason.UNSUPPORTED_FORM, "no form reads this file")
    try:
        received = form.read(entry, arrival.source)
        check_plausible(received, now, limits)
    except Rejected as error:
        return error
    except RecursionError:
        return Rejected(
            Reason.TOO_DEEP, "expected a flat document, found one nested beyond what can be read; flatten it"
        )
    except (
        Exception
    ) as error:  # parsers of other people's bytes fail in ways nobody lists; the rest of the batch goes on
        detail = (
            f"reading as {form.name} failed with {type(error).__name__}: {str(error)[:200]}; report it with the file"
        )
        return Rejected(Reason.READER_FAILED, detail)
    return received


def articles(paths: Sequence[Path], now: datetime, limits: Limits | None = None) -> Iterator[Article | Unread]:
    """Articles of files and folders, each as version 1 of its own story, without a lake; and what could not be read.
    `now` stands in for the publication time of undated ones."""
    limits = limits or Limits()
    for arrival in arrivals(paths):
        for entry in entries(arrival, limits):
            read = record(entry, arrival, now, limits)
            if isinstance(read, Rejected):
                yield Unread(arrival.source.name, locator(entry, arrival), read)
            else:
                yield edition(read, arrival.source.name, now)


def locator(entry: Entry, arrival: Arrival) -> str:
    """Where an input lies, for the ledger. A whole file goes by its name, so that a copy of it is listed too, as a
    duplicate; an entry by its place in the file, so that an export taken again holds the same inputs, and by the
    outlet where the folder names one, because the same bytes under two outlets are two inputs."""
    if not entry.locator:
        return arrival.source.name
    outlet = arrival.source.folder_outlet
    return entry.locator if outlet is None else f"{entry.locator} [outlet {outlet}]"


def _fingerprint(arrival: Arrival) -> bytes:
    """SHA-256 of a file that was not cut, in passing; of its name where it must not or can't be opened."""
    if arrival.rejected is None or arrival.rejected.reason is Reason.UNSUPPORTED_FORM:
        try:
            with arrival.path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").digest()
        except OSError:
            pass
    return content_hash(arrival.source.name.encode()).encode()
