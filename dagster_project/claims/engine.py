"""The cascade: sentences → quantities → what is counted → what happened → who says so → where → when → scope → claims.

`extract` is a pure function of (article, lexicon). It never raises on any text: what it can't read, it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from dagster_project.claims.counted import Counted
from dagster_project.claims.dating import find_dates, last_morning
from dagster_project.claims.derived import Operands, resolve
from dagster_project.claims.drafting import EXTRACTOR, Drafter, Scene, places_open_to
from dagster_project.claims.gate import gate_of
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.memory import (
    ArticleMemory,
    continues,
    figure_put,
    is_country,
    may_be_continued,
    people_counted,
)
from dagster_project.claims.model import Claim, Derivation, Measure, PartRole, SourceText
from dagster_project.claims.outcomes import Reading, SentenceReader
from dagster_project.claims.parts import Draft, link_parts
from dagster_project.claims.places import Mention, capital_of, find_places
from dagster_project.claims.quotations import Listener, Seen
from dagster_project.claims.sides import attacker_side, bulletin_side, says_crime, says_war
from dagster_project.claims.tokens import Sentence, line_spans, sentence_spans, tokenize

VERSION = "1"
LOCAL_TIME = ZoneInfo("Europe/Kyiv")

_HEADER = re.compile(r"\s*date \d{4}-\d{2}-\d{2}\s")
_SUPPLY = re.compile(
    r"\b(?:aid package|military aid|donat\w+|deliver(?:y|ies|ed)? (?:of|to)|suppl(?:y|ies|ied) (?:of|to"
    r"|ukraine)|purchas\w+|produc(?:e|es|ed|ing|tion)|manufactur\w+|stockpile\w*"
    r"|contract for|will send|to send|would send|pledg\w+|plans? to|capable of|per month|order(?:ed)? for"
    r"|worth of|assistance)\b"
)
_HYPOTHETICAL = re.compile(
    r"\b(?:could|would|might) (?:kill|injure|wound)\b|\bif \w+ (?:were|was) to\b|\bthreaten\w* to\b"
    r"|\bsentenced?\b.{0,40}\b(?:kill|murder)"
)
_WAR_ARTICLE = re.compile(
    r"\b(?:russia|ukrain|kyiv|kremlin|zelensk|putin|shahed|geran|iskander|kinzhal|kalibr|himars|crimea|donbas|general staff)",
    re.IGNORECASE,
)
_OF_HEADING = (
    "target_side", "attacker_side", "conflict_id", "conflict_basis", "place_text", "place_id", "place_ids", "geo_precision",
    "event_date_start", "event_date_end", "night_of", "window", "date_precision", "date_basis", "claimant_text", "claimant_id",
    "claimant_type", "claimant_side", "relay", "modality", "scope",
)  # fmt: skip
_WHAT_THEY_ARE = re.compile(r"\bof them (?:are|were|is|was) ")
_ARE = (["are"], ["were"], ["is"], ["was"])
_NAMED_BEHIND = 5
"""Tokens from "of them are" to what they are."""
_LONG_LINE = 8000
"""Characters; of a longer line only the sentences are looked at."""
_REACH_OF_TOPIC = 2
"""Sentences from "the number of wounded" to "put it at four"."""
_KEPT = 100
"""Sentences whose reading is kept until the first one that states a figure."""
_OPENING = 4000
"""Characters of an article that say whether it is about this war."""


Read = dict[int, tuple[Sentence, list[Reading]]]
"""Sentences whose numbers were read with no weapons counted before them, by where they start."""


def extractor_version(lexicon: Lexicon) -> str:
    """Version of code and vocabulary together; claims of another version are extracted again."""
    return f"{VERSION}+{lexicon.digest}"


def extract(source: SourceText, lexicon: Lexicon) -> list[Claim]:
    """Read all claims of one article.

    Returns claims in the order of their figures. Every claim's `quote` equals `text[quote_start:quote_end]`.
    Time is linear in the length of the text; only a few sentences are held at a time.
    """
    read: Read = {}
    return _ArticleReader(source, lexicon, read).read() if holds_figures(source.text, lexicon, read) else []


def holds_figures(text: str, lexicon: Lexicon, read: Read | None = None) -> bool:
    """Whether some sentence states a figure. Most of the news does not, and is left after a glance at its lines.

    Says yes now and then to a text without claims, never no to one that has some. What was read on the way is put into `read`."""
    gate = gate_of(lexicon)
    for begin, end in line_spans(text, _opening(text)):
        if end - begin > _LONG_LINE or gate.may_hold_figures(text[begin:end]):
            for span in sentence_spans(text, begin, end):
                sentence = text[slice(*span)]
                if continues(sentence.lower()):
                    return True
                if gate.may_hold_figure(sentence):
                    s = tokenize(text, *span)
                    readings = _read_counts(s, lexicon, None)
                    if read is not None and len(read) < _KEPT:
                        read[s.start] = s, readings
                    if any(r.measures for r in readings):
                        return True
    return False


def _opening(text: str) -> int:
    """Where an article's own words begin: some stored ones open with their date."""
    header = _HEADER.match(text)
    return header.end() if header else 0


