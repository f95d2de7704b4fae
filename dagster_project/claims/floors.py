"""Accuracy floors: what a report must reach. The numbers are recorded beside the tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dagster_project.claims.accuracy import Counts, Report

_RATES = ("precision", "recall", "f1")


def shortfalls(report: Report, floors: Mapping[str, Any]) -> list[str]:
    """What falls below its floor, one sentence each; empty where all is held.

    `floors`: `precision`, `recall`, `f1` overall, the same under `measures.<measure>`, a share under `attributes.<attribute>`,
    and `trap_violations`, the most that are allowed. Raises KeyError for a floor that this report has no number for.
    """
    found = [*_rates("overall", report.overall, floors)]
    for measure, wanted in floors.get("measures", {}).items():
        if measure not in report.measures:
            raise KeyError(f"a floor is recorded for the measure {measure!r}, of which the labels hold nothing")
        found += _rates(measure, report.measures[measure], wanted)
    for attribute, wanted in floors.get("attributes", {}).items():
        share = report.attributes[attribute].value if attribute in report.attributes else None
        if share is None:
            raise KeyError(f"a floor is recorded for the attribute {attribute!r}, which no label states")
        if share < wanted:
            found.append(f"{attribute} {share:.3f} is below its floor {wanted:.3f}")
    allowed = floors.get("trap_violations")
    if allowed is not None and len(report.trap_violations) > allowed:
        found.append(f"{len(report.trap_violations)} traps were fallen into, {allowed} are allowed")
    return found


def _rates(name: str, counts: Counts, floors: Mapping[str, Any]) -> Iterator[str]:
    for rate in _RATES:
        if rate in floors and getattr(counts, rate) < floors[rate]:
            yield f"{name} {rate} {getattr(counts, rate):.3f} is below its floor {floors[rate]:.3f}"
