"""The vocabulary seeds, which dbt reads too, made into the engine's lexicon: the only place that reads its words from disk."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from dagster_project import claims
from dagster_project.claims.lexicon import (
    Claimant,
    Cue,
    Hedge,
    Lexicon,
    Noun,
    NumberWord,
    OfficeHolder,
    PhraseTable,
    Place,
    Result,
    Weapon,
)
from dagster_project.claims.model import Measure, Qualifier, Side
from dagster_project.lake.gazetteer import places, spelling_index
from dagster_project.settings import SEEDS_DIR

_REGION_ENDING = re.compile(r" (?:oblast|region|krai|republic)$")
_SEEDS = (
    "units", "nouns", "cues", "results", "number_words", "hedges", "weapons", "weapon_names", "demonyms",
    "claimants", "claimant_aliases", "claimant_titles",
    "office_holders", "places", "place_aliases", "place_stopwords",
)  # fmt: skip


def _rows(seeds_dir: Path, name: str) -> Iterator[dict[str, str]]:
    with (seeds_dir / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _side(value: str) -> Side | None:
    return Side(value) if value in ("UA", "RU", "other") else None


@lru_cache(maxsize=2)
def load(seeds_dir: Path = SEEDS_DIR) -> Lexicon:
    """Read the seeds and build the lexicon. Raises FileNotFoundError or KeyError where a seed or a column is missing."""
    digest = hashlib.sha256()
    for name in _SEEDS:
        digest.update((seeds_dir / f"{name}.csv").read_bytes())
    for module in sorted(Path(claims.__file__).parent.glob("*.py")):  # a better reader reads the past again, too
        digest.update(module.read_bytes())
    weapons = {row["weapon_model"]: _weapon(row) for row in _rows(seeds_dir, "weapons")}
    units = list(_rows(seeds_dir, "units"))
    gazetteer = places(seeds_dir)
    known_places = {row["place_id"]: _place(row) for row in gazetteer.iter_rows(named=True)}
    claimants = {row["claimant_id"]: _claimant(row) for row in _rows(seeds_dir, "claimants")}
    return Lexicon(
        nouns=PhraseTable(_nouns(seeds_dir)),
        weapons=PhraseTable((row["surface"], weapons[row["weapon_model"]]) for row in _rows(seeds_dir, "weapon_names")),
        cues=PhraseTable(_cues(seeds_dir)),
        results=PhraseTable(
            (r["surface"], Result(None if r["measure"] == "casualties" else Measure(r["measure"]), r["kind"]))
            for r in _rows(seeds_dir, "results")
        ),
        numbers=PhraseTable(
            (r["surface"], NumberWord(int(r["value"]), r["kind"])) for r in _rows(seeds_dir, "number_words")
        ),
        hedges=PhraseTable(
            (r["surface"], Hedge(Qualifier(r["qualifier"]), r["position"] == "after", bool(r["nearly"])))
            for r in _rows(seeds_dir, "hedges")
        ),
        claimant_names=PhraseTable((r["surface"], r["claimant_id"]) for r in _rows(seeds_dir, "claimant_aliases")),
        claimant_titles=PhraseTable(_titles(seeds_dir)),
        demonyms={r["surface"]: r["side"] for r in _rows(seeds_dir, "demonyms")},
        claimants=claimants,
        place_names=PhraseTable(spelling_index(gazetteer).items()),
        places=known_places,
        weapon_models=weapons,
        regions=_regions(gazetteer.iter_rows(named=True)),
        unit_parents={u["unit_id"]: u["parent_unit_id"] for u in units if u["parent_unit_id"]},
        unit_subjects={u["unit_id"]: u["subject"] for u in units},
        office_holders=_office_holders(seeds_dir),
        digest=digest.hexdigest()[:12],
    )


def _weapon(row: dict[str, str]) -> Weapon:
    return Weapon(row["weapon_model"], row["weapon_class"], row["unit_id"], _side(row["side_usual"]), row["label"])


def _claimant(row: dict[str, str]) -> Claimant:
    return Claimant(
        row["claimant_id"],
        row["claimant_type"],
        _side(row["side"]),
        row["is_named"] == "true",
        row["place_id"] or None,
        row["organisation_claimant_id"] or None,
    )


def _office_holders(seeds_dir: Path) -> dict[str, tuple[OfficeHolder, ...]]:
    found: dict[str, list[OfficeHolder]] = {}
    for row in _rows(seeds_dir, "office_holders"):
        until = date.fromisoformat(row["held_until"]) if row["held_until"] else None
        term = OfficeHolder(row["holder_claimant_id"], date.fromisoformat(row["held_from"]), until)
        found.setdefault(row["office_claimant_id"], []).append(term)
    return {office: tuple(terms) for office, terms in found.items()}


def _place(row: dict[str, Any]) -> Place:
    return Place(
        row["place_id"], row["name"], row["place_type"], row["parent_place_id"], row["country"], row["held_by"]
    )


def _nouns(seeds_dir: Path) -> Iterator[tuple[str, Noun]]:
    for row in _rows(seeds_dir, "nouns"):
        same = row["singular"] == row["plural"]
        for surface, plural in ((row["singular"], False), (row["plural"], True)):
            if same and plural:
                continue
            yield (
                surface,
                Noun(
                    row["singular"],
                    row["unit_id"],
                    row["subject"],
                    row["weapon_class"] or None,
                    plural or same,
                    not plural or same,
                ),
            )


def _cues(seeds_dir: Path) -> Iterator[tuple[str, tuple[Cue, ...]]]:
    by_form: dict[str, list[Cue]] = {}
    for row in _rows(seeds_dir, "cues"):
        for form in row["forms"].split(";"):
            by_form.setdefault(form, []).append(Cue(row["lemma"], row["role"], row["subject"], Measure(row["measure"])))
    for form, cues in by_form.items():
        yield form, tuple(cues)


def _titles(seeds_dir: Path) -> Iterator[tuple[str, str]]:
    for row in _rows(seeds_dir, "claimant_titles"):
        yield row["title"], row["claimant_type"]


def _regions(rows: Iterator[dict[str, Any]]) -> dict[str, str]:
    """First-level units by every spelling: what "Kharkiv" means in "Kharkiv region"."""
    found: dict[str, str] = {}
    for row in rows:
        if row["place_type"] == "adm1":
            for spelling in row["spellings"]:
                name = _REGION_ENDING.sub("", spelling)
                if name not in found or row["place_id"] in ("UA-32", "RU-MOS"):
                    found[name] = row["place_id"]
    return found
