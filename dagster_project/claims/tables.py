"""A row of the daily-bulletin tallies → claims: its canonical `column=value; …` line read by column, not by the engine.

Only what the bulletin states as a figure of its own is read. Kept out: what was still in the air, what left the
country, fragments, and the flags and details whose meaning changed over the years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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

TABLES_VERSION = "1"
"""Part of what makes stored claims stale; raise it whenever this module reads a row otherwise."""

JOINT_FROM = date(2025, 7, 24)
"""From the bulletin of this morning on, the Air Force gives one number of drones "shot down or suppressed": `destroyed`
holds it, and `not_reach_goal` stands at 0."""

_PIECE = re.compile(r"(?:^|; )(?P<column>[^=;]+)=(?P<value>[^;]*)")
_COUNT = re.compile(r"\d{1,7}$")
_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2}))?")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")

_CLAIMANTS: Mapping[str, str] = {
    "kpszsu": "ua-air-force",
    "pvkpivden": "ua-air-command-south",
    "pvkshid": "ua-air-command-east",
    "pvkzahid": "ua-air-command-west",
    "pvkcenter": "ua-air-command-center",
    "generalstaff.ua": "ua-general-staff",
}
"""Whose account a bulletin was posted from, as the `source` column has it; any other is taken for the table's own
claimant, the Air Force."""
_TABLE_CLAIMANT = "ua-air-force"
_REGIONS_OF_UKRAINE: Mapping[str, str] = {
    "south": "southern Ukraine", "east": "eastern Ukraine", "north": "northern Ukraine", "west": "western Ukraine",
    "center": "central Ukraine",
}  # fmt: skip
_OWN_NAMES: Mapping[str, str] = {
    "Молнія": "molniya",
    "Картограф": "eleron_forpost_granat_kartograf",
    "Фенікс": "eleron_forpost_granat_kartograf",
    "Привет-82": "privet_82",
    "Orion": "orion_mohajer",
    "Kub": "kub",
    "GBU": "kab",
    "Aerial Bomb": "kab",
    "Unknown Missile": "missile_unspecified",
}
"""Names the tables use and prose doesn't, to the weapon's code."""
_PRECISION = {"country": "country", "adm1": "adm1", "adm2": "adm2", "macro_region": "macro_region"}


@dataclass(frozen=True, slots=True)
class _Cell:
    """One `column=value` piece of the line: the value and its span."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _When:
    start: date
    end: date
    night_of: date | None
    window: Window
    precision: str


@dataclass(frozen=True, slots=True)
class _Where:
    place_id: str | None
    place_ids: tuple[str, ...]
    precision: str | None


def extract_row(source: SourceText, lexicon: Lexicon, extractor: str, extractor_version: str) -> list[Claim]:
    """Claims of one row: launched, intercepted (or the later joint number), suppressed, hit locations. Spans are
    those of the line; a quote runs from the line's start, where window and model stand, to the value. A row whose
    window can't be read gives no claim."""
    cells = dict(_cells(source.text))
    when = _when(cells)
    if when is None:
        return []
    unit_id, weapon_class, weapon_model = _weapon(cells["model"].value if "model" in cells else "", lexicon)
    where = _where(cells["target"].value if "target" in cells else "", lexicon)
    account = cells["source"].value.split("/", 1)[0] if "source" in cells else ""
    claimant_id = _CLAIMANTS.get(account.lower(), _TABLE_CLAIMANT)
    claimant = lexicon.claimants.get(claimant_id)
    return [
        Claim(
            claim_id=claim_id(source.article_id, cell.start, cell.end, measure),
            article_id=source.article_id,
            known_at=source.known_at,
            measure=measure,
            value_ordinal=0,
            quote=source.text[: cell.end],
            quote_start=0,
            quote_end=cell.end,
            sentence=source.text,
            value_text=cell.value,
            value_start=cell.start,
            value_end=cell.end,
            rule_trace=(f"table:{column}",),
            extractor=extractor,
            extractor_version=extractor_version,
            qualifier=Qualifier.EXACT,
            value=int(cell.value),
            value_low=int(cell.value),
            value_high=int(cell.value),
            is_negated_zero=False,
            derivation=None,
            derived_from_claim_ids=(),
            unit_id="location" if measure is Measure.HIT else unit_id,
            weapon_class=weapon_class,
            weapon_model=weapon_model,
            part_of_claim_id=None,
            part_role=None,
            target_side=Side.UA,
            attacker_side=Side.RU,
            conflict_id="ru-ua",
            conflict_basis="source",
            place_text=cells["target"].value if "target" in cells else None,
            place_id=where.place_id,
            place_ids=where.place_ids,
            geo_precision=where.precision,
            event_date_start=when.start,
            event_date_end=when.end,
            night_of=when.night_of,
            window=when.window,
            date_precision=when.precision,
            date_basis=DateBasis.EXPLICIT,
            claimant_text=account or None,
            claimant_id=claimant_id,
            claimant_type=claimant.claimant_type if claimant else "military",
            claimant_side=Side.UA,
            relay=None,
            modality=Modality.ASSERTED,
            scope=Scope.EVENT if when.end - when.start <= timedelta(days=1) else Scope.PERIOD,
        )
        for column, measure, cell in _figures(cells, unit_id, when)
    ]


