"""What the lake knows of its articles that new ones must be compared with: texts, pages, titles, table rows, stories.

Held as a frame of hashes, so that a million articles fit in memory and a batch is compared by joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from dagster_project.articles.editions import Previous
from dagster_project.articles.identity import page_of
from dagster_project.articles.model import SourceKind
from dagster_project.articles.stories import TITLE_DAYS, title_key
from dagster_project.lake.frames import scan_articles
from dagster_project.settings import Settings

MOST_COMPARED = 50
"""Newest articles of one page or title that a record is compared with: bounds work and memory where a title never changes."""
_FIELDS = {
    "article_id": pl.String(), "story_id": pl.String(), "version": pl.Int64(), "known_at": pl.Datetime("us", "UTC"),
    "modified_at": pl.Datetime("us", "UTC"), "published_at": pl.Datetime("us", "UTC"), "source_file": pl.String(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """An article already known that a new one may continue."""

    article_id: str
    story_id: str
    published_at: datetime | None
    known_at: datetime
    source_file: str
    text: str


@dataclass(slots=True)
class Candidates:
    """For one batch: known articles by page, by title and by table row (keys of `keys`), and each story's
    versions in the order they came. Of a page or title the newest `MOST_COMPARED` only; of a page that holds several
    stories, which is in `crowded`, none."""

    duplicates: dict[int, str] = field(default_factory=dict)
    by_page: dict[str, list[Known]] = field(default_factory=dict)
    crowded: set[str] = field(default_factory=set)
    by_title: dict[tuple[str, int], list[Known]] = field(default_factory=dict)
    by_row: dict[str, str] = field(default_factory=dict)
    versions: dict[str, list[Previous]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the index needs of an article, old or new: whose text, where, under which title or row."""

    outlet: str
    text: str
    url: str | None
    title: str | None
    row: str | None
    at: datetime


