"""The past of real text: asking the warehouse of two months for a moment gives, row for row, what a warehouse built from the inputs
known by then holds."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from dagster_project.settings import Settings
from tests.dbt import bulletins
from tests.dbt import warehouse_builder as wb

FIRST, LAST = date(2023, 5, 1), date(2023, 6, 30)
"""The months taken: the raids of May on Kyiv and the dam, so that tolls grow, windows meet and stories are rewritten."""
MOMENTS = ["2023-05-12 07:00", "2023-05-28", "2023-06-09 16:30"]
MARTS = (
    "+fct_claims", "+fct_figures", "+fct_period_figures", "+dim_event", "brg_place_ancestor", "brg_event_overlap",
)  # fmt: skip
COMPARED = (
    ("claims_as_of('{}')", "marts.fct_claims", "claim_id"),
    ("figures_as_of('{}')", "marts.fct_figures", "figure_id"),
    ("period_figures_as_of('{}')", "marts.fct_period_figures where valid_to is null", "period_figure_id"),
)


def _built(folder: Path, inputs: Path) -> Settings:
    settings = Settings(data_dir=folder, keep_raw=False)
    wb.read(settings, sorted(inputs.iterdir()))
    wb.dbt(settings, "seed")
    wb.dbt(settings, "run", "--select", *MARTS)
    return settings


def _day(line: str) -> str:
    """The day an input of any of the files is of, as it stands there."""
    if line.startswith("{"):
        record = json.loads(line)
        return str(record.get("published") or record["date"])[:10]
    return line.split(",")[1][:10]


@pytest.fixture(scope="module")
def months(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lines of real inputs that fall into the months taken, in files of the same names."""
    folder = tmp_path_factory.mktemp("inputs")
    sources = [shared / "corpus" / name for name in bulletins.PROSE] + [shared / "reference" / bulletins.TALLY]
    for source in sources:
        head, *lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
        if source.suffix == ".jsonl":
            head, lines = "", [head, *lines]
        kept = [line for line in lines if FIRST.isoformat() <= _day(line) <= LAST.isoformat()]
        (folder / source.name).write_text(head + "".join(kept), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(months: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return _built(tmp_path_factory.mktemp("whole-months"), months)


def _known_by(moment: datetime, whole: Settings, months: Path, folder: Path) -> Path:
    """The same files with the inputs whose articles were known by a moment. Inputs are told by their place in the file."""
    articles = pl.read_parquet(whole.lake / "articles" / "**" / "*.parquet").filter(pl.col("known_at") <= moment)
    inputs = pl.read_parquet(whole.lake / "inputs" / "**" / "*.parquet").join(articles, on="article_id", how="semi")
    for source in months.iterdir():
        places = inputs.filter(pl.col("source_file") == source.name)["locator"]
        numbers = {int(place.split()[-1]) for place in places}
        lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
        head = [] if source.suffix == ".jsonl" else [lines.pop(0)]
        kept = [line for number, line in enumerate(lines, start=1) if number in numbers]
        (folder / source.name).write_text("".join(head + kept), encoding="utf-8")
    return folder


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_past_of_real_text_is_as_it_was(
    moment: str, whole: Settings, months: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    known_by = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    if len(moment) == len("2023-05-28"):
        known_by += timedelta(days=1, microseconds=-1)
    inputs = _known_by(known_by, whole, months, tmp_path_factory.mktemp("known"))
    past = _built(tmp_path_factory.mktemp("past"), inputs)
    for asked, held, key in COMPARED:
        now = wb.rows(whole, f"from {asked.format(moment)} order by {key}")
        then = wb.rows(past, f"from {held} order by {key}")
        differing = sorted(set(map(str, now)) ^ set(map(str, then)))
        assert not differing, f"{asked}: {len(differing)} rows differ, such as\n" + "\n".join(differing[:4])
        assert len(now) == len(then) > 0, held
