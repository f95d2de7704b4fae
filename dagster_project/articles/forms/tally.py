"""The layout of the public daily-bulletin tallies: what ties a row to the same row of another vintage, and its times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dagster_project.articles.dating import stated_time
from dagster_project.articles.forms.layouts import Layout, Row, Stated, date_in_name
from dagster_project.articles.model import Precision
from dagster_project.articles.received import Reason, Rejected, Source, Stamp

OUTLET = "Air Force of Ukraine (daily tally)"
KYIV = ZoneInfo("Europe/Kyiv")
"""The bulletins' windows are Kyiv time."""

_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?$")
_JOINED = re.compile(r" and |/")
_RENAMED = {"GBU": "KAB"}
"""Models that later vintages name otherwise."""


def _vintage(source: Source, rows: Sequence[Row]) -> str:
    """The date in the file's name, else the newest window's end: what the table says, not when it was copied."""
    return date_in_name(source) or max((row.get("time_end", "")[:10] for row in rows), default="")


def _keys(rows: Sequence[Row]) -> list[str | None]:
    """The post a row was taken from, its models in any order, and its target. Windows are left out, because vintages
    mend them; where one post has several rows of one key, or names no post, the day of the window's end tells them apart."""
    bare = [_bare_key(row) for row in rows]
    repeated = {key for key, count in Counter(bare).items() if count > 1}
    keys = [
        f"{key}|{row.get('time_end', '')[:10]}" if key in repeated or "/" not in row.get("source", "") else key
        for key, row in zip(bare, rows, strict=True)
    ]
    seen: Counter[str] = Counter()
    numbered: list[str | None] = [None] * len(rows)
    for at in sorted(
        range(len(rows)), key=lambda at: (rows[at].get("time_end", ""), rows[at].get("time_start", ""), at)
    ):
        seen[keys[at]] += 1
        numbered[at] = keys[at] if seen[keys[at]] == 1 else f"{keys[at]}|{seen[keys[at]]}"
    return numbered


def _bare_key(row: Row) -> str:
    post = row.get("source", "").strip("/").rsplit("/", 1)[-1]
    models = sorted(_RENAMED.get(model, model) for model in _JOINED.split(row.get("model", "")))
    return "|".join((post, "+".join(models), row.get("target", "")))


def _state(row: Row, vintage: str, source: Source) -> Stated:
    """Published (and first known) at the window's end; a bare date of it = that day. A later vintage's changed row is
    known from the vintage's day on."""
    return Stated(OUTLET, window_end(row.get("time_end", "")), stated_time(vintage, "vintage"))


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


LAYOUT = Layout(
    name="tally",
    required=("time_start", "time_end", "model", "target", "launched", "destroyed", "source"),
    columns=(
        "time_start", "time_end", "model", "launch_place", "target", "target_main", "launched", "destroyed",
        "not_reach_goal", "still_attacking", "border_crossing", "is_shahed", "num_hit_location",
        "num_fall_fragment_location", "carrier", "turbojet", "turbojet_destroyed", "affected region", "destroyed_details",
        "launched_details", "launch_place_details", "source",
    ),
    is_closed=False,
    vintage=_vintage,
    keys=_keys,
    state=_state,
    needs_all_rows=True,
)  # fmt: skip