class _ArticleReader:
    """Sentences flow through one at a time: cut, numbers read, speakers heard, claims drafted."""

    def __init__(self, source: SourceText, lexicon: Lexicon, read: Read) -> None:
        self.text = source.text
        self.already_read = read
        self.lexicon = lexicon
        printed = source.published_at.astimezone(LOCAL_TIME) if source.published_at else None
        self.published: date | None = printed.date() if printed else None
        self.morning: date | None = last_morning(printed) if printed else None
        self.memory = ArticleMemory()
        self.operands = Operands()
        self.drafter = Drafter(source, lexicon, extractor_version(lexicon), self.published, self.memory)
        self.below: Seen | None = None
        self.heading: Claim | None = None
        self.claims: dict[str, Claim] = {}

    def read(self) -> list[Claim]:
        self.drafter.is_war = bool(_WAR_ARTICLE.search(self.text[:_OPENING]))
        numbered = self._read_numbers(self._cut())
        for seen in Listener(self.text, self.lexicon).listen(numbered):
            if seen.is_near:
                self._read_sentence(seen)
        return list(self.claims.values())

    def _cut(self) -> Iterator[Seen]:
        for index, (begin, end) in enumerate(sentence_spans(self.text, _opening(self.text))):
            yield Seen(index, begin, self.text[begin:end])

    def _read_numbers(self, sentences: Iterable[Seen]) -> Iterator[Seen]:
        """Read the numbers of the sentences that can hold a figure; says of each whether one is stated there."""
        gate = gate_of(self.lexicon)
        ahead = iter(sentences)
        sentence = next(ahead, None)
        low = sentence.text.lower() if sentence else ""
        counted: Counted | None = None
        counted_at = -10
        heading: Reading | None = None
        topic: tuple[int, Measure] | None = None
        people: tuple[int, list[Measure]] | None = None
        while sentence is not None:
            following = next(ahead, None)
            if sentence.index == 1:
                self.below = sentence
            low_following = following.text.lower() if following else ""
            is_continued = continues(low_following)
            previous = counted if sentence.index - counted_at <= 2 else None
            heading = self._read_item(sentence, heading) if heading else None
            if not sentence.is_item and (is_continued or gate.may_hold_figure(sentence.text, previous is not None)):
                governed = self._read_counts(sentence, low, previous)
                weapons = [r for r in governed if r.subject in ("munition", "aircraft")]
                if weapons:
                    counted, counted_at = _meant_later(weapons), sentence.index
                heading = governed[-1] if governed and low.endswith(":") else heading
                if following and is_continued:
                    following.has_figures = any(may_be_continued(r) for r in sentence.readings)
            if counted_at != sentence.index and (named := _weapons_named(low, self.lexicon)) is not None:
                counted, counted_at = named, sentence.index - 1
            if topic is not None and sentence.index - topic[0] <= _REACH_OF_TOPIC:
                self._read_put(sentence, low, topic[1])
            if people is not None and sentence.index == people[0] + 1 and _WHAT_THEY_ARE.search(low):
                self._read_class(sentence, people[1])
            told = _told_of_people(sentence.readings)
            people = (sentence.index, told) if told else None
            counted_people = people_counted(low)
            topic = (sentence.index, counted_people) if counted_people else topic
            yield sentence
            sentence, low = following, low_following

    def _read_put(self, sentence: Seen, low: str, measure: Measure) -> None:
        """ "Accounts of the number of wounded diverged. The mayor put it at four.": what the number counts stands before."""
        begin = figure_put(low)
        if begin is None:
            return
        sentence.readings = (
            sentence.readings or SentenceReader(sentence.tokenized(self.text), self.lexicon, None).read()
        )
        for r in sentence.readings:
            is_bare = r.subject in (None, "person") and not r.measures and r.q.kind == "number"
            if is_bare and sentence.tokenized(self.text).starts[r.q.hedge_i] == sentence.start + begin:
                r.measures, r.how = [measure], "toll"
                r.counted.unit_id, r.counted.subject = r.counted.unit_id or "person", "person"
                sentence.has_figures = True

    def _read_class(self, sentence: Seen, told: list[Measure]) -> None:
        """ "27 soldiers gave themselves up. Three of them are officers.": people of the sentence before, and what they are."""
        s = sentence.tokenized(self.text)
        sentence.readings = sentence.readings or SentenceReader(s, self.lexicon, None).read()
        for r in sentence.readings:
            verb = r.counted.end
            if r.measures or not r.counted.of_them or r.q.kind != "number" or s.low[verb : verb + 1] not in _ARE:
                continue
            names = (self.lexicon.nouns.match(s.low, k) for k in range(verb + 1, min(len(s), verb + _NAMED_BEHIND)))
            noun = next((name[1] for name in names if name is not None), None)
            if noun is not None and noun.subject == "person":
                r.measures, r.how = list(told), "copula"
                is_soldier = told == [Measure.CAPTURED]
                r.counted.unit_id, r.counted.subject = "soldier" if is_soldier else noun.unit_id, "person"
                sentence.has_figures = True

    def _read_item(self, sentence: Seen, heading: Reading) -> Reading | None:
        """Read a line such as "18 Shahed drones;" as part of the figure above it; None where the list has ended."""
        readings = _read_counts(sentence.tokenized(self.text), self.lexicon, None)
        first = readings[0] if readings else None
        if first is None or first.q.hedge_i > 2 or first.q.kind != "number" or first.measures:
            return None
        if first.subject != heading.subject and {first.subject, heading.subject} != {"munition", "aircraft"}:
            return None
        first.measures, first.how = list(heading.measures), "list"
        sentence.readings, sentence.is_item, sentence.has_figures = readings[:1], True, True
        return heading

    def _read_counts(self, sentence: Seen, low: str, counted: Counted | None) -> list[Reading]:
        if counted is None and sentence.start in self.already_read:
            sentence.tokens, sentence.readings = self.already_read.pop(sentence.start)
        else:
            sentence.readings = _read_counts(sentence.tokenized(self.text), self.lexicon, counted)
        governed = [r for r in sentence.readings if r.measures]
        sentence.has_figures = sentence.has_figures or bool(governed and not _is_unstated(low))
        return governed

    # -- one sentence

    def _read_sentence(self, seen: Seen) -> None:
        s, low_text, memory = seen.tokenized(self.text), seen.text.lower(), self.memory
        governed = [r for r in seen.readings if r.measures]
        pending = memory.pronoun_figure(seen.index, s, self.lexicon)
        if pending is not None:
            governed.insert(0, pending)
        recent = memory.recent_place(seen.index)
        mentions = self._mentions(seen, recent) if governed or _has_capital(seen.text) else []
        memory.written |= {m.place_id: m.text for m in mentions if m.place_id and m.text and not m.is_context}
        memory.bulletin = bulletin_side(low_text, memory.bulletin, self._is_in_russia(mentions))
        scene = Scene(
            seen, s, low_text, governed, mentions, find_dates(s, self.published, self.morning), [], None, recent, None
        )
        if governed and not _is_unstated(low_text):
            scene.breaks = _clause_breaks(s, governed)
            scene.stated_attacker = attacker_side(low_text, memory.bulletin)
            scene.attacker = memory.attacker_of(seen.index, scene.stated_attacker, any(m.usable for m in mentions))
            scene.below = self._place_below_headline() if seen.index == 0 else None
            drafts = resolve(self._draft(scene), self.operands, s, self.lexicon)
            self._keep([self._under_heading(draft) for draft in drafts] if seen.is_item else drafts)
            if low_text.endswith(":") and drafts:
                self.heading = drafts[-1].claim
        named = places_open_to(mentions, governed[0], governed, s) if governed else mentions
        memory.remember_places(seen.index, named, self.drafter.is_war, self.lexicon)
        memory.note_source(low_text, seen.attributions)
        if seen.attributions:
            memory.speaker, memory.speaker_at = seen.attributions[-1].speaker, seen.index
        if says_war(low_text):
            memory.war_at = seen.index
        elif says_crime(low_text):
            memory.crime_at = seen.index
        if "©" not in seen.text:
            memory.remember_date(scene.dates, self.published)
        memory.remember_people(seen.index, seen.readings)
        memory.before = (seen.index, seen.start, low_text)

    def _mentions(self, seen: Seen, recent: Mention | None) -> list[Mention]:
        taken = [(a.begin, a.end) for a in seen.attributions]
        place_id, name = (recent.place_id, recent.text) if recent else (None, None)
        homes = (capital_of(a.speaker.place_id, self.lexicon) for a in seen.attributions)
        capital = next((home for home in homes if home), self.memory.capital_meant())
        return find_places(self.text, seen.tokenized(self.text), self.lexicon, taken, place_id, name, capital)

    def _is_in_russia(self, mentions: list[Mention]) -> bool:
        places = (self.lexicon.places.get(m.place_id or "") for m in mentions if m.usable)
        lands = {place.country for place in places if place is not None}
        return "RU" in lands and "UA" not in lands

    def _place_below_headline(self) -> Mention | None:
        """A headline without a place speaks of the place that the sentence below it names first."""
        mentions = self._mentions(self.below, None) if self.below else []
        return next((m for m in mentions if m.usable and not is_country(m, self.lexicon)), None)

    def _draft(self, scene: Scene) -> list[Draft]:
        drafts: list[Draft] = []
        for r in scene.readings:
            for ordinal, measure in enumerate(r.measures):
                if measure in (Measure.LAUNCHED, Measure.ATTACKS) and _SUPPLY.search(scene.low_text):
                    continue
                drafts.append(self.drafter.draft(scene, r, measure, ordinal, drafts[-1] if drafts else None))
        return drafts

    def _under_heading(self, draft: Draft) -> Draft:
        """A line of a list says what and how many; all else stands in the sentence that opens it."""
        if self.heading is None or draft.claim.measure is not self.heading.measure:
            return draft
        shared: dict[str, Any] = {name: getattr(self.heading, name) for name in _OF_HEADING}
        part = {"part_of_claim_id": self.heading.claim_id, "part_role": PartRole.BREAKDOWN_COMPLETE}
        return replace(draft, claim=replace(draft.claim, **shared | part))

    def _keep(self, drafts: list[Draft]) -> None:
        """Add the claims of one sentence; the operands of a sum become its parts."""
        for claim in link_parts(drafts):
            self.claims.setdefault(claim.claim_id, claim)
        for draft in drafts:
            for operand in draft.claim.derived_from_claim_ids if draft.claim.derivation is Derivation.INCREMENT else ():
                part = self.claims.get(operand)
                if part is not None and part.part_of_claim_id is None:
                    self.claims[operand] = replace(
                        part, part_of_claim_id=draft.claim.claim_id, part_role=PartRole.BREAKDOWN_COMPLETE
                    )


