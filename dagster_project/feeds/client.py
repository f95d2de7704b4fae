"""One document over HTTP(S): bounded in time and size, every redirect checked, nothing sent but what it takes to ask."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpcore
import httpx

from dagster_project.feeds.addresses import Checked, Refused
from dagster_project.feeds.clock import Clock
from dagster_project.feeds.subscriptions import Manners

MOST_REDIRECTS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_UNPACKED = {"gzip": 31, "x-gzip": 31, "deflate": 15}
"""Content encoding → zlib's window bits."""
_SCHEMES = ("http", "https")


class NotFetched(Exception):
    """No answer that can be used. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: status, headers by lower-case name, the body unpacked, and the address that gave it after redirects.
    `truncated`: why the body was not taken (`length`), in the word of WARC; then it is empty."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    truncated: str | None = None


class Client:
    """Asks with the user's manners. A context manager; connections are kept while it is open."""

    def __init__(self, manners: Manners, clock: Clock, agent: str) -> None:
        self._manners, self._clock, self._agent = manners, clock, agent
        self._network = Checked(manners.allowed_networks, clock)
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=4,
            keepalive_expiry=30.0,
            network_backend=self._network,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def hops(self, url: str, headers: Mapping[str, str] | None = None) -> Iterator[Answer]:
        """The answers on the way of `url`, the last of them that which redirects no further. Whoever iterates decides
        before each hop whether to go on. Raises `NotFetched`."""
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._asked(url, headers or {})
            yield answer
            place = self.redirected_to(answer)
            if place is None:
                return
            url = place
        raise NotFetched(
            f"expected at most {MOST_REDIRECTS} redirects, found more, the last to {url[:200]}; correct the address"
        )

    def redirected_to(self, answer: Answer) -> str | None:
        """Where an answer sends whoever asked; None where it is the answer."""
        place = answer.headers.get("location")
        return urljoin(answer.url, place.strip()) if answer.status in _REDIRECTS and place else None

    def _asked(self, url: str, headers: Mapping[str, str]) -> Answer:
        try:
            return self._one(httpx.URL(url), headers)
        except httpx.InvalidURL as error:
            raise NotFetched(f"expected an http(s) address, found {url[:200]!r}: {error}") from error

    def _one(self, parts: httpx.URL, headers: Mapping[str, str]) -> Answer:
        if parts.scheme not in _SCHEMES or not parts.host or parts.userinfo:
            raise NotFetched(f"expected a plain http(s) address, found {str(parts)[:200]!r}; correct the address")
        sent = {
            "User-Agent": self._agent,
            "Accept-Encoding": "gzip, identity",
            "Host": parts.netloc.decode(),
            **headers,
        }
        waits = dict.fromkeys(("connect", "read", "write", "pool"), self._manners.timeout)
        self._network.allow(self._manners.deadline)
        try:
            with self._pool.stream(
                "GET", str(parts.copy_with(fragment=None)), headers=list(sent.items()), extensions={"timeout": waits}
            ) as response:
                given = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                body, truncated = self._body(response, given)
        except Refused as error:
            raise NotFetched(str(error)) from error
        except httpcore.TimeoutException as error:
            raise NotFetched(
                f"no answer from {parts.host} within {self._manners.timeout:g} s; it is asked again later"
            ) from error
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.UnsupportedProtocol,
            OSError,
            zlib.error,
            ValueError,
        ) as error:
            raise NotFetched(
                f"no usable answer from {parts.host}: {str(error)[:160] or type(error).__name__}"
            ) from error
        return Answer(str(parts), response.status, given, body, truncated)

    def _body(self, response: httpcore.Response, headers: Mapping[str, str]) -> tuple[bytes, str | None]:
        """The body, unpacked, or why it was left."""
        encoding = headers.get("content-encoding", "identity").strip().lower()
        if encoding not in (*_UNPACKED, "identity", ""):
            raise NotFetched(
                f"expected an answer packed as gzip or not at all, found {encoding[:40]!r}; tell its publisher"
            )
        unpacker = zlib.decompressobj(_UNPACKED[encoding]) if encoding in _UNPACKED else None
        most = self._manners.largest
        parts: list[bytes] = []
        received = unpacked = 0
        for part in response.iter_stream():
            received += len(part)
            content = part if unpacker is None else unpacker.decompress(part, most + 1 - unpacked)
            unpacked += len(content)
            if max(received, unpacked) > most:
                return b"", "length"
            parts.append(content)
        return b"".join(parts), None
