"""The predicate that governs a number, found by walking over annotated tokens. Each method knows one construction.

In the order they are tried: the number's own result word ("35 dead"), an active verb before it ("shot down 15 drones"), a
nominal before it ("the deaths of three people"), a toll, a passive or intransitive verb after it ("15 missiles … were
intercepted", "two died"), a salvo ("a barrage of 60 missiles"), a copula ("two children are among the dead").
"""

from __future__ import annotations

from dagster_project.claims.counted import QUOTES, Counted
from dagster_project.claims.lexicon import Result
from dagster_project.claims.model import Measure
from dagster_project.claims.quantities import POSSESSIVES
from dagster_project.claims.readings import ARTICLE_MEASURES, BE, LIST, Marks, Reading
from dagster_project.claims.tokens import PUNCTUATION, WORD, Sentence
from dagster_project.claims.words import words

_ADVERBS = words(
    "also only just reportedly allegedly successfully already later apparently seriously severely lightly critically badly "
    "fatally slightly confirmed simultaneously directly almost partially completely partly currently still once again now "
    "then all both electronically likely presumably either not"
)
_CLAUSE_BREAK = words("; while although though whereas but because before when after since if unless until")
NOMINALS: dict[str, Measure] = {
    "death": Measure.KILLED, "deaths": Measure.KILLED, "killing": Measure.KILLED, "killings": Measure.KILLED,
    "lives": Measure.KILLED, "bodies": Measure.KILLED, "murder": Measure.KILLED, "loss": Measure.KILLED,
    "wounding": Measure.INJURED, "injury": Measure.INJURED, "injuries": Measure.INJURED,
    "capture": Measure.CAPTURED, "destruction": Measure.DAMAGED,
    "interception": Measure.INTERCEPTED, "downing": Measure.INTERCEPTED, "launch": Measure.LAUNCHED, "launches": Measure.LAUNCHED,
}  # fmt: skip
_SALVO = words(
    "barrage salvo salvos swarm wave waves volley assault attack attacks raid strike strikes bombardment avalanche "
    "onslaught fusillade hail combination"
)
_SALVO_LINK = frozenset(["of", "with", "by", "from", "involving", "using", "comprising", "featuring"])
_ATTACKED = words(
    "attacked targeted struck hit shelled bombarded attack attacking strike bombard pounded used using involved involving"
)
_TOLL_MOVES = words("to at of is was stands stood reached reaches hits hit passes passed least than over")
_COUNTED_HURT = words("injury injuries injured wounded")
_COUNTED = _COUNTED_HURT | words("death deaths dead killed")
_TOLD_OF = words("known believed feared presumed reported found pronounced declared thought left")
_MADE_OF = frozenset({"block", "building", "complex", "estate"})
"""A block of 60 flats is one thing."""
_TARGETS = words("targets sites facilities infrastructure objects installations positions")
_LONGEST_OBJECT = 3
_STORES = words("depot depots warehouse warehouses arsenal arsenals storage hangar hangars")
_STRIKES = words("strike strikes airstrike airstrikes")
_NEAR = 6
_OPENS = frozenset({",", "–", "—", "-"})
_SHORTEST_APPOSITION = 6
_TAKES = words("take takes took taking taken")
_SPLITS: tuple[tuple[frozenset[str], list[str], Measure], ...] = (
    *(
        (words("set sets setting"), rest, Measure.DAMAGED)
        for rest in (["alight"], ["ablaze"], ["on", "fire"], ["afire"])
    ),
    (words("put puts putting"), ["out", "of", "action"], Measure.DAMAGED),
    *((_TAKES, rest, Measure.CAPTURED) for rest in (["prisoner"], ["captive"])),
    (words("shoot shoots shot shooting"), ["dead"], Measure.KILLED),
)
_SPLIT_VERBS = frozenset(verb for verbs, _, _ in _SPLITS for verb in verbs)
_POSSIBLE = frozenset({"could", "might", "may", "can", "will"})
_EXCHANGES = words(
    "receive receives received return returns returned returning repatriate repatriates repatriated repatriation hands "
    "handed transferred exchanged swapped"
)
_RELATIVE = frozenset({"that", "which", "who"})
_DIRECTION = frozenset(["on", "against", "at", "over", "in"])
_ENDS_CLAUSE = words(
    "in by on at over near during after when as and while across around from with last early late overnight since following "
    "within outside inside above under amid before because this yesterday today for due out into before reported off so"
)
_GRAVE = words("serious seriously severe severely major grave gravely critical critically significant life-threatening")
_HAVE = (["has"], ["have"])
_WITHIN = frozenset({"at", "in", "on", "near", "inside", "aboard"})
_WOUNDS = words("burns wounds injuries concussion concussions fractures cuts lacerations trauma")
_RECORDS = words("counted recorded registered documented found identified listed reported are were has have")
_ELECTRONIC = ("electronic", "jamming", "electronic-warfare")
_NO_WAR_ATTACK = words("ddos cyber hacker heart shark panic distributed denial-of-service personal verbal")
_CASUALTY = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.CAPTURED})
_REACH = 16
NOT_PEOPLE = words(
    "years months weeks days hours minutes seconds kilometers kilometres km miles meters metres tons tonnes percent cows "
    "dogs cats horses birds pigs animals sheep dolphins chickens cattle times countries districts regions windows buildings "
    "houses homes cars vehicles tanks attacks strikes explosions blasts fires votes points dollars euros roubles rubles "
    "hectares acres lines goals games others floors storeys stories"
)


