"""Made-up corpora: the same articles for the same number, in Parquet as `crosstally run` reads it, and the claims that each
of them holds in Parquet beside it.

Coverage of attacks comes at a steady rate, so many events a day, each told by one to a score of outlets with tolls that rise and
now and then a rival figure: a larger corpus is a longer war, not a denser one. The rest is general news of wide vocabulary with
plain numbers, of which some tell of deaths, attacks and launches of other kinds.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from math import floor
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.bench import wording as w
from dagster_project.lake.gazetteer import places

IN_FILE = 10_000
WORDS = 700
"""Words an article has, more or less."""
EVENTS_A_DAY = 24
_OUTLETS_OF_EVENT = (1, 1, 2, 2, 3, 4, 6, 9, 14, 22)
_ENDS = tuple(accumulate(_OUTLETS_OF_EVENT))
WAR_ARTICLES_A_DAY = EVENTS_A_DAY * _ENDS[-1] / len(_ENDS)
GENERAL_ARTICLES_A_DAY = 1_000
"""Where there is no war coverage to keep step with."""
_LOOKS_BACK = 4
_FIRST_DAY = datetime(2022, 3, 1, tzinfo=UTC)
_OUTLETS = 40
_RETOLD = 0.05
"""Share of war articles that are another outlet's text with a line of their own."""
_UKRAINE = 0.75
"""Share of the attacks that are on Ukraine, the rest being on Russia."""
_LISTED_FROM = 30_000
"""Population from which places of the two countries are written about."""
_NUMBERS = "no one two three four five six seven eight nine".split()
_DESKS = (w.SPORT, w.BUSINESS, w.POLITICS, w.CULTURE, w.ACCIDENTS)

