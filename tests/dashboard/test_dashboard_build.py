"""The dashboard from hand-written marts: which pages there are, that they are well formed, honest and harmless."""

from __future__ import annotations

import re
from pathlib import Path

import dashboard_frames as frames
import dashboard_html as html
import polars as pl
import pytest

from dagster_project import dashboard
from dagster_project.dashboard import events, queue, series
from dagster_project.dashboard.places import COLUMNS, place_map
from dagster_project.dashboard.regions import region_cells
from dagster_project.dashboard.render import packed
from dagster_project.dashboard.shelf import Shelf


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "site"
    frames.build(frames.filled(), frames.MANIFEST, folder)
    return folder


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bare") / "site"
    frames.build(frames.nothing(), {"as_of": None}, folder)
    return folder


def pages(site: Path) -> dict[str, html.Page]:
    return {p.relative_to(site).as_posix(): html.read(p.read_text("utf-8")) for p in sorted(site.rglob("*.html"))}


def text(site: Path, name: str) -> str:
    return " ".join(html.read((site / name).read_text("utf-8")).text.split())


def test_every_page_and_asset_is_written_and_returned(tmp_path: Path) -> None:
    written = frames.build(frames.filled(), frames.MANIFEST, tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in written] == [
        "assets/built.js",
        "assets/charts.js",
        "assets/disagreements.js",
        "assets/draw.js",
        "assets/events-2023.js",
        "assets/events-2024.js",
        "assets/site.js",
        "assets/style.css",
        "assets/vega.js",
        "dictionary.html",
        "disagreements.html",
        "events/e1.html",
        "events/e2.html",
        "events/e3.html",
        "events-2023-06.html",
        "events-2024-09.html",
        "events.html",
        "index.html",
        "known.html",
        "map.html",
        "method.html",
        "pages.json",
        "periods.html",
        "series.html",
        "sources.html",
    ]
    assert sorted(p for p in tmp_path.rglob("*") if p.is_file()) == written


def test_same_frames_give_the_same_bytes_in_any_row_order(site: Path, tmp_path: Path) -> None:
    turned = {name: mart.reverse() for name, mart in frames.filled().items()}
    for path in frames.build(turned, {**frames.MANIFEST, "built_at": "2031-01-01"}, tmp_path):
        name = path.relative_to(tmp_path)
        assert (path.read_bytes() == (site / name).read_bytes()) == (name != Path("assets/built.js")), name


@pytest.mark.parametrize("which", ["site", "bare"])
def test_markup_is_well_formed(which: str, request: pytest.FixtureRequest) -> None:
    for name, page in pages(request.getfixturevalue(which)).items():
        assert page.faults == [], name
        tags = [tag for tag, _ in page.elements]
        assert tags.count("h1") == 1 and tags.count("main") == 1 and tags.count("title") == 1, name


