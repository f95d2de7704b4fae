"""The whole path run in this process: the job that schedule and sensor start too, and what came of it in plain words."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from dagster_project.lake import manifest, published
from dagster_project.settings import Settings

if TYPE_CHECKING:
    import dagster as dg

JOB = "whole_path"
_HOST, _PROCESS = "crosstally/host", "crosstally/process"


@dataclass(frozen=True)
class Outcome:
    """What a run did. `counts` and `rejected` inputs are those of this run; `holds` is what the release in place holds;
    `failures` are checks of ours that failed and steps that broke, `warnings` what the sources or the volume gave rise to."""

    success: bool
    counts: dict[str, int] = field(default_factory=dict)
    rejected: list[dict[str, Any]] = field(default_factory=list)
    quarantined: dict[str, list[str]] = field(default_factory=dict)
    holds: published.Summary | None = None
    is_new_release: bool = False
    failures: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def is_all_unreadable(self) -> bool:
        """Whether there were inputs and every one of them was rejected."""
        return self.counts.get("seen", 0) > 0 and self.counts["seen"] == self.counts["rejected"]


def run(
    paths: Sequence[Path], settings: Settings, log: Path, tell: Callable[[str], None], stages: Sequence[str] = ()
) -> Outcome:
    """Run every stage, or only those named (acquire, extract, model, publish), on `paths`, or on the inbox where none is given.
    `tell` is called with what is being done; everything Dagster and dbt say goes to the file `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as file, redirect_stdout(file), redirect_stderr(file):
        tell("reading the dbt project")
        manifest.up_to_date(settings)
        tell("opening Dagster")
        from dagster_project.definitions import defs

        with _instance() as instance:
            _report_killed(instance)
            run_id = str(uuid4())
            instance.add_event_listener(run_id, lambda entry: _listen(entry, tell))
            repository = defs()
            keys = _assets_of(repository, stages)
            config = {"acquire": {"config": {"paths": [str(path.resolve()) for path in paths]}}}
            result = repository.resolve_job_def(JOB).execute_in_process(
                run_config={
                    "ops": config if not stages or "acquire" in stages else {},
                    "loggers": {"console": {"config": {"log_level": "INFO"}}},
                },
                asset_selection=keys,
                instance=instance,
                partition_key=datetime.now(UTC).date().isoformat(),
                run_id=run_id,
                tags={_HOST: socket.gethostname(), _PROCESS: str(os.getpid())},
                raise_on_error=False,
            )
            return _outcome(result, settings)


def _assets_of(repository: dg.Definitions, stages: Sequence[str]) -> list[dg.AssetKey] | None:
    """The assets of these stages, which are Dagster's groups; None for all."""
    import dagster as dg

    if not stages:
        return None
    return sorted(dg.AssetSelection.groups(*stages).resolve(repository.resolve_asset_graph()))


@contextmanager
def _instance() -> Iterator[dg.DagsterInstance]:
    """The instance in DAGSTER_HOME, so that the run shows in the UI; where none is set, one that is forgotten."""
    import dagster as dg

    if os.environ.get("DAGSTER_HOME"):
        with dg.DagsterInstance.get() as kept:
            yield kept
    else:
        with dg.DagsterInstance.ephemeral() as forgotten:
            yield forgotten


def _report_killed(instance: dg.DagsterInstance) -> None:
    """Close the runs of this machine whose process is gone: killed, they could not say so themselves."""
    import dagster as dg

    open_runs = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED], tags={_HOST: socket.gethostname()})
    for old in instance.get_runs(open_runs):
        if not Path(f"/proc/{old.tags[_PROCESS]}").exists() and Path("/proc").exists():
            instance.report_run_failed(old, "the process ended without a word; it was probably killed")


def _listen(entry: Any, tell: Callable[[str], None]) -> None:
    """Turn Dagster's events into one line of what is being done."""
    import dagster as dg

    event = entry.dagster_event
    if event is None:
        if entry.level == logging.INFO and entry.step_key:
            tell(entry.user_message.splitlines()[0][:100])
    elif event.event_type == dg.DagsterEventType.STEP_START:
        tell(event.step_key)


def _outcome(result: dg.ExecuteInProcessResult, settings: Settings) -> Outcome:
    import dagster as dg

    made = {
        event.asset_key.to_user_string(): event.step_materialization_data.materialization.metadata
        for event in result.get_asset_materialization_events()
        if event.asset_key
    }
    articles, release = made.get("lake/articles", {}), made.get("published/release", {})
    failed = [one for one in result.get_asset_check_evaluations() if not one.passed]
    broken = [
        f"{event.step_key}: {_reason(event.step_failure_data.error)}"
        for event in result.filter_events(lambda event: event.event_type == dg.DagsterEventType.STEP_FAILURE)
    ]
    errors = [one for one in failed if one.severity == dg.AssetCheckSeverity.ERROR]
    quarantined = _value(articles.get("quarantined batches"), {})
    return Outcome(
        success=result.success and not errors and not quarantined,
        counts={name: value.value or 0 for name, value in articles.items() if isinstance(value, dg.IntMetadataValue)},
        rejected=_value(articles.get("rejected inputs"), []),
        quarantined=quarantined,
        holds=published.summary(settings.published) if release else None,
        is_new_release=_value(release.get("is new"), False),
        failures=[_finding(one) for one in errors] + broken,
        warnings=[_finding(one) for one in failed if one.severity == dg.AssetCheckSeverity.WARN],
    )


def _finding(check: Any) -> str:
    return f"{check.asset_key.to_user_string()}, {check.check_name}: {check.description or 'did not hold'}"


def _reason(error: Any) -> str:
    """The innermost cause, in one line."""
    while error.cause is not None:
        error = error.cause
    return str(error.message).strip()


def _value(metadata: Any, otherwise: Any) -> Any:
    return otherwise if metadata is None else metadata.value
