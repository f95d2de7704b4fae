"""Who is meant by the words that name a speaker: a body or person of the vocabulary, an office, somebody heard before."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from functools import lru_cache

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Side
from dagster_project.claims.tokens import WORD, Sentence
from dagster_project.claims.words import words

_GENERIC = words(
    "group militia ministry service administration department agency office police governor mayor minister official "
    "statement spokesman spokesperson spokeswoman legion command commission committee council mission staff brigade "
    "headquarters centre center watchdog agencies institute"
)
_MEDIA = re.compile(
    r"\b(reuters|afp|agence france-presse|associated press|\bap\b|tass|ria(?: novosti)?|interfax(?:-ukraine)?"
    r"|ukrinform|suspilne|"
    r"bbc|cnn|the guardian|new york times|al jazeera|ukrainska pravda|kyiv independent|rfe/rl|sky news"
    r"|state media|news agency|media)\b"
)
_CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december mr mrs ms dr gen lt col maj president prime minister general"
)
REMEMBERED = 4
"""Sentences back that "the ministry" or "the summary" may point to."""
_INSTALLED = re.compile(r"\b(?:moscow|russian?|kremlin)[- ](?:appointed|installed|imposed|backed)\b")


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence gone by and who spoke in it. `index`: its number in the article."""

    index: int
    s: Sentence
    speakers: tuple[Speaker, ...]


@dataclass(slots=True)
class Speaker:
    """A claimant as found in a text."""

    text: str
    claimant_id: str | None
    claimant_type: str
    side: Side | None
    place_id: str | None = None
    title: str = ""


@dataclass(slots=True)
class SpeechMemory:
    """The speakers so far, for pronouns and generic nouns. `index` and `speaking`: the sentence that is being heard."""

    last: Speaker | None = None
    last_group: Speaker | None = None
    last_side: Side | None = None
    recent: list[Speaker] = field(default_factory=list)
    index: int = 0
    speaking: list[Speaker] = field(default_factory=list)
    behind: deque[Heard] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def hear(self, speaker: Speaker) -> None:
        self.last = speaker
        self.speaking.append(speaker)
        if speaker.claimant_id is not None:
            self.recent = [*self.recent[-5:], speaker]
        if speaker.side is not None:
            self.last_side = speaker.side
        if speaker.claimant_type == "armed_group" and speaker.claimant_id:
            self.last_group = speaker

    def notice(self, person: Speaker | None) -> None:
        """Somebody of whom the text tells without a word of his: "he" and "the governor" of what follows."""
        if person is not None:
            self.last = person
            self.recent = [*self.recent[-5:], person]

    def pass_by(self, s: Sentence) -> None:
        """A sentence ends: it and its speakers can be meant by words of the next ones."""
        self.behind.append(Heard(self.index, s, tuple(self.speaking)))
        self.speaking = []


