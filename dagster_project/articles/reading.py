"""Files → inputs → records, whatever goes wrong: every input ends as a record or as a rejection, never as an exception.

`articles` is the door for callers that want articles of some files and no lake."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from dagster_project.articles.dating import check_plausible
from dagster_project.articles.editions import edition
from dagster_project.articles.field_names import NONE_NAMED, FileNames
from dagster_project.articles.folders import Arrival, arrivals, unreadable
from dagster_project.articles.forms.form import Container, Form, Member, Unfolding
from dagster_project.articles.forms.registry import SNIFFED, form_of, known_suffixes
from dagster_project.articles.forms.unfolded import FAULTS, broken
from dagster_project.articles.identity import content_hash
from dagster_project.articles.language import language_of
from dagster_project.articles.model import Article, SourceKind
from dagster_project.articles.received import Entry, Exploded, Limits, Reason, Received, Rejected, Source

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that gave no article: where it lies, and why."""

    source_file: str
    locator: str
    rejected: Rejected


@dataclass(frozen=True, slots=True)
class Input:
    """One input, not yet read. `locator` is the ledger's: a whole file goes by its name, so that a copy of it is listed
    too, as a duplicate; an entry by its place in the file, so that an export taken again holds the same inputs, and by
    the outlet where the folder names one, because the same bytes under two outlets are two inputs."""

    entry: Entry
    locator: str
    source: Source
    form: Form | None


def inputs(arrival: Arrival, limits: Limits, names: FileNames = NONE_NAMED) -> Iterator[Input]:
    """The inputs of one file, out of all archives in it. A file, or a part of an archive, that can't be opened or cut
    gives one rejected input; what was cut before the fault stands."""
    if arrival.rejected is not None:
        yield _refused(arrival.rejected, _fingerprint(arrival), "", arrival.source)
        return
    try:
        with arrival.path.open("rb", buffering=_CHUNK) as stream:
            unfolding = Unfolding(arrival.path.stat().st_size, limits)
            yield from _Cutting(limits, names, unfolding).inputs(arrival.source, stream)
    except Rejected as error:
        yield _refused(error, _fingerprint(arrival), "", arrival.source)
    except OSError as error:
        yield _refused(unreadable(error), _fingerprint(arrival), "", arrival.source)
    except Exception as error:  # see `record`
        yield _refused(_failed("an archive", error), _fingerprint(arrival), "", arrival.source)


class _Cutting:
    """One received file being cut."""

    def __init__(self, limits: Limits, names: FileNames, unfolding: Unfolding) -> None:
        self._limits, self._names, self._unfolding = limits, names, unfolding

    def inputs(
        self, source: Source, stream: BinaryIO, inside: str = "", depth: int = 0, member: Member | None = None
    ) -> Iterator[Input]:
        """The inputs of a stream, named by its source. `inside`: where the stream lies in the received file; `member`: as
        what."""
        source = replace(source, names=self._names.of(source.name))
        name, form = (member.name or source.name, member.form) if member is not None else (source.name, None)
        kind = form or form_of(name, stream.peek(SNIFFED)[:SNIFFED])  # type: ignore[attr-defined]
        if kind is None:
            raise Rejected(
                Reason.UNSUPPORTED_FORM, f"expected a file ending in {known_suffixes()}; convert or rename it"
            )
        if isinstance(kind, Form):
            for entry in self._entries(kind, stream, source):
                yield Input(entry, _locator(entry, inside, source), source, kind)
        elif depth >= self._limits.depth:
            detail = f"expected archives at most {self._limits.depth} deep in one another, found more; unpack them"
            raise Rejected(Reason.TOO_DEEP, detail)
        else:
            yield from self._members(kind, stream, source, inside, depth)

    def _entries(self, form: Form, stream: BinaryIO, source: Source) -> Iterator[Entry]:
        try:
            yield from form.cut(stream, source, self._limits)
        except RecursionError as error:
            detail = "expected flat records, found nesting beyond what can be read; flatten them"
            raise Rejected(Reason.TOO_DEEP, detail) from error
        except FAULTS as error:
            raise broken(error) from error
        except (Rejected, OSError):
            raise
        except Exception as error:  # see `record`
            raise _failed(form.name, error) from error

    def _members(
        self, container: Container, stream: BinaryIO, source: Source, inside: str, depth: int
    ) -> Iterator[Input]:
        for member in container.members(stream, source, self._limits, self._unfolding):
            here = "/".join(filter(None, (inside, member.locator)))
            try:
                yield from self._member(member, here, depth)
            except Exploded:
                raise
            except Rejected as error:
                yield _refused(error, _digest(member), here, member.source)

    def _member(self, member: Member, here: str, depth: int) -> Iterator[Input]:
        if member.rejected is not None or member.stream is None:
            raise member.rejected or Rejected(Reason.BROKEN_ARCHIVE, "expected a file, found none; send it again")
        try:
            yield from self.inputs(member.source, member.stream, here, depth + 1, member)
        except (*FAULTS, OSError) as error:
            raise broken(error) from error


