"""What became of things: damaged, destroyed, lost, hit and captured, in the words that news, bulletins and reports use."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dagster_project.claims import extract
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, SourceText
from dagster_project.lake.lexicon import load

PUBLISHED = datetime(2024, 5, 17, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def read(text: str, lexicon: Lexicon) -> list[Claim]:
    return extract(SourceText("a1", text, outlet="Test Courier", published_at=PUBLISHED, known_at=PUBLISHED), lexicon)


def figures(text: str, lexicon: Lexicon) -> list[tuple[str, int | None, str | None]]:
    return [(c.measure.value, c.value, c.unit_id) for c in read(text, lexicon)]


BUILDINGS = [
    ("A second strike killed four people and flattened two houses in Kharkiv.", [("killed", 4, "person"), ("damaged", 2, "house")]),
    ("Artillery razed nine homes in Vovchansk.", [("damaged", 9, "house")]),
    ("Fires broke out in Dnipro. Five houses affected, two burned to the ground.",
     [("damaged", 5, "house"), ("damaged", 2, "house")]),
    ("The blast wave levelled three barns near Sumy.", [("damaged", 3, "building")]),
    ("Two schools and a kindergarten in Nikopol were reduced to rubble.", [("damaged", 2, "building")]),
    ("The missile wiped out 70 flats in Dnipro.", [("damaged", 70, "apartment")]),
    ("In Kryvyi Rih over 40 houses were mutilated.", [("damaged", 40, "house")]),
    ("Kryvyi Rih: 1 killed, 24 injured, over 40 houses and a shopping centre mutilated.",
     [("killed", 1, "person"), ("injured", 24, "person"), ("damaged", 40, "house")]),
    ("In Lviv 188 buildings suffered, nineteen schools among them.", [("damaged", 188, "building"), ("damaged", 19, "building")]),
    ("Twelve hospitals in Kharkiv suffered minor damage.", [("damaged", 12, "building")]),
    ("Twelve power plants in Ukraine suffered power cuts.", []),
    ("Three houses collapsed after the strike on Kherson.", [("damaged", 3, "house")]),
    ("A hangar went up in flames and six warehouses burst into flames in Odesa.", [("damaged", 6, "facility")]),
    ("One house in the village of Wyryki lost its roof.", [("damaged", 1, "house")]),
    ("Eleven blocks of flats on the left bank of Kherson lost their windows.", [("damaged", 11, "building")]),
    ("Windows are broken in 26 apartment houses in Belgorod.", [("damaged", 26, "building")]),
    ("Glass was shattered in 14 residential buildings in Sumy.", [("damaged", 14, "building")]),
    ("In Shebekino the glazing was damaged in four flats, and facades were cut by shrapnel on two houses.",
     [("damaged", 4, "apartment"), ("damaged", 2, "house")]),
    ("A power line and one household are damaged in Suzemka.", [("damaged", 1, "house")]),
    ("Five buildings in the old quarter of Sumy, including two belonging to the university, were damaged.",
     [("damaged", 5, "building"), ("damaged", 2, "building")]),
    ("Eight shops on the market square, among them three bakeries, were destroyed in Kherson.",
     [("damaged", 8, "building"), ("damaged", 3, "building")]),
    ("In Reni 24 people were injured and two vessels under repair damaged.", [("injured", 24, "person"), ("damaged", 2, "ship")]),
    ("In Kherson four people were wounded and nine cars in a courtyard destroyed.",
     [("injured", 4, "person"), ("damaged", 9, "vehicle")]),
    ("Debris left 77 residential buildings in Kyiv without power.", []),
    ("The council repaired 35 damaged houses in Kharkiv.", []),
    ("Builders returned to 12 destroyed schools in Irpin.", []),
    ("Police counted 35 damaged houses in Kharkiv.", [("damaged", 35, "house")]),
    ("Two tanks were parked in the yard of a school in Kherson.", []),
]  # fmt: skip


CULTURE = [
    ("Since the invasion UNESCO has verified harm to 487 cultural properties: 137 places of worship, 262 buildings of historic or "
     "artistic note, 34 museums, 33 monuments, 18 libraries, two archaeological sites and one archive.",
     [("damaged", n, u) for n, u in ((487, "building"), (137, "building"), (262, "building"), (34, "building"), (33, "building"),
                                     (18, "building"), (2, "building"), (1, "building"))]),
    ("UNESCO has verified damage to 343 cultural sites in Ukraine, among them 127 religious sites, 150 buildings of historical "
     "interest and 31 museums.",
     [("damaged", 343, "building"), ("damaged", 127, "building"), ("damaged", 150, "building"), ("damaged", 31, "building")]),
    ("The ministry recorded the destruction of 12 libraries in Donetsk region.", [("damaged", 12, "building")]),
    ("The strike caused damage to 18 houses and two schools in Kharkiv.", [("damaged", 18, "house"), ("damaged", 2, "building")]),
    ("The WHO verified damage to 190 health facilities in Ukraine.", [("damaged", 190, "facility")]),
    ("The report lists visits to 487 cultural properties: 137 places of worship and 34 museums in Ukraine.", []),
]  # fmt: skip


ZEROES = [
    ("According to preliminary information there were no casualties in Moscow region, he wrote, and no damage on the ground.",
     [("killed", 0, "person"), ("injured", 0, "person"), ("damaged", 0, "building")]),
    ("No casualties or damage in Bryansk region.", [("killed", 0, "person"), ("injured", 0, "person"), ("damaged", 0, "building")]),
    ("Three drones were shot down over Tula region. There was no damage or casualties.",
     [("intercepted", 3, "drone"), ("killed", 0, "person"), ("injured", 0, "person"), ("damaged", 0, "building")]),
    ("There were no casualties and no destruction in Kaluga region.",
     [("killed", 0, "person"), ("injured", 0, "person"), ("damaged", 0, "building")]),
    ("The drone strike on Kursk caused no damage.", [("damaged", 0, "building")]),
    ("The attack on Belgorod passed without casualties or destruction.",
     [("killed", 0, "person"), ("injured", 0, "person"), ("damaged", 0, "building")]),
    ("No houses were damaged in Kursk.", [("damaged", 0, "house")]),
    ("There is no serious damage after the strike on Yelabuga.", []),
    ("There is no damage assessment of the strike on Yelabuga yet.", []),
    ("There is no further damage after the strike on Yelabuga.", []),
    ("The power cuts in Kyiv did no damage to his reputation.", []),
]  # fmt: skip


LOSSES = [
    ("The enemy lost up to 310 servicemen, two tanks, five armoured fighting vehicles, eight motor vehicles and one D-30 howitzer "
     "near Donetsk.",
     [("damaged", 2, "tank"), ("damaged", 5, "armoured_vehicle"), ("damaged", 8, "vehicle"), ("damaged", 1, "artillery_system")]),
    ("The adversary's losses near Kupyansk amounted to up to 55 servicemen, a tank, two pickup trucks and one D-20 howitzer, "
     "Lieutenant "
     "General Konashenkov said.",
     [("damaged", 2, "vehicle"), ("damaged", 1, "artillery_system")]),
    ("The enemy's losses for the day: 47 personnel, 2 Giatsint howitzers, a Zoopark radar and three field ammunition depots.",
     [("damaged", 2, "artillery_system"), ("damaged", 3, "facility")]),
    ("Ukrainian losses included over 200 troops, three infantry fighting vehicles and four pick-ups.",
     [("damaged", 3, "armoured_vehicle"), ("damaged", 4, "vehicle")]),
    ("In a day Russia lost 1,170 soldiers, nine tanks, 21 artillery systems, two multiple launch rocket systems, one air "
     "defence system "
     "and 63 vehicles, the General Staff said.",
     [("damaged", 9, "tank"), ("damaged", 21, "artillery_system"), ("damaged", 2, "rocket_launcher"),
      ("damaged", 1, "air_defence_system"), ("damaged", 63, "vehicle")]),
    ("Oryx has documented the loss of 3,000 Russian tanks.", [("damaged", 3000, "tank")]),
    ("Oryx has visually confirmed losses of 2,600 Russian tanks and 5,100 infantry fighting vehicles.",
     [("damaged", 2600, "tank"), ("damaged", 5100, "armoured_vehicle")]),
    ("Oryx puts the number of Russian tanks destroyed at 2,600.", [("damaged", 2600, "tank")]),
    ("Our troops took 1,170 occupiers off the battlefield near Pokrovsk, along with nine tanks, 44 guns and mortars and 107 vans.",
     [("damaged", 9, "tank"), ("damaged", 44, "artillery_system"), ("damaged", 107, "vehicle")]),
    ("Ukrainian troops eliminated 40 soldiers, two tanks and six trucks near Bakhmut.",
     [("killed", 40, "soldier"), ("damaged", 2, "tank"), ("damaged", 6, "vehicle")]),
    ("Gerasimov said 54 pieces of equipment, including seven tanks, had been destroyed near Sudzha.",
     [("damaged", 54, "vehicle"), ("damaged", 7, "tank")]),
    ("Pictures show the burnt-out remains of two MiG-31s at Belbek, together with a pair of S-400 launchers.",
     [("damaged", 2, "aircraft"), ("damaged", 2, "artillery_system")]),
    ("On the road to Izium we passed eleven burnt armoured vehicles.", [("damaged", 11, "armoured_vehicle")]),
    ("Footage from Vuhledar shows 17 destroyed tanks.", [("damaged", 17, "tank")]),
    ("Russia could see another 3,000 tanks destroyed before the end of 2026.", []),
    ("Russia would lose 3,000 tanks by then, the analysts in Kyiv think.", []),
    ("The party lost two seats and three districts in Kyiv.", []),
    ("Russia lost two games and a point in Kyiv.", []),
    ("The museum shows 17 tanks in Kyiv.", []),
    ("Ukraine lost 310 million dollars, and two tanks stood in the square.", []),
]  # fmt: skip


HITS = [
    ("In Crimea, drone operators hit three Podlet-K1 radars, a Mi-8 helicopter at the Hvardiiske airfield and two BK-16 high-speed "
     "landing craft with their crews.", [("hit", 3, "facility"), ("hit", 2, "ship")]),
    ("Ukrainian aircraft struck 8 areas of enemy concentration; missile units hit 2 command posts and one cluster of personnel.",
     [("hit", 8, "location"), ("hit", 2, "facility"), ("hit", 1, "location")]),
    ("Six rockets from a Tornado-S burst inside the Sloviansk depot.", [("hit", 6, "missile")]),
    ("Five guided aerial bombs came down on Kharkiv within ten minutes.", [("hit", 5, "guided_bomb")]),
    ("Four shells exploded near a bus stop in Kherson.", [("hit", 4, "shell")]),
    ("Two naval drones blew up beneath the road span of the Crimean Bridge.", [("hit", 2, "naval_drone")]),
    ("Nine people were wounded in two villages in Kupiansk district that came under rocket fire.",
     [("injured", 9, "person"), ("hit", 2, "settlement")]),
    ("Last week 27 border villages in Sumy region came under artillery fire.", [("hit", 27, "settlement")]),
    ("Russian forces attacked 12 ships in the port of Odesa.", [("hit", 12, "ship")]),
    ("A blackout hit three districts of Odesa.", []),
    ("Power cuts hit six cities in Ukraine.", []),
    ("Debris of a rocket came down in a field near Kharkiv at 5 in the morning.", []),
    ("A dispute burst out among three villages near Kherson.", []),
    ("The mayor came under fire from two villages in Sumy region over the budget.", []),
]  # fmt: skip


CAPTURED = [
    ("Over the past day 248 militants laid down their arms and surrendered in Mariupol, including 49 heavily wounded.",
     [("captured", 248, "soldier"), ("captured", 49, "soldier")]),
    ("Thirty marines laid down their weapons in Kursk region.", [("captured", 30, "soldier")]),
    ("Kyiv's spokesman put the number taken prisoner at 25.", [("captured", 25, "soldier")]),
    ("The general put the number of soldiers captured near Avdiivka at 60.", [("captured", 60, "soldier")]),
    ("Nine Russian conscripts were taken into captivity near Sudzha.", [("captured", 9, "soldier")]),
    ("Twenty-seven Ukrainian soldiers gave themselves up near Lyubimovka. He added that three of them are officers.",
     [("captured", 27, "soldier"), ("captured", 3, "soldier")]),
    ("Nine people were injured in Kherson. Two of them were children.", [("injured", 9, "person"), ("injured", 2, "child")]),
    ("Nine people were injured in Kherson. Two of them were at work.", [("injured", 9, "person")]),
    ("Two people died and nine were injured in Kherson. Two of them were children.",
     [("killed", 2, "person"), ("injured", 9, "person")]),
    ("Soldiers had herded dozens of captured Russians into a school gym near Izium.", [("captured", None, "soldier")]),
    ("In all, 92 settlements in Kursk region are now in Ukrainian hands.", [("captured", 92, "settlement")]),
    ("Syrskyi said 74 villages near Sudzha were under Ukrainian control.", [("captured", 74, "settlement")]),
    ("Troops in Kursk region had taken control of two more villages and captured 42 soldiers.",
     [("captured", 2, "settlement"), ("captured", 42, "soldier")]),
    ("Russia's defence ministry said its troops had captured three villages in Donetsk region.", [("captured", 3, "settlement")]),
    ("Ukraine liberated five settlements in Kherson region.", [("captured", 5, "settlement")]),
    ("The exchange brought home 25 captured soldiers from Russia.", []),
    ("Russia returned 90 captured Ukrainian soldiers in a swap.", []),
    ("Three villages are in safe hands, the mayor of Sumy said.", []),
    ("Turnout in 92 settlements of Kursk region was high.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*BUILDINGS, *CULTURE, *ZEROES, *LOSSES, *HITS, *CAPTURED])
def test_what_became_of_things(text: str, expected: list[tuple[str, int | None, str | None]], lexicon: Lexicon) -> None:
    assert figures(text, lexicon) == expected


FURTHER = [
    # fires, derailments and what a blast tears off
    ("Falling debris set fire to two warehouses in Kyiv region.", [("damaged", 2, "facility")]),
    ("Drone wreckage sparked fires in three residential buildings in Kyiv.", [("damaged", 3, "building")]),
    ("A fire broke out in four houses in Kharkiv after the strike.", [("damaged", 4, "house")]),
    ("The explosion derailed 19 freight cars in Bryansk region.", [("damaged", 19, "vehicle")]),
    ("The strike tore the facade off two apartment blocks in Dnipro.", [("damaged", 2, "building")]),
    ("The mayor put out fires in three debates in Kyiv.", []),
    # what stands before its number
    ("Damaged buildings: 26 apartment blocks and 8 schools in Kharkiv.", [("damaged", 26, "building"), ("damaged", 8, "building")]),
    (
        "Russian losses as of 17 May: tanks - 7,530 (+11), APVs - 14,500 (+26), artillery systems - 12,600 (+33).",
        [("damaged", 7530, "tank"), ("damaged", 14500, "armoured_vehicle"), ("damaged", 12600, "artillery_system")],
    ),
    ("Deliveries to Kyiv: tanks - 30, artillery systems - 12.", []),
    ("Damage was recorded at 28 locations in Kyiv.", [("damaged", 28, "location")]),
    # participles, kinds of equipment and their noun behind the second number
    ("Oryx documents 18 destroyed and four damaged aircraft.", [("damaged", 18, "aircraft"), ("damaged", 4, "aircraft")]),
    (
        "KSE counted over 1,700 medical facilities and 4,000 educational institutions damaged or destroyed in Ukraine.",
        [("damaged", 1700, "facility"), ("damaged", 4000, "building")],
    ),
    ("Ukraine has destroyed 54 units of enemy automotive equipment.", [("damaged", 54, "vehicle")]),
    ("Russia destroyed one U.S.-made AN/TPQ-50 radar and two ammunition depots.",
     [("damaged", 1, "facility"), ("damaged", 2, "facility")]),
    ("Deminers neutralised 90 explosive objects in Kherson region.", []),
    ("Ukraine has repaired many of the sites destroyed by Russia.", []),
    ("The eight storey building in Kharkiv had collapsed.", []),
    ("A Doctors Without Borders office in Pokrovsk was destroyed.", []),
    # struck together
    ("Artillery struck energy facilities and 153 areas of AFU manpower concentration.", [("hit", 153, "location")]),
    (
        "Russian forces hit 107 artillery units at firing positions and manpower in 118 areas.",
        [("hit", 107, "artillery_system"), ("hit", 118, "location")],
    ),
    ("Two oil refineries in Krasnodar and a depot in Rostov were struck by drones.", [("hit", 2, "facility")]),
    ("Two direct hits were recorded at the Zmiiv power plant.", [("hit", 2, "location")]),
    ("The singer had two hits in the charts of Ukraine.", []),
    ("Kyiv resorted to small units attacking one position at a time.", []),
    ("Amnesty documented strikes on 13 health facilities in Donetsk region.", [("hit", 13, "facility")]),
    ("Six people died in a strike on two tower blocks in Ternopil.", [("killed", 6, "person")]),
    ("Out of 11 tanks that crossed the river near Sumy, nine burned.", [("damaged", 9, "tank")]),
    ("Experts put the number of damaged buildings in Izium at 1,460.", [("damaged", 1460, "building")]),
    ("As a result of the attack on Odesa, 12 houses and 15 cars received damage.",
     [("damaged", 12, "house"), ("damaged", 15, "vehicle")]),
    # who holds whom and what
    ("Russian marines took 14 Ukrainians prisoner near Krynky.", [("captured", 14, "person")]),
    ("The number of prisoners in Kursk region has risen to 320, Syrskyi said.", [("captured", 320, "person")]),
    ("The number of prisoners returned in the exchange has risen to 320, Kyiv said.", []),
    ("DeepState said the enemy occupied Vesele and three more villages.", [("captured", 3, "settlement")]),
    ("In occupied Crimea and 21 cities of Russia parades were cancelled.", []),
    ("A group of 18 North Koreans was captured in Kursk region.", [("captured", 18, "person")]),
    ("Kyiv says it is holding more than 600 Russian prisoners taken in Kursk region.", [("captured", 600, "person")]),
    ("Ukrainian forces control 100 settlements in Kursk region, Syrskyi said.", [("captured", 100, "settlement")]),
    ("Moscow claims the capture of three areas of Bakhmut.", [("captured", 3, "location")]),
    ("Bucha, a suburb that was occupied by Russia, has been rebuilt.", []),
    ("A man claiming responsibility for the bombing surrendered to police.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FURTHER)
def test_other_ways_to_tell_it(text: str, expected: list[tuple[str, int | None, str | None]], lexicon: Lexicon) -> None:
    assert figures(text, lexicon) == expected


SIDES = [
    # who loses, and who says so of the other
    ("Russia's Defence Ministry said the enemy lost 90 men, two tanks and three trucks.", ["UA", "UA"]),
    ("Ukraine's General Staff said the enemy lost 90 men, two tanks and three trucks.", ["RU", "RU"]),
    ("Our army took 1,170 occupiers off the battlefield, along with nine tanks and 107 lorries.", ["RU", "RU"]),
    ("Ukraine's General Staff said its gunners had destroyed four howitzers near Kherson.", ["RU"]),
    ("Ukraine's General Staff admitted the loss of four howitzers near Kherson.", ["UA"]),
    # who takes settlements, whoever says so
    ("Ukraine said Russia had captured three villages in Donetsk region.", ["UA"]),
    ("Ukraine's commander said troops advancing in Russia's Kursk region had taken control of two villages.", ["RU"]),
    ("In all, 92 settlements in Kursk region are now in Ukrainian hands.", ["RU"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sides"), SIDES)
def test_whose_they_were(text: str, sides: list[str], lexicon: Lexicon) -> None:
    assert [c.target_side for c in read(text, lexicon)] == sides
