"""Feeds fetched from a server that behaves, and from one that does not."""

from __future__ import annotations

import gzip
import ipaddress
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dagster_project.articles.model import Article
from dagster_project.articles.reading import Unread, articles
from dagster_project.feeds import fetching, state, subscriptions
from dagster_project.feeds.addresses import Refused, permitted
from dagster_project.feeds.conduct import retry_at
from dagster_project.feeds.fetching import FetchReport, fetch
from dagster_project.feeds.state import State
from dagster_project.feeds.subscriptions import Feed, Manners, Misconfigured, Subscriptions
from tests.articles.building import Piece, page, rss
from tests.feeds.misbehaving import Page, Site, dripping, endless, hanging_up, serving, silent

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
ME = ipaddress.ip_network("127.0.0.1/32")
MANNERS = Manners(
    "desk@newsroom.example", timeout=0.5, deadline=1.0, pause=5.0, largest=200_000, allowed_networks=(ME,)
)
XML = {"Content-Type": "application/rss+xml; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Watch:
    """A clock that only sleeping moves on; the deadlines of connections go by the real one."""

    def __init__(self) -> None:
        self.moment = NOW
        self.slept: list[float] = []
        self._real = __import__("time").monotonic

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self._real() + sum(self.slept)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


class Desk:
    """A newsroom that fetches from one site into one inbox."""

    def __init__(self, site: Site, inbox: Path) -> None:
        self.site, self.inbox, self.state, self.clock = site, inbox, State(), Watch()

    def fetch(self, *feeds: Feed, manners: Manners = MANNERS, at_once: bool = True) -> FetchReport:
        wanted = Subscriptions(feeds or (Feed(f"{self.site.base}/rss", "Kyiv Lantern"),), manners)
        return fetch(wanted, self.state, self.inbox, clock=self.clock, at_once=at_once)

    def read(self) -> list[Article | Unread]:
        return list(articles([self.inbox], NOW)) if self.inbox.exists() else []


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Desk:
    return Desk(site, tmp_path / "inbox")


def pieces(site: Site, count: int) -> list[Piece]:
    class Here(Piece):
        @property
        def url(self) -> str:
            return f"{site.base}/{self.number}"

    return [
        Here(number, "Kyiv Lantern", f"Night {number} over Kharkiv",
             f"Russia launched {40 + number} drones at Kharkiv overnight, and {30 + number} of them were shot down.\n\n"
             "Two people were injured in the Saltivskyi district of the city, the mayor said on Sunday.",
             datetime(2025, 6, number + 1, 6, tzinfo=UTC))
        for number in range(count)
    ]  # fmt: skip


def texts(found: list[Article | Unread]) -> list[str]:
    return sorted(" ".join(one.text.split()) for one in found if isinstance(one, Article))


def test_a_feed_comes_in_under_the_outlet_of_the_list(site: Site, desk: Desk) -> None:
    given = pieces(site, 3)
    site.pages["/rss"] = Page(rss(given, "Lantern: latest").encode(), headers=XML)
    report = desk.fetch()
    found = desk.read()
    assert (report.looked_at, report.entries, report.troubles) == (1, 3, {})
    assert texts(found) == sorted(" ".join(piece.text.split()) for piece in given)
    assert {one.outlet for one in found if isinstance(one, Article)} == {"Kyiv Lantern"}
    assert [one.published_at for one in found if isinstance(one, Article)] == [piece.published for piece in given]
    (agent,) = {headers["user-agent"] for _, headers in site.asked}
    assert agent == "Crosstally/1.0 (+desk@newsroom.example)"


def test_pages_are_fetched_behind_entries_and_entries_without_one_stand_for_themselves(site: Site, desk: Desk) -> None:
    given = pieces(site, 4)
    site.pages["/rss"] = Page(rss(given).encode(), headers=XML)
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /2\n")
    for piece in given[:2]:
        site.pages[f"/{piece.number}"] = Page(page(piece).encode(), headers=HTML)
    report = desk.fetch(Feed(f"{site.base}/rss", "Kyiv Lantern", pages=True))
    found = desk.read()
    assert report.pages == 3, "two pages and one that is gone; one that robots.txt forbids is not asked for"
    assert "/2" not in site.paths() and "robots.txt" in report.troubles[f"{site.base}/2"]
    assert texts(found) == sorted(" ".join(piece.text.split()) for piece in given)
    assert sorted(one.source_form for one in found if isinstance(one, Article)) == ["feed", "feed", "html", "html"]
    assert [one.rejected.reason.value for one in found if isinstance(one, Unread)] == ["http_status"]


def test_what_has_not_changed_is_neither_sent_nor_kept_again(site: Site, desk: Desk) -> None:
    given = pieces(site, 3)
    site.pages["/rss"] = Page(
        rss(given[:2]).encode(), headers={**XML, "ETag": '"1"', "Last-Modified": "Tue, 01 Jul 2025 10:00:00 GMT"}
    )
    assert desk.fetch().laid is not None
    second = desk.fetch()
    assert (second.unchanged, second.laid) == (1, None)
    assert site.asked[-1][1]["if-none-match"] == '"1"'
    assert site.asked[-1][1]["if-modified-since"] == "Tue, 01 Jul 2025 10:00:00 GMT"
    site.pages["/rss"] = Page(rss(given).encode(), headers=XML)
    assert desk.fetch().entries == 1
    assert len(desk.read()) == 3, "old entries of the longer feed are not read twice"
    assert desk.fetch().laid is None, "a server that always sends the whole feed brings nothing new either"


def test_memory_outlasts_the_process(site: Site, desk: Desk, tmp_path: Path) -> None:
    site.pages["/rss"] = Page(rss(pieces(site, 2)).encode(), headers={**XML, "ETag": '"1"'})
    desk.fetch()
    (tmp_path / "feeds.json").write_bytes(state.as_bytes(desk.state))
    desk.state = state.load(tmp_path / "feeds.json")
    assert desk.fetch().unchanged == 1
    (tmp_path / "feeds.json").write_text("{broken")
    assert state.load(tmp_path / "feeds.json") == State()


def test_a_feed_is_looked_at_when_it_is_due(site: Site, desk: Desk) -> None:
    site.pages["/rss"] = Page(rss(pieces(site, 1)).encode(), headers=XML)
    feed = Feed(f"{site.base}/rss", every=60)
    assert desk.fetch(feed, at_once=False).looked_at == 1
    assert desk.fetch(feed, at_once=False).not_due == 1
    desk.clock.moment += timedelta(minutes=60)
    assert desk.fetch(feed, at_once=False).looked_at == 1


def test_one_host_is_asked_with_pauses(site: Site, desk: Desk) -> None:
    site.pages["/robots.txt"] = Page(b"User-agent: Crosstally\nCrawl-delay: 7\n")
    site.pages["/rss"] = Page(rss(pieces(site, 1)).encode(), headers=XML)
    site.pages["/other"] = Page(rss(pieces(site, 1)).encode(), headers=XML)
    desk.fetch(Feed(f"{site.base}/rss"), Feed(f"{site.base}/other"))
    assert len(desk.clock.slept) == 1 and 6 < desk.clock.slept[0] <= 7


@pytest.mark.parametrize(
    ("stated", "until"),
    [("120", NOW + timedelta(seconds=120)), ("Tue, 01 Jul 2025 14:00:00 GMT", NOW + timedelta(hours=2)),
     (None, NOW + timedelta(hours=1)), ("soon", NOW + timedelta(hours=1)), ("9" * 30, NOW + timedelta(days=7))],
)  # fmt: skip
def test_a_host_that_asks_to_be_left_alone_is(site: Site, desk: Desk, stated: str | None, until: datetime) -> None:
    site.pages["/rss"] = Page(b"", 429, {"Retry-After": stated} if stated else {})
    first = desk.fetch(Feed(f"{site.base}/rss"), Feed(f"{site.base}/other"))
    assert len(first.troubles) == 2 and "/other" not in site.paths(), "the host's other feeds wait too"
    assert list(desk.state.silent_until.values()) == [until]
    before = len(site.asked)
    assert "left alone until" in desk.fetch().troubles[f"{site.base}/rss"] and len(site.asked) == before
    desk.clock.moment = until + timedelta(seconds=1)
    desk.fetch()
    assert len(site.asked) > before


def test_retry_after_of_no_sense_is_none() -> None:
    assert retry_at("-5", NOW) is None and retry_at("", NOW) is None


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2/x", "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/", "http://[::1]/", "http://0.0.0.0/",
     "http://[::ffff:10.0.0.1]/", "file:///etc/passwd", "ftp://x.example/", "http://user:pass@x.example/",
     "http://2130706434/"],
)  # fmt: skip
def test_a_redirect_to_no_public_address_is_not_followed(site: Site, desk: Desk, target: str) -> None:
    site.pages["/rss"] = Page(b"", 302, {"Location": target})
    trouble = desk.fetch().troubles[f"{site.base}/rss"]
    assert "address" in trouble, trouble
    assert desk.read() == []