@pytest.mark.parametrize("which", ["site", "bare"])
def test_links_within_the_site_lead_somewhere(which: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(which)
    found = pages(folder)
    for name, page in found.items():
        for link in page.links:
            target, _, anchor = link["href"].partition("#")
            target = target.partition("?")[0] if not target.startswith("http") else target
            if re.match(r"https?://", target):
                assert {"noopener", "noreferrer"} <= set(link["rel"].split())
                continue
            path = (folder / name).parent.joinpath(target).resolve() if target else folder / name
            if not path.is_relative_to(folder.resolve()):
                assert name in ("method.html", "dictionary.html"), f"{name} leaves the site for {target}"
                continue
            assert path.is_file(), f"{name} → {link['href']}"
            if anchor:
                assert anchor in found[path.relative_to(folder.resolve()).as_posix()].ids, f"{name} → {link['href']}"


def test_a_strict_policy_forbids_inline_scripts_styles_and_the_network(site: Path) -> None:
    for name, page in pages(site).items():
        policies = [a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1 and "default-src 'none'" in policies[0] and "unsafe" not in policies[0], name
        for tag, attributes in page.elements:
            assert not [a for a in attributes if a.startswith("on") or a == "style"], name
            assert tag not in {"style", "iframe", "img", "object"}, name
            if tag == "script" and attributes.get("type") != "application/json":
                assert re.fullmatch(
                    r"(\.\./)?assets/(vega|site|charts|draw|disagreements|built)\.js", attributes["src"]
                ), name


def test_hostile_text_stays_text(site: Path) -> None:
    event, listed = text(site, "events/e2.html"), text(site, "disagreements.html")
    for page in (event, listed):
        assert frames.HOSTILE_TITLE in page
        assert "</script><img src=x onerror=alert(2)> killed ⟨U+202E⟩<b>7</b> people & more -->" in page
        assert "⟨U+202E⟩evil⟨U+0000⟩ \"quoted\" 'outlet' <b>" in page
    for path in site.rglob("*.html"):
        raw = path.read_text("utf-8")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]", raw), path.name
        assert "javascript:" not in [link["href"][:11] for link in html.read(raw).links]
        assert '"><b' not in raw


def test_a_claim_shows_who_where_when_and_its_number_marked(site: Path) -> None:
    page = html.read((site / "events/e1.html").read_text("utf-8"))
    assert page.marks == ["36", "36", "40", "36", "36", "36", "40"]  # the disagreement's three, then the four claims
    words = text(site, "events/e1.html")
    assert "Air Force of Ukraine (Ukrainian) claimed 36 drones launched" in words
    assert "The Steppe Courier · 2 June 2023, 06:00 UTC · Night of drones" in words
    assert "City officials (Ukrainian) claimed at least 40 drones launched" in words
    assert {
        "href": "https://example.org/one?a=1&b=2",
        "rel": "noopener noreferrer nofollow external",
        "dir": "auto",
    } in page.links


def test_a_best_value_stands_with_its_range_and_origins(site: Path) -> None:
    assert "drones launched 36 (36 or more; 2 origins)" in text(site, "index.html")
    event = text(site, "events/e2.html")
    assert (
        "people killed 5 5 7 2 origins, 3 outlets, 3 claims, 1 side speaking tier 3: regional or local official"
        in event
    )
    assert "policy ucdp_like" in event


def test_a_list_leads_with_wholes_and_counts_the_parts(site: Path) -> None:
    line = text(site, "events.html")
    assert "missiles and drones together intercepted 36 (36–36; 1 origin) and 2 more figures" in line
    assert "cruise missiles" not in line
    assert "cruise missiles intercepted 15 15 15" in text(site, "events/e1.html")


def test_a_figure_shows_how_it_grew(site: Path) -> None:
    assert "2 June 2023, 06:00 UTC 2 June 2023, 09:00 UTC 36 36–36 1" in text(site, "events/e1.html")
    assert "Unchanged since first known drones intercepted 36 (36–36; 1 origin) since 2 June 2023, 06:00 UTC" in text(
        site, "events/e1.html"
    )


def test_other_events_of_the_night_are_linked(site: Path) -> None:
    other = html.read((site / "events/e1.html").read_text("utf-8"))
    assert "e2.html" in [link["href"].removeprefix("../events/") for link in other.links]


def test_disagreements_carry_every_voice_and_stay_readable_without_scripts(site: Path) -> None:
    words = text(site, "disagreements.html")
    assert words.index("Not both 36 and at least 40.") < words.index("Repeats 7")  # open before resolved
    assert "Said again in 1 more claim" in words  # one origin, two articles: one voice
    items = [a for _, a in html.read((site / "disagreements.html").read_text("utf-8")).elements if "data-item" in a]
    assert [(a["data-rule"], a["data-severity"], a["data-side"], a["data-status"]) for a in items] == [
        ("R06", "warn", "UA", "open"),
        ("R13", "info", "RU", "closed"),
    ]


def test_periods_stand_beside_the_sum_of_events(site: Path) -> None:
    words = text(site, "periods.html")
    assert "1 May 2023 – 31 May 2023 17 17–17; one claimant 3 " in words
    assert "start not stated – 2 June 2023 no. 19 19–19; one claimant no event known" in words


def test_a_redacted_claim_reads_withheld(site: Path) -> None:
    assert "withheld" in text(site, "events/e2.html")
    assert "Blanked" not in (site / "events/e2.html").read_text("utf-8")


def test_both_sides_get_the_same_picture(site: Path) -> None:
    for name in ("RU", "UA"):
        side = {"RU": "areas held by Russia", "UA": "areas held by Ukraine"}[name]
        assert text(site, "index.html").count(f"Targets in {side}") == 2


def test_the_map_adds_up_places_and_leaves_out_what_lies_in_another_event() -> None:
    marts = frames.filled()
    found = place_map(frames.shelf(marts))
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found.rows]
    killed = next(r for r in rows if r["unit"] == "killed|person" and r["time"] == "all")
    assert (killed["place"], killed["best"], killed["range"], killed["level"]) == ("Maslova Pristan", 5, "5–7", "place")
    twin = frames.frame("dim_event", [{**marts["dim_event"].row(1, named=True), "event_id": "e4", "window": "day"}])
    figure = frames.frame("fct_figures", [{**marts["fct_figures"].row(4, named=True), "event_id": "e4", "best": 4}])
    marts["dim_event"], marts["fct_figures"] = marts["dim_event"].vstack(twin), marts["fct_figures"].vstack(figure)
    assert _killed(marts) == 9  # two events that nothing says are one
    marts["brg_event_overlap"] = frames.frame(
        "brg_event_overlap", [{"narrower_event_id": "e4", "wider_event_id": "e2"}]
    )
    assert _killed(marts) == 5


