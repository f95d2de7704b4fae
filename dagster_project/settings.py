"""The one reader of the environment. Nothing is read on import; call `settings()` where the program starts."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent
DBT_DIR = PROJECT_DIR / "dbt"
SEEDS_DIR = DBT_DIR / "seeds"
SAMPLE_DIR = PROJECT_DIR / "data" / "sample"

ENGINES = ("local", "spark")


class Misset(ValueError):
    """A variable of the environment holds what it can't mean."""


@dataclass(frozen=True)
class Settings:
    """Where the data lie and how the program behaves. `data_dir` holds inbox, lake, warehouse, releases and published."""

    data_dir: Path
    keep_raw: bool = True
    conflict_id: str = "ru-ua"
    workers: int = 1
    memory: str = "2GB"
    engine: str = "local"
    spark_master: str | None = None
    reader_url: str | None = None
    reader_model: str | None = None
    reader_key: str | None = field(default=None, repr=False)
    reader: str | None = None

    @property
    def inbox(self) -> Path:
        return self.data_dir / "inbox"

    @property
    def lake(self) -> Path:
        return self.data_dir / "lake"

    @property
    def warehouse(self) -> Path:
        """The DuckDB file that dbt alone writes."""
        return self.data_dir / "warehouse" / "crosstally.duckdb"

    @property
    def releases(self) -> Path:
        return self.data_dir / "releases"

    @property
    def published(self) -> Path:
        """A link to the newest release; the only thing readers open."""
        return self.data_dir / "published"

    @property
    def lock(self) -> Path:
        """Held by whoever writes lake, warehouse or releases."""
        return self.data_dir / ".lock"

    @property
    def field_names(self) -> Path:
        """Names under which articles' fields come in the user's files."""
        return self.data_dir / "fields.yaml"

    @property
    def feeds(self) -> Path:
        """The feeds to fetch."""
        return self.data_dir / "feeds.yaml"

    @property
    def feeds_state(self) -> Path:
        """What is remembered from one fetch to the next."""
        return self.lake / "feeds.json"

    @property
    def fetched(self) -> Path:
        """The part of the inbox into which feeds are laid."""
        return self.inbox / "feeds"

    @property
    def corrections(self) -> Path:
        return self.data_dir / "corrections.csv"

    @property
    def adjudications(self) -> Path:
        return self.data_dir / "adjudications.csv"

    @property
    def redactions(self) -> Path:
        return self.data_dir / "redactions.csv"


def settings() -> Settings:
    """Read the environment: `CROSSTALLY_DATA` (data folder, default `data/` of the project), `CROSSTALLY_KEEP_RAW` (0 turns
    the store of received bytes off), `CROSSTALLY_CONFLICT` (the conflict whose claims make events and figures).
    `CROSSTALLY_WORKERS` is the number of processes that read articles, all cores unless it says otherwise;
    `CROSSTALLY_MEMORY` is what DuckDB may hold while it builds or copies tables (2GB; what is more goes to the disk);
    `CROSSTALLY_ENGINE=spark` has a cluster read them instead, which `CROSSTALLY_SPARK_MASTER` names.
    The optional second reader, off unless set: `CROSSTALLY_READER_URL` (base of a chat-completions endpoint),
    `CROSSTALLY_READER_MODEL`, `CROSSTALLY_READER_KEY`, and `CROSSTALLY_READER=claims` to let its claims into the lake.
    Raises `Misset`."""
    return Settings(
        data_dir=Path(os.environ.get("CROSSTALLY_DATA") or PROJECT_DIR / "data").expanduser().resolve(),
        keep_raw=os.environ.get("CROSSTALLY_KEEP_RAW", "1") != "0",
        conflict_id=os.environ.get("CROSSTALLY_CONFLICT") or "ru-ua",
        workers=_workers(os.environ.get("CROSSTALLY_WORKERS")),
        memory=_memory(os.environ.get("CROSSTALLY_MEMORY")),
        engine=_engine(os.environ.get("CROSSTALLY_ENGINE")),
        spark_master=os.environ.get("CROSSTALLY_SPARK_MASTER") or None,
        reader_url=os.environ.get("CROSSTALLY_READER_URL") or None,
        reader_model=os.environ.get("CROSSTALLY_READER_MODEL") or None,
        reader_key=os.environ.get("CROSSTALLY_READER_KEY") or None,
        reader=os.environ.get("CROSSTALLY_READER") or None,
    )


def _workers(stated: str | None) -> int:
    if not stated:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not stated.isdecimal() or int(stated) < 1:
        raise Misset(f"CROSSTALLY_WORKERS: expected a number of processes from 1 on, found {stated!r}")
    return int(stated)


def _memory(stated: str | None) -> str:
    if stated and not re.fullmatch(r"[1-9][0-9]*(\.[0-9]+)? ?[KMGT]i?B", stated, re.IGNORECASE):
        raise Misset(f"CROSSTALLY_MEMORY: expected a size such as 4GB, found {stated!r}")
    return stated or Settings.memory


def _engine(stated: str | None) -> str:
    if stated not in (None, "", *ENGINES):
        raise Misset(f"CROSSTALLY_ENGINE: expected {' or '.join(ENGINES)}, found {stated!r}")
    return stated or ENGINES[0]
