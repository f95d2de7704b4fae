"""Numbers that stand together: lists, parts and wholes, "15 of 20", and numbers that leave out their noun or their verb."""

from __future__ import annotations

from itertools import pairwise

from dagster_project.claims.counted import Counted
from dagster_project.claims.fitting import CASUALTY, Fitting
from dagster_project.claims.model import Measure
from dagster_project.claims.quantities import POSSESSIVES
from dagster_project.claims.readings import ARTICLE_MEASURES, AUX, BE, LIST, Reading
from dagster_project.claims.tokens import NUMBER, PUNCTUATION
from dagster_project.claims.words import words

_INTRODUCES = frozenset({"including", "incl"})
"""What follows is a part of what was counted before, even where the numbers contradict that."""
_SUBSET_LEADS = frozenset({"including", "incl", "among", "whom", "which", "them"})
_LAUNCH_PHRASE = words("launched fired by russia ukraine overnight russian ukrainian forces were that at it")
_TIME_WORDS = words(
    "overnight yesterday today on monday tuesday wednesday thursday friday saturday sunday night morning"
)


_BESIDE = words(", ( ) and or aged his her their")
"""With ages, what may stand between two people of whom the same is said: "a man, 45, and his two sons were killed"."""
_BEHIND_OF = 2
_FEWEST_KINDS = 2
_OWN_VERB = (["was"], ["were"], ["is"], ["are"], ["has"], ["have"])
_OF_OBJECTS = ("active_left", "nominal_left", "list", "harm", "lost", "described", "glazing")
_OF_SOMETHINGS = 3
"""Tokens of "of Izium's"."""
_ANY = 2
"""What "some" and "many" stand for."""
_MEANS_WITH = (["along", "with"], ["together", "with"])
_THINGS = frozenset({"object", "aircraft"})
_STRUCK = frozenset({"object", "place"})
_LONGEST_ITEM = 8
_OPENING, _SHORT = 3, 9
"""Tokens of "Of these," and of a sentence that says no more than "We destroyed 26 last night"."""
_MEANS = frozenset({"attacked", "struck", "shelled", "targeted", "used", "using", "launched"})
_LIKEWISE = (["as", "were"], ["as", "was"], ["so", "were"], ["so", "was"])
_THESE = frozenset({"these", "them", "those", "which"})
_COUNTABLE = ("munition", "aircraft", "person", "object")
_AT = frozenset({"in", "over", "near", "from", "at"})
_ON = frozenset({"into", "on", "of", "by", "outside"})
_OF_PLACES = frozenset({"the", "region", "oblast", "regions", "city"})
_DASHES = (["-"], ["–"], ["—"])
_WHICH = frozenset({"which", "where"})
_FIRED = frozenset({"fired", "launched", "released"})
_LONGEST_PLACE = 8
_OF_NUMBER = frozenset({"number", "fraction", "rest"})
_ADOPTS = frozenset({"number", "article", "fraction", "rest"})
_STOPPED = frozenset({Measure.INTERCEPTED, Measure.SUPPRESSED, Measure.INTERCEPTED_OR_SUPPRESSED})


