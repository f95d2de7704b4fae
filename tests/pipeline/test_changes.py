"""What a release says of the one before it: each figure that differs, how, and what brought it about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dagster_project.lake import changes

RANGE = tuple[int, int, int | None]


@dataclass
class Release:
    """The tables that two releases are compared by. Figures: cell → (range, claims); claims: id → (article, is_rejected,
    is_superseded)."""

    figures: dict[str, tuple[RANGE, list[str]]] = field(default_factory=dict)
    claims: dict[str, tuple[str, bool, bool]] = field(default_factory=dict)
    known: datetime = datetime(2024, 1, 1)

    def write(self, path: Path) -> Path:
        with duckdb.connect(str(path)) as made:
            made.execute("create schema marts")
            made.execute(
                "create table marts.fct_figures (figure_id varchar, event_id varchar, event_date date, place_name varchar, "
                "target_side varchar, measure varchar, unit_id varchar, low bigint, best bigint, high bigint, n_origins bigint, "
                "claim_ids varchar[])"
            )
            made.execute(
                "create table marts.fct_claims (claim_id varchar, article_id varchar, is_rejected boolean, superseded_at timestamp)"
            )
            made.execute("create table marts.dim_article (article_id varchar, known_at timestamp)")
            self._fill(made)
        return path

    def _fill(self, made: duckdb.DuckDBPyConnection) -> None:
        for cell, ((low, best, high), claims) in self.figures.items():
            made.execute(
                "insert into marts.fct_figures values (?, 'e', '2023-06-02', 'Kyiv', 'UA', 'killed', 'person', ?, ?, ?, ?, ?)",
                [cell, low, best, high, len(claims), claims],
            )
        for claim, (article, is_rejected, is_superseded) in self.claims.items():
            ended = self.known if is_superseded else None
            made.execute("insert into marts.fct_claims values (?, ?, ?, ?)", [claim, article, is_rejected, ended])
        for article in sorted({article for article, _, _ in self.claims.values()}):
            made.execute("insert into marts.dim_article values (?, ?)", [article, self.known])


BEFORE = Release({"f": ((2, 2, 2), ["c1"])}, {"c1": ("a1", False, False)})


def between(before: Release, now: Release, folder: Path) -> list[dict[str, Any]]:
    database = now.write(folder / "now.duckdb")
    changes.write(database, "r1", before.write(folder / "before.duckdb"))
    with duckdb.connect(str(database), read_only=True) as reader:
        cursor = reader.execute("select * from marts.rpt_changes order by figure_id")
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_the_same_figures_are_no_change(tmp_path: Path) -> None:
    assert between(BEFORE, BEFORE, tmp_path) == []


@pytest.mark.parametrize(
    ("figure", "claims", "kind", "cause"),
    [
        (((5, 5, 5), ["c1", "c2"]), {"c1": ("a1", False, False), "c2": ("a2", False, False)}, "moved", "new_report"),
        (((5, 5, 5), ["c3"]), {"c3": ("a1", False, False)}, "moved", "read_anew"),
        (None, {"c1": ("a1", True, False)}, "withdrawn", "correction"),
        (None, {"c1": ("a1", False, True)}, "withdrawn", "new_version"),
        (None, {}, "withdrawn", "read_anew"),
        (((2, 3, 3), ["c1"]), {"c1": ("a1", False, False)}, "moved", "weighed_anew"),
        (((2, 2, None), ["c1"]), {"c1": ("a1", False, False)}, "moved", "weighed_anew"),  # only the high end opened
    ],
)
def test_each_change_has_its_cause(
    figure: tuple[RANGE, list[str]] | None,
    claims: dict[str, tuple[str, bool, bool]],
    kind: str,
    cause: str,
    tmp_path: Path,
) -> None:
    now = Release({"f": figure} if figure else {}, claims)
    [row] = between(BEFORE, now, tmp_path)
    assert (row["kind"], row["cause"]) == (kind, cause)
    assert (row["low_before"], row["best_before"], row["high_before"]) == (2, 2, 2)
    assert (row["low"], row["best"], row["high"]) == (figure[0] if figure else (None, None, None))


def test_a_new_figure_names_its_claims_and_what_it_is_compared_with(tmp_path: Path) -> None:
    now = Release({**BEFORE.figures, "g": ((1, 1, 4), ["c2"])}, {**BEFORE.claims, "c2": ("a2", False, False)})
    [row] = between(BEFORE, now, tmp_path)
    assert (row["figure_id"], row["kind"], row["cause"]) == ("g", "new", "new_report")
    assert (row["added_claim_ids"], row["dropped_claim_ids"]) == (["c2"], [])
    assert (row["best"], row["best_before"], row["n_origins"], row["n_origins_before"]) == (1, None, 1, None)
    assert (row["release_before"], row["as_of_before"]) == ("r1", datetime(2024, 1, 1))


@pytest.mark.parametrize("lacking", ["the release", "a column"])
def test_with_nothing_to_compare_with_the_table_is_there_and_empty(lacking: str, tmp_path: Path) -> None:
    database, before = BEFORE.write(tmp_path / "now.duckdb"), tmp_path / "before.duckdb"
    if lacking == "a column":
        Release().write(before)
        with duckdb.connect(str(before)) as older:
            older.execute("alter table marts.fct_figures drop column claim_ids")
    assert changes.write(database, "r1", before) is None
    with duckdb.connect(str(database), read_only=True) as reader:
        assert reader.execute("from marts.rpt_changes").fetchall() == []
        described: Sequence[tuple[str, str]] = reader.execute(
            "select column_name, comment from duckdb_columns() where table_name = 'rpt_changes' order by column_index"
        ).fetchall()
    assert described == [(name, meaning) for name, _, meaning in changes.COLUMNS]
