"""Figures of things that nouns and participles tell of: "the loss of 3,000 tanks", "no damage", "windows broken in 26 houses",
"lost 310 men, two tanks and a howitzer", "11 burnt vehicles", and settlements "in Ukrainian hands"."""

from __future__ import annotations

from dagster_project.claims.fitting import ENDS_CLAUSE, REACH, Fitting
from dagster_project.claims.model import Measure
from dagster_project.claims.readings import BE, Reading
from dagster_project.claims.tokens import PUNCTUATION
from dagster_project.claims.words import words

THINGS = ("object", "aircraft")
HARM = frozenset({"damage", "destruction", "damages"})
_NOMINAL = (*THINGS, "place")
_TAKING = words("capture recapture seizure liberation")
_OF = frozenset({"loss", "losses", "destruction", "remains", "wreckage", "wrecks", "hulks", "carcasses", "skeletons"})
_TO = frozenset({"damage", "destruction", "harm", "damages"})
_UNREAL = words(
    "for risk risks threat possible potential further any no without prevent prevented avoid avoided against pay pays"
)
_BETWEEN_NONE_AND_HARM = words(
    "casualties injuries victims fatalities deaths dead wounded injured killed hurt people was were casualty reports report of "
    "information about data on or and nor any material physical structural , one preliminary"
)
_PAST_NONE = 9
_BEHIND_HARM = words(
    "to on in or and at was were has have had is are reported recorded from after there here so nor either caused inflicted"
)
_OF_SOMEBODY = words("his her reputation image economy relations")
_GLASS = words("windows window roofs roof facades facade glass balconies doors glazing panes window-panes")
_GLASS_BEFORE, _GLASS_BEHIND = 9, 14
_BREAKS = words(
    "damaged damaging damage shattered shattering broke broken breaking blew blown smashed smashing knocked knocking destroyed cut "
    "torn tore ripped ripping sheared cracked"
)
_FIRES = frozenset({"fire", "fires", "blaze", "blazes"})
_FIRE_AT = frozenset({"in", "at", "on", "to"})
_BREAKS_OUT = words("broke started erupted raged reported out began")
_VISIBLE = words("seen visible lie lay lies stand stood filmed pictured")
_HITS = frozenset({"hits", "impacts", "arrivals"})
_GONE = words("without lost losing")
_ON = frozenset({"in", "of", "at", "on", "across", "off", "from"})
_RECORDS = words(
    "counted counts recorded registered documented documents verified verifies confirmed found identified listed reported are were "
    "has have saw see seen sees passed show shows showed showing shown reveal reveals revealed spotted observed photographed filmed"
)
_WRECKED = words(
    "lost burnt burned wrecked destroyed damaged burnt-out burned-out wrecked gutted ruined smashed charred mangled"
)
_LOSE = words("lost lose loses losing")
_LOSSES = frozenset({"losses", "loss"})
_AMOUNT = words(
    ": amounted included include includes were are totalled totaled reached came comprised of at stood made"
)
_JOINS = words(", and : with plus including as")
_OFF_THE_FIELD = frozenset({"battlefield", "action"})
_TAKES = words("take takes took taken taking put puts putting knocked knocks")
_LOOSE = 12
"""Tokens between the verb of a list of losses and its last thing that belong to none of its items."""
_HANDS = words("hands control occupation")
_CONTROLS = words("control controls controlled controlling")
_OF_SIDE = words(
    "ukrainian ukraine ukraine's russian russia russia's kyiv kyiv's moscow moscow's enemy our their its russian-held"
)
_HOLDS = words(
    "hold holds held holding herd herded herding guard guarded guarding parade paraded march marched marching show shows showed "
    "lead led interrogate interrogated counted saw seen had have with found escorted escorting"
)
_PRISONERS = frozenset({"prisoner", "captive", "pow", "prisoner of war"})
_HOLDS_THEM = words("hold holds held holding have has capture captures keep keeps kept guard")
_MILITARY = words("manpower hardware equipment personnel troops")
_LABELS = frozenset({"-", "–", "—", ":"})
_LOST_OR_LOSSES = words("lost losses liquidated eliminated destroyed")
_SWAPS = words(
    "exchange exchanged exchanges swap swapped swaps return returned returning home repatriated released release freed"
)
_TOLL_MOVES = words("to at of is was stands stood reached reaches passed than over")


