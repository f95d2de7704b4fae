"""The predicate that governs a number, found by walking over annotated tokens. Each method knows one construction.

In the order they are tried: the number's own result word ("35 dead"), an active verb before it ("shot down 15 drones"), a
nominal before it ("the deaths of three people"), a toll, a passive or intransitive verb after it ("15 missiles … were
intercepted", "two died"), a salvo ("a barrage of 60 missiles"), a copula ("two children are among the dead").
"""

from __future__ import annotations

from dagster_project.claims.damage import Damage
from dagster_project.claims.fitting import ADVERBS, ELECTRONIC, REACH
from dagster_project.claims.model import Measure
from dagster_project.claims.nominals import Nominals
from dagster_project.claims.readings import ARTICLE_MEASURES, Reading
from dagster_project.claims.tokens import PUNCTUATION
from dagster_project.claims.verbs import Verbs
from dagster_project.claims.words import words

_MADE_OF = frozenset({"block", "building", "complex", "estate", "comprised", "consisting", "composed"})
"""A block of 60 flats is one thing."""
_HEIGHT = (["storey"], ["story"], ["storeys"], ["floor"])
_STORES = words("depot depots warehouse warehouses arsenal arsenals storage hangar hangars")
_STRIKES = words("strike strikes airstrike airstrikes")
_NEAR = 6
_POSSIBLE = frozenset({"could", "might", "may", "can", "will", "would"})
_GRAVE = words("serious seriously severe severely major grave gravely critical critically significant life-threatening")
_SUBJECT = 4


