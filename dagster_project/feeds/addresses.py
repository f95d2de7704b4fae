"""Names to addresses, and which of them may be asked: public ones, and those of networks the user allows."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Sequence
from typing import Any

import httpcore

from dagster_project.feeds.clock import Clock
from dagster_project.feeds.subscriptions import Network


class Refused(Exception):
    """An address that must not be asked."""


def permitted(host: str, port: int, allowed: Sequence[Network]) -> list[str]:
    """The addresses of a host, as text. Raises `Refused` where any of them is not public and in no allowed network (one
    bad answer among good ones is how a name is made to lead inside), and `OSError` where the name has none."""
    found = list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    for text in found:
        address = ipaddress.ip_address(text.split("%")[0])
        if not (_is_public(address) or any(address in network for network in allowed)):
            raise Refused(
                f"{host} leads to {text}, which is no public address; allow its network in feeds.yaml if it is yours"
            )
    return found


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Global unicast, also behind the ways in which IPv6 wraps IPv4."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return _is_public(inner)
        if address in _NAT64:
            return _is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast and not address.is_reserved


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class _Timed(httpcore.NetworkStream):
    """A connection on which everything must be over by the backend's deadline, however slowly it drips in."""

    def __init__(self, stream: httpcore.NetworkStream, backend: Checked) -> None:
        self._stream, self._backend = stream, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._backend.left(timeout)), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Checked(httpcore.NetworkBackend):
    """Connects to the very address that was checked: names are asked once for both, so none can answer differently the
    second time. The certificate is checked against the name all the same."""

    def __init__(self, allowed: Sequence[Network], clock: Clock) -> None:
        self._allowed, self._clock = allowed, clock
        self._plain = httpcore.SyncBackend()
        self._deadline = float("inf")

    def allow(self, seconds: float) -> None:
        """Let everything from now on take so long at most."""
        self._deadline = self._clock.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """The shorter of `timeout` and what is left. Raises `httpcore.ReadTimeout` where nothing is."""
        left = self._deadline - self._clock.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for one document is over")
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """As the base; raises `Refused` for an address that must not be asked."""
        try:
            addresses = permitted(host, port, self._allowed)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"no address for {host}: {error}") from error
        failed: Exception | None = None
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
                return _Timed(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError(f"no address for {host}")

    def sleep(self, seconds: float) -> None:
        """As the base."""
        self._clock.sleep(seconds)