def speaker_of(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, begin: int, end: int) -> Speaker | None:
    """The claimant that tokens [begin, end) name, or None where they name nobody who could state a figure."""
    names: list[tuple[int, int, str]] = []
    title: str | None = None
    title_words = ""
    generic = False
    for k in range(begin, end):
        match = lexicon.claimant_names.match(s.low, k)
        if match and match[0] <= end and not _is_namesake(s, lexicon, k, match):
            names.append((k, match[0], match[1]))
        heading = lexicon.claimant_titles.match(s.low, k)
        if heading and heading[0] <= end and (title is None or (title == "unnamed_official" and heading[1] != title)):
            title, title_words = heading[1], " ".join(s.low[k : heading[0]])
        generic = generic or s.low[k] in _GENERIC
    if begin >= end:
        return None
    phrase = text[s.starts[begin] : s.ends[end - 1]].strip(" ,“”\"'")
    side, place = _side_and_place(s, lexicon, begin, end)
    if _INSTALLED.search(phrase.lower()):  # who sits in an occupied place speaks for those who put him there
        names = [n for n in names if lexicon.claimants[n[2]].side is not Side.UA]
        side = Side.RU
    names = _of_side(names, side, s, lexicon)
    name = _best_name(names, title_words, s, lexicon)
    who_named = lexicon.claimants[name] if name is not None else None
    if who_named is None or not who_named.is_named or who_named.organisation is None:
        name = (
            _of_its_region(s.low[begin:end], lexicon) or name
        )  # not "the governor of Russia's Kursk region, Roman Starovoit"
    side = side or _own_side(lexicon, place)
    if name is not None:
        who = lexicon.claimants[name]
        return Speaker(phrase, who.claimant_id, who.claimant_type, who.side, who.place_id)
    known = _heard_before(s.low[begin:end], memory) if generic else None
    if known is None and end - begin == 1 and title is None and s.raw[begin][:1].isupper():
        known = _named_before(s.raw[begin], memory)
    if known is not None:
        return Speaker(phrase, known.claimant_id, known.claimant_type, known.side, known.place_id)
    if name is None and title is not None and title != "unnamed_official":
        name = _title_of_side(title_words, side or memory.last_side, lexicon)
    if name is not None:
        who = lexicon.claimants[name]
        return Speaker(phrase, who.claimant_id, who.claimant_type, who.side, who.place_id)
    if generic and memory.last_group is not None and title in (None, "armed_group"):
        return Speaker(
            memory.last_group.text,
            memory.last_group.claimant_id,
            memory.last_group.claimant_type,
            memory.last_group.side,
        )
    if title is not None:
        return _office(phrase, title, side, place, lexicon, title_words)
    if _MEDIA.search(phrase.lower()):
        return Speaker(phrase, None, "media_relay", None)
    if end - begin == 2 and s.low[begin] == "the" and s.raw[begin + 1] in _BODIES_OF_THE_WORLD:
        return Speaker(phrase, None, "un_ngo", None)
    return None


_BODIES_OF_THE_WORLD = frozenset(
    {"Office", "Committee", "Commission", "Council", "Agency", "Centre", "Center", "Organization"}
)
"""With a capital and nothing else, as international bodies write of themselves."""


def _of_its_region(phrase: list[str], lexicon: Lexicon) -> str | None:
    """ "authorities in Ukraine's Sumy oblast": the body known without the country's name."""
    at = next((k for k in range(1, len(phrase) - 1) if phrase[k] in _LANDS and phrase[k + 1] in ("'s", "’s")), None)
    if at is None:
        return None
    for written in ([], ["the"]):
        plain = [*phrase[:at], *written, *phrase[at + 2 :]]
        found = (lexicon.claimant_names.match(plain, k) for k in range(at))
        named = next((match[1] for match in found if match is not None and match[0] > at + len(written)), None)
        if named is not None:
            return named
    return None


_LANDS = frozenset({"ukraine", "russia"})


def _named_before(surname: str, memory: SpeechMemory) -> Speaker | None:
    """ "Moroz wrote", behind "the head of the administration, Ihor Moroz, said": the last speaker of that name."""
    heard = [speaker for speaker in (*memory.recent, memory.last) if speaker and speaker.claimant_id not in STATES]
    return next((speaker for speaker in reversed(heard) if surname in re.findall(r"[\w'’-]+", speaker.text)[1:]), None)


def _is_namesake(s: Sentence, lexicon: Lexicon, k: int, match: tuple[int, str]) -> bool:
    """A surname behind a given name that is not the claimant's: "mayor Serhii Zelenskyi" is not the president."""
    if match[0] != k + 1 or k < 2 or s.kinds[k - 1] != WORD or not s.raw[k - 1][:1].isupper():
        return False
    given = s.low[k - 1]
    initials = _given_initials(lexicon).get(match[1])
    if not initials or given[0] in initials or given in _title_words(lexicon) or given in _CALENDAR:
        return False
    is_known = given in lexicon.demonyms or any(
        t.match(s.low, k - 1) for t in (lexicon.place_names, lexicon.claimant_names)
    )
    return not is_known and s.kinds[k - 2] == WORD


