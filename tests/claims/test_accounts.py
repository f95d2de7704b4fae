"""Fails if words that point back to a body named before lose it, or take an outlet, a stale or an unfit one for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dagster_project.claims import extract
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, SourceText
from dagster_project.lake.lexicon import load

PUBLISHED = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def last_claim(text: str, lexicon: Lexicon) -> Claim:
    return extract(SourceText("a1", text, outlet="Test Courier", published_at=PUBLISHED, known_at=PUBLISHED), lexicon)[
        -1
    ]


MEANT = [
    (
        "Russia sent 90 drones, the Ukrainian Air Force said. According to the morning summary, 70 were shot down.",
        "ua-air-force",
    ),
    (
        "The Russian Ministry of Defence told of an attack on Tula. The ministry's statement reads that 12 drones were downed.",
        "ru-mod",
    ),
    (
        "The Kherson regional military administration moved. Two men were killed in Stanislav, the administration said.",
        "ua-prokudin",
    ),
    (
        "The command of the Ukrainian Navy keeps watch over the strait. Five Kalibr missiles were launched, the command reports.",
        "ua-navy",
    ),
    (
        "The General Staff issued its evening report. According to the report, 61 air strikes were carried out.",
        "ua-general-staff",
    ),
    ("The UN human rights office updated its count, stating that 1,351 civilians had been killed.", "ohchr"),
    ("The IAEA keeps a team at the plant. A drone killed two workers at the plant, the agency said.", "iaea"),
]


@pytest.mark.parametrize(("text", "claimant"), MEANT)
def test_a_body_named_before_is_meant_by_what_it_is_called_for_short(
    text: str, claimant: str, lexicon: Lexicon
) -> None:
    assert last_claim(text, lexicon).claimant_id == claimant


def test_an_investigation_is_that_of_the_prosecutors_named_before(lexicon: Lexicon) -> None:
    text = "The regional prosecutor's office opened a case. According to the investigation, six people were killed in Izium."
    claim = last_claim(text, lexicon)
    assert (claim.claimant_text, claim.claimant_type) == ("The regional prosecutor's office", "prosecutor_police")


LEFT_OPEN = [
    "Reuters published its findings. According to the report, six people were killed in Izium.",
    "The BBC published its findings. Six people were killed in Izium, the service said.",
    "The Ukrainian Air Force spoke of decoys. Six people were killed in Izium, the ministry said.",
    "The Ukrainian Air Force spoke of decoys. According to the investigation, six people were killed in Izium.",
    "Russia's Ministry of Defence and Ukraine's Air Force met. According to the statement, six people were killed in Izium.",
    "The Ukrainian Air Force spoke. It rained. It snowed. It was cold. According to the summary, six people were killed in Izium.",
]


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_no_outlet_no_unfit_and_no_stale_body_is_meant(text: str, lexicon: Lexicon) -> None:
    claim = last_claim(text, lexicon)
    assert claim.claimant_id is None
    assert claim.claimant_type in ("publisher_voice", "media_relay", "prosecutor_police", "government")


GOES_ON = [
    ("Five people are dead in Izium, Vitali Klitschko says. 38 are wounded.", "ua-klitschko"),
    ("Nine people died in Izium, Vitali Klitschko said.\nAnother three were hurt.", None),
    ("Nine people died in Izium, Vitali Klitschko said. Three people were hurt in Sumy.", None),
    ("Nine people died in Izium, Reuters reported. Another three were hurt.", None),
    ("Vitali Klitschko initially spoke of nine dead in Izium. Twelve people were hurt.", None),
    ("Nine people died in Izium, Vitali Klitschko said. In the last year of the war three were hurt.", None),
]


@pytest.mark.parametrize(("text", "claimant"), GOES_ON)
def test_a_bare_figure_behind_an_account_belongs_to_it(text: str, claimant: str | None, lexicon: Lexicon) -> None:
    assert last_claim(text, lexicon).claimant_id == claimant


def test_an_account_goes_on_behind_a_semicolon_but_a_headline_does_not(lexicon: Lexicon) -> None:
    assert (
        last_claim("Vitali Klitschko said five people were hurt in Kyiv; two died.", lexicon).claimant_id
        == "ua-klitschko"
    )
    assert last_claim("Vitali Klitschko says power is back; two killed in Kyiv.", lexicon).claimant_id is None
    text = "Vitali Klitschko said five people were hurt in Kyiv; two died, Vyacheslav Gladkov said."
    assert last_claim(text, lexicon).claimant_id == "ru-gladkov"


def test_the_enemy_is_the_word_of_the_army_that_spoke_before(lexicon: Lexicon) -> None:
    text = "According to the General Staff, it was a long day. The enemy carried out 68 air strikes."
    assert last_claim(text, lexicon).claimant_id == "ua-general-staff"
    text = "Vitali Klitschko said it was a long day. The enemy carried out 68 air strikes."
    assert last_claim(text, lexicon).claimant_id is None


AT_HOME = [
    ("A rocket hit Kyiv. Two people died, the municipal military administration said.", "ua-popko"),
    ("A rocket hit Kharkiv. Two people died, the city council said.", "ua-kharkiv-council"),
    ("A rocket hit Izium. Two people died, the regional military administration said.", "ua-syniehubov"),
    ("A rocket hit Belgorod. Two people died, the region's governor said.", "ru-gladkov"),
    ("A rocket hit Donetsk. Two people died, the regional military administration said.", None),
    ("A rocket hit Izium. Two people died, the regional fishing authority said.", None),
    ("A rocket hit Kyiv. Two people died, city officials said.", "local-officials"),
]


@pytest.mark.parametrize(("text", "claimant"), AT_HOME)
def test_a_body_of_the_city_or_region_is_that_of_the_place(text: str, claimant: str | None, lexicon: Lexicon) -> None:
    assert last_claim(text, lexicon).claimant_id == claimant


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("The governor, Oleh Synehubov, toured the shelters. Two men died in Izium, he said.", "ua-syniehubov"),
        (
            "The governor, Oleh Synehubov, toured the shelters. Two men died in Izium, said the governor.",
            "ua-syniehubov",
        ),
        ("The shelters of Oleh Synehubov's guests were full. Two men died in Izium, he said.", None),
    ],
)
def test_who_is_told_of_may_speak_in_the_next_sentence(told: str, who: str | None, lexicon: Lexicon) -> None:
    assert last_claim(told, lexicon).claimant_id == who