TRUTH: dict[str, pl.DataType] = {
    "source_id": pl.String(), "measure": pl.String(), "value_low": pl.Int64(), "value_high": pl.Int64(),
}  # fmt: skip
ARTICLES: dict[str, pl.DataType] = {name: pl.String() for name in ("id", "url", "outlet", "title", "text", "published")}


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim that a text was written to hold: the interval it states, high None = unbounded."""

    measure: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Made:
    """An article and the claims it holds."""

    row: dict[str, str]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    country: str
    region: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """So many articles, of which the share `mix` is coverage of attacks."""

    articles: int
    mix: float
    sites: dict[str, tuple[Place, ...]]
    cities: tuple[str, ...]

    @classmethod
    def of(cls, articles: int, mix: float) -> Corpus:
        """With the places of the product's own gazetteer. Raises ValueError for a mix that is no share."""
        if not 0 <= mix <= 1:
            raise ValueError(f"expected a share of war coverage from 0 to 1, found {mix}")
        known = places()
        regions = dict(known.filter(pl.col("place_type") == "adm1").select("place_id", "name").iter_rows())
        settled = known.filter(pl.col("place_type") == "settlement").sort("population", "place_id", descending=True)
        attacked = settled.filter(pl.col("country").is_in(["UA", "RU"]) & (pl.col("population") > _LISTED_FROM))
        listed = [
            Place(name, country, regions[parent].removesuffix(" Oblast"))
            for name, country, parent in attacked.select("name", "country", "parent_place_id").iter_rows()
            if parent in regions and regions[parent].endswith(" Oblast")
        ]
        sites = {side: tuple(place for place in listed if place.country == side) for side in ("UA", "RU")}
        elsewhere = settled.filter(~pl.col("country").is_in(["UA", "RU", "BY", "MD"]))
        return cls(articles, mix, sites, tuple(elsewhere["name"]))

    def made(self, number: int) -> Made:
        """The article of that number: a function of it and the mix alone."""
        before = floor(number * self.mix)
        if floor((number + 1) * self.mix) > before:
            return self._war(number, before)
        return self._general(number)

    # -- coverage of attacks

    def _war(self, number: int, told: int) -> Made:
        event, teller = _told(told)
        is_retold = teller > 0 and random.Random(f"retold {told}").random() < _RETOLD
        text, figures = self._report(told - 1 if is_retold else told)
        if is_retold:
            text += f"\n\nThis report was taken over from another newspaper of the region by desk {number % 97}."
        day = _day_of(event)
        chance = random.Random(f"title {told}")
        title = chance.choice(w.TITLES).format(place=self._site(event).name, weekday=f"{day:%A}")
        published = day + timedelta(hours=6 + event % 4, minutes=35 * teller)
        return self._article(number, teller, title, text, published, figures)

    def _report(self, told: int) -> tuple[str, list[Figure]]:
        """The text on an event, with a look back at others of that day, and the figures it states."""
        event, teller = _told(told)
        day, chance = _day_of(event), random.Random(f"war {told}")
        figures: list[Figure] = []
        paragraphs = [self._attack(event, teller, day, chance, figures)]
        for earlier in range(event - 1, max(event - _LOOKS_BACK, 0) - 1, -1):
            paragraphs.append(self._colour(chance, 4))
            if _day_of(earlier) == day:
                paragraphs.append(self._attack(earlier, 2, day, chance, figures, is_short=True))
        text = "\n\n".join(paragraphs)
        while (missing := WORDS - text.count(" ")) > 0:
            text += "\n\n" + self._colour(chance, 1 + min(missing // 25, 6))
        return text, figures

    def _site(self, event: int) -> Place:
        chance = random.Random(f"site {event}")
        held = self.sites["UA" if chance.random() < _UKRAINE else "RU"]
        return held[min(int(chance.paretovariate(0.6)) - 1, len(held) - 1)]

    def _attack(
        self,
        event: int,
        teller: int,
        day: datetime,
        chance: random.Random,
        figures: list[Figure],
        is_short: bool = False,
    ) -> str:
        """What is told of an event: its figures as the `teller`-th outlet has them."""
        site, truth = self._site(event), random.Random(f"event {event}")
        is_ukraine = site.country == "UA"
        launched = truth.randrange(12, 140)
        intercepted = truth.randrange(launched // 2, launched)
        killed = min(truth.randrange(2, 30), 2 + teller // 2)  # tolls rise from one report to the next
        injured = min(truth.randrange(3, 90), 3 + 2 * teller)
        damaged = truth.randrange(10, 70)
        slots: dict[str, Any] = {
            "attacker": "Russian" if is_ukraine else "Ukrainian",
            "place": site.name,
            "when": "overnight" if event % 3 else f"on {day:%A}",
            "military": "Ukraine's air force" if is_ukraine else "Russia's defence ministry",
            "official": f"the governor of {site.region} region",
            "rival": "Russia's defence ministry" if is_ukraine else "Ukraine's general staff",
            "launched": launched, "intercepted": intercepted, "killed": killed, "injured": injured, "damaged": damaged,
            "killed_least": killed, "injured_more": injured, "rival_intercepted": intercepted + 3, "rival_killed": killed + 4,
        }  # fmt: skip
        kinds: list[tuple[str, ...]] = [w.LEADS, w.INTERCEPTIONS] if not is_short else []
        kinds.append(chance.choice((w.TOLLS, w.INJURIES)) if is_short else w.TOLLS)
        if chance.random() < 0.5:
            kinds.append(w.DAMAGE)
        if not is_short and teller > 3 and chance.random() < 0.3:
            kinds.append(w.RIVALS)
        return " ".join(self._stated(chance.choice(kind), slots, chance, figures) for kind in kinds)

    def _stated(self, phrase: str, slots: dict[str, Any], chance: random.Random, figures: list[Figure]) -> str:
        """The phrase with its slots filled; its figures are added in the order they stand in."""
        filled = {**slots, "Military": _capital(slots["military"]), "Official": _capital(slots["official"])}
        filled["Rival"] = _capital(slots["rival"])
        for name in ("launched", "intercepted", "killed", "killed_least", "injured", "injured_more", "damaged",
                     "rival_intercepted", "rival_killed"):  # fmt: skip
            value, measure = slots[name], name.removeprefix("rival_").removesuffix("_least").removesuffix("_more")
            capital = "{" + name.capitalize() + "}" in phrase
            if capital or "{" + name + "}" in phrase:
                spelt = _NUMBERS[value] if value < 10 and chance.random() < 0.7 else str(value)
                filled[name], filled[name.capitalize()] = spelt, _capital(spelt)
                low = value + 1 if name.endswith("_more") else value
                figures.append(Figure(measure, low, None if name.endswith(("_more", "_least")) else value))
        return phrase.format(**filled)

    def _colour(self, chance: random.Random, sentences: int) -> str:
        """Sentences around the figures, without one; most of wide vocabulary, as reports of different events share few words."""
        said = []
        for _ in range(sentences):
            form = chance.random()
            if form < 0.15:
                said.append(
                    f"{_capital(chance.choice(w.WITNESSES))} and {chance.choice(w.WITNESSES)} from {chance.choice(self.cities)} "
                    f"{chance.choice(w.SAW)}{chance.choice(w.CLOSINGS)}."
                )
            elif form < 0.25:
                said.append(f"{chance.choice(w.SERVICES)} {chance.choice(w.WORKED)}{chance.choice(w.CLOSINGS)}.")
            elif form < 0.3:
                said.append(f"{chance.choice(w.REMARKS)}{chance.choice(w.CLOSINGS)}.")
            else:
                said.append(self._clause(chance))
        return " ".join(said)

    # -- general news

    def _general(self, number: int) -> Made:
        chance = random.Random(f"general {number}")
        desk = _DESKS[min(int(chance.random() * 4.6), 4)]
        figures: list[Figure] = []
        paragraphs: list[str] = []
        words = 0
        while words < WORDS:
            said = []
            for _ in range(chance.randrange(3, 7)):
                if chance.random() < 0.12:
                    said.append(self._plain(chance.choice(desk), chance, figures))
                else:
                    said.append(self._clause(chance))
            paragraphs.append(" ".join(said))
            words += paragraphs[-1].count(" ")
        in_a_day = WAR_ARTICLES_A_DAY / self.mix if self.mix else GENERAL_ARTICLES_A_DAY
        published = _FIRST_DAY + timedelta(days=number / in_a_day)
        title = f"{_capital(chance.choice(w.ADJECTIVES))} {chance.choice(w.NOUNS)} in {chance.choice(self.cities)}"
        return self._article(number, number, title, "\n\n".join(paragraphs), published, figures)

    def _plain(self, phrase: str, chance: random.Random, figures: list[Figure]) -> str:
        killed, injured = chance.randrange(2, 40), chance.randrange(2, 90)
        if "{Killed}" in phrase:
            figures.append(Figure("killed", killed, killed))
        if "{injured}" in phrase:
            figures.append(Figure("injured", injured, injured))
        day = chance.choice("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
        return phrase.format(
            n=chance.randrange(2, 95), m=chance.randrange(2, 60), big=f"{chance.randrange(1_000, 90_000):,}",
            nth=chance.choice("second third fourth fifth tenth".split()), year=chance.randrange(1990, 2035), weekday=day,
            city=chance.choice(self.cities), person=_name(chance), firm=f"{_word(chance)} {chance.choice(w.FIRMS)}",
            firm2=f"{_word(chance)} {chance.choice(w.FIRMS)}", team=f"{chance.choice(self.cities)} {chance.choice(w.TEAMS)}",
            team2=f"{chance.choice(self.cities)} {chance.choice(w.TEAMS)}", Killed=killed, injured=injured,
        )  # fmt: skip

    def _clause(self, chance: random.Random) -> str:
        verb = chance.choice(w.PREFIXES) + chance.choice(w.VERBS)
        phrase = chance.choice(w.CLAUSES).format(
            a=chance.choice(w.ADJECTIVES), a2=chance.choice(w.ADJECTIVES), noun=_thing(chance), noun2=_thing(chance), verb=verb,
            past=verb + ("d" if verb.endswith("e") else "ed"),
            city=chance.choice(self.cities), person=_name(chance),
        )  # fmt: skip
        return _capital(phrase) + "."

    def _article(
        self, number: int, teller: int, title: str, text: str, published: datetime, figures: Sequence[Figure]
    ) -> Made:
        outlet = f"Bench Daily {(number * 7 + teller) % _OUTLETS}"
        row = {
            "id": f"bench-{number}", "url": f"https://bench.invalid/{number}", "outlet": outlet, "title": title, "text": text,
            "published": f"{published:%Y-%m-%dT%H:%M:%SZ}",
        }  # fmt: skip
        return Made(row, tuple(figures))


def _told(told: int) -> tuple[int, int]:
    """The event that the so manyeth war article is about, and the how manyeth it is to tell of it."""
    cycle, at = divmod(told, _ENDS[-1])
    in_cycle = bisect_right(_ENDS, at)
    return cycle * len(_ENDS) + in_cycle, at - (_ENDS[in_cycle] - _OUTLETS_OF_EVENT[in_cycle])


def _day_of(event: int) -> datetime:
    return _FIRST_DAY + timedelta(days=event // EVENTS_A_DAY)


def _capital(said: str) -> str:
    return said[0].upper() + said[1:]


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(w.SYLLABLES) for _ in range(chance.randrange(2, 4))).capitalize()


def _thing(chance: random.Random) -> str:
    return f"{chance.choice(w.NOUNS)} {chance.choice(w.NOUNS)}"


def _name(chance: random.Random) -> str:
    """Of nobody: syllables."""
    return f"{_word(chance)} {_word(chance)}{chance.choice(('', 'n', 's', 'r'))}"


def files(corpus: Corpus) -> list[range]:
    """The numbers of the articles in each file."""
    return [range(at, min(at + IN_FILE, corpus.articles)) for at in range(0, corpus.articles, IN_FILE)]


def write(corpus: Corpus, numbers: range, folder: Path) -> int:
    """Write one file of articles and that of their claims; the bytes of their texts."""
    made = [corpus.made(number) for number in numbers]
    name = f"{numbers.start:09}.parquet"
    for part, frame in (
        ("articles", pl.DataFrame([one.row for one in made], schema=ARTICLES)),
        ("truth", pl.DataFrame(list(_truth(made)), schema=TRUTH, orient="row")),
    ):
        (folder / part).mkdir(parents=True, exist_ok=True)
        frame.write_parquet(folder / part / name, compression="zstd")
    return sum(len(one.row["text"].encode()) for one in made)


def _truth(made: Sequence[Made]) -> Iterator[tuple[str, str, int, int | None]]:
    for one in made:
        for figure in one.figures:
            yield one.row["id"], figure.measure, figure.low, figure.high