class Lists(Fitting):
    """How the numbers of a sentence share nouns, verbs and wholes."""

    def _link_of(self, index: int) -> None:
        """ "15 of 20 drones", "four out of six missiles", "of the 33 missiles, 21 were shot down"."""
        r, low = self.readings[index], self.s.low
        begin = r.q.hedge_i - (2 if r.q.hedge_i and low[r.q.hedge_i - 1] == "the" else 1)
        opens = begin - 1 if begin > 0 and low[begin - 1] == "out" else begin
        if (
            begin >= 0
            and low[begin] == "of"
            and (opens == 0 or self.s.kinds[opens - 1] == PUNCTUATION)
            and index + 1 < len(self.readings)
        ):
            nxt = self.readings[index + 1]
            cue = self.lexicon.cues.match(low, r.counted.end) if r.counted.end < len(low) else None
            launched = cue is not None and any(c.measure is Measure.LAUNCHED for c in cue[1])
            if (
                not launched
                and nxt.counted.noun is None
                and nxt.q.kind == "number"
                and (nxt.q.hedge_i == r.counted.end or "," in low[r.counted.end : nxt.q.hedge_i])
                and (r.subject == "munition" or r.counted.result is not None or (r.subject in _THINGS and cue is None))
            ):
                nxt.of = index
                if r.counted.result is not None:  # "of the nine killed, three were children"
                    nxt.counted = Counted(nxt.q.j, None, r.counted.unit_id, r.counted.subject)
                    return
                r.is_denominator = True
                c = r.counted
                nxt.counted = Counted(max(nxt.counted.end, nxt.q.j), c.noun, c.unit_id, c.subject, c.weapon)
                return
        if index + 1 >= len(self.readings) or r.q.kind not in _OF_NUMBER:
            return
        nxt = self.readings[index + 1]
        is_bare = nxt.counted.noun is None and not nxt.counted.unknown and nxt.q.kind == "number"
        is_of_bare = is_bare and low[r.counted.end : nxt.q.hedge_i] == ["of"]  # "four cruise missiles of six"
        names_noun = r.counted.noun is not None and (
            low[r.counted.end : r.counted.end + 2] == ["out", "of"] or is_of_bare
        )
        begin = r.counted.end if names_noun else r.q.j  # "six drones out of 20"
        between = [
            w
            for w in low[begin : nxt.q.hedge_i]
            if w not in ("the", "a", "total", "out", "its", "all", "these", "those")
        ]
        if (
            len(between) == _OF_SOMETHINGS
            and between[0] == "of"
            and between[-1] in ("'s", "’s")
            and r.q.kind == "fraction"
        ):
            between = ["of"]  # "40 per cent of the town's 2,000 buildings"
        if between == ["of"] and nxt.q.kind == "number" and nxt.counted.subject != "place":
            r.of = index + 1
            if nxt.counted.result is not None:  # "five of the 12 injured": the 12 have their own story
                r.counted = Counted(nxt.counted.end, None, nxt.counted.unit_id, nxt.counted.subject)
                return
            nxt.is_denominator = True
            if names_noun:
                c, end = r.counted, max(nxt.counted.end, nxt.q.j)
                nxt.counted = Counted(end, c.noun, c.unit_id, c.subject, c.weapon)
                return
            r.counted = Counted(
                r.q.j,
                nxt.counted.noun,
                nxt.counted.unit_id,
                nxt.counted.subject,
                nxt.counted.weapon,
                nxt.counted.result,
            )

    def _shares_head(self, index: int) -> None:
        """ "4 missile and 67 air strikes": the first number counts strikes too."""
        r, following = self.readings[index], self.readings[index + 1 : index + 2]
        if not following or r.q.kind != "number" or following[0].subject != "attack" or r.counted.noun is None:
            return
        between = self.s.low[r.counted.end : following[0].q.hedge_i]
        if between in (["and"], [","]) and r.counted.noun.subject == "munition" and not r.counted.noun.is_plural:
            c = following[0].counted
            r.counted = Counted(r.counted.end, c.noun, c.unit_id, c.subject)

    def _adopt(self, index: int) -> None:
        """ "Fourteen drones were shot down and a further six were jammed": a number without a noun takes that of the one before."""
        r = self.readings[index]
        if r.q.kind == "article" and r.subject is None and self.s.low[r.q.i] in POSSESSIVES:
            kin = self.lexicon.nouns.match(self.s.low, r.q.j - 1)
            r.counted = Counted(r.q.j, kin[1] if kin else None, kin[1].unit_id if kin else "civilian", "person")
            return
        if self._is_one_more(r):
            people = next((x for x in reversed(self.readings[:index]) if x.subject == "person"), None)
            if people is not None and people.counted.unit_id == "soldier":
                r.counted.unit_id, r.counted.subject = people.counted.unit_id, "person"
        may_adopt = r.q.kind in _ADOPTS or (r.q.kind == "all" and r.counted.of_them)
        if r.subject is not None or r.counted.unknown or not may_adopt or r.is_denominator:
            return
        if self._is_class_of_hurt(index):
            return
        if (
            r.q.kind == "article"
            and not r.q.is_other
            and self.s.low[r.q.i : r.q.j] not in (["a", "second"], ["a", "third"])
        ):
            return
        c = next(
            (x.counted for x in reversed(self.readings[:index]) if x.subject in _COUNTABLE and not self._is_where(x)),
            None,
        )
        points_back = r.q.is_other or r.counted.is_other or r.q.kind == "rest"
        if c is None and self.previous is not None:
            is_safe = r.counted.of_them or self._is_shot(r)
            may_go_back = points_back or r.q.hedge_i == 0 or self._goes_back(r)
            c = self.previous if is_safe or (may_go_back and not self.previous.is_only_named) else None
        if c is not None and c.subject in ("munition", "aircraft", "object") and not self._speaks_of_people(r):
            r.counted = Counted(
                max(r.counted.end, r.q.j),
                c.noun,
                c.unit_id,
                c.subject,
                c.weapon,
                None,
                r.counted.is_other,
                r.counted.of_them,
            )

    def _is_class_of_hurt(self, index: int) -> bool:
        """ "156 were hurt; 15 were police officers and 16 were children": parts of those, by what they are."""
        r, low = self.readings[index], self.s.low
        name = self.lexicon.nouns.match(low, r.q.j + 1) if low[r.q.j : r.q.j + 1] in (["were"], ["are"]) else None
        if name is None or name[1].subject != "person" or r.q.kind != "number":
            return False
        behind = self.s.low[name[0]] if name[0] < len(self.s) else "."
        whole = next(
            (
                x
                for x in self.readings[:index]
                if x.measures and set(x.measures) <= CASUALTY and (x.q.low or 0) > (r.q.low or 0)
            ),
            None,
        )
        if whole is None or (behind in BE or name[0] in self.cues):
            return False
        r.counted = Counted(name[0], name[1], name[1].unit_id, "person")
        r.measures, r.how, r.cue_at, r.whole, r.is_subset = (
            list(whole.measures),
            "list",
            whole.cue_at,
            whole.index,
            True,
        )
        return True

    def _is_shot(self, r: Reading) -> bool:
        """ "Mobile groups accounted for 65 of the 118": a bare number behind a verb that only weapons know."""
        verb = self.cues.get(self.cue_ends.get(r.q.hedge_i, -1))
        return (
            verb is not None
            and all(c.subject in ("munition", "aircraft") for c in verb[1])
            and self._bare_number_ends(r)
        )

    def _goes_back(self, r: Reading) -> bool:
        """ "Of these 52 were shot down", "We destroyed 26.": of what the sentence before counted."""
        low, at = self.s.low, r.q.hedge_i
        is_of_these = low[:1] == ["of"] and at <= _OPENING and not _THESE.isdisjoint(low[1:at])
        is_all = len(self.s) <= _SHORT and at > 0 and all(kind == PUNCTUATION for kind in self.s.kinds[r.q.j :])
        return is_of_these or (is_all and self.s.kinds[at - 1] != PUNCTUATION)

    def _inherit(self, index: int) -> None:
        """A quantity without a predicate of its own shares that of the list it stands in, as a part or beside it."""
        r = self.readings[index]
        if index == 0 or r.is_denominator:
            return
        before = self._before(index)
        begin = self._end_of(before, r)
        between = self.s.low[begin : r.q.hedge_i]
        lead = r.counted.of_them or not _SUBSET_LEADS.isdisjoint(between)
        if lead and not _WHICH.isdisjoint(between):
            plain = (self.s.low[k] for k in self._without_relative(range(begin, r.q.hedge_i)))
            lead = r.counted.of_them or not _SUBSET_LEADS.isdisjoint(plain)
        listed = self._is_listed(before, r, begin, between)
        local = self._local_list(begin, r) or self._is_parallel(begin, r)
        if not r.measures and before.measures and between[-2:] in _LIKEWISE and r.subject == before.subject:
            r.measures, r.how, r.cue_at = list(before.measures), "list", before.cue_at
            return  # "29 missiles were shot down, as were two of four drones"
        if r.measures and lead and listed and self._is_said_of_next(before, r):
            r.measures, r.how, r.cue_at = list(before.measures), "list", before.cue_at
            r.whole, r.is_subset = before.index, True
            return
        if r.measures == [Measure.INJURED] and before.measures == [Measure.CAPTURED] and lead and listed:
            r.measures, r.whole, r.is_subset = [Measure.CAPTURED], before.index, True
            r.counted.unit_id = before.counted.unit_id  # "248 laid down their arms, including 49 heavily wounded"
            return
        if r.measures:
            if (
                before.measures == r.measures
                and before.whole is not None
                and between == ["and"]
                and r.subject == before.subject
            ):
                r.whole, r.is_subset, r.is_enumerated = before.whole, before.is_subset, before.is_enumerated
                return  # "36 targets, including three Kalibr and 39 Kh-101, were shot down"
            if before.measures == r.measures and lead and listed and before.subject in (r.subject, None):
                is_named_part = _INTRODUCES.isdisjoint(between) and (before.q.low or 0) < (r.q.low or 0)
                part, whole = (before, r) if is_named_part else (r, before)
                part.whole, part.is_subset = whole.index, True  # "four were among the 20 wounded"
                if part.counted.noun is None:  # "918,070 soldiers have been killed, including 1,250 killed in a day"
                    part.counted.unit_id = whole.counted.unit_id
            return
        if r.q.kind == "vague" and r.counted.of_them and (r.q.low or 0) <= _ANY:
            return  # "captured 42 soldiers, many of them conscripts"
        shared = before.measures or (before.withheld if between else [])
        if not shared or r.q.kind in ("ordinal", "zero", "all") or before.q.kind == "zero" or not (listed or local):
            return
        has_verb = self.s.low[max(r.counted.end, r.q.j) :][:1] in _OWN_VERB and r.subject == "person"
        if has_verb and not lead and before.cue_at is not None and before.cue_at < r.q.i:
            return  # "two were killed and his father was taken to hospital"
        kinds = {r.subject, before.subject}
        same = len(kinds) == 1 or kinds == {"munition", "aircraft"}
        same = same or (kinds == _THINGS and shared in ([Measure.DAMAGED], [Measure.HIT]))
        same = same or (kinds == _STRUCK and shared == [Measure.HIT])
        if (
            kinds == {None}
            and r.counted.unknown
            and not lead
            and (r.q.kind == "article" or not set(shared) <= ARTICLE_MEASURES)
        ):
            return  # "two truckers were hurt and a terminal was damaged"
        ends = local or self._bare_number_ends(r)
        headless = r.subject is None and not r.counted.unknown and ends and r.q.kind == "number"
        subset_child = lead and r.subject == "person" and before.subject in ("person", None)
        is_one_thing = r.q.kind == "article" and not set(shared) <= ARTICLE_MEASURES
        if is_one_thing and kinds <= _THINGS:
            r.withheld, r.how = list(shared), "list"  # "three radars, a helicopter and two boats"
            r.cue_at = before.cue_at
            return
        if not (same or headless or subset_child) or is_one_thing:
            return
        if headless and not (lead or local or {",", "and"} & set(between)):
            return
        r.measures, r.how, r.cue_at = list(shared), "list", before.cue_at
        if headless:
            c = before.counted
            r.counted.unit_id, r.counted.subject, r.counted.weapon = c.unit_id, c.subject, c.weapon
        if before.whole is not None:
            r.whole, r.is_subset, r.is_enumerated = before.whole, before.is_subset, before.is_enumerated
        elif (
            lead or (":" in between) or self._apposition(before, r, between) or self._is_dashed_part(before, r, between)
        ):
            is_list = ":" in between or between in _DASHES
            r.whole, r.is_subset, r.is_enumerated = before.index, lead, is_list and not lead

    def _is_said_of_next(self, before: Reading, r: Reading) -> bool:
        """ "35 died, including two children, and another 117 were injured": the verb behind the part is that of the next number."""
        is_apart = before.measures and before.measures != r.measures and {before.subject, r.subject} <= {"person", None}
        ends = max(r.counted.end, r.q.j)
        if not is_apart or r.cue_at is None or r.cue_at < ends or self.s.low[ends : ends + 1] != [","]:
            return False
        return any(x.index > r.index and ends <= x.q.hedge_i < (r.cue_at or 0) for x in self.readings)

    def _is_dashed_part(self, before: Reading, r: Reading, between: list[str]) -> bool:
        """ "destroyed 42 drones - 15 over Belgorod region, …"."""
        is_at_place = self.s.low[r.counted.end : r.counted.end + 1] and self.s.low[r.counted.end] in _AT
        return between in _DASHES and bool(is_at_place) and (r.q.value or 0) < (before.q.value or 0)

    def _before(self, index: int) -> Reading:
        """The number before this one that says something."""
        k = index - 1
        while k > 0 and (self.readings[k].is_denominator or self._is_idle(k)):
            k -= 1
        return self.readings[k]

    def _end_of(self, before: Reading, r: Reading) -> int:
        """The token behind what belongs to `before`, its verb included where that follows it."""
        begin = max(before.counted.end, before.q.j)
        if before.of is not None:
            begin = max(begin, self.readings[before.of].counted.end)
        if before.how == "right" and before.cue_at is not None and begin <= before.cue_at < r.q.hedge_i:
            begin = self.cues[before.cue_at][0]
        return begin

    def _is_listed(self, before: Reading, r: Reading, begin: int, between: list[str]) -> bool:
        """Whether the words between two numbers only join them."""
        if r.counted.of_them or not between:
            return r.counted.of_them
        if between == ["with"] and r.subject != "person":
            return False  # "intercepted a missile with a Patriot": the means
        if all(w in LIST or w in _TIME_WORDS or w == "all" for w in between):
            return True
        same = r.subject == before.subject or {r.subject, before.subject} in (_THINGS, _STRUCK)
        if same and between[-2:] == ["and", "with"] and not _MEANS.isdisjoint(self.s.low[: before.q.hedge_i]):
            return True  # "attacked with 96 drones from Kursk and with one missile"
        ends_in_and = between[-1:] in (["and"], [","]) if same and r.subject == "munition" else between[-1:] == ["and"]
        ends_in_and = ends_in_and or between[-2:] in _MEANS_WITH
        if ends_in_and and set(between) <= LIST | _LAUNCH_PHRASE:
            return True
        leads = [k for k, w in enumerate(between) if w in _SUBSET_LEADS]
        if leads and all(w in LIST for w in between[leads[-1] :]):
            return True
        is_object = before.how in _OF_OBJECTS
        has_verb = any(k in self.cues or self.s.low[k] in AUX for k in range(begin, r.q.hedge_i))
        is_item = ends_in_and or (between[-1] == "," and before.whole is not None and before.subject == "object")
        if is_item and same and len(between) <= _LONGEST_ITEM and is_object and not has_verb:
            return True
        if between[-3:] == ["as", "well", "as"] and same:
            return True
        after = self.s.low[r.counted.end] if r.counted.end < len(self.s) else ""
        return between[-1:] == [":"] and bool(before.measures) and (same or after in ("in", "over", "near", "at"))

    def _is_one_more(self, r: Reading) -> bool:
        """ "1,351 troops were killed and 3,825 others wounded"; beside civilians there may be anybody among the others."""
        is_named_other = r.q.kind != "article" and (r.q.is_other or r.counted.is_other)
        is_other = is_named_other or self.s.low[r.q.i] == "another"
        return r.subject in (None, "person") and r.counted.noun is None and not r.counted.unknown and is_other

    def _speaks_of_people(self, r: Reading) -> bool:
        """Is the verb behind or right before this number one that only people suffer ("15 were killed", "killed three")?"""
        ahead = self.s.low[: r.q.hedge_i]
        if ahead[-1:] in (["to"], ["at"]) and ("toll" in ahead or self._counts_people(ahead)):
            return True  # "the toll of the strike on a house has risen to 23"
        before = self.cue_ends.get(r.q.hedge_i)
        if before is not None and all(c.subject == "person" for c in self.cues[before][1]):
            return True
        for k in range(r.q.j, min(r.q.j + 4, len(self.s))):
            if k in self.cues:
                return all(c.subject == "person" for c in self.cues[k][1])
        return False

    def _counts_people(self, ahead: list[str]) -> bool:
        """ "the number of people killed in …", "the count of the wounded in …"."""
        at = next((k for k, word in enumerate(ahead) if word in ("number", "count", "tally")), None)
        return at is not None and any(self.lexicon.results.match(ahead, k) for k in range(at, min(len(ahead), at + 6)))

    def _is_idle(self, index: int) -> bool:
        """A number that says nothing of its own, as in "between 7 and 10 a.m.", "over five regions", "in an apartment building"."""
        r = self.readings[index]
        return not r.measures and not r.withheld and (self._is_where(r) or r.subject in (None, "place"))

    def _apposition(self, before: Reading, r: Reading, between: list[str]) -> bool:
        """ "14 attack drones, 13 Shahed and one other": a comma, and the unit of the part is the whole's or below it."""
        if between[:1] not in ([","], ["–"], ["—"], ["-"], ["("]):
            return False
        unit, whole = r.counted.unit_id, before.counted.unit_id
        value, total = r.q.value, before.q.value
        if value is None or total is None or value >= total:
            return False
        if (
            r.q.kind == "article" and r.subject == "person" and len(between) == 1
        ):  # "two, a mother and her daughter, were killed"
            return True
        return whole == "aerial_target" and unit != whole

    def _local_list(self, begin: int, r: Reading) -> bool:
        """ "eight in Kyiv, three in Odesa and one in Dnipro", "four fired from Crimea and two from Kursk region"."""
        low = self.s.low
        if begin >= r.q.hedge_i:
            return False
        where = self._without_relative(range(begin + (low[begin] in _FIRED), r.q.hedge_i))
        if (
            not where
            or low[where[0]] not in _AT
            or len(where) > _LONGEST_PLACE
            or low[where[-1]] not in (",", "and", ";", "or", "another")
        ):
            return False
        named = all(low[k] in LIST or low[k] in _AT | _OF_PLACES or self.s.raw[k][:1].isupper() for k in where)
        after = low[r.counted.end] if r.counted.end < len(self.s) else ""
        return named and (after in _AT or after == "each" or r.counted.noun is not None)

    def _is_parallel(self, begin: int, r: Reading) -> bool:
        """ "two in a cafe and three in a car", "two slammed into a depot and one into a plant": the same preposition again, or "two
        more" behind one place and before another."""
        low, opens, closes = self.s.low, begin, r.counted.end
        last = r.q.hedge_i
        while last > opens and low[last - 1] in ("the", "other", "another", "remaining"):
            last -= 1
        span = range(opens, last)
        if (
            closes >= len(low)
            or not span
            or len(span) > _LONGEST_PLACE
            or r.q.kind != "number"
            or r.counted.noun is not None
        ):
            return False
        is_same = low[closes] == low[opens] or (r.counted.is_other and low[closes] in _AT and low[opens] in _AT | _ON)
        joins = low[span[-1]] in ("and", ",")
        is_plain = not any(k in self.cues or low[k] in AUX - {"'s"} for k in span)
        return is_same and joins and is_plain and low[opens] in _AT | _ON and not r.counted.unknown

    def _without_relative(self, span: range) -> list[int]:
        """The tokens of a span but those of a clause that tells more of a place: "in X, which was shelled, and three in Y"."""
        low = self.s.low
        if _WHICH.isdisjoint(low[span.start : span.stop]):
            return list(span)
        opens = next((k for k in span if low[k] == "," and low[k + 1] in _WHICH), None)
        closes = next((k for k in span if low[k] == "," and opens is not None and k > opens), None)
        return [k for k in span if opens is None or closes is None or not opens <= k <= closes]

    def _inherit_forward(self, index: int) -> None:
        """ "15 missiles and 21 drones were …" where only the last number met its verb."""
        r = self.readings[index]
        if r.measures or r.is_denominator or index + 1 >= len(self.readings) or r.q.kind in ("zero", "all", "ordinal"):
            return
        after = self.readings[index + 1]
        words_between = self.s.low[max(r.counted.end, r.q.j) : after.q.hedge_i]
        apart = words_between == [","] and after.counted.end in self.cues
        if (
            (words_between[-2:] == ["of", "which"] or apart)
            and r.subject == "munition"
            and set(after.measures) & _STOPPED
        ):
            r.measures, r.how, r.cue_at = (
                [Measure.LAUNCHED],
                "denominator",
                after.cue_at,
            )  # "75 missiles, of which 41 were downed"
            return
        begin = max(r.counted.end, r.q.j)
        between = self.s.low[begin : after.q.hedge_i]
        is_over_places = (
            r.q.kind == "number" and (after.how == "right" or after.withheld) and self._local_list(begin, after)
        )
        if after.withheld and is_over_places and r.subject == after.subject == "object":
            r.measures, r.how, r.cue_at = list(after.withheld), "list", after.cue_at
            return  # "two refineries in X and a depot in Y were struck"
        is_over_places = r.q.kind == "number" and after.how == "right" and self._local_list(begin, after)
        if after.measures and is_over_places and r.subject == after.subject and r.subject is not None:
            r.measures, r.how, r.cue_at = list(after.measures), "list", after.cue_at
            return  # "four people in X and one person in Y were killed"
        if (
            after.measures
            and after.how in ("right", "list")
            and between
            and all(w in _BESIDE or self.s.kinds[begin + n] == NUMBER for n, w in enumerate(between))
            and r.subject == after.subject
            and r.subject is not None
        ):
            if r.q.kind == "article" and not set(after.measures) <= ARTICLE_MEASURES:
                return
            r.measures, r.how, r.cue_at = list(after.measures), "list", after.cue_at

    def _name_people(self) -> None:
        """ "18 people have been wounded in the strike, 11 women and seven men, …": all of those before, told apart."""
        group: list[Reading] = []
        for r in self.readings:
            opens = self.s.low[max(0, r.q.hedge_i - 1) : r.q.hedge_i]
            is_kind = (
                not r.measures
                and r.subject == "person"
                and r.counted.noun is not None
                and r.q.kind in ("number", "article")
            )
            if is_kind and (opens in ([","], [":"], ["("], *_DASHES) or (group and opens == ["and"])):
                group.append(r)
            elif not is_kind:
                group = group if len(group) > 1 else []
        whole = next((x for x in reversed(self.readings) if x.measures and group and x.index < group[0].index), None)
        if (
            len(group) < _FEWEST_KINDS
            or whole is None
            or not set(whole.measures) <= CASUALTY
            or whole.subject != "person"
        ):
            return
        closes = self.s.low[group[-1].counted.end : group[-1].counted.end + 1]
        joins = self.s.low[max(0, group[-1].q.hedge_i - 1) : group[-1].q.hedge_i]
        if joins == ["and"] and closes in ([","], ["."], [")"], [";"], []) and whole.whole is None:
            for r in group:
                r.measures, r.how, r.cue_at = list(whole.measures), "list", whole.cue_at
                r.whole, r.is_enumerated = whole.index, True

    def _name_kinds(self) -> None:
        """ "36 missiles – three Kalibr and 30 Kh-101 – were shot down": between dashes or brackets all kinds there are."""
        for whole, first in pairwise(self.readings):
            opens = self.s.low[max(whole.counted.end, whole.q.j) : first.q.hedge_i]
            if whole.counted.weapon is not None or opens not in (*_DASHES, ["("]):
                continue
            kinds = [first]
            for r in self.readings[first.index + 1 :]:
                between = self.s.low[kinds[-1].counted.end : r.q.hedge_i]
                if not between or not set(between) <= {",", "and", ";"}:
                    break
                kinds.append(r)
            closes = self.s.low[kinds[-1].counted.end : kinds[-1].counted.end + 1]
            is_kind = all(r.counted.weapon is not None and r.subject == whole.subject == "munition" for r in kinds)
            is_part = all(r.measures == whole.measures and (r.q.value or 0) < (whole.q.value or 0) for r in kinds)
            if len(kinds) > 1 and is_kind and is_part and closes in (*_DASHES, [")"]):
                for r in kinds:
                    r.whole, r.is_enumerated = whole.index, True

    def _count_launched(self) -> None:
        """ "shot down all seven drones launched by Russia": as many were launched."""
        for r in self.readings:
            is_all = r.q.kind == "number" and self.s.low[max(0, r.q.hedge_i - 1) : r.q.hedge_i] == ["all"]
            is_stopped = len(r.measures) == 1 and r.measures[0] in _STOPPED and self.np_end(r) in self.cues
            if is_all and is_stopped and self._fit(self.np_end(r), r, "object") == [Measure.LAUNCHED]:
                r.measures = [*r.measures, Measure.LAUNCHED]

    def _divide(self) -> None:
        """ "Of the eleven dead, four were killed at home and the other seven died later": parts of the number it opens with."""
        if not self.readings or self.s.low[0] != "of" or self.readings[0].q.hedge_i > _BEHIND_OF:
            return
        first, *others = self.readings
        parts = [r for r in others if r.measures and r.measures == first.measures and r.whole is None]
        names_rest = bool(parts) and self.s.low[parts[-1].q.hedge_i - 1] in ("other", "remaining")
        for r in parts:
            if (r.q.value or 0) < (first.q.value or 0):
                r.whole, r.is_subset, r.is_enumerated = first.index, not names_rest, names_rest

    def _share_denominator(self, r: Reading) -> None:
        """ "15 of 20 drones were shot down": 20 were launched."""
        if r.of is None:
            return
        whole = self.readings[r.of]
        if r.measures and r.subject == "munition" and set(r.measures) <= _STOPPED | {Measure.HIT}:
            whole.measures, whole.how, whole.cue_at = [Measure.LAUNCHED], "denominator", r.cue_at
