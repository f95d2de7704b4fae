"""Figures whose measure a noun says: "35 dead", "Fatalities: six", "a toll of 63", "a barrage of 60 missiles"."""

from __future__ import annotations

import re

from dagster_project.claims.counted import Counted
from dagster_project.claims.fitting import CASUALTY, ENDS_CLAUSE, REACH, WOUNDS, Fitting
from dagster_project.claims.lexicon import Result
from dagster_project.claims.model import Measure
from dagster_project.claims.quantities import MONTHS, POSSESSIVES
from dagster_project.claims.readings import BE, Reading
from dagster_project.claims.words import words

NOMINALS: dict[str, Measure] = {
    "death": Measure.KILLED, "deaths": Measure.KILLED, "killing": Measure.KILLED, "killings": Measure.KILLED,
    "lives": Measure.KILLED, "bodies": Measure.KILLED, "murder": Measure.KILLED, "loss": Measure.KILLED,
    "execution": Measure.KILLED, "executions": Measure.KILLED, "assassination": Measure.KILLED, "slaying": Measure.KILLED,
    "wounding": Measure.INJURED, "injury": Measure.INJURED, "injuries": Measure.INJURED,
    "capture": Measure.CAPTURED,
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
_IN_A_ROW = re.compile(r"(?:(?:straight|consecutive|successive) (?:night|day)|(?:night|day) (?:in a row|running))\b")
_TAKES_LIVES = words("cost costs costing claim claims claimed claiming take takes took taking taken lost")
_FORECASTS = words("could may might would should can")
_WHOSE_DEATHS = {
    "military": "soldier",
    "troop": "soldier",
    "soldier": "soldier",
    "battlefield": "soldier",
    "civilian": "civilian",
}
_THE_TOTAL = frozenset({"the", "total"})
_WITHIN_NAMES = words("from in at by after during on over near across")
_FAR = 34
"""Tokens from "the number of people killed" to "has risen to"."""
_TOLL_MOVES = words("to at of is was stands stood reached reaches hits hit passes passed least than over")
_COUNTED_HURT = words("injury injuries injured wounded")
_COUNTED = _COUNTED_HURT | words("death deaths dead killed")
_TOLLED = frozenset({"dead", "killed", "injured", "wounded", "missing"})
_TARGETS = words("targets sites facilities infrastructure objects installations positions")
_LONGEST_OBJECT = 3
_OPENS = frozenset({",", "–", "—", "-"})
_SHORTEST_APPOSITION = 6
_EXCHANGES = words(
    "receive receives received return returns returned returning repatriate repatriates repatriated repatriation hands "
    "handed transferred exchanged swapped"
)
SEARCHES = frozenset({"searching", "looking", "search"})
_UNKNOWN = words("unknown unclear known uncertain unresolved")
_ASKS = words("establish establishing determine determining clarify clarifying learn find")
_EXECUTIONS = frozenset((word, "of") for word in ("execution", "executions", "killing", "murder"))
_DIRECTION = frozenset(["on", "against", "at", "over", "in"])
_RECORD = words("record barrage attack raid assault salvo wave onslaught strike")
_NO_WAR_ATTACK = words("ddos cyber hacker heart shark panic distributed denial-of-service personal verbal")
_ON_AIR = {"down": [Measure.INTERCEPTED], "intercept": [Measure.INTERCEPTED], "jam": [Measure.SUPPRESSED]}


class Nominals(Fitting):
    """What nouns say of each number of a sentence."""

    def _labelled(self, r: Reading, index: int) -> list[Measure]:
        """ "Fatalities: six", "Shot down: 15 missiles", "losses over the past day: 11 tanks"."""
        low = self.s.low
        k = r.q.hedge_i - 1
        if k < 1 or low[k] != ":":
            return []
        if low[k - 1] == "hits" and r.subject == "munition":
            return [Measure.HIT]  # "there are hits: 11 drones at four locations"
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
        if 0 in self.cues and low[0].endswith("ed") and low[self.cues[0][0]] in ENDS_CLAUSE and k <= REACH:
            return [m for m in self._fit(0, r, "object") if m in CASUALTY]  # "Killed in the strike on X: two men"
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
                if any(
                    self._is_attack_word(k) or (k in self.cues and low[k] in _ATTACKED) or low[k] == "fired"
                    for k in near
                )
                else []
            )
        if r.q.kind == "ordinal":
            follows = low[r.q.j] if r.q.j < len(low) else ""
            is_dated = any(w in MONTHS and low[k - 1] == "in" for k, w in enumerate(low[r.q.j : r.q.j + 14], r.q.j))
            if (r.q.value or 0) < 3 and not is_dated and not {"month", "week"} & set(low[r.q.j : r.q.j + 14]):
                return []
            if (r.q.value or 0) >= 3 and _IN_A_ROW.match(" ".join(low[r.q.j : r.q.j + 4])):
                is_struck = any(self._is_attack_word(k) or low[k] in _ATTACKED for k in range(len(low)))
                return [Measure.ATTACKS] if is_struck else []
            if r.subject == "attack" and not r.counted.weapon:
                return [Measure.ATTACKS]
            if follows in ("against", "on") and any(self._is_attack_word(k) for k in range(max(0, r.q.i - 10), r.q.i)):
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
        if r.subject == "person" and tuple(self.s.low[max(0, r.q.hedge_i - 2) : r.q.hedge_i]) in _EXECUTIONS:
            return [Measure.KILLED]  # "the execution of one wounded serviceman"
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
        around = {*self.s.low[max(0, r.q.hedge_i - 4) : r.q.hedge_i], *self.s.low[r.counted.end : r.counted.end + 3]}
        if self.s.low[r.counted.end - 1] == "lives" and _TAKES_LIVES.isdisjoint(around):
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
        wound = next((k for k in range(end + 1, min(len(self.s), end + 5)) if self.s.low[k] in WOUNDS), None)
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

    def _nominal_left(self, r: Reading, index: int) -> list[Measure]:
        low = self.s.low
        k = r.q.hedge_i - 1
        while k >= 0 and low[k] in ("the", "a", "total", "all", "another"):
            k -= 1
        if k >= 1 and low[k] == "for" and low[k - 1] in SEARCHES and (r.subject == "person" or self._may_be_people(r)):
            return [Measure.MISSING]  # "rescuers are searching for 22 people"
        if k < 1 or low[k] not in ("of", "to"):
            return []
        measure = NOMINALS.get(low[k - 1])
        if low[k - 1] in ("fate", "whereabouts") and (r.subject == "person" or self._may_be_people(r)):
            is_open = not _UNKNOWN.isdisjoint(low[r.counted.end : r.counted.end + 5])
            is_asked = not _ASKS.isdisjoint(low[max(0, k - 5) : k - 1])
            return [Measure.MISSING] if is_open or is_asked else []
        if low[k - 1] == "bodies" and _EXCHANGES & set(low[max(0, k - 5) : k]):
            return []
        if measure is None or (low[k] == "to" and measure is not Measure.INJURED):
            return []
        expected = "person" if measure in CASUALTY else "munition"
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
        for j in range(k, max(-1, k - _FAR), -1):
            word = low[j]
            if word in (".", ";") or (
                j in self.owner and self.owner[j] != index and self.readings[self.owner[j]].measures and word != "toll"
            ):
                return []
            around = low[max(0, j - 3) : j + 4]
            if word in ("toll", "tally") or (word == "count" and not _COUNTED.isdisjoint(around)):
                return [Measure.INJURED] if not _COUNTED_HURT.isdisjoint(around) else [Measure.KILLED]
            if (
                word in ("dead", "killed", "wounded", "injured", "missing")
                and j
                and low[j - 1] in _THE_TOTAL
                and k - j <= 3
            ):
                match = self.lexicon.results.match([word], 0)
                return [match[1].measure] if match and match[1].measure else []
            if word in ("deaths", "fatalities") and low[k] == "at" and k - j <= 2:
                r.counted.unit_id = next((u for w, u in _WHOSE_DEATHS.items() if w in low[max(0, j - 3) : j]), "person")
                r.counted.subject = "person"
                return [Measure.KILLED]  # "put Ukrainian military deaths at 31,000"
            if word == "figure" and k - j <= 5 and index:
                before = self.readings[index - 1]
                r.counted = Counted(
                    r.q.j, before.counted.noun, before.counted.unit_id, before.counted.subject, before.counted.weapon
                )
                return list(before.measures)
            if word == "number" and j + 1 < len(low) and low[j + 1] in ("of", "killed", "injured", "wounded"):
                results = (self.lexicon.results.match(low, m) for m in range(j + 1, min(len(low), j + 8)))
                match = next((result for result in results if result is not None), None)
                self._take_noun(r, range(j + 2, min(len(low), j + 6)))
                return [match[1].measure] if match and match[1].measure else []
        return []

    def _take_noun(self, r: Reading, span: range) -> None:
        """ "the number of soldiers killed has reached 900": of soldiers."""
        names = (self.lexicon.nouns.match(self.s.low, m) for m in span)
        noun = next((name for name in names if name is not None), None)
        if noun is not None and noun[1].subject == "person" and r.counted.noun is None and not r.counted.unknown:
            r.counted = Counted(max(r.counted.end, r.q.j), noun[1], noun[1].unit_id, noun[1].subject)

    def _number_of(self, r: Reading, index: int) -> list[Measure]:
        """ "put the number of strikes at 64", "the number of drones shot down rose to 41"."""
        low, k = self.s.low, r.q.hedge_i - 1
        is_bare = r.subject is None and not r.counted.unknown and r.q.kind in ("number", "vague")
        if not is_bare or k < 1 or low[k] not in _TOLL_MOVES:
            return []
        at = next((j for j in range(k, max(0, k - REACH), -1) if low[j - 1 : j + 1] == ["number", "of"]), None)
        ends = next(
            (m for m in range((at or k) + 1, k) if low[m] in _WITHIN_NAMES), k
        )  # "the number of casualties from the strike"
        things = ((m, self.lexicon.nouns.match(low, m)) for m in range((at or k) + 1, ends))
        end, noun = next(((found[0], found[1]) for _, found in things if found is not None), (k, None))
        between = range(at or k, k)
        is_other = noun is None or noun.subject in ("person", "place") or any(j in self.owner for j in between)
        if at is None or noun is None or is_other or not _FORECASTS.isdisjoint(low[at:k]):
            return []
        r.counted = Counted(max(r.counted.end, r.q.j), noun, noun.unit_id, noun.subject)
        if noun.subject == "attack":
            return [Measure.ATTACKS]
        verb = next((j for j in range(end, min(k, end + 3)) if j in self.cues), None)
        return self._fit(verb, r, "object") if verb is not None else []

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
        if r.subject == "munition" and low[k] == ":":
            tells_of_attack = any(x.subject == "attack" for x in self.readings[:index])
            tells_of_record = not _RECORD.isdisjoint(low[max(0, k - 12) : k])
            if tells_of_attack or tells_of_record:
                return [Measure.LAUNCHED]  # "two waves of attacks: 15 drones", "a record for the capital: 71 Shaheds"
        if r.subject == "munition" and low[k + 1 : k + 2] == ["at"] and low[k] == "," and low[k - 1] in _SALVO:
            return [Measure.LAUNCHED]  # "the barrage, at 47 missiles, was the heaviest"
        if r.subject == "munition" and r.q.kind in ("number", "vague") and low[k] in _SALVO_LINK:
            near = low[max(0, k - (16 if low[k] == "with" else 7)) : k]
            if low[k] == "by" and {"hit", "struck"} & set(low[max(0, k - 3) : k]):
                return [Measure.HIT]
            if near[-2:] == ["total", "salvo"]:
                return []  # what a ship can carry
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
        if (
            low[:2] == ["of", "the"]
            and (told := self.lexicon.results.match(low, 2))
            and low[told[0] : told[0] + 1] == [","]
        ):
            names = self.lexicon.nouns.match(low, r.q.j + 1) if low[r.q.j : r.q.j + 1] in (["were"], ["are"]) else None
            if names and names[1].subject == "person" and told[1].measure and r.q.hedge_i == told[0] + 1:
                r.counted = Counted(names[0], names[1], names[1].unit_id, names[1].subject)
                return [told[1].measure]  # "of the injured, 15 were children"
        if low[r.counted.end : r.counted.end + 4] == ["on", "the", "list", "of"]:
            listed = self.lexicon.results.match(low, r.counted.end + 4)  # "with 20 people on the list of wounded"
            if listed and listed[1].measure:
                return [listed[1].measure]
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
            if low[j] == "the" and low[j + 1] in _TOLLED and self._is_numbered(j + 2, r):
                match = self.lexicon.results.match(low, j + 1)
                if match and match[1].measure:
                    return [match[1].measure]
        return []

    def _is_numbered(self, k: int, r: Reading) -> bool:
        """Whether the words from token `k` up to the number say that it counts what stands before them: "the dead (in Kharkiv now)
        number seven", "the wounded 40"."""
        low = self.s.low
        if low[k] in ("include", "included", "includes", "were") and 0 <= r.q.hedge_i - (k + 1) <= 2:
            return True
        verb = r.q.hedge_i - 1
        if 0 <= verb - k <= 6 and low[verb] in ("number", "numbered", "numbers", "total", "totalled", "totaled"):
            return not any(m in self.owner for m in range(k, verb))
        before = self.readings[r.index - 1] if r.index else None
        is_beside = before is not None and before.how == "copula" and low[k - 3 : k - 2] in ([","], ["and"])
        return k == r.q.hedge_i and is_beside and self._bare_number_ends(r)

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
