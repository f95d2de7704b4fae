"""Who says so: speech verbs, "according to", quotations. Claimant, relay and publisher are kept apart.

An attribution covers part of its sentence: "X said …" what follows, "…, X said" and "…, according to X" what precedes;
"according to X" without another speaker covers the whole sentence. A pronoun stands for the last speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Modality, Side
from dagster_project.claims.readings import BE
from dagster_project.claims.tokens import PUNCTUATION, WORD, Sentence
from dagster_project.claims.words import words

_SPEECH = words(
    "transmits transmitted conveyed verified corrected insists insisted conceded concedes maintains maintained repeated "
    "detailed emphasised say says said saying report reports reported claim claims claimed announce announces announced "
    "confirm confirms confirmed state states stated told tells add adds added write writes wrote post posted posts "
    "tweeted note noted notes estimate estimates estimated acknowledge acknowledged acknowledges admit admitted admits "
    "declare declared declares reveal revealed reveals inform informed denounce denounced denounces allege alleged "
    "alleges specify specified clarified explained recalled believe believes indicated stressed reiterated spoke spoken "
    "speaks put puts counted counts listed lists warned gave gives communicated reckons accuse accuses accused charged "
    "blamed blames recorded records registered registers documented documents"
)
_RAISES = words("raises raised increases increased revised revises updated updates lowered lowers")
_DENIAL = words("deny denies denied refute refuted refutes dismiss dismissed rejects rejected")
_BEFORE_VERB = words(
    "also later earlier has have had previously then separately meanwhile officially initially on in late early"
)
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which"})
_GENERIC = words(
    "group militia ministry service administration department agency office police governor mayor minister official "
    "statement spokesman spokesperson spokeswoman legion command commission committee council mission staff brigade "
    "headquarters centre center watchdog agencies institute"
)
_BOUNDARY = words(
    '; : . – — - “ ” " « » ! ? that but while after as because where when if and ( )'
)  # fmt: skip
_CONDITIONAL = re.compile(
    r"\bwould have\b|\breportedly\b|\ballegedly\b|\bpurportedly\b|\bapparently\b|\bbelieved to\b|\bmay have\b"
    r"|\bcould have\b"
)
_MEDIA = re.compile(
    r"\b(reuters|afp|agence france-presse|associated press|\bap\b|tass|ria(?: novosti)?|interfax(?:-ukraine)?"
    r"|ukrinform|suspilne|"
    r"bbc|cnn|the guardian|new york times|al jazeera|ukrainska pravda|kyiv independent|rfe/rl|sky news"
    r"|state media|news agency|media)\b"
)
_TIME_LEADS = words(
    "on in this last at during earlier later overnight early late monday tuesday wednesday thursday friday saturday sunday"
)
_DAYS = frozenset({"day", "days", "week", "weeks", "hours", "month", "months"})
_LABEL = 4
_CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december mr mrs ms dr gen lt col maj president prime minister general"
)
_INSTALLED = re.compile(r"\b(?:moscow|russian?|kremlin)[- ](?:appointed|installed|imposed|backed)\b")
_DASHES = frozenset({"–", "—", "-"})
_CITES = frozenset({"citing", "quoting"})
"""An outlet that cites somebody hands the figure on."""
_REACH = 14


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
class Attribution:
    """A speaker and the tokens [begin, end) of its phrase; `kind`: before · after · according."""

    begin: int
    end: int
    verb: int
    kind: str
    speaker: Speaker
    is_denial: bool = False


@dataclass(slots=True)
class SpeechMemory:
    """The speakers so far, for pronouns and generic nouns."""

    last: Speaker | None = None
    last_group: Speaker | None = None
    last_side: Side | None = None
    recent: list[Speaker] = field(default_factory=list)

    def hear(self, speaker: Speaker) -> None:
        self.last = speaker
        if speaker.claimant_id is not None:
            self.recent = [*self.recent[-5:], speaker]
        if speaker.side is not None:
            self.last_side = speaker.side
        if speaker.claimant_type == "armed_group" and speaker.claimant_id:
            self.last_group = speaker


def find_attributions(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory) -> list[Attribution]:
    """All attributions of the sentence, in order; the memory hears each speaker."""
    found: list[Attribution] = []
    for v, word in enumerate(s.low):
        attribution: Attribution | None = None
        if word == "(" and v + 1 < len(s) and s.raw[v + 1][:1].isupper():
            attribution = _bracketed(text, s, lexicon, v)
        if s.raw[v][:1].isupper():
            _notice_group(text, s, lexicon, memory, v)
        if word == "according" and v + 1 < len(s) and s.low[v + 1] == "to":
            attribution = _speaker_after(text, s, lexicon, memory, v + 2, v, "according")
        elif word == "per" and v + 1 < len(s) and (s.low[v + 1] == "the" or s.raw[v + 1][:1].isupper()):
            attribution = _speaker_after(text, s, lexicon, memory, v + 1, v, "according")
        elif word == ":" and v == 1 and s.low[0] in ("source", "sources"):
            attribution = _speaker_after(text, s, lexicon, memory, 2, v, "before")
        elif word == ":" and v and (v <= _REACH or "|" in s.low[v - _REACH : v]):
            attribution = _label(text, s, lexicon, memory, v)
        elif word in _CITES or (word == "cited" and v + 1 < len(s) and s.low[v + 1] == "by"):
            attribution = _speaker_after(text, s, lexicon, memory, v + (2 if word == "cited" else 1), v, "according")
        elif _is_noun(s, v) or _is_asked(s, v):
            continue
        elif word in _SPEECH or word in _DENIAL or (word in _RAISES and {"toll", "number"} & set(s.low[v + 1 : v + 5])):
            attribution = _said(text, s, lexicon, memory, v, found)
        if attribution is not None:
            attribution.is_denial = word in _DENIAL
            memory.hear(attribution.speaker)
            found.append(attribution)
    closing = _after_dash(text, s, lexicon, memory)
    if closing is not None:
        memory.hear(closing.speaker)
        found.append(closing)
    return found


def stated_by(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory) -> Attribution | None:
    """ "This was reported by the governor", "The figures were published by …": who said what stands in the sentence before."""
    opening = s.low[:8]
    points_back = opening[:1] in (["this"], ["that"], ["these"]) or (opening[:1] == ["the"] and opening[1] in _NEWS)
    if not points_back or "by" not in opening or _TOLD.isdisjoint(opening):
        return None
    by = opening.index("by")
    return _speaker_after(text, s, lexicon, memory, by + 1, by, "according")


def _label(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, v: int) -> Attribution | None:
    """ "Russia's Defence Ministry: 27 drones destroyed", "08:10 - Governor: two hurt"; a place before a colon is no speaker."""
    begin = v
    while begin > 0 and v - begin < 7 and s.low[begin - 1] not in _BOUNDARY and s.low[begin - 1] not in (",", "|", "("):
        begin -= 1
    if begin and s.low[begin - 1] not in _DASHES | {"|"}:
        return None
    speaker = None if _is_clause(s, lexicon, begin, v) else _speaker(text, s, lexicon, memory, begin, v)
    if speaker is None or speaker.claimant_type == "media_relay" or speaker.claimant_id in STATES:
        return None  # "Ukraine: seven killed" names the topic
    return Attribution(begin, v, v, "before", speaker)


def _bracketed(text: str, s: Sentence, lexicon: Lexicon, v: int) -> Attribution | None:
    """ "40 dead (SES, 18:00)"; an agency in brackets is no claimant."""
    match = lexicon.claimant_names.match(s.low, v + 1)
    if match is None or match[0] >= len(s) or s.low[match[0]] not in (",", ")"):
        return None
    who = lexicon.claimants[match[1]]
    if who.claimant_type.startswith("media") or who.claimant_id in STATES:
        return None
    phrase = text[s.starts[v + 1] : s.ends[match[0] - 1]]
    return Attribution(
        v + 1, match[0], v + 1, "after", Speaker(phrase, who.claimant_id, who.claimant_type, who.side, who.place_id)
    )


def _notice_group(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, k: int) -> None:
    """An armed group that is only mentioned can be the one that "the group said" means."""
    match = lexicon.claimant_names.match(s.low, k)
    if match is not None and lexicon.claimants[match[1]].claimant_type == "armed_group":
        who = lexicon.claimants[match[1]]
        phrase = text[s.starts[k] : s.ends[match[0] - 1]]
        memory.last_group = Speaker(phrase, who.claimant_id, who.claimant_type, who.side, who.place_id)


def _after_dash(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory) -> Attribution | None:
    """A headline's "… 32 drones downed – authorities", "…: Officials"."""
    end = len(s)
    while end and s.kinds[end - 1] == PUNCTUATION and s.low[end - 1] not in _DASHES:
        end -= 1
    for k in range(max(1, end - 6), end):
        if k > 3 and (s.low[k - 1] in _DASHES or (s.low[k - 1] == ":" and end - k <= _LABEL)):
            speaker = _speaker(text, s, lexicon, memory, k, end)
            return Attribution(k, end, k, "after", speaker) if speaker else None
    return None