@lru_cache(maxsize=2)
def _given_initials(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """claimant_id → first letters of the given names under which a person of one surname is known."""
    found: dict[str, set[str]] = {}
    for phrase, claimant_id in lexicon.claimant_names.entries():
        if len(phrase) == 2 and lexicon.claimants[claimant_id].is_named:
            found.setdefault(claimant_id, set()).add(phrase[0][0])
    return {claimant_id: frozenset(letters) for claimant_id, letters in found.items()}


@lru_cache(maxsize=2)
def _title_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for phrase, _ in lexicon.claimant_titles.entries() for word in phrase)


def _heard_before(words: list[str], memory: SpeechMemory) -> Speaker | None:
    """ "the service", "the governor": the last speaker whose own name or title ends so."""
    if not words or words[0] not in ("the", "its", "his", "her"):
        return None
    for speaker in reversed(memory.recent):
        if words[-1] in re.findall(r"[\w-]+", speaker.text.lower()) or words[-1] == speaker.title:
            return speaker
    return None


def _best_name(names: list[tuple[int, int, str]], title_words: str, s: Sentence, lexicon: Lexicon) -> str | None:
    """Of several names in one phrase the most specific: a person before the body he speaks for, a body before its country.
    A country alone gives way to a title beside it ("Russia's defence ministry" where only the title is known)."""
    if not names:
        return None
    ids = [n[2] for n in names]
    for _, _, claimant_id in names:
        if lexicon.claimants[claimant_id].organisation in ids:
            return claimant_id

    def specific(n: tuple[int, int, str]) -> tuple[bool, bool, bool, int]:
        who = lexicon.claimants[n[2]]
        return not _is_state(lexicon, n[2]), who.organisation is not None, who.is_named, n[1] - n[0]

    begin, end, best = max(names, key=specific)
    if _is_state(lexicon, best) and title_words and title_words not in " ".join(s.low[begin:end]):
        return None
    return best


def _of_side(
    names: list[tuple[int, int, str]], side: Side | None, s: Sentence, lexicon: Lexicon
) -> list[tuple[int, int, str]]:
    """The names, with a body that goes by its bare name in one country ("the General Staff") taken for that of the other where the
    phrase says so: "Russia's chief of the General Staff", "Chief of the General Staff Valery Gerasimov"."""
    found: list[tuple[int, int, str]] = []
    for begin, end, claimant_id in names:
        body = lexicon.claimants[claimant_id]
        others = [lexicon.claimants[n[2]].side for n in names if n[2] != claimant_id and n[2] not in STATES]
        meant = side if side in (Side.UA, Side.RU) else next((o for o in others if o in (Side.UA, Side.RU)), None)
        is_other = (
            body.side in (Side.UA, Side.RU) and meant not in (None, body.side) and body.place_id in (None, *_COUNTRIES)
        )
        nation = "ukrainian" if meant is Side.UA else "russian"
        named = lexicon.claimant_names.match([nation, *s.low[begin:end]], 0) if is_other else None
        is_known = named is not None and named[0] == end - begin + 1
        found.append((begin, end, named[1] if named is not None and is_known else claimant_id))
    return found


def _title_of_side(title_words: str, side: Side | None, lexicon: Lexicon) -> str | None:
    """ "the Defence Ministry", said of a known side: the ministry of that side."""
    if side not in (Side.UA, Side.RU):
        return None
    words = ["ukrainian" if side is Side.UA else "russian", *title_words.split()]
    match = lexicon.claimant_names.match(words, 0)
    return match[1] if match and match[0] == len(words) and not _is_state(lexicon, match[1]) else None


def _is_state(lexicon: Lexicon, claimant_id: str) -> bool:
    who = lexicon.claimants.get(claimant_id)
    return who is not None and claimant_id in STATES


STATES = frozenset({"ukraine", "russia"})
"""Claimants that are a state speaking as such ("Ukraine says")."""


def _side_and_place(s: Sentence, lexicon: Lexicon, begin: int, end: int) -> tuple[Side | None, str | None]:
    side: Side | None = None
    place: str | None = None
    for k in range(begin, end):
        demonym = lexicon.demonyms.get(s.low[k])
        if demonym is not None and side is None:
            side = Side(demonym)
        if s.low[k] in (
            "occupied",
            "russian-installed",
            "russian-appointed",
            "moscow-installed",
            "russia-appointed",
            "russia-installed",
            "occupation",
            "separatist",
        ):
            side = Side.RU
        if s.raw[k][:1].isupper():
            match = lexicon.place_names.match(s.low, k)
            if match and match[0] <= end:
                region = lexicon.regions.get(" ".join(s.low[k : match[0]]))
                place = region or match[1]
                country = lexicon.places[match[1]].country if match[1] in lexicon.places else None
                if side is None and country in ("UA", "RU"):
                    side = Side(country)
    return side, place


