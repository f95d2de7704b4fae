"""Corpora of several sizes through the stages, each in a data folder of its own, and how the cost grows from one to the next."""

from __future__ import annotations

import json
import math
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import psutil

from dagster_project.bench import STAGES, accuracy, corpus
from dagster_project.bench.watching import Taken, watched
from dagster_project.settings import Settings

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """One stage at one size. Rates by the clock; `cpu_share` of all cores, 1 = all of them all the time."""

    articles: int
    text_mb: float
    stage: str
    taken: Taken
    articles_per_second: float
    mb_per_second: float
    cpu_share: float


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it was measured; `load` of the last 1, 5 and 15 minutes, others' work included."""

    system: str
    python: str
    cores: int
    memory_mb: int
    load: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """What was measured; the accuracy of each size whose claims were extracted."""

    machine: Machine
    mix: float
    stages: tuple[Measured, ...]
    accuracy: dict[int, accuracy.Accuracy]

    def growth(self) -> dict[str, float]:
        """Exponent of each stage's processor time over the number of articles: the slope of the line through its logarithms,
        1 = in proportion. Of stages measured at two sizes at least."""
        found = {}
        for stage in STAGES:
            points = [(one.articles, one.taken.processor_seconds) for one in self.stages if one.stage == stage]
            if len({size for size, _ in points}) > 1:
                found[stage] = slope(points)
        return found

    def as_json(self) -> str:
        """Everything, the numbers unrounded."""
        accurate = {
            size: {**asdict(one), "recall": one.recall, "precision": one.precision}
            for size, one in self.accuracy.items()
        }
        whole = {
            "machine": asdict(self.machine), "mix": self.mix, "stages": [asdict(one) for one in self.stages],
            "growth": self.growth(), "accuracy": accurate,
        }  # fmt: skip
        return json.dumps(whole, indent=1)


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Of the least-squares line through the logarithms of these points."""
    logs = [(math.log(size), math.log(cost)) for size, cost in points]
    middle_x, middle_y = (sum(point[axis] for point in logs) / len(logs) for axis in (0, 1))
    spread = sum((x - middle_x) ** 2 for x, _ in logs)
    return float(sum((x - middle_x) * (y - middle_y) for x, y in logs) / spread)


def measure(sizes: Sequence[int], mix: float, stages: Sequence[str], folder: Path, tell: Tell) -> Bench:
    """Make a corpus of each size in `folder` (one that is there is used again), and run the stages on it one after the other.
    Data folders are begun anew, unless acquiring is not asked for: then what lies there is taken further.

    Raises `watching.Failed` where a stage fails."""
    found: list[Measured] = []
    accurate: dict[int, accuracy.Accuracy] = {}
    for size in sizes:
        place = folder / f"{size}-{mix:g}"
        text_mb = _corpus(size, mix, place, tell) / 1e6
        data = place / "data"
        if "acquire" in stages and data.exists():
            shutil.rmtree(data)
        data.mkdir(exist_ok=True)
        for stage in stages:
            tell(f"{size:,} articles: {stage}")
            taken = _run(stage, place, data)
            found.append(
                Measured(
                    size, text_mb, stage, taken, size / taken.seconds, text_mb / taken.seconds,
                    taken.processor_seconds / taken.seconds / _cores(),
                )
            )  # fmt: skip
            if stage == "extract":
                accurate[size] = accuracy.measure(Settings(data), place / "truth")
    return Bench(_machine(), mix, tuple(found), accurate)


def _run(stage: str, place: Path, data: Path) -> Taken:
    own = {name: value for name, value in os.environ.items() if not name.startswith("DAGSTER_HOME")}
    command = [sys.executable, "-m", "dagster_project.bench.stage", stage]
    if stage == "acquire":
        command.append(str(place / "articles"))
    return watched(command, {**own, "CROSSTALLY_DATA": str(data)}, place / f"{stage}.txt")


def _corpus(size: int, mix: float, place: Path, tell: Tell) -> int:
    """Make the corpus unless it is there whole; the bytes of its texts."""
    note = place / "corpus.json"
    if note.exists():
        return int(json.loads(note.read_text())["text_bytes"])
    tell(f"{size:,} articles: writing them")
    if place.exists():
        shutil.rmtree(place)
    place.mkdir(parents=True)
    whole = corpus.Corpus.of(size, mix)
    text_bytes = sum(_written(whole, place))
    note.write_text(json.dumps({"articles": size, "mix": mix, "text_bytes": text_bytes}))
    return text_bytes


def _written(whole: corpus.Corpus, place: Path) -> Iterator[int]:
    parts, one = corpus.files(whole), partial(corpus.write, whole, folder=place)
    if len(parts) == 1:
        yield one(parts[0])
        return
    with ProcessPoolExecutor(_cores(), get_context("spawn")) as pool:
        yield from pool.map(one, parts)


def _cores() -> int:
    return (
        len(psutil.Process().cpu_affinity() or [1]) if hasattr(psutil.Process, "cpu_affinity") else os.cpu_count() or 1
    )


def _machine() -> Machine:
    held = round(psutil.virtual_memory().total / 1e6)
    return Machine(platform.platform(), platform.python_version(), _cores(), held, psutil.getloadavg())
