"""Fails if the engine misreads a construction it knows. Sentences are written for this test."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dagster_project.claims import extract
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, Modality, PartRole, Scope, SourceText, Window
from dagster_project.lake.lexicon import load

PUBLISHED = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)  # a Friday


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def read(text: str, lexicon: Lexicon, at: datetime = PUBLISHED) -> list[Claim]:
    source = SourceText("a1", text, outlet="Test Courier", published_at=at, known_at=at)
    claims = extract(source, lexicon)
    for claim in claims:
        assert text[claim.quote_start : claim.quote_end] == claim.quote
        assert text[claim.value_start : claim.value_end] == claim.value_text
        assert claim.quote_start <= claim.value_start < claim.value_end <= claim.quote_end
    return claims


def figures(text: str, lexicon: Lexicon) -> list[tuple[str, int | None, int | None, str | None]]:
    return [(c.measure.value, c.value_low, c.value_high, c.unit_id) for c in read(text, lexicon)]


FIGURES = [
    ("None of the missiles fired at Kharkiv was shot down.", [("intercepted", 0, 0, "missile")]),
    ("Gunners shot down the missile and 14 of the drones Moscow sent, the Air Force said.", [("intercepted", 14, 14, "drone")]),
    ("Gunners shot down the missile and 14 drones that Russia fired at Odesa.", [("intercepted", 14, 14, "drone")]),
    ("Gunners shot down three missiles and 14 of the drones Moscow launched.",
     [("intercepted", 3, 3, "missile"), ("intercepted", 14, 14, "drone")]),
    ("The 14 drones Moscow launched overnight flew towards Odesa.", [("launched", 14, 14, "drone")]),
    ("The blast killed the driver and two passengers in Izium.", [("killed", 2, 2, "civilian")]),
    ("The blast killed the driver and two passengers were wounded in Izium.", [("injured", 2, 2, "civilian")]),
    ("Gunners shot down the missile and 14 drones attacked Odesa.", [("launched", 14, 14, "drone")]),
    ("Gunners shot down the missile and 14 drones were fired at Odesa.", [("launched", 14, 14, "drone")]),
    ("Rescuers recorded 35 damaged houses in Kramatorsk.", [("damaged", 35, 35, "house")]),
    ("Two men aged 45 and 52 were injured in Nikopol.", [("injured", 2, 2, "civilian")]),
    ("The drone attack on Izmail was the fourth since the beginning of the month.", [("attacks", 4, 4, "attack")]),
    ("The only person killed was a four-year-old girl.", [("killed", 1, 1, "person")]),
    ("The sole fatality in Sumy was a guard.", [("killed", 1, 1, "person")]),
    ("A man, 45, and a woman, 67, were killed in Kherson.", [("killed", 1, 1, "civilian")] * 2 + [("killed", 2, 2, "civilian")]),
    ("A woman and her two children were killed in Hroza.",
     [("killed", 1, 1, "civilian"), ("killed", 2, 2, "child"), ("killed", 3, 3, "person")]),
    ("Killed in the strike on Kherson were three men and a woman.",
     [("killed", 3, 3, "civilian"), ("killed", 1, 1, "civilian"), ("killed", 4, 4, "civilian")]),
    ("At the very least 12 people died in Uman.", [("killed", 12, None, "person")]),
    ("Analysts estimate that 20,000 soldiers have died.", [("killed", 18000, 22000, "soldier")]),
    ("The death toll has risen to 1,137, the mayor said.", [("killed", 1137, 1137, "person")]),
    ("In apartment 34, two people were killed.", [("killed", 2, 2, "person")]),
    ("In the building 20 people were killed.", [("killed", 20, 20, "person")]),
    ("Two people were killed in Toretsk, which was shelled overnight, and three in Kurakhove.",
     [("killed", 2, 2, "person"), ("killed", 3, 3, "person")]),
    ("Air defence shot down four Kalibr missiles fired from the Black Sea and two Oniks from Crimea.",
     [("intercepted", 4, 4, "cruise_missile"), ("intercepted", 2, 2, "missile")]),
    ("Russia launched four Kalibrs from the Black Sea, three Kh-59 missiles from the Kursk region and two Oniks from Crimea.",
     [("launched", 4, 4, "cruise_missile"), ("launched", 3, 3, "missile"), ("launched", 2, 2, "missile")]),
    ("The wounded were in two towns: four people in Chasiv Yar and three in Toretsk.",
     [("injured", 4, 4, "person"), ("injured", 3, 3, "person")]),
    ("The strike left four dead and two with burns.", [("killed", 4, 4, "person"), ("injured", 2, 2, "person")]),
    ("Twelve aircraft at four airfields were damaged.", [("damaged", 12, 12, "aircraft")]),
    ("Some 1,500–2,000 soldiers were killed near Bakhmut.", [("killed", 1500, 2000, "soldier")]),
    ("The ministry corrected its figure: 19 drones, not 20, were shot down.", [("intercepted", 19, 19, "drone")]),
    ("Nine people were killed, officials said; the figure has since risen to 11.",
     [("killed", 9, 9, "person"), ("killed", 11, 11, "person")]),
    ("Six drones out of 20 were shot down over Odesa.", [("intercepted", 6, 6, "drone"), ("launched", 20, 20, "drone")]),
    ("Two soldiers out of the five he led were wounded.", [("injured", 2, 2, "soldier")]),
    ("Ukraine intercepted a ballistic missile with a Patriot missile.", [("intercepted", 1, 1, "ballistic_missile")]),
    ("The company made a net loss of 688 million francs.", []),
    ("At least five people were killed in Izium.", [("killed", 5, None, "person")]),
    ("More than 30 drones were shot down over Odesa.", [("intercepted", 31, None, "drone")]),
    ("Up to 12 soldiers died near Robotyne.", [("killed", 0, 12, "soldier")]),
    ("Nearly 60 residents were wounded in Sumy.", [("injured", 54, 60, "civilian")]),
    ("About 50 missiles were launched at Ukraine.", [("launched", 45, 55, "missile")]),
    ("Between 20 and 25 people were injured in Lviv.", [("injured", 20, 25, "person")]),
    ("Two dozen people were injured in Lviv.", [("injured", 24, 24, "person")]),
    ("Twenty-one people were injured in Lviv.", [("injured", 21, 21, "person")]),
    ("Two hundred and fifty people were injured in Lviv.", [("injured", 250, 250, "person")]),
    ("Russia fired 1,270 drones at Ukraine.", [("launched", 1270, 1270, "drone")]),
    ("No casualties were reported in Nikopol.", [("killed", 0, 0, "person"), ("injured", 0, 0, "person")]),
    ("Nobody was killed or injured in Nikopol.", [("killed", 0, 0, "person"), ("injured", 0, 0, "person")]),
    ("A policewoman was killed in Kherson.", [("killed", 1, 1, "person")]),
    ("The shelling of Kherson claimed the lives of three people.", [("killed", 3, 3, "person")]),
    ("The strike on Kherson left two dead and seven wounded.", [("killed", 2, 2, "person"), ("injured", 7, 7, "person")]),
    ("The death toll in Kherson has risen to 14.", [("killed", 14, 14, "person")]),
    ("A woman died, taking to 24 the number of people killed in Vinnytsia.",
     [("killed", 1, 1, "civilian"), ("killed", 24, 24, "person")]),
    ("Air defences shot down 18 of 22 drones over Kyiv.", [("intercepted", 18, 18, "drone"), ("launched", 22, 22, "drone")]),
    ("Of the 33 missiles, 21 were shot down over Kyiv.", [("launched", 33, 33, "missile"), ("intercepted", 21, 21, "missile")]),
    ("The enemy attacked Kharkiv with four S-300 missiles.", [("launched", 4, 4, "missile")]),
    ("A barrage of 60 missiles and drones was aimed at Kyiv.", [("launched", 60, 60, "aerial_target")]),
    ("A barrage killed 32 people in Kyiv.", [("killed", 32, 32, "person")]),
    ("A missile wounded at least three farmers in Sumy.", [("injured", 3, None, "civilian")]),
    ("Two people killed 15 wounded in Sumy.", [("killed", 2, 2, "person"), ("injured", 15, 15, "person")]),
    ("Ukraine said most of the 26 drones were downed.", [("intercepted", 14, None, "drone"), ("launched", 26, 26, "drone")]),
    ("Russia used 70 drones, cruise and hypersonic missiles.", [("launched", 70, 70, "aerial_target")]),
    ("Ukraine shot down 30 of 40 cruise missiles and all Shahed drones.",
     [("intercepted", 30, 30, "cruise_missile"), ("launched", 40, 40, "cruise_missile")]),
    ("Ukraine shot down 37 missiles and 30 drones overnight as Russia targeted Kyiv.",
     [("intercepted", 37, 37, "missile"), ("intercepted", 30, 30, "drone")]),
    ("Five drones were shot down; the other three had their systems jammed near Moscow.",
     [("intercepted", 5, 5, "drone"), ("suppressed", 3, 3, "drone")]),
    ("Toll in Uman rises to 23.", [("killed", 23, 23, "person")]),
    ("The death toll from a strike on an apartment building in Uman has risen to 23.", [("killed", 23, 23, "person")]),
    ("The fate of 18 people is unknown in Poltava.", [("missing", 18, 18, "person")]),
    ("Out of 75 drones, 74 were shot down over Kyiv.", [("launched", 75, 75, "drone"), ("intercepted", 74, 74, "drone")]),
    ("Russia launched a record 75 drones at Kyiv.", [("launched", 75, 75, "drone")]),
    ("Three rescuers were among the 12 wounded in Kyiv.", [("injured", 3, 3, "rescuer"), ("injured", 12, 12, "person")]),
    ("The blast damaged a shop and two cars in Kyiv.", [("damaged", 2, 2, "vehicle")]),
    ("At least 25 people are confirmed dead in Dnipro.", [("killed", 25, None, "person")]),
    ("An elderly couple was killed in Nikopol.", [("killed", 2, 2, "person")]),
    ("A woman killed and her brother wounded in Sumy.", [("killed", 1, 1, "civilian"), ("injured", 1, 1, "person")]),
    ("As many as 25 people were hurt in Sloviansk.", [("injured", 0, 25, "person")]),
    ("There are wounded soldiers in Kupiansk.", [("injured", 1, None, "soldier")]),
    ("There were three dead people in Kupiansk.", [("killed", 3, 3, "person")]),
    ("One civilian was killed and another wounded in Nikopol.", [("killed", 1, 1, "civilian"), ("injured", 1, 1, "person")]),
    ("The governor counted 43 drones destroyed over Bryansk.", [("intercepted", 43, 43, "drone")]),
    ("Five drones were downed by electronic warfare near Kursk.", [("suppressed", 5, 5, "drone")]),
    ("Forty drones were shot down or suppressed over Poltava.", [("intercepted_or_suppressed", 40, 40, "drone")]),
    ("Fourteen drones were shot down over Crimea and a further six were jammed.",
     [("intercepted", 14, 14, "drone"), ("suppressed", 6, 6, "drone")]),
    ("Two missiles hit a warehouse in Odesa.", [("hit", 2, 2, "missile")]),
    ("Russian troops shelled 16 settlements in Sumy region.", [("hit", 16, 16, "settlement")]),
    ("The blast in Toretsk damaged nine houses and two schools.", [("damaged", 9, 9, "house"), ("damaged", 2, 2, "building")]),
    ("Four people are still missing in Dnipro.", [("missing", 4, 4, "person")]),
    ("Rescuers say 11 residents of Dnipro are unaccounted for.", [("missing", 11, 11, "civilian")]),
    ("Border guards captured three soldiers near Kursk.", [("captured", 3, 3, "soldier")]),
    ("Ukraine's army repelled nine attacks near Avdiivka.", [("attacks", 9, 9, "attack")]),
    ("Launched were one Kinzhal and four Iskander-M missiles.",
     [("launched", 1, 1, "ballistic_missile"), ("launched", 4, 4, "missile")]),
    ("The number of people killed in a strike on a school in Izium stood at nine.", [("killed", 9, 9, "person")]),
    ("The count of wounded in Izium rose to 18.", [("injured", 18, 18, "person")]),
    ("The wounded were in two towns: four in Izium and three in Toretsk.",
     [("injured", 4, 4, "person"), ("injured", 3, 3, "person")]),
    ("The dead, two drivers and a nurse, were in a bus in Izium.", [("killed", 2, 2, "civilian"), ("killed", 1, 1, "civilian")]),
    ("Shelling of Izium took the life of a pensioner.", [("killed", 1, 1, "civilian")]),
    ("Paratroopers took four prisoners near Sumy.", [("captured", 4, 4, "person")]),
    ("Paratroopers took four soldiers prisoner near Sumy.", [("captured", 4, 4, "soldier")]),
    ("Drones set six fuel tanks alight in Feodosia.", [("damaged", 6, 6, "facility")]),
    ("Gunners put three tanks out of action near Sumy.", [("damaged", 3, 3, "tank")]),
    ("Three aircraft caught fire at Saky air base.", [("damaged", 3, 3, "aircraft")]),
    ("Sappers destroyed two fighter jets and three radar stations at Saky air base.",
     [("damaged", 2, 2, "aircraft"), ("damaged", 3, 3, "facility")]),
    ("Russia destroyed eight Storm Shadow missiles at a depot near Odesa.", [("damaged", 8, 8, "missile")]),
    ("Russia destroyed eight drones in an airstrike on Odesa.", [("damaged", 8, 8, "drone")]),
    ("Russia destroyed eight drones in the sky over Kursk.", [("intercepted", 8, 8, "drone")]),
    ("Drones struck targets in seven regions.", [("hit", 7, 7, "region")]),
    ("Hits by ten drones were recorded at eight locations.", [("hit", 10, 10, "drone"), ("hit", 8, 8, "location")]),
    ("Air defence shot down or suppressed 80 of the 99 drones.",
     [("intercepted_or_suppressed", 80, 80, "drone"), ("launched", 99, 99, "drone")]),
    ("One man was killed in Izium and a second was wounded.", [("killed", 1, 1, "civilian"), ("injured", 1, 1, "person")]),
    ("Two truckers were hurt and a silo was damaged in Izmail.", [("injured", 2, 2, "person")]),
    ("Sumy was shelled 22 times, with 140 explosions.", [("attacks", 22, 22, "attack")]),
    ("Six drones were lost from radar and two flew back.", [("suppressed", 6, 6, "drone")]),
    ("Five people were killed in a cafe and two in a car.", [("killed", 5, 5, "person"), ("killed", 2, 2, "person")]),
    ("Two men had been killed in the city's west and three more in Sumy.",
     [("killed", 2, 2, "civilian"), ("killed", 3, 3, "civilian")]),
    ("Shelling killed two residents of Avdiivka and one of Toretsk.",
     [("killed", 2, 2, "civilian"), ("killed", 1, 1, "civilian")]),
    ("Fragments of three downed drones lay in a park in Odesa.", [("intercepted", 3, 3, "drone")]),
    ("A woman and her 16-year-old son were hurt in Izium.",
     [("injured", 1, 1, "civilian"), ("injured", 1, 1, "civilian"), ("injured", 2, 2, "civilian")]),
    ("Three adults and two children were killed in Izium.",
     [("killed", 3, 3, "civilian"), ("killed", 2, 2, "child"), ("killed", 5, 5, "person")]),
    ("Electronic warfare systems brought down eight drones over Kursk.", [("suppressed", 8, 8, "drone")]),
    ("Kyiv is losing 10,000 drones a month to electronic warfare.", [("suppressed", 10000, 10000, "drone")]),
    ("Kyiv is losing 10,000 drones to bad weather.", []),
    ("The blast shattered windows in 25 houses in Odesa.", [("damaged", 25, 25, "house")]),
    ("Forty flats were left without windows in Odesa.", [("damaged", 40, 40, "apartment")]),
    ("Killed in the strike on Izium: three men.", [("killed", 3, 3, "civilian")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES, ids=[text for text, _ in FIGURES])
def test_figures(text: str, expected: list[tuple[str, int | None, int | None, str | None]], lexicon: Lexicon) -> None:
    assert figures(text, lexicon) == expected


NO_FIGURE = [
    "A 68-year-old man walked 15 kilometres from Kherson.",
    "The 2,500-tonne ship carried 13,000 tons of grain from Odesa.",
    "The government bought 500 drones for $3 billion.",
    "Kyiv and Moscow exchanged 95 prisoners on Friday.",
    "The S-300 and the Kh-101 were designed in the 1970s.",
    "On 24 February 2022 the invasion began; day 812 of the war has passed.",
    "Nine of the 15 members of the council voted for the resolution.",
    "No soldiers had crossed the border near Sumy.",
    "It was unclear what became of the two drones that were not downed.",
    "The company was hit by a wave of DDoS attacks.",
    "A missile system was shown in Moscow.",
    "He reported on the 2022 attack and on a 2014 missile strike.",
    "Before We Die (Channel 4), killed in action.",
    "The number of soldiers killed or wounded stands at 193,430.",
    "If two missiles are shot down, the battery is empty.",
    "The military death toll in Ukraine has reached 324,8",
    "There were no further casualties in Kherson.",
    "No serious injuries were caused in Kherson, and no one was critically hurt.",
    "A blogger who has more than 500,000 followers died in Sumy.",
    "The veteran, freed in a prisoner swap, has been injured near Sumy.",
    "Debris of a downed drone lay in a park in Odesa.",
    "Two drivers in three cars and one in a bus waited in Izium.",
]


@pytest.mark.parametrize("text", NO_FIGURE)
def test_what_is_no_figure(text: str, lexicon: Lexicon) -> None:
    assert figures(text, lexicon) == []


def test_parts_that_add_up_are_complete_and_a_subset_is_none(lexicon: Lexicon) -> None:
    text = "Two people were injured in Kyiv: a 68-year-old man and an 11-year-old boy."
    whole, man, boy = read(text, lexicon)
    assert {man.part_role, boy.part_role} == {PartRole.BREAKDOWN_COMPLETE}
    assert man.part_of_claim_id == boy.part_of_claim_id == whole.claim_id
    total, children = read("Seven people, including two children, were killed in Uman.", lexicon)
    assert (children.part_of_claim_id, children.part_role) == (total.claim_id, PartRole.SUBSET)
    total, children = read("At least seven, including two children, were killed in Uman.", lexicon)
    assert (children.part_of_claim_id, children.part_role) == (total.claim_id, PartRole.SUBSET)


def test_what_is_included_is_a_part_even_of_a_smaller_whole(lexicon: Lexicon) -> None:
    whole, part = read("Seven residents, including nine women, were wounded in Uman.", lexicon)
    assert (whole.part_of_claim_id, whole.part_role) == (None, None)
    assert (part.part_of_claim_id, part.part_role) == (whole.claim_id, PartRole.SUBSET)
    part, whole = read("Three rescuers were among the 12 wounded in Uman.", lexicon)
    assert (part.part_of_claim_id, whole.part_of_claim_id) == (whole.claim_id, None)


def test_a_further_eight_wounded_stand_beside_the_killed_they_are_told_with(lexicon: Lexicon) -> None:
    text = "A blast in Izium injured 16 people. Six people were killed, with a further eight injured."
    assert [c.value for c in read(text, lexicon)] == [16, 6, 8]
    text = "A blast in Izium injured 16 people. A further eight were injured by glass."
    assert [c.value for c in read(text, lexicon)] == [16, 8, 24]


def test_a_breakdown_by_place_keeps_each_place_and_leaves_the_whole_its_own(lexicon: Lexicon) -> None:
    text = (
        "Air defences destroyed 70 Ukrainian drones overnight, the Russian Defence Ministry said:"
        " 34 over Moscow region, 36 over Bryansk region."
    )
    whole, *parts = read(text, lexicon)
    assert whole.place_id == "RU"
    assert [(c.value, c.place_id) for c in parts] == [(34, "RU-MOS"), (36, "RU-BRY")]
    assert {c.claimant_id for c in [whole, *parts]} == {"ru-mod"}


def test_a_list_behind_a_dash_is_the_parts_of_what_stands_before_it(lexicon: Lexicon) -> None:
    whole, *parts = read(
        "Air defences downed 27 drones - 15 over Kursk region and 12 over Tula region, the army said.", lexicon
    )
    assert [c.part_of_claim_id for c in parts] == [whole.claim_id] * 2
    assert {c.part_role for c in parts} == {PartRole.BREAKDOWN_COMPLETE}


def test_all_is_derived_from_what_was_launched(lexicon: Lexicon) -> None:
    text = "Russia sent 36 missiles and drones against Kyiv. The army intercepted all the projectiles."
    launched, intercepted = read(text, lexicon)
    assert (intercepted.value, intercepted.value_text) == (36, "all")
    assert intercepted.derived_from_claim_ids == (launched.claim_id,)


def test_all_without_a_number_before_says_nothing(lexicon: Lexicon) -> None:
    assert figures("All the drones were shot down over Kyiv.", lexicon) == []


WHO = [
    (
        "A drone hit Okhtyrka, wounding four people. This was reported by the governor of Sumy region.",
        "ua-artiukh",
    ),
    (
        "Two people were killed in Makiivka, the Moscow-appointed head of Donetsk region, Denis Pushilin, said.",
        "ru-pushilin",
    ),
    (
        "Russia launched 19 missiles at Kyiv, the Ukrainian air force said. Its air defence units intercepted 14 of them.",
        "ua-air-force",
    ),
    ("5 wounded in Kyiv by largest drone attack yet: Ukrainian officials.", "ua-officials"),
    ("City officials faced criticism over the state of shelters after the deaths of three people in Kyiv.", None),
    ("Reuters reports that one person was killed in Kherson, governor Oleksandr Prokudin said.", "ua-prokudin"),
    ("Deaths have risen, according to U.N. figures, reaching 8,500 confirmed deaths in Ukraine.", "un"),
    ("Russian officials reported fires in Bryansk, a day after a barrage killed 32 people in Kyiv.", None),
    ("A Ukrainian soldier who was accused of killing a civilian went on trial in Rostov.", None),
    ("Two people were killed in Belgorod, governor Vyacheslav Gladkov said.", "ru-gladkov"),
    ("According to the Ukrainian Air Force, 12 drones were shot down.", "ua-air-force"),
    ("Russia's Defence Ministry said 12 drones were shot down over Bryansk.", "ru-mod"),
    ("“Three people were killed in Kyiv. Five were wounded,” Vitali Klitschko said.", "ua-klitschko"),
    ("Three people were killed in Kyiv.", None),
    ("Shelling kills three in Beryslav; Moscow claims its troops hold Robotyne.", None),
    ("Shelling kills three in Beryslav; five hurt in Nikopol, Kyiv says.", "ukraine"),
    ("Moscow has been accused of killing three people in Beryslav.", None),
    ("Moscow was blamed for a blast that killed three people in Beryslav.", None),
    (
        "Three people died in Beryslav, local media reported, citing a Telegram post of Oleksandr Prokudin.",
        "ua-prokudin",
    ),
    (
        "Local media reported, quoting a statement by Oleksandr Prokudin, that three people died in Beryslav.",
        "ua-prokudin",
    ),
    (
        "Three people died in Beryslav, the head of the regional administration, Oleksandr Prokudin, said.",
        "ua-prokudin",
    ),
    (
        "Operational Command South said a drone was shot down. It was one of two drones shot down near Odesa, the command said.",
        "ua-south-command",
    ),
    ("The UN recorded 77 deaths in Ukraine.", "un"),
    ('Two people died in an attack meant to "spread fear", the National Security and Defence Council said.', "ua-nsdc"),
    ("“Sirens sounded,” Vitali Klitschko said. “Three people were killed in Kyiv.”", "ua-klitschko"),
    ("Three people were killed in Izium. The figures were published by the United Nations.", "un"),
    ("Overnight 41 drones were shot down. Source: the Air Force of Ukraine.", "ua-air-force"),
    ("Grain: $210 | Weather: rain until Friday, then sun and wind | Air Force: 31 drones shot down", "ua-air-force"),
    ("The fleet lost contact with a cutter: nine sailors are missing, Vladimir Saldo says.", "ru-saldo"),
    ("Ostap, a colonel, said his unit had destroyed two Russian tanks near Kupiansk.", None),
    ("The UN says two men gave Russian forces the place where a strike killed 50 people.", "un"),
    ("Vitali Klitschko spoke. Eleven residents of Kyiv were injured, he wrote.", "ua-klitschko"),
]


@pytest.mark.parametrize(("text", "claimant"), WHO)
def test_who_says_so(text: str, claimant: str | None, lexicon: Lexicon) -> None:
    assert {c.claimant_id for c in read(text, lexicon)} == {claimant}


def test_a_denied_figure_is_kept_as_denied(lexicon: Lexicon) -> None:
    (claim,) = read("Kyiv denied that 600 soldiers had been killed in Kramatorsk.", lexicon)
    assert claim.modality is Modality.DENIED
    assert (claim.value, claim.value_low, claim.value_high) == (600, None, None)


WHERE = [
    ("Two people were killed in the village of Hroza in Kharkiv region.", "Hroza"),
    ("Two people were killed in Zaporizhzhia.", "Zaporizhzhia"),
    ("Two people were killed in Zaporizhzhia region.", "Zaporizhzhia Oblast"),
    ("Two people were killed in the Ukrainian capital.", "Kyiv"),
    ("Two people were killed in the capital's west.", "Kyiv"),
    ("Drones fired from the Kursk region killed two people in Sumy.", "Sumy"),
]


@pytest.mark.parametrize(("text", "place"), WHERE)
def test_where(text: str, place: str, lexicon: Lexicon) -> None:
    (claim,) = [c for c in read(text, lexicon) if c.measure == "killed"]
    assert claim.place_id is not None
    assert lexicon.places[claim.place_id].name.startswith(place)


WHEN = [
    ("Two people were killed in Sumy on Wednesday.", date(2024, 5, 15), None, Window.UNSTATED),
    ("Two people were killed in Sumy overnight.", date(2024, 5, 17), date(2024, 5, 16), Window.NIGHT),
    ("Two people were killed in Sumy on Monday night.", date(2024, 5, 13), date(2024, 5, 13), Window.NIGHT),
    ("Two people were killed in Sumy on the night of 14-15 May.", date(2024, 5, 15), date(2024, 5, 14), Window.NIGHT),
    ("Two people were killed in Sumy on the night of 17 May.", date(2024, 5, 17), date(2024, 5, 16), Window.NIGHT),
    ("The governor said on Thursday that two people were killed in Sumy overnight.",
     date(2024, 5, 16), date(2024, 5, 15), Window.NIGHT),
    ("Two people were killed in Sumy overnight on Friday.", date(2024, 5, 17), date(2024, 5, 16), Window.NIGHT),
    ("Two people were killed in Sumy overnight on Tuesday.", date(2024, 5, 14), date(2024, 5, 14), Window.NIGHT),
    ("Two people were killed in Sumy on 3 May.", date(2024, 5, 3), None, Window.UNSTATED),
    ("Four days after the strike on Sumy, in which two people were killed, funerals were held.",
     date(2024, 5, 13), None, Window.UNSTATED),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "night_of", "window"), WHEN)
def test_when(text: str, day: date, night_of: date | None, window: Window, lexicon: Lexicon) -> None:
    (claim,) = read(text, lexicon)
    assert (claim.event_date_start, claim.night_of, claim.window) == (day, night_of, window)


@pytest.mark.parametrize(
    ("printed", "morning"),
    [
        ("2024-05-16T23:10", date(2024, 5, 16)),  # ten past two in Kyiv: the night still runs
        ("2024-05-17T04:00", date(2024, 5, 17)),
        ("2024-05-17T00:00", date(2024, 5, 17)),  # a bare date
    ],
)
def test_a_night_that_still_runs_is_not_yet_told_of(printed: str, morning: date, lexicon: Lexicon) -> None:
    (claim,) = read("Two people were killed in Sumy overnight.", lexicon, datetime.fromisoformat(printed + "+00:00"))
    assert (claim.event_date_start, claim.night_of) == (morning, morning - timedelta(days=1))


def test_what_began_yesterday_went_on_until_it_was_told_of(lexicon: Lexicon) -> None:
    (claim,) = read("Russia has launched 71 cruise missiles at Sumy since Thursday evening.", lexicon)
    assert (claim.scope, claim.event_date_start, claim.event_date_end) == (
        Scope.EVENT,
        date(2024, 5, 16),
        date(2024, 5, 17),
    )


SCOPES = [
    ("Russia launched 17 attacks on Kyiv in April alone.", Scope.PERIOD, date(2024, 4, 1), date(2024, 4, 30)),
    ("This was the 14th attack on Kyiv this month.", Scope.COUNTER, date(2024, 5, 1), date(2024, 5, 17)),
    ("To date 500 children have been killed in Ukraine.", Scope.CUMULATIVE, date(2022, 2, 24), date(2024, 5, 17)),
    ("Some 500 children have been killed during Russia's 26-month war on Ukraine.",
     Scope.CUMULATIVE, date(2022, 2, 24), date(2024, 5, 17)),
    ("Some 500 children have been killed since Putin invaded.", Scope.CUMULATIVE, date(2022, 2, 24), date(2024, 5, 17)),
    ("Russia has lost over 3,200 tanks, Kyiv says.", Scope.CUMULATIVE, date(2022, 2, 24), date(2024, 5, 17)),
    ("Russia has lost two tanks since Monday's attack, Kyiv says.", Scope.EVENT, date(2024, 5, 13), date(2024, 5, 13)),
    ("Two children were killed in Ukraine in the biggest attack to date.", Scope.EVENT, date(2024, 5, 17), date(2024, 5, 17)),
    ("The UN counted 8,574 civilians killed in Ukraine from 24 February 2022 to 23 April 2023.",
     Scope.PERIOD, date(2022, 2, 24), date(2023, 4, 23)),
    ("Since the start of the invasion 500 children have been killed in Ukraine.",
     Scope.CUMULATIVE, date(2022, 2, 24), date(2024, 5, 17)),
    ("Over the past day Russia launched 87 strikes on Zaporizhzhia region.", Scope.PERIOD, date(2024, 5, 16), date(2024, 5, 17)),
    ("Over the past three days Russia launched 320 drones at Ukraine.", Scope.PERIOD, date(2024, 5, 14), date(2024, 5, 17)),
    ("In the last 48 hours nine people were killed in Kherson.", Scope.PERIOD, date(2024, 5, 15), date(2024, 5, 17)),
    ("Sumy was shelled 40 times in two weeks.", Scope.PERIOD, date(2024, 5, 3), date(2024, 5, 17)),
    ("In the biggest attack in three weeks Russia fired 60 missiles.", Scope.EVENT, date(2024, 5, 17), date(2024, 5, 17)),
    ("In the latest attack in three days two people were killed in Sumy.", Scope.EVENT, date(2024, 5, 17), date(2024, 5, 17)),
    ("In five hours Russia fired 60 missiles at Kyiv.", Scope.EVENT, date(2024, 5, 17), date(2024, 5, 17)),
    ("From Monday to Sunday Ukraine downed 67 drones.", Scope.PERIOD, date(2024, 5, 6), date(2024, 5, 12)),
    ("Last week Russia used 300 drones.", Scope.PERIOD, date(2024, 5, 10), date(2024, 5, 17)),
    ("In 2023 jammers of the brigade disabled 1,360 drones.", Scope.PERIOD, date(2023, 1, 1), date(2023, 12, 31)),
    ("In March 2024 604 civilians were killed in Ukraine.", Scope.PERIOD, date(2024, 3, 1), date(2024, 3, 31)),
    ("In January 2023 a missile killed 46 people in Dnipro.", Scope.BACKGROUND, date(2023, 1, 1), date(2023, 1, 31)),
    ("In 2014 a missile hit an airliner, killing 298 people in Ukraine.", Scope.BACKGROUND, date(2014, 1, 1), date(2014, 12, 31)),
    ("Ukraine loses 300 drones per week to electronic warfare.", Scope.PERIOD, None, None),
    ("The worst attack on Belgorod, last December, took 25 lives.", Scope.BACKGROUND, date(2023, 12, 1), date(2023, 12, 31)),
    ("Some 31,000 soldiers have been killed in the war, Kyiv says.", Scope.CUMULATIVE, date(2022, 2, 24), date(2024, 5, 17)),
    ("In one of the biggest attacks this year Russia fired 60 missiles.", Scope.EVENT, date(2024, 5, 17), date(2024, 5, 17)),
    ("A soldier killed in the war was buried in Lviv.", Scope.EVENT, date(2024, 5, 17), date(2024, 5, 17)),
    ("Shelling killed 31 in the week from Monday, 6 May, to Sunday, 12 May.", Scope.PERIOD, date(2024, 5, 6), date(2024, 5, 12)),
    ("In the week ending Sunday, May 12, Russia used 300 drones.", Scope.PERIOD, date(2024, 5, 6), date(2024, 5, 12)),
    ("In the week of May 6 Russia used 300 drones.", Scope.PERIOD, date(2024, 5, 6), date(2024, 5, 12)),
    ("Russia launched 300 drones between May 6 and 12.", Scope.PERIOD, date(2024, 5, 6), date(2024, 5, 12)),
    ("In March 21 people were killed in Kherson.", Scope.PERIOD, date(2024, 3, 1), date(2024, 3, 31)),
    ("On 14 May 21 people were killed in Kherson.", Scope.EVENT, date(2024, 5, 14), date(2024, 5, 14)),
    ("On the night of May 15 to 16 twelve drones were shot down over Odesa.", Scope.EVENT, date(2024, 5, 16), date(2024, 5, 16)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "scope", "start", "end"), SCOPES)
def test_scope(text: str, scope: Scope, start: date | None, end: date | None, lexicon: Lexicon) -> None:
    (claim,) = read(text, lexicon)
    assert (claim.scope, claim.event_date_start, claim.event_date_end) == (scope, start, end)


def test_an_earlier_month_is_that_of_the_figure_beside_it_alone(lexicon: Lexicon) -> None:
    text = "The strike, which killed five people in Dnipro, was the worst since an attack in January 2023 killed 46."
    assert [c.scope for c in read(text, lexicon)] == [Scope.EVENT, Scope.BACKGROUND]


def test_what_resulted_from_the_shelling_of_a_day_is_of_that_day(lexicon: Lexicon) -> None:
    text = "In Sumy region 24 settlements were shelled over the past day. As a result, four people were killed."
    shelled, killed = read(text, lexicon)
    assert (killed.scope, killed.event_date_start) == (Scope.PERIOD, shelled.event_date_start)
    text = "In Sumy region 24 settlements were shelled over the past day. Four people were killed and two hurt, police said."
    assert {c.scope for c in read(text, lexicon)} == {Scope.PERIOD}
    text = "In Sumy region 24 settlements were shelled over the past day. As a result of a crash on Monday, four died."
    assert read(text, lexicon)[1].scope is Scope.EVENT


def test_two_who_are_named_one_by_one_are_two(lexicon: Lexicon) -> None:
    claims = read("A further two, a mother and her three-year-old daughter, were killed in Dnipro.", lexicon)
    assert [c.value for c in claims] == [2, 1, 1]


def test_aircraft_on_fire_in_news_of_the_war_are_of_the_war(lexicon: Lexicon) -> None:
    text = "Ukrainian drones damaged two aircraft at Saky air base. Three aircraft caught fire."
    assert [c.conflict_id for c in read(text, lexicon)] == ["ru-ua", "ru-ua"]


def test_this_morning_in_the_small_hours_is_the_last_one(lexicon: Lexicon) -> None:
    at = datetime(2024, 5, 16, 22, 30, tzinfo=UTC)  # half past one in Kyiv
    (claim,) = read("This morning a drone killed a man in Nikopol.", lexicon, at)
    assert claim.event_date_start == date(2024, 5, 16)


def test_a_headline_behind_a_colon_names_no_speaker(lexicon: Lexicon) -> None:
    (claim,) = read("A night of blasts in Odesa: Russia fired 60 missiles", lexicon)
    assert claim.claimant_id is None


def test_a_crime_told_before_is_what_the_next_figures_are_of(lexicon: Lexicon) -> None:
    claims = read("Gunmen opened fire in a concert hall near Moscow. The FSB reports 40 dead and 100 injured.", lexicon)
    assert [(c.value, c.conflict_id) for c in claims] == [(40, "none"), (100, "none")]
    after = read("Gunmen robbed a bank in Kyiv. Russian shelling killed two people in Kherson.", lexicon)
    assert [(c.value, c.conflict_id) for c in after] == [(2, "ru-ua")]


def test_no_window_ends_before_it_starts(lexicon: Lexicon) -> None:
    before_the_war = datetime(2022, 2, 4, 12, tzinfo=UTC)
    [claim] = read("The UN said 198 civilians had been killed since the start of the war.", lexicon, before_the_war)
    assert (claim.scope, claim.event_date_start, claim.event_date_end) == (Scope.CUMULATIVE, None, None)


@pytest.mark.parametrize(
    "words",
    ["From 9 to 15 May", "Between May 9 and May 15", "From May 9 to 15", "In the week to 15 May"],
)
def test_a_span_of_days_is_a_period(words: str, lexicon: Lexicon) -> None:
    [claim] = read(f"{words}, air defences shot down 41 drones over Kyiv.", lexicon)
    assert (claim.scope, claim.event_date_start, claim.event_date_end) == (
        Scope.PERIOD,
        date(2024, 5, 9),
        date(2024, 5, 15),
    )


def test_a_list_behind_a_colon_is_all_there_is(lexicon: Lexicon) -> None:
    claims = read("34 people were injured in Nikopol: 19 men, 12 women and five children.", lexicon)
    assert [c.part_role for c in claims] == [None, *[PartRole.BREAKDOWN_COMPLETE] * 3], "36 of 34 is for a rule to flag"


def test_those_among_the_dead_are_part_of_the_toll_told_before(lexicon: Lexicon) -> None:
    eleven, thirteen = read("A strike killed 11 people in Izium. Among the dead were 13 civilians.", lexicon)
    assert (thirteen.part_of_claim_id, thirteen.part_role) == (eleven.claim_id, PartRole.SUBSET)


def test_a_fire_after_an_attack_is_no_accident(lexicon: Lexicon) -> None:
    text = (
        "Russian drones attacked Bila Tserkva. Debris set a shop on fire, but there were no casualties, the mayor said."
    )
    assert {c.conflict_id for c in read(text, lexicon)} == {"ru-ua"}


def test_a_date_a_few_days_ahead_is_kept_as_the_slip_it_is(lexicon: Lexicon) -> None:
    [claim] = read("A shell hit a hospital in Kherson on May 20, killing one doctor.", lexicon)
    assert claim.event_date_start == date(2024, 5, 20)


SIDES = [
    ("Two people were killed in Russian-occupied Melitopol.", "RU"),
    ("Two people were killed in Ukrainian shelling of Donetsk.", "RU"),
    ("Two people were killed in Kharkiv.", "UA"),
    ("Ukraine shot down two Russian Su-34 aircraft.", "RU"),
    ("Russia's defence ministry said it shot down eight Ukrainian drones.", "RU"),
    ("Russia said it shot down five Ukrainian drones, a day after a missile struck a market in eastern Ukraine.", "RU"),
    ("Russian air defence systems shot down two missiles that Ukraine had fired at Melitopol.", "RU"),
    ("The General Staff of Ukraine lists Russian losses over the past day: 11 tanks.", "RU"),
    ("Russia's military casualties are high, with 120,000 killed in action.", "RU"),
    ("Ukraine destroyed three Russian tanks near Avdiivka.", "RU"),
    ("Russia destroyed four Ukrainian boats in the Black Sea.", "UA"),
    ("Russia said two of its commanders were killed in eastern Ukraine.", "RU"),
    ("Russia lost two tanks near Avdiivka.", "RU"),
    ("In the night Russia used 728 drones, a record.", "UA"),
]

ATTACKERS = [
    ("The Ukrainian armed forces attacked Starodub with two drones.", "UA"),
    ("Starodub came under fire from Ukrainian troops, and two people were wounded.", "UA"),
    ("Beryslav was shelled by Russian troops, and two people were wounded.", "RU"),
    ("Ukraine's president says Russian attacks, which killed nine people, will be answered.", "RU"),
    ("Russian authorities say two drones have crashed outside Moscow.", None),
    ("The ministry said 250 Ukrainian troops had been killed.", None),
    ("Ukrainian forces are killing 1,000 soldiers a week.", "UA"),
]


@pytest.mark.parametrize(("text", "side"), ATTACKERS)
def test_who_attacked(text: str, side: str | None, lexicon: Lexicon) -> None:
    (claim,) = read(text, lexicon)
    assert claim.attacker_side == side


@pytest.mark.parametrize(("text", "side"), SIDES)
def test_side_under_attack(text: str, side: str, lexicon: Lexicon) -> None:
    (claim,) = read(text, lexicon)
    assert claim.target_side == side


CONFLICTS = [
    ("Fourteen people were killed in Omdurman when the RSF shelled a market in Sudan.", "other"),
    ("Nine people were killed when a bus collided with a train in Voronezh.", "none"),
    ("Nine people were killed by a missile in Voronezh.", "ru-ua"),
    ("Nine people were killed in a road accident near Odesa.", "none"),
    ("Nine people died in wildfires in the Omsk region.", "none"),
    ("In a novel about nine children killed in Kyiv, she tells of the war.", "none"),
    ("The fleet fired nine missiles at a mock target near Sevastopol.", "none"),
    ("Nine people were killed when a hot water pipe burst in Moscow.", "none"),
    ("Shebekino came under fire, and nine people were wounded.", "ru-ua"),
]


@pytest.mark.parametrize(("text", "conflict"), CONFLICTS)
def test_which_war(text: str, conflict: str, lexicon: Lexicon) -> None:
    (claim,) = read(text, lexicon)
    assert claim.conflict_id == conflict


def test_a_filing_date_is_no_event_date(lexicon: Lexicon) -> None:
    text = "DNIPRO, Ukraine, May 17 (Test Wire) - At least 12 people were killed in Wednesday's strike on Dnipro, officials said."
    (claim,) = read(text, lexicon)
    assert claim.event_date_start == date(2024, 5, 15)


def test_the_same_article_gives_the_same_claims(lexicon: Lexicon) -> None:
    text = "Seven people, including two children, were killed in Uman on Friday, the interior minister said."
    assert read(text, lexicon) == read(text, lexicon)


PLACED = [
    (
        "Shells fell on Beryslav. Two people were killed, the head of the Kherson regional administration said.",
        "gn:712260",
    ),
    ("Mortars hit Bilopillia. Seven people were injured, the Sumy Regional Prosecutor's Office said.", "gn:712559"),
    (
        "A missile hit Izium. Five people were killed and their bodies were taken to the morgue in Balakliia.",
        "gn:707292",
    ),
    ("Thirty drones were shot down over our region, Kursk governor Alexei Smirnov told residents of Lgov.", "RU-KRS"),
    ("Sirens sounded in Tula. Two people were wounded by debris, the mayor, Vitali Klitschko, said.", "UA-30"),
    (
        "A train left Poltava. Shelling of the city killed two people, Kherson governor Oleksandr Prokudin said.",
        "UA-65",
    ),
    ("Prosecutors in Kherson opened a case over the shelling of Beryslav. A man was killed there.", "gn:712260"),
    ("BELGOROD - Two people were wounded when a shell hit the town of Shebekino.", "gn:495112"),
    ("Rockets hit Nova Kakhovka. Two people died on the left bank of the Dnipro.", "gn:699839"),
    ("Drones hit a port on the Danube River in the south of Odesa region, wounding two people.", "UA-51"),
    ("Russia said it shot down 32 drones, including near Moscow, in an attack on western Russia.", "RU"),
    (
        "Shells hit Bakhmut. The mayor of Kyiv ordered shelters opened after three people were killed by debris.",
        "UA-30",
    ),
    ("Russia launched 19 missiles from bombers at Ukrainian cities.", "UA"),
    ("A fair opened in Belgorod. Russian forces struck a cafe in north-eastern Ukraine, killing two people.", "UA"),
    ("One person was killed by shrapnel from a drone in Belgorod.", "gn:578072"),
    ("Twenty bodies were found in the northwestern Kyiv suburb of Bucha.", "gn:711350"),
    ("Two people were hurt when a mortar hit Komsomolska Street in Enerhodar.", "gn:709276"),
    (
        "Dzhankoi is quiet. On Saturday, Ukraine fired two missiles at the junction, Russia's Defence Ministry said.",
        "gn:709334",
    ),
]


@pytest.mark.parametrize(("text", "place"), PLACED)
def test_an_office_or_a_hospital_is_not_where_it_happened(text: str, place: str, lexicon: Lexicon) -> None:
    assert {claim.place_id for claim in read(text, lexicon)} == {place}


@pytest.mark.parametrize(
    "words",
    ["Another strike killed two people", "Elsewhere, two people were killed", "Separately, two people were killed"],
)
def test_another_incident_is_not_where_the_last_one_was(words: str, lexicon: Lexicon) -> None:
    one, two = read(f"A missile hit Izium, killing five people. {words}.", lexicon)
    assert (one.place_id, two.place_id) == ("gn:707292", None)


def test_what_was_launched_was_where_its_share_was_stopped(lexicon: Lexicon) -> None:
    stopped, launched, _ = read(
        "Ukraine shot down 20 of 30 drones while Russia reported downing 12 over Crimea.", lexicon
    )
    assert stopped.place_id == launched.place_id == "UA"


def test_an_attack_is_not_on_the_attackers_own_place(lexicon: Lexicon) -> None:
    (two,) = read("A fair opened in Belgorod. Russian forces struck a cafe, killing two people.", lexicon)
    assert (two.place_id, two.target_side) == (None, "UA")


def test_a_place_behind_and_may_open_the_next_statement(lexicon: Lexicon) -> None:
    five, times = read("Five people were killed in Lviv, and Kharkiv was hit 15 times.", lexicon)
    assert (five.place_id, times.place_id) == ("gn:702550", "gn:706483")


def test_each_piece_of_news_in_a_headline_has_its_own_conflict_and_attacker(lexicon: Lexicon) -> None:
    text = "Flood in Dnipro leaves nine dead; Russian strike kills three in Kherson; Ukrainian drones injure two in Belgorod"
    claims = read(text, lexicon)
    assert [c.conflict_id for c in claims] == ["none", "ru-ua", "ru-ua"]
    assert [c.attacker_side for c in claims[1:]] == ["RU", "UA"]


def test_the_last_of_several_regions_is_a_region_too(lexicon: Lexicon) -> None:
    (claim,) = read("Two people were killed in the Kursk and Belgorod regions.", lexicon)
    assert claim.place_ids == ("RU-KRS", "RU-BEL")


def test_a_year_before_this_century_is_kept(lexicon: Lexicon) -> None:
    (recalled,) = read("A September 1999 attack killed 99 people in Moscow.", lexicon)
    assert recalled.scope is Scope.BACKGROUND
    (claim,) = read("Two people were killed in Lviv on 11 November 1918.", lexicon)
    assert (claim.event_date_start, claim.scope) == (date(1918, 11, 11), Scope.BACKGROUND)


def test_a_namesake_is_not_the_president(lexicon: Lexicon) -> None:
    (mayor,) = read("No one was injured in Lozova, mayor Serhii Zelenskyi said.", lexicon)
    (president,) = read("No one was injured in Lozova, Ukrainian President Zelensky said.", lexicon)
    assert (mayor.claimant_id, president.claimant_id) == (None, "ua-zelensky")


def test_a_surname_stands_for_who_spoke_before(lexicon: Lexicon) -> None:
    text = "Three people were hurt in Avdiivka, said Ihor Moroz, head of the Donetsk administration. Two died, Moroz wrote."
    assert {claim.claimant_id for claim in read(text, lexicon)} == {"ua-moroz"}


def test_a_list_under_a_figure_is_its_parts_and_shares_all_else(lexicon: Lexicon) -> None:
    text = (
        "Source: Air Force of Ukraine on Telegram\nDetails: Overnight air defence destroyed 29 aerial targets, namely:\n"
        "- 18 Shahed-136 drones;\n- six Kh-101 cruise missiles;\n- five Kh-59 missiles.\nBuses ran late."
    )
    whole, *parts = read(text, lexicon)
    assert [(part.value, part.unit_id) for part in parts] == [(18, "drone"), (6, "cruise_missile"), (5, "missile")]
    assert {(part.part_of_claim_id, part.part_role) for part in parts} == {
        (whole.claim_id, PartRole.BREAKDOWN_COMPLETE)
    }
    assert {(c.claimant_id, c.place_id, c.event_date_start) for c in (whole, *parts)} == {
        ("ua-air-force", "UA", date(2024, 5, 17))
    }


def test_since_the_beginning_of_a_month_is_no_total_of_the_war(lexicon: Lexicon) -> None:
    (claim,) = read(
        "Since the beginning of May 38 drones have been shot down over Kursk region, the governor said.", lexicon
    )
    assert (claim.scope, claim.event_date_start) == (Scope.PERIOD, date(2024, 5, 1))


@pytest.mark.parametrize(
    ("told", "unit"),
    [
        ("Russia sent 60 drones and nine missiles overnight. 41 of them were shot down.", "aerial_target"),
        ("Russia sent 60 missiles, including nine ballistic missiles, overnight. 41 were shot down.", "missile"),
        ("Russia sent 60 drones overnight. 41 of them were shot down.", "drone"),
    ],
)
def test_them_are_all_kinds_that_one_verb_has(told: str, unit: str, lexicon: Lexicon) -> None:
    assert figures(told, lexicon)[-1] == ("intercepted", 41, 41, unit)