def test_names_lead_to_public_addresses_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolved(*addresses: str) -> None:
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in addresses]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    resolved("93.184.216.34")
    assert permitted("x.example", 80, ()) == ["93.184.216.34"]
    for inside in (
        "192.168.1.1",
        "100.64.0.1",
        "::1",
        "fe80::1%eth0",
        "64:ff9b::a00:1",
        "2002:0a00:0001::",
        "224.0.0.1",
        "240.0.0.1",
    ):
        resolved("93.184.216.34", inside)
        with pytest.raises(Refused, match="no public address"):
            permitted("x.example", 80, ())


def test_the_address_that_was_checked_is_the_one_connected_to(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads outside when it is checked and inside when it is connected to gets nowhere: it is asked once."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *arguments: object, **named: object) -> object:
        asked.append(host if isinstance(host, str) else bytes(host).decode())
        if asked[-1] == "rebound.example":
            address = "127.0.0.1" if asked.count("rebound.example") == 1 else "127.0.0.2"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, int(site.base.rsplit(":", 1)[1])))]
        return real(host, *arguments, **named)  # type: ignore[arg-type,call-overload]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    site.pages["/rss"] = Page(rss(pieces(site, 1)).encode(), headers=XML)
    port = site.base.rsplit(":", 1)[1]
    report = desk.fetch(Feed(f"http://rebound.example:{port}/rss"))
    assert report.troubles == {} and report.entries == 1
    assert asked.count("rebound.example") == 1, "robots.txt and feed share the connection that was checked"


