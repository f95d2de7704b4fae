"""Figures of the whole country built from prose alone agree with the table of the daily bulletins, or it was read why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project.settings import Settings
from tests.dbt import bulletins
from tests.dbt import warehouse_builder as wb

AGREEING = 0.87
"""Least share of the figures that agree with the table; only rises."""
EXPLAINED = 0.92
"""Least share that agrees or was read and differs for a reason of the text's or the table's own."""
TEXT_DIFFERS = {
    (
        "2023-03-28",
        "night",
        "intercepted",
        "drone",
    ): "the General Staff's count, a night of 14 of 15; the table has the Air Force's",
    ("2023-03-28", "night", "launched", "drone"): "as above",
    ("2023-05-16", "unstated", "intercepted", "aerial_target"): "the text counts the missiles of the raid on Kyiv, 18",
    ("2023-05-16", "unstated", "launched", "missile"): "as above; the table has 10 ballistic where the text has 3",
    ("2023-07-11", "unstated", "launched", "drone"): "the text puts 26 drones, the table 28 launched and 26 shot down",
    ("2023-08-06", "night", "intercepted", "cruise_missile"): "the text puts 30 of 40 shot down, the table 31",
    ("2023-10-22", "night", "intercepted", "drone"): "the text puts six drones, the table three and two unknown",
    ("2023-12-18", "night", "launched", "drone"): "the text repeats the number of the night before as that night's",
}
"""Read one by one: event date, window, measure and unit, with why prose and table differ."""


@pytest.fixture(scope="module")
def compared(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, list[bulletins.Compared]]:
    folder = tmp_path_factory.mktemp("bulletins")
    settings = bulletins.from_prose(shared, folder / "prose")
    return settings, bulletins.compare(settings, bulletins.table(shared, folder / "table"))


def test_nation_wide_figures_of_prose_agree_with_the_bulletins(
    compared: tuple[Settings, list[bulletins.Compared]],
) -> None:
    settings, found = compared
    differing = [one for one in found if not one.agrees]
    unexplained = [one for one in differing if one.figure.key not in TEXT_DIFFERS]
    told = "\n".join(line for one in unexplained for line in bulletins.told(settings, one))
    assert len(found) >= 140, "figures on days that the table has"
    assert 1 - len(differing) / len(found) >= AGREEING, told
    assert 1 - len(unexplained) / len(found) >= EXPLAINED, told


def test_prose_is_linked_to_events(compared: tuple[Settings, list[bulletins.Compared]]) -> None:
    """Of the claims of the configured war that are about one attack."""
    [(share,)] = wb.rows(
        compared[0],
        "select count(event_id) / count(*) from marts.fct_claims where conflict_id = 'ru-ua' and scope in ('event', 'background')",
    )
    assert share >= 0.85
