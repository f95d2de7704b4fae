"""The dashboard in a real browser, opened from files as readers do. Skips where no Chromium is installed, unless
CROSSTALLY_REQUIRE_BROWSER=1."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dashboard_frames as frames
import pytest

from dagster_project import dashboard

PAGES = [
    "index.html",
    "series.html",
    "map.html",
    "sources.html",
    "events.html",
    "events-2023-06.html",
    "disagreements.html",
    "periods.html",
    "known.html",
    "method.html",
    "dictionary.html",
    "events/e1.html",
    "events/e2.html",
]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def _missing(reason: str) -> None:
    if os.environ.get("CROSSTALLY_REQUIRE_BROWSER") == "1":
        pytest.fail(f"CROSSTALLY_REQUIRE_BROWSER=1, but {reason}")
    pytest.skip(f"needs a browser, but {reason}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright is not installed")
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path  # where Playwright would have installed one
        chromium = shutil.which("chromium") or shutil.which("google-chrome") or (own if Path(own).exists() else None)
        if chromium is None:
            _missing("no Chromium is on the path and Playwright has installed none")
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        running = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "site"
    columns = [("event_id", "varchar", f"Hash. {frames.HOSTILE_TITLE}"), ("low", "bigint", "Least bound.")]
    tables = [dashboard.Described("fct_figures", "One row per event, measure and unit.", columns)]
    frames.build(frames.filled(), frames.MANIFEST, folder, tables=tables)
    return folder


@pytest.fixture
def show(browser: Any, site: Path) -> Iterator[Any]:
    """Opens a page of the site; after the test, nothing may have been complained of or asked of the network."""
    complaints: list[str] = []
    contexts = []

    def opened(name: str, folder: Path = site, **options: Any) -> Any:
        context = browser.new_context(viewport=options.pop("viewport", DESK), **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(f"{name}: {m.text}") if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(f"{name}: {error}"))
        page.on("dialog", lambda dialog: complaints.append(f"{name}: dialog {dialog.message}"))
        page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else complaints.append(r.url))
        file, mark, query = name.partition("?")
        page.goto((folder / file).as_uri() + mark + query)
        if options.get("java_script_enabled", True):
            wait_until(lambda: page.locator(".chart:not([data-drawn])").count() == 0)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def wait_until(holds: Callable[[], bool], seconds: float = 15) -> None:
    """Asks from outside the page: its policy forbids the evaluation that the browser's own waiting needs."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "did not come to hold in time"
        time.sleep(0.05)


