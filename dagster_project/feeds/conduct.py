"""How hosts are treated: what robots.txt asks, a pause between requests, and silence for as long as one asks for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from protego import Protego

from dagster_project.feeds.client import Answer, Client, NotFetched
from dagster_project.feeds.clock import Clock
from dagster_project.feeds.state import State
from dagster_project.feeds.subscriptions import Manners

AGENT = "Crosstally"
"""The name under which robots.txt may speak of us."""
_LONGEST_PAUSE = 60.0
_SILENCE = timedelta(hours=1)
"""How long a host that is overloaded, and does not say for how long, is left alone."""
_LONGEST_SILENCE = timedelta(days=7)
_LARGEST_ROBOTS = 500 * 1024
"""Bytes of robots.txt that are read, as RFC 9309 asks at least."""
_OVERLOADED = (429, 503)


class Conduct:
    """Asks through a client and keeps to what hosts ask for. One per fetch."""

    def __init__(self, client: Client, manners: Manners, clock: Clock, state: State) -> None:
        self._client, self._manners, self._clock, self._state = client, manners, clock, state
        self._rules: dict[str, Protego | str] = {}
        self._asked_at: dict[str, float] = {}

    def get(self, url: str, headers: dict[str, str] | None = None) -> Answer:
        """The answer to `url` behind its redirects, each hop of which is allowed and waited for. Raises `NotFetched`."""
        asked = url
        hops = self._client.hops(url, headers)
        while True:
            self._heed_silence(asked)
            self._heed_robots(asked)
            self._pause(asked)
            answer = next(hops)
            self._note_overload(answer)
            place = self._client.redirected_to(answer)
            if place is None:
                return answer
            asked = place

    def _heed_silence(self, url: str) -> None:
        until = self._state.silent_until.get(_host(url))
        if until is not None and until > self._clock.now():
            raise NotFetched(
                f"{_host(url)} asked to be left alone until {until:%Y-%m-%d %H:%M} UTC; it is asked again then"
            )

    def _note_overload(self, answer: Answer) -> None:
        if answer.status in _OVERLOADED:
            now = self._clock.now()
            until = retry_at(answer.headers.get("retry-after"), now)
            self._state.silent_until[_host(answer.url)] = min(until or now + _SILENCE, now + _LONGEST_SILENCE)
            raise NotFetched(f"{_host(answer.url)} answered {answer.status}; it is left alone as long as it asks for")

    def _pause(self, url: str) -> None:
        host = _host(url)
        rules = self._rules.get(_origin(url))
        asked_for = rules.crawl_delay(AGENT) if isinstance(rules, Protego) else None
        pause = max(self._manners.pause, min(asked_for or 0.0, _LONGEST_PAUSE))
        if host in self._asked_at:
            left = self._asked_at[host] + pause - self._clock.monotonic()
            if left > 0:
                self._clock.sleep(left)
        self._asked_at[host] = self._clock.monotonic()

    def _heed_robots(self, url: str) -> None:
        """As RFC 9309 has it: without a robots.txt everything is allowed, while a server can't say nothing is."""
        origin = _origin(url)
        if origin not in self._rules:
            self._rules[origin] = self._asked_rules(origin)
        rules = self._rules[origin]
        if isinstance(rules, str):
            raise NotFetched(rules)
        if not rules.can_fetch(url, AGENT):
            raise NotFetched(f"robots.txt of {_host(url)} asks not to fetch {url[:200]}; ask its publisher, or drop it")

    def _asked_rules(self, origin: str) -> Protego | str:
        """The rules of a server, or why they can't be had."""
        answer = None
        try:
            for answer in self._client.hops(f"{origin}/robots.txt"):
                self._note_overload(answer)
        except NotFetched as error:
            return str(error)
        if answer is None or answer.status >= 500:
            return f"{origin}/robots.txt can't be had, so nothing is fetched from there; it is asked again later"
        is_stated = answer.status == 200 and answer.truncated is None
        return Protego.parse(answer.body[:_LARGEST_ROBOTS].decode("utf-8", errors="replace") if is_stated else "")


def retry_at(stated: str | None, now: datetime) -> datetime | None:
    """The moment a Retry-After header names, in seconds or as a date; None where it names none."""
    words = (stated or "").strip()
    if words.isdigit():
        return now + min(timedelta(seconds=int(words[:9])), _LONGEST_SILENCE)
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
