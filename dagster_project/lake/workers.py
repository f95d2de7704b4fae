"""Chunks over all cores: a pool of processes, each of which reads a batch and writes its claims by itself."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from dagster_project.claims.lexicon import Lexicon
from dagster_project.lake.chunks import Chunk
from dagster_project.lake.extraction import Extracted, Extractor, extract_chunk

_AHEAD = 2
"""Chunks handed out for each worker: one at work and one waiting, so that none is idle and an error stops the rest."""


class WorkerDied(RuntimeError):
    """A worker ended without a word, as the system's memory killer ends it. What was finished is kept."""


def in_pool(chunks: Sequence[Chunk], lexicon: Lexicon, workers: int) -> Iterator[Extracted]:
    """Extract these chunks by the rules in so many processes; each as it is finished, in no fixed order.

    An error in one lets those at work finish and raises it. Raises `WorkerDied` where a process is killed."""
    waiting = iter(chunks)
    # not forked: polars and DuckDB hold threads here that a fork would lose in the middle of what they do
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(lexicon,)) as pool:
        at_work: set[Future[Extracted]] = set()
        try:
            while True:
                room = _AHEAD * workers - len(at_work)
                at_work |= {pool.submit(_extract, chunk) for chunk in islice(waiting, room)}
                if not at_work:
                    return
                done, at_work = wait(at_work, return_when=FIRST_COMPLETED)
                for one in done:
                    yield one.result()
        except BrokenProcessPool as error:
            raise WorkerDied(
                f"one of {workers} worker processes died, most likely for want of memory; what was finished is kept. "
                "Run again, or with fewer of them: CROSSTALLY_WORKERS=1"
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


_lexicon: Lexicon | None = None  # a worker's own, handed over once when it starts


def _begin(lexicon: Lexicon) -> None:
    global _lexicon  # noqa: PLW0603
    _lexicon = lexicon
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run itself decides what an interruption means
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A run that is killed can't stop its workers; left alone they would wait for chunks for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _extract(chunk: Chunk) -> Extracted:
    if _lexicon is None:
        raise RuntimeError("expected a worker of the pool, which begins with a lexicon")
    return extract_chunk(chunk, _lexicon, Extractor.rules(_lexicon))
