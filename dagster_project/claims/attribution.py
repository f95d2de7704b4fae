"""Who says so: speech verbs, "according to", quotations. Claimant, relay and publisher are kept apart.

An attribution covers part of its sentence: "X said …" what follows, "…, X said" and "…, according to X" what precedes;
"according to X" without another speaker covers the whole sentence. A pronoun stands for the last speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Modality, Side
from dagster_project.claims.tokens import PUNCTUATION, Sentence

_SPEECH = frozenset(
    "say says said saying report reports reported claim claims claimed announce announces announced confirm confirms confirmed state "
    "states stated told tells add adds added write writes wrote post posted posts tweeted note noted notes estimate estimates estimated "
    "acknowledge acknowledged acknowledges admit admitted admits declare declared declares reveal revealed reveals inform informed "
    "denounce denounced denounces allege alleged alleges specify specified clarified explained recalled believe believes indicated "
    "stressed reiterated accuse accuses accused charged blamed blames".split()
)
_DENIAL = frozenset("deny denies denied refute refuted refutes dismiss dismissed rejects rejected".split())
_BEFORE_VERB = frozenset("also later earlier has have had previously then separately meanwhile officially initially on in late early".split())
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which"})
_GENERIC = frozenset({"group", "militia", "ministry", "official", "statement", "spokesman", "spokesperson", "spokeswoman", "legion"})
_BOUNDARY = frozenset({";", ":", ".", "“", "”", '"', "«", "»", "!", "?", "that", "but", "while", "after", "as", "because", "where", "when", "if", "and", "(", ")"})  # fmt: skip
_CONDITIONAL = re.compile(r"\bwould have\b|\breportedly\b|\ballegedly\b|\bpurportedly\b|\bapparently\b|\bbelieved to\b|\bmay have\b|\bcould have\b")
_MEDIA = re.compile(
    r"\b(reuters|afp|agence france-presse|associated press|\bap\b|tass|ria(?: novosti)?|interfax(?:-ukraine)?|ukrinform|suspilne|"
    r"bbc|cnn|the guardian|new york times|al jazeera|ukrainska pravda|kyiv independent|rfe/rl|sky news|state media|news agency|media)\b"
)
_REACH = 14


@dataclass(slots=True)
class Speaker:
    """A claimant as found in a text."""

    text: str
    claimant_id: str | None
    claimant_type: str
    side: Side | None
    place_id: str | None = None


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

    def hear(self, speaker: Speaker) -> None:
        self.last = speaker
        if speaker.side is not None:
            self.last_side = speaker.side
        if speaker.claimant_type in ("armed_group", "military") and speaker.claimant_id:
            self.last_group = speaker


def find_attributions(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory) -> list[Attribution]:
    """All attributions of the sentence, in order; the memory hears each speaker."""
    found: list[Attribution] = []
    for v, word in enumerate(s.low):
        attribution: Attribution | None = None
        if word == "according" and v + 1 < len(s) and s.low[v + 1] == "to":
            attribution = _speaker_after(text, s, lexicon, memory, v + 2, v, "according")
        elif word in ("citing", "quoting") or (word == "cited" and v + 1 < len(s) and s.low[v + 1] == "by"):
            attribution = _speaker_after(text, s, lexicon, memory, v + (2 if word == "cited" else 1), v, "according")
        elif word in _SPEECH or word in _DENIAL:
            attribution = _said(text, s, lexicon, memory, v, found)
        if attribution is not None:
            attribution.is_denial = word in _DENIAL
            memory.hear(attribution.speaker)
            found.append(attribution)
    return found


def _said(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, v: int, found: list[Attribution]) -> Attribution | None:
    k = v - 1
    while k >= 0 and (s.low[k] in _BEFORE_VERB or s.low[k].endswith("ly") or s.low[k] in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")):
        k -= 1
    before = _speaker_before(text, s, lexicon, memory, k, v, found) if k >= 0 else None
    if before is not None:
        return before
    inverted = k < 0 or s.kinds[k] == PUNCTUATION
    return _speaker_after(text, s, lexicon, memory, v + 1, v, "after") if inverted and s.low[v] in ("said", "says", "reported", "reports", "wrote", "added", "told") else None


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
        if word in _BOUNDARY:
            break
        if word == ",":
            if commas == 0 and k < last:
                break
            commas += 1
            if commas > 2:
                break
        begin = k
        k -= 1
    while begin < last and s.low[begin] in (",", "meanwhile", "however", "also", "later", "in", "on", "likewise"):
        begin += 1
    begin = _after_time_words(s, begin, last)
    speaker = _speaker(text, s, lexicon, memory, begin, last + 1)
    return Attribution(begin, last + 1, v, "before", speaker) if speaker else None


def _after_time_words(s: Sentence, begin: int, last: int) -> int:
    for k in range(begin, min(begin + 4, last)):
        if s.low[k] == ",":
            return k + 1
    return begin


def _speaker_after(
    text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, begin: int, v: int, kind: str
) -> Attribution | None:
    end, commas = begin, 0
    while end < len(s) and end - begin < _REACH:
        word = s.low[end]
        if word in _BOUNDARY or word in ("which", "who", "said", "says", "on", "to"):
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


def _pronoun(
    text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, k: int, v: int, found: list[Attribution]
) -> Attribution | None:
    """ "…, Vyacheslav Gladkov, He said": a name before the pronoun in the sentence, else the last speaker."""
    if found and s.low[k] not in ("who", "which"):
        return Attribution(k, k + 1, v, "before", found[-1].speaker)
    if k >= 1 and s.low[k - 1] == ",":
        begin = k - 1
        while begin > 0 and k - begin < 20 and s.low[begin - 1] not in ("“", "”", ";", ".", "and"):
            begin -= 1
        begin = _after_time_words(s, begin, k)
        speaker = _speaker(text, s, lexicon, memory, begin, k - 1)
        if speaker is not None and speaker.claimant_id is not None:
            return Attribution(begin, k - 1, v, "before", speaker)
    return Attribution(k, k + 1, v, "before", memory.last) if memory.last else None


def _speaker(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, begin: int, end: int) -> Speaker | None:
    """The claimant that tokens [begin, end) name, or None where they name nobody who could state a figure."""
    name: tuple[int, str] | None = None
    title: str | None = None
    generic = False
    side, place = _side_and_place(s, lexicon, begin, end)
    for k in range(begin, end):
        match = lexicon.claimant_names.match(s.low, k)
        if match and match[0] <= end and (name is None or match[0] - k >= name[0] or _is_state(lexicon, name[1])):
            name = (match[0] - k, match[1])
        heading = lexicon.claimant_titles.match(s.low, k)
        if heading and heading[0] <= end:
            title = heading[1] if title is None or title == "unnamed_official" else title
        generic = generic or s.low[k] in _GENERIC
    if begin >= end:
        return None
    phrase = text[s.starts[begin] : s.ends[end - 1]].strip(" ,“”\"'")
    if name is not None and not (title and _is_state(lexicon, name[1])):
        who = lexicon.claimants[name[1]]
        return Speaker(phrase, who.claimant_id, who.claimant_type, who.side, who.place_id)
    if title is None and generic and memory.last_group is not None:
        return Speaker(memory.last_group.text, memory.last_group.claimant_id, memory.last_group.claimant_type, memory.last_group.side)
    if title is not None:
        return _office(phrase, title, side if side is not None else _own_side(lexicon, place) or memory.last_side, place, lexicon, s.low[begin:end])
    if name is not None:
        who = lexicon.claimants[name[1]]
        return Speaker(phrase, who.claimant_id, who.claimant_type, who.side, who.place_id)
    if _MEDIA.search(phrase.lower()):
        return Speaker(phrase, None, "media_relay", None)
    return None


def _is_state(lexicon: Lexicon, claimant_id: str) -> bool:
    who = lexicon.claimants.get(claimant_id)
    return who is not None and who.claimant_type == "government"


def _side_and_place(s: Sentence, lexicon: Lexicon, begin: int, end: int) -> tuple[Side | None, str | None]:
    side: Side | None = None
    place: str | None = None
    for k in range(begin, end):
        demonym = lexicon.demonyms.get(s.low[k])
        if demonym in ("UA", "RU") and side is None:
            side = Side(demonym)
        if s.low[k] in ("occupied", "russian-installed", "russian-appointed", "moscow-installed", "russia-appointed", "russia-installed", "occupation", "separatist"):
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


def _office(phrase: str, kind: str, side: Side | None, place: str | None, lexicon: Lexicon, words: list[str]) -> Speaker:
    """An office without a name: the office holder where the seed has exactly one, else an id made of office and place."""
    if kind in ("regional_official", "local_official") and place is not None:
        holders = [c for c in lexicon.claimants.values() if c.claimant_type == kind and c.place_id == place]
        if len(holders) == 1:
            return Speaker(phrase, holders[0].claimant_id, kind, holders[0].side, place)
    named = place if place and place not in ("UA", "RU") else None
    owner = side.value.lower() if side else "unknown"
    claimant_id = f"office:{owner}:{kind}" + (f":{named}" if named else "")
    return Speaker(phrase, claimant_id, kind, side, place)


def attribution_for(attributions: list[Attribution], token: int, s: Sentence) -> Attribution | None:
    """The attribution that covers the figure at `token`, or None: the publisher's own voice."""
    speeches = [a for a in attributions if not a.is_denial]
    before = [a for a in speeches if a.kind == "before" and a.verb < token]
    if before:
        return before[-1]
    for a in speeches:
        if a.kind in ("after", "according") and a.verb > token:
            return a
        if a.kind == "before" and a.begin > token and (a.begin == 0 or s.kinds[a.begin - 1] == PUNCTUATION):
            return a
    spoken = [a for a in speeches if a.kind in ("according", "after") and a.verb < token]
    return spoken[-1] if spoken else None


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