def test_a_loop_of_redirects_ends(site: Site, desk: Desk) -> None:
    site.pages["/rss"] = Page(b"", 302, {"Location": "/rss"})
    assert "redirects" in desk.fetch().troubles[f"{site.base}/rss"]
    assert site.paths().count("/rss") <= 6


def test_a_redirect_within_the_site_is_followed_and_asks_robots(site: Site, desk: Desk) -> None:
    site.pages["/rss"] = Page(b"", 301, {"Location": "/new"})
    site.pages["/new"] = Page(rss(pieces(site, 2)).encode(), headers=XML)
    assert desk.fetch().entries == 2
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /new\n")
    assert "robots.txt" in desk.fetch().troubles[f"{site.base}/rss"]


@pytest.mark.parametrize("misbehave", [silent, dripping, lambda _: hanging_up])
def test_a_slow_or_broken_answer_costs_its_time_and_no_more(site: Site, desk: Desk, misbehave: object) -> None:
    site.pages["/bad"] = Page(misbehave=misbehave(site))  # type: ignore[operator]
    site.pages["/rss"] = Page(rss(pieces(site, 2)).encode(), headers=XML)
    report = desk.fetch(Feed(f"{site.base}/bad"), Feed(f"{site.base}/rss"))
    assert list(report.troubles) == [f"{site.base}/bad"] and report.entries == 2


def test_a_huge_answer_is_left_and_listed(site: Site, desk: Desk) -> None:
    site.pages["/rss"] = Page(misbehave=endless(1000))
    assert "largest" in desk.fetch().troubles[f"{site.base}/rss"]
    (unread,) = desk.read()
    assert isinstance(unread, Unread) and unread.rejected.reason.value == "too_large"


def test_a_packed_answer_is_unpacked_and_a_bomb_is_left(site: Site, desk: Desk) -> None:
    packed = {**XML, "Content-Encoding": "gzip"}
    site.pages["/rss"] = Page(gzip.compress(rss(pieces(site, 2)).encode()), headers=packed)
    assert desk.fetch().entries == 2
    site.pages["/bomb"] = Page(gzip.compress(bytes(50_000_000)), headers=packed)
    assert "largest" in desk.fetch(Feed(f"{site.base}/bomb")).troubles[f"{site.base}/bomb"]


