"""How an expectation is stated: its kind, its columns, its settings and why it matters. Data only; `runner` turns it
into Great Expectations' own classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dagster_project.quality.results import Severity


@dataclass(frozen=True, slots=True)
class Expect:
    """One expectation of a suite.

    `kind` is the class name in `great_expectations.expectations` or in `quality.custom`; `settings` are its arguments,
    columns included. `why` reads after "Expected that …" in the docs.
    """

    kind: str
    why: str
    columns: tuple[str, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = Severity.CRITICAL


def one(kind: str, column: str, why: str, severity: Severity = Severity.CRITICAL, **settings: Any) -> Expect:
    """An expectation on one column."""
    return Expect(kind, why, (column,), {"column": column, **settings}, severity)


def pair(kind: str, a: str, b: str, why: str, severity: Severity = Severity.CRITICAL, **settings: Any) -> Expect:
    """An expectation on two columns of a row."""
    return Expect(kind, why, (a, b), {"column_A": a, "column_B": b, **settings}, severity)


def several(
    kind: str, columns: tuple[str, ...], why: str, severity: Severity = Severity.CRITICAL, **settings: Any
) -> Expect:
    """An expectation on several columns of a row; rows with gaps are judged too."""
    return Expect(kind, why, columns, {"column_list": list(columns), "ignore_row_if": "never", **settings}, severity)
