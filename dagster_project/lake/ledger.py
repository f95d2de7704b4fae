"""The ledger of inputs, as the next run asks it: has this been seen? One row per (content hash, locator), ever.

That it adds up is checked in `lake.balance`."""

from __future__ import annotations

import hashlib

import polars as pl

from dagster_project.lake.frames import scan_inputs
from dagster_project.settings import Settings


def input_key(content_hash: str, locator: str) -> bytes:
    """What stands for one input in memory: 16 bytes instead of two strings."""
    return hashlib.blake2b(f"{content_hash} {locator}".encode(), digest_size=16).digest()


def known(settings: Settings) -> set[bytes]:
    """Keys of all inputs in the ledger, and of those set aside in quarantine, which wait for `admit`."""
    keys: set[bytes] = set()
    waiting = sorted((settings.lake / "quarantine").glob("*/inputs.parquet"))
    for ledger in (scan_inputs(settings), *(pl.scan_parquet(path) for path in waiting)):
        pairs = ledger.select("content_hash", "locator").collect()
        keys.update(input_key(content, locator) for content, locator in pairs.iter_rows())
    return keys
