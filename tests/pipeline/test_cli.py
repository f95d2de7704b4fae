"""The command line: what it prints and which exit code it ends with. 0 done, 1 a check of ours failed, 2 bad usage or nothing
readable."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import SAMPLE, Built, crosstally
from tests.pipeline.test_reader import NEWS


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "no/such/folder"),
        ("run", "--no-such-option"),
        ("extract",),
        ("extract", "no/such/file"),
        ("discrepancies", "--as-of", "the third of June"),
        ("discrepancies",),  # nothing is published in an empty data folder
        ("admit", "no-such-batch"),
        ("no-such-command",),
        ("run",),  # an empty data folder has no inbox
    ],
    ids=" ".join,
)
def test_bad_usage_ends_with_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = crosstally(*arguments, data=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.strip() and "Traceback" not in done.stderr


def test_a_failed_check_of_ours_ends_with_1_and_publishes_nothing(copied: Built) -> None:
    """A claim in the lake whose quote is not the article's text: our mistake, so it stops the path before the models."""
    release = copied.published.resolve()
    [file] = (copied.data / "lake" / "claims").glob("*/*.parquet")
    stamp = {key: value for key, value in pl.read_parquet_metadata(file).items() if not key.startswith("ARROW")}
    claims = pl.read_parquet(file).with_columns(quote=pl.lit("It was never said."))
    claims.write_parquet(file, metadata=stamp)
    done = crosstally("run", SAMPLE, data=copied.data)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "quotes_stand_in_the_text" in done.stderr
    assert copied.published.resolve() == release
    assert "dashboard" not in done.stdout


def test_nothing_readable_ends_with_2_and_says_why(copied: Built, tmp_path: Path) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    done = crosstally("run", tmp_path / "picture.txt", data=copied.data)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "picture.txt" in done.stdout


def test_extract_prints_claims_as_lines_of_json(tmp_path: Path) -> None:
    article = {
        "id": "one",
        "outlet": "Volunteers' Gazette",
        "published": "2023-06-02T08:00:00Z",
        "text": NEWS,
        "title": None,
        "url": None,
    }
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps(article) + "\n", encoding="utf-8")
    done = crosstally("extract", file, "--format", "jsonl", data=tmp_path)
    assert done.returncode == 0, done.stderr
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert {(claim["value"], claim["measure"], claim["unit_id"]) for claim in claims} >= {
        (15, "intercepted", "cruise_missile"),
        (21, "intercepted", "drone"),
    }
    assert all(claim["source_id"] == "one" for claim in claims)
    assert all(NEWS[claim["quote_start"] : claim["quote_end"]] == claim["quote"] for claim in claims)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.jsonl"], "nothing is stored"


def test_extract_prints_a_table_for_people(tmp_path: Path) -> None:
    file = tmp_path / "2023-06-02_article.txt"
    file.write_text(NEWS, encoding="utf-8")
    done = crosstally("extract", file, data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "intercepted" in done.stdout and "21" in done.stdout


def test_discrepancies_as_they_stand_and_as_they_stood(built: Built) -> None:
    now = crosstally("discrepancies", "--format", "jsonl", data=built.data)
    then = crosstally("discrepancies", "--as-of", "2000-01-01", "--format", "jsonl", data=built.data)
    assert now.returncode == then.returncode == 0, now.stderr + then.stderr
    rows = [json.loads(line) for line in now.stdout.splitlines()]
    assert rows and then.stdout == ""
    one = next(row for row in rows if row["event_id"])
    only = crosstally("discrepancies", "--event", one["event_id"], "--format", "jsonl", data=built.data)
    assert {row["event_id"] for row in map(json.loads, only.stdout.splitlines())} == {one["event_id"]}
    assert [row["priority"] for row in rows if row["status"] == "open"] == sorted(
        (row["priority"] for row in rows if row["status"] == "open"), reverse=True
    )
    for_people = crosstally("discrepancies", data=built.data)
    told = {
        severity: [row["explanation"] for row in rows if row["severity"] == severity] for severity in ("warn", "info")
    }
    assert all(explanation in for_people.stdout for explanation in told["warn"]) and told["warn"]
    assert not any(explanation in for_people.stdout for explanation in told["info"]) and told["info"]
    assert one["explanation"] in crosstally("discrepancies", "--all", data=built.data).stdout
