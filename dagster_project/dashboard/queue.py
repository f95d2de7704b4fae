"""The queue of disagreements: cards on as many pages as they need, and one index of them, so that a filter finds what stands on
other pages too. A queue that nobody could read to its end is cut, and says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dagster_project.dashboard.lines import disagreement
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.render import packed
from dagster_project.dashboard.shelf import SEVERITIES, Shelf

SHOWN = 5_000  # most that stand on pages, the most urgent; the table holds all, an event's page its own
SHOWN_OF_RULE = 100  # of each rule so many stand on pages, urgent or not
INDEX = ("part", "id", "rule", "severity", "side", "status", "date", "outlets", "subject", "of")


@dataclass(frozen=True)
class Queue:
    """What its pages share. `sizes`: how many cards each page holds; `cards`: each as the index needs it, in order."""

    sizes: list[int]
    cards: list[Row]
    outlets: dict[str, str]  # their numbers by name, as names are not ours
    n_known: int

    @property
    def names(self) -> list[str]:
        """The pages' files."""
        return ["disagreements.html", *(f"disagreements-{n}.html" for n in range(2, len(self.sizes) + 1))]


def queue(shelf: Shelf, weight: int) -> Queue:
    """The disagreements that pages show, open and most severe first, on pages whose cards hold about `weight` quotes together,
    which bounds a page's size; one page at least."""
    found = [_brief(card) for card in _cards(shelf)]
    outlets = sorted({name for card in found for name in card["outlets"]})
    n_known = shelf.marts.value("select count(*) from {fct_discrepancies}")
    sizes = _sizes((card["quotes"] for card in found), weight)
    return Queue(sizes, found, {name: str(n) for n, name in enumerate(outlets)}, n_known)


def pages(shelf: Shelf, of: Queue) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and context of each page."""
    shared = {
        "rules": sorted({(card["rule_id"], card["rule"]) for card in of.cards}),
        "severities": SEVERITIES,
        "outlets": [(int(n), name) for name, n in of.outlets.items()],
        "page_names": of.names,
        "total": len(of.cards),
        "n_known": of.n_known,
        "shown": SHOWN,
        "shown_of_rule": SHOWN_OF_RULE,
    }
    cards = _cards(shelf)
    for n, (name, size) in enumerate(zip(of.names, of.sizes, strict=True)):
        part = [{**card, "outlet_numbers": _numbers(of, card), "day": _day(card)} for card in islice(cards, size)]
        yield name, {**shared, "page_name": name, "page_number": n, "disagreements": part}


def index(of: Queue) -> dict[str, Any]:
    """What a filter needs to know of each card, and what a line on it says."""
    parts = (n for n, size in enumerate(of.sizes) for _ in range(size))
    rows = [
        [
            part, card["id"], card["rule_id"], card["severity"], card["side_code"], "open" if card["is_open"] else "closed",
            _day(card), _numbers(of, card), card["subject"] or "", card["event"] or card["place"] or "",
        ]
        for part, card in zip(parts, of.cards, strict=True)
    ]  # fmt: skip
    return packed(INDEX, rows)


def _cards(shelf: Shelf) -> Iterator[Row]:
    return (disagreement(shelf, flag) for flag in shelf.flags(SHOWN, SHOWN_OF_RULE))


def _brief(card: Row) -> Row:
    """A card without its words, with the number of its quotes."""
    quotes = 1 + sum(1 + len(voice["also"]) for column in card["voices"] for voice in column)
    kept = ("id", "rule_id", "rule", "severity", "side_code", "is_open", "date", "outlets", "subject", "event", "place")
    return {**{name: card[name] for name in kept}, "quotes": quotes}


def _sizes(quotes: Iterable[int], weight: int) -> list[int]:
    sizes, held = [0], 0
    for n in quotes:
        if sizes[-1] and held + n > weight:
            sizes.append(0)
            held = 0
        sizes[-1] += 1
        held += n
    return sizes


def _numbers(of: Queue, card: Row) -> str:
    return " ".join(of.outlets[name] for name in card["outlets"])


def _day(card: Row) -> str:
    return card["date"].isoformat() if card["date"] else ""
