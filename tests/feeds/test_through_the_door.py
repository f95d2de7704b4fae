"""From a list of feeds to articles in the lake: by the command line, and by Dagster's schedule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from dagster_project.feeds.subscriptions import EXAMPLE
from dagster_project.lake import balance
from dagster_project.lake.acquire import acquire
from dagster_project.lake.frames import scan_articles
from dagster_project.settings import Settings
from tests.articles.building import Piece, page, rss
from tests.conftest import crosstally
from tests.feeds.misbehaving import Page, Site, serving

XML = {"Content-Type": "application/rss+xml"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        given = [
            Piece(number, "Kyiv Lantern", f"Night {number} over Kharkiv",
                  "Two people were injured in the city, the mayor said, and a house burned in the district.",
                  datetime(2025, 6, number + 1, tzinfo=UTC))
            for number in range(3)
        ]  # fmt: skip
        text = rss(given)
        for piece in given:
            text = text.replace(piece.url, f"{site.base}/{piece.number}")
        site.pages["/rss"] = Page(text.encode(), headers=XML)
        for piece in given[:2]:
            site.pages[f"/{piece.number}"] = Page(page(piece).encode(), headers={"Content-Type": "text/html"})
        yield site


def listed(data: Path, site: Site) -> None:
    data.mkdir(exist_ok=True)
    (data / "feeds.yaml").write_text(
        "contact: desk@newsroom.example\npause: 0\nallowed_networks: [127.0.0.1/32]\n"
        f"feeds:\n  - url: {site.base}/rss\n    outlet: Kyiv Lantern\n    pages: true\n"
        f"  - url: {site.base}/gone\n"
    )


def read(data: Path) -> list[tuple[str, str]]:
    settings = Settings(data)
    report = acquire([settings.inbox], settings, datetime.now(UTC))
    found = balance.ledger(settings)
    assert found.balances, found.explanation
    assert [one.reason for one in report.rejections] == ["http_status", "http_status"]
    again = acquire([settings.inbox], settings, datetime.now(UTC))
    assert again.seen == 0 and again.already_known == report.seen
    rows = scan_articles(settings).select("outlet", "source_form").collect().iter_rows()
    return sorted((str(outlet), str(form)) for outlet, form in rows)


def test_the_command_fetches_into_the_inbox(site: Site, tmp_path: Path) -> None:
    data = tmp_path / "data"
    listed(data, site)
    done = crosstally("fetch", data=data)
    assert done.returncode == 0, done.stderr
    assert "3 new entries" in done.stdout and "3 pages" in done.stdout and f"{site.base}/gone" in done.stderr
    assert read(data) == [("Kyiv Lantern", "feed"), ("Kyiv Lantern", "html"), ("Kyiv Lantern", "html")]
    assert "2 not due" in crosstally("fetch", data=data).stdout
    assert "1 unchanged" in crosstally("fetch", "--all", data=data).stdout


def test_without_a_list_the_command_says_where_to_write_one(tmp_path: Path) -> None:
    done = crosstally("fetch", data=tmp_path)
    assert done.returncode == 2 and "feeds.yaml" in done.stderr
    assert (tmp_path / "feeds.yaml").read_text() == EXAMPLE
    (tmp_path / "feeds.yaml").write_text("feeds: [{url: 'https://x.example/rss'}]")
    assert "contact" in crosstally("fetch", data=tmp_path).stderr


def test_the_schedule_asks_once_a_feed_is_listed_and_its_job_fetches(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dagster_project.definitions import defs

    monkeypatch.setenv("CROSSTALLY_DATA", str(tmp_path))
    schedule = defs().resolve_schedule_def("fetch_feeds")

    def tick() -> list[dg.RunRequest]:
        moment = datetime(2026, 12, 1, 4, 10, tzinfo=UTC)
        context = dg.build_schedule_context(scheduled_execution_time=moment, repository_def=defs().get_repository_def())
        return list(schedule.evaluate_tick(context).run_requests or [])

    assert tick() == []
    listed(tmp_path, site)
    assert len(tick()) == 1
    done = defs().resolve_job_def("fetch_feeds").execute_in_process()
    (check,) = done.get_asset_check_evaluations()
    assert done.success and not check.passed and check.severity is dg.AssetCheckSeverity.WARN
    assert f"{site.base}/gone" in str(check.description)
    assert read(tmp_path) == [("Kyiv Lantern", "feed"), ("Kyiv Lantern", "html"), ("Kyiv Lantern", "html")]
