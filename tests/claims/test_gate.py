"""The glance that spares most sentences of the news a reading loses no figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dagster_project.claims import engine, extract
from dagster_project.claims.engine import holds_figures
from dagster_project.claims.gate import Gate, gate_of
from dagster_project.claims.model import Claim, SourceText
from dagster_project.claims.outcomes import SentenceReader
from dagster_project.claims.tokens import sentence_spans, tokenize
from dagster_project.lake.gold import read_gold
from dagster_project.lake.lexicon import load

OWN_GOLD = Path(__file__).resolve().parents[1] / "data" / "gold.jsonl"


def lost(text: str) -> list[str]:
    """The sentences that the gate turns away and of which a figure can be read."""
    lexicon = load()
    gate = gate_of(lexicon)
    turned_away = [span for span in sentence_spans(text) if not gate.may_hold_figure(text[slice(*span)])]
    readers = {span: SentenceReader(tokenize(text, *span), lexicon) for span in turned_away}
    return [text[slice(*span)] for span, reader in readers.items() if any(r.measures for r in reader.read())]


def test_no_figure_of_our_own_labelled_texts_is_lost() -> None:
    assert [one for item in read_gold(OWN_GOLD) for one in lost(item["text"])] == []


def test_no_figure_of_real_news_is_lost(shared: Path) -> None:
    lines = (shared / "corpus" / "feed_items_2023.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    texts = [f"{item['title']}. {item['text'] or ''}" for item in items]
    texts += [item["text"] for item in read_gold(shared / "corpus" / "dev_gold.jsonl")]
    assert [one for text in texts for one in lost(text)] == []


def claims_of(texts: list[str]) -> list[list[Claim]]:
    lexicon = load()
    return [extract(SourceText(str(k), text), lexicon) for k, text in enumerate(texts)]


def claims_without_gate(texts: list[str], monkeypatch: pytest.MonkeyPatch) -> list[list[Claim]]:
    with monkeypatch.context() as open_gate:
        open_gate.setattr(engine, "holds_figures", lambda text, lexicon, read: True)
        open_gate.setattr(Gate, "may_hold_figure", lambda self, sentence, is_after_weapons=False: True)
        return claims_of(texts)


def test_our_own_labelled_texts_give_the_same_claims_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [item["text"] for item in read_gold(OWN_GOLD)]
    assert claims_of(texts) == claims_without_gate(texts, monkeypatch)


def test_real_labelled_news_gives_the_same_claims_without_it(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [item["text"] for item in read_gold(shared / "corpus" / "dev_gold.jsonl")]
    assert claims_of(texts) == claims_without_gate(texts, monkeypatch)


def test_an_article_without_figures_is_left_at_a_glance() -> None:
    lexicon = load()
    assert not holds_figures("Ministers met.\nThe 27 leaders spoke for three hours. Prices fell 12 percent.\n", lexicon)
    assert holds_figures("Ministers met.\nTwo women were in the car. They died on the spot.\n", lexicon)
    assert holds_figures(("Grain prices rose again. " * 800) + "Two people were killed.", lexicon)  # one line


@pytest.mark.parametrize(
    ("sentence", "passes"),
    [
        ("Two people were killed.", True),
        ("A man died.", True),
        ("The toll rose to 35.", True),
        ("He met his counterpart on Tuesday for talks on grain.", False),
        ("The 27 leaders spoke for three hours.", False),
        ("A ministry statement praised the harvest.", False),
        ("Air defence units shot down 36.", True),
        ("Prices fell 12 percent and shares were down 3.", False),  # what falls is no thing of war
        ("Two missiles fell in a field.", True),
        ("Tokmak was shelled eight times.", True),
        ("Six S\u2011300s were fired.", True),
    ],
)
def test_what_passes(sentence: str, passes: bool) -> None:
    assert gate_of(load()).may_hold_figure(sentence) is passes
