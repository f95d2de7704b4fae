"""Figures whose measure a verb says, before or behind the number: "shot down 15 drones", "two of them died"."""

from __future__ import annotations

from dagster_project.claims.counted import QUOTES
from dagster_project.claims.fitting import ADVERBS, CASUALTY, ELECTRONIC, ENDS_CLAUSE, REACH, Fitting
from dagster_project.claims.lexicon import Weapon
from dagster_project.claims.model import Measure
from dagster_project.claims.quantities import POSSESSIVES
from dagster_project.claims.readings import AUX, BE, LIST, Reading
from dagster_project.claims.tokens import PUNCTUATION, WORD, Sentence
from dagster_project.claims.words import words

_CLAUSE_BREAK = words("; while although though whereas but because before when after since if unless until")
_TOLD_OF = words("known believed feared presumed reported found pronounced declared thought left")
_ITS_OWN = (["was"], ["were"], ["are"], ["is"], ["had"], ["have"])
_LOSES = words("lose loses losing lost")
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
_SPEAKS = frozenset({"says", "said", "claims", "claimed", "reported", "reports", "announced", "wrote"})
_EACH = frozenset({"each", "every"})
_LONGEST_ASIDE = 12
_RELATIVE = frozenset({"that", "which", "who"})
_OWN = frozenset({"the", "its", "their"})
_LONGEST_THING = 6
"""Tokens from a verb to the "and" behind its object."""
_HAVE = (["has"], ["have"])
_BETWEEN = words("and people both who had have has been in others more including among them")
_NO_STRIKES = words(
    "blackout blackouts outage outages cut cuts crisis shortage shortages storm storms flood floods flooding earthquake hurricane "
    "snow rain heatwave epidemic inflation tariff tariffs sanctions"
)
_WHERE_THINGS_ARE = words("at in on under near of along outside inside around")
_SUFFERS = "suffer harm"
_HARM = words("damage damages destruction hits")
_FEW = 20
_MENDS = words(
    "repair repaired repairs repairing rebuild rebuilt rebuilding restore restored restoring reconnected reopened inspected"
)
_POLICE = frozenset({"police", "authorities", "court"})
_WITHIN = frozenset({"at", "in", "on", "near", "inside", "aboard"})
_BEFORE_OBJECT = words(
    "the a an total record unprecedented estimated of all also only just another further both its their his together "
    "simultaneously some in this early morning "
    "afternoon evening overnight today yesterday"
)
"""What may stand between a verb and the number of its object."""


