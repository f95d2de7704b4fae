"""WARC files: pages and feeds as a crawler received them, one record after another (Common Crawl News as it is)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from typing import Any, BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecordType

from dagster_project.articles.decoding import storable
from dagster_project.articles.forms import feed, plain_text, web_page
from dagster_project.articles.forms.form import Container, Form, Member, Unfolding
from dagster_project.articles.forms.unfolded import FAULTS, broken, counted
from dagster_project.articles.model import Precision
from dagster_project.articles.received import Limits, Reason, Rejected, Source, Stamp, Stated

OUTLET = "Crosstally-Outlet"
"""Header of a record that names the outlet a user gave for it; written for the feeds of the user's list."""
ENTRIES = "Crosstally-Entries"
"""Header of a feed's record that lists the entries to be read, counted from 1, or says `none`; without it all are."""
_READ = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
"""What holds documents. Requests, notes on the crawl and records of pages seen before hold none: they are no inputs."""
_LONGEST_HEADER = 64 * 1024
_OTHERS = {"text/plain": plain_text.FORM}
_HEAD = 1024
_SLACK = 32
"""Bytes between two records that are no sign of damage: blank lines, and blanks in a header."""
_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_XML = frozenset(("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"))


class _Read:
    """The file as it is read on: how far, and whether its end was met."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.given = 0
        self.is_ended = False

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(size)
        self.given += len(content)
        self.is_ended = self.is_ended or (not content and size != 0)
        return content

    def tell(self) -> int:
        return self.given


class _Document(io.RawIOBase):
    """A record's content, which must be whole: a page cut off in the middle may have lost half a figure."""

    def __init__(self, record: Any, end: int, read: _Read) -> None:
        self._reader, self._end, self._read = record.reader, end, read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the base takes any buffer
        content = self._reader.read(len(buffer))
        if not content and self._read.is_ended and self._read.given < self._end:
            raise EOFError("it ends within this document")
        buffer[: len(content)] = content
        return len(content)


def members(stream: BinaryIO, source: Source, limits: Limits, unfolding: Unfolding) -> Iterator[Member]:
    """One member per document, located by its offset in the unpacked file, a feed by its address, so that its items are
    the same inputs whenever it is fetched. Rejected: answers that are no success, cut off, or of a kind not read, and
    stretches of the file that hold no record."""
    read = _Read(stream)
    records = iter(
        ArchiveIterator(
            cast(BinaryIO, read), parse_http=False, max_header_len=_LONGEST_HEADER, stream_detect=False, quirks_mode=True
        )
    )  # fmt: skip
    begun = end = number = 0
    is_read = False
    while True:
        try:
            record = next(records, None)
        except (OSError, ValueError) as error:
            raise _broken(error, number) from error
        start = read.given if record is None else record.stream_pos
        if start - end > _SLACK:
            yield _gap(end, start, source)
        if record is None:
            if end > start and not is_read:  # a document that is cut off says so itself
                yield _gap(begun, start, source)
            break
        begun, end, is_read = start, start + _size(record), record.record_type in _READ
        if is_read:
            number += 1
            unfolding.count_member()
            yield _member(record, end, read, source, limits, unfolding)
    if not number:
        raise Rejected(Reason.EMPTY, "expected a WARC file with responses, found none; take it from the crawl again")


def _size(record: Any) -> int:
    """Bytes of a record with its header, as far as the header is written as usual."""
    header = sum(len(str(name)) + len(str(value).encode()) + 4 for name, value in record.headers.items())
    return int(len("WARC/1.0") + 4 + header + record.content_length)


def _gap(start: int, end: int, source: Source) -> Member:
    """A stretch of the file that holds no record: damage, behind which the next record was found."""
    detail = f"expected a record, found {end - start:,} bytes that are none; take the file from the crawl again"
    rejected = Rejected(Reason.BROKEN_ARCHIVE, detail)
    return Member(f"offset {start}", source, rejected=rejected, fingerprint=f"{start} {end}".encode())