_INVERTED = words("said says reported reports wrote added informed announced confirmed posted")
_TOLD = _INVERTED | words("published posted issued released given provided stated")
_NEWS = words("figures figure numbers number data information toll count details")
_NOUNS_TOO = words(
    "reports report claims claim estimates estimate posts post notes note charges counts count state states alleged"
)
_ASKS = frozenset({"how", "why", "what"})
_BEFORE_NOUN = words(
    "with of the by no amid despite any these those as on in a an 's some several from its their his her to for telegram "
    "facebook twitter blog instagram x"
)


def _is_noun(s: Sentence, v: int) -> bool:
    """ "with reports of outages": the word is a thing, nobody says it."""
    return s.low[v] in _NOUNS_TOO and v > 0 and s.low[v - 1] in _BEFORE_NOUN


def _is_asked(s: Sentence, v: int) -> bool:
    """ "how the war in Ukraine gave the EU a purpose": an indirect question, nobody speaks."""
    before = s.low[max(0, v - 8) : v]
    return s.low[v] in ("gave", "gives", "put", "puts") and not _ASKS.isdisjoint(before)


def _said(
    text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, v: int, found: list[Attribution]
) -> Attribution | None:
    k = v - 1
    if k >= 1 and s.low[k] in BE and not s.low[v].endswith("ing"):
        return None  # "Russia has been accused of killing two": of whom it is said, not who says it
    if k >= 2 and s.low[k] == "," and s.low[k - 1] in ("however", "meanwhile", "though") and s.low[k - 2] == ",":
        k -= 3
    while k >= 0 and (
        s.low[k] in _BEFORE_VERB
        or s.low[k].endswith("ly")
        or s.low[k] in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    ):
        k -= 1
    inverted = (k < 0 or s.kinds[k] == PUNCTUATION) and s.low[v] in _INVERTED
    after = _speaker_after(text, s, lexicon, memory, v + 1, v, "after") if inverted else None
    if after is not None and _is_clause(s, lexicon, after.begin, after.end):
        after = None  # "Kostenko, a colonel, said his unit had destroyed …"
    if after is not None and after.speaker.claimant_id is not None:
        return after  # "…, informed the Air Force": a name right behind the verb
    before = _speaker_before(text, s, lexicon, memory, k, v, found) if k >= 0 else None
    return before or after