class Verbs(Fitting):
    """What verbs say of each number of a sentence."""

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
            begin = self._verb_of_pair(k, r, index)
        if begin is None:
            return []
        if self._is_passive(begin) and not low[begin].endswith("ing"):
            return []
        if begin >= 1 and low[begin - 1] in ("and", "or", ",") and begin - 1 in self.cue_ends and low[begin - 1] != ",":
            first = self.cues[self.cue_ends[begin - 1]][1]
            if (
                {c.measure for c in first} & CASUALTY
                and r.subject in ("person", None)
                and low[begin - 1] in ("and", "or")
            ):
                mine = {c.measure for c in self.cues[begin][1]}
                if not mine & {c.measure for c in first}:
                    return []  # "killed and wounded 5,000": one number for both
        measures = self._fit(begin, r, "object")
        if measures == [Measure.CAPTURED] and _is_of_few(r):
            return []
        if measures == [Measure.HIT] and (_is_of_few(r) or not _NO_STRIKES.isdisjoint(low[max(0, begin - 3) : begin])):
            return []
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

    def _verb_of_pair(self, last: int, r: Reading, index: int) -> int | None:
        """The verb of "destroyed the missile and 25 of the drones": one thing of the same kind, without a number, stands between.
        Another verb said of the number takes it ("… and 12 drones were jammed"), but not in a clause that tells more of it ("25 of
        the drones Russia launched")."""
        low = self.s.low
        if low[last] != "and" or r.q.kind != "number":
            return None
        opens = next((k for k in range(last - 1, max(0, last - _LONGEST_THING), -1) if k + 1 in self.cue_ends), None)
        if opens is None or any(k in self.owner for k in range(opens, last)):
            return None
        if low[opens + 1] not in _OWN:
            return self._verb_of_plural(opens, last, r)
        things = (
            match
            for k in range(opens + 2, last)
            for table in (self.lexicon.weapons, self.lexicon.nouns)
            if (match := table.match(low, k)) is not None and match[0] == last
        )
        if not any(isinstance(thing, Weapon) or thing.subject == r.subject for _, thing in things):
            return None
        said = self._right(r, index)
        behind, cue_at, r.cue_at = self.np_end(r), r.cue_at, None
        if said and cue_at is not None:
            is_clause = cue_at > behind or self._ends_clause(self.cues[cue_at][0])
            if said != [Measure.LAUNCHED] or not is_clause or not BE.isdisjoint(low[behind:cue_at]):
                return None
        return self.cue_ends[opens + 1]

    def _verb_of_plural(self, opens: int, last: int, r: Reading) -> int | None:
        """The verb of "struck energy facilities and 153 areas of concentration": a plural without a number stands between."""
        begin = self.cue_ends[opens + 1]
        things = (self.lexicon.nouns.match(self.s.low, k) for k in range(opens + 1, last))
        noun = next((thing[1] for thing in things if thing is not None and thing[0] == last), None)
        is_plain = not any(k in self.cues or self.s.low[k] in AUX for k in range(opens + 1, last))
        is_struck = any(
            c.measure in (Measure.HIT, Measure.DAMAGED) and c.subject == r.subject for c in self.cues[begin][1]
        )
        is_thing = noun is not None and noun.is_plural and noun.subject in ("object", "place", "aircraft")
        if r.subject == "place" and all(self.s.raw[k][:1].isupper() for k in range(opens + 1, last)):
            is_taken = any(c.measure is Measure.CAPTURED and c.subject == "place" for c in self.cues[begin][1])
            is_thing, is_struck = True, is_struck or is_taken  # "occupied Vesele and three more villages"
        return begin if is_thing and is_plain and is_struck and r.subject in ("object", "place", "aircraft") else None

    def _split_verb(self, r: Reading, index: int) -> list[Measure]:
        """ "set three fuel tanks alight", "took a dozen soldiers prisoner": the rest of the verb stands behind its object."""
        low, verb = self.s.low, r.q.hedge_i - 1
        if verb < 0 or low[verb] not in _SPLIT_VERBS or r.q.kind not in ("number", "vague", "article"):
            return []
        if low[verb] in _TAKES and low[r.counted.end - 1] in ("prisoners", "captives"):
            return [Measure.CAPTURED]
        for verbs, rest, measure in _SPLITS:
            at = next(
                (k for k in (r.counted.end - 1, r.counted.end, r.counted.end + 1) if low[k : k + len(rest)] == rest),
                None,
            )
            is_people = measure in CASUALTY
            fits = r.subject == "person" or self._may_be_people(r) if is_people else r.subject in ("object", "aircraft")
            if at is not None and low[verb] in verbs and fits:
                return [measure]
        return []

    def _lost_to_jamming(self, r: Reading, index: int) -> list[Measure]:
        """ "is losing 10,000 drones a month to Russian electronic warfare"."""
        low = self.s.low
        if r.subject != "munition" or not r.q.hedge_i or low[r.q.hedge_i - 1] not in _LOSES:
            return []
        behind = low[r.counted.end : r.counted.end + REACH]
        at = next((k for k, word in enumerate(behind) if word in ELECTRONIC), None)
        return [Measure.SUPPRESSED] if at is not None and not {"to", "due", "because"}.isdisjoint(behind[:at]) else []

    def _opens_with_participle(self, verb: int) -> bool:
        """ "Launched were", "Killed in the strike on Kherson were"."""
        end = self.cues[0][0] if 0 in self.cues else verb + 1
        is_plain = all(self.s.low[m] not in BE and m not in self.owner for m in range(end, verb))
        return end == verb or (end < verb <= end + REACH and is_plain and self.s.low[end] in ENDS_CLAUSE)

    def _right(self, r: Reading, index: int) -> list[Measure]:
        low, n = self.s.low, len(self.s)
        k, steps, aux, relative = self.np_end(r), 0, False, False
        edge = max(self.np_end(r), r.q.j)
        reduced: list[Measure] = []
        is_adjunct = r.q.kind == "number" and r.q.hedge_i > 0 and low[r.q.hedge_i - 1] in _WITHIN
        while k < n and steps < REACH:
            other = self.owner.get(k)
            if other is not None and other != index:
                is_aimed_at = bool(reduced) and self.readings[other].subject == "place"
                is_unit = self.readings[other].q.kind == "ordinal"  # "19 soldiers of the 128th Brigade were killed"
                is_how_many = low[k - 1] == "how"  # "60 drones - that is how many were launched"
                if is_how_many or (r.subject == "person" and (is_unit or self._is_where(self.readings[other]))):
                    k = max(self.readings[other].counted.end, k + 1)  # "three people in a minibus were killed"
                    steps += 1
                    continue
                if other != r.of and not is_aimed_at and not self._joins(edge, self.readings[other]):
                    break  # else: "drones targeting 12 regions had been shot down"
                k = edge = max(self.readings[other].counted.end, self.readings[other].q.j)
                steps += 1
                continue
            word = low[k]
            if word == ",":
                k, skipped = self._behind_aside(k), k
                if k > skipped:
                    steps += 1
                    continue
            is_since = bool(reduced) and word == "since"  # "31 of the drones launched since midnight were brought down"
            if (word in _CLAUSE_BREAK and not is_since) or (word == "as" and self._opens_clause(k)):
                break
            if word in BE or (word == "had" and low[k + 1 : k + 2] in (["their"], ["its"])):
                aux = True  # "three had their systems jammed"
            elif word in _RELATIVE and k == r.counted.end:
                relative = True
            cue = self.cues.get(k)
            if (
                self._may_be_hurt(r)
                and self._harmed_at(k)
                and not any(m in self.owner for m in range(self.np_end(r), k))
            ):
                r.cue_at = k if cue is not None else None
                return [Measure.INJURED]
            if cue is not None:
                measures = self._right_cue(r, k, cue[0], aux)
                if measures == [Measure.LAUNCHED] and aux:
                    measures = self._stopped_then(r, cue[0]) or measures
                if measures and "not" in low[max(r.counted.end, k - 2) : k]:
                    return []
                is_had = low[r.q.hedge_i - 1 : r.q.hedge_i] in _HAVE
                if measures and is_had and (k > self.np_end(r) or not self._fit(k, r, "object")):
                    return []  # "who has 500,000 followers died"
                if measures == [Measure.MISSING] and "alive" in low:
                    return []  # "spent hours under the rubble before being pulled out alive"
                if (
                    measures
                    and r.of is not None
                    and r.q.value == 1
                    and set(measures) <= CASUALTY
                    and (relative or not aux)
                ):
                    self.readings[r.of].is_denominator = False
                    return []  # "one of seven people who died": that is said of the seven
                if measures and aux and is_adjunct and not relative and r.subject != "place":
                    return []  # "41 aircraft at four airfields were damaged"
                if measures:
                    r.cue_at = k
                    if measures == [Measure.LAUNCHED] and not aux and not relative:
                        if r.of is None and k > self.np_end(r) and self._lists_on(r, index):
                            return []  # "downed two missiles and 25 of the drones Russia launched"
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

    def _stopped_then(self, r: Reading, k: int) -> list[Measure]:
        """ "were detected and destroyed": what the second verb says, behind the "and" at token `k`."""
        if self.s.low[k : k + 1] != ["and"] or k + 1 not in self.cues:
            return []
        then = self._fit(k + 1, r, "object")
        return then if then in ([Measure.INTERCEPTED], [Measure.SUPPRESSED]) else []

    def _may_be_hurt(self, r: Reading) -> bool:
        is_bare = r.subject is None and r.q.kind == "number" and not r.counted.unknown
        is_known = r.subject == "person" and r.q.kind != "ordinal"
        return is_known or (r.subject is None and self._may_be_people(r)) or is_bare

    def _lists_on(self, r: Reading, index: int) -> bool:
        """Whether the number goes on a list of such things whose verb stands before them."""
        before = self.readings[index - 1] if index else None
        if before is None or before.how not in ("active_left", "list") or before.measures in ([], [Measure.LAUNCHED]):
            return False
        between = self.s.low[max(before.counted.end, before.q.j) : r.q.hedge_i]
        return before.subject == r.subject and bool(between) and set(between) <= {"and", ",", "the"}

    def _behind_aside(self, k: int) -> int:
        """The token behind ", the Air Force says," or ", each with 450 kg aboard,", which opens at token `k`; else `k`."""
        low = self.s.low
        end = next((m for m in range(k + 2, min(len(low), k + _LONGEST_ASIDE)) if low[m] == ","), None)
        if end is None:
            return k
        is_speech = low[end - 1] in _SPEAKS and not any(m in self.owner for m in range(k, end))
        return end + 1 if is_speech or low[k + 1] in _EACH else k

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
        while verb > 0 and self.s.low[verb] in ADVERBS | _TOLD_OF:
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
        if between and between[0] == "and" and edge + 1 == other.q.hedge_i - 1 and between[1] in POSSESSIVES:
            return True  # "a mother and her two sons were killed"
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
        if other.counted.of_them and self.s.low[other.counted.end : other.counted.end + 1] in _ITS_OWN:
            return False  # "15 missiles, 13 of which were shot down"
        if between == [",", "not"]:
            return True
        if other.q.hedge_i < edge or (between[:1] == [","] and between[1:2] in (["among"], ["including"])):
            return True
        if between[:1] and between[0] in _WHERE_THINGS_ARE and "," in between and other.subject in ("object", None):
            at = between.index(",")  # "five houses in the old quarter, including two of the church, were damaged"
            is_plain = not any(k in self.cues or self.s.low[k] in AUX for k in range(edge, other.q.hedge_i))
            return is_plain and between[at + 1 :] in (["including"], ["among", "them"], ["among", "which"])
        return all(w in LIST or w in ("in", "from", "on", "at", "aged", "who", "were") for w in between)

    def _right_cue(self, r: Reading, k: int, end: int, aux: bool) -> list[Measure]:
        low = self.s.low
        if r.subject == "object" and not _MENDS.isdisjoint(low[max(0, r.q.hedge_i - 3) : r.q.hedge_i]):
            return []  # "rebuilt many of the sites destroyed by Russia"
        if low[k] == "attacked" and r.subject == "object" and not aux and low[end : end + 1] != ["by"]:
            return []  # "which two warships attacked last year"
        ing = low[k].endswith("ing")
        passive = aux and not (ing and low[k - 1] != "being")
        if (r.q.kind == "vague" and r.subject == "place") or low[end : end + 1] == ["back"]:
            return []
        if passive:
            fits = self._fit(k, r, "object") or self._fit_subject(r, k)
            return [] if r.q.kind != "zero" and self._is_of_pair(fits, end) else fits
        if (
            not ing
            and self._ends_clause(end)
            and r.subject != "attack"
            and (self._direct(r, k) or self._is_apart(r, k))
        ):
            reduced = self._fit(k, r, "object")
            if reduced:
                return reduced
        return self._fit_subject(r, k)

    def _is_of_pair(self, measures: list[Measure], end: int) -> bool:
        """ "2,520 children have been killed or maimed": one number for both."""
        if not set(measures) <= {Measure.KILLED, Measure.INJURED} or self.s.low[end : end + 1] not in (["or"], ["and"]):
            return False
        other = self.cues.get(end + 1)
        is_beside = other is not None and (other[0] >= len(self.s) or other[0] not in self.owner)
        return (
            is_beside
            and other is not None
            and any({cue.measure, *measures} == {Measure.KILLED, Measure.INJURED} for cue in other[1])
        )

    def _is_apart(self, r: Reading, k: int) -> bool:
        """ "24 were injured and two vessels under repair damaged": where they are stands between things and what became of them."""
        span = range(self.np_end(r), k)
        return (
            r.subject == "object"
            and r.q.kind == "number"
            and 1 < len(span) <= _LONGEST_THING
            and self.s.low[span[0]] in _WHERE_THINGS_ARE
            and not any(
                m in self.cues or m in self.owner or self.s.low[m] in AUX or self.s.kinds[m] == PUNCTUATION
                for m in span
            )
            and any(c.measure is Measure.DAMAGED for c in self.cues[k][1])
        )

    def _fit_subject(self, r: Reading, k: int) -> list[Measure]:
        if r.q.kind == "article" and r.subject == "munition":
            return []
        end = self.cues[k][0]
        if (
            r.subject == "person"
            and self.s.low[end : end + 1] == ["to"]
            and not _POLICE.isdisjoint(self.s.low[end : end + 4])
        ):
            return []  # "a man surrenders to police"
        is_harm = r.subject == "object" and any(c.lemma == _SUFFERS for c in self.cues[k][1])
        if is_harm and not self._ends_clause(end) and _HARM.isdisjoint(self.s.low[end : end + 4]):
            return []  # "twelve power plants suffered power cuts"
        return self._fit(k, r, "subject")

    def _direct(self, r: Reading, k: int) -> bool:
        """Only modifiers stand between the noun phrase and a reduced participle ("two drones allegedly downed")."""
        return all(
            self.s.low[m] in ADVERBS
            or m in self.owner
            or self.s.kinds[m] == PUNCTUATION
            or self.s.low[m] in _BETWEEN
            or self.s.raw[m][:1].isupper()
            for m in range(self.np_end(r), k)
        )

    def _with_second_zero(self, r: Reading, end: int, measures: list[Measure]) -> list[Measure]:
        if r.q.kind == "zero" and end + 1 < len(self.s) and self.s.low[end] in ("or", "and", "nor"):
            cue = self.cues.get(end + 1)
            if cue:
                more = self._fit(end + 1, r, "object")
                return measures + [m for m in more if m not in measures]
        return measures


def _is_of_few(r: Reading) -> bool:
    """ "struck multiple districts": no more than the plural says."""
    return r.q.kind == "vague" and r.subject == "place" and (r.q.low or 0) < _FEW


def _is_attribute(s: Sentence, k: int) -> bool:
    """Whether a noun may follow the adjective that ends before token `k`: "two were dead soldiers"."""
    return k < len(s) and s.kinds[k] == WORD and s.low[k] not in ENDS_CLAUSE and s.low[k] not in LIST
