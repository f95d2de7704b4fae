"""Groups of nearly the same text, whoever printed it: what circular reporting is made of.

Each article looks back only: it joins the group of the earliest of the articles known before it that it resembles. So nothing
that is known later changes a group. MinHash finds candidates, exact likeness of word triples decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

Triples = NDArray[np.int64]
"""The word triples of a text, hashed and sorted."""
Numbers = NDArray[np.int64]

_WORD = re.compile(r"\w+")
NEAR = 0.6
"""Least Jaccard likeness of word triples for near-duplicates. Carried agency copy with a changed lead stays above it;
two bulletins made from one template with other figures fall below."""
PERMUTATIONS = 64
RULES = f"{RMinHash.ALGORITHM_VERSION}-20220224"
"""Names what fingerprints are made by, so that those made by other rules are made anew."""
_SEED = 20220224
_BAND_PLACES = 4
_BANDS: Numbers = np.concatenate(
    [(np.arange(PERMUTATIONS) * stride % PERMUTATIONS).reshape(-1, _BAND_PLACES) for stride in range(1, 16, 2)]
)
"""Texts whose signatures agree in all four places of one of 128 bands are candidates (Leskovec, Rajaraman, Ullman: Mining of
Massive Datasets, 3.4): the 64 places in eight orders, each cut into 16 bands. Of pairs just alike enough two in ten thousand
share no band (simulated). Of texts that have a 28th of their triples in common, as unlike reports of one trade may, two pairs in
ten thousand share one; bands of two places let one in 25 through, and the work grew with the square of the articles."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
"""Odd, of evenly spread bits: 2^64 over the golden ratio (Knuth: The Art of Computer Programming, 6.4)."""
_LEAST_EQUAL = 24
"""Equal places of two signatures below which their texts are not compared: texts just alike enough have 38 of 64, and fewer than
24 once in eleven thousand pairs (binomial), while of texts that share a fifth of their triples, as reports of one make do, one
pair in a thousand is compared."""
_MOST_PAIRS = 1_000_000
_TABLE = 1 << 20


@dataclass(frozen=True, slots=True)
class Membership:
    """One article's place among near-duplicates: the group is the id of its earliest member; `similarity` is the
    likeness to the earliest similar article, 1.0 for a group's first."""

    article_id: str
    group_id: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Prints:
    """Fingerprints of some articles: their row numbers, the number of their word triples, and their signatures (rows × 64)."""

    rows: Numbers
    sizes: NDArray[np.uint32]
    signatures: NDArray[np.uint32]

    @property
    def bands(self) -> NDArray[np.uint64]:
        """What the places of each band hold, as one number (bands × rows)."""
        places = np.ascontiguousarray(self.signatures.T).astype(np.uint64)
        held = places[_BANDS[:, 0]]
        for place in range(1, _BAND_PLACES):
            held *= _MIX
            held += places[_BANDS[:, place]]
        return held ^ (held >> np.uint64(32))

    def part(self, chosen: slice) -> Prints:
        """Some of the rows."""
        return Prints(self.rows[chosen], self.sizes[chosen], self.signatures[chosen])


