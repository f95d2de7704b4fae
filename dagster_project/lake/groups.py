"""`article_groups.parquet`: every article's group of near-duplicates. The rule stands in `articles.near_duplicates`; here its
fingerprints are kept, so that new articles are compared with old ones without reading these again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import polars as pl

from dagster_project.articles.model import SourceKind
from dagster_project.articles.near_duplicates import (
    PERMUTATIONS,
    RULES,
    Earliest,
    Numbers,
    Prints,
    Triples,
    fingerprints,
    triples_of,
)
from dagster_project.lake.frames import (
    ARTICLES,
    GROUPS,
    Schema,
    articles_path,
    groups_path,
    prepare,
    scan_paths,
    write_parquet,
)
from dagster_project.lake.shelf import Shelf
from dagster_project.settings import Settings

FINGERPRINTS: Schema = {
    "batch_id": pl.String(), "ingest_date": pl.Date(), "article_id": pl.String(), "known_at": ARTICLES["known_at"],
    "size": pl.UInt32(), "signature": pl.Array(pl.UInt32(), PERMUTATIONS),
}  # fmt: skip
"""One row an article. A row of a table has the size 0: it looks like others by make and stands alone."""
_MOST_HELD = 10_000


def refresh(settings: Settings) -> int:
    """Group the articles that came in since the last time; the number of all. Groups of others change only where an article
    came in that was known before them. The caller holds the write lock."""
    prepare(settings)
    shelf = Shelf(settings, "fingerprints", FINGERPRINTS, RULES)
    batches = {path.stem: path for path in (settings.lake / "articles").glob("*/*.parquet")}
    shelved = shelf.batch_ids()
    if shelved - batches.keys():  # a batch was taken out of the lake by hand
        shelf.clear()
        shelved = set()
    grouped = _grouped(settings, shelf.height)
    for batch_id in sorted(batches.keys() - shelved, key=lambda batch_id: batches[batch_id]):
        shelf.add(_prints_of(batches[batch_id]))
    shelf.save()
    if shelf.height > grouped:
        _group(settings, shelf, grouped)
    return shelf.height


def _grouped(settings: Settings, shelved: int) -> int:
    """How many articles have their group already: the first rows of the shelf, in some order. None where the groups are older
    than the shelf, or of another make."""
    stored = pl.scan_parquet(groups_path(settings))
    count = int(stored.select(pl.len()).collect().item())
    if count > shelved or list(stored.collect_schema()) != list(GROUPS):
        write_parquet(pl.DataFrame(schema=GROUPS), groups_path(settings))
        return 0
    return count


def _prints_of(batch: Path) -> pl.DataFrame:
    """The rows of a batch (columns `FINGERPRINTS`)."""
    articles = (
        scan_paths([batch], ARTICLES)
        .select("batch_id", "ingest_date", "article_id", "known_at", "text", "source_kind")
        .collect()
    )
    is_prose = (articles["source_kind"] == SourceKind.PROSE.value).to_numpy()
    prints = fingerprints(articles.filter(is_prose)["text"])
    sizes = np.zeros(articles.height, dtype=np.uint32)
    signatures = np.zeros((articles.height, PERMUTATIONS), dtype=np.uint32)
    sizes[is_prose], signatures[is_prose] = prints.sizes, prints.signatures
    made = (pl.Series("size", sizes), pl.Series("signature", signatures, dtype=FINGERPRINTS["signature"]))
    return articles.with_columns(*made).select(*FINGERPRINTS)


def _group(settings: Settings, shelf: Shelf, grouped: int) -> None:
    """Find the earliest similar article of each row from `grouped` on, and of older rows where it is one of these; write the
    groups that follow."""
    turns = _turns(shelf)
    found = Earliest(turns, _Texts(settings, shelf).triples)
    for some in _slices(shelf, grouped):
        for others in _slices(shelf, 0):
            if others.rows[0] > some.rows[-1]:
                break
            found.compare(some, others)
    if min(found.matches, default=grouped) < grouped:
        groups: pl.DataFrame | pl.LazyFrame = _regrouped(settings, shelf, turns, grouped, found)
    else:
        groups = pl.concat(
            [pl.scan_parquet(groups_path(settings)), _added(settings, shelf, turns, grouped, found).lazy()]
        )
    write_parquet(groups, groups_path(settings))


def _turns(shelf: Shelf) -> Numbers:
    """The place of each row in the order in which articles became known, those of one moment by their ids."""
    rows = shelf.scan().select("known_at", "article_id").with_row_index("row").collect(engine="streaming")
    turns = np.empty(rows.height, dtype=np.int64)
    turns[rows.sort("known_at", "article_id")["row"].to_numpy()] = np.arange(rows.height)
    return turns


def _slices(shelf: Shelf, start: int) -> Iterator[Prints]:
    """Fingerprints of the prose from row `start` on, a part of the shelf at a time."""
    at = 0
    for part in shelf.parts("size", "signature"):
        rows = np.arange(at, at + part.height)
        at += part.height
        chosen = (part["size"].to_numpy() > 0) & (rows >= start)
        if chosen.any():
            held = part.filter(chosen)
            yield Prints(rows[chosen], held["size"].to_numpy(), held["signature"].to_numpy())


def _added(settings: Settings, shelf: Shelf, turns: Numbers, grouped: int, found: Earliest) -> pl.DataFrame:
    """The groups of the rows from `grouped` on, where no older row's changes."""
    matches = found.matches
    ids = dict(
        shelf.rows({*range(grouped, shelf.height), *(row for row, _ in matches.values())}, "article_id").iter_rows()
    )
    older = [ids[row] for row, _ in matches.values() if row < grouped]
    stored = pl.scan_parquet(groups_path(settings)).filter(pl.col("article_id").is_in(older))
    group_of = dict(stored.select("article_id", "near_duplicate_group_id").collect(engine="streaming").iter_rows())
    rows = []
    for row in (grouped + np.argsort(turns[grouped:])).tolist():
        earliest, similarity = matches.get(row, (row, 1.0))
        group_of[ids[row]] = ids[row] if earliest == row else group_of[ids[earliest]]
        rows.append((ids[row], group_of[ids[row]], ids[earliest], similarity))
    return pl.DataFrame(rows, schema=GROUPS, orient="row")