class Predicates(Nominals, Verbs, Damage):
    """What is said of each number of a sentence."""

    def _govern(self, index: int) -> None:
        r = self.readings[index]
        if r.is_denominator or (r.q.j < len(self.s) and self.s.low[r.q.j] == "each"):
            return
        if r.q.hedge_i and self.s.low[r.q.hedge_i - 1] == "not" and r.q.kind == "number" and r.q.value != 1:
            return  # "19 drones, not 20"
        if "explosive" in r.counted.unknown:
            return  # deminers "neutralised 90 explosive objects"
        if ["for", "every"] in (self.s.low[r.q.i - 2 : r.q.i], *self._pairs(r.counted.end, 6)):
            return  # "one is killed for every seven": a ratio
        if self.s.low[max(0, r.q.hedge_i - 1) : r.q.hedge_i] == ["of"] and self.s.low[r.q.hedge_i - 2] in _MADE_OF:
            return
        if (
            self.s.low[r.counted.end : r.counted.end + 3] == ["at", "a", "time"]
            or self.s.low[r.q.j : r.q.j + 1] in _HEIGHT
        ):
            return  # "one position at a time", "an eight storey building"
        if r.q.kind == "ordinal":
            r.measures, r.how = self._attack_head(r, index), "attack_head"
            return
        for step in (
            self._attack_head,
            self._direct_hits,
            self._labelled,
            self._result,
            self._no_damage,
            self._downed,
            self._active_left,
            self._split_verb,
            self._lost_to_jamming,
            self._nominal_left,
            self._harm,
            self._toll,
            self._number_of,
            self._right,
            self._salvo,
            self._copula,
            self._described,
            self._glazing,
            self._lost,
            self._labelled_losses,
            self._headed,
            self._struck_in,
            self._held,
            self._number_captured,
            self._number_wrecked,
            self._struck_on,
            self._apposed,
        ):
            measures = step(r, index)
            if not measures:
                continue
            measures = self._stored(r, self._joint(index, self._electronic(index, measures)))
            if r.q.kind == "zero" and self._is_none_but(r):
                return
            if self._is_supposed(r) or (measures != [Measure.MISSING] and self._is_only_possible(r)):
                return
            if r.q.kind == "zero" and Measure.DAMAGED not in measures and self.denies_damage(r):
                measures = [*measures, Measure.DAMAGED]
            if r.q.kind == "article" and (r.subject == "place" or not set(measures) <= ARTICLE_MEASURES):
                r.withheld = r.withheld or measures
                continue
            r.measures, r.how = measures, step.__name__.strip("_")
            return

    def _pairs(self, k: int, n: int) -> list[list[str]]:
        return [self.s.low[m : m + 2] for m in range(k, min(len(self.s) - 1, k + n))]

    def _is_only_possible(self, r: Reading) -> bool:
        """ "could launch 1,000 drones", "thousands might die": a forecast, while "may have killed" tells what happened."""
        if self.s.low[max(0, r.q.hedge_i - 1) : r.q.hedge_i] in (["see"], ["face"], ["mean"]) and r.q.hedge_i > 1:
            return self.s.low[r.q.hedge_i - 2] in _POSSIBLE  # "could see another 3,000 tanks destroyed"
        k = (r.cue_at or 0) - 1
        while k > 0 and (self.s.low[k] in ADVERBS or self.s.low[k] == "be"):
            k -= 1
        return k > 0 and self.s.low[k] in _POSSIBLE

    def _is_none_but(self, r: Reading) -> bool:
        """ "no further casualties", "no one was seriously hurt": there may be some."""
        end = max(r.cue_at or 0, r.counted.end)
        return r.q.is_other or r.counted.is_other or not _GRAVE.isdisjoint(self.s.low[r.q.i : end])

    def _is_supposed(self, r: Reading) -> bool:
        """ "if two are struck in a month", "more than 70, if not 80": a condition, in the clause of the number."""
        if self.s.low[r.q.hedge_i - 1] == "see" and self.s.low[r.q.hedge_i - 2] in _POSSIBLE:
            return True  # "could see another 3,000 tanks destroyed"
        for k in range(r.q.hedge_i - 1, max(-1, r.q.hedge_i - REACH), -1):
            if self.s.kinds[k] == PUNCTUATION:
                return False
            if self.s.low[k] == "if":
                return True
        return False

    def _electronic(self, index: int, measures: list[Measure]) -> list[Measure]:
        """ "downed by electronic warfare" is suppressed, not shot down."""
        at = self.readings[index].cue_at
        if at is None or (measures != [Measure.INTERCEPTED] and not self.s.low[at].startswith("crash")):
            return measures
        by_whom = self.s.low[max(0, at - _SUBJECT) : at]
        if (
            not ELECTRONIC.isdisjoint(by_whom)
            and not {"by", "and", "with", ",", ";"} & set(by_whom)
            and not self._is_passive(at)
        ):
            return [Measure.SUPPRESSED]  # "electronic warfare systems brought down eight"
        after = self.s.low[at : at + 14]
        for k, word in enumerate(after):
            if word in (";", ",", "and", "but") or (self.owner.get(at + k, index) > index and "in" not in after[:k]):
                break
            if word in ELECTRONIC and "by" in after[:k]:
                return [Measure.SUPPRESSED]
        return measures

    def _stored(self, r: Reading, measures: list[Measure]) -> list[Measure]:
        """ "destroyed five missiles at a depot", "destroyed 12 drones in a strike on a warehouse": on the ground."""
        at = r.cue_at
        if measures != [Measure.INTERCEPTED] or at is None or not self.s.low[at].startswith("destroy"):
            return measures
        behind = self.s.low[max(r.counted.end, self.cues[at][0]) :][:_NEAR]
        is_struck = behind[:1] in (["in"], ["by"], ["with"]) and not _STRIKES.isdisjoint(behind[1:5])
        is_stored = behind[:1] in (["at"], ["in"]) and not _STORES.isdisjoint(behind[1:5])
        return [Measure.DAMAGED] if is_struck or is_stored else measures

    def _joint(self, index: int, measures: list[Measure]) -> list[Measure]:
        """ "shot down or suppressed 478": one number for both, and kept as that."""
        at = self.readings[index].cue_at
        if at is None or measures not in ([Measure.INTERCEPTED], [Measure.SUPPRESSED]):
            return measures
        wanted = Measure.SUPPRESSED if measures == [Measure.INTERCEPTED] else Measure.INTERCEPTED
        end = self.cues[at][0]
        neighbours = []
        if end < len(self.s) and self.s.low[end] in ("or", "and", "/"):
            after = end + 1
            while after < len(self.s) and self.s.low[after] in ADVERBS:
                after += 1  # "and electronically suppressed", "or otherwise neutralised"
            neighbours.append(after)
        if at >= 2 and self.s.low[at - 1] in ("or", "and", "/") and at - 1 in self.cue_ends:
            neighbours.append(self.cue_ends[at - 1])
        for k in neighbours:
            if k in self.cues and any(c.measure is wanted for c in self.cues[k][1]):
                return [Measure.INTERCEPTED_OR_SUPPRESSED]
        return measures