class Earliest:
    """Finds of each article the earliest one that it resembles. `turns` orders the rows by when they became known; `triples`
    gives the word triples of some rows. `matches` holds what was found: row → (row of the earliest, likeness)."""

    def __init__(self, turns: Numbers, triples: Callable[[list[int]], Mapping[int, Triples]]) -> None:
        self._turns, self._triples = turns, triples
        self._best = turns.copy()
        self.matches: dict[int, tuple[int, float]] = {}

    def compare(self, some: Prints, others: Prints) -> None:
        """Compare each of `some` with each of `others`, a stretch of these at a time: of many texts of one make each is settled
        by the first stretch, and none is compared with all."""
        bands, other_bands = some.bands, others.bands
        at, step = 0, len(others.rows)
        while at < len(others.rows):
            stretch = slice(at, at + step)
            meetings = self._meetings(some, bands, others.part(stretch), other_bands[:, stretch])
            count = sum(int(each.counts.sum()) for each in meetings)
            if count > _MOST_PAIRS and step > 1:
                step = max(1, min(step - 1, step * _MOST_PAIRS // count))
                continue
            self._settle(some, others, *_pairs(meetings, at))
            at += step
            step *= 2

    def _meetings(
        self, some: Prints, bands: NDArray[np.uint64], others: Prints, other_bands: NDArray[np.uint64]
    ) -> list[_Meeting]:
        """Where bands are equal, among the rows that can still become another's earliest or get an earlier one."""
        mine, theirs = self._open(some.rows, others.rows), self._open(others.rows, some.rows)
        if not len(mine) or not len(theirs):
            return []
        return [_meeting(one[mine], mine, other[theirs], theirs) for one, other in zip(bands, other_bands, strict=True)]

    def _open(self, rows: Numbers, against: Numbers) -> Numbers:
        turns, best = self._turns[rows], self._best[rows]
        can_lead = turns < self._best[against].max()
        return np.flatnonzero(can_lead | (best > self._turns[against].min()))

    def _settle(self, some: Prints, others: Prints, mine: Numbers, theirs: Numbers) -> None:
        """Compare candidates exactly, of each article the earliest first, until one is alike enough."""
        one, other = some.rows[mine], others.rows[theirs]
        is_later = self._turns[one] > self._turns[other]
        later, earlier = np.where(is_later, one, other), np.where(is_later, other, one)
        sizes, other_sizes = some.sizes[mine], others.sizes[theirs]
        least, most = np.minimum(sizes, other_sizes), np.maximum(sizes, other_sizes)
        kept = np.flatnonzero((self._turns[earlier] < self._best[later]) & (least >= NEAR * most))
        ends, other_ends = (
            some.signatures.astype(np.uint8),
            others.signatures.astype(np.uint8),
        )  # a byte of four tells enough
        equal = [
            (ends[mine[part]] == other_ends[theirs[part]]).sum(axis=1, dtype=np.uint8)
            for part in np.array_split(kept, len(kept) // 100_000 + 1)
        ]
        kept = kept[np.concatenate(equal) >= _LEAST_EQUAL]
        pairs = np.unique(np.stack([later[kept], self._turns[earlier[kept]], earlier[kept]]), axis=1)
        later, earlier = pairs[0], pairs[2]
        while len(later):
            is_first = np.append(True, later[1:] != later[:-1])
            self._decide(later[is_first], earlier[is_first])
            left = ~is_first & (self._turns[earlier] < self._best[later])
            later, earlier = later[left], earlier[left]

    def _decide(self, later: Numbers, earlier: Numbers) -> None:
        triples = self._triples(np.union1d(later, earlier).tolist())
        for row, candidate in zip(later.tolist(), earlier.tolist(), strict=True):
            likeness = jaccard(triples[row], triples[candidate])
            if likeness >= NEAR:
                self._best[row] = self._turns[candidate]
                self.matches[row] = (candidate, round(likeness, 4))


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Of one band: places `theirs`, each of which meets `counts` of the places `mine` from `starts` on."""

    mine: Numbers
    theirs: Numbers
    starts: Numbers
    counts: Numbers


def _meeting(values: NDArray[np.uint64], mine: Numbers, others: NDArray[np.uint64], theirs: Numbers) -> _Meeting:
    order = np.argsort(values)
    values = values[order]
    table = np.zeros(_TABLE, dtype=bool)  # tells at a glance which of the others have no equal
    table[values % _TABLE] = True
    may_meet = np.flatnonzero(table[others % _TABLE])
    starts = np.searchsorted(values, others[may_meet], "left")
    counts = np.searchsorted(values, others[may_meet], "right") - starts
    met = counts > 0
    return _Meeting(mine[order], theirs[may_meet[met]], starts[met], counts[met])


def _pairs(meetings: list[_Meeting], offset: int) -> tuple[Numbers, Numbers]:
    """The pairs of places that meet in any band, once for each."""
    mine, theirs = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for each in meetings:
        before = np.cumsum(each.counts) - each.counts
        within = np.arange(each.counts.sum()) - np.repeat(before, each.counts)
        mine.append(each.mine[np.repeat(each.starts, each.counts) + within])
        theirs.append(np.repeat(each.theirs + offset, each.counts))
    return np.concatenate(mine), np.concatenate(theirs)


def groups(texts: Iterable[tuple[str, str]]) -> Iterator[Membership]:
    """Memberships of (article_id, text) pairs, which must come in the order in which they became known."""
    known = list(texts)
    prints = fingerprints(text for _, text in known)
    found = Earliest(prints.rows, lambda rows: {row: triples_of(known[row][1]) for row in rows})
    found.compare(prints, prints)
    group_of: list[str] = []
    for row, (article_id, _) in enumerate(known):
        earliest, similarity = found.matches.get(row, (row, 1.0))
        group_of.append(article_id if earliest == row else group_of[earliest])
        yield Membership(article_id, group_of[row], similarity)


def fingerprints(texts: Iterable[str]) -> Prints:
    """Fingerprints of texts, their rows counted from 0."""
    digests, sizes = [], []
    for text in texts:
        triples = word_triples(text)
        signature = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
        signature.update(list(triples))
        digests.append(signature.digest())
        sizes.append(len(triples))
    signatures = np.array(digests, dtype=np.uint32).reshape(-1, PERMUTATIONS)
    return Prints(np.arange(len(sizes), dtype=np.int64), np.array(sizes, dtype=np.uint32), signatures)


def word_triples(text: str) -> set[str]:
    """Runs of three words, lower case; all words where there are fewer than three."""
    words = _WORD.findall(text.lower())
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)} or {" ".join(words)}


def triples_of(text: str) -> Triples:
    """The word triples of a text, for `jaccard`: good within one process, as Python's hashes are."""
    return np.unique(np.fromiter(map(hash, word_triples(text)), dtype=np.int64))


def jaccard(one: Triples, other: Triples) -> float:
    """Shared share of two sets, 0 to 1."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)
