"""How lopsided the reading is, and what a reader should therefore not conclude."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.shelf import Shelf

LOPSIDED = 0.5  # share from which one outlet or one side is said to outweigh the others
RECENT = 90  # days looked at for gaps
SHOWN = 8


def coverage(shelf: Shelf) -> dict[str, Any]:
    """Outlets, time covered, whose claims, and warnings."""
    outlets = Counter(a["outlet"] for a in shelf.article.values() if a["outlet"])
    speakers = Counter(c["claimant_side"] for c in shelf.claims.values())
    published = sorted(a["published_at"] for a in shelf.article.values() if a["published_at"] is not None)
    return {
        "outlets": sorted(outlets.items(), key=lambda kv: (-kv[1], kv[0]))[:SHOWN],
        "n_outlets": len(outlets),
        "speakers": [
            (words.speaker(code), n, round(100 * n / len(shelf.claims)))
            for code, n in sorted(speakers.items(), key=lambda kv: (-kv[1], str(kv[0])))
        ],
        "first": words.day(published[0]) if published else None,
        "last": words.day(published[-1]) if published else None,
        "undated": len(shelf.article) - len(published),
        "warnings": [*_outweighed(outlets), *_one_sided(speakers), *_gaps(published), *_unread(shelf)],
    }


def _outweighed(outlets: Counter[str]) -> list[str]:
    total = outlets.total()
    return [
        f"{round(100 * n / total)} % of all articles come from one outlet, {name}."
        for name, n in outlets.most_common(1)
        if len(outlets) > 1 and n / total >= LOPSIDED
    ]


def _one_sided(speakers: Counter[str | None]) -> list[str]:
    heard = {side: n for side, n in speakers.items() if side in ("RU", "UA")}
    total = sum(heard.values())
    return [
        f"Of the claims made for one of the two sides {round(100 * n / total)} % are {words.speaker(side)}."
        for side, n in heard.items()
        if total and n / total > LOPSIDED and n - (total - n) > 1
    ]


def _gaps(published: list[Any]) -> list[str]:
    """Days without an article among the last `RECENT` before the newest."""
    if not published:
        return []
    last = published[-1].date()
    read = {moment.date() for moment in published if moment.date() > last - timedelta(days=RECENT)}
    start = max(published[0].date(), last - timedelta(days=RECENT - 1))
    missing = (last - start).days + 1 - len(read)
    days = words.counted((last - start).days + 1, "day")
    return [f"On {words.number(missing)} of the {days} up to {words.day(last)} no article was read."] if missing else []


def _unread(shelf: Shelf) -> list[str]:
    if not shelf.n_rejected:
        return []
    return [
        f"{words.counted(shelf.n_rejected, 'input')} could not be read; rejected_inputs names each with its reason."
    ]
