"""What a suite run returns: plain records that asset checks, quarantine reports and the data docs read. Nothing here
knows Great Expectations, so importing it costs nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a failed expectation matters. Only `critical` makes a suite fail."""

    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class ExpectationOutcome:
    """One expectation after its run.

    `unexpected_count` counts offending rows over the whole frame; `unexpected_rows` holds the first of them, as text
    or numbers, under the frame's own column names. `message` says in a sentence what was expected and what was found.
    """

    expectation: str
    column: str
    severity: Severity
    success: bool
    unexpected_count: int
    unexpected_rows: tuple[Mapping[str, Any], ...]
    message: str


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """One suite after its run over `row_count` rows. `success` is False only where a critical expectation failed."""

    name: str
    success: bool
    results: list[ExpectationOutcome] = field(default_factory=list)
    description: str = ""
    row_count: int = 0

    @property
    def failed(self) -> list[ExpectationOutcome]:
        """Every expectation that did not hold, whatever its severity, worst first."""
        order = list(Severity)
        return sorted((one for one in self.results if not one.success), key=lambda one: order.index(one.severity))

    @classmethod
    def together(cls, parts: Sequence[SuiteResult]) -> SuiteResult:
        """One suite's results over parts of the rows as its result over all of them: counts summed, of rows and messages those
        of the first part where an expectation did not hold. Raises `ValueError` where there is no part, or they are of
        different suites."""
        if len({(part.name, len(part.results)) for part in parts}) != 1:
            raise ValueError(f"expected results of one suite, found {sorted({part.name for part in parts})}")
        outcomes = []
        for each in zip(*(part.results for part in parts), strict=True):
            telling = next((one for one in each if not one.success), each[0])
            outcomes.append(replace(telling, unexpected_count=sum(one.unexpected_count for one in each)))
        return cls(
            parts[0].name,
            all(part.success for part in parts),
            outcomes,
            parts[0].description,
            sum(part.row_count for part in parts),
        )

    def to_json(self) -> str:
        """The result as JSON text, for a quarantine report or for the data docs of a later run."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, default=str)

    @classmethod
    def from_json(cls, text: str) -> SuiteResult:
        """The inverse of `to_json`; raises `KeyError` or `ValueError` on text that is no such result."""
        raw = json.loads(text)
        outcomes = [
            ExpectationOutcome(
                **{
                    **one,
                    "severity": Severity(one["severity"]),
                    "unexpected_rows": tuple(one["unexpected_rows"]),
                }
            )
            for one in raw["results"]
        ]
        return cls(
            name=raw["name"],
            success=raw["success"],
            results=outcomes,
            description=raw["description"],
            row_count=raw["row_count"],
        )
