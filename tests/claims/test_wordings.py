"""Ways of the press to say a figure: what is counted, what became of it, whose it is and where, phrase by phrase."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dagster_project.claims import extract
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, Scope, SourceText
from dagster_project.lake.lexicon import load

PUBLISHED = datetime(2024, 5, 17, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def read(text: str, lexicon: Lexicon) -> list[Claim]:
    return extract(SourceText("a1", text, outlet="Test Courier", published_at=PUBLISHED, known_at=PUBLISHED), lexicon)


FIGURES = [
    # a joint word of the toll is none where its second half has an object
    ("The strike on Chernihiv left 18 dead and injured 61 people.", [("killed", 18), ("injured", 61)]),
    ("The strike on Chernihiv left 18 dead and injured.", []),
    # a participle that says where to does not hide what became of them
    ("Some 32 drones targeting 12 regions had been shot down overnight.", [("intercepted", 32)]),
    ("Russia sent 32 drones targeting 12 regions.", [("launched", 32)]),
    # "the number of"
    ("The governor put the number of strikes on Sumy region at 64.", [("attacks", 64)]),
    ("The number of drones shot down over Sumy region rose to 41.", [("intercepted", 41)]),
    ("The number of attacks could be much higher than 1,900.", []),
    (
        "The number of people killed when a rocket hit a cafe and a shop in the village of Hroza on Thursday afternoon, "
        "one of the worst strikes of that autumn, has risen to 31.",
        [("killed", 31)],
    ),
    # what stands between a number and its participle
    (
        "A girl was killed and 22 people, including five children, injured in Pidhorodne.",
        [("killed", 1), ("injured", 22), ("injured", 5)],
    ),
    ("Two were killed and seven, among them a child, wounded in Kherson.", [("killed", 2), ("injured", 7), ("injured", 1)]),
    ("Five were known to have died, with 20 people on the list of wounded.", [("killed", 5), ("injured", 20)]),
    ("A man was fatally wounded in Kherson.", [("killed", 1)]),
    # where is no number of places
    ("Four people were killed in an apartment building and nine in a warehouse.", [("killed", 4), ("killed", 9)]),
    # all that were launched
    ("The air force downed all seven drones launched by Russia.", [("intercepted", 7), ("launched", 7)]),
    ("The air force downed seven drones launched by Russia.", [("intercepted", 7)]),
    ("Odesa was hit by two waves of attacks: 15 drones and eight missiles.", [("attacks", 2), ("launched", 15), ("launched", 8)]),
    ("The suspect will enter a plea on four counts of murder in Kyiv.", []),
    ("The strikes across Ukraine claim at least a dozen lives.", [("killed", 12)]),
    ("An offensive left hundreds of people dead, wounded or missing in Donetsk.", []),
    ("An airstrike on a children's hospital in Kharkiv killed three people.", [("killed", 3)]),
    ("Four people in Vuhledar and one person in Marinka are killed.", [("killed", 4), ("killed", 1)]),
    ("Three people leaving in a minibus were killed by shelling near Kherson.", [("killed", 3)]),
    ("The ages of the victims in Lviv ranged from 21 to 95, and people are trapped.", []),
    ("A wave of Shahed 129 drone strikes hit Odesa.", []),
    ("A Challenger 2 tank was destroyed in Ukraine.", []),
    ("Two ships in Sevastopol sustained damage.", [("damaged", 2)]),
    ("Russian forces came on in one human wave assault after another.", []),
    # a victim of a headline needs no article
    ("Child killed, more than 20 injured in Dnipro blast", [("killed", 1), ("injured", 20)]),
    ("Elderly woman dies after shelling of Nikopol", [("killed", 1)]),
    ("Officer killed 12 people in Kharkiv", [("killed", 12)]),
    # ages, idioms and what a number of something else counts
    ("Two wounded in Nikopol – a man, 46, and a woman, 39.", [("injured", 2), ("injured", 1), ("injured", 1)]),
    ("The number of casualties from the strike on Kryvyi Rih has climbed to 17.", []),
    ("Four drones crossed into Belarus, the air force said.", []),
    # verbs behind what tells of the number
    ("Ihnat said 31 of the drones launched since midnight had been brought down.", [("intercepted", 31)]),
    ("20 drones were shot down and electronically suppressed over Crimea.", [("intercepted_or_suppressed", 20)]),
    ("20 drones were shot down over Crimea and electronically guided.", [("intercepted", 20)]),
    ("Russia sent 37 drones. We destroyed 26.", [("launched", 37), ("intercepted", 26)]),
    ("Fourteen Shaheds came into the airspace of Khmelnytskyi region.", [("launched", 14)]),
    ("There are hits: 11 drones at four locations.", [("hit", 11), ("hit", 4)]),
    ("Five people were treated for shrapnel wounds in Kharkiv.", [("injured", 5)]),
    ("Troops fired on Kherson region 88 times in 24 hours.", [("attacks", 88)]),
    # what stands in the sentence before, or beside the number
    (
        "Ten houses were damaged in Kharkiv, and accounts of the number of wounded diverged. The mayor put it at four.",
        [("damaged", 10), ("injured", 4)],
    ),
    ("Accounts of the price diverged in Kharkiv. The mayor put it at four.", []),
    ("Zelensky put Ukrainian military deaths at 31,000.", [("killed", 31000)]),
    # nights in a row, from the third
    ("Drones attacked Odesa for the fourth night in a row.", [("attacks", 4)]),
    ("Drones attacked Odesa for the second night in a row.", []),
    ("It was the second attack on Kyiv in October.", [("attacks", 2)]),
    # a part and the verb of the next number
    (
        "In Sumy 35 people died, including two children, and another 117 people were injured.",
        [("killed", 35), ("killed", 2), ("injured", 117)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figures"), FIGURES)
def test_what_is_counted(text: str, figures: list[tuple[str, int]], lexicon: Lexicon) -> None:
    assert [(c.measure.value, c.value) for c in read(text, lexicon)] == figures


PARTS = [
    ("Eleven died in Kyiv. Four were killed in a house and the other nine in a warehouse.", [11, 4, 9], [4, 9]),
    ("Eleven died in Kyiv. Four were killed in a house and nine in a warehouse.", [11, 4, 9], []),
    ("Of the eleven dead, four were killed at home and the other nine died later.", [11, 4, 9], [4, 9]),
    ("36 missiles – three Kalibr and 30 Kh-101 – were shot down.", [36, 3, 30], [3, 30]),
    ("36 missiles, three Kalibr and 30 Kh-101 were shot down.", [36, 3, 30], []),
]


@pytest.mark.parametrize(("text", "values", "complete"), PARTS)
def test_parts_that_are_all_there_are(text: str, values: list[int], complete: list[int], lexicon: Lexicon) -> None:
    claims = read(text, lexicon)
    assert [c.value for c in claims] == values
    assert [c.value for c in claims if c.part_role == "breakdown: complete"] == complete


WHOSE = [
    ("A missile strike on a Liberian-flagged ship in Odesa killed one crew member.", "other"),
    ("Russia's state-owned agency told of a strike on Belgorod that killed two people.", "RU"),
    ("Russian forces shelled Mariupol, killing three people.", "UA"),
    ("A Russian missile strike on Kramatorsk, Ukraine hit a cafe, killing nine people.", "UA"),
    ("Four people were killed in Russian-occupied parts of southern and eastern Ukraine.", "RU"),
    ("The Russian ministry updates its casualty figures, stating that 1,351 troops were killed.", "RU"),
    ("More than 1,300 Russians were killed in the last two days.", "RU"),
    ("Russia's ministry claimed to have sunk four Ukrainian boats in the Black Sea, killing 50 troops.", "UA"),
    ("The Kremlin accused Ukraine of an attack in the Black Sea that killed a soldier.", "RU"),
    ("The number of Russian soldiers killed from the beginning of the war has reached 923,400.", "RU"),
    ("Some 918,000 Russian soldiers have died in Ukraine since the war began, including 1,250 killed in the past day.", "RU"),
    ("The strike on a convoy near Oleksandrivka killed 14 Russian soldiers and wounded 32.", "RU"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "side"), WHOSE)
def test_whose_losses_they_are(text: str, side: str | None, lexicon: Lexicon) -> None:
    assert read(text, lexicon)[-1].target_side == side


WHERE = [
    ("Around 1,000 Ukrainian marines have surrendered to Russia.", None),
    ("An officer died in the artillery fire prohibited by the Minsk agreements.", None),
    ("A strike killed eight people, including a toddler, in Sloviansk.", "Sloviansk"),
    ("A missile hit a densely populated area of Chernihiv, killing three people.", "Chernihiv"),
    ("The Chonhar bridge linking Crimea to the Kherson region was struck, injuring two people.", "Chonhar bridge"),
    ("Shelling of the Saltivka district of Kharkiv killed five people.", "Saltivka district"),
    ("Stations in western Ukraine were hit, with five people killed and 18 injured in the Vinnytsia region.", "Vinnytsia region"),
    ("Ukraine hit a shipyard in Kerch. Four missiles were launched at the shipyard.", "Kerch"),
    ("The army claims to have killed 164,000 troops since the war began, with the heaviest fighting around Bakhmut.", None),
    ("Four people were killed in shelling of a town in Russian-controlled Donetsk.", "Donetsk"),
    ("Russia struck 59 weapon depots, including a depot in Sumy region.", None),
    ("Three people were killed in Lyman and the nearby village of Torske.", "Lyman and the nearby village of Torske"),
    ("Two people died when a missile exploded beside the city council in Izium.", "Izium"),
    ("Rockets killed 13 people in Lyman. Six of the wounded were taken to hospitals in Sloviansk and Kramatorsk.", "Lyman"),
    ("Ihnat told a briefing in Lviv that three people were killed in Uman.", "Uman"),
    ("Five people died in the Budyonnovsky district of Donetsk.", "Budyonnovsky district of Donetsk"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place"), WHERE)
def test_where_it_happened(text: str, place: str | None, lexicon: Lexicon) -> None:
    written = {claim.place_text for claim in read(text, lexicon)}
    assert {name.split(",")[0] if name else None for name in written} == {place}


SPEAKERS = [
    ('"Six people were killed," Denis Pushilin, the head of the region said.', "ru-pushilin"),
    ("The president gave his address. Read Zelensky's address below:\nTwo people died in Nikopol.", "ua-zelensky"),
    (
        "The region's Russia-appointed governor, Sergei Aksyonov, was quoted as saying that two people died in Feodosia.",
        "ru-aksyonov",
    ),
    ("Eight people killed in Kyiv; the west must brace itself, says Jens Stoltenberg", None),
    ("Some 14,000 lives were lost, the Ministry of Foreign Affairs of Ukraine said.", "ua-foreign-ministry"),
    ("The war waged by Russia has claimed the lives of 14 people in Izium.", None),
    ("The strike was heavy, with Ukraine's General Staff estimating that 60 troops were wounded.", "ua-general-staff"),
    ("The Nepalese government confirmed that six of its people were killed in Ukraine.", None),
    ("The president gave his address. Zelensky has a new office:\nTwo people died in Nikopol.", None),
    ("Two people died in Nikopol, according to the Committee to Protect Journalists.", "cpj"),
    ("The acting governor of Kherson Region, Vladimir Saldo, has said six people were killed.", "ru-saldo"),
    ("Two people died in Nikopol, governor Serhiy Lysak summed up.", "ua-lysak"),
]


def test_a_body_named_for_short_and_an_account_that_goes_on(lexicon: Lexicon) -> None:
    text = (
        "Five people were killed in Kurakhove, the regional prosecutor's office said. "
        "Two people died later, prosecutors added. According to the prosecutor's office, three were hurt."
    )
    assert {claim.claimant_id for claim in read(text, lexicon)} == {"ua-14-prosecutors"}
    text = "Russia launched 88 drones, Ukraine's air force said. Of these 52 were shot down and 31 were lost."
    assert {(claim.claimant_id, claim.unit_id) for claim in read(text, lexicon)} == {("ua-air-force", "drone")}
    text = "Shells hit Kherson and killed a man, Oleksandr Prokudin said. A girl of nine and a 15-year-old boy were injured."
    assert {claim.claimant_id for claim in read(text, lexicon)} == {"ua-prokudin"}


def test_a_hedge_holds_in_its_own_clause(lexicon: Lexicon) -> None:
    text = "Russia attacked Kyiv, killing 30 people and allegedly sending a drone through Poland."
    assert [claim.modality for claim in read(text, lexicon)][:1] == ["asserted"]
    assert [claim.modality for claim in read("Four people were reportedly killed in Kyiv.", lexicon)] == ["reported"]


def test_those_who_died_are_a_part_of_the_dead(lexicon: Lexicon) -> None:
    text = "Shelling killed five people in Kurakhove. Six of those who died were employees."
    assert [claim.part_role for claim in read(text, lexicon)] == [None, "subset"]
    text = "The death toll in Dnipro has risen to 46 after a man died in hospital. Six children are among the dead."
    whole, _, part = read(text, lexicon)
    assert (whole.value, part.value, part.part_of_claim_id) == (46, 6, whole.claim_id)


def test_nights_in_a_row_count_from_their_first(lexicon: Lexicon) -> None:
    (claim,) = read("Drones attacked Odesa for the fourth night in a row.", lexicon)
    assert (claim.scope, claim.event_date_start, claim.event_date_end) == (
        Scope.COUNTER,
        date(2024, 5, 14),
        date(2024, 5, 17),
    )


@pytest.mark.parametrize(("text", "claimant"), SPEAKERS)
def test_who_says_so(text: str, claimant: str | None, lexicon: Lexicon) -> None:
    assert [claim.claimant_id for claim in read(text, lexicon)] == [claimant]


SCOPES = [
    ("Nearly 14,000 people have died in the conflict.", Scope.CUMULATIVE),
    ("Around 13,000 people have been killed in Donbas since 2014.", Scope.CUMULATIVE),
    ("More than 14,000 lives were lost in an eight-year war.", Scope.CUMULATIVE),
    ("Since the start of its special operation 1,351 Russian troops have been killed.", Scope.CUMULATIVE),
    ("At least 57 people were killed earlier this month in strikes on Kramatorsk.", Scope.BACKGROUND),
    ("Four people were killed in Lviv in the worst strike since the war began last year.", Scope.EVENT),
    ("Two people died when a shell hit a bus in Donetsk, which Russia claimed to have annexed last year.", Scope.EVENT),
    ("More than 1,300 Russian soldiers were killed in the last two days of war.", Scope.PERIOD),
    ("A man was wounded in Fastiv; it is the only time it has been hit since the invasion began.", Scope.EVENT),
]


@pytest.mark.parametrize(("text", "scope"), SCOPES)
def test_what_stretch_of_time_it_counts_over(text: str, scope: Scope, lexicon: Lexicon) -> None:
    assert [claim.scope for claim in read(text, lexicon)] == [scope]


def test_a_past_without_a_date_has_none(lexicon: Lexicon) -> None:
    (claim,) = read("Hundreds of civilians were killed in Bucha last year. ", lexicon)
    assert (claim.scope, claim.event_date_start) == (Scope.BACKGROUND, None)


def test_a_part_may_count_over_a_window_of_its_own(lexicon: Lexicon) -> None:
    text = "Some 918,000 Russian soldiers have been killed since the war began, including 1,250 killed in the past 24 hours."
    assert [claim.scope for claim in read(text, lexicon)] == [Scope.CUMULATIVE, Scope.PERIOD]


DATES = [
    ("A missile strike last week killed more than 50 people in Hroza.", date(2024, 5, 6), date(2024, 5, 12)),
    ("A strike on a market in Kharkiv last month killed nine people.", date(2024, 4, 1), date(2024, 4, 30)),
    ("Nine people were killed in Kharkiv in the last week.", date(2024, 5, 10), date(2024, 5, 17)),
    (
        "The talks began two days after three people were killed in Moscow on Sunday.",
        date(2024, 5, 12),
        date(2024, 5, 12),
    ),
]


@pytest.mark.parametrize(("text", "start", "end"), DATES)
def test_the_week_or_month_before(text: str, start: date, end: date, lexicon: Lexicon) -> None:
    (claim,) = read(text, lexicon)
    assert (claim.event_date_start, claim.event_date_end) == (start, end)
