"""The other tables that are read: UCDP's events, the UN's totals, tables of figures. What is read, and what is turned away."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dagster_project.articles.forms import csv_table
from dagster_project.articles.model import Article, SourceKind
from dagster_project.articles.reading import Unread, articles
from dagster_project.articles.received import Limits, Reason, Source

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
GED = (
    "id,date_start,type_of_violence,conflict_name,side_a,side_b,country,adm_1,adm_2,where_description,source_headline,best,low,high\n"
    "7,2023-10-13,1,Russia - Ukraine,Government of Russia (Soviet Union),Government of Ukraine,Ukraine,Zaporizhzhya oblast,"
    '"Polohy raion","Novoprokopivka; Polohy raion",Some headline,4,1,8\n'
)
FIGURES = "published,outlet,claimant,place,date,measure,qualifier,value\n"


def read(folder: Path, name: str, content: str) -> list[Article | Unread]:
    (folder / name).write_text(content)
    return list(articles([folder / name], NOW))


def test_an_event_of_ucdp_becomes_its_line_with_the_range_before_the_best_estimate(tmp_path: Path) -> None:
    (article,) = read(tmp_path, "GEDEvent_v25_1.csv", GED)
    assert isinstance(article, Article)
    assert article.text == (
        "id=7; type_of_violence=1; conflict_name=Russia - Ukraine; side_a=Government of Russia (Soviet Union); "
        "side_b=Government of Ukraine; country=Ukraine; adm_1=Zaporizhzhya oblast; adm_2=Polohy raion; "
        "where_description=Novoprokopivka, Polohy raion; date_start=2023-10-13; low=1; high=8; best=4"
    ), "headlines stay out"
    assert (article.source_kind, article.outlet, article.source_form) == (SourceKind.TABLE, "UCDP GED", "ucdp_ged")


@pytest.mark.parametrize(
    ("name", "known_at"),
    [
        ("ucdp_ged251_ukraine.csv", datetime(2025, 6, 30, 23, 59, 59, tzinfo=UTC)),
        ("GEDEvent_v24_1.csv", datetime(2024, 6, 30, 23, 59, 59, tzinfo=UTC)),
        ("ged_2025-06-11.csv", datetime(2025, 6, 11, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_an_event_of_ucdp_is_known_from_its_release_on(tmp_path: Path, name: str, known_at: datetime) -> None:
    (article,) = read(tmp_path, name, GED)
    assert isinstance(article, Article) and article.known_at == known_at


def test_a_table_of_ucdp_that_names_no_release_is_turned_away(tmp_path: Path) -> None:
    (unread,) = read(tmp_path, "events.csv", GED)
    assert isinstance(unread, Unread) and unread.rejected.reason is Reason.UNREADABLE_DATE


def test_a_month_s_total_is_known_from_the_day_it_states(tmp_path: Path) -> None:
    content = "as_known_on,month,civilians_killed,source_url\n2023-02-05,2022-03,3378,https://example.org/a\n"
    (article,) = read(tmp_path, "totals.csv", content)
    assert isinstance(article, Article)
    assert (
        article.text == "as_known_on=2023-02-05; month=2022-03; civilians_killed=3378; source_url=https://example.org/a"
    )
    assert (article.known_at, article.url) == (datetime(2023, 2, 5, 23, 59, 59, tzinfo=UTC), "https://example.org/a")


def test_a_total_without_its_day_is_turned_away(tmp_path: Path) -> None:
    (unread,) = read(tmp_path, "totals.csv", "as_known_on,month,civilians_killed\n,2022-03,3951\n")
    assert isinstance(unread, Unread) and unread.rejected.reason is Reason.UNREADABLE_DATE


def test_a_figure_that_somebody_typed_is_an_article_of_its_outlet(tmp_path: Path) -> None:
    (article,) = read(
        tmp_path, "desk.csv", FIGURES + "2023-06-02,The Lantern,Mayor,Kyiv,2023-06-01,injured,at_least,10\n"
    )
    assert isinstance(article, Article)
    assert (article.outlet, article.source_kind, article.source_form) == ("The Lantern", SourceKind.TABLE, "figures")
    assert article.text == (
        "published=2023-06-02; outlet=The Lantern; claimant=Mayor; place=Kyiv; date=2023-06-01; measure=injured; "
        "qualifier=at_least; value=10"
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2023-06-02,L,,Kyiv,2023-06-01,casualties,exact,10", "in `measure`, found 'casualties'"),
        ("2023-06-02,L,,Kyiv,2023-06-01,injured,roughly,10", "in `qualifier`, found 'roughly'"),
        ("2023-06-02,L,,Kyiv,2023-06-01,injured,exact,ten", "in `value`, found 'ten'"),
        ("2023-06-02,L,,Kyiv,2023-06-01,injured,exact,", "in `value`, found 'nothing'"),
    ],
)
def test_a_figure_outside_the_vocabulary_is_turned_away_with_what_was_expected(
    tmp_path: Path, row: str, expected: str
) -> None:
    (unread,) = read(tmp_path, "desk.csv", FIGURES + row + "\n")
    assert isinstance(unread, Unread) and expected in unread.rejected.detail and unread.locator == "row 1"


def test_every_row_of_the_public_sample_of_ucdp_is_read(shared: Path) -> None:
    found = list(articles([shared / "reference" / "ucdp_ged251_ukraine_sample2000.csv"], NOW))
    assert len(found) == 2000 and all(isinstance(one, Article) for one in found)


def many_events(count: int) -> str:
    """Events with commas, line ends and letters of two bytes in their cells."""
    header, row = GED.splitlines()
    cell = '"Hroza, близько\r\nставка {}"'
    rows = (row.replace("7,", f"{n},", 1).replace('"Polohy raion"', cell.format("у" * (n % 50))) for n in range(count))
    return "\r\n".join((header, *rows))


@pytest.mark.parametrize("size", [256, 257, 1000, 4096])
def test_where_a_table_is_cut_for_reading_changes_no_row(size: int) -> None:
    content = many_events(200).encode()
    source = Source("ged251.csv")
    whole = list(csv_table.cut(io.BufferedReader(io.BytesIO(content), 1 << 20), source, Limits()))
    assert len(whole) == 200 and not any(entry.rejected for entry in whole)
    assert list(csv_table.cut(io.BufferedReader(io.BytesIO(content), size), source, Limits())) == whole


def test_events_of_ucdp_may_be_more_than_a_document_may_hold(tmp_path: Path) -> None:
    path = tmp_path / "ged251.csv"
    path.write_text(many_events(200))
    few = Limits(document_bytes=1000)
    assert list(articles([path], NOW, few)) == list(articles([path], NOW))


def test_a_broken_row_leaves_the_other_events(tmp_path: Path) -> None:
    header, row = GED.splitlines()
    broken = row.replace("7,", "8,", 1).replace('"Polohy raion"', '"Polohy" raion')
    path = tmp_path / "ged251.csv"
    path.write_text("\n".join((header, row, broken, row.replace("7,", "9,", 1))))
    kept = [one.source_id if isinstance(one, Article) else one.rejected.reason for one in articles([path], NOW)]
    assert kept == ["7", Reason.BROKEN_TABLE, "9"]