class StoryIndex:
    """Index over the admitted articles of a lake; `add` what is admitted after loading."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        rows = (
            scan_articles(settings)
            .select(
                *_FIELDS, "url", "title", "source_id", "outlet", *_text_keys(),
                (pl.col("source_kind") == SourceKind.TABLE.value).alias("is_table"),
            )
            .collect(engine="streaming")
        )  # fmt: skip
        self._frame = _keyed(rows)

    def add(self, articles: pl.DataFrame) -> None:
        """Take in a batch that was admitted (columns of the lake's articles)."""
        if articles.height:
            rows = articles.with_columns(
                *_text_keys(), (pl.col("source_kind") == SourceKind.TABLE.value).alias("is_table")
            )
            self._frame = pl.concat([self._frame, _keyed(rows)])

    def candidates(self, sightings: Sequence[Sighting]) -> Candidates:
        """Everything known that a batch's records may repeat (`duplicates`, by position) or continue."""
        batch = _sighted(sightings)
        found = Candidates()
        same = batch.join(self._frame, on=["outlet_key", "text_key", "text_key_2"], how="inner")
        found.duplicates = dict(zip(same["position"].to_list(), same["article_id"].to_list(), strict=True))
        pages = self._linked(batch, "page_key")
        is_crowded = pl.col("story_id").n_unique().over("page_key") > 1
        found.crowded = set(pages.filter(is_crowded)["page_key"])
        linked = {
            "page_key": _newest(pages.filter(~is_crowded), "page_key"),
            "title_key": _newest(self._titled(batch), "title_key", "week"),
            "row_key": self._linked(batch, "row_key"),
        }
        story_ids = pl.concat([frame["story_id"] for frame in linked.values()]).unique()
        stories = self._frame.join(story_ids.to_frame(), on="story_id", how="semi")
        for row in stories.sort("version").iter_rows(named=True):
            version = Previous(row["story_id"], row["version"], row["known_at"], row["modified_at"])
            found.versions.setdefault(row["story_id"], []).append(version)
        found.by_row = dict(linked["row_key"].select("row_key", "story_id").iter_rows())
        texts = self._texts(pl.concat([linked["page_key"]["article_id"], linked["title_key"]["article_id"]]).unique())
        for row in linked["page_key"].sort("known_at", "article_id").iter_rows(named=True):
            found.by_page.setdefault(row["page_key"], []).append(_known(row, texts[row["article_id"]]))
        for row in linked["title_key"].sort("known_at", "article_id").iter_rows(named=True):
            place = (row["title_key"], week_of(row["known_at"]))
            found.by_title.setdefault(place, []).append(_known(row, texts[row["article_id"]]))
        return found

    def _linked(self, batch: pl.DataFrame, key: str) -> pl.DataFrame:
        return self._frame.join(batch.filter(pl.col(key).is_not_null()), on=key, how="semi")

    def _titled(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Known articles of the batch's titles from the weeks about its own."""
        wanted = batch.filter(pl.col("title_key").is_not_null()).select("title_key", "weeks").explode("weeks")
        wanted = wanted.rename({"weeks": "week"})
        return self._frame.join(wanted.unique(), on=["title_key", "week"], how="semi")

    def _texts(self, article_ids: pl.Series) -> dict[str, str]:
        if article_ids.is_empty():
            return {}
        wanted = scan_articles(self._settings).select("article_id", "text").filter(
            pl.col("article_id").is_in(article_ids.implode())
        )  # fmt: skip
        return dict(wanted.collect(engine="streaming").iter_rows())


def _newest(frame: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """The last `MOST_COMPARED` articles of each key, in the order in which they became known."""
    return frame.sort("known_at", "article_id").group_by(keys, maintain_order=True).tail(MOST_COMPARED)


def page_key(outlet: str, url: str | None) -> str | None:
    """Outlet and page, for comparing; None without a page."""
    page = page_of(url)
    return f"{outlet}\x1f{page}" if page else None


def headline_key(outlet: str, title: str | None) -> str | None:
    """Outlet and title, for comparing; None without a title."""
    words = title_key(title)
    return f"{outlet}\x1f{words}" if words else None


def week_of(moment: datetime) -> int:
    """The week a moment lies in, counted through: titles are compared with those of neighbouring weeks only."""
    return moment.toordinal() // TITLE_DAYS


def weeks_about(moment: datetime) -> list[int]:
    """The weeks in which everything known within TITLE_DAYS of a moment lies, oldest first."""
    return [week_of(moment) + step for step in (-1, 0, 1)]


def _known(row: dict[str, object], text: str) -> Known:
    return Known(
        article_id=str(row["article_id"]),
        story_id=str(row["story_id"]),
        published_at=row["published_at"] if isinstance(row["published_at"], datetime) else None,
        known_at=_moment(row["known_at"]),
        source_file=str(row["source_file"]),
        text=text,
    )


def _moment(value: object) -> datetime:
    assert isinstance(value, datetime)
    return value


def _text_keys() -> list[pl.Expr]:
    """Two 64-bit hashes of the text and one of the outlet: together beyond any chance of two texts meeting."""
    return [
        pl.col("outlet").hash(seed=1).alias("outlet_key"),
        pl.col("text").hash(seed=2).alias("text_key"),
        pl.col("text").hash(seed=3).alias("text_key_2"),
    ]


def _keyed(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with their comparison keys, and without what only these needed."""
    outlets = rows["outlet"].to_list()
    pages = [page_key(outlet, url) for outlet, url in zip(outlets, rows["url"].to_list(), strict=True)]
    titles = [headline_key(outlet, title) for outlet, title in zip(outlets, rows["title"].to_list(), strict=True)]
    row_keys = pl.when(pl.col("is_table")).then(pl.concat_str("outlet", "source_id", separator="\x1f"))
    return rows.with_columns(
        pl.Series("page_key", pages, dtype=pl.String),
        pl.Series("title_key", titles, dtype=pl.String),
        pl.Series("week", [week_of(moment) for moment in rows["known_at"].to_list()], dtype=pl.Int64),
        row_keys.alias("row_key"),
    ).select(*_FIELDS, "outlet_key", "text_key", "text_key_2", "page_key", "title_key", "week", "row_key")


def _sighted(sightings: Sequence[Sighting]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "position": list(range(len(sightings))),
            "outlet": [each.outlet for each in sightings],
            "text": [each.text for each in sightings],
            "page_key": [page_key(each.outlet, each.url) for each in sightings],
            "title_key": [headline_key(each.outlet, each.title) for each in sightings],
            "row_key": [None if each.row is None else f"{each.outlet}\x1f{each.row}" for each in sightings],
            "weeks": [weeks_about(each.at) for each in sightings],
        },
        schema={
            "position": pl.Int64(), "outlet": pl.String(), "text": pl.String(), "page_key": pl.String(),
            "title_key": pl.String(), "row_key": pl.String(), "weeks": pl.List(pl.Int64()),
        },
    ).with_columns(_text_keys()).drop("text", "outlet")  # fmt: skip
