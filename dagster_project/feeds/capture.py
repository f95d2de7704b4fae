"""A WARC file of what was fetched: laid under its name once it is whole."""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from fastwarc.warc import WarcRecord, WarcRecordType

from dagster_project.articles.forms.warc import ENTRIES, OUTLET
from dagster_project.feeds.client import Answer

_LEFT_OUT = frozenset(("content-encoding", "transfer-encoding", "content-length", "connection", "set-cookie"))
"""Headers that no longer hold of the body as it is kept, or that are nobody's business."""


class Capture:
    """Records in the order in which they were fetched."""

    def __init__(self) -> None:
        self._records: list[bytes] = []

    def __len__(self) -> int:
        return len(self._records)

    def add(
        self, url: str, answer: Answer, at: datetime, outlet: str | None = None, entries: list[int] | None = None
    ) -> None:
        """Keep an answer as the one to `url`. `outlet`: the name its articles go by; `entries`: those of a feed that are
        to be read, counted from 1; None: all."""
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = url
        record.headers["WARC-Date"] = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        record.headers["Content-Type"] = "application/http; msgtype=response"
        if answer.truncated:
            record.headers["WARC-Truncated"] = answer.truncated
        if outlet:
            record.headers[OUTLET] = " ".join(outlet.split())
        if entries is not None:
            record.headers[ENTRIES] = " ".join(map(str, entries)) or "none"
        record.set_bytes_content(_http(answer))
        out = io.BytesIO()
        record.write(out)
        self._records.append(gzip.compress(out.getvalue(), mtime=0))

    def write(self, path: Path) -> None:
        """Write all records, packed each by itself, as WARC files are."""
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.part")
        temporary.write_bytes(b"".join(self._records))
        temporary.replace(path)


def _http(answer: Answer) -> bytes:
    status = HTTPStatus(answer.status).phrase if answer.status in list(HTTPStatus) else ""
    lines = [f"HTTP/1.1 {answer.status} {status}", *_lines(answer.headers), f"Content-Length: {len(answer.body)}"]
    return "\r\n".join(lines).encode("latin-1", errors="replace") + b"\r\n\r\n" + answer.body


def _lines(headers: Mapping[str, str]) -> list[str]:
    return [f"{name}: {' '.join(value.split())}" for name, value in headers.items() if name not in _LEFT_OUT]
