"""What stands around a figure: who says it, over what stretch of time it counts, where it was and who was attacked."""

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


SPEAKERS = [
    # verbs of counting
    ("UNICEF has verified that 14 children were killed in Izium.", "UNICEF"),
    ("CPJ has confirmed that 14 journalists were killed in Izium.", "CPJ"),
    ("Human Rights Watch found that 14 people were killed in Izium.", "Human Rights Watch"),
    ("Prosecutors established that 14 people had been killed in Izium.", "Prosecutors"),
    ("The monitors had logged 140 attacks on hospitals in Ukraine by then.", "The monitors"),
    ("The mission was able to corroborate the deaths of 14 civilians in Izium.", "The mission"),
    ("American officials think 140 Ukrainian soldiers were captured near Izium.", "American officials"),
    ("The commander boasted that 140 Russian soldiers had been captured.", "The commander"),
    ("In what the mayor's office described as a massacre, 14 people were killed in Izium.", "the mayor's office"),
    ("The Office documented 14 deaths in Izium.", "The Office"),
    ("In areas under Russian occupation the Office documented 14 deaths.", "the Office"),
    ("Officials in Bucha have finished tallying the dead: 140 bodies.", "Officials in Bucha"),
    ("Data from the UN human rights office show that 14 civilians were killed in Izium.", "the UN human rights office"),
    ("The police are reporting 14 dead in Izium.", "The police"),
    ("Pictures show 14 houses damaged in Izium. The governor has not commented.", None),
    ("In what the mayor described as a crime against humanity, 14 people were killed in Izium.", None),
    ("An August report by UN monitors documented 14 deaths in Izium.", "An August report by UN monitors"),
    ("Images verified by CNN show the coffins of 14 people killed in Izium.", None),
    ("The general wrote on why he thinks a missile killed 14 people in Izium.", "The general"),
    # and those who only do something
    ("Russia has established a bridgehead near Izium, killing 14 people.", None),
    ("Ukrainian troops found 14 bodies in Izium.", None),
    ("Fourteen people were found dead in Izium.", None),
    ("Our researchers documented 14 deaths in Izium.", None),
    ("Across Kharkiv region our coders registered 14 deaths.", None),
    ("Officials in Bucha are counting on help after 14 people were killed.", None),
    ("An office was hit in Izium, killing 14 people.", None),
    # an agent behind "by"
    ("With 14 deaths and 30 injuries in Izium recorded by UN monitors, it was the worst month of the year.", "UN monitors"),
    ("Fourteen people were killed in Izium, by the count of the governor.", "the governor"),
    ("By the governor's own count 14 people have died in Izium.", "the governor"),
    ("The White House's estimate was 14,000 Russian soldiers killed.", "The White House"),
    ("Fourteen people were killed in Izium by a drone.", None),
    ("Fourteen people were killed in Izium in a strike condemned by the governor.", None),
    ("Fourteen people were killed in a strike on the governor's office in Izium.", None),
    # a name without the time, the place and the news around it
    ("Between 2 and 11 May the monitors documented 14 deaths in Izium.", "the monitors"),
    ("By the end of April the police had registered 14 deaths in Izium.", "the police"),
    ("Since the invasion UNICEF has verified that 14 children were killed.", "UNICEF"),
    ("Drones killed 14 people in Izium; according to Moscow nobody was hurt.", {None, "Moscow"}),
    ("Missile units hit 14 command posts.", None),
    ("In Moscow a spokesman said 14 drones had been destroyed.", "a spokesman"),
    ("The Air Force at noon: 14 drones destroyed over Izium.", "The Air Force"),
    ("Kharkiv prosecutors on the 16 May bombardment: 14 people killed.", "Kharkiv prosecutors"),
    ("The regional prosecutors have now revised the number of wounded in Izium to 14.", "The regional prosecutors"),
    ("According to Moscow all 14 drones launched overnight had been destroyed.", "Moscow"),
    ("According to the governor 14 people were killed in Izium.", "the governor"),
    ("According to official Russian sources cited in the report, 14 people were killed in Belgorod.", "official Russian sources"),
    ("A source on the ground said 14 people were killed in Izium.", "A source on the ground"),
    # who speaks of it within the phrase
    ("Of the 64 drones that Ukraine's air force said it had tracked, 41 were destroyed.", "Ukraine's air force"),
    ("The mayor claimed two strikes; 14 people were killed in Izium.", "The mayor"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claimant"), SPEAKERS)
def test_who_says_so(text: str, claimant: str | set[str | None] | None, lexicon: Lexicon) -> None:
    assert {claim.claimant_text for claim in read(text, lexicon)} == (
        claimant if isinstance(claimant, set) else {claimant}
    )


ACCOUNTS = [
    # an account goes on in the next sentence
    ("Two people died in Izium, the governor said. A shop burned, and 14 people were wounded.", "the governor"),
    ("The mission recorded 40 deaths in Ukraine. Women accounted for 14 of the dead.", "The mission"),
    ("Russia launched 58 drones, the Air Force said. Ukrainian forces shot down 14 Shaheds.", "the Air Force"),
    ("The WHO logs attacks. UNICEF recorded 40 attacks on schools. In all 14 teachers died.", "UNICEF"),
    ("Two people died in Izium, the governor said. There are no missing, but 14 were wounded in the centre.", "the governor"),
    # not over another matter, place, paragraph or witness
    ("Two people died in Izium, the governor said. Separately, 14 people were wounded in Sumy.", None),
    ("Two people died in Izium, the governor said. In Sumy, a shell wounded 14 people.", None),
    ("Two people died in Izium, the governor said.\nFourteen people were wounded by a shell.", None),
    ("Two people died in Izium, the governor said. A witness saw 14 people who were wounded.", None),
    ("Two depots in Izium were hit, the army said. Fourteen civilians were wounded.", None),
    ("Russia launched 58 drones, the Air Force said. At least 14 people were wounded.", None),
    ("Governor claims two strikes; 14 people killed in Izium", None),
    # who is named at the end of the second sentence of one account
    ("Fourteen people were killed in Izium. Another three died in hospital, the governor said.", "the governor"),
    ("Russia sent 14 drones to Izium. None of them got through, the governor insisted.", "the governor"),
    ("Fourteen people were killed in Izium. The centre was hit, the governor said.", None),
    ("Fourteen people were killed in Izium.\nAnother three died in hospital, the governor said.", None),
    # or in a sentence of its own
    ("Fourteen people were killed in Izium. About it writes the governor.", "the governor"),
    ("Fourteen people were killed in Izium. Those are the figures for the day, as issued by the governor.", "the governor"),
    ("Fourteen people were killed in Izium. It is said in the message of the governor.", "the governor"),
    ("Fourteen people were killed in Izium. That is a day after a visit by the governor.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claimant"), ACCOUNTS)
def test_whose_account_goes_on(text: str, claimant: str | None, lexicon: Lexicon) -> None:
    (spoken,) = [claim.claimant_text for claim in read(text, lexicon) if claim.value == 14]
    assert spoken == claimant


SCOPES = [
    ("In the thirteen days to 12 May Russia lost 14 aircraft.", Scope.PERIOD),
    ("In the two weeks up to Sunday 14 people were killed in Izium.", Scope.PERIOD),
    ("Fourteen colleagues have been killed since the great war began.", Scope.CUMULATIVE),
    ("Fourteen people have died in Kherson region since the dam was blown up.", Scope.CUMULATIVE),
    ("Fourteen houses were damaged in Izium since the year began.", Scope.CUMULATIVE),
    ("It was the heaviest raid on Izium since the truce collapsed: 14 people were killed.", Scope.EVENT),
    ("Fourteen soldiers surrendered near Izium since Monday.", Scope.PERIOD),
    ("The heaviest raid since late December, when Russia launched 140 missiles, damaged the grid.", Scope.BACKGROUND),
    ("The WHO had logged 1,400 attacks on hospitals in Ukraine by the end of April.", Scope.CUMULATIVE),
    ("The project has established the names of 14,000 Russian soldiers killed in Ukraine.", Scope.CUMULATIVE),
    ("The police have recorded 14 deaths in Izium.", Scope.EVENT),
    ("The army has recorded 140 attacks near Izium in the past day.", Scope.PERIOD),
    ("Officials counted the victims of the month-long occupation of Izium: 140 bodies.", Scope.CUMULATIVE),
    ("Monitors said 27 border villages came under fire last week.", Scope.PERIOD),
    ("Since the beginning of the day the enemy has attacked 74 times.", Scope.PERIOD),
    ("During the week troops shelled Nikopol 140 times.", Scope.PERIOD),
    ("This week Russia launched more than 800 drones.", Scope.PERIOD),
    ("This week a missile killed 14 people in Izium.", Scope.EVENT),
    ("Monitors said a strike near Izium last week killed 14 people.", Scope.EVENT),
    ("In 2024 crews of the 18th Brigade shot down 1,360 drones.", Scope.PERIOD),
    ("In the seventh attack on Kyiv this month, Russia launched 40 drones.", Scope.EVENT),
]  # fmt: skip


@pytest.mark.parametrize(("text", "scope"), SCOPES)
def test_what_stretch_of_time_it_counts_over(text: str, scope: Scope, lexicon: Lexicon) -> None:
    assert read(text, lexicon)[-1].scope == scope


STRETCHES = [
    # the next sentence goes on with the same count, or points back to it
    ("In April 208 civilians were killed in Ukraine. Women accounted for 14 of the dead.", Scope.PERIOD),
    ("In April 208 civilians were killed in Ukraine. Overall 14 children were injured.", Scope.PERIOD),
    ("In April air defence worked on 2,391 targets. Of these, 14 missiles were shot down.", Scope.PERIOD),
    ("Drones killed 38 people in April, the mission found. It verified 14 civilian deaths from mines.", Scope.PERIOD),
    ("The WHO has logged 2,254 attacks in Ukraine. As a result 14 medics died.", Scope.CUMULATIVE),
    ("Over 12,000 civilians have been killed since the invasion. Among them 14 aid workers were killed.", Scope.CUMULATIVE),
    ("Over the past day there were 174 clashes. The enemy carried out 14 air strikes and dropped 30 bombs.", Scope.PERIOD),
    ("Over the past day the enemy launched 51 missiles. In the Lyman direction our soldiers repelled 14 attacks.", Scope.PERIOD),
    # not with a day, an attack, a place or an event of its own
    ("In April 208 civilians were killed in Ukraine. On Thursday 14 people were killed in Izium.", Scope.EVENT),
    ("In April 208 civilians were killed in Ukraine. A missile strike killed 14 people.", Scope.EVENT),
    ("In April 208 civilians were killed in Kherson region. In Izium 14 people were killed.", Scope.EVENT),
    ("In April 208 civilians were killed in Ukraine. Russia launched 14 drones.", Scope.EVENT),
    ("In April 208 civilians were killed in Ukraine.\nWomen accounted for 14 of the dead in Izium.", Scope.EVENT),
    ("Over the past day there were 174 clashes. A shell killed 14 people in Izium.", Scope.EVENT),
]  # fmt: skip


@pytest.mark.parametrize(("text", "scope"), STRETCHES)
def test_what_a_count_goes_on_over(text: str, scope: Scope, lexicon: Lexicon) -> None:
    (found,) = [claim.scope for claim in read(text, lexicon) if claim.value == 14]
    assert found == scope


def test_a_window_ends_where_the_words_say(lexicon: Lexicon) -> None:
    (claim,) = read("In the thirteen days to 12 May Russia lost 14 aircraft.", lexicon)
    assert (claim.event_date_start, claim.event_date_end) == (date(2024, 4, 30), date(2024, 5, 12))
    (claim,) = read("Fourteen soldiers surrendered near Izium since Monday.", lexicon)
    assert (claim.event_date_start, claim.event_date_end) == (date(2024, 5, 13), date(2024, 5, 17))


SIDES = [
    # bulletins: whose enemy, whose losses, whose drones
    ("The enemy attacked with 14 strike UAVs from the Orel, Kursk and Millerovo directions.", "UA"),
    ("The occupiers launched 14 drones from the eastern coast of the Sea of Azov and Bryansk region.", "UA"),
    ("Because of two enemy shellings 14 people were wounded.", "UA"),
    ("Units of the Yug Group of Forces attacked. The enemy lost 14 tanks destroyed near Maryinka.", "UA"),
    ("Units of the battlegroup repelled 14 attacks near Maryinka.", "RU"),
    ("Occupiers shelled Kherson: 14 soldiers were killed.", "UA"),
    ("Ukraine's General Staff said its aviation hit 14 depots near Kupiansk.", "RU"),
    ("Russia's chief of the General Staff said 14 soldiers had been captured near Sudzha.", "UA"),
    ("Chief of the General Staff Valery Gerasimov said 14 soldiers had been captured near Sudzha.", "UA"),
    ("The army said 14 soldiers were killed in a Russian strike on Yavoriv.", "UA"),
    ("Nine enemy drones were downed over the Bryansk region. About 14 others were suppressed.", "RU"),
    ("The chief of the Russian General Staff told of an assault on Sudzha. He said 14 tanks were destroyed in action.", "UA"),
    # what only one of the two flies, and how its end is told
    ("Duty air defence intercepted 14 drones overnight.", "RU"),
    ("In all 14 HIMARS rockets were intercepted.", "RU"),
    ("Mobile fire groups shot down 14 drones.", "UA"),
    ("In all 14 Shaheds were shot down.", "UA"),
    ("Units of the battlegroup shot down 14 missiles near Krasnoarmeysk.", "RU"),
    # whose civilians an international body counts
    ("In April 14 civilians were killed, UN monitors said.", "UA"),
    ("In April 14 civilians were killed inside the Russian Federation, UN monitors said.", "RU"),
    ("More than 14 children have been killed since the full-scale invasion began, prosecutors say.", "UA"),
    ("Two ships flying the flag of Palau were damaged in Odesa.", "other"),
    ("Two ships flying the flag of Ukraine were damaged in Odesa.", "UA"),
    ("A charity said 14 people had been killed in a storm.", None),
    ("Ukraine was debated. The UN said Hamas militants had killed 14 civilians.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "side"), SIDES)
def test_who_was_attacked(text: str, side: str | None, lexicon: Lexicon) -> None:
    assert read(text, lexicon)[-1].target_side == side


PLACES = [
    ("The enemy launched 14 drones from Kursk and Krasnodar krai.", None),
    ("Russia launched 14 drones from the Orel, Kursk and Millerovo directions.", None),
    ("The enemy launched 14 Shaheds (launch area: Primorsko-Akhtarsk).", None),
    ("The enemy attacked with 14 strike UAVs from the directions: Kursk, Shatalovo, Millerovo.", None),
    ("The body of a man from Odesa was found in Bakhmut, bringing the death toll to 14.", "Bakhmut"),
    ("Russia launched 14 drones from Crimea at Kyiv.", "Kyiv"),
    ("Footage from Ust-Luga shows smoke. The governor says 14 drones were jammed.", "Ust-Luga"),
    ("UMAN, Ukraine (Wire) - The search went on, with 14 people killed there.", "UMAN"),
    ("New York, May 16 - A missile hit a hotel in Kramatorsk, killing 14 people.", "Kramatorsk"),
    ("A strike on Vilniansk, south of the city of Zaporizhzhia, killed 14 people.", "Vilniansk"),
    ("At a resort north of Kharkiv a strike killed 14 people, while five people died in Kupiansk.", "Kharkiv"),
    ("Russia hit Odesa with 14 drones; one wandered off into Belarus.", "Odesa"),
    ("Missiles hit the Sergo Ordzhonikidze yard in Sevastopol, injuring 14 people.", "Sevastopol"),
    ("In April the monitors documented 14 attacks on the grid. The turbines at Zmiiv stood still.", None),
    ("A strike on Uman killed 14 people, a day after five were hurt in Dnipro.", "Uman"),
    ("At the hospital in Odesa 14 people were injured; in Kyiv as a whole 27 people died.", "Odesa"),
    ("Poland's prime minister said 14 drones had been shot down.", "Poland"),
    ("An attack on Uman killed 14 people, while dozens were injured in Odesa.", "Uman"),
    ("A rescuer was killed, and 14 people were injured in attacks on a house in Uman.", "Uman"),
    ("Missiles killed 14 people. The turbines at Zmiiv stood still.", "Zmiiv"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_where_it_was(text: str, place: str | None, lexicon: Lexicon) -> None:
    (written,) = {claim.place_text for claim in read(text, lexicon) if claim.value == 14}
    assert written == place


DAYS = [
    ("On the night of May 16 (from 19:30 on May 15), the enemy attacked with 14 strike UAVs.", date(2024, 5, 16)),
    ("Russia launched 14 drones on May 16 (from 19:30 until dawn).", date(2024, 5, 16)),
    ("A strike on Uman on Tuesday killed five people. As of Thursday noon 14 people were dead.", date(2024, 5, 14)),
    ("A strike hit Uman. As of Thursday noon 14 people were dead.", date(2024, 5, 16)),
    ("A strike on Uman on Tuesday killed five people. On Thursday 14 people were killed.", date(2024, 5, 16)),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_when_it_was(text: str, day: date, lexicon: Lexicon) -> None:
    (found,) = [claim.event_date_end for claim in read(text, lexicon) if claim.value == 14]
    assert found == day
