"""Figures that words derive from others: "all of them", "both", "half of the drones", "80 percent", "the rest", "another three".

Each names the claims of its article that it stands on, and can be worked out from them again:
all, both: the operand · fraction: the operand times the share written · remainder: the first operand less the others, or less
the number written ("all but four of 32") · increment: the sum of the operands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Any

from dagster_project.claims.identity import claim_id
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, Derivation, Measure, PartRole, Qualifier, Scope
from dagster_project.claims.parts import Draft
from dagster_project.claims.quantities import POSSESSIVES, interval_of_share
from dagster_project.claims.readings import Reading
from dagster_project.claims.tokens import Sentence

WORD_KINDS = {"all": Derivation.ALL, "fraction": Derivation.FRACTION, "rest": Derivation.REMAINDER}
"""Kinds of number phrases that state no number themselves."""
_STOPPED = frozenset({Measure.INTERCEPTED, Measure.SUPPRESSED, Measure.INTERCEPTED_OR_SUPPRESSED})
_OF_LAUNCHED = _STOPPED | {Measure.HIT}
_CASUALTIES = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING})
_ADDS = frozenset({"another", "further", "additional"})
_SAME = ("place_id", "event_date_start", "night_of", "conflict_id", "scope", "target_side")
_SUM = 9
"""`value_ordinal` of a sum, which may begin and end with the words of a number in it."""
_REACH = 3
"""Sentences within which "another three" adds to a number before it."""


@dataclass(slots=True)
class Operands:
    """The figures of the article so far that later words may point back to."""

    launched: dict[str | None, Claim] = field(default_factory=dict)  # the last of each unit, the last of all at the end
    stopped: list[Claim] = field(default_factory=list)  # of the launched, since they were launched
    casualties: dict[Measure, Draft] = field(default_factory=dict)  # the last of each

    def keep(self, draft: Draft) -> None:
        claim = draft.claim
        if claim.scope is not Scope.EVENT or claim.value is None:
            return
        if claim.measure is Measure.LAUNCHED:
            self.launched.pop(claim.unit_id, None)
            self.launched[claim.unit_id] = claim
            self.stopped = [c for c in self.stopped if c.unit_id != claim.unit_id]
        elif claim.measure in _STOPPED:
            if all((c.measure, c.value) != (claim.measure, claim.value) for c in self.stopped):
                self.stopped.append(claim)
        elif claim.measure in _CASUALTIES and draft.reading.whole is None and claim.part_of_claim_id is None:
            last = self.casualties.get(claim.measure)
            is_told_beside = last is not None and last.sentence == draft.sentence and draft.reading.q.kind == "article"
            if not is_told_beside:  # "the toll has risen to 46 after a man died in hospital"
                self.casualties[claim.measure] = draft


def resolve(drafts: list[Draft], operands: Operands, s: Sentence, lexicon: Lexicon) -> list[Draft]:
    """Work out the derived figures among the drafts of sentence `s`; those without an operand are left out."""
    found: list[Draft] = []
    divided = _divided(drafts, operands, s)
    for draft in drafts:
        if draft.reading.q.kind in WORD_KINDS:
            stated = _derive(draft, drafts, operands, s, lexicon)
            if stated is None:
                continue
        elif s.low[draft.reading.q.i] == "both":
            stated = _both(draft.claim, operands)
        else:
            stated = draft.claim
        stated = replace(stated, **divided) if draft.claim.measure in _CASUALTIES and divided else stated
        settled = replace(draft, claim=_part_of_earlier(replace(draft, claim=stated), operands, s))
        total = _increment(settled, drafts, operands, s)
        for one in (settled, total):
            if one is not None:
                found.append(one)
                operands.keep(one)
    return [*found, *_joined(found, s)]


def _divided(drafts: list[Draft], operands: Operands, s: Sentence) -> dict[str, Any]:
    """ "Eleven were killed. Four died in a house and the other nine in a warehouse": parts, all there are, of the number before."""
    if len(drafts) < 2 or len({(d.claim.measure, d.claim.unit_id) for d in drafts}) > 1:
        return {}
    last, whole = drafts[-1], operands.casualties.get(drafts[0].claim.measure)
    k = last.reading.q.hedge_i
    names_rest = "the" in s.low[max(0, k - 2) : k + 1] and not {"other", "remaining"}.isdisjoint(
        s.low[max(0, k - 1) : k + 1]
    )
    if (
        whole is None
        or not names_rest
        or last.sentence - whole.sentence > _REACH
        or any(d.reading.whole is not None for d in drafts)
    ):
        return {}
    total = whole.claim.value or 0
    if any(
        (d.claim.value or total) >= total or getattr(d.claim, f) != getattr(whole.claim, f)
        for d in drafts
        for f in _SAME
    ):
        return {}
    return {"part_of_claim_id": whole.claim.claim_id, "part_role": PartRole.BREAKDOWN_COMPLETE}


def _joined(drafts: list[Draft], s: Sentence) -> list[Draft]:
    """ "A boy and his grandmother were killed": two, of whom each is a part."""
    sums: list[Draft] = []
    people = [d for d in drafts if _may_be_joined(d)]
    for _, group in groupby(
        people, key=lambda d: (d.claim.measure, d.reading.cue_at, *(getattr(d.claim, f) for f in _SAME))
    ):
        joined = list(group)
        links = [s.low[_end(a.reading) : b.reading.q.hedge_i] for a, b in pairwise(joined)]
        is_list = all(_JOINS.issuperset(w for w in link if not w.isdigit()) for link in links)
        adds_up = any(d.reading.q.kind == "article" for d in joined) or _are_grown_and_children(joined)
        first, *others = [d.claim.value or 0 for d in joined]
        if len(others) > 1 and first == sum(others) and links[0] == [","]:
            continue  # "two, a mother and her daughter": the two are these
        if is_list and any("and" in link for link in links[-1:]) and adds_up:
            sums.append(_sum(joined))
    return sums


def _are_grown_and_children(joined: list[Draft]) -> bool:
    """ "three adults and two children were killed": none of the ones is among the others."""
    units = [d.claim.unit_id for d in joined]
    return units.count("child") == 1 and len(joined) > 1 and set(units) <= {"child", "civilian"}


_JOINS = frozenset({",", "(", ")", "and", "as", "well", "aged"}) | POSSESSIVES


def _end(r: Reading) -> int:
    return max(r.counted.end, r.q.j)


def _may_be_joined(d: Draft) -> bool:
    r = d.reading
    is_counted = d.claim.qualifier is Qualifier.EXACT and d.claim.value is not None and d.claim.derivation is None
    return is_counted and d.claim.measure in _CASUALTIES and r.cue_at is not None and r.whole is None and r.of is None


def _sum(joined: list[Draft]) -> Draft:
    first, last = joined[0].claim, joined[-1].claim
    value = sum(d.claim.value or 0 for d in joined)
    units = {d.claim.unit_id for d in joined}
    total = replace(
        first,
        claim_id=claim_id(first.article_id, first.value_start, last.value_end, first.measure.value, _SUM),
        value_ordinal=_SUM,
        value=value,
        value_low=value,
        value_high=value,
        value_text=first.quote[first.value_start - first.quote_start : last.value_end - first.quote_start],
        value_end=last.value_end,
        derivation=Derivation.INCREMENT,
        derived_from_claim_ids=tuple(d.claim.claim_id for d in joined),
        unit_id=units.pop() if len(units) == 1 else "person",
        rule_trace=(*first.rule_trace, "derived:joined"),
    )
    return Draft(total, joined[0].reading, joined[0].sentence)


def _derive(draft: Draft, drafts: list[Draft], operands: Operands, s: Sentence, lexicon: Lexicon) -> Claim | None:
    q, claim = draft.reading.q, draft.claim
    whole = _whole(draft, drafts) or _antecedent(draft, operands, s, lexicon)
    if whole is None or whole.claim_id == claim.claim_id:
        return None
    used = [whole]
    if q.kind == "all":
        figure = (whole.value, whole.value_low, whole.value_high, whole.qualifier)
    elif whole.value is None or whole.qualifier is not Qualifier.EXACT:
        return None
    elif q.share is not None:
        figure = interval_of_share(whole.value, q)
    else:
        if q.value is None:
            used += [c for c in operands.stopped if c.unit_id in (whole.unit_id, claim.unit_id)]
        known = [c.value for c in used[1:] if c.qualifier is Qualifier.EXACT] if q.value is None else [q.value]
        taken = [v for v in known if v is not None]
        left = whole.value - sum(taken)
        if not taken or len(taken) < len(used) - 1 or left <= 0:
            return None
        figure = (left, left, left, Qualifier.EXACT)
    value, low, high, qualifier = figure
    is_denied = claim.value_low is None and claim.value_high is None and claim.modality == "denied"
    placed = (
        {}
        if draft.is_placed
        else {f: getattr(whole, f) for f in ("place_text", "place_id", "place_ids", "geo_precision")}
    )
    return replace(
        claim,
        value=value,
        value_low=None if is_denied else low,
        value_high=None if is_denied else high,
        qualifier=qualifier,
        derivation=WORD_KINDS[q.kind],
        derived_from_claim_ids=tuple(c.claim_id for c in used),
        unit_id=whole.unit_id if q.kind == "all" or draft.reading.counted.unit_id is None else claim.unit_id,
        target_side=claim.target_side or whole.target_side,
        **placed,
    )


def _whole(draft: Draft, drafts: list[Draft]) -> Claim | None:
    """The claim of the number written in the same phrase: "80 percent of the 200 drones", "50 injured, half of them children"."""
    r = draft.reading
    for other in drafts:
        at = other.reading.index
        if other is not draft and other.claim.value is not None and (at == r.of or (at == r.whole and r.is_subset)):
            return other.claim
    return None


def _antecedent(draft: Draft, operands: Operands, s: Sentence, lexicon: Lexicon) -> Claim | None:
    """The launched figure that "all" or "half of them" refers to, unless the words go on to say the numbers."""
    r = draft.reading
    after = s.low[r.counted.end : r.counted.end + 2]
    if after[:1] == [","] and len(after) > 1 and (after[1][:1].isdigit() or lexicon.numbers.match(after, 1)):
        return None
    if draft.claim.measure not in _OF_LAUNCHED or r.of is not None:
        return None
    if draft.claim.measure is Measure.HIT and r.q.kind != "rest":
        return None
    if r.q.kind == "all" and r.counted.noun is None and r.counted.weapon is None and not r.counted.of_them:
        return None
    unit = r.counted.unit_id
    for claim in reversed(operands.launched.values()):
        if unit in (claim.unit_id, "aerial_target", None):
            return claim
        if lexicon.unit_parents.get(unit or "") == claim.unit_id:
            return None
    return None


def _both(claim: Claim, operands: Operands) -> Claim:
    """ "Two missiles were fired. Both were shot down": the word is a number, and it says which two."""
    for earlier in reversed(operands.launched.values()):
        if earlier.value == 2 and earlier.unit_id == claim.unit_id and claim.measure in _OF_LAUNCHED:
            return replace(claim, derivation=Derivation.BOTH, derived_from_claim_ids=(earlier.claim_id,))
    return claim


def _part_of_earlier(draft: Draft, operands: Operands, s: Sentence) -> Claim:
    """ "Among the dead were 13 civilians", "16 of the injured are in hospital": part of the number told before."""
    claim, r = draft.claim, draft.reading
    earlier = operands.casualties.get(claim.measure)
    of_whom = s.low[r.q.j : r.q.j + 2]
    is_of_those = of_whom == ["of", "those"] and r.subject in (None, "person")  # "six of those who died were employees"
    is_part = is_of_those or r.how == "copula" or (r.how == "result" and of_whom == ["of", "the"])
    if (
        earlier is None
        or not is_part
        or r.whole is not None
        or r.of is not None
        or earlier.claim.place_id != claim.place_id
    ):
        return claim
    whole = earlier.claim
    if claim.conflict_id != whole.conflict_id:
        claim = replace(claim, conflict_id=whole.conflict_id, conflict_basis="context", target_side=whole.target_side)
    return replace(claim, part_of_claim_id=whole.claim_id, part_role=PartRole.SUBSET)


def _increment(draft: Draft, drafts: Sequence[Draft], operands: Operands, s: Sentence) -> Draft | None:
    """ "Five were killed. Another three died in hospital": eight, of whom the five and the three are the parts."""
    claim, r = draft.claim, draft.reading
    earlier = operands.casualties.get(claim.measure)
    lead = next((k for k in range(max(0, r.q.hedge_i - 1), r.q.j) if s.low[k] in _ADDS), None)
    if earlier is None or lead is None or r.whole is not None or not _adds_to(draft, earlier):
        return None
    before = earlier.claim
    value = (claim.value or 0) + (before.value or 0)
    if any(d.claim.measure is claim.measure and (d.claim.value or 0) >= value for d in drafts):
        return None  # the words give the total themselves
    here = [d for d in drafts if d.claim.measure in _CASUALTIES and d.reading.q.start < r.q.start]
    if here and all(d.claim.measure is not claim.measure for d in here):
        return None  # "six were killed, with a further eight wounded": eight beside the six
    start = s.starts[lead]
    total = replace(
        claim,
        claim_id=claim_id(claim.article_id, start, claim.value_end, claim.measure.value, _SUM),
        value_ordinal=_SUM,
        value=value,
        value_text=claim.quote[start - claim.quote_start : claim.value_end - claim.quote_start],
        value_start=start,
        value_low=value,
        value_high=value if before.qualifier is Qualifier.EXACT else None,
        qualifier=before.qualifier,
        derivation=Derivation.INCREMENT,
        derived_from_claim_ids=(before.claim_id, claim.claim_id),
        unit_id="person" if before.unit_id != claim.unit_id else claim.unit_id,
        rule_trace=(*claim.rule_trace, "derived:increment"),
    )
    return Draft(total, r, draft.sentence)


def _adds_to(draft: Draft, earlier: Draft) -> bool:
    """Whether the two are numbers of one place, day and kind of people, stated by verbs of their own, so that they may be added."""
    claim, before = draft.claim, earlier.claim
    if draft.sentence == earlier.sentence and draft.reading.cue_at == earlier.reading.cue_at:
        return False
    if draft.sentence - earlier.sentence > _REACH or before.derivation is not None or claim.derivation is not None:
        return False
    if claim.qualifier is not Qualifier.EXACT or before.qualifier not in (Qualifier.EXACT, Qualifier.AT_LEAST):
        return False
    units = {claim.unit_id, before.unit_id}
    return (len(units) == 1 or units <= {"person", "civilian"}) and all(
        getattr(claim, name) == getattr(before, name) for name in _SAME
    )
