"""Why what a model says is not believed: the reasons, and how an entry that fails one is stopped. No judging here."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

_SHOWN = 500


class Reason(StrEnum):
    """Why an entry, or a whole answer, did not enter."""

    REFUSED = "refused"
    NOT_JSON = "not_json"
    NOT_THE_SCHEMA = "not_the_schema"
    TOO_MANY = "too_many"
    NOT_THE_VOCABULARY = "not_the_vocabulary"
    UNIT_NOT_OF_MEASURE = "unit_not_of_measure"
    QUOTE_NOT_IN_ARTICLE = "quote_not_in_article"
    NUMBER_NOT_IN_QUOTE = "number_not_in_quote"
    NUMBER_AMBIGUOUS = "number_ambiguous"
    NOT_A_COUNT = "not_a_count"
    DERIVED = "derived"
    VALUE_DIFFERS = "value_differs"
    NAME_NOT_IN_ARTICLE = "name_not_in_article"
    REPEATED = "repeated"


class NotBelieved(Exception):
    """An entry is rejected, for this reason."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def shown(value: Any) -> str | None:
    """A value as it can be kept in a column: text, of bounded length, without halves of characters."""
    if value is None:
        return None
    if isinstance(value, int) and value.bit_length() > 64:
        return "a number beyond 64 bits"
    text = value if isinstance(value, str) else str(value) if isinstance(value, int | float) else type(value).__name__
    return text[:_SHOWN].encode("utf-8", "replace").decode("utf-8")
