"""The cascade: sentences → quantities → what is counted → what happened → who says so → where → when → scope → claims.

`extract` is a pure function of (article, lexicon). It never raises on any text: what it can't read, it leaves out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from dagster_project.claims.attribution import (
    STATES,
    Attribution,
    Speaker,
    SpeechMemory,
    attribution_for,
    find_attributions,
    modality,
    relay_of,
    settle,
)
from dagster_project.claims.dating import When, date_for, find_dates, is_background, offset_of_clause, window_of
from dagster_project.claims.gate import gate_of
from dagster_project.claims.identity import claim_id
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import (
    Claim,
    DateBasis,
    Derivation,
    Measure,
    Scope,
    Side,
    SourceText,
    Window,
)
from dagster_project.claims.outcomes import Reading, SentenceReader
from dagster_project.claims.parts import Draft, link_parts
from dagster_project.claims.places import Mention, find_places, geo_precision, place_for
from dagster_project.claims.quotations import LONGEST_QUOTE, Seen, spread_quotes
from dagster_project.claims.scope import read_scope, scope_words
from dagster_project.claims.sides import attacker_side, conflict_of, holder, says_war, target_side
from dagster_project.claims.tokens import Sentence, sentence_spans

EXTRACTOR = "rules"
VERSION = "1"
LOCAL_TIME = ZoneInfo("Europe/Kyiv")

_HEADER = re.compile(r"\s*date \d{4}-\d{2}-\d{2}\s")
_NATIONAL = frozenset({Measure.LAUNCHED, Measure.INTERCEPTED, Measure.SUPPRESSED, Measure.INTERCEPTED_OR_SUPPRESSED})
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
_LOCAL_VOICES = frozenset(
    {"regional_official", "local_official", "unnamed_official", "emergency_service", "prosecutor_police"}
)
"""Speakers whose own place stands for the place of what they count, where the words name no other."""
_OWN_TERRITORY = ("regional_official", "local_official")
_MEMORY_OF_PLACE = 4
_CONTINUES = ("they", "both", "all")


def extractor_version(lexicon: Lexicon) -> str:
    """Version of code and vocabulary together; claims of another version are extracted again."""
    return f"{VERSION}+{lexicon.digest}"


@dataclass(slots=True)
class _Context:
    """What earlier sentences of the article set: place, date, and figures that later words refer to."""

    place: Mention | None = None
    place_sentence: int = -10
    when: When | None = None
    drafts: list[Draft] = field(default_factory=list)
    launched: dict[str | None, Claim] = field(default_factory=dict)  # the last of each unit, the last of all at the end
    pending: tuple[int, Reading] | None = None
    country: Mention | None = None
    country_at: int = -10
    attacker: Side | None = None
    attacker_at: int = -10
    last_place: Mention | None = None
    written: dict[str, str] = field(default_factory=dict)  # a place's id → its name as the text last wrote it


def extract(source: SourceText, lexicon: Lexicon) -> list[Claim]:
    """Read all claims of one article.

    Returns claims in the order of their figures. Every claim's `quote` equals `text[quote_start:quote_end]`.
    Time and memory are linear in the length of the text.
    """
    return _ArticleReader(source, lexicon).read()


class _ArticleReader:
    def __init__(self, source: SourceText, lexicon: Lexicon) -> None:
        self.source = source
        self.text = source.text
        self.lexicon = lexicon
        self.version = extractor_version(lexicon)
        self.published: date | None = source.published_at.astimezone(LOCAL_TIME).date() if source.published_at else None
        self.is_war = False
        self.context = _Context()
        self.seen: list[Seen] = []

    def read(self) -> list[Claim]:
        seen = self._cut()
        last = self._read_numbers(seen)
        if last is None:
            return []
        del seen[last + 2 + LONGEST_QUOTE :]  # what comes later can't bear on a figure any more
        self.is_war = bool(_WAR_ARTICLE.search(self.text[:4000]))
        self.seen = seen
        self._listen(seen)
        for index in range(last + 1):
            self._read_sentence(index, seen[index])
        return link_parts(self.context.drafts)

    def _cut(self) -> list[Seen]:
        header = _HEADER.match(self.text)
        offset = header.end() if header else 0
        spans = ((max(begin, offset), end) for begin, end in sentence_spans(self.text))
        return [Seen(start, self.text[start:end]) for start, end in spans if start < end]

    def _read_numbers(self, seen: list[Seen]) -> int | None:
        """Read the numbers of the sentences that can hold a figure. Returns the last that may state one, None without any."""
        gate = gate_of(self.lexicon)
        last: int | None = None
        counted: Reading | None = None
        counted_at = -10
        lows = [sentence.text.lower() for sentence in seen]
        for index, sentence in enumerate(seen):
            is_continued = index + 1 < len(seen) and lows[index + 1].startswith(_CONTINUES)
            if not (is_continued or gate.may_hold_figure(lows[index])):
                continue
            s = sentence.tokenized(self.text)
            if not _may_hold_figure(s, self.lexicon):
                continue
            sentence.readings = SentenceReader(s, self.lexicon, counted if index - counted_at <= 2 else None).read()
            governed = [r for r in sentence.readings if r.measures]
            weapons = [r for r in governed if r.subject in ("munition", "aircraft")]
            if weapons:
                counted, counted_at = weapons[-1], index
            if governed and not _is_unstated(lows[index]):
                last = index
            if is_continued and any(_may_be_continued(r) for r in sentence.readings):
                last = index + 1
        return last

    def _listen(self, seen: list[Seen]) -> None:
        """Find the speakers before any figure is drafted, so that a quotation can look ahead to who is quoted."""
        memory = SpeechMemory()
        for sentence in seen:
            s = sentence.tokenized(self.text)
            if len(s) > 2:
                sentence.attributions = find_attributions(self.text, s, self.lexicon, memory)
        spread_quotes(seen)

    # -- one sentence

    def _read_sentence(self, index: int, seen: Seen) -> None:
        s, readings = seen.tokenized(self.text), seen.readings
        low_text = seen.text.lower()
        governed = [r for r in readings if r.measures]
        pending = self._pronoun_figure(index, s)
        taken = [(a.begin, a.end) for a in seen.attributions]
        recent = self.context.place if index - self.context.place_sentence <= _MEMORY_OF_PLACE else None
        mentions = (
            find_places(
                self.text, s, self.lexicon, taken, recent.place_id if recent else None, recent.text if recent else None
            )
            if governed or pending or _has_capital(seen.text)
            else []
        )
        self.context.written |= {m.place_id: m.text for m in mentions if m.place_id and m.text and not m.is_context}
        dates = find_dates(s, self.published)
        if pending is not None:
            governed.insert(0, pending)
        if governed and not _is_unstated(low_text):
            breaks = _clause_breaks(s, governed)
            attacker = attacker_side(low_text)
            if attacker is not None:
                self.context.attacker, self.context.attacker_at = attacker, index
            elif index - self.context.attacker_at <= _MEMORY_OF_PLACE:
                attacker = self.context.attacker if not any(m.usable for m in mentions) else None
            for r in governed:
                for ordinal, measure in enumerate(r.measures):
                    if measure in (Measure.LAUNCHED, Measure.ATTACKS) and _SUPPLY.search(low_text):
                        continue
                    self._draft(index, seen, r, measure, ordinal, mentions, dates, breaks, attacker, recent, governed)
        self._remember(
            index, s, readings, _open_to(mentions, governed[0], governed, s) if governed else mentions, dates
        )

    def _pronoun_figure(self, index: int, s: Sentence) -> Reading | None:
        """ "Two women were in the car. They died on the spot": the number stands one sentence earlier."""
        pending = self.context.pending
        self.context.pending = None
        if (
            pending is None
            or pending[0] != index - 1
            or not len(s)
            or s.low[0].strip('“"') not in ("they", "both", "all")
        ):
            return None
        for k in range(1, min(6, len(s))):
            match = self.lexicon.cues.match(s.low, k)
            if match:
                for cue in match[1]:
                    passive = any(w in ("was", "were", "been") for w in s.low[1:k])
                    if cue.subject == "person" and (cue.role == "subject" or passive):
                        reading = replace(pending[1], measures=[cue.measure], how="pronoun")
                        return reading
        return None

    def _remember(
        self, index: int, s: Sentence, readings: list[Reading], mentions: list[Mention], dates: list[When]
    ) -> None:
        usable = [m for m in mentions if m.usable and not m.is_context and m.place_id]
        named = [
            m
            for m in usable
            if not _is_country(m, self.lexicon) and (not self.is_war or holder(m, self.lexicon) in (Side.UA, Side.RU))
        ]
        countries = [m for m in usable if m.place_id in ("UA", "RU")]
        if countries:
            self.context.country, self.context.country_at = countries[0], index
        if named:
            self.context.place, self.context.place_sentence = named[0], index
        elif any(m.is_context for m in mentions):
            self.context.place_sentence = index
        explicit = [d for d in dates if not d.of_speech]
        if (
            explicit
            and "©" not in self.text[s.start : s.end]
            and (self.published is None or not is_background(explicit[0].start, self.published))
        ):
            self.context.when = explicit[0]
        for r in readings:
            if _may_be_continued(r):
                self.context.pending = (index, r)

    # -- one figure

    def _draft(
        self, index: int, seen: Seen, r: Reading, measure: Measure, ordinal: int, mentions: list[Mention], dates: list[When],
        breaks: list[int], attacker: Side | None, recent: Mention | None, seen_readings: list[Reading],
    ) -> None:  # fmt: skip
        s, q = seen.tokenized(self.text), r.q
        is_pronoun = r.how == "pronoun"
        token = 0 if is_pronoun else q.i
        end = 1 if is_pronoun else max(r.counted.end, q.j)
        derived = self._antecedent(measure, r, s) if q.kind == "all" else None
        if q.kind == "all" and derived is None:
            return
        chosen = attribution_for(seen.attributions, token, s) or seen.quoted_by
        denied = any(
            a.is_denial and a.verb < token and a.verb > (chosen.verb if chosen and chosen.kind == "before" else -1)
            for a in seen.attributions
        )
        speaker = chosen.speaker if chosen else None
        if denied and speaker is None:
            speaker = next(a.speaker for a in seen.attributions if a.is_denial)
        place = place_for(_open_to(mentions, r, seen_readings, s), token, end, r.cue_at, breaks, s, self.lexicon)
        if place is None and derived is not None:
            place = None
        inherited = False
        before = self.context.drafts[-1] if self.context.drafts and self.context.drafts[-1].sentence == index else None
        if (
            place is None
            and before is not None
            and (r.how == "list" or (r.cue_at is not None and r.cue_at == before.reading.cue_at))
        ):
            place = self.context.last_place
        if place is None and speaker is not None and speaker.claimant_type in _LOCAL_VOICES:
            place = next((m for m in mentions if m.of_speaker and not _is_country(m, self.lexicon)), None)
        if place is None and recent is not None and self._inherits_place(measure, r, s, speaker):
            place, inherited = recent, True
        if place is None and r.subject == "person" and 0 < index - self.context.country_at <= _MEMORY_OF_PLACE:
            place, inherited = self.context.country, True
        if place is None and index == 0 and measure not in _NATIONAL and measure is not Measure.HIT:
            place, inherited = self._place_below_headline(), True
        self.context.last_place = place
        conflict, basis = conflict_of(seen.text.lower(), self.is_war, place, self.lexicon, r.subject)
        if basis in ("place", "article", "unstated") and self.context.drafts and not says_war(seen.text.lower()):
            last = self.context.drafts[-1].claim
            if last.conflict_id in ("none", "other"):
                conflict, basis = last.conflict_id, "context"
        if (
            conflict is None
            and speaker is not None
            and speaker.side in (Side.UA, Side.RU)
            and says_war(seen.text.lower())
        ):
            conflict, basis = "ru-ua", "claimant"
        side = (
            target_side(r, measure, place, s, self.lexicon, attacker, speaker.side if speaker else None)
            if conflict in ("ru-ua", None)
            else None
        )
        if speaker is not None and measure is not Measure.ATTACKS:
            speaker = settle(speaker, side, self.lexicon)
        place_id = place.place_id if place else None
        place_ids = place.ids if place else ()
        if derived is not None and place is None:
            place_id, place_ids = derived.place_id, derived.place_ids
        elif place_id is None and speaker is not None and speaker.claimant_type in _OWN_TERRITORY and speaker.place_id:
            place_id, place_ids = speaker.place_id, (speaker.place_id,)
        elif (
            place_id is None
            and measure in _NATIONAL
            and side is not None
            and r.subject != "aircraft"
            and conflict == "ru-ua"
        ):
            place_id, place_ids = side.value if side.value in ("UA", "RU") else None, ()
        scope, window = read_scope(scope_words(s, r), self.published, q.kind == "ordinal")
        when = self._when(dates, token, r.cue_at, s, seen.text, scope, window)
        if (
            scope is Scope.EVENT
            and when[0] is not None
            and is_background(when[0], self.published)
            and "toll" not in s.low
        ):
            scope = Scope.BACKGROUND
        value_start, value_end = q.start, q.end
        quote_start, quote_end = min(s.start, value_start), s.end
        low, high, value, qualifier = q.low, q.high, q.value, q.qualifier
        if derived is not None:
            value, low, high, qualifier = derived.value, derived.value_low, derived.value_high, derived.qualifier
        mode = modality(seen.text, denied)
        weapon = r.counted.weapon
        claim = Claim(
            claim_id=claim_id(self.source.article_id, value_start, value_end, measure.value, ordinal),
            article_id=self.source.article_id,
            known_at=self.source.known_at,
            measure=measure,
            value_ordinal=ordinal,
            quote=self.text[quote_start:quote_end],
            quote_start=quote_start,
            quote_end=quote_end,
            sentence=self.text[quote_start:quote_end],
            value_text=self.text[value_start:value_end],
            value_start=value_start,
            value_end=value_end,
            rule_trace=_trace(r, chosen, place, inherited, when[5], scope),
            extractor=EXTRACTOR,
            extractor_version=self.version,
            qualifier=qualifier,
            value=value,
            value_low=None if denied else low,
            value_high=None if denied else high,
            is_negated_zero=q.kind == "zero",
            derivation=Derivation.ALL if derived is not None else None,
            derived_from_claim_ids=(derived.claim_id,) if derived is not None else (),
            unit_id=(derived.unit_id if derived is not None else None) or r.counted.unit_id or _default_unit(measure),
            weapon_class=weapon.weapon_class if weapon else (r.counted.noun.weapon_class if r.counted.noun else None),
            weapon_model=weapon.model if weapon and r.subject in ("munition", "aircraft") else None,
            part_of_claim_id=None,
            part_role=None,
            target_side=side,
            attacker_side=attacker,
            conflict_id=conflict,
            conflict_basis=basis,
            place_text=(place.text if place.is_context and place.text else self.text[place.start : place.end])
            if place
            else (derived.place_text if derived is not None else None) or self.context.written.get(place_id or ""),
            place_id=place_id,
            place_ids=tuple(place_ids),
            geo_precision=geo_precision(place_id, self.lexicon),
            event_date_start=when[0],
            event_date_end=when[1],
            night_of=when[2],
            window=when[3],
            date_precision=when[4],
            date_basis=when[5],
            claimant_text=speaker.text if speaker else None,
            claimant_id=self.lexicon.holder(speaker.claimant_id, self.published) if speaker else None,
            claimant_type=speaker.claimant_type if speaker else "publisher_voice",
            claimant_side=speaker.side if speaker else None,
            relay=relay_of(seen.attributions, chosen),
            modality=mode,
            scope=scope,
        )
        self.context.drafts.append(Draft(claim, r, index))
        if measure is Measure.LAUNCHED and claim.value is not None and scope is Scope.EVENT:
            self.context.launched.pop(claim.unit_id, None)
            self.context.launched[claim.unit_id] = claim

    def _inherits_place(self, measure: Measure, r: Reading, s: Sentence, speaker: Speaker | None) -> bool:
        """Casualties and damage go on speaking of the place named before. Counts of weapons by a national body are national,
        unless "the" or "all the" points back."""
        if measure is Measure.HIT:
            after = s.low[(r.cue_at or r.q.j) : (r.cue_at or r.q.j) + 4]
            return bool({"the", "it", "this", "that"} & set(after))
        if measure not in _NATIONAL:
            return True
        if (
            _points_back(s.low[max(0, r.q.hedge_i - 5) : r.q.hedge_i])
            or "the" in s.low[max(0, r.q.hedge_i - 2) : r.q.hedge_i]
            or "all" in s.low[r.q.j - 1 : r.q.j]
        ):
            return True
        return (
            speaker is None
            or speaker.side is Side.RU
            or (speaker.place_id not in ("UA", "RU") and speaker.claimant_id not in STATES)
        )

    def _place_below_headline(self) -> Mention | None:
        """A headline without a place speaks of the place that the sentence below it names first."""
        if len(self.seen) < 2:
            return None
        below = self.seen[1]
        taken = [(a.begin, a.end) for a in below.attributions]
        mentions = find_places(self.text, below.tokenized(self.text), self.lexicon, taken, None)
        return next((m for m in mentions if m.usable and not _is_country(m, self.lexicon)), None)

    def _antecedent(self, measure: Measure, r: Reading, s: Sentence) -> Claim | None:
        """The launched figure that "all" refers to, unless the words go on to say the numbers."""
        after = s.low[r.counted.end : r.counted.end + 2]
        if after[:1] == [","] and len(after) > 1 and (after[1][:1].isdigit() or self.lexicon.numbers.match(after, 1)):
            return None
        if measure not in (Measure.INTERCEPTED, Measure.SUPPRESSED) or (
            r.counted.noun is None and r.counted.weapon is None and "them" not in r.counted.words
        ):
            return None
        unit = r.counted.unit_id
        for claim in reversed(self.context.launched.values()):
            if unit in (claim.unit_id, "aerial_target", None):
                return claim
            if self.lexicon.unit_parents.get(unit or "") == claim.unit_id:
                return None
        return None

    def _when(
        self,
        dates: list[When],
        token: int,
        cue: int | None,
        s: Sentence,
        text: str,
        scope: Scope,
        window: tuple[date, date] | None,
    ) -> tuple[date | None, date | None, date | None, Window, str | None, DateBasis]:
        if scope in (Scope.PERIOD, Scope.CUMULATIVE, Scope.COUNTER):
            if window is None:
                return None, None, None, Window.UNSTATED, None, DateBasis.PUBLICATION
            days = (window[1] - window[0]).days
            precision = "day" if days <= 1 else "week" if days <= 7 else "month" if days <= 31 else "year"
            return window[0], window[1], None, Window.UNSTATED, precision, DateBasis.RELATIVE_TO_PUBLICATION
        shift = offset_of_clause(s, token)
        found = date_for(dates, token, cue)
        if shift is not None:
            reference = self.context.when.start if self.context.when else self.published
            if found is not None and found.token < shift[1]:
                reference = found.start
            if reference is not None:
                day = reference + timedelta(days=shift[0])
                return day, day, None, Window.UNSTATED, "day", DateBasis.RELATIVE_TO_EVENT
        if found is not None:
            window_kind = found.window
            night = found.night_of
            if window_kind is Window.UNSTATED and window_of(text.lower()) is Window.DAY:
                window_kind = Window.DAY
            basis = DateBasis.PUBLICATION if found.of_speech else found.basis
            return found.start, found.end, night, window_kind, "night" if night else found.precision, basis
        if self.context.when is not None:
            when = self.context.when
            if (
                when.start == self.published
                and when.basis is DateBasis.WEEKDAY
                and when.night_of is None
                and not when.names_event
            ):
                return when.start, when.end, None, Window.UNSTATED, when.precision, DateBasis.PUBLICATION
            return (
                when.start,
                when.end,
                when.night_of,
                when.window,
                "night" if when.night_of else when.precision,
                DateBasis.CONTEXT,
            )
        if self.published is None:
            return None, None, None, Window.UNSTATED, None, DateBasis.PUBLICATION
        return self.published, self.published, None, Window.UNSTATED, "day", DateBasis.PUBLICATION


def _open_to(mentions: list[Mention], r: Reading, governed: list[Reading], s: Sentence) -> list[Mention]:
    """Mentions without those that belong to a later item of a list by place ("337, including 91 over the Moscow region")."""
    ends = [(x, max(x.q.j, x.counted.end)) for x in governed if x.how == "list" and x.q.start > r.q.start]
    items = [x.q.j for x, end in ends if end < len(s) and s.low[end] in ("over", "in", "near", "at", "from")]
    return [m for m in mentions if not items or m.i < min(items)]


def _points_back(words_before: list[str]) -> bool:
    """ "all the projectiles, 15 missiles and 21 drones": of what was spoken of before."""
    return any(a == "all" and b in ("the", "these", "those") for a, b in pairwise(words_before))


def _is_country(mention: Mention, lexicon: Lexicon) -> bool:
    place = lexicon.places.get(mention.place_id or "")
    return place is None or place.place_type in ("country", "macro_region")


def _default_unit(measure: Measure) -> str | None:
    if measure in (Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.CAPTURED):
        return "person"
    return "attack" if measure is Measure.ATTACKS else None


def _may_hold_figure(s: Sentence, lexicon: Lexicon) -> bool:
    """A sentence without any cue, result word or counted noun holds no figure."""
    return any(
        table.match(s.low, k) is not None
        for table in (lexicon.nouns, lexicon.cues, lexicon.results)
        for k in table.openings(s.low)
    )


def _may_be_continued(r: Reading) -> bool:
    """ "Two women were in the car." What happened to them may stand in the next sentence."""
    return not r.measures and r.subject == "person" and r.q.kind == "number" and r.q.i <= 2


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


def _trace(
    r: Reading, chosen: Attribution | None, place: Mention | None, inherited: bool, basis: DateBasis, scope: Scope
) -> tuple[str, ...]:
    return (
        f"quantity:{r.q.kind}:{r.q.qualifier.value}",
        f"counted:{r.counted.unit_id or 'unknown'}",
        f"outcome:{r.how}",
        f"who:{chosen.kind if chosen else 'publisher'}",
        f"where:{'context' if inherited else 'sentence' if place else 'none'}",
        f"when:{basis.value}",
        f"scope:{scope.value}",
    )
