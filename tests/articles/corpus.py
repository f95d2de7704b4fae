"""The labelled corpus as pieces that every form can be built of; read in place, never copied."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.articles.building import Piece

START = datetime(2023, 1, 1, 6, tzinfo=UTC)


def pieces(shared: Path, every: int = 1) -> list[Piece]:
    """Each `every`th article with a text, blanks gathered as a browser does. Times are made up, a minute apart."""
    found = []
    for number, (title, text) in enumerate(texts(shared)):
        paragraphs = [words for line in text.split("\n") if (words := " ".join(line.split()))]
        if number % every == 0 and len(" ".join(paragraphs).split()) >= 8:
            headline = " ".join(title.split()) or f"Report {number}"
            at = START + timedelta(minutes=number)
            found.append(Piece(number, f"Outlet {number % 7}", headline, "\n\n".join(paragraphs), at))
    return found


def texts(shared: Path) -> Iterator[tuple[str, str]]:
    """Title, "" where there is none, and text of everything in the corpus."""
    corpus = shared / "corpus"
    yield "", (corpus / "seed.txt").read_text(encoding="utf-8")
    for path in sorted((corpus / "articles").iterdir()):
        yield "", path.read_text(encoding="utf-8", errors="replace")
    for name in ("wikipedia_current_events.jsonl", "feed_items_2023.jsonl"):
        for line in (corpus / name).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield record.get("title") or record.get("topic") or "", record["text"]
