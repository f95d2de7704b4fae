"""The hand-labelled gold set is held to account itself: quotes and numbers stand in the texts, labels are from the vocabulary."""

from __future__ import annotations

import json
import re
import runpy
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).resolve().parents[1] / "data" / "gold.jsonl"
Record = dict[str, Any]

ITEM_FIELDS = {"id", "source", "phenomenon", "outlet", "published", "title", "text", "claims", "traps"}
CLAIM_FIELDS = set(
    """quote measure value value_low value_high qualifier value_text value_start unit weapon_model place place_country event_date
    target_side claimant scope is_negated_zero part_of_total optional note""".split()
)
# least number of required claims by measure: below these a share says little
FLOORS = {
    **dict.fromkeys(("launched", "intercepted", "killed", "injured"), 30),
    **dict.fromkeys(("suppressed", "hit", "attacks", "damaged"), 15),
    "missing": 10,
    "captured": 5,
}
MEASURES = {*FLOORS, "other"}
MUNITIONS = set("drone missile cruise_missile ballistic_missile guided_bomb projectile shell aircraft".split())
UNITS = MUNITIONS | set(
    """person civilian child soldier rescuer building house facility vehicle tank armoured_vehicle settlement region location
    strike attack wave other""".split()
)
SCOPES = {"event", "period", "cumulative", "counter", "background"}
PHENOMENA = set(
    """digits number_words ordinals_counters dozens single_victim both all none range hedges fraction place_list apposition
    total_breakdown subset n_of_m another toll_to weapons_spelling calque passive_nominal joint suppressed hit attacks damaged
    missing captured which_war accident quote_multi he_said according_to dangling denied kyiv_city_region capital region_anaphor
    district place_spelling date_explicit date_relative weekday night day_earlier background scope_period scope_cumulative
    scope_counter live_blog digest headline tabloid third_country long_article not_ages not_distance not_price not_date
    not_calibre not_model not_exchange not_animals not_election not_forecast not_sentences not_other""".split()
)
ZERO_WORDS = set("0 no none nobody neither anyone".split()) | {"no one"}
WORDS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
WORDS |= {"both": 2, "dozen": 12, "ninth": 9, "half a dozen": 6, "two dozen": 24, "three dozen": 36}


def load() -> list[Record]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


ITEMS = load()
WITH_CLAIMS = [pytest.param(item, id=item["id"]) for item in ITEMS if item["claims"]]


def bounds(claim: Record) -> tuple[int | None, int | None]:
    """The interval that the qualifier gives the claim's value."""
    value: int | None = claim["value"]
    assert value is not None
    table: dict[str, tuple[int | None, int | None]] = {
        "exact": (value, value),
        "at_least": (value, None),
        "more_than": (value + 1, None),
        "at_most": (0, value),
    }
    return table[claim["qualifier"]]


def test_items_are_whole_and_unique() -> None:
    assert len({item["id"] for item in ITEMS}) == len(ITEMS)
    assert len({item["text"] for item in ITEMS}) == len(ITEMS)
    for item in ITEMS:
        assert set(item) == ITEM_FIELDS, item["id"]
        date.fromisoformat(item["published"])
        assert item["claims"] or item["traps"], f"{item['id']} tests nothing"
        for trap in item["traps"]:
            assert trap in item["text"], f"{item['id']}: {trap}"


@pytest.mark.parametrize("item", WITH_CLAIMS)
def test_evidence_stands_in_the_text(item: Record) -> None:
    for claim in item["claims"]:
        assert set(claim) == CLAIM_FIELDS
        text, quote, start = item["text"], claim["quote"], claim["value_start"]
        end = start + len(claim["value_text"])
        assert text[start:end] == claim["value_text"]
        assert any(
            found.start() <= start and end <= found.start() + len(quote)
            for found in re.finditer(re.escape(quote), text)
        ), "the number stands outside its quote"
        for field in ("place", "claimant"):  # as written: only the capital at the start of a sentence may differ
            assert claim[field] is None or claim[field][1:] in text, field


@pytest.mark.parametrize("item", WITH_CLAIMS)
def test_labels_are_from_the_vocabulary(item: Record) -> None:
    for claim in item["claims"]:
        assert claim["measure"] in MEASURES
        assert claim["unit"] in UNITS
        assert claim["scope"] in SCOPES
        assert claim["place_country"] in {"UA", "RU", "other", None}
        assert claim["target_side"] in {"UA", "RU", "other", None}
        assert claim["weapon_model"] is None or claim["unit"] in MUNITIONS
        assert claim["note"] or claim["measure"] != "other", "a claim without a measure of ours says what it is"
        if claim["event_date"] is not None:
            assert date.fromisoformat(claim["event_date"]) <= date.fromisoformat(item["published"])


@pytest.mark.parametrize("item", WITH_CLAIMS)
def test_value_qualifier_and_interval_agree(item: Record) -> None:
    for claim in item["claims"]:
        value, low, high, written = claim["value"], claim["value_low"], claim["value_high"], claim["value_text"].lower()
        match claim["qualifier"]:
            case "vague":
                assert value is None and low > 0 and high is None
            case "range":
                assert value is None and low < high
            case "about":
                assert low == round(0.9 * value) and high in {value, round(1.1 * value)}  # "nearly n" ends at n
            case _:
                assert (low, high) == bounds(claim)
        assert claim["is_negated_zero"] == (value == 0) == (written in ZERO_WORDS)
        derived = (claim["note"] or "").startswith("derived")
        assert not derived or claim["optional"], "a figure that is worked out, not written, is never required"
        if value is not None and not derived:
            digits = re.sub(r"\D", "", written)
            assert not digits or int(digits) == value or written == "27 million"
            assert WORDS.get(written.removeprefix("a "), value) == value


def test_every_phenomenon_is_covered() -> None:
    assert {item["phenomenon"] for item in ITEMS} == PHENOMENA


def test_enough_claims_of_each_measure_and_enough_items_without() -> None:
    required = Counter(claim["measure"] for item in ITEMS for claim in item["claims"] if not claim["optional"])
    assert {measure: required[measure] for measure in FLOORS if required[measure] < FLOORS[measure]} == {}
    without = sum(not item["claims"] for item in ITEMS)
    assert 0.2 <= without / len(ITEMS) <= 0.35


def test_gold_scored_against_itself_is_perfect(shared: Path, tmp_path: Path) -> None:
    """An independent scorer accepts the format: as its own prediction the set has nothing missed, wrong or caught in a trap."""
    prediction = tmp_path / "prediction.jsonl"
    with prediction.open("w", encoding="utf-8") as out:
        for item in ITEMS:
            for claim in item["claims"]:
                out.write(json.dumps({**claim, "article_id": item["id"]}) + "\n")
    score = runpy.run_path(str(shared / "corpus" / "score.py"))["main"]
    result = score([str(GOLD), str(prediction), "--include-other"])
    assert (result["p"], result["r"], result["f"]) == (1.0, 1.0, 1.0)
    assert result["viol"] == 0
    assert all(right == of for right, of in result["attr"].values())
