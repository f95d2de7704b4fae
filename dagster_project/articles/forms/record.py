"""A row of a table as an entry: canonical JSON of its fields, so that the same row is the same input wherever it lies."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime

from dagster_project.articles.received import Entry, Limits, Reason, Rejected


def row_entry(locator: str, fields: object, limits: Limits) -> Entry:
    """The entry of a row; rejected where it is beyond the limit. Moments become ISO text, other values what they print."""
    content = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)
    encoded = content.encode(errors="surrogatepass")
    if len(encoded) > limits.entry_bytes:
        return too_large(locator, hashlib.sha256(encoded).digest(), len(encoded), limits)
    return Entry(locator, encoded)


def too_large(locator: str, fingerprint: bytes, size: int, limits: Limits) -> Entry:
    """The rejected entry of a row beyond the limit."""
    detail = f"expected at most {limits.entry_bytes:,} bytes in one row, found {size:,}; split or drop the row"
    return Entry(locator, fingerprint, rejected=Rejected(Reason.TOO_LARGE, detail))


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
