"""Plain text: the file is the article. Metadata come from a ` date YYYY-MM-DD` header or the file's name, never from
guesses."""

from __future__ import annotations

import re

from dagster_project.articles.dating import stated_time
from dagster_project.articles.decoding import decode
from dagster_project.articles.forms.fields import outlet_of_file
from dagster_project.articles.forms.form import Form, whole_file
from dagster_project.articles.received import Entry, Received, Rejected, Source, Stamp

_HEADER = re.compile(r"\s*date[:\s]\s*(\d{4}-\d{2}-\d{2})(?=\s|$)")
_NAME_STAMP = re.compile(r"(?<!\d)(\d{8}T\d{6})Z(?=[_.-]|$)")
_NAME_DATE = re.compile(r"^(\d{4}-\d{2}-\d{2})(?=[_. -]|$)")


def read(entry: Entry, source: Source) -> Received:
    """`text` is the file's text unchanged, header included, so that spans are offsets into the file's text.
    Published: the header's date, else a time stamp (`20230602T061500Z`) or date (`2023-06-02-…`) in the file's name,
    else not stated."""
    text = decode(entry.content)
    return Received(form="text", outlet=outlet_of_file(source), text=text, published=_published(text, source))


def _published(text: str, source: Source) -> Stamp | None:
    if header := _HEADER.match(text):
        return stated_time(header[1], "date")
    named = _NAME_STAMP.search(source.stem) or _NAME_DATE.match(source.stem)
    try:
        return stated_time(named[1]) if named else None
    except Rejected:
        return None  # a number that only looks like a date: a file name states nothing


FORM = Form("text", (".txt", ".text"), whole_file, read)
