"""Fails if a figure that words derive from others is worked out wrongly, or comes without the claims it stands on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dagster_project.claims import extract
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, PartRole, Qualifier, SourceText
from dagster_project.lake.lexicon import load


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def read(text: str, lexicon: Lexicon) -> list[Claim]:
    published = datetime(2024, 5, 17, 12, tzinfo=UTC)
    return extract(SourceText("a1", text, published_at=published, known_at=published), lexicon)


SENT = "Russia sent 60 drones overnight. "
WORKED_OUT = [
    (SENT + "All of them were shot down.", "all", 60, 60, 60, "exact"),
    (SENT + "Half of them were jammed.", "fraction", 30, 30, 30, "exact"),
    (SENT + "Two-thirds of the drones were shot down.", "fraction", 40, 40, 40, "exact"),
    (SENT + "Three quarters of the drones were shot down.", "fraction", 45, 45, 45, "exact"),
    (SENT + "Almost half of the drones were jammed.", "fraction", 30, 27, 30, "about"),
    (SENT + "More than half of them were shot down.", "fraction", 30, 31, None, "more_than"),
    (SENT + "Air defence shot down 44 of them and the rest were jammed.", "remainder", 16, 16, 16, "exact"),
    (SENT + "Air defence shot down all but two of the drones.", "remainder", 58, 58, 58, "exact"),
    ("Ukraine shot down 80 percent of the 200 drones launched at it.", "fraction", 160, 160, 160, "exact"),
    ("Ukraine shot down 87.5% of the 64 drones launched at it.", "fraction", 56, 56, 56, "exact"),
    ("Ukraine shot down 90 per cent of the 79 drones launched at it.", "fraction", 71, 71, 71, "about"),
    ("Half of the 12 injured in Kramatorsk are children.", "fraction", 6, 6, 6, "exact"),
    ("Two missiles were fired at Mykolaiv. Both were shot down.", "both", 2, 2, 2, "exact"),
    ("Five people were killed in Dnipro. Another three died in hospital.", "increment", 8, 8, 8, "exact"),
    ("A teacher and another woman were killed in Dnipro.", "increment", 2, 2, 2, "exact"),
    ("A boy and his grandmother were killed in Dnipro.", "increment", 2, 2, 2, "exact"),
    ("A strike on Dnipro killed a woman, her son and two nurses.", "increment", 4, 4, 4, "exact"),
    (
        "At least five people were killed in Dnipro. Another three died in hospital.",
        "increment",
        8,
        8,
        None,
        "at_least",
    ),
]


@pytest.mark.parametrize(("text", "derivation", "value", "low", "high", "qualifier"), WORKED_OUT)
def test_a_figure_is_worked_out_from_the_claims_it_names(
    text: str, derivation: str, value: int, low: int, high: int | None, qualifier: str, lexicon: Lexicon
) -> None:
    claims = read(text, lexicon)
    [derived] = [c for c in claims if c.derivation is not None]
    assert (derived.derivation, derived.value, derived.qualifier) == (derivation, value, qualifier)
    assert (derived.value_low, derived.value_high) == (low, high)
    assert set(derived.derived_from_claim_ids) <= {c.claim_id for c in claims} - {derived.claim_id}
    assert derived.derived_from_claim_ids
    assert derived.value_text in derived.quote


NOTHING_TO_STAND_ON = [
    "Half of the drones were shot down over Kyiv.",
    "The rest were jammed.",
    "Ukraine shoots down 80 percent of the drones.",
    "About 50 drones were launched. Half of them were shot down.",  # half of an estimate is no figure
    "A third of the city of Izium is in ruins.",
    "All but four were shot down.",
    "Five people were killed in Dnipro. Another three died in Sumy.",  # another place
    "Five people were killed in Dnipro. Another three died, bringing the toll to eight.",  # the words say the total
]


@pytest.mark.parametrize("text", NOTHING_TO_STAND_ON)
def test_nothing_is_worked_out_without_a_sound_operand(text: str, lexicon: Lexicon) -> None:
    assert [c.value_text for c in read(text, lexicon) if c.derivation is not None] == []


def test_a_rounded_share_covers_what_rounds_to_it(lexicon: Lexicon) -> None:
    claims = read(
        "Ukraine shot down 85% of the 1,000 drones and 17 percent of the 250 missiles launched at it.", lexicon
    )
    drones, missiles = [c for c in claims if c.derivation is not None]
    assert (drones.value, drones.qualifier) == (850, Qualifier.EXACT)
    assert (missiles.value, missiles.value_low, missiles.value_high, missiles.qualifier) == (
        42,
        42,
        43,
        Qualifier.ABOUT,
    )


def test_what_a_sum_adds_up_becomes_its_parts(lexicon: Lexicon) -> None:
    five, three, eight = read("Five people were killed in Dnipro. Another three died in hospital.", lexicon)
    assert {five.part_of_claim_id, three.part_of_claim_id} == {eight.claim_id}
    assert {five.part_role, three.part_role} == {PartRole.BREAKDOWN_COMPLETE}


def test_a_part_of_the_injured_is_no_rival_of_the_whole(lexicon: Lexicon) -> None:
    three, nine = sorted(read("Of the nine killed in Sumy, three were children.", lexicon), key=lambda c: c.value or 0)
    assert (three.value, three.unit_id, three.part_of_claim_id) == (3, "child", nine.claim_id)
    assert three.part_role is PartRole.SUBSET


def test_people_joined_by_and_are_parts_of_their_sum(lexicon: Lexicon) -> None:
    boy, grandmother, both = read("A boy and his grandmother were killed in Dnipro.", lexicon)
    assert {boy.part_of_claim_id, grandmother.part_of_claim_id} == {both.claim_id}
    assert {boy.part_role, grandmother.part_role} == {PartRole.BREAKDOWN_COMPLETE}
    assert both.value_text == "A boy and his grandmother"


@pytest.mark.parametrize(
    "text",
    [
        "Eight people, a toddler among them, were killed in Dnipro.",
        "An elderly couple - a husband and his wife - were found dead in Dnipro.",
        "Fifteen missiles and three drones were shot down over Dnipro.",
        "Two people were killed in Dnipro and a woman was killed in Nikopol.",
        "Two people were killed in Dnipro and a woman was wounded.",
    ],
)
def test_what_is_told_twice_or_apart_is_not_summed(text: str, lexicon: Lexicon) -> None:
    assert all(claim.derivation is None for claim in read(text, lexicon))
