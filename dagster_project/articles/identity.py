"""Which input is which: hashes of inputs and articles, and the address of a page. Pure."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_|fbclid$|gclid$|igshid$|mc_(cid|eid)$|ref(_src)?$|at_(medium|campaign)|ocid$|cmpid$|ns_", re.I
)


def content_hash(content: bytes) -> str:
    """SHA-256 of the bytes received, as hex: the name of the file in the raw store, the ledger's key with the
    locator."""
    return hashlib.sha256(content).hexdigest()


def article_id(outlet: str, url: str | None, title: str | None, text: str, published: datetime | None) -> str:
    """Key of one version of one article: hash of what it states of itself, 20 hex digits. Fields are length-prefixed,
    so that no two different articles run together."""
    digest = hashlib.sha256()
    for part in (outlet, url, title, text, published.isoformat() if published else None):
        encoded = b"" if part is None else part.encode()
        digest.update(b"-" if part is None else b"%d:" % len(encoded))
        digest.update(encoded)
    return f"a{digest.hexdigest()[:20]}"


@lru_cache(maxsize=16_384)  # asked several times of each article of a batch
def canonical_url(url: str | None) -> str | None:
    """The address of the page, without what doesn't change it: case of the host, `www.`, default port, tracking
    parameters, order of the query, fragment, trailing slash. None for anything that is not an http(s) address."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    place = host.removeprefix("www.") + (f":{port}" if port not in (None, 80, 443) else "")
    query = urlencode(
        sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0]))
    )
    return f"{place}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def page_of(url: str | None) -> str | None:
    """What names the page an entry stands on: its canonical address, or what it states in place of one."""
    return canonical_url(url) or ((url or "").strip() or None)


def host_of(url: str | None) -> str | None:
    """The host of an http(s) address without `www.`, as an outlet's name of last resort."""
    page = canonical_url(url)
    return page.split("/", 1)[0].split("?", 1)[0].split(":", 1)[0] if page else None