BOMB = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (99 + n, b"&%c;" % (98 + n) * 10) for n in range(9)
) + b"]><rss><channel><title>&k;</title></channel></rss>"  # fmt: skip


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"<rss version='2.0'><channel><title>x</title><item><title>Cut o", "broken_feed"), (BOMB, "broken_feed"),
     (b"<html><body>Please log in</body></html>", "empty"), (b"", "empty"), (b"\x00\x01\x02\x03" * 50, None)],
)  # fmt: skip
def test_broken_xml_is_rejected_at_the_door_and_asked_for_again(
    site: Site, desk: Desk, body: bytes, reason: str | None
) -> None:
    site.pages["/rss"] = Page(body, headers={**XML, "ETag": '"1"'})
    assert f"{site.base}/rss" in desk.fetch().troubles
    (unread,) = desk.read()
    assert isinstance(unread, Unread) and (reason is None or unread.rejected.reason.value == reason)
    site.pages["/rss"] = Page(rss(pieces(site, 1)).encode(), headers={**XML, "ETag": '"1"'})
    assert desk.fetch().entries == 1, "what was broken is asked for without conditions"


def test_a_server_without_robots_allows_and_one_that_fails_forbids(site: Site, desk: Desk) -> None:
    site.pages["/rss"] = Page(rss(pieces(site, 1)).encode(), headers=XML)
    site.pages["/robots.txt"] = Page(b"", 500)
    assert "robots.txt" in desk.fetch().troubles[f"{site.base}/rss"]
    site.pages["/robots.txt"] = Page(b"", 404)
    assert desk.fetch().troubles == {}


def test_without_the_setting_loopback_is_refused(site: Site, desk: Desk) -> None:
    report = desk.fetch(manners=replace(MANNERS, allowed_networks=()))
    assert site.asked == [] and len(report.troubles) == 1


LISTED = """
contact: desk@newsroom.example
pause: 1.5
allowed_networks: [127.0.0.1/32]
feeds:
  - url: https://lantern.example/rss
    outlet: Kyiv Lantern
    pages: true
"""


def test_the_list_of_feeds_is_read(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    assert subscriptions.load(path) == Subscriptions()
    path.write_text(subscriptions.EXAMPLE)
    assert subscriptions.load(path).feeds == (), "the example makes none active"
    lines = [line for line in subscriptions.EXAMPLE.splitlines()[1:] if "How to fetch" not in line]
    path.write_text("\n".join(line.removeprefix("#").removeprefix(" ") for line in lines))
    assert subscriptions.load(path) == Subscriptions(
        (Feed("https://lantern.example/rss", "Kyiv Lantern", pages=True),), Manners("desk@newsroom.example")
    ), "what the example says of itself holds"
    path.write_text(LISTED)
    wanted = subscriptions.load(path)
    assert wanted.feeds == (Feed("https://lantern.example/rss", "Kyiv Lantern", pages=True),)
    assert (wanted.manners.pause, wanted.manners.allowed_networks) == (1.5, (ME,))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [("contact: desk@newsroom.example", "", "contact"), ("https://lantern.example/rss", "file:///etc/passwd", "http"),
     ("pages: true", "pages: often", "pages"), ("pause: 1.5", "pause: -1", "pause"), ("outlet:", "outled:", "outled"),
     ("127.0.0.1/32", "everywhere", "allowed_networks"), ("contact:", "contact: [", "YAML"),
     ("feeds:\n", "feeds: 7\nx:\n", "feeds")],
)  # fmt: skip
def test_a_list_that_is_wrong_is_refused_with_the_place(tmp_path: Path, old: str, new: str, found: str) -> None:
    path = tmp_path / "feeds.yaml"
    assert old in LISTED
    path.write_text(LISTED.replace(old, new))
    with pytest.raises(Misconfigured, match=found):
        subscriptions.load(path)


def test_the_agent_names_a_contact() -> None:
    assert "desk@newsroom.example" in fetching.user_agent("desk@newsroom.example")
