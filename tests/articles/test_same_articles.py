"""The same articles in every form are the same articles, with the same claims."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dagster_project import claims as engine
from dagster_project.articles.model import Article
from dagster_project.articles.reading import articles
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import SourceText
from dagster_project.lake import lexicon
from tests.articles import corpus
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


def claims_of(text: str, piece: Piece, lexicon: Lexicon) -> list[tuple[object, ...]]:
    found = engine.extract(SourceText("a", text, piece.outlet, piece.title, piece.published, piece.published), lexicon)
    return [
        (each.measure, each.value_text, " ".join(each.quote.split()), each.value, each.qualifier, each.unit_id, each.place_id,
         each.claimant_id, each.event_date_start, each.scope)
        for each in found
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_corpus_gives_the_same_claims_in_every_form(tmp_path: Path, shared: Path, form: str) -> None:
    """Texts are equal to the sign; of a page some of the furniture may be taken for text, as long as no claim changes."""
    given = {(piece.outlet, piece.published): piece for piece in corpus.pieces(shared, every=75)}
    found = list(articles([lay(tmp_path, FORMS[form](list(given.values())))], datetime(2026, 1, 1, tzinfo=UTC)))
    read = {(one.outlet, one.published_at): one.text for one in found if isinstance(one, Article)}
    assert read.keys() == given.keys() and len(found) == len(given)
    words = lexicon.load()
    other = [(piece, read[key]) for key, piece in given.items() if read[key] != piece.text]
    assert [
        each for each in other if claims_of(each[0].text, each[0], words) != claims_of(each[1], each[0], words)
    ] == []
    assert len(other) <= len(given) / 20


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_articles(tmp_path: Path, form: str) -> None:
    given = pieces(12)
    found = list(articles([lay(tmp_path, FORMS[form](given))], NOW))
    expected = {(piece.outlet, piece.text, piece.published, "en") for piece in given}
    assert [one for one in found if not isinstance(one, Article)] == []
    assert {key(one) for one in found if isinstance(one, Article)} == expected
    assert len(found) == len(given)
