"""Chunks over a Spark cluster. A task is one batch of articles: it reads the batch's Parquet and writes the file of its claims,
by the very function that a single machine runs, so that the lake is the same byte for byte whoever made it. Nothing is
shuffled, a finished file is final, and a task whose machine is lost is run again on another.

Every machine of the cluster must see the lake under the same path, and have this package.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from dagster_project.claims.lexicon import Lexicon
from dagster_project.lake.chunks import Chunk
from dagster_project.lake.extraction import Extracted, Extractor, extract_chunk

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

_SCHEMA = "chunk long, articles long, other_languages long, claims long"
_GROUP = "crosstally extraction"
_SECONDS_BETWEEN_LOOKS = 2.0


class SparkAbsent(RuntimeError):
    """Spark was asked for and is not installed, or its Java is not."""


def on_cluster(
    chunks: Sequence[Chunk], lexicon: Lexicon, master: str | None, tell: Callable[[int], None]
) -> Iterator[Extracted]:
    """Extract these chunks by the rules; in the order given, when all are done. `master` is Spark's (`spark://host:7077`,
    `yarn`, `k8s://…`, `local[*]`), None = what spark-submit or Spark's own configuration says. `tell` gets about how many
    articles are done.

    Raises `SparkAbsent`, and Spark's own error where a task fails four times over; what was finished is kept."""
    spark = _session(master)
    try:
        for number, *counts in _counted(spark, chunks, lexicon, tell):
            yield Extracted(chunks[number], *counts)
    finally:
        spark.stop()


def _session(master: str | None) -> SparkSession:
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SparkAbsent("CROSSTALLY_ENGINE=spark needs Spark: pip install 'crosstally[spark]'") from error
    builder = SparkSession.builder.appName("crosstally")
    if master is not None:
        builder = builder.master(master)
    try:
        spark = builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise SparkAbsent(
            f"CROSSTALLY_ENGINE=spark: Spark did not start; it needs Java 17 or later: {error}"
        ) from error
    logging.getLogger("py4j").setLevel(logging.WARNING)
    return spark


def _counted(
    spark: SparkSession, chunks: Sequence[Chunk], lexicon: Lexicon, tell: Callable[[int], None]
) -> list[tuple[int, int, int, int]]:
    """Number of the chunk, articles, those in other languages, claims."""
    context = spark.sparkContext
    sent = context.broadcast((list(chunks), lexicon))

    def read(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        todo, words = sent.value
        for batch in batches:
            yield extracted(batch, todo, words)

    numbers = spark.range(
        0, len(chunks), 1, len(chunks)
    )  # a partition each: what a lost machine had begun is one chunk
    with ThreadPoolExecutor(1) as waiting:

        def collected() -> list[tuple[int, int, int, int]]:
            context.setJobGroup(_GROUP, f"claims of {len(chunks)} batches of articles", interruptOnCancel=True)
            return [tuple(row) for row in numbers.mapInArrow(read, _SCHEMA).collect()]

        result = waiting.submit(collected)
        while wait([result], _SECONDS_BETWEEN_LOOKS).not_done:
            tell(_tasks_done(spark) * sum(chunk.rows for chunk in chunks) // len(chunks))
        return sorted(result.result())


def extracted(numbers: pa.RecordBatch, chunks: Sequence[Chunk], lexicon: Lexicon) -> pa.RecordBatch:
    """What `mapInArrow` is given: numbers of chunks in, a row of counts out for each; the claims are in the lake by then."""
    import pyarrow as pa

    by = Extractor.rules(lexicon)
    done = [extract_chunk(chunks[number], lexicon, by) for number in numbers.column(0).to_pylist()]
    counts = [[one.articles for one in done], [one.other_languages for one in done], [one.claims for one in done]]
    names = [column.split()[0] for column in _SCHEMA.split(", ")]
    return pa.RecordBatch.from_arrays([numbers.column(0), *(pa.array(c, pa.int64()) for c in counts)], names=names)


def _tasks_done(spark: SparkSession) -> int:
    tracker = spark.sparkContext.statusTracker()
    jobs = (tracker.getJobInfo(job) for job in tracker.getJobIdsForGroup(_GROUP))
    stages = [tracker.getStageInfo(stage) for job in jobs if job is not None for stage in job.stageIds]
    return sum(stage.numCompletedTasks for stage in stages if stage is not None)