def _cells(line: str) -> Iterator[tuple[str, _Cell]]:
    for piece in _PIECE.finditer(line):
        yield piece["column"].strip(), _Cell(piece["value"], piece.start("value"), piece.end("value"))


def _figures(cells: Mapping[str, _Cell], unit_id: str | None, when: _When) -> Iterator[tuple[str, Measure, _Cell]]:
    is_joint = unit_id == "drone" and when.end >= JOINT_FROM
    reads = {
        "launched": Measure.LAUNCHED,
        "destroyed": Measure.INTERCEPTED_OR_SUPPRESSED if is_joint else Measure.INTERCEPTED,
        "not_reach_goal": Measure.SUPPRESSED,
        "num_hit_location": Measure.HIT,
    }
    for column, measure in reads.items():
        cell = cells.get(column)
        if cell is None or not _COUNT.match(cell.value):
            continue
        if is_joint and measure is Measure.SUPPRESSED and int(cell.value) == 0:
            continue  # the suppressed ones are in the joint number: this zero says nothing of them
        yield column, measure, cell


def _weapon(model: str, lexicon: Lexicon) -> tuple[str | None, str | None, str | None]:
    """Unit, class and model of a `model` cell. Of several joined by "and": what they have in common."""
    found = [_named(name.strip(), lexicon) for name in model.split(" and ")]
    known = [weapon for weapon in found if weapon is not None]
    if not known or len(known) < len(found):
        return (_common_unit([weapon[0] for weapon in known], lexicon) if known else None), None, None
    units, classes, models = zip(*known, strict=True)
    return _common_unit(units, lexicon), _only(classes), _only(models)


def _named(name: str, lexicon: Lexicon) -> tuple[str, str, str] | None:
    own = lexicon.weapon_models.get(_OWN_NAMES.get(name, ""))
    return (own.unit_id, own.weapon_class, own.model) if own else lexicon.weapon(name)


def _only(values: Sequence[str]) -> str | None:
    return values[0] if len(set(values)) == 1 else None


def _common_unit(units: Sequence[str], lexicon: Lexicon) -> str | None:
    chains = [_lineage(unit, lexicon.unit_parents) for unit in units]
    return next((unit for unit in chains[0] if all(unit in chain for chain in chains)), None)


def _lineage(key: str, parents: Mapping[str, str]) -> list[str]:
    chain = [key]
    while (parent := parents.get(chain[-1])) and parent not in chain:
        chain.append(parent)
    return chain


def _where(target: str, lexicon: Lexicon) -> _Where:
    """Places of a `target` cell: "Ukraine", a side of it ("south"), an oblast, "oblast, raion", or several joined by
    "and". Where one of several is not known, none is taken: the figure belongs to all of them."""
    if not target:
        return _Where(None, (), None)
    ids = [_place(name.strip(), lexicon) for name in target.split(" and ")]
    known = tuple(dict.fromkeys(place_id for place_id in ids if place_id is not None))
    if len([place_id for place_id in ids if place_id]) < len(ids):
        return _Where(None, (), None)
    common = reduce(lambda one, other: [each for each in one if each in other], map(lexicon.ancestors, known))
    place_id = common[0] if common else None
    place = lexicon.places.get(place_id or "")
    precision = _PRECISION.get(place.place_type, "settlement") if place else None
    return _Where(place_id, known, precision)


def _place(name: str, lexicon: Lexicon) -> str | None:
    name = _PARENTHESIS.sub("", name)
    if name in _REGIONS_OF_UKRAINE:
        return lexicon.place(_REGIONS_OF_UKRAINE[name])
    whole, _, part = name.partition(", ")
    return (lexicon.place(part) if part else None) or lexicon.place(whole)


def _when(cells: Mapping[str, _Cell]) -> _When | None:
    """Local dates of the window. Over midnight into a morning = that night, keyed on the morning; within a day = day;
    bare dates say nothing of the time of day."""
    if "time_start" not in cells or "time_end" not in cells:
        return None
    start, has_start = _moment(cells["time_start"].value)
    end, has_end = _moment(cells["time_end"].value)
    if start is None or end is None or end.date() < start.date():
        return None
    first, last = start.date(), end.date()
    days = (last - first).days
    evening = last - timedelta(days=1)
    if has_end and end.hour < 13:
        crosses = days == 1 and has_start and end - start <= timedelta(hours=20)
        small_hours = days == 0 and start.hour < 6
        if crosses or small_hours:
            return _When(last, last, evening, Window.NIGHT, "night")
    if days == 0:
        return _When(first, last, None, Window.DAY if has_start and has_end else Window.UNSTATED, "day")
    return _When(first, last, None, Window.UNSTATED, "range_2_6d" if days < 6 else "week" if days < 14 else "month")


def _moment(words: str) -> tuple[datetime | None, bool]:
    clock = _CLOCK.match(words)
    try:
        day = datetime.fromisoformat(clock[1]) if clock else None
        if day is None or clock is None or clock[2] is None:
            return day, False
        return day.replace(hour=int(clock[2]), minute=int(clock[3])), True
    except ValueError:
        return None, False
