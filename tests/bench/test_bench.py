"""`crosstally bench`: corpora that are the same each time, claims that are known, figures that can be read by programs."""

from __future__ import annotations

import json
import math
import sys
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from dagster_project.bench import accuracy, corpus
from dagster_project.bench.measuring import Bench, Machine, Measured, slope
from dagster_project.bench.watching import Failed, Taken, watched
from dagster_project.lake import claims, lexicon
from dagster_project.lake.acquire import acquire
from dagster_project.lake.frames import scan_articles, scan_claims
from dagster_project.settings import Settings
from tests.conftest import crosstally

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def mixed() -> corpus.Corpus:
    return corpus.Corpus.of(300, 0.5)


def test_a_corpus_is_the_same_each_time_and_its_files_do_not_depend_on_each_other(
    mixed: corpus.Corpus, tmp_path: Path
) -> None:
    whole, half = tmp_path / "whole", tmp_path / "half"
    size = corpus.write(mixed, range(300), whole)
    assert size == sum(corpus.write(mixed, range(at, at + 150), half) for at in (0, 150))
    for part in ("articles", "truth"):
        parts = [pl.read_parquet(path) for path in sorted((half / part).glob("*.parquet"))]
        assert pl.concat(parts).equals(pl.read_parquet(whole / part / "000000000.parquet"))


def test_articles_are_of_the_stated_mix_and_length(mixed: corpus.Corpus) -> None:
    made = [mixed.made(number) for number in range(300)]
    is_war = [{"launched", "intercepted"} & {figure.measure for figure in one.figures} != set() for one in made]
    assert sum(is_war) == 150
    words = [len(one.row["text"].split()) for one in made]
    assert all(corpus.WORDS <= count < corpus.WORDS + 200 for count in words)
    assert len({one.row["text"] for one in made}) == 300


def test_every_known_claim_is_found_and_no_other(mixed: corpus.Corpus, tmp_path: Path) -> None:
    corpus.write(mixed, range(300), tmp_path)
    settings = Settings(tmp_path / "data")
    report = acquire([tmp_path / "articles"], settings, NOW)
    assert (report.articles, report.duplicates, report.rejected) == (300, 0, 0)
    claims.refresh(settings, lexicon.load())
    found = accuracy.measure(settings, tmp_path / "truth")
    assert found.known > 1500
    assert found.recall > 0.995 and found.precision > 0.995
    told_twice = scan_articles(settings).filter(pl.col("text").str.contains("taken over from another")).collect()
    assert told_twice.height > 0, "some outlets print what another wrote"
    first = next((settings.lake / "claims").rglob("b*.parquet"))
    first.unlink()
    less = accuracy.measure(settings, tmp_path / "truth")
    assert less.found == scan_claims(settings).collect().height
    assert less.recall < found.recall, "what is missing is missed"


def test_growth_is_the_exponent() -> None:
    sizes = (1_000, 10_000, 100_000)
    for exponent in (0.5, 1.0, 2.0):
        assert math.isclose(slope([(size, 3 * size**exponent) for size in sizes]), exponent)


def test_a_tree_of_processes_is_watched(tmp_path: Path) -> None:
    grown = "import time; held = bytearray(200_000_000); time.sleep(1)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grown!r}], check=True); sum(range(10**7))"
    taken = watched([sys.executable, "-c", parent], {}, tmp_path / "said.txt")
    assert taken.peak_mb > 200, "its children's memory counts"
    assert taken.processor_seconds > 0 and taken.seconds > 1
    with pytest.raises(Failed, match="no such luck"):
        watched([sys.executable, "-c", "raise SystemExit('no such luck')"], {}, tmp_path / "said.txt")


def test_the_command_measures_stages_and_says_so_in_json(tmp_path: Path) -> None:
    done = crosstally(
        "bench", "--articles", "60", "--mix", "0.5", "--stages", "acquire,extract", "--json", "--out", tmp_path / "bench",
        data=tmp_path / "data",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [(one["articles"], one["stage"]) for one in found["stages"]] == [(60, "acquire"), (60, "extract")]
    for one in found["stages"]:
        assert one["taken"]["peak_mb"] > 50 and 0 < one["cpu_share"] <= 1.5 and one["text_mb"] > 0.2
    assert found["accuracy"]["60"]["recall"] > 0.99
    assert not (tmp_path / "data").exists(), "the user's own data folder is left alone"


def test_growth_is_told_of_stages_measured_at_several_sizes() -> None:
    def at(size: int, stage: str, seconds: float) -> Measured:
        return Measured(size, 1.0, stage, Taken(seconds, seconds, 1.0), 1.0, 1.0, 1.0)

    stages = (at(10, "extract", 1), at(1_000, "extract", 100), at(10, "model", 1), at(1_000, "model", 10_000))
    found = Bench(Machine("", "", 2, 1, ()), 0.2, (*stages, at(10, "publish", 1)), {})
    assert found.growth() == pytest.approx({"extract": 1.0, "model": 2.0})
    assert json.loads(found.as_json())["growth"].keys() == {"extract", "model"}


def test_what_can_not_be_measured_is_refused(tmp_path: Path) -> None:
    for wrong, said in ((("--stages", "cook"), "cook"), (("--stages", "model"), "--out"), (("--mix", "2"), "--mix")):
        done = crosstally("bench", *wrong, data=tmp_path)
        assert done.returncode == 2 and said in done.stderr


def test_events_come_at_a_steady_rate() -> None:
    """A larger corpus is a longer war, not a denser one; else every pair of claims on an event would weigh ever more."""
    told = [corpus._told(number) for number in range(5_000)]
    assert [event for event, _ in told] == sorted(event for event, _ in told)
    assert all(b == a + 1 if f == e else b == 0 for (e, a), (f, b) in pairwise(told))
    assert max(teller for _, teller in told[:640]) == max(teller for _, teller in told[-640:])