AIR_ONLY = frozenset({"shoot down", "down", "jam", "intercept"})
_ON_AIR = {"down": [Measure.INTERCEPTED], "intercept": [Measure.INTERCEPTED], "jam": [Measure.SUPPRESSED]}


_BEFORE_OBJECT = words(
    "the a an total record unprecedented estimated of all also only just another further both its their his together "
    "simultaneously some in this early morning "
    "afternoon evening overnight today yesterday"
)
"""What may stand between a verb and the number of its object."""


class Predicates(Marks):
    """What is said of each number of a sentence."""

    def _govern(self, index: int) -> None:
        r = self.readings[index]
        if r.is_denominator or (r.q.j < len(self.s) and self.s.low[r.q.j] == "each"):
            return
        if r.q.hedge_i and self.s.low[r.q.hedge_i - 1] == "not" and r.q.kind == "number" and r.q.value != 1:
            return  # "19 drones, not 20"
        if ["for", "every"] in (self.s.low[r.q.i - 2 : r.q.i], *self._pairs(r.counted.end, 6)):
            return  # "one is killed for every seven": a ratio
        if self.s.low[max(0, r.q.hedge_i - 1) : r.q.hedge_i] == ["of"] and self.s.low[r.q.hedge_i - 2] in _MADE_OF:
            return
        if r.q.kind == "ordinal":
            r.measures, r.how = self._attack_head(r, index), "attack_head"
            return
        for step in (
            self._attack_head,
            self._labelled,
            self._result,
            self._downed,
            self._active_left,
            self._split_verb,
            self._nominal_left,
            self._toll,
            self._right,
            self._salvo,
            self._copula,
            self._recorded,
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
            if r.q.kind == "article" and not set(measures) <= ARTICLE_MEASURES:
                r.withheld = r.withheld or measures
                continue
            r.measures, r.how = measures, step.__name__.strip("_")
            return

    def _pairs(self, k: int, n: int) -> list[list[str]]:
        return [self.s.low[m : m + 2] for m in range(k, min(len(self.s) - 1, k + n))]

    def _is_only_possible(self, r: Reading) -> bool:
        """ "could launch 1,000 drones", "thousands might die": a forecast, while "may have killed" tells what happened."""
        k = (r.cue_at or 0) - 1
        while k > 0 and (self.s.low[k] in _ADVERBS or self.s.low[k] == "be"):
            k -= 1
        return k > 0 and self.s.low[k] in _POSSIBLE

    def _is_none_but(self, r: Reading) -> bool:
        """ "no further casualties", "no one was seriously hurt": there may be some."""
        end = max(r.cue_at or 0, r.counted.end)
        return r.q.is_other or r.counted.is_other or not _GRAVE.isdisjoint(self.s.low[r.q.i : end])

    def _is_supposed(self, r: Reading) -> bool:
        """ "if two are struck in a month", "more than 70, if not 80": a condition, in the clause of the number."""
        for k in range(r.q.hedge_i - 1, max(-1, r.q.hedge_i - _REACH), -1):
            if self.s.kinds[k] == PUNCTUATION:
                return False
            if self.s.low[k] == "if":
                return True
        return False

    def _electronic(self, index: int, measures: list[Measure]) -> list[Measure]:
        """ "downed by electronic warfare" is suppressed, not shot down."""
        at = self.readings[index].cue_at
        if measures != [Measure.INTERCEPTED] or at is None:
            return measures
        after = self.s.low[at : at + 14]
        for k, word in enumerate(after):
            if word in (";", ",", "and", "but") or (self.owner.get(at + k, index) > index and "in" not in after[:k]):
                break
            if word in _ELECTRONIC and "by" in after[:k]:
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
            neighbours.append(end + 1)
        if at >= 2 and self.s.low[at - 1] in ("or", "and", "/") and at - 1 in self.cue_ends:
            neighbours.append(self.cue_ends[at - 1])
        for k in neighbours:
            if k in self.cues and any(c.measure is wanted for c in self.cues[k][1]):
                return [Measure.INTERCEPTED_OR_SUPPRESSED]
        return measures

    def _labelled(self, r: Reading, index: int) -> list[Measure]:
        """ "Fatalities: six", "Shot down: 15 missiles", "losses over the past day: 11 tanks"."""
        low = self.s.low
        k = r.q.hedge_i - 1
        if k < 1 or low[k] != ":":
            return []
        if k in self.cue_ends:
            r.cue_at = self.cue_ends[k]
            return self._fit(self.cue_ends[k], r, "object")
        for begin in (k - 1, k - 2):
            result = self.lexicon.results.match(low, begin) if begin >= 0 else None
            if (
                result
                and result[0] == k
                and result[1].measure
                and r.subject in ("person", None)
                and not r.counted.unknown
            ):
                return [result[1].measure]
        if r.subject in ("object", "aircraft") and {"losses", "lost"} & set(low[max(0, k - 9) : k]):
            return [Measure.DAMAGED]
        if 0 in self.cues and low[0].endswith("ed") and low[self.cues[0][0]] in _ENDS_CLAUSE and k <= _REACH:
            return [m for m in self._fit(0, r, "object") if m in _CASUALTY]  # "Killed in the strike on X: two men"
        return self._listed_people(r, index)

    def _listed_people(self, r: Reading, index: int) -> list[Measure]:
        """ "The wounded were in three towns: four people in X, three in Y"."""
        result = self.lexicon.results.match(self.s.low, 1) if self.s.low[0] == "the" else None
        is_people = r.subject == "person" or (r.subject is None and not r.counted.unknown and r.q.kind == "number")
        if result is None or not is_people or any(before.measures for before in self.readings[:index]):
            return []
        is_told_of = self.s.low[result[0]] in BE and result[1].kind == "adjective"
        return [result[1].measure] if is_told_of and result[1].measure else []

    def _attack_head(self, r: Reading, index: int) -> list[Measure]:
        low = self.s.low
        if r.q.kind == "number" and r.q.j < len(low) and low[r.q.j] == "times" and r.counted.noun is None:
            near = range(max(0, r.q.i - 16), min(len(low), r.q.j + 6))
            return (
                [Measure.ATTACKS]
                if any(self._is_attack_word(k) or (k in self.cues and low[k] in _ATTACKED) for k in near)
                else []
            )
        if r.q.kind == "ordinal":
            if (r.q.value or 0) < 3 and not {"month", "week"} & set(low[r.q.j : r.q.j + 14]):
                return []
            follows = low[r.q.j] if r.q.j < len(low) else ""
            if r.subject == "attack" and not r.counted.weapon:
                return [Measure.ATTACKS]
            if follows in ("against", "on") and any(self._is_attack_word(k) for k in range(max(0, r.q.i - 6), r.q.i)):
                return [Measure.ATTACKS]
            if (
                low[max(0, r.q.i - 2) : r.q.i] in (["was", "the"], ["is", "the"])
                and r.counted.noun is None
                and not r.counted.unknown
            ):
                return [Measure.ATTACKS] if any(self._is_attack_word(k) for k in range(r.q.i)) else []
            if follows == "time" and r.q.i and any(self._is_attack_word(k) for k in range(len(low))):
                return [Measure.ATTACKS]
            return []
        if _NO_WAR_ATTACK & set(r.counted.unknown):
            return []
        if r.subject == "attack" and r.q.kind in ("number", "vague"):
            return [Measure.ATTACKS]
        return []

    def _result(self, r: Reading, index: int) -> list[Measure]:
        result = r.counted.result
        if r.q.kind == "vague" and self.s.low[r.q.j - 1 : r.q.j + 1] in (["of", "the"], ["of", "those"]):
            return []  # "many of the injured were taken to hospital"
        if result is None and self._is_with_wounds(r):
            return [Measure.INJURED]
        if result is None and r.q.kind == "zero":
            result = self._second_noun(r)
        if result is None and r.subject == "person" and (self._exist(r) or self.s.low[r.q.j] == "missing"):
            found = self.lexicon.results.match(self.s.low, r.q.j)  # "there are two wounded soldiers"
            result = found[1] if found else None
        if r.q.kind == "vague" and self.s.low[r.q.i] == "a" and result is not None and result.kind == "noun":
            return []
        if result is None or r.subject not in ("person", None):
            return []
        if result.measure is None:
            return [Measure.KILLED, Measure.INJURED] if r.q.kind == "zero" else []
        taken = {"cost", "costs", "costing", "claimed", "claims", "claiming", "took", "taking", "lost"}
        if self.s.low[r.counted.end - 1] == "lives" and not taken & set(
            self.s.low[max(0, r.q.hedge_i - 4) : r.q.hedge_i]
        ):
            return []
        names_nobody = r.counted.noun is None and self.s.low[r.q.i] not in POSSESSIVES
        is_one = r.q.kind == "article" and not r.q.is_other and names_nobody  # not "another wounded", "a girl killed"
        if r.q.kind == "all" or (is_one and result.measure is not Measure.MISSING):
            return []
        k = r.counted.end
        low = self.s.low
        if (
            result.kind == "adjective"
            and k < len(low)
            and low[k - 1] == "killed"
            and r.counted.noun is None
            and self._object_follows(k)
        ):
            return []
        measures = [result.measure]
        if (r.q.kind == "zero" or self.s.low[r.q.i] == "there") and k + 1 < len(low) and low[k] in ("or", "and", "nor"):
            more = self.lexicon.results.match(low, k + 1)
            if more and more[1].measure:
                measures.append(more[1].measure)
        return measures

    def _is_with_wounds(self, r: Reading) -> bool:
        """ "left four dead and two with burns"."""
        end = max(r.counted.end, r.q.j)
        is_people = r.q.kind == "number" and r.subject in ("person", None) and not r.counted.unknown
        if not is_people or self.s.low[end : end + 1] != ["with"] or "bodies" in self.s.low[: r.q.i]:
            return False
        wound = next((k for k in range(end + 1, min(len(self.s), end + 5)) if self.s.low[k] in _WOUNDS), None)
        return wound is not None and self.s.low[wound + 1 : wound + 2] not in (["died"], ["were"], ["have"], ["had"])

    def _exist(self, r: Reading) -> bool:
        """Does the sentence only say that there are some, or how many?"""
        before = self.s.low[r.q.i : r.q.j] if r.q.kind == "vague" else self.s.low[max(0, r.q.hedge_i - 2) : r.q.hedge_i]
        return r.q.j < len(self.s) and before[:1] == ["there"] and before[1:] in (["are"], ["were"], ["is"], ["was"])

    def _second_noun(self, r: Reading) -> Result | None:
        """ "no destruction or casualties"."""
        for k in range(r.q.j, min(r.q.j + 3, len(self.s) - 1)):
            if self.s.low[k] in ("or", "and", "nor"):
                match = self.lexicon.results.match(self.s.low, k + 1)
                return match[1] if match and match[1].kind == "noun" else None
        return None

    def _object_follows(self, k: int) -> bool:
        return self.owner.get(k) is not None and self.readings[self.owner[k]].q.i in (k, k + 1)

    def _active_left(self, r: Reading, index: int) -> list[Measure]:
        low = self.s.low
        k = r.q.hedge_i - 1
        while k >= 0 and (low[k] in _BEFORE_OBJECT or low[k] in QUOTES):
            if low[k] == "of" and not (k and low[k - 1] in ("total", "all")):
                if k + 1 in self.cue_ends:  # "claimed the lives of"
                    break
                return []
            if low[k] == "in" and not (k + 1 < len(low) and low[k + 1] == "total"):
                return []
            k -= 1
        if k >= 1 and low[k] in ("were", "was") and self._opens_with_participle(k):
            r.cue_at = 0  # "Launched were one Kinzhal and four Iskander-Ms"
            return self._fit(0, r, "object")
        begin = self.cue_ends.get(k + 1)
        if begin is None:
            return []
        if self._is_passive(begin) and not low[begin].endswith("ing"):
            return []
        if begin >= 1 and low[begin - 1] in ("and", "or", ",") and begin - 1 in self.cue_ends and low[begin - 1] != ",":
            first = self.cues[self.cue_ends[begin - 1]][1]
            if (
                {c.measure for c in first} & _CASUALTY
                and r.subject in ("person", None)
                and low[begin - 1] in ("and", "or")
            ):
                mine = {c.measure for c in self.cues[begin][1]}
                if not mine & {c.measure for c in first}:
                    return []  # "killed and wounded 5,000": one number for both
        measures = self._fit(begin, r, "object")
        if measures == [Measure.LAUNCHED] and self.np_end(r) in self.cues:
            said = self._right(r, index)  # "counted 43 drones destroyed by morning"
            if said and said != measures:
                return said
        if (
            measures
            and r.counted.noun is None
            and r.counted.weapon is None
            and not r.counted.is_other
            and r.of is None
            and not self._bare_number_ends(r)
        ):
            return measures if self._unknown_persons(r, measures) else []
        if measures:
            r.cue_at = begin
        return measures

    def _split_verb(self, r: Reading, index: int) -> list[Measure]:
        """ "set three fuel tanks alight", "took a dozen soldiers prisoner": the rest of the verb stands behind its object."""
        low, verb = self.s.low, r.q.hedge_i - 1
        if verb < 0 or low[verb] not in _SPLIT_VERBS or r.q.kind not in ("number", "vague", "article"):
            return []
        if low[verb] in _TAKES and low[r.counted.end - 1] in ("prisoners", "captives"):
            return [Measure.CAPTURED]
        for verbs, rest, measure in _SPLITS:
            at = next((k for k in (r.counted.end, r.counted.end + 1) if low[k : k + len(rest)] == rest), None)
            is_people = measure in _CASUALTY
            fits = r.subject == "person" or self._may_be_people(r) if is_people else r.subject in ("object", "aircraft")
            if at is not None and low[verb] in verbs and fits:
                return [measure]
        return []

    def _opens_with_participle(self, verb: int) -> bool:
        """ "Launched were", "Killed in the strike on Kherson were"."""
        end = self.cues[0][0] if 0 in self.cues else verb + 1
        is_plain = all(self.s.low[m] not in BE and m not in self.owner for m in range(end, verb))
        return end == verb or (end < verb <= end + _REACH and is_plain and self.s.low[end] in _ENDS_CLAUSE)

    def _may_be_people(self, r: Reading) -> bool:
        words = r.counted.unknown
        return (
            any(w.endswith("s") for w in words)
            and not NOT_PEOPLE & set(words)
            and r.q.kind in ("number", "vague", "zero")
        )

    def _unknown_persons(self, r: Reading, measures: list[Measure]) -> bool:
        """People named by a word we don't know ("two Indians"): plural, no animal or measure of something else."""
        return set(measures) <= _CASUALTY and bool(r.counted.unknown) and self._may_be_people(r)

    def _is_passive(self, begin: int) -> bool:
        k = begin - 1
        while k >= 0 and self.s.low[k] in _ADVERBS:
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
                and c.measure in _CASUALTY
                and c.lemma not in ("destroy", "eliminate", "liquidate", "capture")
            ]
            if people:
                return [people[0].measure]
        return []

    def _nominal_left(self, r: Reading, index: int) -> list[Measure]:
        low = self.s.low
        k = r.q.hedge_i - 1
        while k >= 0 and low[k] in ("the", "a", "total", "all", "another"):
            k -= 1
        if k < 1 or low[k] not in ("of", "to"):
            return []
        measure = NOMINALS.get(low[k - 1])
        if low[k - 1] == "fate" and "unknown" in low[r.counted.end : r.counted.end + 5]:
            return [Measure.MISSING]
        if low[k - 1] == "bodies" and _EXCHANGES & set(low[max(0, k - 5) : k]):
            return []
        if measure is None or (low[k] == "to" and measure is not Measure.INJURED):
            return []
        expected = "person" if measure in _CASUALTY else "munition"
        if r.subject not in (expected, None) and not (measure is Measure.INTERCEPTED and r.subject == "aircraft"):
            return []
        if r.subject is None and (low[k - 1] == "loss" or not (r.counted.unknown or self._bare_number_ends(r))):
            return []  # "a loss of 150 million" is of money
        return [measure]

    def _downed(self, r: Reading, index: int) -> list[Measure]:
        """ "fragments of two downed drones": the participle stands before the noun."""
        if r.subject not in ("munition", "aircraft") or not r.counted.unknown or r.q.kind != "number":
            return []
        match = self.lexicon.cues.match(r.counted.unknown, len(r.counted.unknown) - 1)
        is_past = r.counted.unknown[-1].endswith("ed")
        return next((_ON_AIR[c.lemma] for c in match[1] if c.lemma in _ON_AIR), []) if match and is_past else []

    def _recorded(self, r: Reading, index: int) -> list[Measure]:
        """ "police counted 35 damaged houses": the participle stands before the noun."""
        before = self.s.low[max(0, r.q.hedge_i - 2) : r.q.hedge_i]
        if r.subject != "object" or r.q.kind != "number" or not r.counted.unknown or _RECORDS.isdisjoint(before):
            return []
        match = self.lexicon.cues.match(r.counted.unknown, len(r.counted.unknown) - 1)
        if match is None or not r.counted.unknown[-1].endswith("ed"):
            return []
        is_damage = any(c.subject == "object" and c.measure is Measure.DAMAGED for c in match[1])
        return [Measure.DAMAGED] if is_damage else []

    def _apposed(self, r: Reading, index: int) -> list[Measure]:
        """ "The dead, two electricians and a nurse, were in a van"."""
        low = self.s.low
        result = self.lexicon.results.match(low, 1) if len(low) > _SHORTEST_APPOSITION and low[0] == "the" else None
        if (
            result is None
            or result[1].measure is None
            or r.subject not in ("person", None)
            or low[result[0]] not in _OPENS
        ):
            return []
        is_first = r.q.hedge_i == result[0] + 1 or (index > 0 and self.readings[index - 1].how == "apposed")
        closes = next((k for k in range(result[0] + 1, len(low)) if low[k] in _OPENS and k >= r.counted.end), None)
        goes_on = closes is not None and closes + 1 < len(low) and (low[closes + 1] in BE or closes + 1 in self.cues)
        is_people = (
            r.subject == "person" or self._may_be_people(r) or (r.q.kind == "article" and bool(r.counted.unknown))
        )
        return [result[1].measure] if is_first and goes_on and is_people else []

    def _toll(self, r: Reading, index: int) -> list[Measure]:
        """ "the death toll has risen to 40", "raising the number of injured to 75", "a death toll of 63"."""
        low = self.s.low
        k = r.q.hedge_i - 1
        if low[r.q.j : r.q.j + 3] == ["the", "number", "of"]:  # "taking to 24 the number of people killed"
            for following in low[r.q.j + 3 : r.q.j + 7]:
                match = self.lexicon.results.match([following], 0)
                if match and match[1].measure:
                    return [match[1].measure]
        if (
            k < 1
            or low[k] not in _TOLL_MOVES
            or r.subject not in ("person", None)
            or r.q.kind not in ("number", "vague")
        ):
            return []
        for j in range(k, max(-1, k - 22), -1):
            word = low[j]
            if word in (".", ";") or (
                j in self.owner and self.owner[j] != index and self.readings[self.owner[j]].measures and word != "toll"
            ):
                return []
            around = low[max(0, j - 3) : j + 4]
            if word in ("toll", "tally") or (word == "count" and not _COUNTED.isdisjoint(around)):
                return [Measure.INJURED] if not _COUNTED_HURT.isdisjoint(around) else [Measure.KILLED]
            if word in ("dead", "killed", "wounded", "injured", "missing") and j and low[j - 1] == "the" and k - j <= 3:
                match = self.lexicon.results.match([word], 0)
                return [match[1].measure] if match and match[1].measure else []
            if word == "figure" and k - j <= 5 and index:
                before = self.readings[index - 1]
                r.counted = Counted(
                    r.q.j, before.counted.noun, before.counted.unit_id, before.counted.subject, before.counted.weapon
                )
                return list(before.measures)
            if word == "number" and j + 1 < len(low) and low[j + 1] in ("of", "killed", "injured", "wounded"):
                results = (self.lexicon.results.match(low, m) for m in range(j + 1, min(len(low), j + 8)))
                match = next((result for result in results if result is not None), None)
                return [match[1].measure] if match and match[1].measure else []
        return []

    def _right(self, r: Reading, index: int) -> list[Measure]:
        low, n = self.s.low, len(self.s)
        k, steps, aux, relative = self.np_end(r), 0, False, False
        edge = max(self.np_end(r), r.q.j)
        reduced: list[Measure] = []
        is_adjunct = r.q.kind == "number" and r.q.hedge_i > 0 and low[r.q.hedge_i - 1] in _WITHIN
        while k < n and steps < _REACH:
            other = self.owner.get(k)
            if other is not None and other != index:
                if other != r.of and not self._joins(edge, self.readings[other]):
                    break
                k = edge = max(self.readings[other].counted.end, self.readings[other].q.j)
                steps += 1
                continue
            word = low[k]
            if word in _CLAUSE_BREAK or (word == "as" and self._opens_clause(k)):
                break
            if word in BE or (word == "had" and low[k + 1 : k + 2] in (["their"], ["its"])):
                aux = True  # "three had their systems jammed"
            elif word in _RELATIVE and k == r.counted.end:
                relative = True
            cue = self.cues.get(k)
            if cue is not None:
                measures = self._right_cue(r, k, cue[0], aux)
                if measures and "not" in low[max(r.counted.end, k - 2) : k]:
                    return []
                is_had = low[r.q.hedge_i - 1 : r.q.hedge_i] in _HAVE
                if measures and is_had and (k > self.np_end(r) or not self._fit(k, r, "object")):
                    return []  # "who has 500,000 followers died"
                if measures and aux and is_adjunct and not relative and r.subject != "place":
                    return []  # "41 aircraft at four airfields were damaged"
                if measures:
                    r.cue_at = k
                    if measures == [Measure.LAUNCHED] and not aux and not relative:
                        k, aux = cue[0], False
                        if r.of is None:
                            reduced = reduced or measures
                        else:  # "15 of the 18 missiles launched by Russia": that is said of the 18
                            k = self.readings[r.of].counted.end = self._behind_agent(k)
                        continue
                    return self._with_second_zero(r, cue[0], measures)
                if aux or reduced:
                    break
                k = cue[0]
                steps += 1
                continue
            stated = self._stated_dead(r, k) if aux else []
            if stated:
                return stated
            if word in ("said", "says", "told", "according") and self.s.kinds[k] == WORD and not reduced:
                break
            k += 1
            steps += 1
        return reduced

    def _opens_clause(self, k: int) -> bool:
        """ "30 drones overnight as Russia targeted Kyiv", not "as missing"."""
        following = self.s.raw[k + 1 : k + 2]
        return (
            bool(following)
            and (following[0][:1].isupper() or following[0] in ("the", "its", "a"))
            and k + 1 not in self.owner
        )

    def _stated_dead(self, r: Reading, k: int) -> list[Measure]:
        """ "25 people are confirmed dead"."""
        result = self.lexicon.results.match(self.s.low, k)
        is_people = r.subject == "person" or (r.subject is None and r.q.kind == "number" and not r.counted.unknown)
        if result is None or not is_people or result[1].kind != "adjective" or result[1].measure is None:
            return []
        verb = k - 1
        while verb > 0 and self.s.low[verb] in _ADVERBS | _TOLD_OF:
            verb -= 1
        is_attribute = self.s.low[verb] not in BE or _is_attribute(self.s, result[0])
        return [] if is_attribute else [result[1].measure]

    def _behind_agent(self, k: int) -> int:
        """The token behind "by Russia"."""
        while k < len(self.s) and (self.s.low[k] in ("by", "at") or self.s.raw[k][:1].isupper()):
            k += 1
        return k

    def _joins(self, edge: int, other: Reading) -> bool:
        """May a predicate behind the next number be that of the first? Yes in a list, an apposition or "two people in 3 cars"."""
        between = self.s.low[edge : other.q.hedge_i]
        if "of" in between and {"which", "whom", "them"} & set(between):
            end = other.counted.end  # "three people, one of them a girl, were killed"
            return between[:1] == [","] and between[-1] == "them" and self.s.low[end : end + 1] == [","]
        if (
            between == [","]
            and other.counted.noun is None
            and not other.counted.unknown
            and other.counted.end in self.cues
        ):
            return False  # "118 missiles, 91 shot down"
        if between == [",", "not"]:
            return True
        if other.q.hedge_i < edge or (between[:1] == [","] and between[1:2] in (["among"], ["including"])):
            return True
        return all(w in LIST or w in ("in", "from", "on", "at", "aged", "who", "were") for w in between)

    def _right_cue(self, r: Reading, k: int, end: int, aux: bool) -> list[Measure]:
        low = self.s.low
        ing = low[k].endswith("ing")
        passive = aux and not (ing and low[k - 1] != "being")
        if (r.q.kind == "vague" and r.subject == "place") or low[end : end + 1] == ["back"]:
            return []
        if passive:
            return self._fit(k, r, "object") or self._fit_subject(r, k)
        if not ing and self._ends_clause(end) and r.subject != "attack" and self._direct(r, k):
            reduced = self._fit(k, r, "object")
            if reduced:
                return reduced
        return self._fit_subject(r, k)

    def _fit_subject(self, r: Reading, k: int) -> list[Measure]:
        if r.q.kind == "article" and r.subject == "munition":
            return []
        return self._fit(k, r, "subject")

    def _direct(self, r: Reading, k: int) -> bool:
        """Only modifiers stand between the noun phrase and a reduced participle ("two drones allegedly downed")."""
        return all(
            self.s.low[m] in _ADVERBS
            or m in self.owner
            or self.s.kinds[m] == PUNCTUATION
            or self.s.low[m] in ("and", "people", "both", "who", "had", "have", "has", "been", "in", "others", "more")
            or self.s.raw[m][:1].isupper()
            for m in range(self.np_end(r), k)
        )

    def _ends_clause(self, end: int) -> bool:
        """After a reduced participle comes no object: punctuation, a preposition, a conjunction or the end."""
        if end >= len(self.s):
            return True
        word = self.s.low[end]
        return self.s.kinds[end] == PUNCTUATION or word in _ENDS_CLAUSE

    def _with_second_zero(self, r: Reading, end: int, measures: list[Measure]) -> list[Measure]:
        if r.q.kind == "zero" and end + 1 < len(self.s) and self.s.low[end] in ("or", "and", "nor"):
            cue = self.cues.get(end + 1)
            if cue:
                more = self._fit(end + 1, r, "object")
                return measures + [m for m in more if m not in measures]
        return measures

    def _salvo(self, r: Reading, index: int) -> list[Measure]:
        """ "a barrage of 60 missiles", "attacked with 20 drones", "87 strikes on 18 communities"."""
        low = self.s.low
        k = r.q.hedge_i - 1
        while (
            k >= 0
            and low[k] in ("the", "a", "total", "of", "at", "least", "some", "around")
            and (low[k] != "at" or r.subject != "place")
        ):
            if low[k] == "of" and k and low[k - 1] in _SALVO:
                break
            k -= 1
        if k < 1:
            return []
        if r.subject == "munition" and r.q.kind in ("number", "vague") and low[k] in _SALVO_LINK:
            near = low[max(0, k - (16 if low[k] == "with" else 7)) : k]
            if low[k] == "by" and {"hit", "struck"} & set(low[max(0, k - 3) : k]):
                return [Measure.HIT]
            if (low[k] == "of" and near[-1] in _SALVO) or (low[k] != "of" and (_SALVO | _ATTACKED) & set(near)):
                return [Measure.LAUNCHED]
        if (
            r.subject == "place"
            and low[k] in ("in", "at")
            and r.q.kind == "number"
            and {"hits", "impacts", "arrivals"} & set(low[:k])
        ):
            return [Measure.HIT]
        if r.subject == "place" and low[k] in ("in", "across") and r.q.kind == "number" and self._struck_targets(k):
            return [Measure.HIT]
        if r.subject == "munition" and low[k] in ("by", "of", "from") and low[k - 1] in ("hits", "impacts", "arrivals"):
            return [Measure.HIT]
        if r.subject == "place" and low[k] in _DIRECTION and low[k] != "in" and r.q.kind == "number":
            if any(self._is_attack_word(m) or self._munition_at(m) for m in range(max(0, k - 3), k)):
                return [Measure.HIT]
            if low[k] == "on" and any(w in ("fire", "attack", "attacks") for w in low[max(0, k - 3) : k]):
                return [Measure.HIT]
        return []

    def _struck_targets(self, k: int) -> bool:
        """ "struck targets in six regions", "attacked energy facilities across five regions", up to the word at token `k`."""
        at = next((m for m in range(k - 1, max(-1, k - _LONGEST_OBJECT), -1) if self.s.low[m] in _TARGETS), None)
        verb = next((m for m in range((at or 0) - 1, max(-1, (at or 0) - 4), -1) if m in self.cues), None)
        return (
            at == k - 1
            and verb is not None
            and any(c.measure is Measure.HIT for c in self.cues[verb][1])
            and not self._is_passive(verb)
        )

    def _munition_at(self, k: int) -> bool:
        match = self.lexicon.nouns.match(self.s.low, k)
        return match is not None and match[1].subject == "munition"

    def _copula(self, r: Reading, index: int) -> list[Measure]:
        """ "five students are among the dead", "among the injured were two children"."""
        if (r.subject != "person" and r.counted.noun is not None) or (r.subject is None and r.q.kind != "number"):
            return []
        low = self.s.low
        if r.of is not None:
            return self._class_of_part(r, self.readings[r.of])
        for j in range(len(low) - 2):
            if low[j] == "among" and (low[j + 1] in ("the", "those") or j + 1 in self.owner):
                match = self.lexicon.results.match(low, j + 2)
                counted = self.owner.get(j + 2)
                if match is None and counted is not None and counted > index:  # "among the 12 wounded"
                    inner = self.readings[counted].counted.result
                    match = (j + 2, inner) if inner is not None else None
                if match is None and j + 1 in self.owner:
                    inner = self.readings[self.owner[j + 1]].counted.result
                    match = (j + 2, inner) if inner is not None else None
                if match and match[1].measure and (0 <= j - r.counted.end <= 4 or 0 <= r.q.hedge_i - match[0] <= 4):
                    return [match[1].measure]
            if (
                low[j] == "the"
                and low[j + 1] in ("dead", "killed", "injured", "wounded")
                and low[j + 2] in ("include", "included", "includes", "were")
                and 0 <= r.q.hedge_i - (j + 3) <= 2
            ):
                match = self.lexicon.results.match(low, j + 1)
                if match and match[1].measure:
                    return [match[1].measure]
        return []

    def _class_of_part(self, r: Reading, whole: Reading) -> list[Measure]:
        """ "half of the 12 injured in Kramatorsk are children": a part of the injured, and what they are."""
        low = self.s.low
        measure = whole.counted.result.measure if whole.counted.result else None
        end = max(r.q.j, whole.counted.end)
        verb = next((k for k in range(end, min(len(low), end + 6)) if low[k] in BE), None)
        if measure is None or verb is None:
            return []
        names = (self.lexicon.nouns.match(low, k) for k in range(verb + 1, min(len(low), verb + 4)))
        noun = next((name for name in names if name is not None), None)
        if noun is None or noun[1].subject != "person":
            return []
        r.counted = Counted(noun[0], noun[1], noun[1].unit_id, noun[1].subject)
        r.whole, r.is_subset = r.of, True
        return [measure]


def _is_attribute(s: Sentence, k: int) -> bool:
    """Whether a noun may follow the adjective that ends before token `k`: "two were dead soldiers"."""
    return k < len(s) and s.kinds[k] == WORD and s.low[k] not in _ENDS_CLAUSE and s.low[k] not in LIST
