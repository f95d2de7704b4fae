"""RSS and Atom: one article an entry, its headline first, its text freed of mark-up."""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO

from dagster_project.articles.dating import stated_time
from dagster_project.articles.decoding import storable
from dagster_project.articles.forms.fields import outlet_of_file, stripped
from dagster_project.articles.forms.form import Form, bounded
from dagster_project.articles.forms.fragment import plain_text
from dagster_project.articles.forms.json_lines import parsed
from dagster_project.articles.forms.record import row_entry
from dagster_project.articles.identity import host_of
from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected, Source, Stamp

_ENTITY = re.compile(rb"<!\s*ENTITY", re.I)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_CLOSED = re.compile(rb"</(\w+:)?(rss|feed|rdf|channel)\s*>\s*(<!--.*-->\s*)?$", re.I | re.S)


def cut(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Entry]:
    """One entry per item, located by its id or address, so that a feed taken again holds the same inputs; by its place
    where it has neither. A feed broken off gives the items that are whole, and a rejection for the rest."""
    content = bounded(stream, limits.document_bytes)
    if not content.strip():
        raise Rejected(Reason.EMPTY, f"expected a feed, found {len(content)} bytes with nothing in them; take it again")
    parsed_feed = _parsed(content)
    feed, items, fault = parsed_feed.feed, parsed_feed.entries, _fault(parsed_feed, content)
    about = {"feed_title": plain_text(feed.get("title", "")), "language": feed.get("language")}
    seen: set[str] = set()
    for number, item in enumerate(items[:-1] if fault and not _CLOSED.search(content) else items, start=1):
        name = stripped(storable(str(item.get("id") or item.get("link") or "")))
        locator = f"entry {number}" if name is None or name in seen else f"entry {name[:500]}"
        seen.add(name or "")
        if source.stated.entries is not None and number not in source.stated.entries:
            continue  # its page was fetched in its stead, or it came before
        yield row_entry(locator, {name: value for name, value in (about | _fields(item)).items() if value}, limits)
    if fault or not items:
        raise fault or Rejected(
            Reason.EMPTY, "expected a feed with items, found none; if this is no feed, rename the file"
        )


def _parsed(content: bytes) -> Any:
    """The feed as feedparser has it. Entities of a feed's own are refused unread: none needs them, bombs are made of
    them."""
    plain = content.replace(b"\x00", b"") if content.startswith(_WIDE) or b"\x00" in content[:4] else content
    if _ENTITY.search(plain):
        detail = (
            "expected a feed without entities of its own, found some declared; take the feed from its publisher again"
        )
        raise Rejected(Reason.BROKEN_FEED, detail)
    import feedparser

    return feedparser.parse(io.BytesIO(content), resolve_relative_uris=False, sanitize_html=False)


def _fault(feed: Any, content: bytes) -> Rejected | None:
    """The rejection for what a broken feed does not give; None for one that is whole, whatever its server said of it."""
    import xml.sax

    error = feed.get("bozo_exception")
    if not isinstance(error, xml.sax.SAXException) or (feed.entries and _CLOSED.search(content)):
        return None
    found = str(error.getMessage())[:120] if isinstance(error, xml.sax.SAXException) else "no end"
    detail = f"expected a whole RSS or Atom feed, found: {found}; the items before it stand; take the feed again"
    return Rejected(Reason.BROKEN_FEED, detail)


def _fields(item: Mapping[str, Any]) -> dict[str, Any]:
    """What an item states, unread. Its text is its content where it has one: the summary beside it says less."""
    content = max((part.get("value") or "" for part in item.get("content", ())), key=len, default="")
    times = {name: item[name] for name in ("published", "updated") if name in set(item.keys())}
    parsed_times = {name: item.get(f"{name}_parsed") for name in times}
    utc = {
        f"{name}_utc": datetime.fromtimestamp(timegm(moment), UTC).isoformat()
        for name, moment in parsed_times.items()
        if moment
    }
    return {
        "id": item.get("id"),
        "link": item.get("link"),
        "title": item.get("title"),
        "text": content if content.strip() else item.get("summary"),
        "outlet": (item.get("source") or {}).get("title") or item.get("publisher"),
        **times,
        **utc,
    }


def read(entry: Entry, source: Source) -> Received:
    """`text` = title, blank line, the item's words. Outlet: that of the feed in the user's list, else the one the item
    names, else the feed's title, else the item's host, else the folder's name."""
    item = parsed(entry.content)
    fields: Mapping[str, str] = item if isinstance(item, dict) else {}
    title = stripped(" ".join(plain_text(fields.get("title", "")).split()))
    body = stripped(plain_text(fields.get("text", "")))
    if body is None and title is None:
        raise Rejected(Reason.NO_TEXT, "expected an item with a title or a text, found neither; drop the item")
    url = stripped(fields.get("link"))
    published, updated = _moment(fields, "published"), _moment(fields, "updated")
    return Received(
        form="feed",
        outlet=source.stated.outlet
        or source.names.outlet
        or stripped(plain_text(fields.get("outlet", "")))
        or stripped(fields.get("feed_title"))
        or host_of(url)
        or outlet_of_file(source),
        text=body if body and (title is None or body.startswith(title)) else "\n\n".join(filter(None, (title, body))),
        source_id=stripped(fields.get("id")),
        url=url,
        title=title,
        language=stripped(fields.get("language")),
        published=published or updated,
        modified=updated if published else None,
    )


def _moment(fields: Mapping[str, str], name: str) -> Stamp | None:
    """A stated time as every form reads it, else as feedparser did, which knows odder ways of writing one."""
    try:
        return stated_time(fields.get(name), name)
    except Rejected:
        if (utc := fields.get(f"{name}_utc")) is None:
            raise
        return stated_time(utc, name)


def holds(head: bytes) -> bool:
    """Whether a document is a feed, by its first bytes, whatever its server calls it."""
    return re.search(rb"<(rss|feed|(rdf|\w+):RDF)[\s>]", head[:4096], re.I) is not None


FORM = Form("feed", (".rss", ".atom", ".xml", ".rdf"), cut, read)
