"""A web server on the loopback address that serves what it is told, and misbehaves on demand. Bounded: it answers a fixed
number of requests and never holds one longer than its client waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MOST_REQUESTS = 200


@dataclass
class Page:
    """What is answered: or, with `misbehave`, done to whoever asks."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    misbehave: Callable[[BaseHTTPRequestHandler], None] | None = None


@dataclass
class Site:
    """A server's address, its pages by path, and what it was asked: (path, headers by lower-case name)."""

    base: str
    pages: dict[str, Page]
    asked: list[tuple[str, Mapping[str, str]]]
    released: threading.Event

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving() -> Iterator[Site]:
    """Serve on 127.0.0.1 at a free port."""
    pages: dict[str, Page] = {}
    asked: list[tuple[str, Mapping[str, str]]] = []
    released = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            page = pages.get(self.path, Page(b"no such page", 404)) if len(asked) <= MOST_REQUESTS else Page(b"", 410)
            if page.misbehave is not None:
                page.misbehave(self)
                self.close_connection = True
                return
            known = page.headers.get("ETag")
            is_known = known is not None and self.headers.get("If-None-Match") == known
            body = b"" if is_known else page.body
            self.send_response(304 if is_known else page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}", pages, asked, released)
    finally:
        released.set()
        server.shutdown()
        server.server_close()


def silent(site: Site) -> Callable[[BaseHTTPRequestHandler], None]:
    """Says nothing until whoever asked has had enough."""

    def misbehave(_: BaseHTTPRequestHandler) -> None:
        site.released.wait(10)

    return misbehave


def dripping(site: Site) -> Callable[[BaseHTTPRequestHandler], None]:
    """Sends headers, then a byte at a time: each comes soon enough, the whole never."""

    def misbehave(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n")
        for _ in range(1000):
            try:
                handler.wfile.write(b"X: ")
                handler.wfile.flush()
            except OSError:
                return
            if site.released.wait(0.02):
                return

    return misbehave


def endless(chunks: int) -> Callable[[BaseHTTPRequestHandler], None]:
    """Sends megabytes, and says nothing of how many."""

    def misbehave(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n\r\n")
        for _ in range(chunks):
            try:
                handler.wfile.write(b"<!-- all work and no play -->" * 4096)
            except OSError:
                return

    return misbehave


def hanging_up(handler: BaseHTTPRequestHandler) -> None:
    """Promises more than it sends."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>")
