"""Whom "the ministry", "the administration" or "the morning summary" means: a body of which the text spoke shortly before.

The nearest sentence that names a body of the right kind decides, and in it who speaks before who is only mentioned. Two different
bodies there, or an outlet, leave it open: what a newspaper's own words cover must not be laid into another's mouth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.speakers import STATES, Speaker, SpeechMemory, speaker_of
from dagster_project.claims.tokens import Sentence
from dagster_project.claims.words import words

_OFFICIAL = frozenset(
    {
        "military",
        "government",
        "regional_official",
        "local_official",
        "emergency_service",
        "prosecutor_police",
        "un_ngo",
    }
)
_REPORTING = _OFFICIAL - {"un_ngo", "prosecutor_police"}
_BODIES: dict[str, frozenset[str]] = {
    "command": frozenset({"military"}), "staff": frozenset({"military"}),
    "ministry": frozenset({"military", "government", "emergency_service"}),
    "administration": frozenset({"regional_official", "local_official"}), "service": _OFFICIAL, "office": _OFFICIAL,
    "department": _OFFICIAL, "agency": _OFFICIAL, "committee": _OFFICIAL, "commission": _OFFICIAL, "council": _OFFICIAL,
    "mission": _OFFICIAL, "institute": frozenset({"think_tank_analyst"}), "brigade": frozenset({"military"}),
    "police": frozenset({"prosecutor_police"}), "prosecutors": frozenset({"prosecutor_police"}),
    "headquarters": frozenset({"military", "regional_official"}), "centre": _OFFICIAL, "center": _OFFICIAL, "watchdog": _OFFICIAL,
}  # fmt: skip
"""What a body is called for short → the types of claimant that may be meant; the word stands in the body's full name."""
_NEEDS_NO_NAME = frozenset({"command", "administration"})
"""Words that stand for any body of their types, whatever its full name."""
_PLURAL = frozenset({"police", "prosecutors"})
"""Bodies that need no article."""
_PAPERS: dict[str, frozenset[str]] = dict.fromkeys(
    ("summary", "bulletin", "update", "communique", "communiqué", "roundup"), _REPORTING
) | dict.fromkeys(("statement", "release", "message", "post", "announcement", "report", "data"), _OFFICIAL) | dict.fromkeys(
    ("investigation", "inquiry", "probe"), frozenset({"prosecutor_police"})
)  # fmt: skip
DOCUMENTS = frozenset(_PAPERS)
_POINTERS = frozenset({"the", "its", "their", "this", "that"})
_MODIFIERS = words(
    "morning evening daily latest official operational same military regional preliminary pre-trial press new updated"
)
_OUTLETS = frozenset({"media_relay", "media_own_reporting", "telegram_channel"})
_LOCAL = frozenset({"regional", "region", "oblast", "city", "municipal", "town"})
_OWNERS = frozenset({"'s", "’s", "'", "’"})
_PROSECUTORS = frozenset({"prosecutor", "prosecutors"})
_LONGEST = 6
_REACH = {True: 2, False: 4}
"""Sentences back, for documents and for bodies."""
_MOST_WORDS_AHEAD = 5
_LONGEST_TITLE = 12
_NAME_PARTS = words("the of in for regional local city state district military 's")


class _Meaning(NamedTuple):
    """What a phrase can stand for."""

    word: str
    types: frozenset[str]
    is_paper: bool


def meant_by(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, begin: int, end: int) -> Speaker | None:
    """The body that the phrase at tokens [begin, end) points back to, or None where it names somebody itself or nobody fits."""
    meaning = _meaning(s.low[begin:end])
    if meaning is None:
        return None
    sentences = [(memory.index, s, tuple(memory.speaking), begin)]
    sentences += [(heard.index, heard.s, heard.speakers, len(heard.s)) for heard in reversed(memory.behind)]
    for index, sentence, speakers, stop in sentences:
        if memory.index - index > _REACH[meaning.is_paper]:
            break
        spoken = [speaker for speaker in speakers if _fits(speaker, meaning, lexicon)]
        found = spoken[-1:] or [m for m in _mentions(text, sentence, lexicon, stop) if _fits(m, meaning, lexicon)]
        if found:
            return _as_written(found, meaning, text[s.starts[begin] : s.ends[end - 1]], lexicon)
    return None


def first_named(text: str, s: Sentence, lexicon: Lexicon) -> Speaker | None:
    """The first body or person of the vocabulary that the sentence names."""
    named = (
        m for m in _mentions(text, s, lexicon, len(s)) if m.claimant_id is not None and m.claimant_id not in STATES
    )
    return next(named, None)