def _speaker_before(
    text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, last: int, v: int, found: list[Attribution]
) -> Attribution | None:
    if s.low[last] in _PRONOUNS:
        return _pronoun(text, s, lexicon, memory, last, v, found)
    begin, commas, k = last + 1, 0, last
    if s.low[k] == ",":
        k -= 1
        commas = 1
    while k >= 0 and v - k <= _REACH + 8:
        word = s.low[k]
        if word in _BOUNDARY and not (word == "and" and _names_claimant(s, lexicon, k - 1)):
            break
        if word in ("says", "said") and s.low[v] != "saying":
            break
        if word == ",":
            if commas == 0 and k < last:
                break
            commas += 1
            if commas > 2:
                break
        begin = k
        k -= 1
    while begin < last and s.low[begin] in (
        ",",
        "meanwhile",
        "however",
        "also",
        "later",
        "in",
        "on",
        "with",
        "likewise",
    ):
        begin += 1
    if s.low[v] == "saying":  # "Russia accused Ukraine of the attack, saying …": Russia
        last = next((k - 1 for k in range(begin + 1, last + 1) if s.low[k] in _SPEECH and not _is_noun(s, k)), last)
    begin = _after_time_words(s, begin, last)
    if begin and s.low[begin - 1] == "in":  # "In Kryvyi Rih the mayor's office said"
        place = lexicon.place_names.match(s.low, begin)
        if place and place[0] <= last and s.low[place[0]] in ("the", "local", "officials", "authorities"):
            begin = place[0]
    speaker = _speaker(text, s, lexicon, memory, begin, last + 1)
    return Attribution(begin, last + 1, v, "before", speaker) if speaker else None


