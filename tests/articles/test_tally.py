"""The daily-bulletin layout: a row's canonical line, its key, its times; whatever the vintage's columns."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dagster_project.articles.model import Article, Precision, SourceKind
from dagster_project.articles.reading import Unread, articles

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
HEADER = "time_start,time_end,model,launch_place,target,not_reach_goal,launched,destroyed,border_crossing,source\n"
NIGHT = '2023-06-01 22:00,2023-06-02 05:00,Shahed-136/131,"Chauda, Crimea",Ukraine,,36.0,36.0,{},kpszsu/posts/1\n'


def rows(folder: Path, content: str) -> list[Article | Unread]:
    (folder / "tally.csv").write_text(content)
    return list(articles([folder], NOW))


def test_a_row_becomes_its_canonical_line(tmp_path: Path) -> None:
    (article,) = rows(tmp_path, HEADER + NIGHT)
    assert isinstance(article, Article)
    assert article.text == (
        "time_start=2023-06-01 22:00; time_end=2023-06-02 05:00; model=Shahed-136/131; launch_place=Chauda, Crimea; "
        "target=Ukraine; launched=36; destroyed=36; source=kpszsu/posts/1"
    )
    assert (article.source_kind, article.outlet) == (SourceKind.TABLE, "Air Force of Ukraine (daily tally)")
    assert article.known_at == datetime(2023, 6, 2, 2, tzinfo=UTC), "the window's end, Kyiv summer time"


def test_the_order_of_columns_and_empty_ones_make_no_other_line(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (one,) = rows(tmp_path / "a", HEADER + NIGHT)
    other_header = "time_start,time_end,model,launch_place,target,carrier,destroyed,launched,source\n"
    other = '2023-06-01 22:00,2023-06-02 05:00,Shahed-136/131,"Chauda, Crimea",Ukraine,,36,36,kpszsu/posts/1\n'
    (two,) = rows(tmp_path / "b", other_header + other)
    assert isinstance(one, Article) and isinstance(two, Article)
    assert one.text == two.text


def test_a_bare_date_is_known_at_its_end(tmp_path: Path) -> None:
    (article,) = rows(tmp_path, HEADER + "2024-06-01,2024-06-01,ZALA,,south,,1,1,{},PvKPivden/posts/2\n")
    assert isinstance(article, Article)
    assert (article.published_precision, article.known_at) == (
        Precision.DAY,
        datetime(2024, 6, 1, 23, 59, 59, tzinfo=UTC),
    )


def test_rows_of_one_post_and_day_stay_two(tmp_path: Path) -> None:
    found = rows(tmp_path, HEADER + NIGHT + NIGHT.replace("Chauda, Crimea", "Kursk oblast"))
    assert [one.source_id for one in found if isinstance(one, Article)] == [
        "1|131+Shahed-136|Ukraine|2023-06-02",
        "1|131+Shahed-136|Ukraine|2023-06-02|2",
    ]


def test_a_row_keeps_its_key_when_a_vintage_mends_its_window_and_the_order_of_its_models(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    two_models = NIGHT.replace("Shahed-136/131", "X-22 and Kalibr")
    (one,) = rows(tmp_path / "a", HEADER + two_models)
    mended = two_models.replace("2023-06-01 22:00", "2023-06-01").replace("X-22 and Kalibr", "Kalibr and X-22")
    (two,) = rows(tmp_path / "b", HEADER + mended)
    assert isinstance(one, Article) and isinstance(two, Article)
    assert one.source_id == two.source_id == "1|Kalibr+X-22|Ukraine"


def test_a_source_that_names_no_post_is_told_apart_by_its_day(tmp_path: Path) -> None:
    first = NIGHT.replace("kpszsu/posts/1", "GeneralStaff.ua")
    (one,) = rows(tmp_path, HEADER + first)
    assert isinstance(one, Article) and one.source_id == "GeneralStaff.ua|131+Shahed-136|Ukraine|2023-06-02"


@pytest.mark.parametrize("end", ["", "soon", "2023-02-30", "2023-06-02 25:00"])
def test_a_row_without_a_readable_window_is_rejected(tmp_path: Path, end: str) -> None:
    (unread,) = rows(tmp_path, HEADER + NIGHT.replace("2023-06-02 05:00", end))
    assert isinstance(unread, Unread) and unread.rejected.reason.value == "unreadable_date"
    assert unread.locator == "row 1"
