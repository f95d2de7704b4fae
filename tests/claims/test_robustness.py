"""The engine reads any text: it never raises, every span holds, and a longer text costs no more per word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.claims import extract
from dagster_project.claims.model import Claim, Qualifier, SourceText
from dagster_project.claims.tokens import LONGEST_SENTENCE, sentence_spans, tokenize
from dagster_project.lake.lexicon import load

PUBLISHED = datetime(2023, 6, 2, 6, tzinfo=UTC)
MEGABYTE = 1_000_000
BLOCK = 128
SURROGATES = range(0xD800, 0xE000)
SENTENCE = (
    "On Monday night at least 15 missiles and 21 drones were shot down over Kyiv, two by fighters, officials said."
)
WORDS = (
    "three 21 1,000 1.5 2nd 12-storey 20-30 dozens several a an no none both all half another at least more than up to about "
    "of out people man civilians soldiers drones missiles Shahed-136 Kh-101 buildings attacks killed injured wounded missing "
    "dead shot down launched destroyed hit jammed were was and or , . ; : ( ) – “ ” \" ' ’ in over near the capital Kyiv Odesa "
    "region Kursk said that according to he they mayor Zelensky Russia's Ukraine Monday overnight night 2 June on since so far "
    "including among toll to rose by"
).split(" ")
SEPARATORS = (" ", "", "\n", "\t", "\u00a0", "\u200b", "\u2028", "\x00", "-", "...", ". ")
ANY_TEXT = st.text(st.characters(codec=None), max_size=400)
FRAGMENTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SEPARATORS)), max_size=60).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
BROKEN = st.tuples(st.integers(0, len(SENTENCE)), ANY_TEXT, st.integers(0, 20)).map(
    lambda cut: SENTENCE[: cut[0]] + cut[1] + SENTENCE[cut[0] + cut[2] :]
)
RUNS = st.tuples(ANY_TEXT.filter(bool), st.integers(1, 400), FRAGMENTS).map(lambda run: run[0] * run[1] + run[2])


def read(text: str, published: datetime | None = PUBLISHED) -> list[Claim]:
    """Extract, and hold every claim to what must be true of any claim whatever the text."""
    claims = extract(SourceText("one", text, published_at=published, known_at=published), load())
    assert len({claim.claim_id for claim in claims}) == len(claims)
    by_id = {claim.claim_id: claim for claim in claims}
    for claim in claims:
        assert claim.quote == text[claim.quote_start : claim.quote_end]
        assert claim.value_text == text[claim.value_start : claim.value_end] != ""
        assert claim.quote_start <= claim.value_start < claim.value_end <= claim.quote_end
        assert claim.value_high is None or claim.value_low is None or claim.value_low <= claim.value_high
        assert claim.value is not None or claim.qualifier in (Qualifier.RANGE, Qualifier.VAGUE)
        assert (
            claim.event_date_start is None
            or claim.event_date_end is None
            or claim.event_date_start <= claim.event_date_end
        )
        assert claim.part_of_claim_id is None or claim.part_of_claim_id in by_id
        assert set(claim.derived_from_claim_ids) <= set(by_id)
    return claims


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT | FRAGMENTS | BROKEN | RUNS)
def test_any_text_is_read(text: str) -> None:
    assert read(text) == read(text), "the same text gives the same claims"


@settings(max_examples=50, deadline=None)
@given(FRAGMENTS, st.datetimes(timezones=st.just(UTC)) | st.none())
def test_any_publication_date_will_do(text: str, published: datetime | None) -> None:
    read(text, published)


def test_every_block_of_unicode() -> None:
    """All code points, lone surrogates too, a block at a time between words that make figures."""
    text = "\n".join(
        f"Two people {''.join(map(chr, range(first, first + BLOCK)))} were killed in Kyiv.\n3 drones were shot down."
        for first in range(0, 0x110000, BLOCK)
    )
    assert sum(claim.value == 3 for claim in read(text)) >= 0x110000 // BLOCK - 10


@pytest.mark.parametrize(
    "run",
    [
        *(
            "1",
            "a",
            " ",
            "\n",
            ".",
            "!",
            "“",
            '"',
            "’",
            "(",
            ")",
            ",",
            "-",
            "–",
            "\x00",
            "\ud800",
            "é",
            "Ж",
            "\u0301",
            "𝟛",
        ),
        *(
            "A.",
            ".A ",
            "a-",
            "1-",
            "1,000,",
            '."',
            ". ",
            "he said that ",
            "21 ",
            "of the ",
            "Kyiv ",
            "three killed ",
            "all of ",
        ),
    ],
    ids=ascii,
)
def test_long_runs(run: str) -> None:
    """A run in front takes neither the time of its square nor the figure behind it: one that did would not end here."""
    text = run * (200_000 // len(run)) + "\nTwo people were killed in Kyiv."
    assert read(text)[-1].value == 2


def test_ten_megabytes_on_one_line() -> None:
    """Mostly words that hold no figure, with a sentence that does now and then: none is lost on the way to the end."""
    filler = "lorem ipsum dolor sit amet consectetur adipiscing elit " * 360
    paragraph = f"{filler.strip()}. {SENTENCE} "
    copies = 10 * MEGABYTE // len(paragraph) + 1
    text = paragraph * copies
    assert len(text) > 10 * MEGABYTE and "\n" not in text
    assert len(read(text)) == copies * len(read(SENTENCE))


@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
def test_work_grows_with_length(gap: str) -> None:
    """Every copy of a text is cut into the same sentences and tokens, and gives the same claims, however many came before."""

    def work(copies: int) -> tuple[int, int, int]:
        text = (SENTENCE + gap) * copies
        spans = list(sentence_spans(text))
        return len(spans), sum(len(tokenize(text, *span)) for span in spans), len(read(text))

    once = work(1)
    assert all(work(copies) == tuple(copies * count for count in once) for copies in (2, 40, 400))


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT | FRAGMENTS | RUNS)
def test_sentences_are_short_in_order_and_miss_nothing(text: str) -> None:
    spans = list(sentence_spans(text))
    assert all(0 < end - start <= LONGEST_SENTENCE for start, end in spans)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    assert all(not text[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True))


def corpus_texts(corpus: Path) -> Iterator[str]:
    yield (corpus / "seed.txt").read_text(encoding="utf-8")
    for file in sorted((corpus / "articles").iterdir()):
        yield file.read_text(encoding="utf-8", errors="replace")
    for name in ("feed_items_2023.jsonl", "wikipedia_current_events.jsonl", "dev_gold.jsonl"):
        for line in (corpus / name).read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            yield f"{item.get('title') or ''}. {item['text'] or ''}"


def test_real_news(shared: Path) -> None:
    """Every text of the corpus: some ten thousand, seconds in all."""
    found = [len(read(text)) for text in corpus_texts(shared / "corpus")]
    assert len(found) > 10_000 and sum(found) > 4_000
