"""An article as people see what was read in it: its figures marked in the text, and a table of claims with the rules that fired.

Text of unknown origin goes to a terminal here, so characters that steer one (control codes, direction overrides, lone surrogates)
are shown as a replacement character each; offsets stay what they are.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from dagster_project.claims.model import Claim, Qualifier

_UNSEEN = "\N{REPLACEMENT CHARACTER}"
_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_HARMLESS = frozenset("\n\t\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER_STYLE = "bold cyan"
_PREFIX = {Qualifier.AT_LEAST: "≥ ", Qualifier.MORE_THAN: "> ", Qualifier.AT_MOST: "≤ ", Qualifier.ABOUT: "≈ "}


def harmless(text: str) -> str:
    """The text with every steering character replaced by one visible one; as long as before."""
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character in _HARMLESS or unicodedata.category(character) not in _STEERING:
        return character
    return _UNSEEN


def marked(text: str, claims: Sequence[Claim]) -> Text:
    """The whole text, its figures in brackets with the numbers of their claims (from 1, in the order given); what no claim quotes
    is dim."""
    shown = harmless(text)
    numbers: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, claim in enumerate(claims, start=1):
        numbers[claim.value_start, claim.value_end].append(number)
    marks: dict[int, str] = defaultdict(str)
    for (_, end), of_claims in sorted(numbers.items()):
        marks[end] += "⟧" + "˒".join(str(n).translate(_SUPERSCRIPT) for n in of_claims)
    for start, _ in sorted(numbers):
        marks[start] += "⟦"
    return _styled(shown, marks, numbers, _quotes(claims))


def _quotes(claims: Iterable[Claim]) -> list[tuple[int, int]]:
    return sorted({(claim.quote_start, claim.quote_end) for claim in claims})


def _styled(
    shown: str, marks: dict[int, str], numbers: Iterable[tuple[int, int]], quotes: list[tuple[int, int]]
) -> Text:
    edges = sorted({0, len(shown), *marks, *(edge for span in quotes for edge in span)})
    figures = sorted(numbers)
    result = Text()
    q = f = 0
    for begin, end in zip(edges, [*edges[1:], len(shown)], strict=True):
        result.append(marks.get(begin, ""), _NUMBER_STYLE)
        while q < len(quotes) and quotes[q][1] <= begin:
            q += 1
        while f < len(figures) and figures[f][1] <= begin:
            f += 1
        is_figure = f < len(figures) and figures[f][0] <= begin
        is_quoted = q < len(quotes) and quotes[q][0] <= begin
        result.append(shown[begin:end], _NUMBER_STYLE if is_figure else "" if is_quoted else "dim")
    return result


def number_marked(sentence: str, number: tuple[int, int] | None) -> Text:
    """One sentence with one number marked, or with none."""
    shown = harmless(sentence).replace("\n", " ")
    if number is None:
        return Text(shown)
    begin, end = number
    return Text.assemble(shown[:begin], (f"⟦{shown[begin:end]}⟧", _NUMBER_STYLE), shown[end:])


def claims_table(claims: Sequence[Claim]) -> Table:
    """One row a claim, numbered as in the text, with the rules that made it in the order they fired."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in ("", "measure", "figure", "unit", "where", "when", "who says so", "scope"):
        table.add_column(heading, no_wrap=True)
    table.add_column("rules that fired", style="dim", overflow="fold")
    for number, claim in enumerate(claims, start=1):
        cells = (
            str(number),
            claim.measure.value,
            figure(claim),
            claim.unit_id or "",
            _where(claim),
            _when(claim),
            _who(claim),
        )
        table.add_row(*(Text(harmless(cell)) for cell in (*cells, claim.scope.value, " → ".join(claim.rule_trace))))
    return table


def figure(claim: Claim) -> str:
    """The number with its qualifier as a sign; the word itself where it is vague."""
    if claim.qualifier is Qualifier.VAGUE:
        return claim.value_text
    if claim.value is None:
        return f"{claim.value_low}–{'' if claim.value_high is None else claim.value_high}"
    return f"{_PREFIX.get(claim.qualifier, '')}{claim.value}"


def _where(claim: Claim) -> str:
    return " ".join((claim.place_text or claim.place_id or "—").split())


def _when(claim: Claim) -> str:
    if claim.event_date_start is None:
        return "—"
    if claim.event_date_end not in (None, claim.event_date_start):
        return f"{claim.event_date_start} to {claim.event_date_end}"
    return f"{claim.event_date_start}{' night' if claim.night_of else ''}"


def _who(claim: Claim) -> str:
    said = claim.claimant_id or claim.claimant_text or "the outlet"
    return f"{said} (denied)" if claim.modality.value == "denied" else said