def _broken(error: Exception, number: int) -> Rejected:
    found = " ".join(str(error).split())[:160]
    detail = f"expected a WARC file, found it damaged behind document {number:,}: {found}; take it from the crawl again"
    return Rejected(Reason.BROKEN_ARCHIVE, detail)


def _member(record: Any, end: int, read: _Read, source: Source, limits: Limits, unfolding: Unfolding) -> Member:
    locator = f"offset {record.stream_pos}"
    try:
        record.parse_http(auto_decode="all", max_header_len=_LONGEST_HEADER, quirks_mode=True)
        headers = {str(name).lower(): str(value) for name, value in record.headers.items()}
        url = storable(headers.get("warc-target-uri", "")).strip("<> ") or None
        inner = replace(source, stated=_stated(record, headers, url))
        form = _form(record, headers, limits)
        stream = counted(cast(BinaryIO, _Document(record, end, read)), unfolding)
        if feed.holds(stream.peek(_HEAD)):  # type: ignore[attr-defined]  # servers call feeds anything
            form = feed.FORM
    except Rejected as error:
        fingerprint = f"{url} {headers.get('warc-date')} {headers.get('warc-payload-digest')}".encode()
        return Member(locator, inner, rejected=error, fingerprint=fingerprint)
    except (*FAULTS, OSError, ValueError, LookupError) as error:
        return Member(locator, source, rejected=broken(error), fingerprint=locator.encode())
    if form is None:
        return Member(locator, inner, rejected=_foreign(record, headers), fingerprint=f"{url}".encode())
    return Member(url if form is feed.FORM and url else locator, inner, stream=stream, form=form)


def _stated(record: Any, headers: dict[str, str], url: str | None) -> Stated:
    date = record.record_date
    captured = Stamp(date.astimezone(UTC).replace(microsecond=0), Precision.SECOND) if date is not None else None
    outlet = storable(headers.get(OUTLET.lower(), "")).strip() or None
    listed = headers.get(ENTRIES.lower())
    entries = None if listed is None else frozenset(int(number) for number in listed.split() if number.isdigit())
    return Stated(url, record.http_charset, outlet, captured, entries)


def _form(record: Any, headers: dict[str, str], limits: Limits) -> Form | None:
    """The form of a record's document by its kind; None for a kind that isn't read. Raises `Rejected` for an answer that
    holds no document."""
    if "warc-truncated" in headers:
        found = f"found it cut off by the crawler ({headers['warc-truncated'][:40]})"
        raise Rejected(Reason.TOO_LARGE, f"expected a whole document, {found}; fetch the page itself")
    status = record.http_headers.status_code if record.is_http and record.http_headers is not None else 200
    if status is None or not 200 <= status < 300:
        raise Rejected(Reason.HTTP_STATUS, f"expected the answer 200, found {status}; fetch the page again, or drop it")
    if record.content_length > limits.document_bytes:
        found = f"expected at most {limits.document_bytes:,} bytes in one document, found {record.content_length:,}"
        raise Rejected(Reason.TOO_LARGE, f"{found}; fetch the page itself")
    kind = _kind(record, headers)
    return web_page.FORM if kind in _PAGES else feed.FORM if kind in _XML else _OTHERS.get(kind)


def _kind(record: Any, headers: dict[str, str]) -> str:
    stated = record.http_content_type if record.is_http else headers.get("content-type", "").split(";")[0]
    return (stated or "").strip().lower()


def _foreign(record: Any, headers: dict[str, str]) -> Rejected:
    found = _kind(record, headers)[:60] or "no kind stated"
    return Rejected(
        Reason.UNSUPPORTED_FORM, f"expected a page, a feed or plain text, found {found!r}; nothing to be done"
    )


CONTAINER = Container("warc", (".warc",), members)
