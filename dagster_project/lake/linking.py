"""A batch of records → articles and duplicates: which repeat what is known, which continue a story.

Links look back: a record is compared with what the lake holds and with the batch's earlier records, in the order of
their stated times. Pure but for the candidates handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dagster_project.articles.dating import first_known_at
from dagster_project.articles.editions import Previous, edition
from dagster_project.articles.model import Article, SourceKind
from dagster_project.articles.received import UNKNOWN_OUTLET, Received
from dagster_project.articles.stories import SAME_PAGE, SAME_TITLE, TITLE_DAYS, is_same_story, word_pairs
from dagster_project.lake.remembered import headline_key, page_key, row_key
from dagster_project.lake.story_index import MOST_COMPARED, Candidates, Known, Sighting, week_of, weeks_about


@dataclass(frozen=True, slots=True)
class Linked:
    """What became of a record: a new article, or the id of the article it repeats."""

    article: Article | None
    article_id: str


def sighted(received: Received, ingested_at: datetime) -> Sighting:
    """A record as the index sees it."""
    at = first_known_at(received, ingested_at)
    return Sighting(received.outlet, received.text, received.url, received.title, received.row_key, at)


def link(batch: Sequence[tuple[Received, str]], candidates: Candidates, ingested_at: datetime) -> list[Linked]:
    """Link (record, source file) pairs; results stand in the batch's order."""
    linker = _Linker(candidates, ingested_at)
    linked: dict[int, Linked] = {}
    for position in sorted(range(len(batch)), key=lambda at: _turn(batch[at][0])):
        linked[position] = linker.link(position, *batch[position])
    return [linked[position] for position in range(len(batch))]


def _turn(received: Received) -> tuple[bool, datetime]:
    stated = received.modified or received.published
    return (stated is None, stated.at if stated else datetime.max)


class _Linker:
    def __init__(self, candidates: Candidates, ingested_at: datetime) -> None:
        self._known = candidates
        self._ingested_at = ingested_at
        self._texts: dict[tuple[str, str], str] = {}
        self._fingerprints: dict[str, frozenset[tuple[str, ...]]] = {}

    def link(self, position: int, received: Received, source_file: str) -> Linked:
        repeated = self._known.duplicates.get(position) or self._texts.get((received.outlet, received.text))
        if repeated is not None:
            return Linked(None, repeated)
        if received.row_key is not None:
            article = edition(received, source_file, self._ingested_at, vintages=self._vintages(received))
        else:
            article = edition(received, source_file, self._ingested_at, self._previous(received, source_file))
        self._remember(article, received)
        return Linked(article, article.article_id)

    def _previous(self, received: Received, source_file: str) -> Previous | None:
        """The newest version of the story a record continues; None where it opens one, as a table's row without a key
        always does."""
        if received.kind is SourceKind.TABLE:
            return None
        address = page_key(received.outlet, received.url) or ""
        page = self._known.by_page.get(address, [])
        if address in self._known.crowded or any(_at_once(known, received, source_file) for known in page):
            return None  # where a page holds several stories, a new text on it is one more, never a version
        return self._alike(received, page, SAME_PAGE) or self._alike(
            received, self._same_title(received, source_file), SAME_TITLE
        )

    def _vintages(self, received: Received) -> Sequence[Previous]:
        """The known versions of a table's row, in the order they came."""
        story = self._known.by_row.get(row_key(received.outlet, received.row_key) or "")
        return self._known.versions[story] if story else ()

    def _same_title(self, received: Received, source_file: str) -> list[Known]:
        """Articles of the outlet under this title within days; none where no outlet is known, whose titles name nothing."""
        if received.outlet == UNKNOWN_OUTLET:
            return []
        at = first_known_at(received, self._ingested_at)
        title = headline_key(received.outlet, received.title)
        near = (known for week in weeks_about(at) for known in self._known.by_title.get((title or "", week), ()))
        return [
            known
            for known in near
            if abs(known.known_at - at) <= timedelta(days=TITLE_DAYS) and not _at_once(known, received, source_file)
        ]

    def _alike(self, received: Received, earlier: Sequence[Known], least: float) -> Previous | None:
        if not earlier:
            return None
        words = word_pairs(received.text)
        for known in reversed(earlier[-MOST_COMPARED:]):
            if is_same_story(words, self._fingerprint(known), least):
                return self._known.versions[known.story_id][-1]
        return None

    def _fingerprint(self, known: Known) -> frozenset[tuple[str, ...]]:
        if known.article_id not in self._fingerprints:
            self._fingerprints[known.article_id] = word_pairs(known.text)
        return self._fingerprints[known.article_id]

    def _remember(self, article: Article, received: Received) -> None:
        self._texts[article.outlet, article.text] = article.article_id
        version = Previous(article.story_id, article.version, article.known_at, article.modified_at)
        self._known.versions.setdefault(article.story_id, []).append(version)
        if row := row_key(article.outlet, received.row_key):
            self._known.by_row[row] = article.story_id
            return
        known = Known(
            article.article_id,
            article.story_id,
            article.published_at,
            article.known_at,
            article.source_file,
            article.text,
        )
        if page := page_key(article.outlet, article.url):
            self._remember_on_page(page, known)
        if title := headline_key(article.outlet, article.title):
            same = self._known.by_title.setdefault((title, week_of(article.known_at)), [])
            same.append(known)
            del same[:-MOST_COMPARED]

    def _remember_on_page(self, page: str, known: Known) -> None:
        if page in self._known.crowded:
            return
        there = self._known.by_page.setdefault(page, [])
        if there and there[-1].story_id != known.story_id:
            self._known.crowded.add(page)
            del self._known.by_page[page]
            return
        there.append(known)
        del there[:-MOST_COMPARED]


def _at_once(known: Known, received: Received, source_file: str) -> bool:
    """Whether two records of one file state the same time and no modification: items of one page or list. Which of them
    would be the newer version, nobody could say."""
    published = received.published.at if received.published else None
    return received.modified is None and known.source_file == source_file and known.published_at == published
