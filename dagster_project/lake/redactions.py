"""Which words a release must not carry. `data/redactions.csv` names an article (its title and all of its quotes and sentences)
or one claim of it; the lake and the warehouse keep the words, no release does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

HEADER = ("article_id", "claim_id", "who", "when", "note")
WORDS = ("quote", "sentence", "title")


@dataclass(frozen=True)
class Redactions:
    """Articles blanked as a whole and claims blanked singly."""

    article_ids: frozenset[str] = frozenset()
    claim_ids: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.article_ids or self.claim_ids)

    def with_claims(self, claim_ids: Iterable[str]) -> Redactions:
        """These and the claims given: those of the articles blanked, so that tables that know only the claim are blanked too."""
        return replace(self, claim_ids=self.claim_ids | frozenset(claim_ids))

    def expression(self, column: str, siblings: Sequence[str]) -> str:
        """The SQL that selects the text `column` of a table with the columns `siblings`, blank in the rows that are redacted.

        A column holds words when its name is one of `WORDS` or begins or ends in one (`quote`, `other_quote`, `title`); a row
        is matched by its `article_id`, its `claim_id` or any of its `claim_ids`. One claim's redaction leaves the title.
        """
        name = _identifier(column)
        if not any(column == word or column.startswith(f"{word}_") or column.endswith(f"_{word}") for word in WORDS):
            return name
        is_title = "title" in column
        tests = []
        if self.article_ids and "article_id" in siblings:
            tests.append(f"article_id in ({_literals(self.article_ids)})")
        if self.claim_ids and not is_title and "claim_id" in siblings:
            tests.append(f"claim_id in ({_literals(self.claim_ids)})")
        if self.claim_ids and not is_title and "claim_ids" in siblings:
            tests.append(f"list_has_any(claim_ids, [{_literals(self.claim_ids)}])")
        return f"case when {' or '.join(tests)} then '' else {name} end as {name}" if tests else name


def read(path: Path) -> Redactions:
    """The redactions in a CSV with the columns `HEADER`; none where the file is absent or empty. Raises `ValueError` where the
    header names neither article nor claim, so that a misspelt file never publishes what it was meant to blank."""
    if not path.exists() or not path.read_text(encoding="utf-8").strip():
        return Redactions()
    rows = pl.read_csv(path, infer_schema=False)
    if not {"article_id", "claim_id"} <= set(rows.columns):
        raise ValueError(f"{path}: expected the columns {', '.join(HEADER)}; found {', '.join(rows.columns)}")
    named = rows.with_columns(pl.col("article_id", "claim_id").str.strip_chars().fill_null(""))
    whole = named.filter(pl.col("claim_id") == "")["article_id"]
    return Redactions(frozenset(whole) - {""}, frozenset(named["claim_id"]) - {""})


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literals(ids: frozenset[str]) -> str:
    return ", ".join("'" + one.replace("'", "''") + "'" for one in sorted(ids))
