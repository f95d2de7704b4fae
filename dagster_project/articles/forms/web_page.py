"""Saved web pages: main text by trafilatura, title first; times and outlet from what the page states of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from lxml import html
from lxml.etree import LxmlError
from trafilatura import bare_extraction

from dagster_project.articles.dating import stated_time
from dagster_project.articles.decoding import decode, storable
from dagster_project.articles.forms.fields import outlet_of_file, stripped
from dagster_project.articles.forms.form import Form, bounded
from dagster_project.articles.identity import host_of
from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected, Source, Stamp

_MARKUP = ("<html", "<body", "<head", "<!doctype", "<article", "<div", "<p")
_PUBLISHED = ("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "pubdate")
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})""", re.I)
_LINE_END = re.compile(r"\s*\n\s*")
_LEAST_WORDS = 8
"""Fewer words are a menu's or a title's, not a main text."""
_MAX_TREE = 200_000
"""Elements above which trafilatura doesn't try: a page of an article has hundreds, a markup bomb has millions."""


def cut(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Entry]:
    """One entry. A page may be as long as a record, not as a document: its tree takes many times its length."""
    yield Entry("", bounded(stream, limits.entry_bytes))


def read(entry: Entry, source: Source) -> Received:
    """`text` = title, blank line, main text, its paragraphs parted by blank lines as in every other form, so that the page
    and the feed's entry of one article are the same text. Outlet: that of the feed it was fetched for, else og:site_name, else the
    one the user names for the file, else the address's host, else the folder's name. Published and modified: the page's
    metadata or JSON-LD; else the day trafilatura finds; else not stated. A page out of a crawl that states no
    modification counts as modified when it was captured."""
    page = decode(entry.content, _charset(entry.content, source))
    if not any(mark in page[:20_000].lower() for mark in _MARKUP):
        raise Rejected(Reason.BINARY, "expected a saved web page, found no HTML mark-up; rename the file to what it is")
    tree = _tree(page)
    stated = dict(_stated(tree))
    published = _first(stated, _PUBLISHED)
    found = _extracted(tree, is_described=published is not None and bool(stated.get("og:title")))
    body = stripped(_LINE_END.sub("\n\n", storable(found.get("text") or "")))
    if body is None or len(body.split()) < _LEAST_WORDS:
        raise Rejected(
            Reason.NO_MAIN_TEXT, "expected an article's text on the page, found none; save the article's own page"
        )
    title = stripped(storable(stated.get("og:title") or found.get("title") or ""))
    url = stated.get("canonical") or stated.get("og:url") or found.get("url") or source.stated.url
    return Received(
        form="html",
        outlet=source.stated.outlet
        or stripped(storable(stated.get("og:site_name") or ""))
        or source.names.outlet
        or host_of(url)
        or outlet_of_file(source),
        text=f"{title}\n\n{body}" if title and not body.startswith(title) else body,
        url=url,
        title=title,
        language=stripped(str(tree.get("lang") or "").split("-")[0].lower()),
        published=published or stated_time(found.get("date")),
        modified=_first(stated, _MODIFIED) or source.stated.captured,
    )


def _charset(content: bytes, source: Source) -> str | None:
    """The character set that the server, else the page itself states."""
    named = _CHARSET.search(content[:4096])
    return source.stated.charset or (named[1].decode("ascii") if named else None)


def _tree(page: str) -> html.HtmlElement:
    try:
        return html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError, AssertionError) as error:
        raise Rejected(
            Reason.NO_MAIN_TEXT, f"expected HTML, found {str(error)[:120]!r}; save the page again"
        ) from error


def _extracted(tree: html.HtmlElement, is_described: bool) -> dict[str, str | None]:
    """Main text, title, address and day as trafilatura finds them; empty where it finds none. Of a page that states title
    and time itself the text alone: a third of the work."""
    if sum(1 for _ in islice(tree.iter(), _MAX_TREE + 1)) > _MAX_TREE:
        detail = f"expected a page of at most {_MAX_TREE:,} elements, found more; save the article's own page"
        raise Rejected(Reason.TOO_LARGE, detail)
    for unseen in tree.xpath("//noscript"):
        unseen.drop_tree()  # said only to browsers without scripts: never the article
    found = bare_extraction(tree, with_metadata=not is_described, include_comments=False, include_tables=False)
    if found is None or isinstance(found, dict):
        return {}
    return {"text": found.text, "title": found.title, "url": found.url, "date": found.date}


def _stated(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """What the page says of itself, by lower-case name; the first of a name comes last, so that it wins in a dict."""
    for block in reversed(tree.xpath("//script[@type='application/ld+json']/text()")):
        yield from _linked_data(str(block))
    for meta in reversed(tree.xpath("//meta[@content]")):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content").strip():
            yield name.strip().lower(), storable(meta.get("content").strip())
    for link in tree.xpath("//link[@rel='canonical'][@href]"):
        yield "canonical", storable(link.get("href").strip())


def _linked_data(block: str) -> Iterator[tuple[str, str]]:
    try:
        value = json.loads(block)
    except (ValueError, RecursionError):
        return
    held = value.get("@graph", [value]) if isinstance(value, dict) else value
    for item in held if isinstance(held, list) else ():
        for name in ("datePublished", "dateModified"):
            if isinstance(item, dict) and isinstance(item.get(name), str):
                yield name.lower(), item[name]


def _first(stated: dict[str, str], names: tuple[str, ...]) -> Stamp | None:
    """The first of these the page states in a form that reads as a time; a page's slip is no reason to lose it."""
    for name in names:
        try:
            stamp = stated_time(stated.get(name))
        except Rejected:
            continue
        if stamp is not None:
            return stamp
    return None


FORM = Form("html", (".html", ".htm", ".xhtml"), cut, read)
