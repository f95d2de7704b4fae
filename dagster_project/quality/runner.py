"""Runs a suite over a frame. The only place that starts Great Expectations; importing it takes seconds and some 140
MB, so it happens inside the call."""

from __future__ import annotations

import contextlib
import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from dagster_project.quality.deferred import deferred
from dagster_project.quality.expect import Expect
from dagster_project.quality.results import ExpectationOutcome, Severity, SuiteResult

SHOWN_ROWS = 25
SHOWN_CHARACTERS = 400
_UNUSED = ("scipy.stats", "altair")
"""What the library imports for tests of distributions and their charts: 90 MB and two seconds."""


def run(
    name: str, description: str, frame: pl.DataFrame, expectations: Sequence[Expect], shown: Sequence[str]
) -> SuiteResult:
    """Judge `frame` by `expectations`; `shown` names the columns that identify an offending row to a reader.

    List columns reach Great Expectations as text, ids joined by a blank. An expectation on a column the frame lacks
    fails with that as its message.
    """
    flat = frame.with_columns(
        pl.col(column).cast(pl.List(pl.String)).list.join(" ")
        for column, kind in frame.schema.items()
        if isinstance(kind, pl.List)
    )
    outcomes = [_missing(one, flat) for one in expectations if not set(one.columns) <= set(flat.columns)]
    present = [one for one in expectations if set(one.columns) <= set(flat.columns)]
    needed = sorted({column for one in present for column in one.columns})
    if present:
        with _quiet():
            found = _validate(name, flat.select(needed), present)
        outcomes += [
            _outcome(one, result, flat, [column for column in shown if column in flat.columns])
            for one, result in zip(present, found, strict=True)
        ]
    success = all(one.success or one.severity is not Severity.CRITICAL for one in outcomes)
    return SuiteResult(name, success, outcomes, description, frame.height)


def _validate(name: str, frame: pl.DataFrame, expectations: Sequence[Expect]) -> list[Any]:
    """Great Expectations' own results, in the order of `expectations`."""
    with deferred(*_UNUSED):
        import great_expectations as gx
        from great_expectations import expectations as stock
        from great_expectations.data_context.types.base import ProgressBarsConfig

        from dagster_project.quality import custom

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    batch = (
        context.data_sources.add_pandas("frames")
        .add_dataframe_asset(name)
        .add_batch_definition_whole_dataframe("whole")
        .get_batch({"dataframe": frame.to_pandas()})
    )
    suite = gx.ExpectationSuite(name=name)
    for number, one in enumerate(expectations):
        # own classes by name: `stock` holds every registered expectation as an attribute, ours are in `custom`
        kind = getattr(custom, one.kind, None) or getattr(stock, one.kind)
        suite.add_expectation(kind(**one.settings, severity=one.severity.value, meta={"number": number}))
    results = batch.validate(suite, result_format="COMPLETE").results
    return sorted(results, key=lambda result: result.expectation_config.meta["number"])


def _outcome(one: Expect, result: Any, frame: pl.DataFrame, shown: list[str]) -> ExpectationOutcome:
    raised = [info for info in _exceptions(result.exception_info) if info.get("raised_exception")]
    details = result.result or {}
    rows = [int(place) for place in details.get("unexpected_index_list") or []]
    count = int(details.get("unexpected_count") or len(rows))
    if raised:
        message = f"Expected that {one.why}; the check itself failed: {raised[0].get('exception_message')}"
    elif result.success:
        message = f"{one.why[:1].upper()}{one.why[1:]}."
    elif count:
        message = f"Expected that {one.why}; {count} of {frame.height} rows say otherwise."
    else:
        message = f"Expected that {one.why}; found {details.get('observed_value')}."
    columns = list(dict.fromkeys([*shown, *one.columns]))
    offending = frame[rows[:SHOWN_ROWS]].select(columns).to_dicts() if rows else []
    return ExpectationOutcome(
        expectation=one.kind,
        column=", ".join(one.columns),
        severity=one.severity,
        success=bool(result.success) and not raised,
        unexpected_count=count,
        unexpected_rows=tuple({key: _plain(value) for key, value in row.items()} for row in offending),
        message=message,
    )


def _exceptions(info: Any) -> list[dict[str, Any]]:
    """Great Expectations gives either one record or one a metric."""
    if not isinstance(info, dict):
        return []
    return [info] if "raised_exception" in info else [one for one in info.values() if isinstance(one, dict)]


def _missing(one: Expect, frame: pl.DataFrame) -> ExpectationOutcome:
    absent = ", ".join(column for column in one.columns if column not in frame.columns)
    message = f"Expected that {one.why}; the frame has no column {absent}."
    return ExpectationOutcome(one.kind, ", ".join(one.columns), one.severity, False, 0, (), message)


def _plain(value: Any) -> str | int | float | bool | None:
    """A cell that JSON can hold; long text cut, so that a report on hostile input stays readable."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """No usage statistics, no log chatter, none of the library's deprecation warnings."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    log = logging.getLogger("great_expectations")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)
