"""Shared fixtures. Tests that need the labelled corpus beside the checkout ask for `shared` and skip where it is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the labelled corpus and reference data, read in place."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip(f"needs the labelled corpus in {SHARED.name}/ beside the checkout, which is not here")
    return SHARED
