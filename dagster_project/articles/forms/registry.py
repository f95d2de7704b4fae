"""Which form a file has, by the end of its name. A new form is a module and a line here."""

from __future__ import annotations

from dagster_project.articles.forms import json_document, json_lines, markdown, plain_text, tally, web_page
from dagster_project.articles.forms.form import Form

FORMS: tuple[Form, ...] = (
    plain_text.FORM,
    markdown.FORM,
    json_lines.FORM,
    json_document.FORM,
    web_page.FORM,
    tally.FORM,
)


def form_of(name: str) -> Form | None:
    """The form of a file by its name; None where no form reads it."""
    lowered = name.lower()
    return next((form for form in FORMS if lowered.endswith(form.suffixes)), None)


def known_suffixes() -> str:
    """For messages: every suffix that is read."""
    return " ".join(suffix for form in FORMS for suffix in form.suffixes)
