"""Which sentences can hold a figure at all. Most of the news can't: a glance at a sentence's words spares it all other reading.

A figure is a number, what is counted, and what happened to it. A sentence passes with a word or digit that may be a number, and

- a sign that speaks for itself: what happens to people ("killed"), a count of them ("toll"), an attack, a weapon downed; or
- a sign that ordinary news has too ("hit", "made", "fell"), beside the name of a thing that is counted ("missile", "houses"),
  or behind a sentence that counted weapons ("36 were launched. All fell in the sea").

Where the only numbers are articles ("a man"), the sign must be one that articles go with. Too much passes, nothing may be lost:
every sentence of which `outcomes` reads a figure passes, and so does every line that holds such a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dagster_project.claims.damage import HARM
from dagster_project.claims.fitting import AIR_ONLY, HELP, WOUNDS
from dagster_project.claims.lexicon import Cue, Lexicon
from dagster_project.claims.nominals import NOMINALS, SEARCHES
from dagster_project.claims.quantities import ONLY, POSSESSIVES, RESTS
from dagster_project.claims.readings import ARTICLE_MEASURES
from dagster_project.claims.words import words


def _encoded(of: frozenset[str]) -> frozenset[bytes]:
    return frozenset(word.encode() for word in of)


_LETTERS = bytes(code if chr(code).isalpha() else ord(" ") for code in range(128)).lower() + b" " * 128
"""Leaves the Latin letters, in lower case: the runs of them are what signs are looked for in. All signs are of such letters."""
_DIGIT = re.compile(r"\d")
_MODEL = re.compile(r"[^\W\d_][-‐‑–]?\d")
"""S-300, Kh22: weapons named by letters and digits."""
_FREQUENT = _encoded(
    words(
        "not was were been being is are has have had their his her its the them themselves with under through down out off up of "
        "into by made make makes making take takes taking taken took did bring brings brought bringing number"
    )
)
_TOLLS = words("toll tally death/count fate prisoner prisoners captive captives")
_SALVOS = words(
    "fire barrage salvo salvos swarm wave waves volley assault bombardment avalanche onslaught fusillade hail combination "
    "pounded using used involved involving hits impacts arrivals losses lost wreckage "
    "alight ablaze afire action shattered shattering broke broken smashed blew windows roofs facades"
)
_HELD = [
    *(
        (side, hold)
        for side in ("ukrainian", "russian", "our", "enemy", "s")
        for hold in ("hands", "control", "occupation")
    ),
    *(
        (army, hold)
        for army in ("forces", "troops", "army", "now", "ukraine", "russia")
        for hold in ("control", "controls")
    ),
    ("off", "the", "battlefield"),
    *((left, "of") for left in ("remains", "wrecks", "hulks")),
]
"""Settlements "in Ukrainian hands", men "off the battlefield", "the remains of two jets"."""
_PRONOUNS = frozenset({b"they", b"both"})


def runs_of(text: str) -> list[bytes]:
    """The runs of letters of a text, in lower case and in order."""
    return text.encode("utf-8", "replace").translate(_LETTERS).split()


@dataclass(frozen=True, slots=True)
class Signs:
    """Words that are signs by themselves, and telling words of phrases that are: word → phrases as runs of letters."""

    words: frozenset[bytes]
    phrases: dict[bytes, tuple[bytes, ...]]
    telling: frozenset[bytes]

    def found(self, runs: list[bytes]) -> frozenset[bytes]:
        """The signs among the runs of letters of a sentence; of a phrase its telling word."""
        single = self.words.intersection(runs)
        telling = self.telling.intersection(runs)
        if not telling:
            return single
        joined = b" ".join(runs)
        return single | {word for word in telling if any(phrase in joined for phrase in self.phrases[word])}


@dataclass(frozen=True, slots=True)
class Gate:
    """Signs by what they need beside them, and the words that may be numbers."""

    numbers: frozenset[bytes]
    articles: frozenset[bytes]
    certain: Signs
    events: Signs
    things: Signs
    of_one: frozenset[bytes]
    any_sign: frozenset[bytes]

    def may_hold_figure(self, sentence: str, is_after_weapons: bool = False) -> bool:
        """`is_after_weapons`: one of the two sentences before counted weapons."""
        runs = runs_of(sentence)
        return self._holds_sign(sentence, runs, is_after_weapons) and self._holds_number(sentence, runs)

    def may_hold_figures(self, line: str) -> bool:
        """Whether a sentence of the line may hold a figure, or go on about a number of the sentence before it."""
        runs = runs_of(line)
        if not self._holds_sign(line, runs, False):
            return False
        return not _PRONOUNS.isdisjoint(runs) or self._holds_number(line, runs)

    def _holds_sign(self, text: str, runs: list[bytes], is_after_weapons: bool) -> bool:
        if self.any_sign.isdisjoint(runs):
            return False
        if self.certain.found(runs):
            return True
        events = self.events.found(runs)
        if not events or is_after_weapons:
            return bool(events)
        things = self.things.found(runs)
        return bool(things and len(events | things) > 1) or bool(_MODEL.search(text))

    def _holds_number(self, text: str, runs: list[bytes]) -> bool:
        if _DIGIT.search(text) or not self.numbers.isdisjoint(runs):
            return True
        return not (self.articles.isdisjoint(runs) or self.of_one.isdisjoint(runs))


@lru_cache(maxsize=2)
def gate_of(lexicon: Lexicon) -> Gate:
    """The gate of a vocabulary."""
    cues = list(lexicon.cues.entries())
    results = [phrase for phrase, _ in lexicon.results.entries()]
    nouns = list(lexicon.nouns.entries())
    kinds = [(phrase, number.kind == "article") for phrase, number in lexicon.numbers.entries()]
    certain = _signs(
        [
            *(phrase for phrase, meanings in cues if any(_speaks_for_itself(cue, phrase) for cue in meanings)),
            *results,
            *(phrase for phrase, noun in nouns if noun.subject == "attack"),
            *((nominal, link) for nominal in (*NOMINALS, *HARM, "harm") for link in ("of", "to")),
            *(tuple(toll.split("/")) for toll in _TOLLS),
            *((wound,) for wound in WOUNDS),
            *((kind, kindness) for kind in ("medical", "first") for kindness in HELP),
            *((search, "for") for search in SEARCHES),
            ("whereabouts",),
            *(("no", harm) for harm in HARM),
        ]
    )
    events = _signs([*(phrase for phrase, _ in cues), *((word,) for word in (*_SALVOS, "record")), *_HELD])
    things = _signs(
        [
            *(phrase for phrase, noun in nouns if noun.subject not in ("attack", "person")),
            *(phrase for phrase, _ in lexicon.weapons.entries() if not _MODEL.search("".join(phrase))),
            ("times",),  # "shelled eight times"
            *(
                (word,) for word in ("row", "running", "straight", "consecutive")
            ),  # "struck for the sixth night in a row"
        ]
    )
    return Gate(
        numbers=_marks(phrase for phrase, is_article in kinds if not is_article)
        | _encoded(RESTS | {"all", "every", "there", "most"}),
        articles=_marks(phrase for phrase, is_article in kinds if is_article)
        | _marks(phrase for phrase, noun in nouns if noun.subject == "person" and not noun.is_plural)  # "Child killed"
        | _encoded(POSSESSIVES | ONLY),
        certain=certain,
        events=events,
        things=things,
        of_one=_marks(p for p, meanings in cues if any(cue.measure in ARTICLE_MEASURES for cue in meanings))
        | _marks(results),
        any_sign=certain.words | certain.telling | events.words | events.telling,
    )


def _speaks_for_itself(cue: Cue, phrase: tuple[str, ...]) -> bool:
    """What happens to people needs no noun ("killed 20"), nor what only missiles and aircraft can be; shares are "down" too."""
    return cue.subject == "person" or (cue.lemma in AIR_ONLY and phrase[0] != "down")


def _signs(phrases: Iterable[tuple[str, ...]]) -> Signs:
    single: set[bytes] = set()
    several: dict[bytes, set[bytes]] = {}
    for phrase in phrases:
        runs = runs_of(" ".join(phrase))
        if len(runs) == 1:
            single.add(runs[0])
        elif runs:
            several.setdefault(_telling(runs), set()).add(b" ".join(runs))
    phrases_of = {word: tuple(sorted(found)) for word, found in several.items()}
    return Signs(frozenset(single), phrases_of, frozenset(several.keys() - single))


def _marks(phrases: Iterable[tuple[str, ...]]) -> frozenset[bytes]:
    """The most telling run of letters of each phrase: where it is absent, so is the phrase."""
    runs = (runs_of(" ".join(phrase)) for phrase in phrases)
    return frozenset(_telling(found) for found in runs if found)


def _telling(runs: list[bytes]) -> bytes:
    return max(runs, key=lambda run: (run not in _FREQUENT, len(run)))
