"""A claim's sentence with its number marked. Spans are code points of the article's text, which pages never hold in
full."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from dagster_project.dashboard.untrusted import visible

WITHHELD = Markup('<span class="withheld">withheld</span>')


def marked_sentence(claim: Mapping[str, Any]) -> Markup:
    """The sentence (or the quote, where the sentence does not hold it word for word) with the number in <mark>.

    Takes sentence, quote, quote_start, value_start, value_end, value_text of a claim. The number's place in the
    sentence is its place in the text less that of the sentence, which is known from where the quote stands in it.
    Where these do not lead to the number as written nothing is marked: no mark is better than one on the wrong number.
    A redacted claim (no sentence, no quote) reads "withheld".
    """
    quote: str = claim["quote"] or ""
    sentence: str = claim["sentence"] or ""
    if not quote and not sentence:
        return WITHHELD
    at = sentence.find(quote) if quote else -1
    shown, shift = (sentence, at) if at >= 0 else (quote or sentence, 0)
    span = _span_in_quote(claim, quote)
    if span is None:
        return escape(visible(shown))
    start, end = span[0] + shift, span[1] + shift
    return Markup("{}<mark>{}</mark>{}").format(visible(shown[:start]), visible(shown[start:end]), visible(shown[end:]))


def _span_in_quote(claim: Mapping[str, Any], quote: str) -> tuple[int, int] | None:
    """Where the number stands in the quote, or None where the offsets do not lead to it."""
    start, end, quoted_from = claim["value_start"], claim["value_end"], claim["quote_start"]
    if not quote or start is None or end is None or quoted_from is None:
        return None
    first, last = start - quoted_from, end - quoted_from
    if 0 <= first < last <= len(quote) and quote[first:last] == claim["value_text"]:
        return first, last
    return None
