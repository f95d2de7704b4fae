"""Which sentences can hold a figure at all. Most of the news can't: a glance at a sentence's words spares it all other reading.

A sentence passes with a word or digit that may be a number, and a word that may say what happened to what is counted; where the
only numbers are articles ("a man"), the latter must be one that articles go with. Too much passes, nothing may be lost: every
sentence of which `outcomes` reads a figure passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.predicates import NOMINALS
from dagster_project.claims.quantities import POSSESSIVES
from dagster_project.claims.readings import ARTICLE_MEASURES
from dagster_project.claims.words import words

_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_THINGS = frozenset({"attack", "munition", "aircraft"})
_OTHER_SIGNS = words(
    "toll tally count figure fire barrage salvo salvos swarm wave waves volley assault bombardment avalanche onslaught "
    "fusillade hail combination pounded using used involved involving"
)


@dataclass(frozen=True, slots=True)
class Gate:
    """Words by what they may be: a number, an article, a sign that something is counted, one that goes with an article."""

    numbers: frozenset[str]
    articles: frozenset[str]
    signs: frozenset[str]
    signs_of_one: frozenset[str]

    def may_hold_figure(self, low: str) -> bool:
        """`low`: the sentence in lower case."""
        found = set(_LETTERS.findall(low))
        if self.signs.isdisjoint(found):
            return False
        if _DIGIT.search(low) or not self.numbers.isdisjoint(found):
            return True
        return not (self.articles.isdisjoint(found) or self.signs_of_one.isdisjoint(found))


@lru_cache(maxsize=2)
def gate_of(lexicon: Lexicon) -> Gate:
    """The gate of a vocabulary."""
    of_results = _openings(lexicon.results.first_words()) | NOMINALS.keys()
    of_things = _openings(word for word, noun in lexicon.nouns.entries() if noun.subject in _THINGS)
    return Gate(
        numbers=_openings(word for word, number in lexicon.numbers.entries() if number.kind != "article")
        | {"all", "every"},
        articles=_openings(word for word, number in lexicon.numbers.entries() if number.kind == "article")
        | POSSESSIVES,
        signs=_openings(lexicon.cues.first_words()) | of_results | of_things | _OTHER_SIGNS,
        signs_of_one=of_results
        | _openings(word for word, cues in lexicon.cues.entries() if any(c.measure in ARTICLE_MEASURES for c in cues)),
    )


def _openings(first_words: Iterable[str]) -> frozenset[str]:
    """The first run of letters of each word, which is how a sentence is looked at."""
    return frozenset(match.group() for word in first_words if (match := _LETTERS.search(word)))
