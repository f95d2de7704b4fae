"""Which form or container a file is, by the end of its name and, where forms share one, by its first bytes. A new form is
a module and a line here."""

from __future__ import annotations

from dagster_project.articles.forms import (
    csv_table,
    feed,
    json_document,
    json_lines,
    markdown,
    packed,
    parquet,
    plain_text,
    table,
    tar_archive,
    telegram,
    warc,
    web_page,
    zip_archive,
)
from dagster_project.articles.forms.form import Container, Form

FORMS: tuple[Form, ...] = (
    plain_text.FORM,
    markdown.FORM,
    json_lines.FORM,
    telegram.FORM,
    json_document.FORM,
    web_page.FORM,
    feed.FORM,
    parquet.FORM,
    csv_table.FORM,
    table.FORM,
)
"""Of forms that share an ending, the first that holds a file reads it; the last of them takes what no other does."""
CONTAINERS: tuple[Container, ...] = (zip_archive.CONTAINER, tar_archive.CONTAINER, packed.CONTAINER, warc.CONTAINER)
SNIFFED = 4096
"""First bytes of a file that tell forms apart."""


def form_of(name: str, head: bytes) -> Form | Container | None:
    """What a file is by its name and first bytes (some `SNIFFED`); None where nothing reads it."""
    lowered = name.lower()
    candidates = [form for form in FORMS if lowered.endswith(form.suffixes)]
    held = next((form for form in candidates if form.holds is not None and form.holds(head)), None)
    plain = next((form for form in candidates if form.holds is None), None)
    return held or plain or next((box for box in CONTAINERS if lowered.endswith(box.suffixes)), None)


def _suffixes() -> tuple[str, ...]:
    listed = (*(form.suffixes for form in FORMS), *(box.suffixes for box in CONTAINERS))
    return tuple(dict.fromkeys(suffix for suffixes in listed for suffix in suffixes))


def is_read(name: str) -> bool:
    """Whether a file of this name is read at all."""
    return name.lower().endswith(_suffixes())


def known_suffixes() -> str:
    """For messages: every suffix that is read."""
    return " ".join(_suffixes())
