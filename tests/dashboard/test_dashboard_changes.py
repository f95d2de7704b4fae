"""What the first page says of the release before, and of shares and coverage."""

from __future__ import annotations

from pathlib import Path

import dashboard_frames as frames
import dashboard_html as html
import polars as pl

from dagster_project import dashboard
from dagster_project.dashboard import shelf
from dagster_project.dashboard.changes import changes
from dagster_project.dashboard.coverage import coverage
from dagster_project.dashboard.shares import shares

CLAIMS = frozenset(frames.filled()["fct_claims"]["claim_id"])
ARTICLES = frozenset(frames.filled()["dim_article"]["article_id"])


def before(*drop: str, figures: pl.DataFrame | None = None, articles: frozenset[str] = ARTICLES) -> dashboard.Previous:
    """The filled marts as the release before, less the claims named."""
    known = frames.filled()["fct_figures"] if figures is None else figures
    return dashboard.Previous("2024-01-01T00:00:00+00:00", known, CLAIMS - set(drop), articles)


def told(previous: dashboard.Previous) -> list[tuple[str, str, str]]:
    found = changes(shelf.read(frames.filled()), previous)
    return [(row["kind"], row["subject"], row["cause"]) for row in found]


def test_the_same_figures_are_no_change() -> None:
    assert told(before()) == []


def test_a_figure_that_was_not_there_is_new_and_says_whether_its_report_was_known() -> None:
    figures = frames.filled()["fct_figures"].filter(pl.col("measure") != "killed")
    assert told(before("c5", figures=figures, articles=ARTICLES - {"a4"})) == [
        ("new", "people killed", "a report that was not known here before")
    ]
    assert told(before("c5", figures=figures)) == [("new", "people killed", "a known report read anew")]
    assert told(before(figures=figures)) == [("new", "people killed", "claims known already, weighed anew")]


def test_a_figure_that_moved_or_went_is_told_with_its_value_before() -> None:
    rows = frames.filled()["fct_figures"].to_dicts()
    rows[4]["best"] = 2
    rows.append({**rows[4], "measure": "missing", "claim_ids": ["gone"]})
    found = changes(shelf.read(frames.filled()), before(figures=frames.frame("fct_figures", rows)))
    assert [(r["kind"], r["subject"], r["figure"], r["figure_before"], r["cause"]) for r in found] == [
        ("moved", "people killed", "5 (5–7)", "2 (5–7)", "claims known already, weighed anew"),
        ("withdrawn", "people missing", None, "2 (5–7)", "a known report read anew"),
    ]


def test_the_first_page_says_what_changed(tmp_path: Path) -> None:
    figures = frames.filled()["fct_figures"].filter(pl.col("measure") != "killed")
    dashboard.build(frames.filled(), frames.MANIFEST, tmp_path, before("c5", figures=figures))
    words = " ".join(html.read((tmp_path / "index.html").read_text("utf-8")).text.split())
    assert (
        "reports up to 1 January 2024, 00:00 UTC. Since then: 1 new figure, 0 moved figures, 0 withdrawn figures."
        in words
    )
    assert "new people killed Maslova Pristan, 2 June 2023 5 (5–7) –" in words


def test_shares_count_days_of_one_origin_alone() -> None:
    marts = frames.filled()
    days = marts["fct_interceptions_daily"].with_columns(
        interception_rate=pl.Series([1.0, 0.8, None]), rate_reason=pl.Series([None, None, "no launched figure"]),
        stopped_rate=pl.Series([None, None, None], dtype=pl.Float64),
    )  # fmt: skip
    found = shares(shelf.read({**marts, "fct_interceptions_daily": days}))
    assert [(r["unit"], r["launched"], r["share"], r["range"], r["days"]) for r in found["rows"]] == [
        ("drones", 61, "92 %", "80 %–100 %", 2)  # (36 + 20) of (36 + 25)
    ]
    assert found["reasons"] == [("no launched figure", 1)]


def test_coverage_warns_of_one_sided_reading_and_of_days_without_articles() -> None:
    marts = frames.filled()
    assert coverage(shelf.read(marts))["warnings"] == [
        "Of the claims made for one of the two sides 67 % are Ukrainian."
    ]
    later = marts["dim_article"].with_columns(
        published_at=pl.when(pl.col("article_id") == "a1").then(frames.at("2023-06-05")).otherwise("published_at"),
        outlet=pl.lit("Dnipro Line"),
    )
    warnings = coverage(shelf.read({**marts, "dim_article": later}))["warnings"]
    assert "On 2 of the 4 days up to 5 June 2023 no article was read." in warnings
