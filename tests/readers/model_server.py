"""A chat-completions server on the loopback that says what a test tells it to, truth or lies, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What goes over the wire. `slowly`: seconds before each of its pieces."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    slowly: float = 0.0
    pieces: int = 1
    is_cut: bool = False


@dataclass(frozen=True)
class Asked:
    path: str
    authorization: str | None
    body: dict[str, Any]

    @property
    def article(self) -> str:
        return str(self.body["messages"][-1]["content"])


Answering = Callable[[Asked, int], Reply]
"""The request and how many came before it → the reply."""


@dataclass
class ModelServer:
    url: str
    asked: list[Asked]


def completion(content: str | None, finish: str = "stop", **message: Any) -> Reply:
    """A chat completion with this content."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content, **message}, "finish_reason": finish}
    body = {"id": "chatcmpl-1", "object": "chat.completion", "model": "tested", "choices": [choice]}
    return Reply(body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})


def entries(*claims: Any) -> Reply:
    """A completion in the form asked for, with these entries."""
    return completion(json.dumps({"claims": list(claims)}))


@contextmanager
def serving(answering: Answering) -> Iterator[ModelServer]:
    asked: list[Asked] = []
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            request = Asked(self.path, self.headers["Authorization"], json.loads(sent))
            with lock:
                before = len(asked)
                asked.append(request)
            reply = answering(request, before)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            promised = len(reply.body) * reply.pieces + (100 if reply.is_cut else 0)
            self.send_header("Content-Length", str(promised))
            self.send_header("Connection", "close")
            self.end_headers()
            try:
                for _ in range(reply.pieces):
                    time.sleep(reply.slowly)
                    self.wfile.write(reply.body)
            except OSError:
                pass  # the client has had enough, which is what is tested
            self.close_connection = True

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield ModelServer(f"http://127.0.0.1:{server.server_address[1]}/v1", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