def _meant_later(weapons: list[Reading]) -> Counted:
    """What "them" and bare numbers of the next sentences count: the last weapons, or all of them where one verb has several kinds
    side by side ("539 drones and 11 missiles were launched. 478 of them …")."""
    wholes = [r for r in weapons if r.whole is None] or weapons
    last = wholes[-1]
    if len({r.counted.unit_id for r in wholes if r.measures == last.measures}) < 2:
        return last.counted
    return replace(last.counted, noun=None, unit_id="aerial_target", weapon=None)


_WEAPONS = re.compile(r"\b(?:drones|uavs|missiles|rockets|shaheds|bombs)\b")


def _weapons_named(low: str, lexicon: Lexicon) -> Counted | None:
    """The weapons that a sentence names without a number, and the next may count: "… by drones. Russia launched 17 of them"."""
    kinds = set(_WEAPONS.findall(low))
    if not kinds:
        return None
    if len(kinds) > 1:
        return Counted(0, unit_id="aerial_target", subject="munition", is_only_named=True)
    word = kinds.pop()
    noun, weapon = lexicon.nouns.match([word], 0), lexicon.weapons.match([word.removesuffix("s")], 0)
    unit = noun[1].unit_id if noun else weapon[1].unit_id if weapon else "aerial_target"
    return Counted(0, noun[1] if noun else None, unit, "munition", weapon[1] if weapon else None, is_only_named=True)


