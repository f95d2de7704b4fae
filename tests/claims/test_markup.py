"""What people see of an article: figures in brackets where they stand, numbered as in the table; no text steers the terminal."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from dagster_project.claims import extract, markup
from dagster_project.claims.model import Claim, SourceText
from dagster_project.lake.lexicon import load

TEXT = (
    "Air defences shot down 21 of 25 drones over Kyiv on 2 June 2023, the Air Force said. Nothing else happened.\n"
    "There were no casualties in the city."
)


def read(text: str) -> Sequence[Claim]:
    return extract(SourceText("one", text), load())


def printed(what: object, width: int = 500) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    console.print(what)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_figures_are_marked_and_numbered_where_they_stand() -> None:
    claims = read(TEXT)
    shown = markup.marked(TEXT, claims).plain
    assert "shot down ⟦21⟧¹ of ⟦25⟧² drones" in shown
    assert "were ⟦no⟧³˒⁴ casualties" in shown


def test_marks_add_nothing_but_themselves() -> None:
    shown = markup.marked(TEXT, read(TEXT)).plain
    assert "".join(c for c in shown if c not in "⟦⟧˒⁰¹²³⁴⁵⁶⁷⁸⁹") == TEXT
    assert markup.marked(TEXT, []).plain == TEXT


def test_what_no_claim_quotes_is_dim() -> None:
    text = markup.marked(TEXT, read(TEXT))
    dim = "".join(text.plain[span.start : span.end] for span in text.spans if span.style == "dim")
    assert "Nothing else happened." in dim and "drones" not in dim


def test_the_table_has_a_row_a_claim_with_its_rules() -> None:
    claims = read(TEXT)
    table = printed(markup.claims_table(claims))
    rows = [line for line in table.splitlines() if line[:1].isdigit()]
    assert len(rows) == len(claims) == 4
    for row, claim in zip(rows, claims, strict=True):
        assert all(part in row for part in (claim.measure, claim.scope, " → ".join(claim.rule_trace)))


@pytest.mark.parametrize(
    "hostile",
    ["\x1b[2J\x1b]0;title\x07", "\x9b31m", "\u202egnp.exe", "\u2066x\u2069", "\ud800", "\x00", "\x7f", "\r", "\u2028"],
    ids=ascii,
)
def test_text_that_steers_a_terminal_is_shown_instead(hostile: str) -> None:
    text = f"Two people were killed {hostile} in Kyiv."
    shown = markup.marked(text, read(text)).plain
    assert markup.harmless(shown) == shown and hostile not in shown
    assert len(markup.harmless(text)) == len(text)
    shown.encode("utf-8")


def test_brackets_of_a_text_are_no_markup() -> None:
    text = "[red]Two[/red] people were killed in [link=file:///etc]Kyiv[/link]."
    assert "[red]" in printed(markup.marked(text, read(text)))


@given(st.text(st.characters(codec=None), max_size=200))
def test_harmless_keeps_every_offset(text: str) -> None:
    shown = markup.harmless(text)
    assert len(shown) == len(text)
    assert all(b in (a, "\N{REPLACEMENT CHARACTER}") for a, b in zip(text, shown, strict=True))
    shown.encode("utf-8")
