"""The queue of disagreements: cards on as many pages as they need, and on each page an index of all of them, so that a filter
tells of matches elsewhere too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dagster_project.dashboard.lines import disagreement
from dagster_project.dashboard.shelf import SEVERITIES, Row, Shelf

INDEX = ("part", "rule", "severity", "side", "status", "date", "outlets")


def queue(shelf: Shelf, per_page: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and context of each page, open and most severe first. Outlets go by number, as their names are not ours."""
    cards = [disagreement(shelf, row) for row in shelf.discrepancies]
    outlets = sorted({name for card in cards for name in card["outlets"]})
    number = {name: str(n) for n, name in enumerate(outlets)}
    for card in cards:
        card["outlet_numbers"] = " ".join(number[name] for name in card["outlets"])
        card["day"] = card["date"].isoformat() if card["date"] else ""
    parts = [cards[i : i + per_page] for i in range(0, len(cards), per_page)] or [[]]
    names = ["disagreements.html", *(f"disagreements-{n}.html" for n in range(2, len(parts) + 1))]
    shared = {
        "rules": sorted({(card["rule_id"], card["rule"]) for card in cards}),
        "severities": SEVERITIES,
        "outlets": list(enumerate(outlets)),
        "page_names": names,
        "total": len(cards),
        "columns": INDEX,
        "index": [_indexed(n, card) for n, part in enumerate(parts) for card in part] if len(parts) > 1 else [],
    }
    for name, part in zip(names, parts, strict=True):
        yield name, {**shared, "page_name": name, "disagreements": part}


def _indexed(part: int, card: Row) -> list[Any]:
    status = "open" if card["is_open"] else "closed"
    return [part, card["rule_id"], card["severity"], card["side_code"], status, card["day"], card["outlet_numbers"]]
