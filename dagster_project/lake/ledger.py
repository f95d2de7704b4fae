"""The ledger of inputs, as the next run asks it: has this been seen? One row per (content hash, locator), ever.

That it adds up is checked in `lake.balance`."""

from __future__ import annotations

import hashlib

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.settings import Settings

_MOST_FRESH = 50_000


def input_key(content_hash: str, locator: str) -> bytes:
    """What stands for one input: 16 bytes instead of two strings."""
    return hashlib.blake2b(f"{content_hash} {locator}".encode(), digest_size=16).digest()


def waiting(settings: Settings) -> set[bytes]:
    """Keys of the inputs set aside in quarantine, which wait for `admit`."""
    ledgers = (pl.read_parquet(path) for path in (settings.lake / "quarantine").glob("*/inputs.parquet"))
    return {input_key(*pair) for ledger in ledgers for pair in ledger.select("content_hash", "locator").iter_rows()}


class KnownInputs:
    """A set of input keys in their own 16 bytes each: two arrays that hold the halves of the keys, sorted, and the few that were
    added since."""

    def __init__(self, first: NDArray[np.uint64], second: NDArray[np.uint64]) -> None:
        self._fresh: set[bytes] = set()
        self._first, self._second = _sorted(first, second)

    def add(self, key: bytes) -> None:
        """Take one in."""
        self._fresh.add(key)
        if len(self._fresh) > _MOST_FRESH:
            fresh = np.frombuffer(b"".join(self._fresh), dtype=">u8").astype(np.uint64)
            first, second = np.append(self._first, fresh[::2]), np.append(self._second, fresh[1::2])
            self._first, self._second = _sorted(first, second)
            self._fresh = set()

    def __contains__(self, key: bytes) -> bool:
        if key in self._fresh:
            return True
        first, second = np.frombuffer(key, dtype=">u8").astype(np.uint64)
        at = int(np.searchsorted(self._first, first))
        while at < len(self._first) and self._first[at] == first:
            if self._second[at] == second:
                return True
            at += 1
        return False


def _sorted(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    order = np.argsort(first)
    return first[order], second[order]
