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
from dagster_project.claims.quantities import POSSESSIVES, RESTS
from dagster_project.claims.readings import ARTICLE_MEASURES
from dagster_project.claims.words import words

_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_THINGS = frozenset({"attack", "munition", "aircraft"})
_FREQUENT = words(
    "not was were been being is are has have had their his her its the them themselves with under through down out off up of "
    "into by made make makes making take takes taking taken took did bring brings brought bringing number"
)
_OTHER_SIGNS = words(
    "toll tally count figure fate fire barrage salvo salvos swarm wave waves volley assault bombardment avalanche onslaught "
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
        found = _LETTERS.findall(low)
        if self.signs.isdisjoint(found):
            return False
        if _DIGIT.search(low) or not self.numbers.isdisjoint(found):
            return True
        return not (self.articles.isdisjoint(found) or self.signs_of_one.isdisjoint(found))


@lru_cache(maxsize=2)
def gate_of(lexicon: Lexicon) -> Gate:
    """The gate of a vocabulary."""
    of_results = _marks(phrase for phrase, _ in lexicon.results.entries()) | NOMINALS.keys()
    of_things = _marks(phrase for phrase, noun in lexicon.nouns.entries() if noun.subject in _THINGS)
    of_one = (p for p, cues in lexicon.cues.entries() if any(cue.measure in ARTICLE_MEASURES for cue in cues))
    kinds = [(phrase, number.kind == "article") for phrase, number in lexicon.numbers.entries()]
    return Gate(
        numbers=_marks(phrase for phrase, is_article in kinds if not is_article)
        | RESTS
        | {"all", "every", "there", "most"},
        articles=_marks(phrase for phrase, is_article in kinds if is_article) | POSSESSIVES,
        signs=_marks(phrase for phrase, _ in lexicon.cues.entries()) | of_results | of_things | _OTHER_SIGNS,
        signs_of_one=_marks(of_one) | of_results,
    )


def _marks(phrases: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """The most telling run of letters of each phrase: where it is absent, so is the phrase."""
    runs = (_LETTERS.findall(" ".join(phrase)) for phrase in phrases)
    return frozenset(max(found, key=lambda run: (run not in _FREQUENT, len(run))) for found in runs if found)
