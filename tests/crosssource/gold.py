"""The labelled pairs held against the pairs of a build: which claims a pair speaks of, and which relation the build gives them.

Run as a module it prints every pair: `python -m tests.crosssource.gold WAREHOUSE SHARED_FOLDER`."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

HERE = Path(__file__).parent
STRENGTH = ("not_comparable", "consistent", "duplicate", "revision", "conflict")
"""Of a sum the strongest relation among its parts speaks for all of it."""
_SEED_CLAIM = re.compile(r"\bS\d+[a-z]?\b")
_DAYS = {29: "2023-05-28", 30: "2023-06-02"}
"""The days of the public table that a pair speaks of: its other days hold the same numbers."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, the relation its label stands for, and what the build says: None where it holds no such pair."""

    number: int
    label: str
    expected: str
    found: str | None
    reasons: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return self.found == self.expected


def judged(connection: duckdb.DuckDBPyConnection, shared: Path) -> Iterator[Judged]:
    """Every labelled pair, in order."""
    reference = shared / "reference"
    pairs = json.loads((reference / "crosssource" / "gold_pairs.json").read_text(encoding="utf-8"))
    spans = _spans(reference / "seed_claims.json")
    relations = {row["label"]: row["relation"] for row in _table("gold_labels.csv")}
    selectors = _table("gold_claims.csv")
    for number, pair in enumerate(pairs, start=1):
        sides = [
            [
                claim_id
                for selector in _selectors(number, side, pair[side], selectors)
                for claim_id in _claims(connection, number, selector, spans)
            ]
            for side in ("a", "b")
        ]
        rows = connection.execute(
            "select relation, reason from intermediate.int_claim_pairs where (list_contains($1, claim_id_a) and "
            "list_contains($2, claim_id_b)) or (list_contains($2, claim_id_a) and list_contains($1, claim_id_b))",
            sides,
        ).fetchall()
        found = max((relation for relation, _ in rows), key=STRENGTH.index, default=None)
        yield Judged(
            number, pair["label"], relations[pair["label"]], found, tuple(sorted({": ".join(row) for row in rows}))
        )


def _table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _spans(path: Path) -> dict[str, tuple[int, int]]:
    """The article's labelled claims: where each stands."""
    claims = json.loads(path.read_text(encoding="utf-8"))["claims"]
    return {claim["claim_id"]: (claim["char_start"], claim["char_end"], claim["measure"]) for claim in claims}  # type: ignore[misc]


def _selectors(number: int, side: str, words: str, selectors: list[dict[str, str]]) -> list[dict[str, str]]:
    named = [{"seed": claim} for claim in _SEED_CLAIM.findall(words)]
    return named or [row for row in selectors if (row["pair"], row["side"]) == (str(number), side)]


def _claims(
    connection: duckdb.DuckDBPyConnection, number: int, selector: dict[str, str], spans: dict[str, Any]
) -> list[str]:
    if selector["seed"]:
        start, end, measure = spans[selector["seed"]]
        rows = connection.execute(
            "select claim_id from intermediate.int_claims__resolved where source_kind = 'prose' "
            "and value_start >= ? and value_end <= ? and starts_with(?, measure)",
            [start, end, measure],
        ).fetchall()
    else:
        rows = connection.execute(
            "select claim_id from intermediate.int_claims__resolved where source_kind = 'table' and starts_with(outlet, ?) "
            "and measure = ? and coalesce(value, value_low) = ? and (? is null or event_date = ?::date)",
            [selector["outlet"], selector["measure"], int(selector["value"]), _DAYS.get(number), _DAYS.get(number)],
        ).fetchall()
    assert rows, f"pair {number}: no claim for {selector}"
    return _with_first_prints(connection, [claim_id for (claim_id,) in rows])


def _with_first_prints(connection: duckdb.DuckDBPyConnection, claim_ids: list[str]) -> list[str]:
    """The claims, and of those that were printed before the first print, which is what others are held against."""
    rows = connection.execute(
        "select distinct reprint_of from intermediate.int_claims__pairable "
        "where list_contains($1, claim_id) and reprint_of is not null",
        [claim_ids],
    ).fetchall()
    return claim_ids + [claim_id for (claim_id,) in rows]


if __name__ == "__main__":
    with duckdb.connect(sys.argv[1], read_only=True) as reader:
        for one in judged(reader, Path(sys.argv[2])):
            print("  " if one.agrees else "x ", one.number, one.label, one.expected, one.found, *one.reasons, sep=" · ")
