"""A build that takes over what is unchanged gives the site that a build from nothing gives, and makes only what changed."""

from __future__ import annotations

from pathlib import Path

import dashboard_frames as frames
import polars as pl
import pytest

from dagster_project.dashboard import pages

LATER = {**frames.MANIFEST, "as_of": "2025-01-01T00:00:00+00:00", "built_at": "2025-01-01T05:00:00+00:00"}


def changed() -> dict[str, pl.DataFrame]:
    """The filled marts with another toll in event e2."""
    marts = frames.filled()
    is_toll = (pl.col("event_id") == "e2") & (pl.col("measure") == "killed")
    marts["fct_figures"] = marts["fct_figures"].with_columns(best=pl.when(is_toll).then(6).otherwise("best"))
    return marts


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def taken_over(old: Path, new: Path) -> set[str]:
    """The files that are the old site's own."""
    return {name for name in contents(new) if (old / name).exists() and (old / name).samefile(new / name)}


@pytest.fixture
def last(tmp_path: Path) -> Path:
    frames.build(frames.filled(), frames.MANIFEST, tmp_path / "last")
    return tmp_path / "last"


def test_what_is_unchanged_is_taken_over_and_the_bytes_are_those_of_a_build_from_nothing(
    last: Path, tmp_path: Path
) -> None:
    before = contents(last)
    frames.build(changed(), LATER, tmp_path / "full")
    frames.build(changed(), LATER, tmp_path / "new", last=last)
    assert contents(tmp_path / "new") == contents(tmp_path / "full")
    assert contents(last) == before
    kept = taken_over(last, tmp_path / "new")
    assert {"events/e3.html", "events-2024-09.html"} <= kept  # nothing in them changed, though newer reports are known
    assert not kept & {
        "events/e2.html",
        "events/e1.html",
        "events-2023-06.html",
        "index.html",
    }  # e1 lists e2 as its neighbour


@pytest.mark.parametrize(
    ("mart", "column", "value"),
    [
        ("dim_article", "title", "Another headline"),
        ("dim_article", "outlet", "Another Outlet"),
        ("dim_claimant", "name", "Another claimant"),
        ("dim_event", "window", "day"),
        ("dim_rule", "name", "another_rule"),
        ("dim_unit", "label_plural", "other things"),
        ("fct_claims", "sentence", "Another sentence."),
        ("fct_claims", "link_confidence", "weak"),
        ("fct_discrepancies", "explanation", "Another explanation."),
        ("fct_discrepancies", "status", "accepted"),
        ("fct_figures", "n_outlets", 9),
        ("fct_figure_history", "n_origins", 9),
        ("fct_claims", "relay", "Another agency"),
    ],
)
def test_whatever_an_event_page_says_makes_it_anew_where_it_changes(
    last: Path, tmp_path: Path, mart: str, column: str, value: object
) -> None:
    marts = frames.filled()
    marts[mart] = marts[mart].with_columns(pl.lit(value).alias(column))
    frames.build(marts, LATER, tmp_path / "full")
    frames.build(marts, LATER, tmp_path / "new", last=last)
    assert contents(tmp_path / "new") == contents(tmp_path / "full")
    assert contents(tmp_path / "new")["events/e2.html"] != contents(last)["events/e2.html"]
    assert "events/e2.html" not in taken_over(last, tmp_path / "new")


def test_another_program_takes_over_nothing(last: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_maker", lambda: "another")
    frames.build(frames.filled(), frames.MANIFEST, tmp_path / "new", last=last)
    assert taken_over(last, tmp_path / "new") == set()


@pytest.mark.parametrize("missing", ["pages.json", "events/e3.html", "."])
def test_what_is_missing_in_the_last_site_is_made_anew(last: Path, tmp_path: Path, missing: str) -> None:
    (last / missing).unlink() if missing != "." else last.rename(tmp_path / "gone")
    frames.build(frames.filled(), frames.MANIFEST, tmp_path / "new", last=last)
    frames.build(frames.filled(), frames.MANIFEST, tmp_path / "full")
    assert contents(tmp_path / "new") == contents(tmp_path / "full")


def test_where_the_disk_has_no_links_pages_are_copied(
    last: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(_old: Path, _new: Path) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("os.link", no_link)
    frames.build(frames.filled(), frames.MANIFEST, tmp_path / "new", last=last)
    assert taken_over(last, tmp_path / "new") == set()
    assert contents(tmp_path / "new") == contents(last)


def test_building_over_a_site_leaves_the_one_it_shares_pages_with_alone(last: Path, tmp_path: Path) -> None:
    before = contents(last)
    frames.build(frames.filled(), frames.MANIFEST, tmp_path / "new", last=last)
    frames.build(changed(), LATER, tmp_path / "new")
    assert contents(last) == before