def _regrouped(settings: Settings, shelf: Shelf, turns: Numbers, grouped: int, found: Earliest) -> pl.DataFrame:
    """All groups, where an older row resembles one that came in later and was known before: its group may be another one now, and
    with it the groups of those that resemble it."""
    ids = shelf.scan().select("article_id").with_row_index("row").collect().with_columns(pl.col("row").cast(pl.Int64))
    stored = pl.read_parquet(groups_path(settings)).select("article_id", "similar_article_id", "similarity")
    earliest, similarity = np.arange(len(turns)), np.ones(len(turns))
    of_stored = stored.join(ids, on="article_id").join(
        ids, left_on="similar_article_id", right_on="article_id", suffix="_similar"
    )
    earliest[of_stored["row"]], similarity[of_stored["row"]] = of_stored["row_similar"], of_stored["similarity"]
    for row, (candidate, likeness) in found.matches.items():
        if turns[candidate] < turns[earliest[row]]:
            earliest[row], similarity[row] = candidate, likeness
    root = earliest
    while (root[root] != root).any():
        root = root[root]
    named = ids["article_id"]
    return pl.DataFrame([named, named[root], named[earliest], pl.Series(similarity)], schema=GROUPS)


class _Texts:
    """Word triples of rows, their texts out of the lake; the ones asked for last are held."""

    def __init__(self, settings: Settings, shelf: Shelf) -> None:
        self._settings, self._shelf = settings, shelf
        self._held: OrderedDict[int, Triples] = OrderedDict()

    def triples(self, rows: list[int]) -> Mapping[int, Triples]:
        """The word triples of some rows."""
        missing = [row for row in rows if row not in self._held]
        places = self._shelf.rows(missing, "ingest_date", "batch_id", "article_id")
        for (day, batch_id), some in places.group_by("ingest_date", "batch_id"):
            batch = scan_paths([articles_path(self._settings, day, batch_id)], ARTICLES).select("article_id", "text")
            texts = some.join(
                batch.filter(pl.col("article_id").is_in(some["article_id"].to_list())).collect(), on="article_id"
            )
            self._held.update((row, triples_of(text)) for row, text in texts.select("row", "text").iter_rows())
        asked = {row: self._held[row] for row in rows}
        for row in rows:
            self._held.move_to_end(row)
        while len(self._held) > _MOST_HELD:
            self._held.popitem(last=False)
        return asked