class Damage(Fitting):
    """What is said of the things that each number of a sentence counts, but by a verb."""

    def _no_damage(self, r: Reading, index: int) -> list[Measure]:
        """ "no damage on the ground", "the strike caused no damage"; "without damage" alone tells of no strike."""
        is_denied = r.q.kind == "zero" and self.s.low[r.q.i] != "without" and self.denies_damage(r)
        return [Measure.DAMAGED] if is_denied and r.counted.result is None and r.subject is None else []

    def denies_damage(self, r: Reading) -> bool:
        """ "no casualties or damage", "neither casualties nor destruction"; not "no damage assessment", "no serious damage"."""
        low, at = self.s.low, r.q.j
        if HARM.isdisjoint(low[at : at + _PAST_NONE]):
            return False
        while at < len(low) and low[at] in _BETWEEN_NONE_AND_HARM and at not in self._others(r):
            at += 1
        if at >= len(low) or low[at] not in HARM:
            return False
        behind = low[at + 1 : at + 3]
        if not behind or self.s.kinds[at + 1] == PUNCTUATION:
            return True
        return behind[0] in _BEHIND_HARM and _OF_SOMEBODY.isdisjoint(low[at + 2 : at + 4])

    def _others(self, r: Reading) -> set[int]:
        return {k for k, owner in self.owner.items() if owner != r.index}

    def _harm(self, r: Reading, index: int) -> list[Measure]:
        """ "the loss of 3,000 tanks", "verified harm to 487 sites", "the remains of two jets", "the capture of three villages"."""
        low, k = self.s.low, r.q.hedge_i - 1
        if r.subject not in _NOMINAL or r.q.kind not in ("number", "vague", "article"):
            return []
        while k >= 0 and low[k] in ("the", "all", "some"):
            k -= 1
        if r.subject == "place":
            is_taken = k > 0 and low[k] == "of" and low[k - 1] in _TAKING and r.q.kind == "number"
            return [Measure.CAPTURED] if is_taken else []
        if k < 1 or low[k - 1] not in {"of": _OF, "to": _TO}.get(low[k], ()):
            return []
        return [Measure.DAMAGED] if _UNREAL.isdisjoint(low[max(0, k - 3) : k - 1]) else []

    def _glazing(self, r: Reading, index: int) -> list[Measure]:
        """ "shattered windows in 25 houses", "40 flats were left without windows", "two dozen blocks had lost their roofs"."""
        if r.subject != "object" or r.q.kind not in ("number", "vague"):
            return []
        low, k = self.s.low, r.q.hedge_i - 1
        if k > 1 and low[k] in _ON:
            before = low[max(0, k - _GLASS_BEFORE) : k]
            glass = next((n for n, word in enumerate(reversed(before)) if word in _GLASS), None)
            broken = next((n for n, word in enumerate(reversed(before)) if word in _BREAKS), None)
            is_near = glass is not None and broken is not None and (glass == 0 or broken < glass)
            fire = next((n for n, word in enumerate(reversed(before)) if word in _FIRES), None)
            if (
                fire is not None
                and fire <= 2
                and low[k] in _FIRE_AT
                and not any(m in self.owner for m in range(k - fire, k))
            ):
                return [Measure.DAMAGED] if fire == 0 or not _BREAKS_OUT.isdisjoint(low[k - fire : k]) else []
            if is_near and not any(m in self.owner for m in range(k - max(glass or 0, broken or 0), k)):
                return [Measure.DAMAGED]
        behind = low[r.counted.end : r.counted.end + _GLASS_BEHIND]
        at = next((n for n, word in enumerate(behind) if word in _GLASS), 0)
        if not at or behind[at - 1] not in ("without", "their", "its") or "," in behind[:at]:
            return []
        is_broken = "had" in behind[:at] and not _BREAKS.isdisjoint(behind[at : at + 4])
        return [Measure.DAMAGED] if is_broken or _GONE & set(behind[:at]) else []

    def _described(self, r: Reading, index: int) -> list[Measure]:
        """ "police counted 35 damaged houses", "we passed eleven burnt vehicles": the participle stands before the noun."""
        before = self.s.low[max(0, r.q.hedge_i - 2) : r.q.hedge_i]
        if r.q.kind in ("number", "vague") and self._is_held_prisoner(r, before):
            return [Measure.CAPTURED]
        if r.counted.noun is None and self.s.low[r.q.j : r.q.j + 1] and self.s.low[r.q.j] in _WRECKED:
            self._share_noun(r, index)
        if r.q.kind not in ("number", "vague") or not r.counted.unknown:
            return []
        behind = self.s.low[r.counted.end : r.counted.end + 6]
        if index and self.readings[index - 1].how == "described" and self.s.low[r.q.hedge_i - 1] in ("and", ","):
            before = [*before, "counted"]
        if r.subject in THINGS and not (_RECORDS.isdisjoint(before) and _VISIBLE.isdisjoint(behind)):
            return [Measure.DAMAGED] if not _WRECKED.isdisjoint(r.counted.unknown) else []
        is_held = r.counted.unknown[0] == "captured" and not _HOLDS.isdisjoint(before)
        is_people = r.subject == "person" or (r.subject is None and self._may_be_people(r))
        if is_held and is_people and _SWAPS.isdisjoint(self.s.low):
            r.counted.unit_id, r.counted.subject = r.counted.unit_id or "soldier", "person"
            return [Measure.CAPTURED]
        return []

    def _share_noun(self, r: Reading, index: int) -> None:
        """ "18 destroyed and four damaged aircraft": the noun stands behind the second number."""
        after = self.readings[index + 1] if index + 1 < len(self.readings) else None
        if (
            after is not None
            and after.subject in THINGS
            and self.s.low[r.q.j + 1 : after.q.hedge_i] in (["and"], [","])
        ):
            c = after.counted
            r.counted.noun, r.counted.unit_id, r.counted.subject = c.noun, c.unit_id, c.subject
            r.counted.unknown, r.counted.end = [self.s.low[r.q.j]], r.q.j + 1

    def _struck_in(self, r: Reading, index: int) -> list[Measure]:
        """ "hit 107 guns, and manpower and hardware in 118 areas", "damage was recorded at 28 locations"."""
        low, k = self.s.low, r.q.hedge_i - 1
        if r.counted.unit_id != "location" or r.q.kind != "number" or k < 1 or low[k] not in ("in", "at"):
            return []
        if low[k - 1] in _MILITARY and any(x.measures == [Measure.HIT] for x in self.readings[:index]):
            return [Measure.HIT]
        before = low[max(0, k - 4) : k]
        return [Measure.DAMAGED] if HARM & set(before) and "no" not in low[max(0, k - 6) : k] else []

    def _headed(self, r: Reading, index: int) -> list[Measure]:
        """ "Damaged buildings: 26 blocks and 8 schools"."""
        low, k = self.s.low, r.q.hedge_i - 1
        if r.subject not in THINGS or k < 1 or low[k] != ":" or r.q.kind not in ("number", "vague"):
            return []
        return [Measure.DAMAGED] if not _WRECKED.isdisjoint(low[max(0, k - 4) : k]) else []

    def _is_held_prisoner(self, r: Reading, before: list[str]) -> bool:
        """ "is holding more than 600 Russian prisoners taken in Kursk region"."""
        is_prisoner = r.counted.noun is not None and r.counted.noun.singular in _PRISONERS
        return is_prisoner and not _HOLDS_THEM.isdisjoint(before) and _SWAPS.isdisjoint(self.s.low)

    def _direct_hits(self, r: Reading, index: int) -> list[Measure]:
        """ "two direct hits were recorded", "13 hits on energy facilities"."""
        low = self.s.low
        if r.q.kind not in ("number", "vague") or r.q.value == 1 or r.subject not in (None, "munition"):
            return []
        at = next((k for k in range(r.q.j, min(len(low), r.q.j + 3)) if low[k] in _HITS), None)
        if at is None or not self._ends_hits(at + 1):
            return []
        r.counted.end, r.counted.unit_id, r.counted.subject, r.counted.noun = at + 1, "location", "place", None
        return [Measure.HIT]

    def _ends_hits(self, k: int) -> bool:
        return k >= len(self.s) or self.s.kinds[k] == PUNCTUATION or self.s.low[k] in BE | ENDS_CLAUSE | {"have", "to"}

    def _labelled_losses(self, r: Reading, index: int) -> list[Measure]:
        """ "Losses of the enemy: tanks - 7,530 (+11), artillery systems – 12,600": what is counted stands before its number."""
        low, k = self.s.low, r.q.hedge_i - 1
        is_bare = r.counted.end <= r.q.j and not r.counted.unknown and r.q.kind == "number"
        if not is_bare or k < 1 or low[k] not in _LABELS or _LOST_OR_LOSSES.isdisjoint(low[:k]):
            return []
        names = ((m, self.lexicon.nouns.match(low, m)) for m in range(max(0, k - 4), k))
        noun = next((name[1] for _, name in names if name is not None and name[0] == k), None)
        if noun is None or noun.subject not in THINGS or not noun.is_plural:
            return []
        r.counted.noun, r.counted.unit_id, r.counted.subject = noun, noun.unit_id, noun.subject
        return [Measure.DAMAGED]

    def _number_wrecked(self, r: Reading, index: int) -> list[Measure]:
        """ "put the number of damaged buildings at 1,460"."""
        low, k = self.s.low, r.q.hedge_i - 1
        if r.q.kind != "number" or r.counted.end > r.q.j or k < 3 or low[k] not in _TOLL_MOVES:
            return []
        at = next((j for j in range(k, max(0, k - REACH), -1) if low[j - 1 : j + 1] == ["number", "of"]), None)
        if at is None or low[at + 1] not in _WRECKED:
            return []
        names = (self.lexicon.nouns.match(low, j) for j in range(at + 2, min(k, at + 5)))
        noun = next((name[1] for name in names if name is not None), None)
        if noun is None or noun.subject not in THINGS:
            return []
        r.counted.noun, r.counted.unit_id, r.counted.subject = noun, noun.unit_id, noun.subject
        return [Measure.DAMAGED]

    def _struck_on(self, r: Reading, index: int) -> list[Measure]:
        """ "documented strikes on 13 health facilities"; "died in a strike on two blocks" tells of it aside."""
        low, k = self.s.low, r.q.hedge_i - 1
        if r.subject != "object" or r.q.kind != "number" or k < 1 or low[k] not in ("on", "against"):
            return []
        is_told = self._is_attack_word(k - 1) and not _RECORDS.isdisjoint(low[max(0, k - 4) : k])
        return [Measure.HIT] if is_told and "no" not in low[max(0, k - 4) : k] else []

    def _lost(self, r: Reading, index: int) -> list[Measure]:
        """ "lost up to 310 servicemen, two tanks and a howitzer", "losses: 47 personnel, 2 howitzers": things among losses."""
        low, k = self.s.low, r.q.hedge_i - 1
        if r.subject not in THINGS or r.q.kind not in ("number", "vague", "article") or k < 1 or low[k] not in _JOINS:
            return []
        if not index and low[k] != ":":
            return []
        closes = low[r.counted.end : r.counted.end + 1]
        if (
            closes
            and self.s.kinds[r.counted.end] != PUNCTUATION
            and closes[0] not in ENDS_CLAUSE | {"of", "with", "plus"}
        ):
            return []
        head = self._head_of_losses(k, index)
        if head is None:
            return []
        r.cue_at = head
        return [Measure.DAMAGED]

    def _head_of_losses(self, k: int, index: int) -> int | None:
        """The token of the verb or noun that opens the list of losses which ends before token `k + 1`."""
        low, loose, is_clause = self.s.low, 0, False
        first = k + 1
        while k >= 0 and loose <= _LOOSE:
            owner = self.owner.get(k)
            if owner is not None:
                r = self.readings[owner]
                first, k = r.q.hedge_i, min(r.q.hedge_i, k) - 1
                continue
            word = low[k]
            if word in _LOSE and first == k + 1 and not is_clause and not self._is_passive(k):
                return k
            if word in _LOSSES and not _AMOUNT.isdisjoint(low[k + 1 : first]) and first - k <= REACH:
                return k
            if word in _TAKES and first == k + 1 and not _OFF_THE_FIELD.isdisjoint(low[k + 1 : k + REACH]):
                return k
            if k in self.cues:
                is_of_people = any(c.measure is Measure.KILLED for c in self.cues[k][1]) and self.cues[k][0] == first
                return k if is_of_people and not is_clause and not self._is_passive(k) else None
            if word in (";", "."):
                return None
            is_clause = is_clause or word in BE
            loose += word not in _JOINS
            k -= 1
        return None

    def _held(self, r: Reading, index: int) -> list[Measure]:
        """ "92 settlements are now in Ukrainian hands", "74 villages were under Russian control"."""
        if r.counted.unit_id != "settlement" or r.q.kind != "number":
            return []
        low = self.s.low
        if r.q.hedge_i > 1 and low[r.q.hedge_i - 1] in _CONTROLS:
            return [Measure.CAPTURED]  # "Ukrainian forces control 100 settlements"
        behind = low[r.counted.end : r.counted.end + _GLASS_BEHIND]
        at = next((n for n, word in enumerate(behind) if word in _HANDS), 0)
        verb = next((n for n, word in enumerate(behind[:at]) if word in BE or word in ("remain", "remained")), None)
        if verb is None or at - verb > 6 or _OF_SIDE.isdisjoint(behind[verb:at]) or "not" in behind[:at]:
            return []
        return [Measure.CAPTURED] if not {"in", "under"}.isdisjoint(behind[verb:at]) else []

    def _number_captured(self, r: Reading, index: int) -> list[Measure]:
        """ "put the number taken prisoner at 25", "the number of soldiers captured rose to 60"."""
        low, k = self.s.low, r.q.hedge_i - 1
        is_bare = r.subject in (None, "person") and not r.counted.unknown and r.q.kind in ("number", "vague")
        if not is_bare or k < 2 or low[k] not in _TOLL_MOVES or "number" not in low[max(0, k - REACH) : k]:
            return []
        at = next(j for j in range(k, -1, -1) if low[j] == "number")
        counts = self.lexicon.nouns.match(low, at + 2) if low[at + 1 : at + 2] == ["of"] else None
        if counts is not None and counts[1].singular in _PRISONERS and _SWAPS.isdisjoint(low):
            r.counted.unit_id, r.counted.subject = counts[1].unit_id, "person"
            return [Measure.CAPTURED]  # "the number of prisoners has risen to 320"
        taken = next((j for j in range(at + 1, min(k, at + 6)) if j in self.cues), None)
        if taken is None or not any(
            c.measure is Measure.CAPTURED and c.subject == "person" for c in self.cues[taken][1]
        ):
            return []
        names = (self.lexicon.nouns.match(low, j) for j in range(at + 1, taken))
        noun = next((name[1] for name in names if name is not None), None)
        if noun is not None and noun.subject != "person":
            return []
        r.counted.unit_id, r.counted.subject = noun.unit_id if noun else "soldier", "person"
        return [Measure.CAPTURED]