def _read_counts(s: Sentence, lexicon: Lexicon, counted: Counted | None) -> list[Reading]:
    """The numbers of a sentence; none where it has no cue, result word or counted noun, and tells of no toll."""
    may_be_counted = "toll" in s.low or any(
        table.match(s.low, k) is not None
        for table in (lexicon.nouns, lexicon.cues, lexicon.results)
        for k in table.openings(s.low)
    )
    return SentenceReader(s, lexicon, counted).read() if may_be_counted else []


def _is_unstated(low_text: str) -> bool:
    """What could happen, or a question, states nothing."""
    return bool(_HYPOTHETICAL.search(low_text)) or low_text.rstrip('"”’ ').endswith("?")


def _has_capital(text: str) -> bool:
    return any(c.isupper() for c in text)


def _clause_breaks(s: Sentence, governed: list[Reading]) -> list[int]:
    """Token positions where one statement ends and another begins."""
    cues = sorted({r.cue_at for r in governed if r.cue_at is not None})
    breaks = [k for k, w in enumerate(s.low) if w == ";" or (w in ("while", "whereas", "meanwhile") and k)]
    breaks += [r.q.hedge_i for r in governed if r.how not in ("list", "denominator")]
    for k, word in enumerate(s.low):
        if word == "and" and k and (s.low[k - 1] == "," or (any(c > k for c in cues) and any(c < k for c in cues))):
            breaks.append(k)
    return breaks


__all__ = ["EXTRACTOR", "LOCAL_TIME", "VERSION", "extract", "extractor_version"]


def _told_of_people(readings: list[Reading]) -> list[Measure]:
    """What a sentence says of all people it counts, if it says one thing of them."""
    told = [r.measures for r in readings if r.measures and r.subject in ("person", None)]
    return told[0] if told and len(told[0]) == 1 and all(measures == told[0] for measures in told) else []