def _names_claimant(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    """Does a claimant's name or title end at token `k`, as the first half of "the president and military officials"?"""
    for begin in range(max(0, k - 5), k + 1):
        for table in (lexicon.claimant_names, lexicon.claimant_titles):
            match = table.match(s.low, begin)
            if match and match[0] == k + 1:
                return True
    return False


def _after_time_words(s: Sentence, begin: int, last: int) -> int:
    """Skip "On Thursday," or "In a statement," at the head of a phrase; a name before a comma stays."""
    if s.low[begin] not in _TIME_LEADS:
        return begin
    for k in range(begin, min(begin + 5, last)):
        if s.low[k] == ",":
            return k + 1
    return begin


def _speaker_after(
    text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, begin: int, v: int, kind: str
) -> Attribution | None:
    end, commas = begin, 0
    while end < len(s) and end - begin < _REACH:
        word = s.low[end]
        is_time = word == "." and s.low[end - 1] in ("a", "p", "m")  # "the 7 a.m. statement"
        if (word in _BOUNDARY and not is_time) or word in ("which", "who", "said", "says", "on", "to"):
            break
        if word == ",":
            more = _speaker(text, s, lexicon, memory, end + 1, min(len(s), end + 9)) if commas == 0 else None
            if more is None or more.claimant_id is None or _has_verb(s, lexicon, end + 1):
                break
            commas += 1
        end += 1
    while end > begin and s.kinds[end - 1] == PUNCTUATION:
        end -= 1
    if end <= begin:
        return None
    if s.low[begin] in _PRONOUNS and end - begin == 1:
        return Attribution(begin, end, v, kind, memory.last) if memory.last else None
    speaker = _speaker(text, s, lexicon, memory, begin, end)
    return Attribution(begin, end, v, kind, speaker) if speaker else None


def _has_verb(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    return any(lexicon.cues.match(s.low, m) is not None for m in range(k, min(len(s), k + 6)))


def _is_clause(s: Sentence, lexicon: Lexicon, begin: int, end: int) -> bool:
    """Whether a finite verb stands among the tokens, so that they name nobody."""
    for k in range(begin + 1, end):
        is_past = s.low[k].endswith("ed") or s.low[k] in ("lost", "shot", "hit", "struck")
        if s.low[k] in _FINITE or (is_past and (s.low[k] in _SPEECH or lexicon.cues.match(s.low, k) is not None)):
            return True
    return False


_FINITE = (BE | {"had", "has", "have"}) - {"'s"}


def _pronoun(
    text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, k: int, v: int, found: list[Attribution]
) -> Attribution | None:
    """ "…, Vyacheslav Gladkov, He said": a name before the pronoun in the sentence, else the last speaker."""
    if found:
        return Attribution(k, k + 1, v, "before", found[-1].speaker)
    if k >= 1 and s.low[k - 1] == ",":
        begin = k - 1
        while begin > 0 and k - begin < 20 and s.low[begin - 1] not in ("“", "”", ";", ".", "and"):
            begin -= 1
        begin = _after_time_words(s, begin, k)
        is_clause = _is_clause(s, lexicon, begin, k - 1)  # "two residents were hurt, he wrote": they don't speak
        speaker = None if is_clause else _speaker(text, s, lexicon, memory, begin, k - 1)
        if speaker is not None and speaker.claimant_id is not None:
            return Attribution(begin, k - 1, v, "before", speaker)
    return Attribution(k, k + 1, v, "before", memory.last) if memory.last else None


def _speaker(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, begin: int, end: int) -> Speaker | None:
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
    name = _best_name(names, title_words, s, lexicon)
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
    return None


def _named_before(surname: str, memory: SpeechMemory) -> Speaker | None:
    """ "Moroz wrote", behind "the head of the administration, Ihor Moroz, said": the last speaker of that name."""
    heard = [speaker for speaker in (*memory.recent, memory.last) if speaker and speaker.claimant_id not in STATES]
    return next((speaker for speaker in reversed(heard) if surname in speaker.text.split()[1:]), None)


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
        if words[-1] in speaker.text.lower().split() or words[-1] == speaker.title:
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
    begin, end, best = max(
        names, key=lambda n: (not _is_state(lexicon, n[2]), lexicon.claimants[n[2]].is_named, n[1] - n[0])
    )
    if _is_state(lexicon, best) and title_words and title_words not in " ".join(s.low[begin:end]):
        return None
    return best


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
        if demonym in ("UA", "RU") and side is None:
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


def attribution_for(attributions: list[Attribution], token: int, s: Sentence) -> Attribution | None:
    """The attribution that covers the figure at `token`, or None: the publisher's own voice."""
    speeches = [a for a in attributions if not a.is_denial]
    before = [
        a
        for a in speeches
        if a.kind == "before"
        and a.verb < token
        and (";" not in s.low[a.verb : token] or {"that", ";"} & set(s.low[a.verb : a.verb + 2]))
    ]
    later = [
        a
        for a in speeches
        if a.verb > token
        and (
            a.kind in ("after", "according")
            or (a.begin > token and (a.begin == 0 or s.kinds[a.begin - 1] == PUNCTUATION) and not _is_next_news(a, s))
        )
    ]
    cited = next((a for a in speeches if s.low[a.verb] in _CITES and not _is_relay(a)), None)
    if before and cited is not None and _is_relay(before[-1]):
        return cited
    if before and not (later and _is_relay(before[-1]) and not _is_relay(later[0])):
        return None if _is_of_another_day(before[-1], token, s) else before[-1]
    if later:
        return cited if cited is not None and cited in later and _is_relay(later[0]) else later[0]
    spoken = [a for a in speeches if a.kind in ("according", "after") and a.verb < token]
    return spoken[-1] if spoken and not _is_of_another_day(spoken[-1], token, s) else None


def _is_next_news(attribution: Attribution, s: Sentence) -> bool:
    """ "Two killed in Kherson; Moscow claims it has taken Bakhmut": behind a semicolon, with words of its own to follow."""
    is_last = all(s.kinds[k] == PUNCTUATION for k in range(attribution.verb + 1, len(s)))
    return attribution.begin > 0 and s.low[attribution.begin - 1] in (";", "|") and not is_last


def _is_relay(attribution: Attribution) -> bool:
    """ "Reuters reports that one person was killed, the governor said": the agency passes on who said so."""
    return attribution.speaker.claimant_type in ("media_relay", "media_own_reporting")


def _is_of_another_day(attribution: Attribution, token: int, s: Sentence) -> bool:
    """ "… were shot down, officials reported, a day after a barrage killed 32": what the publisher recalls."""
    words_between = s.low[attribution.verb + 1 : token]
    return any(a in _DAYS and b == "after" for a, b in pairwise(words_between))


def modality(sentence_text: str, is_denied: bool) -> Modality:
    if is_denied:
        return Modality.DENIED
    return Modality.REPORTED if _CONDITIONAL.search(sentence_text.lower()) else Modality.ASSERTED


def relay_of(attributions: list[Attribution], chosen: Attribution | None) -> str | None:
    """The outlet or agency that the publisher cites, if it is not the claimant."""
    for a in attributions:
        if a is not chosen and a.speaker.claimant_type in ("media_relay", "media_own_reporting"):
            return a.speaker.text
    if chosen is not None and chosen.speaker.claimant_type == "media_relay":
        return chosen.speaker.text
    return None
