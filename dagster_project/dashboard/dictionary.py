"""The published tables as the data dictionary and the list of downloads show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Described:
    """A published table: what a row is, and each column's name, type and meaning."""

    name: str
    comment: str
    columns: Sequence[tuple[str, str, str]]


# What stands in the folder `exports` of a release, and what it is for.
EXPORTS = (
    ("events.geojson", "Events with coordinates and their figures, for maps (GeoJSON)"),
    ("fct_figures.csv", "Figures with low, best, high and what they rest on (CSV)"),
    ("fct_claims.csv", "Every claim with its quote (CSV)"),
    ("rpt_changes.csv", "Figures that are new, moved or withdrawn since the release before, and why (CSV)"),
    ("fct_discrepancies.csv", "Disagreements (CSV)"),
    ("dim_event.csv", "Events (CSV)"),
    ("dim_article.csv", "Articles, without their text (CSV)"),
    ("rpt_sources.csv", "Named origins and how many others state what they state (CSV)"),
    ("rpt_source_agreement.csv", "Pairs of origins and how often they agree (CSV)"),
    ("ucdp_ged_shaped.csv", "Events with deaths, laid out as UCDP GED: what is not coded here is empty (CSV)"),
    ("acled_shaped.csv", "Events laid out as ACLED, with the range of deaths in three columns more (CSV)"),
)
