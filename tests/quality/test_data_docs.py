"""The page shows what was found, whatever stands in it, and asks nothing of a network."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import polars as pl

from dagster_project.quality import data_docs
from dagster_project.quality.results import ExpectationOutcome, Severity, SuiteResult
from dagster_project.quality.suites import audit_claims

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}\u202egnp.exe\x00"


class Tags(HTMLParser):
    """Every tag of the page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def result(*rows: dict[str, str], count: int | None = None) -> SuiteResult:
    outcome = ExpectationOutcome(
        "ExpectColumnValuesToBeUnique", HOSTILE, Severity.CRITICAL, False, count or len(rows), rows, HOSTILE
    )
    return SuiteResult(f"audit {HOSTILE}", False, [outcome], HOSTILE, 3)


def test_markup_from_articles_is_text(tmp_path: Path) -> None:
    page = data_docs.build([result({"quote": HOSTILE, HOSTILE: "x"})], tmp_path).read_text(encoding="utf-8")
    tags = {tag for tag, _ in Tags(page).found}
    assert not tags & {"script", "img", "iframe", "object", "link"}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert "\u202e" not in page
    assert "\x00" not in page


def test_the_page_asks_for_nothing(tmp_path: Path) -> None:
    page = data_docs.build([result({"quote": "q"})], tmp_path).read_text(encoding="utf-8")
    for tag, attributes in Tags(page).found:
        assert "src" not in attributes, tag
        assert (attributes.get("href") or "#").startswith("#"), tag
    policy = next(a["content"] for _, a in Tags(page).found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert re.search(r"url\(|@import", page) is None


def test_offending_rows_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    rows = tuple({"claim_id": f"c{number}", "quote": "three drones"} for number in range(3))
    page = data_docs.build([result(*rows, count=1_203)], tmp_path).read_text(encoding="utf-8")
    assert all(f"<td>c{number}</td>" in page for number in range(3))
    assert "1,200 more rows" in page


def test_pages_without_results_or_rows_say_so(tmp_path: Path) -> None:
    assert "No suite has run yet" in data_docs.build([], tmp_path / "new").read_text(encoding="utf-8")
    empty = SuiteResult("audit_claims", True, [], "", 0)
    assert "no rows to judge" in data_docs.build([empty], tmp_path).read_text(encoding="utf-8")


def test_same_results_give_the_same_bytes(tmp_path: Path, claims: pl.DataFrame) -> None:
    first = data_docs.build([audit_claims(claims)], tmp_path / "a").read_bytes()
    second = data_docs.build([audit_claims(claims)], tmp_path / "b").read_bytes()
    assert first == second


def test_results_survive_storage(claims: pl.DataFrame) -> None:
    faulty = audit_claims(claims.with_columns(unit_id=pl.lit("zeppelin")))
    assert SuiteResult.from_json(faulty.to_json()) == faulty


def test_importing_the_suites_does_not_load_the_library() -> None:
    probe = (
        "import sys; from dagster_project.quality import data_docs, suites; print('great_expectations' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
