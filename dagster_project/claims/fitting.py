"""Which measure a verb gives to what is counted, by its kind and its part in the sentence."""

from __future__ import annotations

from dagster_project.claims.model import Measure
from dagster_project.claims.readings import BE, Marks, Reading
from dagster_project.claims.tokens import PUNCTUATION
from dagster_project.claims.words import words

ADVERBS = words(
    "also only just reportedly allegedly successfully already later apparently seriously severely lightly critically badly "
    "fatally slightly confirmed simultaneously directly almost partially completely partly currently still once again now "
    "then all both electronically likely presumably either not"
)
ENDS_CLAUSE = words(
    "in by on at over near during after when as and while across around from with last early late overnight since following "
    "within outside inside above under amid before because this yesterday today for due out into before reported off so"
)
CASUALTY = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.CAPTURED})
ELECTRONIC = frozenset({"electronic", "jamming", "electronic-warfare"})
REACH = 16
NOT_PEOPLE = words(
    "years months weeks days hours minutes seconds kilometers kilometres km miles meters metres tons tonnes percent cows "
    "dogs cats horses birds pigs animals sheep dolphins chickens cattle times countries districts regions windows buildings "
    "houses homes cars vehicles tanks attacks strikes explosions blasts fires votes points dollars euros roubles rubles "
    "hectares acres lines goals games others floors storeys stories"
)
AIR_ONLY = frozenset({"shoot down", "down", "jam", "intercept"})


class Fitting(Marks):
    """What verbs say of the things of a sentence."""

    def _may_be_people(self, r: Reading) -> bool:
        words = r.counted.unknown
        return (
            any(w.endswith("s") for w in words)
            and not NOT_PEOPLE & set(words)
            and r.q.kind in ("number", "vague", "zero")
        )

    def _unknown_persons(self, r: Reading, measures: list[Measure]) -> bool:
        """People named by a word we don't know ("two Indians"): plural, no animal or measure of something else."""
        return set(measures) <= CASUALTY and bool(r.counted.unknown) and self._may_be_people(r)

    def _is_passive(self, begin: int) -> bool:
        k = begin - 1
        while k >= 0 and self.s.low[k] in ADVERBS:
            k -= 1
        return k >= 0 and self.s.low[k] in BE

    def _fit(self, begin: int, r: Reading, role: str) -> list[Measure]:
        """The measure that the cue at `begin` gives to this kind of thing in this role."""
        subject = r.subject
        fits = [c for c in self.cues[begin][1] if c.role == role]
        for cue in fits:
            if cue.subject == subject:
                return [cue.measure]
        if (
            subject is None
            and r.q.kind != "all"
            and (r.q.kind != "article" or r.q.is_other)
            and (not r.counted.unknown or self._may_be_people(r))
        ):
            if r.counted.noun is None and not r.counted.unknown and r.q.kind == "number":
                downed = [c for c in fits if c.lemma in AIR_ONLY]
                if downed:
                    r.counted.unit_id, r.counted.subject = "aerial_target", "munition"
                    return [downed[0].measure]
            people = [
                c
                for c in fits
                if c.subject == "person"
                and c.measure in CASUALTY
                and c.lemma not in ("destroy", "eliminate", "liquidate", "capture")
            ]
            if people:
                return [people[0].measure]
        return []

    def _ends_clause(self, end: int) -> bool:
        """After a reduced participle comes no object: punctuation, a preposition, a conjunction or the end."""
        if end >= len(self.s):
            return True
        word = self.s.low[end]
        return self.s.kinds[end] == PUNCTUATION or word in ENDS_CLAUSE
