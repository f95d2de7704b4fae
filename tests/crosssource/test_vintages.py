"""Two vintages of the bulletin table, in either order: the newest content makes the figure, and each was known when it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project.lake import acquire, claims, desk, frames, gazetteer, groups, lexicon
from dagster_project.settings import Settings
from tests.crosssource.conftest import READ_AT
from tests.dbt import warehouse_builder as wb

HEADER = "time_start,time_end,model,launch_place,target,launched,destroyed,source\n"
ROW = "2023-05-28 00:00,2023-05-28 08:00,Shahed-136/131,,Ukraine,{},{},kpszsu/posts/7\n"
OLDER, NEWER = ("2023-06-01", 54, 52), ("2023-11-27", 59, 58)


def built(vintages: tuple[tuple[str, int, int], ...], data: Path) -> Settings:
    settings = Settings(data_dir=data)
    frames.prepare(settings)
    desk.lay_out(settings)
    for day, launched, destroyed in vintages:
        path = data / f"tally_{day}.csv"
        path.write_text(HEADER + ROW.format(launched, destroyed))
        acquire.acquire([path], settings, READ_AT)
    gazetteer.write_places(settings)
    groups.refresh(settings)
    claims.refresh(settings, lexicon.load())
    wb.dbt(settings, "seed")
    wb.dbt(settings, "run", "--select", "+fct_figures", "+fct_figure_history", "+fct_claims")
    return settings


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Settings]:
    folder = tmp_path_factory.mktemp("vintages")
    return {
        "older first": built((OLDER, NEWER), folder / "older-first"),
        "newer first": built((NEWER, OLDER), folder / "newer-first"),
    }


@pytest.mark.parametrize("order", ["older first", "newer first"])
def test_the_newest_vintage_makes_the_figure(warehouses: dict[str, Settings], order: str) -> None:
    settings = warehouses[order]
    assert wb.rows(settings, "select measure, low, best, high from marts.fct_figures order by measure") == [
        ("intercepted", 58, 58, 58),
        ("launched", 59, 59, 59),
    ]
    assert wb.rows(settings, "select measure, value from marts.fct_claims order by measure, value") == [
        ("intercepted", 52),
        ("intercepted", 58),
        ("launched", 54),
        ("launched", 59),
    ], "every content stays"


@pytest.mark.parametrize(
    ("day", "expected"), [("2023-05-27", []), ("2023-05-28", [(54,)]), ("2023-11-26", [(54,)]), ("2023-11-27", [(59,)])]
)
def test_each_content_counts_from_when_it_was_known(
    warehouses: dict[str, Settings], day: str, expected: list[tuple[int]]
) -> None:
    found = wb.rows(
        warehouses["older first"], f"select best from marts.figures_as_of('{day}') where measure = 'launched'"
    )
    assert found == expected
