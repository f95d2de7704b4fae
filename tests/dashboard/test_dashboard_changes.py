"""What the first page says of the release before, and of shares and coverage."""

from __future__ import annotations

import re
from pathlib import Path

import dashboard_frames as frames
import dashboard_html as html
import polars as pl

from dagster_project.dashboard.changes import changes
from dagster_project.dashboard.coverage import coverage
from dagster_project.dashboard.shares import shares
from dagster_project.lake import changes as rpt_changes

BEFORE = {"release_before": {"release_id": "r1", "as_of": "2024-01-01T00:00:00+00:00"}}
COLUMNS = "event_id measure unit_id kind cause low best high low_before best_before high_before"
NONE = (None, None, None)


def changed(*rows: tuple[object, ...]) -> dict[str, pl.DataFrame]:
    """The filled marts, with these changes since the release before."""
    found = frames.table(COLUMNS, *rows, event_date=frames.on("2023-06-02"), place_name="Maslova Pristan")
    return {**frames.filled(), "rpt_changes": frames.frame("rpt_changes", found)}


def test_a_change_is_told_with_both_values_and_its_cause() -> None:
    found = changes(
        frames.shelf(
            changed(
                ("e9", "missing", "person", "withdrawn", "read_anew", *NONE, 2, 2, 7),
                ("e2", "killed", "person", "moved", "new_report", 5, 5, None, 2, 2, 7),
                ("e2", "injured", "person", "new", "weighed_anew", 1, 3, 3, *NONE),
            )
        )
    )
    assert [(r["kind"], r["subject"], r["figure"], r["figure_before"], r["cause"], r["has_page"]) for r in found] == [
        ("new", "people injured", "3 (1–3)", None, "claims known already, weighed anew", True),
        ("moved", "people killed", "5 (5 or more)", "2 (2–7)", "a report that was not known here before", True),
        ("withdrawn", "people missing", None, "2 (2–7)", "a known report read anew", False),
    ]


def test_every_cause_and_kind_that_a_release_can_hold_has_words() -> None:
    told = {name: kind for name, kind, _ in rpt_changes.COLUMNS}
    causes, kinds = (re.findall(r"'(\w+)'", told[name]) for name in ("cause", "kind"))
    for cause in causes:
        for kind in kinds:
            [row] = changes(frames.shelf(changed(("e2", "killed", "person", kind, cause, 1, 1, 1, 2, 2, 2))))
            assert row["cause"] and row["kind"] == kind


def test_the_first_page_says_what_changed(tmp_path: Path) -> None:
    marts = changed(("e2", "killed", "person", "new", "new_report", 5, 5, 7, *NONE))
    frames.build(marts, {**frames.MANIFEST, **BEFORE}, tmp_path)
    words = " ".join(html.read((tmp_path / "index.html").read_text("utf-8")).text.split())
    assert (
        "reports up to 1 January 2024, 00:00 UTC. Since then: 1 new figure, 0 moved figures, 0 withdrawn figures."
        in words
    )
    assert "new people killed Maslova Pristan, 2 June 2023 5 (5–7) –" in words


def test_a_release_compared_with_none_says_nothing_of_changes(tmp_path: Path) -> None:
    frames.build(frames.filled(), {**frames.MANIFEST, "release_before": None}, tmp_path)
    assert "Changed since" not in (tmp_path / "index.html").read_text("utf-8")


def test_shares_count_days_of_one_origin_alone() -> None:
    marts = frames.filled()
    days = marts["fct_interceptions_daily"].with_columns(
        interception_rate=pl.Series([1.0, 0.8, None]), rate_reason=pl.Series([None, None, "no launched figure"]),
        stopped_rate=pl.Series([None, None, None], dtype=pl.Float64),
    )  # fmt: skip
    found = shares(frames.shelf({**marts, "fct_interceptions_daily": days}))
    assert [(r["unit"], r["launched"], r["share"], r["range"], r["days"]) for r in found["rows"]] == [
        ("drones", 61, "92 %", "80 %–100 %", 2)  # (36 + 20) of (36 + 25)
    ]
    assert found["reasons"] == [("no launched figure", 1)]


def test_coverage_warns_of_one_sided_reading_and_of_days_without_articles() -> None:
    marts = frames.filled()
    assert coverage(frames.shelf(marts))["warnings"] == [
        "Of the claims made for one of the two sides 67 % are Ukrainian."
    ]
    later = marts["dim_article"].with_columns(
        published_at=pl.when(pl.col("article_id") == "a1").then(frames.at("2023-06-05")).otherwise("published_at"),
        outlet=pl.lit("Dnipro Line"),
    )
    warnings = coverage(frames.shelf({**marts, "dim_article": later}))["warnings"]
    assert "On 2 of the 4 days up to 5 June 2023 no article was read." in warnings