def scrolls_sideways(page: Any) -> bool:
    """Whether the page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_quietly_and_fits_a_phone(show: Any, name: str) -> None:
    for viewport, scheme in ((DESK, "light"), (PHONE, "dark")):
        page = show(name, viewport=viewport, color_scheme=scheme)
        assert page.locator("h1").count() == 1
        assert not scrolls_sideways(page), f"{name} scrolls sideways at {viewport}"


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(show: Any, name: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for scheme in ("light", "dark"):
        found = axe.run(show(name, color_scheme=scheme), options={"preload": False}).response["violations"]
        assert [
            (v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("moderate", "serious", "critical")
        ] == []


def test_charts_draw_what_is_claimed_and_nothing_else(show: Any) -> None:
    page = show("index.html")
    assert page.locator(".chart svg").count() == 4
    # rows drawn with a best value: launched RU 1 (the empty row is not drawn), UA 3 with the stated zero
    assert page.evaluate("document.querySelectorAll('.chart')[0].querySelectorAll('.mark-symbol path').length") > 0
    left, right = (page.locator(".chart").nth(i) for i in (0, 1))
    scale = "element => Array.from(element.querySelectorAll('.role-axis-label text'), t => t.textContent)"
    assert left.evaluate(scale) == right.evaluate(scale)  # both sides at one scale
    assert left.get_attribute("aria-label").startswith("Launched and intercepted, targets in areas held by Russia")


def test_chart_knobs_choose_the_time(show: Any) -> None:
    page = show("index.html")
    form = page.locator("form[data-knobs=strikes]")
    texts = "document.querySelectorAll('.chart')[1].querySelectorAll('.role-axis-label text')"
    labels = f"Array.from({texts}, t => t.textContent).sort().join()"
    before, drawn = page.evaluate(labels), page.locator(".chart").nth(1).locator("path[transform]").count()
    form.locator("select[name=time]").select_option("2023")
    wait_until(lambda: page.evaluate(labels) != before)
    form.locator("select[name=time]").select_option("2024")
    note = page.locator("[data-none]").nth(1)
    wait_until(note.is_visible)
    assert "No claim of this" in note.inner_text()
    form.locator("select[name=time]").select_option("all")
    wait_until(lambda: page.evaluate(labels) == before)
    assert page.locator(".chart").nth(1).locator("path[transform]").count() == drawn > 0


def drawn(page: Any) -> list[int]:
    """How often each chart of the page was drawn."""
    found: list[str] = page.locator(".chart").evaluate_all("charts => charts.map(c => c.dataset.drawn)")
    return [int(n) for n in found]


def keep_pictures(page: Any) -> Callable[[], bool]:
    """Marks every picture as it stands; whether all of them are the same elements still."""
    page.evaluate("document.querySelectorAll('.chart svg').forEach(svg => { svg.dataset.kept = 'yes'; })")
    n = page.locator(".chart svg").count()
    return lambda: page.locator(".chart svg[data-kept]").count() == page.locator(".chart svg").count() == n


def test_a_choice_redraws_its_own_charts_once_and_lays_none_out_anew(show: Any) -> None:
    page = show("series.html")
    are_kept, before = keep_pictures(page), drawn(page)
    tables = page.locator("[data-rows] tbody")
    casualties = tables.nth(2).inner_html()
    page.locator("form[data-knobs=strikes] select[name=time]").select_option("2023")
    wait_until(lambda: drawn(page)[1] == before[1] + 1)
    assert drawn(page) == [before[0] + 1, before[1] + 1, *before[2:]]
    assert are_kept() and tables.nth(2).inner_html() == casualties


def test_the_map_is_laid_out_once(show: Any) -> None:
    page = show("map.html")
    are_kept, land = keep_pictures(page), page.locator(".chart .mark-shape path")
    outline = land.first.get_attribute("d")
    page.locator("select[name=unit]").select_option("killed|person")
    wait_until(lambda: drawn(page) == [2])
    assert are_kept() and land.first.get_attribute("d") == outline
    page.locator("select[name=view]").select_option("all")
    wait_until(lambda: drawn(page) == [3])
    assert are_kept() and land.first.get_attribute("d") != outline


def test_a_region_is_chosen_by_keyboard(show: Any) -> None:
    page = show("series.html")
    form, marks = (
        page.locator("form[data-knobs=casualties]"),
        page.locator(".chart").nth(2).locator(".mark-symbol path"),
    )
    form.locator("select[name=place]").focus()
    page.keyboard.type("Belg")
    wait_until(lambda: drawn(page)[2] == 2)
    assert form.locator("select[name=place]").input_value() == "RU-BEL"
    table = page.locator("details:has([data-rows])").nth(2)
    table.locator("summary").press("Enter")
    line = table.locator("tbody tr")
    told = "2 June 2023 people killed 5 5–7 sum over 1 place, 3 origins"
    wait_until(lambda: " ".join(line.inner_text().split()) == told)  # the rows follow the picture
    assert marks.count() > 0
    page.keyboard.press("Tab")  # the table, which scrolls
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the day leads to its events in the region
    wait_until(lambda: page.locator("output").inner_text() == "1 of 3 events")
    assert "region=RU-BEL" in page.url


def test_what_a_region_has_no_claims_of_cannot_be_chosen(show: Any) -> None:
    page = show("series.html")
    form = page.locator("form[data-knobs=strikes]")
    can_choose = "select => Array.from(select.options).filter(o => !o.disabled).map(o => o.value)"
    assert form.locator("select[name=unit]").evaluate(can_choose) == ["drone"]  # what a side's own days count
    form.locator("select[name=place]").select_option("UA-30")
    assert form.locator("select[name=unit]").evaluate(can_choose) == ["drone", "aerial_target", "cruise_missile"]


def test_a_stretch_drawn_with_the_pointer_is_gone_to_and_back(show: Any) -> None:
    page = show("series.html")
    form, chart = page.locator("form[data-knobs=strikes]"), page.locator(".chart").nth(1)
    first, last = form.locator("[name=from]"), form.locator("[name=until]")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 100, steps=8)
    page.mouse.up()
    wait_until(lambda: drawn(page)[:2] == [2, 2])
    assert "2023-06-01" < first.input_value() < last.input_value() < "2024-09-18"
    assert form.locator("[name=time]").input_value() == ""
    page.mouse.dblclick(box["x"] + 250, box["y"] + 60)
    wait_until(lambda: (first.input_value(), last.input_value()) == ("2023-06-01", "2024-09-18"))


OUTSIDE = """element => {
    const of = (e) => e.getBoundingClientRect(), all = of(element.querySelector('.background'));
    const marks = element.querySelectorAll('.mark-symbol.role-mark:not(.layer_0_marks) path, .mark-rule.role-mark line');
    return Array.from(marks).map(of).filter((r) => r.left < all.left - 1 || r.right > all.right + 1 || r.top < all.top - 1).length;
}"""


def test_nothing_drawn_leaves_the_picture(show: Any) -> None:
    """Marks at the edges of the time chosen stand whole within it. (Layer 0 holds the corners, which are not seen.)"""
    page = show("series.html")
    form, chart = page.locator("form[data-knobs=strikes]"), page.locator(".chart").nth(1)
    for first, last in (("2023-06-01", "2023-06-02"), ("2023-06-02", "2023-06-05"), ("2023-05-01", "2025-12-31")):
        before = drawn(page)[1]
        form.locator("[name=from]").fill(first)
        form.locator("[name=until]").fill(last)
        form.locator("[name=until]").press("Tab")
        wait_until(lambda before=before: drawn(page)[1] > before)  # type: ignore[misc]
        assert chart.evaluate(OUTSIDE) == 0


def test_map_draws_the_figure_chosen_and_says_it_in_numbers(show: Any) -> None:
    page = show("map.html")
    assert page.locator(".map svg .mark-symbol path").count() > 0
    body = page.locator("[data-table=places]")
    page.locator("select[name=unit]").select_option("killed|person")
    wait_until(lambda: "Maslova Pristan" in body.inner_text())
    assert "5–7" in body.inner_text() and "Kyiv" not in body.inner_text()
    page.locator("select[name=view]").select_option("all")
    page.locator("select[name=unit]").select_option("launched|drone")
    wait_until(lambda: "Kyiv" in body.inner_text())
    body.get_by_role("link", name="Kyiv").click()
    wait_until(lambda: page.locator("tbody tr:visible").count() == 1)
    assert page.get_by_label("Search").input_value() == "Kyiv"


def test_event_page_draws_growth_and_marks_numbers(show: Any) -> None:
    page = show("events/e1.html")
    assert page.locator(".chart svg").count() == 1
    assert page.locator("#claim-c1 mark").inner_text() == "36"
    page.locator("a[href='#claim-c1']").first.click()
    assert page.locator("#claim-c1").evaluate("element => element.matches(':target')")


def test_disagreements_filter(show: Any) -> None:
    page = show("disagreements.html")
    items, output = page.locator("section.disagreement:visible"), page.locator("output")
    assert items.count() == 2 and output.inner_text() == "2 of 2 disagreements"
    page.locator("select[name=severity]").select_option("warn")
    assert items.count() == 1 and "Same side" in items.inner_text()
    page.locator("select[name=side]").select_option("RU")
    assert items.count() == 0 and output.inner_text() == "0 of 2 disagreements"
    page.get_by_role("button", name="Show all").click()
    wait_until(lambda: output.inner_text() == "2 of 2 disagreements")


def test_disagreements_filter_by_outlet_and_date(show: Any) -> None:
    page = show("disagreements.html")
    items = page.locator("section.disagreement:visible")
    page.locator("select[name=outlets]").select_option(label="The Steppe Courier")
    assert items.count() == 1 and "Same side" in items.inner_text()
    page.get_by_role("button", name="Show all").click()
    wait_until(lambda: items.count() == 2)
    page.get_by_label("From").fill("2023-06-03")
    assert items.count() == 0
    page.get_by_label("From").fill("2023-06-02")
    page.get_by_label("Until").fill("2023-06-02")
    assert items.count() == 2


def test_a_filter_tells_of_matches_in_other_parts_and_goes_along(
    show: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[dashboard.build.__module__], "QUOTES", 1)
    frames.build(frames.filled(), frames.MANIFEST, tmp_path)
    page = show("disagreements.html", tmp_path)
    page.locator("select[name=severity]").select_option("info")
    parts = page.get_by_label("Parts of the list").locator("a")
    assert parts.all_inner_texts() == ["1 (0)", "2 (1)"]
    elsewhere = page.get_by_role("region", name="In the other parts")
    assert "An older figure printed late: people killed, Maslova Pristan" in elsewhere.inner_text()
    elsewhere.get_by_role("link").click()
    assert page.locator("#d-d2").is_visible() and page.locator("select[name=severity]").input_value() == "info"
    page.go_back()
    page.locator("select[name=severity]").select_option("info")
    parts.nth(1).click()
    assert page.locator("select[name=severity]").input_value() == "info"
    assert page.locator("section.disagreement:visible").count() == 1


def test_sources_search(show: Any) -> None:
    page = show("sources.html")
    page.get_by_label("Search").fill("air force")
    assert page.locator("#origins tbody tr:visible").count() == 1
    assert "25 %" in page.get_by_role("region", name="Agreement of origins").inner_text()


def test_events_search(show: Any) -> None:
    page = show("events.html")
    rows, output = page.locator("tbody tr:visible"), page.locator("output")
    assert rows.count() == 3 and output.inner_text() == "3 events"
    page.get_by_label("Search").fill("kyiv launched")
    wait_until(lambda: output.inner_text() == "1 of 3 events")
    assert "drones launched 36 (36 or more; 2 origins)" in " ".join(rows.inner_text().split())
    page.get_by_label("Search").fill("no such place")
    page.get_by_text("No event fits").wait_for()
    assert rows.count() == 0
    page.get_by_role("button", name="Show all").click()
    wait_until(lambda: rows.count() == 3)
    page.get_by_label("Region").select_option(label="Belgorod Oblast")
    wait_until(lambda: output.inner_text() == "1 of 3 events")
    rows.get_by_role("link", name="Maslova Pristan").click()
    assert page.locator("h1").inner_text().startswith("Maslova Pristan")


def test_events_found_show_what_their_list_shows(show: Any) -> None:
    page = show("events.html")
    row = "tr:has(a[href='events/e2.html'])"
    listed = page.locator(f"#newest {row}").inner_text()
    page.get_by_label("Until").fill("2023-06-02")
    page.locator(f"#found {row}").wait_for()
    assert page.locator(f"#found {row}").inner_text().split() == listed.split()


def test_a_search_reads_only_the_years_it_asks_for(show: Any) -> None:
    page = show("events.html?from=2024-01-01")
    wait_until(lambda: page.locator("output").inner_text() == "1 of 3 events")
    asked = page.locator("script[src*='/events-']").evaluate_all("scripts => scripts.map(s => s.getAttribute('src'))")
    assert asked == ["assets/events-2024.js"]


def test_a_month_of_events_is_filtered(show: Any) -> None:
    page = show("events-2023-06.html")
    page.get_by_label("Search").fill("maslova")
    assert page.locator("tbody tr:visible").count() == 1
    page.get_by_role("link", name="September 2024").click()
    assert page.locator("tbody tr:visible").count() == 1


@pytest.mark.parametrize(("days", "is_late"), [(1, False), (3, True)])
def test_pages_say_when_they_were_made_and_that_they_are_late(
    show: Any, tmp_path: Path, days: int, is_late: bool
) -> None:
    made = datetime.now(UTC) - timedelta(days=days)
    frames.build(frames.filled(), {**frames.MANIFEST, "built_at": made.isoformat()}, tmp_path)
    page = show("index.html", tmp_path)
    assert f"Pages made {made.day} {made:%B %Y, %H:%M} UTC." in page.locator("footer").inner_text()
    late = page.get_by_text("These pages are late")
    assert late.is_visible() == is_late
    if is_late:
        assert "last made 3 days ago" in late.inner_text()


def test_dark_and_light_follow_the_system(show: Any) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    axis = "getComputedStyle(document.querySelector('.chart .role-axis-label text')).fill"
    seen = {}
    for scheme in ("light", "dark"):
        page = show("index.html", color_scheme=scheme)
        seen[scheme] = (page.evaluate(paper), page.evaluate(axis))
    assert seen["light"][0] != seen["dark"][0] and seen["light"][1] != seen["dark"][1]


def test_an_earlier_day_shows_what_stood_otherwise(show: Any) -> None:
    page = show("known.html")
    rows, output = page.locator("#moved tr:visible"), page.locator("output")
    page.get_by_label("As known at the end of").fill("2023-06-02")
    assert "5 (5–7; 2 origins)" in rows.inner_text() and "2 (2–7; 2 origins)" in rows.inner_text()
    assert output.inner_text() == "3 of 3 figures were known by then; 1 stood otherwise than now"
    page.get_by_label("As known at the end of").fill("2023-06-03")  # between two statements
    assert "not stated then" in rows.inner_text()
    page.get_by_label("or slide").press("End")
    assert rows.count() == 0 and page.locator("#moved-none").is_visible()


@pytest.mark.parametrize("name", PAGES)
def test_tab_reaches_everything_that_can_be_used(show: Any, name: str) -> None:
    """Every link, field, button and summary that is shown is reached by tabbing on, in the order of the page."""
    page = show(name)
    usable = "a[href], button, input, select, summary, [tabindex='0']"
    wanted = page.evaluate(
        f"""Array.from(document.querySelectorAll("{usable}")).filter(e => e.checkVisibility() && !e.closest('svg'))
        .map((e, i) => (e.dataset.number = i, i))"""
    )
    reached = []
    for _ in range(4 * len(wanted) + 20):  # the parts of a date field are stops of their own
        page.keyboard.press("Tab")
        number = page.evaluate("document.activeElement.dataset.number")
        if number is not None and int(number) not in reached:
            reached.append(int(number))
        if len(reached) == len(wanted):
            break
    assert reached == wanted


def test_a_number_of_the_dictionary_is_found(show: Any) -> None:
    page = show("dictionary.html")
    page.get_by_label("Search").fill("least bound")
    assert page.locator("tbody tr:visible").count() == 1
    assert frames.HOSTILE_TITLE in (page.locator("main").text_content() or "")


def test_without_javascript_the_words_are_all_there(show: Any) -> None:
    page = show("disagreements.html", java_script_enabled=False)
    assert page.locator("section.disagreement:visible").count() == 2
    assert not page.locator("form").is_visible()
    page = show("index.html", java_script_enabled=False)
    assert page.get_by_text("the table below has the numbers").first.is_visible()


def test_empty_site_opens(show: Any, tmp_path: Path) -> None:
    frames.build(frames.nothing(), {"as_of": None}, tmp_path)
    for name in (
        "index.html",
        "map.html",
        "sources.html",
        "events.html",
        "disagreements.html",
        "periods.html",
        "method.html",
    ):
        assert show(name, tmp_path).locator("h1").count() == 1
