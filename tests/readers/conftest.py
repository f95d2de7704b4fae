"""An article, what an honest model says of it, and settings that name a model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import SourceText
from dagster_project.lake import lexicon
from dagster_project.settings import Settings

NIGHT = "The Air Force said it had shot down at least 21 drones over Kyiv overnight into Friday."
TOLL = "In Kherson two people were killed and two injured, the mayor wrote, and dozens were left without a roof."
TEXT = f"{NIGHT} {TOLL} The Shahed-136 costs 20,000 dollars."
KEY = "sk-very-secret-0123456789"


@pytest.fixture(scope="session")
def words() -> Lexicon:
    return lexicon.load()


@pytest.fixture
def source() -> SourceText:
    known = datetime(2023, 6, 2, 9, tzinfo=UTC)
    return SourceText("article-1", TEXT, "gazette", "A night", known, known)


@pytest.fixture
def where(tmp_path: Path) -> Settings:
    """Settings that name a model, and no endpoint yet."""
    return Settings(tmp_path / "data", reader_model="maker/tested:7b", reader_key=KEY)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Loopback only, whatever proxy the machine names."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    yield


def entry(**said: Any) -> dict[str, Any]:
    """A true entry about the night, with these fields said otherwise."""
    return {
        "quote": NIGHT,
        "value_text": "21 drones",
        "value": 21,
        "measure": "intercepted",
        "unit": "drone",
        "place_text": "Kyiv",
        "date_text": "Friday",
        "claimant_text": "The Air Force",
        "claimant_type": "military",
        "weapon_text": None,
        "target_side": "UA",
        "conflict": "ru-ua",
        "scope": "event",
        "modality": "asserted",
        **said,
    }


def of_the_toll(**said: Any) -> dict[str, Any]:
    """A true entry about the killed."""
    told = {"quote": TOLL, "value_text": "two people", "value": 2, "measure": "killed", "unit": "person"}
    who = {"place_text": "Kherson", "date_text": None, "claimant_text": "the mayor", "claimant_type": "local_official"}
    return entry(**(told | who | said))