def _killed(marts: dict[str, pl.DataFrame]) -> int:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in place_map(frames.shelf(marts)).rows]
    return next(int(r["best"]) for r in rows if r["unit"] == "killed|person" and r["time"] == "all")


def test_empty_marts_say_so(bare: Path) -> None:
    assert not (bare / "events").exists()
    index = text(bare, "index.html")
    for words in ("No report has been read yet", "A day without claims is not a day with zero", "No event yet"):
        assert words in index
    assert "No disagreement is known" in text(bare, "disagreements.html")
    assert "No total for a period" in text(bare, "periods.html")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    marts = frames.filled()
    marts["fct_figures"] = marts["fct_figures"].drop("n_origins")
    del marts["dim_rule"]
    with pytest.raises(dashboard.MissingMarts, match=r"dim_rule: the whole table.*fct_figures: n_origins"):
        frames.build(marts, frames.MANIFEST, tmp_path)
    assert not list(tmp_path.iterdir())


def test_further_columns_and_marts_are_ignored(site: Path, tmp_path: Path) -> None:
    marts = {name: mart.with_columns(further=pl.lit("x")) for name, mart in frames.filled().items()}
    frames.build({**marts, "fct_further": pl.DataFrame({"x": [1]})}, frames.MANIFEST, tmp_path)
    assert (tmp_path / "index.html").read_bytes() == (site / "index.html").read_bytes()


def test_an_id_that_would_leave_its_folder_is_refused(tmp_path: Path) -> None:
    marts = frames.filled()
    marts["dim_event"] = marts["dim_event"].with_columns(event_id=pl.lit("../../etc/x"))
    with pytest.raises(ValueError, match="can't name a page"):
        frames.build(marts, frames.MANIFEST, tmp_path)


def test_weeks_and_months_add_up_their_days_and_keep_days_without_claims_apart() -> None:
    found = series.strikes(frames.shelf(frames.filled()))
    ukraine = next(side for side in found.sides if side.code == "UA")
    rows = [dict(zip(ukraine.columns, row, strict=True)) for row in ukraine.rows]
    launched = {
        (r["step"], r["first"]): (r["best"], r["range"], r["basis"]) for r in rows if r["measure"] == "launched"
    }
    assert launched == {
        ("day", "2023-06-01"): (0, "0–0", "sum over 1 place"),  # stated as none
        ("day", "2023-06-02"): (36, "36 or more", "stated for the whole side"),
        ("day", "2023-06-05"): (25, "20–30", "sum over 2 places"),
        ("week", "2023-05-29"): (36, "36 or more", "2 days with claims added up"),
        ("week", "2023-06-05"): (25, "20–30", "1 day with claims added up"),
        ("month", "2023-06-01"): (61, "56 or more", "3 days with claims added up"),
    }


