"""The numbers of an evaluation: counts per measure, shares per attribute, and each error. `evaluation` works them out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ErrorKind(StrEnum):
    MISSED = "missed"
    FALSE_ALARM = "false alarm"
    ATTRIBUTE = "attribute"


@dataclass(slots=True)
class Counts:
    """Of one measure: required labels found, claims nobody labelled, required labels missed; optional labels found, and repeats."""

    found: int = 0
    false_alarms: int = 0
    missed: int = 0
    optional: int = 0
    repeated: int = 0

    @property
    def required(self) -> int:
        return self.found + self.missed

    @property
    def precision(self) -> float:
        claimed = self.found + self.false_alarms
        return self.found / claimed if claimed else float(not self.missed)

    @property
    def recall(self) -> float:
        return self.found / self.required if self.required else float(not self.false_alarms)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, more: Counts) -> None:
        for name in ("found", "false_alarms", "missed", "optional", "repeated"):
            setattr(self, name, getattr(self, name) + getattr(more, name))


@dataclass(slots=True)
class Share:
    """So many right of so many that could be judged."""

    right: int = 0
    judged: int = 0

    @property
    def value(self) -> float | None:
        return self.right / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Error:
    """One thing read wrongly: in which sentence, where its number stands in it (code points), and what was expected."""

    item_id: str
    kind: ErrorKind
    measure: str
    phenomenon: str
    sentence: str
    number: tuple[int, int] | None
    detail: str


@dataclass(slots=True)
class Report:
    """What an evaluation found. `measures` are keyed by measure, `attributes` are shares of the required labels found."""

    measures: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    attributes: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    errors: list[Error] = field(default_factory=list)
    trap_violations: list[tuple[str, str, float, str]] = field(default_factory=list)
    items: int = 0
    traps: int = 0
    items_without_figures: int = 0
    items_without_figures_clean: int = 0

    @property
    def overall(self) -> Counts:
        total = Counts()
        for counts in self.measures.values():
            total.add(counts)
        return total

    def as_json(self) -> dict[str, Any]:
        """The numbers of the report, for programs."""
        overall = self.overall
        return {
            "items": self.items,
            "precision": overall.precision,
            "recall": overall.recall,
            "f1": overall.f1,
            "measures": {
                name: {
                    "required": c.required,
                    "false_alarms": c.false_alarms,
                    "precision": c.precision,
                    "recall": c.recall,
                    "f1": c.f1,
                }
                for name, c in self.by_required()
            },
            "attributes": {
                name: {"right": s.right, "judged": s.judged, "share": s.value}
                for name, s in sorted(self.attributes.items())
            },
            "traps": self.traps,
            "trap_violations": len(self.trap_violations),
            "items_without_figures": self.items_without_figures,
            "items_without_figures_clean": self.items_without_figures_clean,
        }

    def by_required(self) -> list[tuple[str, Counts]]:
        return sorted(self.measures.items(), key=lambda entry: -entry[1].required)
