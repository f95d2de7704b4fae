"""Files → admitted batches of articles, with a ledger row for every input. The edge of the acquire stage: it reads, has
the linking decided elsewhere, and writes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

import polars as pl

from dagster_project.articles.decoding import storable
from dagster_project.articles.field_names import FileNames
from dagster_project.articles.field_names import load as load_names
from dagster_project.articles.folders import Arrival, arrivals
from dagster_project.articles.identity import content_hash
from dagster_project.articles.model import Outcome
from dagster_project.articles.reading import inputs, record
from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected
from dagster_project.lake import audit as lake_audit
from dagster_project.lake import batches
from dagster_project.lake.frames import INPUTS, article_frame, prepare
from dagster_project.lake.ledger import input_key, waiting
from dagster_project.lake.linking import Linked, link, sighted
from dagster_project.lake.raw_store import keep, settle
from dagster_project.lake.remembered import Remembered
from dagster_project.lake.story_index import StoryIndex
from dagster_project.settings import Settings

Progress = Callable[[int, int, str], None]
Audit = Callable[[pl.DataFrame], list[str]]

BATCH_INPUTS = 5_000
BATCH_BYTES = 64 * 1024 * 1024
"""A batch is closed at this many inputs or bytes, whichever comes first: what bounds memory."""
_MOST_NAMED = 1_000
_TOLD_EVERY = 500


@dataclass(frozen=True, slots=True)
class RejectedInput:
    """An input that gave no article, as the run's summary lists it."""

    source_file: str
    locator: str
    reason: str
    detail: str


@dataclass(slots=True)
class AcquireReport:
    """What a run of acquire did. `seen` = articles + duplicates + rejected + quarantined inputs; inputs that were in
    the ledger already are only counted in `already_known`. `rejections` names the first thousand of `rejected`."""

    seen: int = 0
    articles: int = 0
    duplicates: int = 0
    rejected: int = 0
    already_known: int = 0
    quarantined_inputs: int = 0
    files: int = 0
    batch_ids: list[str] = field(default_factory=list)
    rejections: list[RejectedInput] = field(default_factory=list)
    quarantined: dict[str, list[str]] = field(default_factory=dict)
    recovered: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Input:
    content_hash: str
    locator: str
    source_file: str
    article_file: str
    file_hash: str | None
    read: Received | Rejected


def acquire(
    paths: Sequence[Path],
    settings: Settings,
    now: datetime,
    progress: Progress | None = None,
    *,
    audit: Audit | None = None,
    limits: Limits | None = None,
    batch_inputs: int = BATCH_INPUTS,
) -> AcquireReport:
    """Read every input under `paths` that the ledger doesn't hold, and admit it batch by batch. `now` (aware) is the
    time of receipt. The caller holds the write lock.

    Each batch passes the lake's audit and `audit` (frame of articles → problems), or goes to quarantine while the
    others go on. `progress` gets (files done, files in all,
    name of the file and, in a long one, the entry). Raises FileNotFoundError for a path
    that isn't there."""
    run = _Run(settings, now, audit, limits or Limits(), batch_inputs)
    found = arrivals(paths)
    for done, arrival in enumerate(found):
        run.take(arrival, partial(progress, done, len(found)) if progress is not None else None)
    run.close()
    if progress is not None:
        progress(len(found), len(found), "done")
    return run.report


def recover(settings: Settings) -> tuple[list[str], list[str]]:
    """Finish or discard pending batches of a run that was killed: (finished, discarded). See `batches.recover`."""
    prepare(settings)
    return batches.recover(settings)


def admit(settings: Settings, batch_id: str) -> int:
    """Release a batch from quarantine; the number of its articles. See `batches.admit`."""
    prepare(settings)
    batches.recover(settings)
    return batches.admit(settings, batch_id)


