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
_BODILY = frozenset({"kill", "injure", "wound", "wound fatally", "hurt", "maim", "murder", "execute", "shoot dead"})
_LONGEST_CALLING = 4
_NOBODY = words(
    "dog cat horse cow bull calf goat sheep pig dolphin whale bear lion tiger elephant camel zebra monkey stork swan deer boar "
    "wolf fox bird deal plan bill hope bid proposal idea project process market economy career chance conversation mood joke story "
    "family region city town village country nation unit"
)
_ABSTRACT = ("ing", "tion", "sion", "ment", "ness", "ity", "ism", "ship", "ance", "ence")
WOUNDS = words(
    "burns wounds injuries injury wound concussion concussions contusion contusions fracture fractures cuts lacerations trauma "
    "bruises abrasions grazes scratches bleeding"
)
_SUFFERS = words(
    "suffered suffer suffering sustained sustain sustaining received receiving receive incurred got escaped left hospitalised "
    "hospitalized"
)
_SEEKS = words(
    "needed need required require requiring sought seek asked requested received receiving given provided getting applied turned"
)
HELP = words("help attention care treatment assistance aid")
_FAR_OFF = 5
_OF_THINGS_TOO = ("destroy", "eliminate", "liquidate", "capture")
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
                and (c.lemma not in _OF_THINGS_TOO or (c.lemma == "capture" and self._names_nation(r)))
            ]
            if people:
                return [people[0].measure]
        if subject is None and role == "object" and self._is_somebody(r, begin):
            return [c.measure for c in fits if c.lemma in _BODILY][:1]
        return []

    def _harmed_at(self, k: int) -> bool:
        """ "sustained blast injuries", "were left with burns", "had asked for medical help", with the verb at token `k`."""
        low = self.s.low
        ahead = low[k + 1 : k + 1 + _FAR_OFF]
        if low[k] in _SUFFERS:
            at = next((n for n, word in enumerate(ahead) if word in WOUNDS), None)
            is_object = at is not None and not any(k + 1 + n in self.owner for n in range(at))
            if is_object and not {"no", "without", ".", ";", "died"} & set(ahead[:at]):
                return True
        if low[k] in _SEEKS and not {"medical", "first"}.isdisjoint(ahead):
            at = next((n for n, word in enumerate(ahead) if word in HELP), 0)
            return at > 0 and ahead[at - 1] in ("medical", "first")
        return False

    def _is_somebody(self, r: Reading, verb: int) -> bool:
        """One person named by a word we don't know: "a beekeeper was killed", no animal and nothing that is killed in a figure of
        speech."""
        words = r.counted.unknown
        if r.q.kind != "article" or not words or len(words) > _LONGEST_CALLING or r.counted.end >= verb:
            return False
        if any(
            word not in BE and word not in ADVERBS and word not in ("has", "have", "had")
            for word in self.s.low[r.counted.end : verb]
        ):
            return False
        head = words[-1]
        return head.isalpha() and head not in _NOBODY and not head.endswith(_ABSTRACT)

    def _names_nation(self, r: Reading) -> bool:
        """ "18 North Koreans"."""
        last = r.counted.unknown[-1] if r.counted.unknown else ""
        return last.endswith("ans") or last.rstrip("s") in self.lexicon.demonyms

    def _ends_clause(self, end: int) -> bool:
        """After a reduced participle comes no object: punctuation, a preposition, a conjunction or the end."""
        if end >= len(self.s):
            return True
        word = self.s.low[end]
        following = self.cues.get(end + 1) if word == "or" else None
        if following is not None and any(c.measure is Measure.DAMAGED for c in following[1]):
            return self._ends_clause(following[0])  # "damaged or destroyed"
        return self.s.kinds[end] == PUNCTUATION or word in ENDS_CLAUSE
