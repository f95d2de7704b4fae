"""Marking the number in its sentence, and what makes text and addresses harmless."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.dashboard.evidence import marked_sentence
from dagster_project.dashboard.untrusted import language_tag, visible, web_address


def claim(
    sentence: str | None, quote: str | None, quote_start: int, value_start: int, value_text: str
) -> dict[str, object]:
    end = value_start + len(value_text)
    return {"sentence": sentence, "quote": quote, "quote_start": quote_start, "value_start": value_start} | {
        "value_end": end,
        "value_text": value_text,
    }


@pytest.mark.parametrize(
    ("given_claim", "expected"),
    [
        (
            claim("In all, 3 of 3 died.", "3 of 3 died", 58, 63, "3"),
            "In all, 3 of <mark>3</mark> died.",
        ),  # the second 3
        (claim("In all, 3 died.", "In all, 3 died.", 0, 8, "3"), "In all, <mark>3</mark> died."),
        (claim("a sentence of other spacing", "3  died", 10, 10, "3"), "<mark>3</mark>  died"),  # quote not in sentence
        (claim("In all, 3 died.", "In all, 3 died.", 0, 9, "3"), "In all, 3 died."),  # offsets lead elsewhere: no mark
        (claim("In all, 3 died.", "In all, 3 died.", 20, 8, "3"), "In all, 3 died."),  # before the quote
        (claim("<b>3</b> & 4", "<b>3</b> & 4", 5, 8, "3"), "&lt;b&gt;<mark>3</mark>&lt;/b&gt; &amp; 4"),
        (claim(None, None, 0, 0, ""), '<span class="withheld">withheld</span>'),
        (claim("", "", 0, 0, ""), '<span class="withheld">withheld</span>'),
        (claim(None, "3 died", 7, 7, "3"), "<mark>3</mark> died"),
    ],
)
def test_number_is_marked_where_it_stands(given_claim: dict[str, object], expected: str) -> None:
    assert marked_sentence(given_claim) == expected


@given(before=st.text(), number=st.text(min_size=1), after=st.text(), lead=st.text(), start=st.integers(0, 10_000))
def test_any_text_is_marked_at_its_offset_and_escaped(
    before: str, number: str, after: str, lead: str, start: int
) -> None:
    quote = before + number + after
    shown = str(marked_sentence(claim(lead + quote, quote, start, start + len(before), number)))
    left, rest = shown.split("<mark>")
    middle, right = rest.split("</mark>")
    assert "<" not in left + middle + right and ">" not in left + middle + right
    assert unescape(middle) == visible(number)
    assert unescape(left + middle + right) == visible(lead + quote)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=c&d=%20#e",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG/Ніч",
        "http://[::1]:8080/x",
    ],
)
def test_web_addresses_become_links(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", " https://example.org", "https://example.org/\u202egnp.exe", "data:text/html,x",
        "//example.org", "https://", "https://bank.example@evil.example/", "https://example.org/\n", "http://[bad",
        "file:///etc/passwd", 'https://example.org/"onclick="x', "jav\tascript:alert(1)", "https:example.org",
    ],
)  # fmt: skip
def test_anything_else_stays_text(url: str | None) -> None:
    assert web_address(url) is None


def test_hidden_characters_are_shown_by_their_code() -> None:
    assert visible("a\u202eb\x00c\u2066\ufeff") == "a⟨U+202E⟩b⟨U+0000⟩c⟨U+2066⟩⟨U+FEFF⟩"
    assert visible("плюс\t\n 👩\u200d🚒 ß") == "плюс\t\n 👩\u200d🚒 ß"


def test_language_tags() -> None:
    assert language_tag("uk") == "uk" and language_tag("zh-Hans") == "zh-Hans"
    assert language_tag('"><b') is None and language_tag(None) is None
