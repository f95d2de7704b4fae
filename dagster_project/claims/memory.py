"""What earlier sentences of an article set for later ones: the place, the date, the attacker, figures that words point back to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from dagster_project.claims.attribution import Attribution
from dagster_project.claims.dating import When, is_background
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, Measure, Scope, Side
from dagster_project.claims.places import CAPITALS, Mention, capital_of
from dagster_project.claims.readings import Reading
from dagster_project.claims.sides import holder
from dagster_project.claims.speakers import Speaker
from dagster_project.claims.tokens import Sentence

REACH = 4
"""Sentences for which a place, a country or an attacker goes without saying."""
_LONG_AGO = -10
_PRONOUNS = ("they", "both", "all")
_PRINTED_BELOW = re.compile(
    r"^read\b.*\b(?:address|speech|statement|remarks)\b.*:$|\bfull (?:text|transcript|address|speech)\b.*:$"
)


@dataclass(slots=True)
class ArticleMemory:
    """The state of reading one article from its first sentence to its last. Sentences are numbered from 0."""

    place: Mention | None = None
    place_at: int = _LONG_AGO
    country: Mention | None = None
    country_at: int = _LONG_AGO
    capital: str | None = None  # the one that was named last as a place
    land: str = "UA"  # the country of the place named last
    bulletin: Side | None = None  # whose army's bulletin the text is written as
    attacker: Side | None = None
    attacker_at: int = _LONG_AGO
    when: When | None = None
    speaker: Speaker | None = None
    speaker_at: int = _LONG_AGO
    source: Attribution | None = None  # of a line "Source: the Air Force on Telegram", for all below it
    crime_at: int = _LONG_AGO  # the last sentence that told of a crime
    war_at: int = _LONG_AGO  # the last that told of weapons of war
    last_place: Mention | None = None  # of the figure read last
    last_claim: Claim | None = None
    last_claim_at: int = _LONG_AGO
    goes_on_at: int = _LONG_AGO  # the last sentence whose figures are of the period that the one before it counted over
    last_window: tuple[date, date] | None = None  # what the last claim counted over, if not one event
    before: tuple[int, int, str] | None = None  # number, start and text in lower case of the sentence read last
    stretch: tuple[Scope, tuple[date, date] | None] | None = (
        None  # what sentence `stretch_at` took over from the one before
    )
    stretch_at: int = _LONG_AGO
    written: dict[str, str] = field(default_factory=dict)  # a place's id → its name as the text last wrote it
    pending: tuple[int, Reading] | None = None

    def speaker_before(self, index: int) -> Speaker | None:
        """Who spoke in the sentence before `index`."""
        return self.speaker if index - self.speaker_at == 1 else None

    def army_before(self, index: int) -> Speaker | None:
        """The army that spoke shortly before `index`."""
        is_near = self.speaker is not None and index - self.speaker_at <= REACH
        return (
            self.speaker if is_near and self.speaker is not None and self.speaker.claimant_type == "military" else None
        )

    def note_source(self, low_text: str, said: list[Attribution]) -> None:
        """Keep the source that a line of its own names, up to a line that tells of earlier news."""
        if said and (low_text.startswith(("source:", "sources:")) or _PRINTED_BELOW.search(low_text)):
            self.source = said[0]
        elif low_text.startswith(("background:", "previously:")):
            self.source = None

    def capital_meant(self) -> str:
        """The place that "the capital" means: the one named last, else that of the country spoken of."""
        return self.capital or CAPITALS[self.land]

    def recent_place(self, index: int) -> Mention | None:
        """The place that sentence `index` may still speak of."""
        return self.place if index - self.place_at <= REACH else None

    def attacker_of(self, index: int, stated: Side | None, names_place: bool) -> Side | None:
        """The attacker the sentence states, or the last one stated where it names no other place."""
        if stated is not None:
            self.attacker, self.attacker_at = stated, index
            return stated
        return self.attacker if index - self.attacker_at <= REACH and not names_place else None

    def remember_places(self, index: int, mentions: list[Mention], is_war: bool, lexicon: Lexicon) -> None:
        """Keep the first place and the first country that the sentence names."""
        usable = [m for m in mentions if m.usable and not m.is_context and m.place_id]
        named_capitals = [c for m in usable if (c := capital_of(m.place_id, lexicon)) is not None]
        lands = [p.country for m in usable if (p := lexicon.places.get(m.place_id or "")) and p.country in CAPITALS]
        self.capital = named_capitals[-1] if named_capitals else self.capital
        self.land = next((land for land in reversed(lands) if land), self.land)
        named = [
            m for m in usable if not is_country(m, lexicon) and (not is_war or holder(m, lexicon) in (Side.UA, Side.RU))
        ]
        countries = [m for m in usable if m.place_id in ("UA", "RU")]
        if not countries and (self.country is None or self.country.place_id not in ("UA", "RU")):
            countries = [m for m in usable if lexicon.places[m.place_id or ""].place_type == "country"]
        if countries:
            self.country, self.country_at = countries[0], index
        offices = [m for m in mentions if m.of_speaker and not is_country(m, lexicon)]
        if named:
            self.place, self.place_at = next((m for m in named if not m.is_aside), named[0]), index
        elif offices and (self.place is None or index - self.place_at > REACH):
            self.place, self.place_at = offices[0], index
        elif any(m.is_context for m in mentions):
            self.place_at = index

    def remember_date(self, dates: list[When], published: date | None) -> None:
        """Keep the first date that the sentence gives to what happened, unless it is a memory of long ago."""
        explicit = [d for d in dates if not d.of_speech and d.precision == "day"]
        if explicit and (published is None or not is_background(explicit[0].start, published)):
            self.when = explicit[0]

    def remember_people(self, index: int, readings: list[Reading]) -> None:
        """Keep a number of people of whom the sentence says nothing yet."""
        for r in readings:
            if may_be_continued(r):
                self.pending = (index, r)

    def pronoun_figure(self, index: int, s: Sentence, lexicon: Lexicon) -> Reading | None:
        """ "Two women were in the car. They died on the spot": the number stands one sentence earlier."""
        pending, self.pending = self.pending, None
        if pending is None or pending[0] != index - 1 or not len(s) or s.low[0].strip('“"') not in _PRONOUNS:
            return None
        for k in range(1, min(6, len(s))):
            match = lexicon.cues.match(s.low, k)
            passive = any(w in ("was", "were", "been") for w in s.low[1:k])
            for cue in match[1] if match else ():
                if cue.subject == "person" and (cue.role == "subject" or passive):
                    return replace(pending[1], measures=[cue.measure], how="pronoun")
        return None


def people_counted(low_text: str) -> Measure | None:
    """The measure of which a sentence says that it was counted: "accounts of the number of wounded diverged"."""
    if not any(word in low_text for word in _COUNTS):
        return None
    found = _PEOPLE_COUNTED.search(low_text)
    return (
        None if found is None else Measure.INJURED if found.group().endswith(("wounded", "injured")) else Measure.KILLED
    )


def figure_put(low_text: str) -> int | None:
    """Where the number begins in "put it at four", "put the figure at 14"."""
    found = _PUT_AT.search(low_text)
    return None if found is None else found.end()


_COUNTS = ("number", "count", "figure", "toll")
_PEOPLE_COUNTED = re.compile(
    r"\b(?:number|count|figures?) (?:of|for) (?:the |those |people |civilians |soldiers )*(?:dead|killed|wounded|injured)\b"
    r"|\bdeath toll\b"
)
_PUT_AT = re.compile(
    r"\b(?:puts?|putting|gave|gives) (?:it|that|the (?:number|figure|total|count|tally|toll)) (?:at|as) "
)


def continues(low_text: str) -> bool:
    """Whether a sentence goes on about the people of the one before it."""
    return low_text.startswith(_PRONOUNS)


def may_be_continued(r: Reading) -> bool:
    """ "Two women were in the car." What happened to them may stand in the next sentence."""
    return not r.measures and r.subject == "person" and r.q.kind == "number" and r.q.i <= 2


def is_country(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether the place is a country, a part of the world or unknown: nothing that narrows down where."""
    place = lexicon.places.get(mention.place_id or "")
    return place is None or place.place_type in ("country", "macro_region")
