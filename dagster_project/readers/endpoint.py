"""Asking a chat-completions endpoint: one request, bounded in time and size, repeated where the server says "later". What is
asked and what an answer means stand elsewhere.

The key travels in the Authorization header alone: it stands in no error, no log and no `repr`, and redirects are not followed,
so that no other host is handed it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

LARGEST_ANSWER = 2_000_000
"""Bytes, after decompression; an answer of hundreds of figures takes a tenth of it."""
LONGEST_WAIT = 120.0
"""Seconds; a server that asks for more is asked another day."""
ATTEMPTS = 4
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_OF_SETTINGS = frozenset({400, 401, 402, 403, 404, 405, 410, 422})
_SHOWN = 200


class EndpointError(Exception):
    """No usable answer came. `is_final`: the next request would end alike (wrong address, key, model or protocol)."""

    def __init__(self, message: str, *, is_final: bool = False) -> None:
        super().__init__(message)
        self.is_final = is_final


@dataclass(frozen=True)
class Endpoint:
    """Where to ask. `url`: the base that `/chat/completions` is put behind. Seconds for the rest; `deadline` bounds one
    request with its whole answer, `timeout` every single wait within it."""

    url: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 60.0
    deadline: float = 300.0
    first_pause: float = 1.0
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def __post_init__(self) -> None:
        try:
            address = httpx.URL(self.url)
        except httpx.InvalidURL as error:
            raise ValueError(
                f"CROSSTALLY_READER_URL: expected an address, found one that can't be read: {error}"
            ) from None
        if address.scheme not in ("http", "https") or not address.host:
            raise ValueError("CROSSTALLY_READER_URL: expected http://… or https://…, such as http://localhost:8000/v1")
        if address.userinfo or address.query or address.fragment:
            raise ValueError("CROSSTALLY_READER_URL: expected a bare address; a key belongs in CROSSTALLY_READER_KEY")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable() and " " not in self.key):
            raise ValueError("CROSSTALLY_READER_KEY: expected printable ASCII without spaces")

    def ask(self, request: Mapping[str, Any]) -> str:
        """Post `request` and return the body of the answer as text. Raises `EndpointError` in words without the key."""
        with httpx.Client(timeout=self.timeout, follow_redirects=False) as client:
            for attempt in range(1, ATTEMPTS + 1):
                is_last = attempt == ATTEMPTS
                try:
                    status, headers, body = self._once(client, request)
                except httpx.RequestError as error:
                    if is_last:
                        raise EndpointError(self._plain(f"no answer: {type(error).__name__} {error}")) from None
                    self.sleep(self._pause(attempt, None))
                    continue
                if status == 200:
                    return _text(body)
                said = self._plain(f"status {status}: {body[:_SHOWN].decode('utf-8', 'replace')}")
                if status not in _AGAIN:
                    raise EndpointError(said, is_final=status in _OF_SETTINGS or 300 <= status < 400)
                if is_last:
                    raise EndpointError(f"after {ATTEMPTS} attempts {said}")
                self.sleep(self._pause(attempt, headers.get("retry-after")))
        raise AssertionError("the last attempt returns or raises")

    def _once(self, client: httpx.Client, request: Mapping[str, Any]) -> tuple[int, httpx.Headers, bytes]:
        """One request: status, headers, body. A body past its limit of size or time is left unread."""
        headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        until = time.monotonic() + self.deadline
        body = bytearray()
        address = f"{self.url.rstrip('/')}/chat/completions"
        with client.stream("POST", address, json=dict(request), headers=headers) as response:
            for piece in response.iter_bytes(65_536):
                body += piece
                if len(body) > LARGEST_ANSWER:
                    raise EndpointError(f"expected an answer of at most {LARGEST_ANSWER} bytes, found a longer one")
                if time.monotonic() > until:
                    raise EndpointError(f"expected a whole answer within {self.deadline:g} s, found it still arriving")
            return response.status_code, response.headers, bytes(body)

    def _pause(self, attempt: int, retry_after: str | None) -> float:
        """Seconds until the next attempt: what the server asks for, else twice as long each time."""
        asked = _seconds(retry_after)
        if asked is not None and asked > LONGEST_WAIT:
            raise EndpointError(f"the server asks to wait {asked:.0f} s, longer than {LONGEST_WAIT:.0f}")
        return max(asked or 0.0, self.first_pause * 2.0 ** (attempt - 1))

    def _plain(self, words: str) -> str:
        """What a server said, fit to be printed: without our key, control characters as spaces."""
        if self.key:
            words = words.replace(self.key, "…")
        return "".join(c if c.isprintable() else " " for c in words)


def _seconds(retry_after: str | None) -> float | None:
    """A Retry-After header, in either of its forms, as seconds from now; None where it can't be read."""
    if retry_after is None:
        return None
    if retry_after.strip().isdigit() and len(retry_after) < 10:
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise EndpointError("expected JSON in UTF-8, found other bytes") from None
