"""What makes a figure hard to read: the name under which an error is filed. From a label's fields, or from the rules that fired."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dagster_project.claims.model import Claim, Qualifier, Scope

_ARTICLE = re.compile(r"(?:an?|the|his|her|their|another|one)\b", re.IGNORECASE)
_JOINED = re.compile(r",|\band\b")
_DIGITS = re.compile(r"\d")
_OF_TOTAL = re.compile(r"\s+(?:out )?of (?:the |those |all )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b")
_TOTAL_AFTER = re.compile(r"\d+ (?:out )?of (?:the )?$")


def phenomenon_of_label(label: Mapping[str, Any]) -> str:
    """The first that holds, from the rarest way of speaking to the plainest."""
    text, quote = str(label.get("value_text") or ""), str(label.get("quote") or "")
    at = quote.find(text) if text else len(quote)
    before, after = quote[:at], quote[at + len(text) :]
    names = {
        "another war, crime or accident": "not this war" in (label.get("note") or ""),
        "negated zero": label.get("is_negated_zero"),
        "part of a total": label.get("part_of_total"),
        "N of M": _OF_TOTAL.match(after) or _TOTAL_AFTER.search(before),
        f"qualifier: {label.get('qualifier')}": label.get("qualifier") not in (None, Qualifier.EXACT.value),
        f"scope: {label.get('scope')}": label.get("scope") not in (None, Scope.EVENT.value),
    }
    return next((name for name, holds in names.items() if holds), None) or _plain(
        text, quote, str(label.get("measure"))
    )


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
    if len(_DIGITS.findall(quote)) > 1 and len(_JOINED.findall(quote)) > 2:
        return f"list: {measure}"
    return f"plain {'digits' if _DIGITS.search(text) else 'words'}: {measure}"