def test_a_region_adds_up_its_places_and_leaves_out_what_lies_in_another_event() -> None:
    marts = frames.filled()
    cell = {"place": "RU-BEL", "side": "RU", "date": frames.on("2023-06-02"), "unit": "person", "measure": "killed"}
    assert region_cells(frames.shelf(marts), ("killed",)) == [
        {**cell, "low": 5, "best": 5, "high": 7, "basis": "sum over 1 place, 3 origins"}
    ]
    whole = {**marts["dim_event"].row(1, named=True), "event_id": "e4", "place_id": "RU-BEL"}
    figure = {**marts["fct_figures"].row(4, named=True), "event_id": "e4", "low": 4, "best": 6, "high": None}
    marts["dim_event"] = marts["dim_event"].vstack(frames.frame("dim_event", [whole]))
    marts["fct_figures"] = marts["fct_figures"].vstack(frames.frame("fct_figures", [figure]))
    assert [c["best"] for c in region_cells(frames.shelf(marts), ("killed",))] == [
        11
    ]  # nothing says that one holds the other
    marts["brg_event_overlap"] = frames.frame(
        "brg_event_overlap", [{"narrower_event_id": "e2", "wider_event_id": "e4"}]
    )
    assert region_cells(frames.shelf(marts), ("killed",)) == [
        {**cell, "low": 4, "best": 6, "high": None, "basis": "stated for the region, 3 origins"}
    ]


def test_pages_of_lists_hold_so_many_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "PER_PAGE", 1)
    lines = events.event_lines(frames.shelf(frames.filled()))
    parts = events.month_parts(lines)
    assert [(part.file, part.title, len(part.lines)) for part in parts] == [
        ("events-2024-09.html", "September 2024", 1),
        ("events-2023-06.html", "June 2023, part 1 of 2", 1),
        ("events-2023-06-2.html", "June 2023, part 2 of 2", 1),
    ]
    filled = frames.shelf(frames.filled())
    assert _parts(filled, 4) == [["d1"], ["d2"]]
    assert _parts(filled, 100) == [["d1", "d2"]]
    assert _parts(frames.shelf(frames.nothing()), 4) == [[]]


def _parts(shelf: Shelf, weight: int) -> list[list[str]]:
    return [
        [card["id"] for card in page["disagreements"]] for _, page in queue.pages(shelf, queue.queue(shelf, weight))
    ]


def test_a_queue_too_long_to_read_is_cut_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marts = frames.filled()
    first = marts["fct_discrepancies"].filter(pl.col("discrepancy_id") == "d1")
    more = [first.with_columns(discrepancy_id=pl.lit(f"more{n}")) for n in range(4)]
    marts["fct_discrepancies"] = pl.concat([marts["fct_discrepancies"], *more])
    monkeypatch.setattr(queue, "SHOWN", 2)
    monkeypatch.setattr(queue, "SHOWN_OF_RULE", 1)
    frames.build(marts, frames.MANIFEST, tmp_path)
    shown = re.findall(r'id="d-(\w+)"', (tmp_path / "disagreements.html").read_text("utf-8"))
    assert shown == ["d1", "more0", "d2"]  # the two most urgent, and the one of another rule
    assert "6 are known. Here stand the 2 most urgent, and of each rule the 1 most urgent" in text(
        tmp_path, "disagreements.html"
    )
    assert "more3" in (tmp_path / "events" / f"{first['event_id'][0]}.html").read_text("utf-8")


def test_packed_columns_hold_every_value() -> None:
    rows = [["UA", "day", 1, True], ["UA", "day", None, False], ["UA", "week", 3, True], ["UA", "day", 4, True]]
    assert packed(("side", "step", "n", "open"), rows) == {
        "n": 4,
        "columns": {
            "side": {"of": ["UA"], "runs": [0, 4]},
            "step": {"of": ["day", "week"], "at": [0, 0, 1, 0]},
            "n": [1, None, 3, 4],
            "open": [1, 0, 1, 1],
        },
    }
