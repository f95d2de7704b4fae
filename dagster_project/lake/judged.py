"""Judgements on the lake's batches, each given once: one holds as long as the files it was given on are the same, byte for
byte, and whoever judges is. So a run judges what is new, in bounded memory, and still answers for the whole lake. What is
judged, and how, the caller knows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from dagster_project.lake.chunks import Chunk, chunks
from dagster_project.lake.frames import write_bytes
from dagster_project.settings import Settings

TOGETHER = 20_000
"""Articles that are judged at once: enough that the judge's start-up does not weigh, little enough to hold."""

Judge = Callable[[Sequence[Chunk]], str]
Files = Callable[[Chunk], Sequence[Path]]


def over_batches(settings: Settings, kind: str, version: str, files: Files, judge: Judge) -> list[str]:
    """What `judge` says, as text of its own, of groups of batches that make up the lake; asked only of those whose `files` it
    has not judged in this `version`. Kept in `lake/judged/<kind>`. The caller holds the write lock."""
    folder = settings.lake / "judged" / kind
    waiting = {chunk.name: (chunk, " ".join(map(_digest, files(chunk)))) for chunk in chunks(settings)}
    found: list[str] = []
    for path in sorted(folder.glob("*.json")):
        kept = json.loads(path.read_text(encoding="utf-8"))
        of = {name: waiting[name][1] for name in kept["batches"] if name in waiting}
        if kept["version"] != version or kept["batches"] != of:
            path.unlink()
            continue
        found.append(kept["found"])
        for name in of:
            del waiting[name]
    for group in _groups([chunk for chunk, _ in waiting.values()]):
        said = judge(group)
        batches = {chunk.name: waiting[chunk.name][1] for chunk in group}
        _keep(folder, {"version": version, "batches": batches, "found": said})
        found.append(said)
    return found


def _digest(path: Path) -> str:
    if not path.exists():
        return "none"
    found = path.stat()
    return _content(path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=1 << 20)
def _content(path: Path, size: int, changed: int) -> str:
    """Hash of a file, taken once in a run for every judge."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:32]


def _groups(waiting: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    group: list[Chunk] = []
    for chunk in waiting:
        if group and sum(one.rows for one in group) + chunk.rows > TOGETHER:
            yield group
            group = []
        group.append(chunk)
    if group:
        yield group


def _keep(folder: Path, judgement: dict[str, object]) -> None:
    text = json.dumps(judgement, ensure_ascii=False, indent=1)
    write_bytes(text.encode(), folder / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.json")
