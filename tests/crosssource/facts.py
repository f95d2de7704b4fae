"""The labelled cross-source facts as tables of figures: one row a fact, its fields under the names the product reads. No
sentence is written for a fact; what its label says in a field stays a field."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

COLUMNS = (
    "published", "outlet", "relay", "claimant", "claimant_type", "place", "region", "date", "start", "end", "window", "scope",
    "measure", "unit", "weapon", "qualifier", "value", "note", "url",
)  # fmt: skip
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def write(rows: Iterable[Mapping[str, Any]], path: Path) -> Path:
    """The rows as the CSV a user would load."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerows(rows)
    return path


def reported(case: Path) -> Iterator[dict[str, Any]]:
    """Facts that articles reported: `articles` with their `claims`, as JSON."""
    for article in json.loads(case.read_text(encoding="utf-8"))["articles"]:
        for fact in article["claims"]:
            yield {
                "published": article["published"],
                "outlet": article["publisher"],
                "relay": article["relays"],
                "url": article["url"],
                "region": fact["admin1_iso"],
                **{name: fact[name] for name in fact.keys() & set(COLUMNS)},
            }


def counter(case: Path) -> Iterator[dict[str, Any]]:
    """A running count of attacks on Kyiv since the start of May 2023, as several people gave it."""
    for fact in csv.DictReader(case.open(encoding="utf-8")):
        yield {
            "published": fact["date"],
            "outlet": fact["source"],
            "claimant": fact["claimant"].strip("()")
            if "(" not in fact["claimant"] or "article" in fact["claimant"]
            else None,
            "place": "Kyiv",
            "start": f"{fact['date'][:4]}-05-01",
            "end": fact["date"],
            "scope": "counter",
            "measure": "attacks",
            "unit": "attack",
            "value": fact["counter"],
        }


def versions(case: Path) -> Iterator[dict[str, Any]]:
    """The Air Force's bulletin on the night to 28 May 2023 as it was printed first and later. The row of the public table is
    left to the table itself."""
    for fact in csv.DictReader(case.open(encoding="utf-8")):
        if fact["source"].startswith("Daily tallies"):
            continue
        day = _DATE.search(fact["source"])
        assert day is not None, fact
        for measure, column in (("launched", "launched"), ("intercepted", "destroyed")):
            yield {
                "published": day[0],
                "outlet": re.split(r" \(| \d{4}", fact["source"])[0],
                "claimant": "Air Force of Ukraine",
                "place": "Ukraine",
                "date": "2023-05-28",
                "window": "night",
                "measure": measure,
                "weapon": "Shahed-136/131",
                "value": fact[column],
                "note": fact["note"],
            }
