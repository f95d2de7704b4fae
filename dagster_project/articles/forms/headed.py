"""The header line of a table, looked at before it is read: which of the forms of a table it is."""

from __future__ import annotations

import csv

from dagster_project.articles.decoding import encoding_of
from dagster_project.articles.received import Rejected

DELIMITERS = ",;\t|"


def header_of(head: bytes) -> tuple[list[str], str]:
    """Column names in the first line of a file's first bytes, and what parts them; none where they are no text."""
    try:
        lines = head.decode(encoding_of(head), errors="ignore").splitlines()
    except (Rejected, LookupError):
        return [], ","
    line = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=line.count)
    try:
        names = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return [], ","
    return [name.strip() for name in names], delimiter
