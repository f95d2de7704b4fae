"""The data docs: one page that shows every suite, every expectation and the rows that offend. It opens from a folder,
without a network, and holds no time of a build: the same results give the same bytes."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dagster_project.quality.results import ExpectationOutcome, Severity, SuiteResult

_HERE = Path(__file__).resolve().parent
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def build(results: Sequence[SuiteResult], folder: Path) -> Path:
    """Write `index.html` for `results` into `folder` (made where absent) and return its path.

    Everything from articles is escaped by the template; the page's policy allows no script and no request.
    """
    style = (_HERE / "data_docs.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["cell"] = cell
    page = environment.get_template("data_docs.html.j2").render(
        style=style,
        style_digest=digest,
        suites=[_suite(one) for one in results],
        severities=[one.value for one in Severity],
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "index.html"
    path.write_text(page, encoding="utf-8")
    return path


def cell(value: Any) -> str:
    """A value as a reader sees it: a dash where nothing is stated, no character that could reorder or hide the rest."""
    if value is None:
        return "–"
    return _UNPRINTABLE.sub("�", str(value))


def _suite(result: SuiteResult) -> dict[str, Any]:
    worst = result.failed[0].severity.value if result.failed else None
    return {
        "name": result.name,
        "title": result.name.replace("_", " ").capitalize(),
        "description": result.description,
        "row_count": result.row_count,
        "success": result.success,
        "verdict": "stopped" if not result.success else (worst or "passed"),
        "n_passed": len(result.results) - len(result.failed),
        "n_results": len(result.results),
        "failed": [_outcome(one) for one in result.failed],
        "passed": [_outcome(one) for one in result.results if one.success],
    }


def _outcome(one: ExpectationOutcome) -> dict[str, Any]:
    return {
        "expectation": _words(one.expectation),
        "column": one.column,
        "severity": one.severity.value,
        "message": one.message,
        "unexpected_count": one.unexpected_count,
        "columns": _columns(one.unexpected_rows),
        "rows": one.unexpected_rows,
        "n_more": max(0, one.unexpected_count - len(one.unexpected_rows)),
    }


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _words(class_name: str) -> str:
    """`ExpectColumnValuesToBeUnique` → "expect column values to be unique"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", class_name).lower()