class _Run:
    def __init__(
        self, settings: Settings, now: datetime, audit: Audit | None, limits: Limits, batch_inputs: int
    ) -> None:
        self._settings, self._now, self._audit, self._limits = settings, now, audit, limits
        self._batch_inputs = batch_inputs
        self._names: FileNames = load_names(settings.field_names)
        finished, _ = recover(settings)
        self.report = AcquireReport(recovered=finished)
        self._remembered = Remembered(settings)
        self._known, self._waiting = self._remembered.inputs(), waiting(settings)
        self._index = StoryIndex(settings, self._remembered)
        self._open: list[_Input] = []
        self._size = 0

    def take(self, arrival: Arrival, tell: Callable[[str], None] | None) -> None:
        """Read the new entries of one file into the open batch."""
        self.report.files += 1
        file_hash: str | None = None
        is_kept = False
        for number, given in enumerate(inputs(arrival, self._limits, self._names)):
            if tell is not None and number % _TOLD_EVERY == 0:
                tell(f"{arrival.source.name}, entry {number:,}" if number else arrival.source.name)
            hashed = content_hash(given.entry.content)
            key = input_key(hashed, given.locator)
            if key in self._known or key in self._waiting:
                self.report.already_known += 1
                continue
            if not is_kept:
                file_hash, is_kept = self._kept(arrival, given.entry), True
            read = record(given, self._now, self._limits)
            self._known.add(key)
            self._open.append(_Input(hashed, given.locator, arrival.source.name, given.source.name, file_hash, read))
            self._size += len(given.entry.content)
            if len(self._open) >= self._batch_inputs or self._size >= BATCH_BYTES:
                self.close_batch()

    def _kept(self, arrival: Arrival, entry: Entry) -> str | None:
        """Keep the file's bytes; not those of a file that is no input of ours, can't be read or is beyond the limit."""
        is_refused = arrival.rejected is not None
        is_beyond = entry.rejected is not None and not entry.locator and entry.rejected.reason is Reason.TOO_LARGE
        return None if is_refused or is_beyond else keep(self._settings, arrival.path)

    def close(self) -> None:
        """Settle what is left."""
        self.close_batch()
        self._remembered.save()

    def close_batch(self) -> None:
        """Link, write, audit and admit what has been read since the last batch."""
        if not self._open:
            return
        inputs, self._open, self._size = self._open, [], 0
        taken = [(one.read, one.article_file) for one in inputs if isinstance(one.read, Received)]
        candidates = self._index.candidates([sighted(received, self._now) for received, _ in taken])
        linked = link(taken, candidates, self._now)
        batch_id = _batch_id(inputs)
        articles = article_frame((each.article for each in linked if each.article is not None), batch_id)
        fates = iter(linked)
        ledger = pl.DataFrame(
            [
                _row(one, None if isinstance(one.read, Rejected) else next(fates), self._now, batch_id)
                for one in inputs
            ],
            schema=INPUTS,
        )  # fmt: skip
        self._settle(batch_id, articles, ledger)

    def _settle(self, batch_id: str, articles: pl.DataFrame, ledger: pl.DataFrame) -> None:
        batches.write_pending(self._settings, batch_id, articles, ledger)
        problems = lake_audit.problems(articles, ledger)
        if self._audit is not None and articles.height:
            problems += self._audit(articles)
        self.report.seen += ledger.height
        if problems:
            batches.set_aside(self._settings, batch_id, problems)
            self.report.quarantined[batch_id] = problems
            self.report.quarantined_inputs += ledger.height
            return
        settle(self._settings)
        batches.admit_pending(self._settings, batch_id, self._now.date())
        self._remembered.take_in(articles, ledger)
        self.report.batch_ids.append(batch_id)
        self._count(ledger)

    def _count(self, ledger: pl.DataFrame) -> None:
        counts = dict(ledger["outcome"].value_counts().iter_rows())
        self.report.articles += counts.get(Outcome.ARTICLE.value, 0)
        self.report.duplicates += counts.get(Outcome.DUPLICATE.value, 0)
        self.report.rejected += counts.get(Outcome.REJECTED.value, 0)
        room = _MOST_NAMED - len(self.report.rejections)
        rejected = ledger.filter(pl.col("outcome") == Outcome.REJECTED.value).head(max(room, 0))
        for row in rejected.select("source_file", "locator", "reason", "detail").iter_rows():
            self.report.rejections.append(RejectedInput(*row))


def _row(one: _Input, linked: Linked | None, now: datetime, batch_id: str) -> dict[str, object]:
    """One ledger row."""
    if linked is None:
        outcome = Outcome.REJECTED
    else:
        outcome = Outcome.DUPLICATE if linked.article is None else Outcome.ARTICLE
    rejected = one.read if isinstance(one.read, Rejected) else None
    return {
        "content_hash": one.content_hash,
        "locator": one.locator,
        "source_file": one.source_file,
        "outcome": outcome.value,
        "article_id": linked.article_id if linked else None,
        "reason": rejected.reason.value if rejected else None,
        "detail": storable(rejected.detail) if rejected else None,
        "ingested_at": now,
        "ingest_date": now.date(),
        "batch_id": batch_id,
        "file_hash": one.file_hash,
    }


def _batch_id(inputs: Sequence[_Input]) -> str:
    """Hash of what the batch holds: the same inputs make the same batch."""
    keys = sorted(f"{one.content_hash} {one.locator}" for one in inputs)
    return "b" + hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]
