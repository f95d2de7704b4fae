"""Daily-bulletin tallies as CSV: one row = one article whose text is the row's canonical `column=value; …` line.

What the columns mean is `claims.tables`' business; here a row only gets its identity, its times and its line."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from dagster_project.articles.dating import stated_time
from dagster_project.articles.decoding import decode, storable
from dagster_project.articles.forms.form import Form, bounded
from dagster_project.articles.model import Precision, SourceKind
from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected, Source, Stamp

OUTLET = "Air Force of Ukraine (daily tally)"
REQUIRED = ("time_start", "time_end", "model", "target", "launched", "destroyed", "source")
COLUMNS = (
    "time_start", "time_end", "model", "launch_place", "target", "target_main", "launched", "destroyed", "not_reach_goal",
    "still_attacking", "border_crossing", "is_shahed", "num_hit_location", "num_fall_fragment_location", "carrier",
    "turbojet", "turbojet_destroyed", "affected region", "destroyed_details", "launched_details", "launch_place_details",
    "source",
)  # fmt: skip
"""Every column the layout has had, in the order of the canonical line: a vintage that orders them otherwise is no
change."""
KYIV = ZoneInfo("Europe/Kyiv")
"""The bulletins' windows are Kyiv time."""

_WHOLE = re.compile(r"(-?\d+)\.0+$")
_BLANK = frozenset(("", "nan", "none", "null", "{}", "[]"))
_VINTAGE = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?$")


def cut(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Entry]:
    """One entry per row, located as `row N` (from 1, header not counted). The vintage, which dates a changed row, is
    the date in the file's name, else the newest window's end in the table: what the table says, not when it was
    copied."""
    rows = _rows(decode(bounded(stream, limits.document_bytes)))
    vintage = _vintage(source, rows)
    seen: Counter[str] = Counter()
    for number, row in enumerate(rows, start=1):
        key = "|".join(row.get(column, "") for column in ("source", "time_start", "model", "target"))
        seen[key] += 1
        context = (("vintage", vintage), ("key", key if seen[key] == 1 else f"{key}|{seen[key]}"))
        yield Entry(f"row {number}", json.dumps(row, ensure_ascii=False).encode(), context)


def _rows(text: str) -> list[dict[str, str]]:
    """Rows as column → cleaned value, empty ones left out; extra cells of a ragged row are kept under `extra`."""
    try:
        reader = csv.DictReader(io.StringIO(text), restkey="extra", strict=True)
        header = [name.strip() for name in reader.fieldnames or ()]
        missing = [name for name in REQUIRED if name not in header]
        if missing:
            raise Rejected(
                Reason.UNSUPPORTED_FORM,
                f"expected a daily-bulletin table with the columns {', '.join(REQUIRED)}; missing {', '.join(missing)}; "
                "other tables are not read",
            )
        rows = [{str(name).strip(): value for name, cell in row.items() if (value := _clean(cell))} for row in reader]
    except csv.Error as error:
        raise Rejected(Reason.BROKEN_TABLE, f"expected CSV, found {error}; correct the file") from error
    if not rows:
        raise Rejected(Reason.EMPTY, "expected rows under the header, found none; replace the file")
    return rows


def _clean(cell: object) -> str:
    """One cell's value in one spelling: blanks collapsed, `287.0` as 287, `;` (which parts the line) as a comma."""
    words = " ".join(" ".join(map(str, cell)) if isinstance(cell, list) else str(cell or "").split())
    words = " ".join(words.split()).replace(";", ",")
    return "" if words.lower() in _BLANK else _WHOLE.sub(r"\1", storable(words))


def _vintage(source: Source, rows: list[dict[str, str]]) -> str:
    if named := _VINTAGE.search(source.stem):
        return named[1]
    return max((row.get("time_end", "")[:10] for row in rows), default="")


def read(entry: Entry, source: Source) -> Received:
    """Published (and first known) at the window's end; a bare date of it = that day. A later vintage's changed row is
    known from the vintage's day on."""
    row: Mapping[str, str] = json.loads(entry.content)
    context = dict(entry.context)
    return Received(
        form="tally",
        outlet=OUTLET,
        text=canonical_line(row),
        source_id=context["key"],
        title=None,
        language=None,
        published=window_end(row.get("time_end", "")),
        modified=stated_time(context["vintage"], "vintage"),
        kind=SourceKind.TABLE,
        row_key=context["key"],
    )


def canonical_line(row: Mapping[str, str]) -> str:
    """`column=value; column=value` of the stated cells, in one order whatever the vintage's, unknown columns last by
    name."""
    known = [column for column in COLUMNS if column in row]
    return "; ".join(f"{column}={row[column]}" for column in (*known, *sorted(row.keys() - set(COLUMNS))))


def window_end(words: str) -> Stamp:
    """`2023-06-02 08:00` (Kyiv time) or a bare date → UTC."""
    clock = _CLOCK.match(words)
    if clock is None:
        raise Rejected(
            Reason.UNREADABLE_DATE,
            f"expected `time_end` as YYYY-MM-DD or YYYY-MM-DD HH:MM, found {words[:40]!r}; correct the row",
        )
    try:
        day = datetime.fromisoformat(clock[1])
        if clock[2] is None:
            return Stamp(day.replace(tzinfo=UTC), Precision.DAY)
        local = day.replace(hour=int(clock[2]), minute=int(clock[3]), tzinfo=KYIV)
    except ValueError as error:
        raise Rejected(Reason.UNREADABLE_DATE, f"`time_end` {words[:40]!r} is no moment; correct the row") from error
    return Stamp(local.astimezone(UTC), Precision.MINUTE)


FORM = Form("tally", (".csv",), cut, read)
