"""A file of labelled articles and one of floors, read and held against the engine with the lexicon of the seeds."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dagster_project import claims as engine
from dagster_project.claims.accuracy import Report
from dagster_project.claims.evaluation import Item, evaluate, is_held_out
from dagster_project.claims.floors import shortfalls
from dagster_project.claims.model import Claim, SourceText
from dagster_project.lake import lexicon

_REQUIRED = ("id", "text", "claims")


@dataclass(frozen=True)
class Evaluated:
    """The report of all items, of the part that may be looked at, of the part held out, and what is below its floor."""

    report: Report
    seen: Report
    held_out: Report
    shortfalls: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        parts = {"seen": self.seen, "held_out": self.held_out}
        rates = {
            name: {rate: getattr(part.overall, rate) for rate in ("precision", "recall", "f1")}
            for name, part in parts.items()
        }
        return {**self.report.as_json(), "parts": rates, "below_floor": self.shortfalls}


def read_gold(path: Path) -> list[Item]:
    """The items of a JSON Lines file. Raises ValueError with the line where one is no labelled item."""
    return list(_items(path))


def _items(path: Path) -> Iterator[Item]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"line {number} is not JSON: {error}") from error
        missing = [name for name in _REQUIRED if not isinstance(item, dict) or name not in item]
        if missing:
            raise ValueError(
                f"line {number}: a labelled item has {', '.join(_REQUIRED)}; {', '.join(missing)} is missing"
            )
        yield item


def read_floors(path: Path, name: str) -> dict[str, Any]:
    """The floors of the gold file called `name`. Raises KeyError where none are recorded for it."""
    recorded = tomllib.loads(path.read_text(encoding="utf-8"))
    if name not in recorded:
        raise KeyError(f"{path.name} records no floors for {name!r}; it has {', '.join(recorded) or 'none'}")
    return dict(recorded[name])


def evaluate_file(path: Path, floors: Path | None = None) -> Evaluated:
    """Read every item once and score all, the seen part and the held-out part; floors are those recorded under the file's name."""
    items = read_gold(path)
    wanted = read_floors(floors, path.stem) if floors else {}
    words = lexicon.load()
    read: dict[str, Sequence[Claim]] = {}

    def predict(source: SourceText) -> Sequence[Claim]:
        if source.article_id not in read:
            read[source.article_id] = engine.extract(source, words)
        return read[source.article_id]

    report = evaluate(items, predict)
    seen = evaluate((item for item in items if not is_held_out(item["id"])), predict)
    held_out = evaluate((item for item in items if is_held_out(item["id"])), predict)
    return Evaluated(report, seen, held_out, shortfalls(report, wanted))
