"""Fails if a figure gets another place than its words give it. Sentences are written for this test."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dagster_project.claims import extract
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, Scope, SourceText
from dagster_project.lake.lexicon import load

PUBLISHED = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def read(text: str, lexicon: Lexicon) -> list[Claim]:
    return extract(SourceText("a1", text, published_at=PUBLISHED, known_at=PUBLISHED), lexicon)


UNLISTED = [
    ("Two people were killed in Quillabra, Colombia.", "Quillabra, Colombia", "CO"),
    (
        "Two people were killed in Quillabra, Tarrupe Department, Colombia.",
        "Quillabra, Tarrupe Department, Colombia",
        "CO",
    ),
    ("Shelling killed two people in the village of Mala Tarrupe.", "Mala Tarrupe", None),
    ("An airstrike on Tarrupe al-Quilla killed two people.", "Tarrupe al-Quilla", None),
    ("Two people were killed off the coast of Quillabra, Libya.", "Quillabra, Libya", "LY"),
    ("Two people were killed in Northern Tarrupe National Park, Benin.", "Northern Tarrupe National Park, Benin", "BJ"),
    ("Two people were killed in the Tarrupskyi district.", "Tarrupskyi district", None),
    ("Two people were killed near Mala Tarrupe in Kharkiv region.", "Mala Tarrupe in Kharkiv region", "UA-63"),
]


@pytest.mark.parametrize(("text", "written", "place_id"), UNLISTED)
def test_a_place_that_no_gazetteer_lists_is_quoted_and_laid_in_the_one_behind_it(
    text: str, written: str, place_id: str | None, lexicon: Lexicon
) -> None:
    (claim,) = read(text, lexicon)
    assert (claim.place_text, claim.place_id) == (written, place_id)


NO_PLACE = [
    "Two people were killed in March.",
    "Two people were killed in Operation Quillabra.",
    "Two people were killed in the Russian-held village.",
    "Two soldiers were killed in Quillabra sabotage.",
    "Two Killed in Quillabra After Missile Strike Hits Block.",
]


@pytest.mark.parametrize("text", NO_PLACE)
def test_a_capital_alone_makes_no_place(text: str, lexicon: Lexicon) -> None:
    assert {claim.place_text for claim in read(text, lexicon)} == {None}


WHERE = [
    ("Rescuers pulled three bodies from the rubble in Dnipro.", "Dnipro"),
    ("Russia said it shot down five Ukrainian drones, a day after a missile struck a market in Ukraine.", "Russia"),
    ("Russian air defence shot down two missiles that Ukraine had fired at Melitopol.", "Melitopol"),
    ("Moscow targeted by drones, two people injured.", "Moscow"),
    ("Moscow targeted Odesa with drones, two people injured.", "Odesa"),
    ("A jet crashed north of Moscow, killing two people.", "Moscow"),
    ("Shelling killed two people north of Kupiansk, in the village of Hroza.", "Hroza"),
    ("Missiles hit airfields in Lutsk and Rivne in Western Ukraine, killing two soldiers.", "Lutsk and Rivne"),
    ("Two drones crashed into the Kremlin.", "Kremlin"),
    ("Kharkiv: 2 killed | Sumy: nothing to report.", "Kharkiv"),
    ("Kharkiv - 3 dead, 36 injured | Zaporizhzhia | Odesa", "Kharkiv"),
    ("Shells damaged 17 houses, two kindergartens and more than 40 cars in Kherson.", "Kherson"),
    ("War in Ukraine: at least 20 wounded in attacks on Odesa.", "Odesa"),
    ("The governor of Sumy said two people were killed in the city.", "Sumy"),
    ("A shell hit a clinic in Beryslav. Artillery also struck four farms nearby.", "Beryslav"),
    ("Poland said 19 drones flew into its airspace and three were shot down.", "Poland"),
    (
        "Russia attacked across Ukraine, killing four people and injuring 38 in Kharkiv and Sumy regions.",
        "Kharkiv and Sumy",
    ),
    (
        "An officer accused by Ukraine of strikes on its territory was shot dead while jogging in Krasnodar.",
        "Krasnodar",
    ),
    ("Authorities in Russian-held parts of eastern Ukraine said seven people were killed.", "Ukraine"),
    ("Two armed drones headed for Moscow were shot down.", "Moscow"),
    ("Two people died in strikes on Ukraine's East.", "Ukraine's East"),
    ("A cluster munition strike in Chornobaivka, Kherson, killed three people.", "Chornobaivka"),
    ("A drone attack on Moscow failed but three people were killed near the Ukrainian border.", "Ukrainian border"),
    ("Two people were killed in the Russian border city of Belgorod.", "Belgorod"),
    ("The Kerch Bridge linking Crimea to Russia was closed after blasts killed two people.", "Kerch Bridge"),
    ("Strikes on Ukraine kill at least two people as attacks on Kyiv resume.", "Ukraine"),
    ("Shelling hit Hostomel airport outside Kyiv, killing two people.", "Hostomel airport"),
    (
        "A camp near Belgorod burned. Officials report two injured by a shell fired from Ukrainian territory.",
        "Belgorod",
    ),
    ("Three soldiers were captured during the retreat from Avdiivka.", "Avdiivka"),
]


@pytest.mark.parametrize(("text", "written"), WHERE)
def test_the_place_belongs_to_what_happened(text: str, written: str, lexicon: Lexicon) -> None:
    claims = read(text, lexicon)
    assert claims
    assert all((claim.place_text or "").startswith(written) for claim in claims), [c.place_text for c in claims]


def test_a_place_that_the_speaker_implies_is_quoted_as_the_text_wrote_it(lexicon: Lexicon) -> None:
    (claim,) = read("The mayor of Moscow said 34 drones were repelled by air defence.", lexicon)
    assert (claim.place_text, claim.place_id) == ("Moscow", "RU-MOW")


def test_each_statement_between_semicolons_has_its_own_place(lexicon: Lexicon) -> None:
    text = "Wreckage fell in the Pecherskyi district, killing two people; in the Solomianskyi district four people were injured."
    assert [claim.place_text for claim in read(text, lexicon)] == ["Pecherskyi district", "Solomianskyi district"]


def test_the_surroundings_of_a_place_are_not_the_place(lexicon: Lexicon) -> None:
    text = "Rockets fell on Kharkiv. Troops also shelled the surrounding region, killing at least one person."
    (claim,) = read(text, lexicon)
    assert (claim.place_text, claim.place_id) == ("surrounding region", "UA-63")


UNSAID = [
    ("Shelling hit Sumy. Nobody was killed, though a barn in Krasnopillia burned.", "Sumy", "killed"),
    ("Russian forces attacked. Ukraine was shaken. The Russian strike killed four people.", "Ukraine", "killed"),
    ("A drone hit Voronezh. Two people were hurt in the attack, the latest of many on Ukraine.", "Voronezh", "injured"),
    ("Prosecutors questioned the mayor of Kyiv. Two people were killed outside a shelter.", "Kyiv", "killed"),
    ("A train left the rails in Hungary. The crash caused 12 deaths.", "Hungary", "killed"),
]


@pytest.mark.parametrize(("text", "written", "measure"), UNSAID)
def test_what_was_spoken_of_before_goes_without_saying(text: str, written: str, measure: str, lexicon: Lexicon) -> None:
    (claim,) = [c for c in read(text, lexicon) if c.measure == measure]
    assert claim.place_text == written


def test_a_speaker_who_comes_later_gives_place_and_side(lexicon: Lexicon) -> None:
    text = '"We had a hard night. Four people have been killed," the governor of Zaporizhzhia region told reporters.'
    (claim,) = read(text, lexicon)
    assert (claim.place_text, claim.place_id, claim.target_side) == ("Zaporizhzhia region", "UA-23", "UA")


def test_two_statements_joined_by_and_keep_their_places(lexicon: Lexicon) -> None:
    text = "Four people are killed by a missile attack in Kharkiv and at least 27 people are injured by a missile attack in Kyiv."
    assert [claim.place_text for claim in read(text, lexicon)] == ["Kharkiv", "Kyiv"]


def test_a_hit_that_names_no_place_has_none(lexicon: Lexicon) -> None:
    text = "Four houses burned in the Bryansk region. Likewise, officials said that two long-range drones hit a plant."
    (claim,) = [c for c in read(text, lexicon) if c.measure == "hit"]
    assert claim.place_text is None


def test_figures_of_one_attack_keep_its_place_where_the_next_clause_names_another(lexicon: Lexicon) -> None:
    text = "A strike on Kharkiv killed two people and wounded nine, while shelling of Kupiansk left one dead and three injured."
    assert [c.place_text for c in read(text, lexicon)] == ["Kharkiv", "Kharkiv", "Kupiansk", "Kupiansk"]
    text = "A strike on Kharkiv killed two people and wounded nine in Kupiansk."
    assert [c.place_text for c in read(text, lexicon)][1] == "Kupiansk"


def test_on_the_road_from_one_town_to_another_is_between_them(lexicon: Lexicon) -> None:
    (claim,) = read("A mine killed two men on the road from Pokrovsk to Dobropillia.", lexicon)
    assert (claim.place_text, claim.place_id) == ("Pokrovsk to Dobropillia", "UA-14")


def test_whither_a_drone_returned_is_not_where_it_was_counted(lexicon: Lexicon) -> None:
    claims = read("Two drones entered Sumy region and one returned to Belarus.", lexicon)
    assert "BY" not in {c.place_id for c in claims}


def test_a_count_of_weapons_is_not_laid_in_the_place_of_the_next_figure(lexicon: Lexicon) -> None:
    launched, killed = read("Russia launched 58 drones, and a missile killed two people in Sumy.", lexicon)
    assert (launched.place_id, killed.place_text) == ("UA", "Sumy")


def test_a_cafe_and_a_car_are_in_the_town_named_last(lexicon: Lexicon) -> None:
    text = "Five people were killed in a cafe and two in a car in Kherson."
    assert {c.place_text for c in read(text, lexicon)} == {"Kherson"}


def test_a_total_is_not_where_the_sentence_before_was_if_its_parts_were_elsewhere(lexicon: Lexicon) -> None:
    text = "Drones hit a plant in Saratov. Russia's Defence Ministry said 21 drones were downed, including nine over Tula region."
    total, part = read(text, lexicon)
    assert (total.place_id, part.place_id) == ("RU", "RU-TUL")


def test_the_airspace_of_a_neighbour_is_a_place_where_nothing_nearer_is_named(lexicon: Lexicon) -> None:
    (claim,) = read("Nineteen drones entered Polish airspace.", lexicon)
    assert claim.place_id == "PL"
    (claim,) = read("Russia sent a missile through Polish airspace and killed 30 people in Lviv.", lexicon)
    assert claim.place_text == "Lviv"


SETTLEMENTS = [
    ("Rubble fell in Kyiv's Pecherskyi district. The shelling of the city wounded two people.", "UA-30"),
    ("A rocket hit Kharkiv's Saltivka district. Two people in the city were wounded.", "gn:706483"),
    ("A rocket hit Sviatoshynskyi district. Two people in the capital were wounded.", "UA-30"),
    ("Rockets hit Chuhuiv. Two people in the town were wounded.", "gn:710374"),
]


@pytest.mark.parametrize(("text", "place_id"), SETTLEMENTS)
def test_the_city_is_the_one_that_the_district_lies_in(text: str, place_id: str, lexicon: Lexicon) -> None:
    assert read(text, lexicon)[-1].place_id == place_id


CAPITALS = [
    ("Two people were wounded in the capital.", "UA-30"),
    ("A drone fell in Moscow. Two people in the capital were wounded.", "RU-MOW"),
    ("Drones flew from Kyiv towards Russia. Two people in the capital were wounded, Sobyanin said.", "RU-MOW"),
    ("Drones were shot down over Moscow. In Kyiv sirens sounded. Two people in the capital were wounded.", "UA-30"),
    ("A rocket fell on Moscow region. Two people in the capital were wounded.", "RU-MOW"),
    ("A rocket fell on Belgorod. Two people in the capital were wounded.", "RU-MOW"),
    ("Drones fell on Kyiv. Then a rocket fell on Belgorod. Two people in the capital were wounded.", "UA-30"),
    ("A drone fell on a street in Russia. Two people in the country's capital were wounded.", "RU-MOW"),
]


@pytest.mark.parametrize(("text", "place_id"), CAPITALS)
def test_the_capital_is_the_speakers_own_or_that_of_the_place_named_last(
    text: str, place_id: str, lexicon: Lexicon
) -> None:
    assert read(text, lexicon)[-1].place_id == place_id


SEA = [
    ("Sirens sounded in Izmail. Two people died when a Black Sea grain terminal burned.", "gn:707308"),
    ("Two people were wounded in the Black Sea city of Odesa.", "gn:698740"),
    ("A ferry sank in the Black Sea overnight, killing two people.", "x:black-sea"),
    ("Two sailors were killed in the Black Sea earlier this week.", "x:black-sea"),
    ("Two sailors were killed in the Black Sea Monday.", "x:black-sea"),
    ("Sirens sounded in Izmail. Two drones were shot down over the Black Sea.", "x:black-sea"),
]


@pytest.mark.parametrize(("text", "place_id"), SEA)
def test_a_sea_before_a_noun_is_no_place(text: str, place_id: str, lexicon: Lexicon) -> None:
    assert read(text, lexicon)[-1].place_id == place_id


def test_a_total_of_the_war_is_of_the_country_invaded_and_goes_on_with_the_next_figure(lexicon: Lexicon) -> None:
    dead, hurt, struck = read(
        "Shells fell on Kherson. Some 400 children have died since Moscow invaded Ukraine, UNICEF said. "
        "A further 900 were wounded. Another six were wounded in a strike on Nikopol.",
        lexicon,
    )
    assert (dead.place_id, dead.scope, dead.event_date_start) == ("UA", Scope.CUMULATIVE, date(2022, 2, 24))
    assert (hurt.place_id, hurt.scope, hurt.event_date_start) == ("UA", Scope.CUMULATIVE, date(2022, 2, 24))
    assert {dead.claimant_id, hurt.claimant_id} == {"unicef"}
    assert (struck.place_id, struck.scope) == ("gn:700051", Scope.EVENT)


def test_a_total_of_one_region_stays_there(lexicon: Lexicon) -> None:
    text = "Since Russia invaded Ukraine 300 people have been killed in Nikopol. Another 500 have been wounded."
    assert {(c.place_id, c.scope) for c in read(text, lexicon)} == {("gn:700051", Scope.CUMULATIVE)}


def test_those_hurt_on_a_day_are_no_part_of_the_total_told_before(lexicon: Lexicon) -> None:
    text = "Some 400 children have died since Moscow invaded Ukraine. Another two were wounded in Nikopol on Friday."
    assert [c.scope for c in read(text, lexicon)] == [Scope.CUMULATIVE, Scope.EVENT]


def test_soldiers_lost_since_the_invasion_are_not_laid_to_the_country_invaded(lexicon: Lexicon) -> None:
    (claim,) = read("Analysts counted 40,000 soldiers killed since Moscow invaded Ukraine.", lexicon)
    assert (claim.place_id, claim.target_side) == ("UA", None)
