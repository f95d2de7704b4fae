"""Extraction and figures beside what else one would use for them, and beside what the machine can do at all, all in one run.

    .venv/bin/python -m tests.bench.alternatives [articles] [warehouse]

Prints processor time per article of one core for made-up articles of 700 words (of war and general, `articles` of each, 300 if
nothing is said): reading them from Parquet, spaCy's blank English pipeline with its sentence splitter, the same with an entity
ruler that holds this project's vocabulary (a look-up alone: no figure, no claim), and the engine. spaCy is no dependency: where it
is not installed its rows are left out. With a `warehouse`, the figures of all events at the end of time (each origin's last word
on a cell, then least, median and greatest) by DuckDB and by pandas, which must agree.
"""

from __future__ import annotations

import csv
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl

from dagster_project.bench.corpus import Corpus, write
from dagster_project.claims import extract
from dagster_project.claims.model import SourceText
from dagster_project.lake.lexicon import load
from dagster_project.settings import SEEDS_DIR

ROUNDS = 3
_PUBLISHED = datetime(2024, 1, 1, tzinfo=UTC)
_VOCABULARY = ("nouns", "weapon_names", "place_aliases", "claimant_aliases", "number_words", "cues")
_FIGURES = """
with last_words as (
    select event_id, measure, unit_id, origin_id, arg_max(value_low, (known_at, claim_id)) as stated
    from claims
    group by all
)
select event_id, measure, unit_id, min(stated) as low, median(stated) as best, max(stated) as high, count(*) as n_origins
from last_words
group by all
order by all
"""


def main(articles: int, warehouse: Path | None) -> None:
    """Print both tables."""
    memory = np.ones(1 << 27)
    print(f"a scan of memory on one core: {memory.nbytes / best_of(memory.sum) / 1e9:.1f} GB/s")
    for kind, mix in (("war coverage", 1.0), ("general news", 0.0)):
        with tempfile.TemporaryDirectory() as folder:
            write(Corpus.of(articles, mix), range(articles), Path(folder))
            file = Path(folder) / "articles" / "000000000.parquet"
            texts = pl.read_parquet(file)["text"].to_list()
            size = sum(len(text.encode()) for text in texts)
            seconds = {"reading the Parquet": best_of(partial(pl.read_parquet, file))}
            seconds |= {name: best_of(partial(run, texts)) for name, run in _readers()}
        ours = seconds["the engine"]
        for name, taken in seconds.items():
            print(
                f"{kind:14} {name:32} {articles / taken:10,.0f} articles/s {size / taken / 1e6:8,.1f} MB/s"
                f" {taken / ours:6.2f} of the engine's time"
            )
    if warehouse:
        _print_figures(warehouse)


def best_of(run: Callable[[], object]) -> float:
    """Least processor time of a few rounds, in seconds."""
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        run()
        taken.append(time.process_time() - began)
    return min(taken)


def _readers() -> Iterator[tuple[str, Callable[[list[str]], object]]]:
    if find_spec("spacy"):
        spacy: Any = import_module("spacy")
        blank = spacy.blank("en")
        blank.add_pipe("sentencizer")
        yield "spaCy, blank", partial(_through, blank.pipe)
        ruled = spacy.blank("en")
        ruled.add_pipe("sentencizer")
        ruler = ruled.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
        ruler.add_patterns([{"label": label, "pattern": surface} for label, surface in _vocabulary()])
        yield "spaCy, blank and entity ruler", partial(_through, ruled.pipe)
    lexicon = load()
    yield (
        "the engine",
        lambda texts: [
            extract(SourceText(str(at), text, "Bench Daily", None, _PUBLISHED, _PUBLISHED), lexicon)
            for at, text in enumerate(texts)
        ],
    )


def _through(pipe: Callable[[list[str]], Iterable[Any]], texts: list[str]) -> int:
    return sum(len(read.ents) for read in pipe(texts))


def _vocabulary() -> Iterator[tuple[str, str]]:
    for seed in _VOCABULARY:
        with (SEEDS_DIR / f"{seed}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column in {"surface", "singular", "plural", "forms"} & row.keys():
                    yield from ((seed, surface) for surface in row[column].split(";") if surface)


def _print_figures(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.execute("set threads = 1")
        claims = connection.execute(
            "select event_id, measure, unit_id, origin_id, known_at, claim_id, value_low from marts.fct_claims "
            "where event_id is not null and unit_id is not null and value_low is not null"
        ).df()
    with duckdb.connect() as memory:
        memory.execute("set threads = 1")
        memory.execute("create table claims as from claims")
        taken = {
            "DuckDB": best_of(lambda: memory.execute(_FIGURES).df()),
            "pandas": best_of(lambda: _by_pandas(claims)),
        }
        by_both = [memory.execute(_FIGURES).df()["best"].tolist(), _by_pandas(claims)["best"].tolist()]
    assert by_both[0] == by_both[1], "the two disagree"
    print(f"figures of {len(claims):,} claims, {len(by_both[0]):,} cells, median {statistics.median(by_both[0]):g}:")
    for name, seconds in taken.items():
        print(f"  {name:8} {seconds:6.2f} s, {seconds / taken['DuckDB']:.1f} of DuckDB's time")


def _by_pandas(claims: Any) -> Any:
    cell = ["event_id", "measure", "unit_id"]
    ordered = claims.sort_values(["known_at", "claim_id"])
    last_words = ordered.drop_duplicates([*cell, "origin_id"], keep="last")
    stated = last_words.groupby(cell, sort=True)["value_low"]
    return stated.agg(low="min", best="median", high="max", n_origins="count").reset_index()


if __name__ == "__main__":
    asked = sys.argv[1:]
    main(int(asked[0]) if asked else 300, Path(asked[1]) if len(asked) > 1 else None)
