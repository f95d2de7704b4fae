"""Parts and wholes among the claims of one sentence: breakdowns that add up, breakdowns that need not, subsets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dagster_project.claims.model import Claim, PartRole
from dagster_project.claims.readings import Reading


@dataclass(slots=True)
class Draft:
    """A claim being put together, with the sentence index and reading it came from."""

    claim: Claim
    reading: Reading
    sentence: int
    is_placed: bool = True  # by words of its own, or words before it


def link_parts(drafts: list[Draft]) -> list[Claim]:
    """Tie parts to their wholes; parts that add up to the whole are complete."""
    by_reading: dict[tuple[int, int, str], Draft] = {}
    for draft in drafts:
        by_reading[(draft.sentence, draft.reading.q.start, draft.claim.measure.value)] = draft
    readings: dict[int, list[Draft]] = {}
    for draft in drafts:
        readings.setdefault(draft.sentence, []).append(draft)
    linked: dict[str, tuple[str, PartRole]] = {}
    for group in readings.values():
        wholes: dict[str, list[Draft]] = {}
        for draft in group:
            whole = _whole_of(draft, group)
            if whole is not None:
                wholes.setdefault(whole.claim.claim_id, []).append(draft)
        for whole_id, parts in wholes.items():
            total = next(d.claim for d in group if d.claim.claim_id == whole_id)
            values = [d.claim.value for d in parts]
            complete = (
                total.value is not None
                and all(v is not None for v in values)
                and sum(v or 0 for v in values) == total.value
            )
            for d in parts:
                role = (
                    PartRole.SUBSET
                    if d.reading.is_subset
                    else PartRole.BREAKDOWN_COMPLETE
                    if (complete or d.reading.is_enumerated) and len(parts) > 1
                    else PartRole.BREAKDOWN_OPEN
                )
                linked[d.claim.claim_id] = (whole_id, role)
    claims: dict[str, Claim] = {}
    for draft in drafts:
        part = linked.get(draft.claim.claim_id)
        claims.setdefault(
            draft.claim.claim_id,
            replace(draft.claim, part_of_claim_id=part[0], part_role=part[1]) if part else draft.claim,
        )
    return list(claims.values())


def _whole_of(draft: Draft, group: list[Draft]) -> Draft | None:
    whole = draft.reading.whole
    if whole is None:
        return None
    same = [d for d in group if d.claim.measure is draft.claim.measure and d is not draft and d.reading.whole is None]
    earlier = [d for d in same if d.reading.q.start < draft.reading.q.start]
    return next((d for d in same if d.reading.index == whole), earlier[-1] if earlier else None)
