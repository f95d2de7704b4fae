"""The same articles in every form are the same articles, with the same claims."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dagster_project.articles.model import Article
from dagster_project.articles.reading import articles
from tests.articles.building import FORMS, Piece, lay

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
START = datetime(2025, 6, 1, 6, 30, tzinfo=UTC)
BODY = (
    "Russia launched {launched} drones at Kharkiv overnight, and {shot} of them were shot down, the Air Force said on Sunday "
    "morning.\n\nAt least {hurt} people were injured in the city’s Saltivskyi district, the mayor said. “Rescuers are still "
    "at work,” he added & asked people to stay in shelters."
)


def pieces(count: int) -> list[Piece]:
    return [
        Piece(number, ("Kyiv Lantern", "Steppe Echo")[number % 2], f"Night of {40 + number} drones over Kharkiv",
              BODY.format(launched=40 + number, shot=30 + number, hurt=number + 2), START + timedelta(hours=number))
        for number in range(count)
    ]  # fmt: skip


def key(article: Article) -> tuple[object, ...]:
    return article.outlet, article.text, article.published_at, article.language


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_articles(tmp_path: Path, form: str) -> None:
    given = pieces(12)
    found = list(articles([lay(tmp_path, FORMS[form](given))], NOW))
    expected = {(piece.outlet, piece.text, piece.published, "en") for piece in given}
    assert [one for one in found if not isinstance(one, Article)] == []
    assert {key(one) for one in found if isinstance(one, Article)} == expected
    assert len(found) == len(given)