def _locator(entry: Entry, inside: str, source: Source) -> str:
    if not entry.locator and not inside:
        return source.name
    place = " ".join(filter(None, (inside, entry.locator)))
    return place if source.folder_outlet is None else f"{place} [outlet {source.folder_outlet}]"


def _refused(rejected: Rejected, fingerprint: bytes, inside: str, source: Source) -> Input:
    """The input that stands for a file, or a part of one, that could not be cut."""
    return Input(Entry("", fingerprint, rejected=rejected), inside or source.name, source, None)


def record(given: Input, now: datetime, limits: Limits) -> Received | Rejected:
    """Read one input, or say why not."""
    if given.entry.rejected is not None or given.form is None:
        return given.entry.rejected or Rejected(Reason.UNSUPPORTED_FORM, "no form reads this file")
    try:
        received = given.form.read(given.entry, given.source)
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
        return _failed(given.form.name, error)
    if received.kind is SourceKind.TABLE:
        return received
    return replace(received, language=language_of(received.text, received.language))


def articles(
    paths: Sequence[Path], now: datetime, limits: Limits | None = None, names: FileNames = NONE_NAMED
) -> Iterator[Article | Unread]:
    """Articles of files and folders, each as version 1 of its own story, without a lake; and what could not be read.
    `now` stands in for the publication time of undated ones."""
    limits = limits or Limits()
    for arrival in arrivals(paths):
        for given in inputs(arrival, limits, names):
            read = record(given, now, limits)
            if isinstance(read, Rejected):
                yield Unread(arrival.source.name, given.locator, read)
            else:
                yield edition(read, given.source.name, now)


def _failed(form: str, error: Exception) -> Rejected:
    detail = f"reading as {form} failed with {type(error).__name__}: {str(error)[:200]}; report it with the file"
    return Rejected(Reason.READER_FAILED, detail)


def _digest(member: Member) -> bytes:
    """SHA-256 of what is left of a member that could not be cut, in passing; of what stands for it where there is
    nothing to read."""
    digest = hashlib.sha256(f"{member.locator}\n".encode() + member.fingerprint)
    try:
        while member.stream is not None and (content := member.stream.read(_CHUNK)):
            digest.update(content)
    except (*FAULTS, OSError, ValueError):
        pass  # damaged: what could be read of it stands for it
    return digest.digest()


def _fingerprint(arrival: Arrival) -> bytes:
    """SHA-256 of a file that was not cut, in passing; of its name where it must not or can't be opened."""
    if arrival.rejected is None or arrival.rejected.reason is Reason.UNSUPPORTED_FORM:
        try:
            with arrival.path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").digest()
        except OSError:
            pass
    return content_hash(arrival.source.name.encode()).encode()
