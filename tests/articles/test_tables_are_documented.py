"""docs/tables.md names what is read: every layout's columns, and every word of a table of figures."""

from __future__ import annotations

import re

import pytest

from dagster_project.articles.forms import figure_table
from dagster_project.articles.forms.csv_table import LAYOUTS
from dagster_project.articles.forms.layouts import Layout
from dagster_project.claims.figure_columns import MEASURES, QUALIFIERS, SCOPES
from tests.conftest import PROJECT

NAMED = set(re.findall(r"`([^`]+)`", (PROJECT / "docs" / "tables.md").read_text(encoding="utf-8")))
UNNAMED_HEDGES = {"derived"}
"""A label of other people's tables, read and not asked for."""


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_layout_s_columns_are_named(layout: Layout) -> None:
    assert set(layout.required) <= NAMED


@pytest.mark.parametrize(
    "words",
    [MEASURES, QUALIFIERS, SCOPES, figure_table.LAYOUT.columns],
    ids=["measures", "qualifiers", "scopes", "columns"],
)
def test_every_word_of_a_table_of_figures_is_named(words: dict[str, object]) -> None:
    assert set(words) - NAMED <= UNNAMED_HEDGES
