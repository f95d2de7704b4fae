"""Feeds that are due → one WARC file in the inbox, with the pages behind their new entries where the user wants them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain, count
from pathlib import Path

from dagster_project.articles.forms import feed as feed_form
from dagster_project.articles.forms import web_page
from dagster_project.articles.forms.json_lines import parsed
from dagster_project.articles.identity import content_hash
from dagster_project.articles.received import Entry, Limits, Rejected, Source
from dagster_project.feeds.capture import Capture
from dagster_project.feeds.client import Answer, Client, NotFetched
from dagster_project.feeds.clock import Clock, SystemClock
from dagster_project.feeds.conduct import AGENT, Conduct
from dagster_project.feeds.state import Remembered, State
from dagster_project.feeds.subscriptions import Feed, Subscriptions

Progress = Callable[[str], None]
_GRACE = timedelta(seconds=90)
"""A schedule's ticks are not exact: a feed that is due so soon is due."""


@dataclass(slots=True)
class FetchReport:
    """What a fetch did: feeds looked at, those unchanged since, entries new or changed, pages fetched for them; the file
    laid into the inbox, None where there was nothing new; and what could not be had, by address."""

    looked_at: int = 0
    not_due: int = 0
    unchanged: int = 0
    entries: int = 0
    pages: int = 0
    laid: Path | None = None
    troubles: dict[str, str] = field(default_factory=dict)


def user_agent(contact: str) -> str:
    """Who asks, and whom to write to about it."""
    return f"{AGENT}/1.0 (+{contact})"


def fetch(
    wanted: Subscriptions,
    state: State,
    folder: Path,
    *,
    clock: Clock | None = None,
    tell: Progress = lambda _: None,
    at_once: bool = False,
) -> FetchReport:
    """Look at the feeds that are due (`at_once`: at all) and lay what is new into `folder`. Changes `state`, which the
    caller keeps afterwards. What goes wrong with one feed or page is reported and the others go on."""
    clock = clock or SystemClock()
    report, capture = FetchReport(), Capture()
    started = clock.now()
    with Client(wanted.manners, clock, user_agent(wanted.manners.contact)) as client:
        run = _Run(Conduct(client, wanted.manners, clock, state), clock, capture, report, wanted.manners.most_pages)
        for feed in wanted.feeds:
            known = state.feeds.setdefault(feed.url, Remembered())
            due = known.looked_at is None or known.looked_at + timedelta(minutes=feed.every) - _GRACE <= started
            if not (due or at_once):
                report.not_due += 1
                continue
            tell(feed.url)
            known.looked_at, known.trouble = started, None
            try:
                run.look_at(feed, known)
            except NotFetched as error:
                known.trouble = report.troubles[feed.url] = str(error)
    state.feeds = {feed.url: state.feeds[feed.url] for feed in wanted.feeds if feed.url in state.feeds}
    state.silent_until = {host: until for host, until in state.silent_until.items() if until > started}
    if len(capture):
        report.laid = _free(folder, f"{started:%Y%m%dT%H%M%S}Z")
        capture.write(report.laid)
    return report


def _free(folder: Path, stem: str) -> Path:
    names = (f"{stem}{ending}.warc.gz" for ending in chain([""], (f"-{number}" for number in count(2))))
    return next(path for name in names if not (path := folder / name).exists())


class _Run:
    def __init__(self, conduct: Conduct, clock: Clock, capture: Capture, report: FetchReport, most_pages: int) -> None:
        self._conduct, self._clock, self._capture, self._report = conduct, clock, capture, report
        self._most_pages = most_pages

    def look_at(self, feed: Feed, known: Remembered) -> None:
        """Fetch a feed if it has changed, and what its new entries ask for. Raises `NotFetched`."""
        conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        answer = self._conduct.get(feed.url, {name: value for name, value in conditions.items() if value})
        self._report.looked_at += 1
        if answer.status == 304:
            self._report.unchanged += 1
            return
        at = self._clock.now()
        entries = self._entries(feed, answer)
        if entries is None:
            self._capture.add(feed.url, answer, at, feed.outlet)  # refused at the door, with the reason
            raise NotFetched(_refusal(answer))
        held = {entry.locator: content_hash(entry.content) for _, entry in entries}
        fresh = [
            (number, entry) for number, entry in entries if known.entries.get(entry.locator) != held[entry.locator]
        ]
        self._report.entries += len(fresh)
        if fresh:
            behind = self._pages(feed, [entry for _, entry in fresh]) if feed.pages else set()
            left = [number for number, entry in fresh if entry.locator not in behind]
            self._capture.add(feed.url, answer, at, feed.outlet, left)
        else:
            self._report.unchanged += 1
        known.entries = held
        known.etag, known.last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")

    def _entries(self, feed: Feed, answer: Answer) -> list[tuple[int, Entry]] | None:
        """The numbered entries of a feed; None where it isn't one, or a broken one: then it is looked at again."""
        if answer.status != 200 or answer.truncated:
            return None
        try:
            return list(enumerate(feed_form.cut(io.BytesIO(answer.body), Source(feed.url), Limits()), start=1))
        except Rejected:
            return None

    def _pages(self, feed: Feed, entries: list[Entry]) -> set[str]:
        """Fetch the pages behind entries; the locators of those whose page can stand for them."""
        behind: set[str] = set()
        for entry in entries[: self._most_pages]:
            item = parsed(entry.content)
            link = item.get("link") if isinstance(item, dict) else None
            if not isinstance(link, str):
                continue
            try:
                answer = self._conduct.get(link)
            except NotFetched as error:
                self._report.troubles[link] = str(error)
                continue
            self._report.pages += 1
            self._capture.add(answer.url, answer, self._clock.now(), feed.outlet)
            if _is_article(answer):
                behind.add(entry.locator)
        return behind


def _is_article(answer: Answer) -> bool:
    """Whether a page gives an article: else its entry's words are read instead."""
    if answer.status != 200 or answer.truncated:
        return False
    try:
        web_page.read(Entry("", answer.body), Source(answer.url))
    except Rejected:
        return False
    return True


def _refusal(answer: Answer) -> str:
    if answer.truncated:
        return "expected a feed, found more bytes than `largest` allows; raise it in feeds.yaml if the feed is worth it"
    if answer.status != 200:
        return f"expected the answer 200, found {answer.status}; correct the address"
    return "expected RSS or Atom, found it broken or something else; see the rejected inputs for where"
