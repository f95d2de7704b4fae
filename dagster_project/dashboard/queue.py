"""The queue of disagreements: cards on as many pages as they need, and one index of all of them, so that a filter finds what
stands on other pages too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dagster_project.dashboard.lines import disagreement
from dagster_project.dashboard.render import packed
from dagster_project.dashboard.shelf import SEVERITIES, Row, Shelf

INDEX = ("part", "id", "rule", "severity", "side", "status", "date", "outlets", "subject", "of")


def cards(shelf: Shelf) -> list[Row]:
    """Every disagreement as a card, open and most severe first. Outlets go by number, as their names are not ours."""
    found = [disagreement(shelf, row) for row in shelf.discrepancies]
    number = {name: str(n) for n, name in _outlets(found)}
    for card in found:
        card["outlet_numbers"] = " ".join(number[name] for name in card["outlets"])
        card["day"] = card["date"].isoformat() if card["date"] else ""
    return found


def parts(found: list[Row], weight: int) -> list[list[Row]]:
    """The cards cut into pages whose cards hold about `weight` quotes together, which bounds a page's size; at least one."""
    cut: list[list[Row]] = [[]]
    held = 0
    for card in found:
        quotes = 1 + sum(1 + len(voice["also"]) for column in card["voices"] for voice in column)
        if cut[-1] and held + quotes > weight:
            cut.append([])
            held = 0
        cut[-1].append(card)
        held += quotes
    return cut


def pages(found: list[Row], cut: list[list[Row]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and context of each page."""
    names = ["disagreements.html", *(f"disagreements-{n}.html" for n in range(2, len(cut) + 1))]
    shared = {
        "rules": sorted({(card["rule_id"], card["rule"]) for card in found}),
        "severities": SEVERITIES,
        "outlets": _outlets(found),
        "page_names": names,
        "total": len(found),
    }
    for n, (name, part) in enumerate(zip(names, cut, strict=True)):
        yield name, {**shared, "page_name": name, "page_number": n, "disagreements": part}


def index(cut: list[list[Row]]) -> dict[str, Any]:
    """What a filter needs to know of each card, and what a line on it says."""
    return packed(INDEX, [_indexed(n, card) for n, part in enumerate(cut) for card in part])


def _indexed(part: int, card: Row) -> list[Any]:
    status = "open" if card["is_open"] else "closed"
    chosen_by = [card["rule_id"], card["severity"], card["side_code"], status, card["day"], card["outlet_numbers"]]
    return [part, card["id"], *chosen_by, card["subject"] or "", card["event"] or card["place"] or ""]


def _outlets(found: list[Row]) -> list[tuple[int, str]]:
    return list(enumerate(sorted({name for card in found for name in card["outlets"]})))
