"""Dates as publishers write them → UTC stamps with their precision, and when an article could be known. No clock
here: the time of receipt comes in as an argument."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

from dagster_project.articles.model import Precision
from dagster_project.articles.received import Limits, Reason, Received, Rejected, Stamp

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Before this a stated publication time is a default of somebody's software (0001, 1970), not a date of this press."""

_BARE_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$|(\d{4})(\d{2})(\d{2})$")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")
_HAS_TIME = re.compile(r"\d{1,2}:\d{2}|T\d{4}")
_HAS_SECONDS = re.compile(r"\d{1,2}:\d{2}:\d{2}|T\d{6}")


def end_of_day(day: date) -> datetime:
    """The last second of a day in UTC: what a bare date means as a time of knowing."""
    return datetime.combine(day, time(23, 59, 59), UTC)


def stated_time(value: object, field: str = "published") -> Stamp | None:
    """Read a stated time: ISO 8601, RFC 2822, epoch seconds or milliseconds, `date`/`datetime` objects (YAML), or a
    written date such as "2 June 2023". No zone means UTC. None and blank mean not stated.

    Raises `Rejected(unreadable_date)` for anything else, and for a slashed date whose day and month can't be told
    apart."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        stamp = _read(value)
    except (ValueError, OverflowError, OSError):
        stamp = None
    if stamp is None:
        raise Rejected(
            Reason.UNREADABLE_DATE,
            f"expected a date in `{field}` such as 2023-06-02 or 2023-06-02T06:15:00Z, found {str(value)[:80]!r}; "
            "write it as ISO 8601, or leave it out if the date is not known",
        )
    return stamp


def _read(value: object) -> Stamp | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, datetime):
        return Stamp(_utc(value), Precision.SECOND)
    if isinstance(value, date):
        return Stamp(datetime.combine(value, time(), UTC), Precision.DAY)
    if isinstance(value, int | float):
        seconds = value / 1000 if abs(value) > 1e11 else value
        return Stamp(datetime.fromtimestamp(seconds, UTC), Precision.SECOND)
    return _written(value.strip()) if isinstance(value, str) else None


def _written(words: str) -> Stamp | None:
    if bare := _BARE_DATE.match(words):
        year, month, day = (int(part) for part in bare.groups() if part)
        return Stamp(datetime(year, month, day, tzinfo=UTC), Precision.DAY)
    if dotted := _DOTTED.match(words):
        day, month, year = (int(part) for part in dotted.groups())
        return Stamp(datetime(year, month, day, tzinfo=UTC), Precision.DAY)
    slashed = _SLASHED.match(words)
    if slashed and max(int(slashed[1]), int(slashed[2])) <= 12 and slashed[1] != slashed[2]:
        return None
    precision = _precision(words)
    try:
        return Stamp(_utc(datetime.fromisoformat(words)), precision)
    except ValueError:
        pass
    try:
        return Stamp(_utc(parsedate_to_datetime(words)), precision)
    except (ValueError, TypeError, IndexError):
        return _by_dateparser(words, precision)


def _by_dateparser(words: str, precision: Precision) -> Stamp | None:
    """Absolute dates only: "yesterday" would make an article's date depend on when it was read."""
    if len(words) > 80:
        return None
    import dateparser

    found = dateparser.parse(
        words,
        settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "RETURN_AS_TIMEZONE_AWARE": False},
    )
    return None if found is None else Stamp(_utc(found), precision)


def _precision(words: str) -> Precision:
    if _HAS_SECONDS.search(words):
        return Precision.SECOND
    return Precision.MINUTE if _HAS_TIME.search(words) else Precision.DAY


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def check_plausible(received: Received, now: datetime, limits: Limits) -> None:
    """Raise `Rejected` where a stated time can't be one: ahead of `now` by more than zones explain, or before 1990."""
    latest = now + timedelta(hours=limits.hours_ahead)
    for field, stamp in (("published", received.published), ("modified", received.modified)):
        if stamp is None:
            continue
        if stamp.at > latest:
            raise Rejected(
                Reason.FUTURE_DATE,
                f"`{field}` is {stamp.at:%Y-%m-%d %H:%M} UTC, after the time of reading ({now:%Y-%m-%d %H:%M} UTC); "
                "correct the date, or leave it out if it is not known",
            )
        if stamp.at < EARLIEST:
            raise Rejected(
                Reason.ABSURD_DATE,
                f"`{field}` is {stamp.at:%Y-%m-%d}, before {EARLIEST:%Y}; correct the date, or leave it out",
            )


def moment_known(stamp: Stamp) -> datetime:
    """When something stamped so was known: the moment itself; for a bare date the end of that day."""
    return end_of_day(stamp.at.date()) if stamp.precision is Precision.DAY else stamp.at


def first_known_at(received: Received, ingested_at: datetime) -> datetime:
    """`known_at` of a first version: its publication; undated: its receipt."""
    return ingested_at if received.published is None else moment_known(received.published)


def later_known_at(received: Received, previous_known_at: datetime, ingested_at: datetime) -> datetime:
    """`known_at` of a later version: its stated modification time; else its own publication time if that lies after the
    previous version; else its receipt."""
    if received.modified is not None:
        return moment_known(received.modified)
    if received.published is not None and (own := moment_known(received.published)) > previous_known_at:
        return own
    return ingested_at


def vintage_known_at(
    first_known: datetime, modified: datetime | None, known: Sequence[tuple[datetime | None, datetime]]
) -> datetime:
    """`known_at` of a table row's content beside the contents already known, each given as (vintage, known_at): its first
    content is known when the row first was; a change from its vintage on. A vintage that comes in late is known no later
    than the next newer one, so that it never becomes the newest."""
    if modified is None:
        return first_known
    older = [at for vintage, at in known if vintage is None or vintage <= modified]
    newer = [at for vintage, at in known if vintage is not None and vintage > modified]
    return min([max(modified, first_known) if older else first_known, *newer])
