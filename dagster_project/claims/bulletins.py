"""A row of the daily-bulletin tallies → claims.

Only what the bulletin states as a figure of its own is read. Kept out: what was still in the air, what left the
country, fragments, and the flags and details whose meaning changed over the years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, Measure, Qualifier, Scope, Side, SourceText, Window
from dagster_project.claims.table_rows import (
    Cell,
    Cells,
    Figure,
    Row,
    When,
    Where,
    Who,
    claims_of,
    place_of,
    where_of,
    words_of,
)

JOINT_FROM = date(2025, 7, 24)
"""From the bulletin of this morning on, the Air Force gives one number of drones "shot down or suppressed": `destroyed`
holds it, and `not_reach_goal` stands at 0."""

_COUNT = re.compile(r"\d{1,7}$")
_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2}))?")

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


def bulletin_claims(
    source: SourceText, cells: Cells, lexicon: Lexicon, extractor: str, extractor_version: str
) -> list[Claim]:
    """Launched, intercepted (or the later joint number), suppressed, hit locations. A row whose window can't be read
    gives no claim."""
    when = _when(cells)
    if when is None or when.start is None or when.end is None:
        return []
    account = (words_of(cells, "source") or "").strip("/").split("/", 1)[0]
    claimant_id = _CLAIMANTS.get(account.lower(), _TABLE_CLAIMANT)
    claimant = lexicon.claimants.get(claimant_id)
    row = Row(
        when=when,
        where=_where(words_of(cells, "target"), lexicon),
        who=Who(account or None, claimant_id, claimant.claimant_type if claimant else "military", Side.UA),
        target_side=Side.UA,
        attacker_side=Side.RU,
        conflict_id="ru-ua",
        scope=Scope.EVENT if when.end - when.start <= timedelta(days=1) else Scope.PERIOD,
    )
    unit_id, weapon_class, weapon_model = weapon_of(words_of(cells, "model") or "", lexicon)
    figures = [
        Figure(
            column=column,
            cell=cell,
            measure=measure,
            unit_id="location" if measure is Measure.HIT else unit_id,
            qualifier=Qualifier.EXACT,
            value=int(cell.value),
            low=int(cell.value),
            high=int(cell.value),
            weapon_class=weapon_class,
            weapon_model=weapon_model,
        )
        for column, measure, cell in _figures(cells, unit_id, when.end)
    ]
    return claims_of(source, row, figures, extractor, extractor_version)


def _figures(cells: Cells, unit_id: str | None, end: date) -> Iterator[tuple[str, Measure, Cell]]:
    is_joint = unit_id == "drone" and end >= JOINT_FROM
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


def weapon_of(model: str, lexicon: Lexicon) -> tuple[str | None, str | None, str | None]:
    """Unit, class and model of a cell that names weapons. Of several joined by "and": what they have in common."""
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


def _where(target: str | None, lexicon: Lexicon) -> Where:
    """Places of a `target` cell: "Ukraine", a side of it ("south"), an oblast, "oblast, raion", or several joined by
    "and"."""
    ids = [_place(name.strip(), lexicon) for name in target.split(" and ")] if target else []
    return where_of(target, ids, lexicon)


def _place(name: str, lexicon: Lexicon) -> str | None:
    side = _REGIONS_OF_UKRAINE.get(name)
    return lexicon.place(side) if side else place_of(name, lexicon)


def _when(cells: Cells) -> When | None:
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
            return When(last, last, evening, Window.NIGHT, "night")
    if days == 0:
        return When(first, last, None, Window.DAY if has_start and has_end else Window.UNSTATED, "day")
    return When(first, last, None, Window.UNSTATED, precision_of(days))


def precision_of(days: int) -> str:
    """Precision code of a window that many days long."""
    return "day" if days == 0 else "range_2_6d" if days < 6 else "week" if days < 14 else "month"


def _moment(words: str) -> tuple[datetime | None, bool]:
    clock = _CLOCK.match(words)
    try:
        day = datetime.fromisoformat(clock[1]) if clock else None
        if day is None or clock is None or clock[2] is None:
            return day, False
        return day.replace(hour=int(clock[2]), minute=int(clock[3])), True
    except ValueError:
        return None, False
