"""The feeds a user wants fetched, and how: one YAML file."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Misconfigured(ValueError):
    """The file of feeds can't be used. Says what is wrong where and what to do."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed. `outlet`: the name its articles go by; None: the one the feed states. `pages`: fetch the pages its entries
    link to. `every`: minutes that pass at least between two looks."""

    url: str
    outlet: str | None = None
    pages: bool = False
    every: int = 60


@dataclass(frozen=True, slots=True)
class Manners:
    """How to fetch. `contact`: a mail address or page, named in the User-Agent to whoever is asked. Seconds: `timeout` for
    each wait, `deadline` for one document, `pause` between two requests to one host. `largest`: bytes of one document,
    packed or not. `most_pages`: pages fetched for one feed at a time. `allowed_networks`: networks fetched from although
    they are not public."""

    contact: str = ""
    timeout: float = 15.0
    deadline: float = 60.0
    pause: float = 2.0
    largest: int = 8 * 1024 * 1024
    most_pages: int = 50
    allowed_networks: tuple[Network, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """What the file says."""

    feeds: tuple[Feed, ...] = ()
    manners: Manners = field(default_factory=Manners)


EXAMPLE = """\
# Feeds that `crosstally fetch` and Dagster's schedule `fetch_feeds` look at. None is active until you write it under `feeds`.
#
# contact: desk@newsroom.example      # required: publishers see it in the User-Agent, and can write to you
#
# feeds:
#   - url: https://lantern.example/rss
#     outlet: Kyiv Lantern            # the name its articles go by; without it, the feed's own title
#     pages: true                     # also fetch the pages behind its entries, where robots.txt lets us; else: the feed's words
#     every: 60                       # minutes between two looks, at least
#
# How to fetch, with what holds if you say nothing:
# timeout: 15                         # seconds for each wait
# deadline: 60                        # seconds for one document
# pause: 2                            # seconds between two requests to one host; robots.txt may ask for more
# largest: 8388608                    # bytes of one document
# most_pages: 50                      # pages fetched for one feed at a time
# allowed_networks: []                # such as [10.1.0.0/16]: fetched from although they are not public
"""
_CONTACT = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$|https?://\S+$")


def load(path: Path) -> Subscriptions:
    """The feeds of a YAML file; none where there is no file. Raises `Misconfigured`."""
    if not path.exists():
        return Subscriptions()
    try:
        stated = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path}: expected YAML, found {' '.join(str(error).split())[:160]}; correct it") from error
    if not isinstance(stated, Mapping):
        raise Misconfigured(f"{path}: expected `contact`, `feeds` and settings, found {type(stated).__name__}")
    listed = stated.get("feeds") or []
    if not isinstance(listed, list):
        raise Misconfigured(f"{path}: expected a list under `feeds`, found {type(listed).__name__}")
    feeds = tuple(_feed(one, f"{path}, feed {number}") for number, one in enumerate(listed, start=1))
    manners = _manners({str(name): value for name, value in stated.items() if name != "feeds"}, path)
    if len({feed.url for feed in feeds}) < len(feeds):
        raise Misconfigured(f"{path}: expected each address once under `feeds`, found one twice; take it out")
    if feeds and not _CONTACT.match(manners.contact):
        raise Misconfigured(
            f"{path}: expected `contact` with a mail address or a page, found {manners.contact!r}; add it"
        )
    return Subscriptions(feeds, manners)


def _feed(stated: object, place: str) -> Feed:
    if not isinstance(stated, Mapping):
        raise Misconfigured(f"{place}: expected `url: …`, found {str(stated)[:80]!r}")
    values = _typed(Feed, {str(name): value for name, value in stated.items()}, place)
    parts = urlsplit(str(values.get("url", "")))
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise Misconfigured(
            f"{place}: expected `url` with a plain http(s) address, found {values.get('url')!r}; correct it"
        )
    return Feed(**values)


def _manners(stated: dict[str, Any], path: Path) -> Manners:
    networks = stated.pop("allowed_networks", None) or []
    try:
        allowed = tuple(ipaddress.ip_network(str(each)) for each in networks)
    except (ValueError, TypeError) as error:
        raise Misconfigured(
            f"{path}: expected networks such as 10.1.0.0/16 under `allowed_networks`: {error}"
        ) from error
    return Manners(**_typed(Manners, stated, str(path)), allowed_networks=allowed)


def _typed(kind: type[Feed] | type[Manners], stated: dict[str, Any], place: str) -> dict[str, Any]:
    """Values that fit the record's fields: words, yes or no, positive numbers."""
    kinds = {each.name: str(each.type) for each in fields(kind)}
    for name, value in stated.items():
        expected = kinds.get(name)
        if expected is None:
            raise Misconfigured(f"{place}: expected only {', '.join(kinds)}, found {name!r}; correct the name")
        if expected.startswith("str"):
            fits = isinstance(value, str)
        elif expected == "bool":
            fits = isinstance(value, bool)
        else:
            fits = (
                isinstance(value, int if expected == "int" else int | float)
                and not isinstance(value, bool)
                and value >= 0
            )
        if not fits:
            raise Misconfigured(f"{place}: expected {expected} in `{name}`, found {value!r}; correct it")
    return stated
