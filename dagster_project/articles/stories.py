"""When two texts of one outlet are versions of one story: how alike they must be, and the page that holds many items.

Pure; who the candidates are (same page, same title) is decided by the lake's index, which looks back only."""

from __future__ import annotations

import re
from itertools import pairwise

_WORD = re.compile(r"\w+")

SAME_TITLE = 0.5
"""Least share of word pairs in common (Jaccard) for two texts under one title to be versions of one story."""
SAME_PAGE = 0.2
"""The same for two texts of one page, whose address already speaks for it: a toll that rises rewrites most sentences
of a short dispatch, while another article put in its place shares only the language."""
GROWN = 0.8
"""A story that grows keeps most of the shorter text's word pairs; only trusted from GROWN_PAIRS pairs on."""
GROWN_PAIRS = 40
TITLE_DAYS = 7
"""The same title names the same story only this many days on; columns and bulletins reuse their titles."""


def word_pairs(text: str) -> frozenset[tuple[str, ...]]:
    """Neighbouring words of a text, lower case: its fingerprint for likeness."""
    words = _WORD.findall(text.lower())
    return frozenset(pairwise(words)) or frozenset((word,) for word in words)


def is_same_story(
    one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]], least: float = SAME_TITLE
) -> bool:
    """Whether two fingerprints are alike enough for versions of one story: `least` is SAME_TITLE or SAME_PAGE."""
    if not one or not other:
        return False
    common = len(one & other)
    if common >= least * (len(one) + len(other) - common):
        return True
    shorter = min(len(one), len(other))
    return shorter >= GROWN_PAIRS and common >= GROWN * shorter


def title_key(title: str | None) -> str | None:
    """A title without case, punctuation and spacing; None where nothing is left."""
    words = _WORD.findall((title or "").lower())
    return " ".join(words) or None
