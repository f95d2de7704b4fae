"""Names under which articles' fields come in JSON and front matter, and how a record of such fields is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dagster_project.articles.dating import stated_time
from dagster_project.articles.decoding import storable
from dagster_project.articles.identity import host_of
from dagster_project.articles.received import UNKNOWN_OUTLET, Reason, Received, Rejected, Source, Stamp

ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "source_id", "article_id", "guid", "uuid"),
    "url": ("url", "link", "canonical_url", "source_url", "source_uri", "uri"),
    "outlet": ("outlet", "publisher", "source_name", "site_name", "sitename", "site", "domain", "source"),
    "title": ("title", "headline", "topic", "subject"),
    "text": ("text", "body", "content", "article_text", "full_text", "fulltext", "maintext", "main_text", "article"),
    "published": (
        "published", "published_at", "date_published", "datePublished", "publishedAt", "publish_date", "publication_date",
        "published_date", "pubDate", "pub_date", "date", "created_at", "timestamp",
    ),
    "modified": ("modified", "modified_at", "date_modified", "dateModified", "updatedAt", "updated", "updated_at", "lastmod"),
    "language": ("language", "lang"),
}  # fmt: skip
"""Field → names it is known by, the first present and non-blank one wins."""

_EPOCH = re.compile(r"\d{10}(\d{3})?$")


def names_of(field: str, source: Source) -> tuple[str, ...]:
    """The names a field goes by in a file: the user's for it, then those known everywhere."""
    return (*source.names.of(field), *ALIASES[field])


def words_of(fields: Mapping[str, object], field: str, names: Sequence[str] | None = None) -> str | None:
    """The field's value as stated, if it is a non-blank string or a number; None where it isn't stated."""
    for name in ALIASES[field] if names is None else names:
        value = fields.get(name)
        if isinstance(value, Mapping):
            value = value.get("name")  # a publisher as an object, as schema.org and news APIs write it
        if isinstance(value, str) and value.strip():
            return storable(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return None


def moment_of(fields: Mapping[str, object], names: Sequence[str]) -> object:
    """The first stated value of a time field, unread; digits that count seconds or milliseconds as a number."""
    value = next((value for name in names if (value := fields.get(name)) not in (None, "")), None)
    return int(value) if isinstance(value, str) and _EPOCH.match(value) else value


def received(fields: Mapping[str, object], form: str, source: Source, text: str | None = None) -> Received:
    """Read a record of fields. `text` overrides the field of that name (front matter, whose text is the body).

    The outlet is the one stated, else the one the user names for the file, else the page's host, else what the file
    says (`outlet_of_file`)."""

    def words(field: str) -> str | None:
        return words_of(fields, field, names_of(field, source))

    def moment(field: str) -> Stamp | None:
        return stated_time(moment_of(fields, names_of(field, source)), field)

    text = words("text") if text is None else text
    if text is None or not text.strip():
        raise Rejected(Reason.NO_TEXT, _what_is_missing(fields, names_of("text", source)))
    url = words("url")
    return Received(
        form=form,
        outlet=stripped(words("outlet")) or source.names.outlet or host_of(url) or outlet_of_file(source),
        text=text,
        source_id=stripped(words("id")),
        url=stripped(url),
        title=stripped(words("title")),
        language=stripped(words("language")),
        published=moment("published"),
        modified=moment("modified"),
    )


def _what_is_missing(fields: Mapping[str, object], names: Sequence[str]) -> str:
    """Why a record has no text, and what to do."""
    blank = next((name for name in names if name in fields), None)
    if blank is not None:
        return f"expected the article's text in `{blank}`, found it blank; fill it in or drop the record"
    known = ", ".join(names[:4])
    found = ", ".join(sorted(map(str, fields))[:8]) or "no field"
    return f"expected the article's text under one of {known} …, found the fields {found}; name it in fields.yaml"


def outlet_of_file(source: Source) -> str:
    """The outlet a file's place names, where its content names none: the folder it lies in (see `reading`)."""
    return source.names.outlet or source.folder_outlet or UNKNOWN_OUTLET


def stripped(words: str | None) -> str | None:
    """Without surrounding blanks; None where nothing is left."""
    return (words or "").strip() or None
