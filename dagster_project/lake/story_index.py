"""What of the lake's articles new ones must be compared with: texts, pages, titles, table rows, stories. Asked of what is
remembered of them, a batch at a time; nothing is held in between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import polars as pl

from dagster_project.articles.editions import Previous
from dagster_project.articles.stories import TITLE_DAYS
from dagster_project.lake.frames import ARTICLES, articles_path, scan_paths
from dagster_project.lake.remembered import Remembered, hashed, headline_key, page_key, row_key, text_keys
from dagster_project.settings import Settings

MOST_COMPARED = 50
"""Newest articles of one page or title that a record is compared with: bounds work and memory where a title never changes."""
_FIELDS = (
    "article_id", "story_id", "version", "known_at", "modified_at", "published_at", "source_file", "place", "title", "batch_id",
    "ingest_date",
)  # fmt: skip


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
    """For one batch: known articles by page, by title and by table row (their keys), and each story's versions in the order
    they came. Of a page or title the newest `MOST_COMPARED` only; of a page that holds several stories, which is in
    `crowded`, none."""

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
    """The articles of a lake, as new ones ask for them."""

    def __init__(self, settings: Settings, remembered: Remembered) -> None:
        self._settings, self._remembered = settings, remembered

    def candidates(self, sightings: Sequence[Sighting]) -> Candidates:
        """Everything known that a batch's records may repeat (`duplicates`, by position) or continue."""
        if not sightings:  # a batch may hold nothing but what was turned away
            return Candidates(duplicates={})
        found = Candidates(duplicates=self._duplicates(sightings))
        pages = _by_hash(page_key(each.outlet, each.url) for each in sightings if each.row is None)
        rows = _by_hash(row_key(each.outlet, each.row) for each in sightings)
        places = self._places({**pages, **rows})
        found.crowded = {pages[place] for place, (one, other) in places.items() if place in pages and one != other}
        found.by_row = {rows[place]: story for place, (story, _) in places.items() if place in rows}
        titled = self._titled(sightings)
        stories = {story for place, (story, _) in places.items() if pages.get(place) not in found.crowded}
        versions = self._of_stories(stories | set(titled["story_id"]))
        for row in versions.iter_rows(named=True):
            version = Previous(row["story_id"], row["version"], row["known_at"], row["modified_at"])
            found.versions.setdefault(row["story_id"], []).append(version)
        told_apart = [place for place, page in pages.items() if page not in found.crowded]
        paged = _newest(versions.filter(pl.col("place").is_in(told_apart)), "place")
        texts = self._texts(pl.concat([paged, titled.select(paged.columns)]))
        for row in paged.iter_rows(named=True):
            found.by_page.setdefault(pages[row["place"]], []).append(_known(row, texts[row["article_id"]]))
        titles = _by_hash(headline_key(each.outlet, each.title) for each in sightings)
        for row in titled.iter_rows(named=True):
            place = (titles[row["title"]], week_of(row["known_at"]))
            found.by_title.setdefault(place, []).append(_known(row, texts[row["article_id"]]))
        return found

    def _duplicates(self, sightings: Sequence[Sighting]) -> dict[int, str]:
        """Article whose text a record repeats, by the record's position."""
        keys = [text_keys(each.outlet, each.text) for each in sightings]
        same = self._rows("text_1", [first for first, _ in keys], "text_1", "text_2", "article_id")
        known = {(first, second): article_id for first, second, article_id in same.iter_rows()}
        return {position: known[key] for position, key in enumerate(keys) if key in known}

    def _places(self, wanted: Iterable[int]) -> dict[int, tuple[str, str]]:
        """First and last story, by id, of each page or table row that is known: two different ones where it holds several."""
        stories = pl.col("story_id")
        rows = self._remembered.scan().filter(pl.col("place").is_in(list(wanted)))
        ends = rows.group_by("place").agg(stories.min().alias("first"), stories.max().alias("last"))
        return {place: (first, last) for place, first, last in ends.collect(engine="streaming").iter_rows()}

    def _titled(self, sightings: Sequence[Sighting]) -> pl.DataFrame:
        """The newest known articles of the batch's titles, a week at a time, from the weeks about its own."""
        wanted = {
            (key, week)
            for each in sightings
            if (key := hashed(headline_key(each.outlet, each.title))) is not None
            for week in weeks_about(each.at)
        }
        weeks = pl.DataFrame(sorted(wanted), schema={"title": pl.UInt64(), "week": pl.Int64()}, orient="row")
        about = timedelta(days=2 * TITLE_DAYS)
        times = [each.at for each in sightings]
        is_near = pl.col("known_at").is_between(min(times) - about, max(times) + about)
        rows = self._rows("title", weeks["title"].unique().to_list(), *_FIELDS, of=is_near)
        week = pl.Series("week", [week_of(moment) for moment in rows["known_at"].to_list()], dtype=pl.Int64)
        return _newest(rows.with_columns(week).join(weeks, on=["title", "week"], how="semi"), "title", "week")

    def _of_stories(self, stories: Iterable[str]) -> pl.DataFrame:
        """Every version of some stories, in the order they came."""
        return self._rows("story_id", list(stories), *_FIELDS).sort("version")

    def _rows(self, key: str, values: Sequence[int | str], *columns: str, of: pl.Expr | None = None) -> pl.DataFrame:
        """Columns of the rows whose `key` is one of some values, and for which `of` holds."""
        rows = self._remembered.scan()
        rows = rows.clear() if not values else rows.filter(pl.col(key).is_in(values))
        return (rows if of is None else rows.filter(of)).select(columns).collect(engine="streaming")

    def _texts(self, rows: pl.DataFrame) -> dict[str, str]:
        """The texts of some articles, out of the batches they came in."""
        if rows.is_empty():
            return {}
        batches = rows.select("ingest_date", "batch_id").unique().iter_rows()
        articles = scan_paths([articles_path(self._settings, *batch) for batch in batches], ARTICLES)
        wanted = articles.filter(pl.col("article_id").is_in(rows["article_id"].to_list())).select("article_id", "text")
        return dict(wanted.collect(engine="streaming").iter_rows())


def _newest(frame: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """The last `MOST_COMPARED` articles of each key, all in the order in which they became known."""
    last = frame.sort("known_at", "article_id").group_by(keys, maintain_order=True).tail(MOST_COMPARED)
    return last.sort("known_at", "article_id")


def _by_hash(keys: Iterable[str | None]) -> dict[int, str]:
    """Keys by what stands for them in what is remembered."""
    return {number: key for key in keys if key is not None and (number := hashed(key)) is not None}


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
