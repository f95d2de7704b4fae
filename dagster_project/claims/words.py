"""Small closed classes of English function words are written in the modules that use them; open vocabulary stands in the seeds."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a white-space separated list."""
    return frozenset(text.split())