def _own_side(lexicon: Lexicon, place_id: str | None) -> Side | None:
    place = lexicon.places.get(place_id or "")
    return Side(place.country) if place and place.country in ("UA", "RU") else None


def _office(phrase: str, kind: str, side: Side | None, place: str | None, lexicon: Lexicon, title: str) -> Speaker:
    """An office without a name: the office holder where the seed has exactly one, else an id made of office and place."""
    if kind in ("regional_official", "local_official") and place is not None:
        holders = [c for c in lexicon.claimants.values() if c.claimant_type == kind and c.place_id == place]
        if len(holders) == 1:
            return Speaker(phrase, holders[0].claimant_id, kind, holders[0].side, place)
    if kind == "unnamed_official":
        generic = {Side.UA: "ua-officials", Side.RU: "ru-officials"}.get(side) if side else "officials"
        return Speaker(phrase, generic, kind, side, place)
    return Speaker(phrase, None, kind, side, place, title)


_TOWN_WORDS = words("city municipal town")
_REGION_WORDS = words("regional region oblast provincial province")
_COUNTRIES = frozenset({"UA", "RU"})
_LOCAL_TYPES = frozenset(
    {"regional_official", "local_official", "unnamed_official", "prosecutor_police", "emergency_service"}
)


def at_home(speaker: Speaker, town: str | None, lexicon: Lexicon) -> Speaker:
    """ "the municipal military administration", "the regional police", said of something in `town`: the body that the vocabulary
    knows under the town's or its region's name, if that is its home and whoever holds the town is on its side."""
    spoken = re.findall(r"[\w-]+|['’]s", speaker.text.lower())
    who = lexicon.claimants.get(speaker.claimant_id or "")
    is_known = who is not None and (who.is_named or who.claimant_id in STATES)
    place = lexicon.places.get(town or "")
    if (
        is_known
        or place is None
        or speaker.place_id not in (None, *_COUNTRIES)
        or speaker.claimant_type not in _LOCAL_TYPES
    ):
        return speaker
    if spoken[:1] == ["the"]:
        spoken = spoken[1:]
    kind, title = spoken[:1], [word for word in spoken[1:] if word not in ("'s", "’s")]
    homes = [home for home in lexicon.ancestors(town) if home not in _COUNTRIES]
    is_local_governor = kind == ["local"] and title == ["governor"]
    if not title or not (kind[0] in _TOWN_WORDS or kind[0] in _REGION_WORDS or is_local_governor):
        return speaker
    if kind[0] in _TOWN_WORDS:
        names = [lexicon.places[home].name.lower() for home in homes]
    else:
        names = [name for name, region in lexicon.regions.items() if region in homes]
    for name in names:
        for written in ([*kind, *title], ["'s", *title], title):
            phrase = [*name.split(), *written]
            match = lexicon.claimant_names.match(phrase, 0)
            found = lexicon.claimants[match[1]] if match and match[0] == len(phrase) else None
            if found is None or not found.is_named or found.place_id not in homes:
                continue
            if speaker.side in (None, found.side) and place.held_by in (None, found.side):
                return Speaker(speaker.text, found.claimant_id, found.claimant_type, found.side, found.place_id)
    return speaker


def settle(speaker: Speaker, side: Side | None, lexicon: Lexicon) -> Speaker:
    """A title without a country ("the local army") speaks for the side that the figure says was attacked."""
    if (
        speaker.claimant_id is not None
        or speaker.side is not None
        or side not in (Side.UA, Side.RU)
        or not speaker.title
    ):
        return speaker
    named = _title_of_side(speaker.title, side, lexicon)
    return Speaker(speaker.text, named, speaker.claimant_type, side, speaker.place_id, speaker.title)
