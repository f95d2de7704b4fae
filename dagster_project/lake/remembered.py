"""What a load must know of all earlier ones, as one row an input: its key, and of articles the hashes by which later ones are
compared with them. Kept on a shelf beside the batches, so that a load of a hundred articles need not open a million."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import polars as pl

from dagster_project.articles.identity import page_of
from dagster_project.articles.model import Outcome, SourceKind
from dagster_project.articles.stories import title_key
from dagster_project.lake.frames import ARTICLES, INPUTS, Schema, articles_path, scan_paths
from dagster_project.lake.ledger import KnownInputs, input_key
from dagster_project.lake.shelf import Shelf
from dagster_project.settings import Settings

_RULES = "1"
"""Changes with what the keys below are made of: a shelf made by other rules is made anew."""
_STATED = ("article_id", "story_id", "version", "known_at", "modified_at", "published_at", "source_file")
_KEY = pl.UInt64()
REMEMBERED: Schema = {
    "batch_id": pl.String(), "ingest_date": pl.Date(), "input_1": _KEY, "input_2": _KEY,
    **{name: ARTICLES[name] for name in _STATED}, "text_1": _KEY, "text_2": _KEY, "place": _KEY, "title": _KEY,
}  # fmt: skip


class Remembered:
    """The rows of every admitted batch. Opening it takes in what the lake holds and the shelf does not: all of an older lake,
    what a killed run admitted."""

    def __init__(self, settings: Settings) -> None:
        self._shelf = Shelf(settings, "inputs", REMEMBERED, _RULES)
        batches = {path.stem: path for path in (settings.lake / "inputs").glob("*/*.parquet")}
        shelved = self._shelf.batch_ids()
        if shelved - batches.keys():  # a batch was taken out of the lake by hand
            self._shelf.clear()
            shelved = set()
        for batch_id in sorted(batches.keys() - shelved):
            ledger = scan_paths([batches[batch_id]], INPUTS).collect()
            path = articles_path(settings, ledger["ingest_date"][0], batch_id)
            self.take_in(scan_paths([path] if path.exists() else [], ARTICLES).collect(), ledger)
        self._shelf.save()

    def take_in(self, articles: pl.DataFrame, ledger: pl.DataFrame) -> None:
        """Remember an admitted batch (columns of the lake's articles and ledger)."""
        self._shelf.add(_rows(articles, ledger))

    def save(self) -> None:
        """Write what was taken in."""
        self._shelf.save()

    def scan(self) -> pl.LazyFrame:
        """All rows (columns `REMEMBERED`)."""
        return self._shelf.scan()

    def inputs(self) -> KnownInputs:
        """The keys of all inputs that were admitted."""
        keys = self.scan().select("input_1", "input_2").collect(engine="streaming")
        return KnownInputs(keys["input_1"].to_numpy(), keys["input_2"].to_numpy())


def text_keys(outlet: str, text: str) -> tuple[int, int]:
    """Two hashes of an outlet's text, 64 bits each: together beyond any chance of two texts meeting."""
    digest = hashlib.blake2b(f"{outlet}\x1f{text}".encode(), digest_size=16).digest()
    return int.from_bytes(digest[:8]), int.from_bytes(digest[8:])


def hashed(key: str | None) -> int | None:
    """A page, title or row, as 64 bits; None for none."""
    return None if key is None else int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest())


def page_key(outlet: str, url: str | None) -> str | None:
    """Outlet and page, for comparing; None without a page."""
    page = page_of(url)
    return f"page\x1f{outlet}\x1f{page}" if page else None


def row_key(outlet: str, row: str | None) -> str | None:
    """Outlet and row of a table, for comparing; None for prose and for rows that are versions of nothing."""
    return None if row is None else f"row\x1f{outlet}\x1f{row}"


def headline_key(outlet: str, title: str | None) -> str | None:
    """Outlet and title, for comparing; None without a title."""
    words = title_key(title)
    return f"{outlet}\x1f{words}" if words else None


def _rows(articles: pl.DataFrame, ledger: pl.DataFrame) -> pl.DataFrame:
    keys = [_halves(input_key(*pair)) for pair in ledger.select("content_hash", "locator").iter_rows()]
    is_article = pl.col("outcome") == Outcome.ARTICLE.value
    inputs = ledger.select(
        "batch_id", "ingest_date", *_columns(("input_1", "input_2"), keys),
        pl.when(is_article).then("article_id").alias("article_id"),
    )  # fmt: skip
    compared = [
        _compared(*row)
        for row in articles.select("outlet", "text", "url", "title", "source_kind", "source_id").iter_rows()
    ]
    known = articles.select(*_STATED, *_columns(("text_1", "text_2", "place", "title"), compared))
    return inputs.join(known, on="article_id", how="left").select(*REMEMBERED)


def _compared(
    outlet: str, text: str, url: str | None, title: str | None, kind: str, source_id: str | None
) -> tuple[int | None, ...]:
    row = row_key(outlet, source_id) if kind == SourceKind.TABLE.value else None
    return (*text_keys(outlet, text), hashed(row or page_key(outlet, url)), hashed(headline_key(outlet, title)))


def _halves(key: bytes) -> tuple[int, int]:
    return int.from_bytes(key[:8]), int.from_bytes(key[8:])


def _columns(names: tuple[str, ...], rows: Sequence[tuple[int | None, ...]]) -> Iterable[pl.Series]:
    for at, name in enumerate(names):
        yield pl.Series(name, [row[at] for row in rows], dtype=_KEY)
