"""What the readers of table rows share: the cells of a canonical line, places and claimants named in them, and the claims made
of them. What a layout's columns mean is decided elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from dagster_project.claims.identity import claim_id
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import (
    Claim,
    DateBasis,
    Measure,
    Modality,
    Qualifier,
    Scope,
    Side,
    SourceText,
    Window,
)
from dagster_project.claims.tokens import tokenize

_PIECE = re.compile(r"(?:^|; )(?P<column>[^=;]+)=(?P<value>[^;]*)")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
_PRECISION = {"country": "country", "adm1": "adm1", "adm2": "adm2", "macro_region": "macro_region"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One `column=value` piece of the line: the value and its span."""

    value: str
    start: int
    end: int


Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class When:
    """Local dates of a window; `night_of` is its evening where it is a night."""

    start: date | None
    end: date | None
    night_of: date | None
    window: Window
    precision: str
    basis: DateBasis = DateBasis.EXPLICIT


@dataclass(frozen=True, slots=True)
class Where:
    place_id: str | None
    place_ids: tuple[str, ...]
    precision: str | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Who:
    claimant_text: str | None
    claimant_id: str | None
    claimant_type: str
    claimant_side: Side | None
    relay: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What all figures of a row have in common."""

    when: When
    where: Where
    who: Who
    target_side: Side | None
    attacker_side: Side | None
    conflict_id: str | None
    scope: Scope


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a row: the column and cell it stands in, and what it counts. `low` and `high` as in the contract."""

    column: str
    cell: Cell
    measure: Measure
    unit_id: str | None
    qualifier: Qualifier
    value: int | None
    low: int | None
    high: int | None
    weapon_class: str | None = None
    weapon_model: str | None = None
    trace: tuple[str, ...] = ()


def cells_of(line: str) -> dict[str, Cell]:
    """Column → cell of a canonical line."""
    return dict(_cells(line))


def _cells(line: str) -> Iterator[tuple[str, Cell]]:
    for piece in _PIECE.finditer(line):
        yield piece["column"].strip(), Cell(piece["value"], piece.start("value"), piece.end("value"))


def words_of(cells: Cells, column: str) -> str | None:
    """What a cell says; None where the row has none."""
    return cells[column].value if column in cells else None


def claims_of(
    source: SourceText, row: Row, figures: Iterable[Figure], extractor: str, extractor_version: str
) -> list[Claim]:
    """The claims of a row. Spans are those of the line; a quote runs from the line's start, where it says of what it
    speaks, to the value."""
    return [
        Claim(
            claim_id=claim_id(source.article_id, figure.cell.start, figure.cell.end, figure.measure),
            article_id=source.article_id,
            known_at=source.known_at,
            measure=figure.measure,
            value_ordinal=0,
            quote=source.text[: figure.cell.end],
            quote_start=0,
            quote_end=figure.cell.end,
            sentence=source.text,
            value_text=figure.cell.value,
            value_start=figure.cell.start,
            value_end=figure.cell.end,
            rule_trace=(f"table:{figure.column}", *figure.trace),
            extractor=extractor,
            extractor_version=extractor_version,
            qualifier=figure.qualifier,
            value=figure.value,
            value_low=figure.low,
            value_high=figure.high,
            is_negated_zero=False,
            derivation=None,
            derived_from_claim_ids=(),
            unit_id=figure.unit_id,
            weapon_class=figure.weapon_class,
            weapon_model=figure.weapon_model,
            part_of_claim_id=None,
            part_role=None,
            target_side=row.target_side,
            attacker_side=row.attacker_side,
            conflict_id=row.conflict_id,
            conflict_basis="source" if row.conflict_id else None,
            place_text=row.where.text,
            place_id=row.where.place_id,
            place_ids=row.where.place_ids,
            geo_precision=row.where.precision,
            event_date_start=row.when.start,
            event_date_end=row.when.end,
            night_of=row.when.night_of,
            window=row.when.window,
            date_precision=row.when.precision,
            date_basis=row.when.basis,
            claimant_text=row.who.claimant_text,
            claimant_id=row.who.claimant_id,
            claimant_type=row.who.claimant_type,
            claimant_side=row.who.claimant_side,
            relay=row.who.relay,
            modality=Modality.ASSERTED,
            scope=row.scope,
        )
        for figure in figures
    ]


def where_of(text: str | None, ids: Sequence[str | None], lexicon: Lexicon) -> Where:
    """One place or several: their common whole stands for them. Where one of several is not known, none is taken: the
    figure belongs to all of them."""
    known = tuple(dict.fromkeys(place_id for place_id in ids if place_id is not None))
    if not ids or None in ids:
        return Where(None, (), None, text)
    common = reduce(lambda one, other: [each for each in one if each in other], map(lexicon.ancestors, known))
    place_id = common[0] if common else None
    place = lexicon.places.get(place_id or "")
    return Where(place_id, known, _PRECISION.get(place.place_type, "settlement") if place else None, text)


def place_of(name: str, lexicon: Lexicon, region: str | None = None) -> str | None:
    """place_id of "oblast", "oblast, raion", "district, city", …: the part where it is known, else the whole. With
    `region` (a place_id), only what lies in it."""
    name = _PARENTHESIS.sub("", name).strip()
    one, _, other = name.partition(", ")
    found = (lexicon.place(each) for each in (other, one) if each)
    inside = [place_id for place_id in found if place_id and (region is None or region in lexicon.ancestors(place_id))]
    return max(inside, key=lambda place_id: len(lexicon.ancestors(place_id)), default=None)


def claimant_of(text: str, country: str | None, lexicon: Lexicon, day: date | None) -> str | None:
    """claimant_id of a claimant as a cell names it: the longest name in it; an office that names no country is that of the
    place's country (UA, RU). None where none is known."""
    own = {"UA": "of Ukraine", "RU": "of Russia"}.get(country or "")
    for wording in (text, f"{text} {own}" if own else None):
        if wording is None:
            continue
        words = tokenize(wording, 0, len(wording)).low
        matches = [
            (found[0] - i, -i, found[1]) for i in range(len(words)) if (found := lexicon.claimant_names.match(words, i))
        ]
        longest = max(matches, default=None)
        if longest is not None and (wording == text or longest[0] > 2):
            return lexicon.holder(longest[2], day)
    return None
