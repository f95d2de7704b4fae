"""Rows of tables → claims: the canonical `column=value; …` line read by its columns, not by the engine. Which reader takes a
row, its columns tell."""

from __future__ import annotations

from dagster_project.claims.bulletins import bulletin_claims
from dagster_project.claims.figure_rows import figure_claims
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, SourceText
from dagster_project.claims.month_total_rows import war_total_claims
from dagster_project.claims.table_rows import cells_of
from dagster_project.claims.ucdp_rows import ucdp_claims

_READERS = (
    ("time_end", bulletin_claims),
    ("type_of_violence", ucdp_claims),
    ("as_known_on", war_total_claims),
    ("measure", figure_claims),
)
"""Reader by a column that only its layout has."""


def extract_row(source: SourceText, lexicon: Lexicon, extractor: str, extractor_version: str) -> list[Claim]:
    """Claims of one row; none where no reader knows its columns, or where it lacks what a claim needs."""
    cells = cells_of(source.text)
    reader = next((reader for column, reader in _READERS if column in cells), None)
    return [] if reader is None else reader(source, cells, lexicon, extractor, extractor_version)
