"""One sentence with its numbers, what they count, and the verbs around them: what the steps of reading share."""

from __future__ import annotations

from dataclasses import dataclass, field

from dagster_project.claims.counted import QUOTES, Counted, read_counted
from dagster_project.claims.lexicon import Cue, Lexicon
from dagster_project.claims.model import Measure
from dagster_project.claims.quantities import Quantity, read_quantities
from dagster_project.claims.tokens import PUNCTUATION, Sentence
from dagster_project.claims.words import words

BE = words("is are was were be been being get gets got getting 's")
AUX = BE | words("have has had having do does did will would could may might must can should to")
LIST = QUOTES | words(
    ", and or plus including incl as well along together with among them one – — - ( ) : another of whom which also both a total "
    "the further then followed"
)
_WHERE = (["in"], ["at"], ["on"], ["inside"], ["near"], ["over"])
ARTICLE_MEASURES = frozenset(
    {Measure.KILLED, Measure.INJURED, Measure.INTERCEPTED, Measure.SUPPRESSED, Measure.MISSING, Measure.CAPTURED}
)


@dataclass(slots=True)
class Reading:
    """One quantity of a sentence with what it counts and what is said of it. `measures` is empty where nothing governs it."""

    q: Quantity
    counted: Counted
    index: int = 0  # among the readings of its sentence
    measures: list[Measure] = field(default_factory=list)
    withheld: list[Measure] = field(
        default_factory=list
    )  # "a jet": too little for a claim, but the next of its list has it too
    how: str = ""
    whole: int | None = None  # index of the reading this one is a part of
    is_subset: bool = False
    is_enumerated: bool = False  # a part of a list that a colon opens: all there is
    of: int | None = None  # "15 of 20": index of the reading that holds the 20
    is_denominator: bool = False
    cue_at: int | None = None

    @property
    def subject(self) -> str | None:
        return self.counted.subject


class Marks:
    """A sentence with its readings and verb cues. `owner` maps a token to the reading whose noun phrase holds it; `cues` the first
    token of a verb to its meanings, `cue_ends` the token behind it to its first."""

    def __init__(self, s: Sentence, lexicon: Lexicon, previous: Counted | None = None) -> None:
        self.s = s
        self.previous = previous
        self.lexicon = lexicon
        self.readings = [
            Reading(q, read_counted(s, lexicon, q), index) for index, q in enumerate(read_quantities(s, lexicon))
        ]
        self.owner: dict[int, int] = {}
        for index, r in enumerate(self.readings):
            for k in range(r.q.hedge_i, max(r.counted.end, r.q.j)):
                self.owner.setdefault(k, index)
        self.cues: dict[int, tuple[int, tuple[Cue, ...]]] = {}
        self.cue_ends: dict[int, int] = {}
        end = 0
        for k in lexicon.cues.openings(s.low) if self.readings else ():
            match = lexicon.cues.match(s.low, k) if k >= end and k not in self.owner else None
            if match is None or (k and s.low[k - 1] in ("the", "a", "an", "its") and s.low[k].endswith("ed")):
                continue
            self.cues[k] = match
            self.cue_ends[match[0]] = k
            end = match[0]

    def np_end(self, r: Reading) -> int:
        """The token behind the noun phrase, which for "15 of 20 drones" is that of the 20."""
        return self.readings[r.of].counted.end if r.of is not None and r.of > r.index else r.counted.end

    def _is_where(self, r: Reading) -> bool:
        """ "in an apartment building": a place, and no number of such things."""
        return r.q.kind == "article" and self.s.low[max(0, r.q.hedge_i - 1) : r.q.hedge_i] in _WHERE

    def _is_attack_word(self, k: int) -> bool:
        match = self.lexicon.nouns.match(self.s.low, k)
        return match is not None and match[1].subject == "attack"

    def _bare_number_ends(self, r: Reading) -> bool:
        """ "killed 20." and "killing 12 in Kherson", not "killed 20 minutes later"."""
        k = r.q.j
        return (
            k >= len(self.s)
            or self.s.kinds[k] == PUNCTUATION
            or self.s.low[k]
            in (
                "in",
                "and",
                "on",
                "at",
                "near",
                "as",
                "during",
                "while",
                "after",
                "when",
                "across",
                "over",
                "since",
                "including",
                "with",
                "of",
            )
        )
