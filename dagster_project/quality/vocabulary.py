"""The words that claims and articles may use: enums of the records, codes of the seeds. One place for the suites."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dagster_project.articles.model import Precision, SourceKind
from dagster_project.claims.model import (
    DateBasis,
    Derivation,
    Measure,
    Modality,
    PartRole,
    Qualifier,
    Scope,
    Side,
    Window,
)
from dagster_project.settings import SEEDS_DIR

CLAIM_ENUMS: dict[str, list[str]] = {
    "measure": [*Measure],
    "qualifier": [*Qualifier],
    "scope": [*Scope],
    "modality": [*Modality],
    "derivation": [*Derivation],
    "part_role": [*PartRole],
    "window": [*Window],
    "date_basis": [*DateBasis],
    "target_side": [*Side],
    "attacker_side": [*Side],
    "claimant_side": [*Side],
}
"""Column → permitted values. A column that may be empty is judged only where it is not."""

REQUIRED_CLAIM_ENUMS = ("measure", "qualifier", "scope", "modality", "window", "date_basis")
ARTICLE_ENUMS: dict[str, list[str]] = {"published_precision": [*Precision], "source_kind": [*SourceKind]}

GEO_PRECISIONS = ["settlement", "near_settlement", "adm2", "adm1", "macro_region", "country", "sea_air"]
PLACE_ID = r"^([A-Z]{2}(-[A-Z0-9]{1,3})?|gn:\d+|x:[a-z0-9-]+)$"
"""ISO 3166 country or first-level code, a GeoNames number, or a slug of our own seed."""


def unit_ids(seeds: Path = SEEDS_DIR) -> list[str]:
    """Every unit of the seed; raises where the seed is missing, since no claim could be judged then."""
    return pl.read_csv(seeds / "units.csv", columns=["unit_id"])["unit_id"].to_list()