def subject_of(text: str, s: Sentence, lexicon: Lexicon) -> Speaker | None:
    """The person whom the sentence opens with, whatever it tells of the person: "The governor, Oleh Synehubov, urged …"."""
    k = 0
    while k < min(len(s), _LONGEST_TITLE):
        name = lexicon.claimant_names.match(s.low, k) if s.raw[k][:1].isupper() else None
        if name is not None and lexicon.claimants[name[1]].organisation is not None:
            is_owner = s.low[name[0] : name[0] + 1] in (["'s"], ["’s"])
            return None if is_owner else speaker_of(text, s, lexicon, SpeechMemory(), 0, name[0])
        title = lexicon.claimant_titles.match(s.low, k)
        if title is None and s.low[k] not in _NAME_PARTS | {","} and not s.raw[k][:1].isupper():
            return None
        k = title[0] if title else k + 1
    return None


def _meaning(phrase: list[str]) -> _Meaning | None:
    """ "the administration", "the morning summary", "the ministry's statement": nothing but such words."""
    if len(phrase) == 1 and phrase[0] in _PLURAL:
        return _Meaning(phrase[0], _BODIES[phrase[0]], False)
    if not 2 <= len(phrase) <= _LONGEST or phrase[0] not in _POINTERS:
        return None
    if phrase[1] == "same":
        phrase = [phrase[0], *phrase[2:]]
    k = 1
    while k < len(phrase) - 1 and phrase[k] in _MODIFIERS:
        k += 1
    head, *rest = [word for word in phrase[k:] if word not in _OWNERS] or [""]
    if head in _PROSECUTORS and rest == ["office"]:
        head, rest = "prosecutors", []
    if head in _BODIES and (not rest or (len(rest) == 1 and rest[0] in DOCUMENTS)):
        return None if k > 1 else _Meaning(head, _BODIES[head], False)
    return _Meaning(head, _PAPERS[head], True) if head in DOCUMENTS and not rest else None


def _fits(speaker: Speaker, meaning: _Meaning, lexicon: Lexicon) -> bool:
    if speaker.claimant_id in STATES:
        return False
    if speaker.claimant_type in _OUTLETS:
        return meaning.is_paper or meaning.word in speaker.text.lower()
    if speaker.claimant_type not in meaning.types:
        return False
    if meaning.is_paper or meaning.word in _NEEDS_NO_NAME:
        return True
    known = _words_of_names(lexicon).get(speaker.claimant_id or "", frozenset())
    if meaning.word == "prosecutors":
        return not _PROSECUTORS.isdisjoint(known) or "prosecutor" in speaker.text.lower()
    return meaning.word in known or meaning.word in speaker.text.lower().split()


def _as_written(found: list[Speaker], meaning: _Meaning, phrase: str, lexicon: Lexicon) -> Speaker | None:
    """The one body found, under the words that mean it; a document is named by whose it is."""
    first = found[0]
    if any((f.claimant_id, f.place_id) != (first.claimant_id, first.place_id) for f in found):
        return None
    if first.claimant_type in _OUTLETS:
        return None
    is_local = first.place_id is None and not _LOCAL.isdisjoint(first.text.lower().split())
    return (
        first if meaning.is_paper or is_local else replace(first, text=phrase)
    )  # "the regional …" is settled by its place


def _mentions(text: str, s: Sentence, lexicon: Lexicon, stop: int) -> Iterator[Speaker]:
    """The bodies and people that the sentence names before token `stop`, whether they speak or not."""
    k = 0
    while k < stop:
        name = lexicon.claimant_names.match(s.low, k) if s.raw[k][:1].isupper() else None
        title = lexicon.claimant_titles.match(s.low, k) if name is None else None
        found = name or title
        if found is None or found[0] > stop or s.low[found[0] - 1] in DOCUMENTS | {"reports"}:
            k += 1
            continue
        begin, end = k, found[0]
        if name is None:
            begin, end = _with_name(s, k, found[0], stop)
        speaker = speaker_of(text, s, lexicon, SpeechMemory(), begin, end)
        if speaker is not None:
            yield speaker
        k = end


def _with_name(s: Sentence, begin: int, end: int, stop: int) -> tuple[int, int]:
    """A title with the words that say of what: "the Donetsk regional military administration", "the command of the Navy"."""
    first = max(0, begin - _MOST_WORDS_AHEAD)
    while (
        begin > first
        and (s.raw[begin - 1][:1].isupper() or s.low[begin - 1] in _NAME_PARTS)
        and s.low[begin - 1] != "read"
    ):
        begin -= 1
    last = min(stop, end + _MOST_WORDS_AHEAD)
    k = end
    while k < last and (s.raw[k][:1].isupper() or s.low[k] in _NAME_PARTS):
        k += 1
        end = k if s.raw[k - 1][:1].isupper() else end
    return begin, end


@lru_cache(maxsize=2)
def _words_of_names(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """claimant_id → the words of all names it is known under."""
    found: dict[str, set[str]] = {}
    for phrase, claimant_id in lexicon.claimant_names.entries():
        found.setdefault(claimant_id, set()).update(phrase)
    return {claimant_id: frozenset(known) for claimant_id, known in found.items()}


__all__ = ["DOCUMENTS", "first_named", "meant_by", "subject_of"]
