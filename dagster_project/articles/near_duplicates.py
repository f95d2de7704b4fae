"""Groups of nearly the same text, whoever printed it: what circular reporting is made of.

Each article looks back only: its group is settled by the articles known before it, so a group never changes when
something new arrives. MinHash finds candidates, exact likeness of word triples decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rensa import RMinHash, RMinHashLSH

_WORD = re.compile(r"\w+")
NEAR = 0.6
"""Least Jaccard likeness of word triples for near-duplicates. Carried agency copy with a changed lead stays above it;
two bulletins made from one template with other figures fall below."""
_PERMUTATIONS = 64
_BANDS = 32
_SEED = 20220224


@dataclass(frozen=True, slots=True)
class Membership:
    """One article's place among near-duplicates: the group is the id of its earliest member; `similarity` is the
    likeness to the earliest similar article, 1.0 for a group's first."""

    article_id: str
    group_id: str
    similarity: float


def groups(texts: Iterable[tuple[str, str]]) -> Iterator[Membership]:
    """Memberships of (article_id, text) pairs, which must come in the order in which they became known."""
    index = RMinHashLSH(threshold=NEAR, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    ids: list[str] = []
    fingerprints: list[frozenset[int]] = []
    group_of: list[str] = []
    for position, (article_id, text) in enumerate(texts):
        triples = word_triples(text)
        signature = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        signature.update(sorted(triples))
        group, similarity = article_id, 1.0
        prints = frozenset(map(hash, triples))
        for earlier in sorted(index.query(signature)):
            likeness = jaccard(prints, fingerprints[earlier])
            if likeness >= NEAR:
                group, similarity = group_of[earlier], likeness
                break
        index.insert(position, signature)
        ids.append(article_id)
        fingerprints.append(prints)
        group_of.append(group)
        yield Membership(article_id, group, round(similarity, 4))


def word_triples(text: str) -> set[str]:
    """Runs of three words, lower case; all words where there are fewer than three."""
    words = _WORD.findall(text.lower())
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)} or {" ".join(words)}


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Shared share of two sets, 0 to 1."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0
