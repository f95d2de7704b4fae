"""What makes a figure hard to read: the name under which an error is filed. From a label's fields, or from the rules that fired."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dagster_project.claims.model import Claim, Qualifier, Scope

_ARTICLE = re.compile(r"(?:an?|the|his|her|their|another|one)\b", re.IGNORECASE)
_JOINED = re.compile(r",|\band\b")
_DIGITS = re.compile(r"\d")


def phenomenon_of_label(label: Mapping[str, Any]) -> str:
    """The first that holds, from the rarest way of speaking to the plainest."""
    text, quote = str(label.get("value_text") or ""), str(label.get("quote") or "")
    qualifier, scope = label.get("qualifier"), label.get("scope")
    after = quote[quote.find(text) + len(text) :] if text else ""
    if "not this war" in (label.get("note") or ""):
        return "another war, crime or accident"
    if label.get("is_negated_zero"):
        return "negated zero"
    if label.get("part_of_total"):
        return "part of a total"
    if re.match(r"\s+(?:out )?of (?:the )?(?:\d|[a-z]+ )", after) or re.search(
        r"\bof (?:the )?$", quote[: quote.find(text)]
    ):
        return "N of M"
    if qualifier not in (None, Qualifier.EXACT.value):
        return f"qualifier: {qualifier}"
    if scope not in (None, Scope.EVENT.value):
        return f"scope: {scope}"
    return _plain(text, quote, str(label.get("measure")))


def phenomenon_of_claim(claim: Claim) -> str:
    """The same for a claim that nobody labelled."""
    if claim.derivation is not None:
        return f"derived: {claim.derivation.value}"
    if claim.is_negated_zero:
        return "negated zero"
    if claim.part_role is not None:
        return "part of a total"
    if claim.qualifier is not Qualifier.EXACT:
        return f"qualifier: {claim.qualifier.value}"
    if claim.scope is not Scope.EVENT:
        return f"scope: {claim.scope.value}"
    return _plain(claim.value_text, claim.quote, claim.measure.value)


def _plain(text: str, quote: str, measure: str) -> str:
    if _ARTICLE.fullmatch(text.split(" ", maxsplit=1)[0]) and not _DIGITS.search(text):
        return "a person or thing as one"
    if len(_DIGITS.findall(quote)) > 1 and len(_JOINED.findall(quote)) > 3:
        return f"list: {measure}"
    return f"plain {'digits' if _DIGITS.search(text) else 'words'}: {measure}"
