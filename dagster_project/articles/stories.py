"""When two texts of one outlet are versions of one story: how alike they must be, and the page that holds many items.

Pure; who the candidates are (same page, same title) is decided by the lake's index, which looks back only."""

from __future__ import annotations

import re
from collections.abc import Collection

_WORD = re.compile(r"\w+")

SAME_STORY = 0.5
"""Least share of word pairs in common (Jaccard) for two texts to be versions of one story."""
GROWN_STORY = 0.8
"""A story that grows keeps most of the shorter text's word pairs; only trusted above GROWN_WORDS words."""
GROWN_WORDS = 40
TITLE_DAYS = 7
"""The same title names the same story only this many days on; columns and bulletins reuse their titles."""


def word_pairs(text: str) -> frozenset[tuple[str, ...]]:
    """Neighbouring words of a text, lower case: its fingerprint for likeness."""
    words = _WORD.findall(text.lower())
    return frozenset(zip(words, words[1:], strict=False)) or frozenset((word,) for word in words)


def is_same_story(one: Collection[tuple[str, ...]], other: Collection[tuple[str, ...]]) -> bool:
    """Whether two fingerprints are alike enough for versions of one story."""
    first, second = frozenset(one), frozenset(other)
    if not first or not second:
        return False
    common = len(first & second)
    if common >= SAME_STORY * (len(first) + len(second) - common):
        return True
    shorter = min(len(first), len(second))
    return shorter >= GROWN_WORDS and common >= GROWN_STORY * shorter


def title_key(title: str | None) -> str | None:
    """A title without case, punctuation and spacing; None where nothing is left."""
    words = _WORD.findall((title or "").lower())
    return " ".join(words) or None
