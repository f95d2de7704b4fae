"""The key of a claim. Nothing else."""

from __future__ import annotations

import hashlib


def claim_id(article_id: str, value_start: int, value_end: int, measure: str, value_ordinal: int = 0) -> str:
    """Hash of what makes a claim this claim: its article, its token, what it measures, and its place among several
    claims from one token. `measure` is the enum or its value. 20 hex digits behind a `c`."""
    named = f"{article_id}|{value_start}|{value_end}|{measure!s}|{value_ordinal}"
    return f"c{hashlib.sha256(named.encode()).hexdigest()[:20]}"
