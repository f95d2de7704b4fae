"""What stands around a figure: who says it, over what stretch of time it counts, where it was and who was attacked."""

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
    # and those who only do something
    ("Russia has established a bridgehead near Izium, killing 14 people.", None),
    ("Ukrainian troops found 14 bodies in Izium.", None),
    ("Fourteen people were found dead in Izium.", None),
    ("Our researchers documented 14 deaths in Izium.", None),
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
def test_who_says_so(text: str, claimant: str | None, lexicon: Lexicon) -> None:
    assert {claim.claimant_text for claim in read(text, lexicon)} == {claimant}


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
