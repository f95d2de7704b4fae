"""One claim out of one figure: who says so, where, when, of which side and war, put together with its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from dagster_project.claims.attribution import Attribution, attribution_for, modality, relay_of
from dagster_project.claims.dating import (
    When,
    date_for,
    dates_the_news,
    is_background,
    is_other_news,
    names_hour_of_speech,
    offset_of_clause,
    window_of,
)
from dagster_project.claims.derived import WORD_KINDS
from dagster_project.claims.identity import claim_id
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.memory import REACH, ArticleMemory, is_country
from dagster_project.claims.model import Claim, DateBasis, Measure, Scope, Side, SourceText, Window
from dagster_project.claims.parts import Draft
from dagster_project.claims.places import Mention, geo_precision, place_within
from dagster_project.claims.placing import is_remote, place_for
from dagster_project.claims.quotations import Seen
from dagster_project.claims.readings import Reading
from dagster_project.claims.scope import WAR_STARTED, read_scope, scope_words, words_around
from dagster_project.claims.sides import (
    attacker_side,
    conflict_of,
    holder,
    holder_of,
    says_conflict,
    says_war,
    signs_of,
    target_side,
)
from dagster_project.claims.speakers import STATES, Speaker, at_home, settle
from dagster_project.claims.tokens import Sentence
from dagster_project.claims.words import words

EXTRACTOR = "rules"
_NATIONAL = frozenset({Measure.LAUNCHED, Measure.INTERCEPTED, Measure.SUPPRESSED, Measure.INTERCEPTED_OR_SUPPRESSED})
_UNSAID = ("place", "article", "unstated")
"""Grounds for a conflict that the words of the sentence itself don't give."""
_FORCES = words("forces units troops defence defense defences defenses systems aviation army military fighters gunners")
_NEIGHBOURS = frozenset({"PL", "RO", "MD", "LT", "LV", "EE", "FI"})
"""Countries whose officials count what came into their own airspace."""
_MONITORS = words("mission monitors")
_TURNS = words("after before following as while when")
_LOCAL_VOICES = frozenset(
    {"regional_official", "local_official", "unnamed_official", "emergency_service", "prosecutor_police"}
)
"""Speakers whose own place stands for the place of what they count, where the words name no other."""
_ELSEWHERE = re.compile(
    r"^separately\b|\belsewhere\b(?! (?:in|on|across|along|near) the (?:city|town|village))"
    r"|\b(?:another|a separate)(?!.*\bnearby\b) (?:(?!of\b)[\w-]+ ){0,2}?"
    r"(?:attacks?|strikes?|shelling|bombing|raid|incidents?|assault)\b"
)
"""Words by which a sentence turns to another incident, whose place is not the one named before."""
_CORRECTED = re.compile(r"\b(?:at first|initially|originally|previously)\b", re.IGNORECASE)
"""What somebody said once, and others have gone beyond."""
_OF_THOSE = (["of", "these"], ["of", "them"], ["of", "those"], ["of", "which"])
_OTHER_ACCOUNT = re.compile(
    r"\b(?:separately|elsewhere|earlier|previously|meanwhile|witness\w*|correspondents?|(?:last|this) (?:week|month|year)"
    r"|since|so far this|(?:years?|months?) ago|by contrast|independent\w*|in turn"
    r"|reporters|journalists|it follows|comes? after)\b"
)
"""Words by which the publisher takes the account over from whoever spoke before."""
_OF_OWN_SIDE = re.compile(r"\bthe (?:enemy|occupiers|invaders)\b|\benemy's\b")
"""Words of an army's own bulletins."""
_INVASION = re.compile(r"\b(?:invaded|invasion of|invading|war (?:in|on|against)) ukraine\b")
_ATTACK = re.compile(r"\b(?:attacks?|strikes?|shelling|bombing|blasts?|explosions?|raids?|barrage|assault)\b")
_OF_THE_LAST_DAY = re.compile(
    r"(?:[\w-]+ ){0,3}(?:in|over|during|within) the (?:past|last|previous) (?:24 hours|day|24-hour)\b"
)
_AREAS = frozenset({"region", "oblast", "city", "town", "district", "republic", "territory"})
_PEOPLE = frozenset({"person", "civilian", "soldier", "child", "rescuer"})
_ACCOUNTS = _LOCAL_VOICES | {"military", "government", "un_ngo", "think_tank_analyst"}
"""Speakers who give a count in several sentences."""
_HURT = (None, "person", "object")
_ARMED = frozenset({"military", "government"})
_WEAPONS = (None, "munition")
_LOOSE = frozenset({"unnamed_official", "think_tank_analyst"})
"""Those of them whose count ends with their sentence, unless the next one opens with a figure."""
_LONGEST_ADDITION = 20
"""Tokens."""
_TOLL = frozenset({Measure.KILLED, Measure.INJURED})
_JOINS = words("and , wounded wounding injured injuring hurt hurting killed killing left leaving also another")
_NEW_CLAUSE = words("and while whereas ; but")
_NEXT = 4
_SHARED = ("list", "denominator")
_ATTACKED = frozenset({Measure.LAUNCHED, Measure.ATTACKS, Measure.HIT})
_RESULTS = ("as a result", "as a consequence")
_OWN_TERRITORY = ("regional_official", "local_official")


@dataclass(slots=True)
class Scene:
    """One sentence with figures and all that was found in it; `below` is the place that the sentence under a headline names."""

    seen: Seen
    s: Sentence
    low_text: str
    readings: list[Reading]
    mentions: list[Mention]
    dates: list[When]
    breaks: list[int]
    attacker: Side | None
    recent: Mention | None
    below: Mention | None
    stated_attacker: Side | None = None
    goes_on: bool | None = None

    @property
    def may_turn(self) -> bool:
        return "elsewhere" in self.low_text or "another" in self.low_text or "separate" in self.low_text

    @property
    def is_headline(self) -> bool:
        return ";" in self.low_text and self.low_text[-1] not in '.”"'

    def words_of(self, r: Reading) -> str:
        """The sentence in lower case; of a headline the piece of news between semicolons that a figure stands in."""
        if not self.is_headline:
            return self.low_text
        at = max(0, r.q.start - self.seen.start)
        end = self.low_text.find(";", at)
        return self.low_text[self.low_text.rfind(";", 0, at) + 1 : end if end >= 0 else None]

    def around(self, r: Reading) -> tuple[str, str]:
        """The sentence in lower case up to the end of what a figure counts and tells, and from there."""
        last = max(r.q.j, r.counted.end, (r.cue_at or 0) + 1) - 1
        end = self.s.ends[min(last, len(self.s) - 1)] - self.seen.start
        return self.low_text[:end], self.low_text[end:]

    def s_before(self, end: int) -> str:
        """The words up to token `end`, in lower case."""
        return " ".join(self.s.low[:end])


class Voice(NamedTuple):
    """Who says a figure, by which words, and whether they deny it."""

    chosen: Attribution | None
    speaker: Speaker | None
    is_denied: bool


class Where(NamedTuple):
    """The place written for a figure, or the one that goes without saying."""

    mention: Mention | None
    is_inherited: bool


class Day(NamedTuple):
    """When it happened, or the window that was counted over."""

    start: date | None
    end: date | None
    night_of: date | None
    window: Window
    precision: str | None
    basis: DateBasis


class Drafter:
    """Puts claims together from the readings of one article's sentences, in their order."""

    def __init__(
        self, source: SourceText, lexicon: Lexicon, version: str, published: date | None, memory: ArticleMemory
    ) -> None:
        self.source = source
        self.text = source.text
        self.lexicon = lexicon
        self.version = version
        self.published = published
        self.memory = memory
        self.is_war = False

    def draft(self, scene: Scene, r: Reading, measure: Measure, ordinal: int, before: Draft | None) -> Draft:
        """One claim of `scene` from reading `r`; `before` is the claim drafted before it in the same sentence."""
        token = 0 if r.how == "pronoun" else r.q.i
        voice = self._voice(scene, token)
        where = self._where(scene, r, measure, voice.speaker, before)
        is_counter, around, is_of_both = r.q.kind == "ordinal", words_around(scene.s, r), False
        scope, window = read_scope(scope_words(scene.s, r), self.published, is_counter, around, r.q.low or 0)
        if scope is Scope.CUMULATIVE and r.q.start > scene.s.start and _OF_THE_LAST_DAY.match(around[1]):
            scope, window = read_scope(
                around[1], self.published, is_counter
            )  # "including 1,250 killed in the past 24 hours"
        if scope in (Scope.PERIOD, Scope.CUMULATIVE) and where.mention is not None and where.mention is scene.below:
            where = Where(None, False)  # a headline borrows its place for one event, not for a month's count
        total = self._total_gone_on_with(scene, r, measure) if scope is Scope.EVENT else None
        if total is not None:
            scope, window, where = total.scope, self.memory.last_window, Where(self.memory.last_place, True)
            voice = voice._replace(speaker=voice.speaker or self.memory.speaker_before(scene.seen.index))
        elif scope is Scope.CUMULATIVE and (where.mention is None or where.is_inherited):
            invaded = self._invaded(scene)
            is_of_war = _is_of_the_invasion(
                r, scope, window
            )  # "91 rescuers since the invasion" were not all killed here
            elsewhere = Where(None, False) if is_of_war else where
            where, is_of_both = invaded or elsewhere, invaded is not None and _may_be_of_both(r)
        elif scope is Scope.CUMULATIVE and _is_aside_of(where.mention, r, scene.s):
            where = Where(None, False)
        self.memory.last_place = where.mention
        conflict, basis = self._conflict(scene, r, where.mention, voice.speaker)
        attacker = (scene.is_headline and attacker_side(scene.words_of(r), self.memory.bulletin)) or scene.attacker
        side = None
        if conflict in ("ru-ua", None):
            side_of_voice = voice.speaker.side if voice.speaker else self.memory.bulletin
            ground = None if is_of_both else where.mention
            is_army = voice.speaker is None or voice.speaker.claimant_type == "military"
            side = target_side(r, measure, ground, scene.s, self.lexicon, attacker, side_of_voice, is_army)
        if before is not None and (
            (side is None and _is_denominator_of(r, before))
            or (r.whole == before.reading.index and r.counted.unit_id == before.claim.unit_id == "soldier")
            or _is_of_same_soldiers(r, before)
        ):
            side = before.claim.target_side
        if measure in _NATIONAL and self._is_of_other_side(where.mention, side, r, scene.s):
            where = Where(None, False)
            self.memory.last_place = None
        if voice.speaker is not None and where.mention is not None:
            voice = voice._replace(speaker=at_home(voice.speaker, where.mention.place_id, self.lexicon))
        if voice.speaker is not None and not _is_own_feat(r, measure, voice.speaker):
            voice = voice._replace(speaker=settle(voice.speaker, side, self.lexicon))
        place_id, place_ids = self._place_ids(r, measure, where.mention, voice.speaker, side, conflict)
        if place_id is None and conflict in ("ru-ua", None) and _is_of_the_invasion(r, scope, window, voice.speaker):
            place_id = Side.UA.value
        if (
            side is None
            and place_id is None
            and conflict in ("ru-ua", None)
            and self._is_of_monitors(r, measure, voice.speaker)
            and not signs_of(scene.low_text).other_war
        ):
            place_id = Side.UA.value  # their mandate is the country invaded
        if place_id is None and before is not None and _goes_on_total(r, scope, before):
            place_id, side = before.claim.place_id, side or before.claim.target_side
        if side is None and where.mention is None and conflict in ("ru-ua", None) and r.subject != "aircraft":
            side = holder_of(place_id, self.lexicon)
        if scope is Scope.EVENT and self._follows_from_period(scene, r):
            scope, window, self.memory.goes_on_at = Scope.PERIOD, self.memory.last_window, scene.seen.index
        stretch = self._stretch_gone_on_with(scene, r, measure, where.mention, around) if scope is Scope.EVENT else None
        if stretch is not None:
            scope, window = stretch
        when = self._when(scene, r, token, scope, window)
        if (
            scope is Scope.EVENT
            and when.start
            and is_background(when.end or when.start, self.published)
            and "toll" not in scene.s.low
        ):
            scope = Scope.BACKGROUND
        quote_start, quote_end = min(scene.s.start, r.q.start), scene.s.end
        quote = self.text[quote_start:quote_end]
        weapon, noun, speaker = r.counted.weapon, r.counted.noun, voice.speaker
        claim = Claim(
            claim_id=claim_id(self.source.article_id, r.q.start, r.q.end, measure.value, ordinal),
            article_id=self.source.article_id,
            known_at=self.source.known_at,
            measure=measure,
            value_ordinal=ordinal,
            quote=quote,
            quote_start=quote_start,
            quote_end=quote_end,
            sentence=quote,
            value_text=self.text[r.q.start : r.q.end],
            value_start=r.q.start,
            value_end=r.q.end,
            rule_trace=_trace(r, voice.chosen, where, when.basis, scope),
            extractor=EXTRACTOR,
            extractor_version=self.version,
            qualifier=r.q.qualifier,
            value=None if r.q.kind in WORD_KINDS else r.q.value,
            value_low=None if voice.is_denied else r.q.low,
            value_high=None if voice.is_denied else r.q.high,
            is_negated_zero=r.q.kind == "zero",
            derivation=None,
            derived_from_claim_ids=(),
            unit_id=_unit_of(r, measure),
            weapon_class=weapon.weapon_class if weapon else noun.weapon_class if noun else None,
            weapon_model=weapon.model if weapon and r.subject in ("munition", "aircraft") else None,
            part_of_claim_id=None,
            part_role=None,
            target_side=side,
            attacker_side=attacker,
            conflict_id=conflict,
            conflict_basis=basis,
            place_text=self._written(where.mention, place_id, speaker),
            place_id=place_id,
            place_ids=place_ids,
            geo_precision=geo_precision(place_id, self.lexicon),
            event_date_start=when.start,
            event_date_end=when.end,
            night_of=when.night_of,
            window=when.window,
            date_precision=when.precision,
            date_basis=when.basis,
            claimant_text=speaker.text if speaker else None,
            claimant_id=self.lexicon.holder(speaker.claimant_id, self.published) if speaker else None,
            claimant_type=speaker.claimant_type if speaker else "publisher_voice",
            claimant_side=speaker.side if speaker else None,
            relay=relay_of(scene.seen.attributions, voice.chosen),
            modality=modality(*scene.around(r), voice.is_denied),
            scope=scope,
        )
        self.memory.last_claim, self.memory.last_claim_at = claim, scene.seen.index
        self.memory.last_window = window
        return Draft(claim, r, scene.seen.index, where.mention is not None)

    # -- who

    def _voice(self, scene: Scene, token: int) -> Voice:
        said = scene.seen.attributions
        chosen = attribution_for(said, token, scene.s) or scene.seen.quoted_by
        last_word = chosen.verb if chosen and chosen.kind == "before" else -1
        denials = [a for a in said if a.is_denial and ";" not in scene.s.low[a.verb : token]]
        is_denied = any(last_word < a.verb < token for a in denials)
        speaker = chosen.speaker if chosen else denials[0].speaker if is_denied else None
        if speaker is None and _is_own_force(scene.s):
            speaker = self.memory.speaker_before(scene.seen.index)
        if speaker is None and self.memory.source is not None and not is_denied:
            chosen, speaker = self.memory.source, self.memory.source.speaker
        if speaker is None and scene.goes_on is None:
            scene.goes_on = self._goes_on(scene)
        if speaker is None and scene.goes_on:
            speaker = self.memory.speaker_before(scene.seen.index)
        if speaker is None and _OF_OWN_SIDE.search(scene.low_text):
            speaker = self.memory.army_before(scene.seen.index)
        return Voice(chosen, speaker, is_denied)

    def _goes_on(self, scene: Scene) -> bool:
        """ "Five people are dead, the mayor says. A bus was hit, and 38 are wounded.": figures in one paragraph with those before
        them, of the same kind and place and without a speaker of their own, belong to the same account."""
        last, speaker = self.memory.last_claim, self.memory.speaker_before(scene.seen.index)
        first, s = scene.readings[0], scene.s
        if (
            last is None
            or speaker is None
            or speaker.claimant_type not in _ACCOUNTS
            or self.memory.last_claim_at != scene.seen.index - 1
        ):
            return False
        if first.how == "pronoun" or scene.seen.quoted_by or last.claimant_text != speaker.text:
            return False
        is_bare = s.low[:2] in _OF_THOSE or (first.q.hedge_i <= 1 and len(s) <= _LONGEST_ADDITION)
        if speaker.claimant_type in _LOOSE and not is_bare:
            return False
        is_of_air = last.measure in _NATIONAL
        is_of_toll = last.unit_id in _PEOPLE or (speaker.claimant_type not in _ARMED and not is_of_air)
        may_be = _HURT if is_of_toll else _WEAPONS
        is_same_kind = s.low[:2] in _OF_THOSE or first.subject in may_be
        is_local = speaker.claimant_type in _LOCAL_VOICES
        is_there = is_of_air or not any(
            m.usable and not m.is_context and (not is_local or self._is_new(m, last)) for m in scene.mentions
        )
        is_one_paragraph = "\n" not in self.text[last.quote_end : s.start] and not _CORRECTED.search(last.quote)
        return is_same_kind and is_one_paragraph and is_there and not _OTHER_ACCOUNT.search(scene.low_text)

    def _is_new(self, place: Mention, last: Claim) -> bool:
        """Whether the place is another one than that of the last claim, or where that one has none, is a place at all."""
        within = self.lexicon.ancestors(place.place_id)
        return last.place_id not in within and place.place_id not in self.lexicon.ancestors(last.place_id)

    # -- where

    def _where(
        self, scene: Scene, r: Reading, measure: Measure, speaker: Speaker | None, before: Draft | None
    ) -> Where:
        token, end = (0, 1) if r.how == "pronoun" else (r.q.i, max(r.counted.end, r.q.j))
        if speaker is not None and speaker.claimant_type in _OWN_TERRITORY and _says_our(scene.s, end):
            return Where(None, False)
        end = _end_of_toll(scene, r, end)
        open_to = places_open_to(scene.mentions, r, scene.readings, scene.s)
        begin = token if r.how == "pronoun" else r.q.hedge_i
        place = place_for(open_to, begin, end, r.cue_at, scene.breaks, scene.s, self.lexicon)
        if place is not None and self._is_of_next(scene, r, end, place):
            earlier = [m for m in open_to if m.i < end] if measure not in _NATIONAL else []
            nearer = place_for(earlier, begin, end, r.cue_at, scene.breaks, scene.s, self.lexicon)
            place = nearer if nearer is not None or measure in _NATIONAL else place
        if before is not None and place is not None and self._shares_place(scene, before, begin, end, place):
            place = self.memory.last_place
        if place is not None and scene.seen.index and is_remote(place, end, scene.s, scene.recent):
            place = None
        if place is not None and place.is_aside and self._is_site(scene.recent):
            place = None  # "the bridge connecting Crimea and Russia" is the one spoken of before
        if place is not None and place.is_context and self._is_foreign_to(speaker, place):
            return Where(None, False)  # "the city" of a mayor is his own
        if _is_denominator_of(r, before):
            return Where(self.memory.last_place, False)  # "20 of 30 drones" were at one place
        shares_verb = before is not None and r.cue_at is not None and r.cue_at == before.reading.cue_at
        if place is None and before is not None and (r.how == "list" or shares_verb):
            place = self.memory.last_place
        if place is None and speaker is not None and speaker.claimant_type in _LOCAL_VOICES:
            place = next(
                (m for m in scene.mentions if m.of_speaker and (m.is_occupied or not is_country(m, self.lexicon))), None
            )
            narrower = scene.recent.place_id if scene.recent is not None else None
            if place is not None and self._governs_around(
                speaker, place
            ):  # "Kyiv governor Kuleba": the region, not its city
                is_within = scene.recent is not None and speaker.place_id in self.lexicon.ancestors(narrower)[1:]
                return Where(scene.recent, True) if is_within else Where(None, False)
            if place is not None and place.place_id in self.lexicon.ancestors(narrower)[1:]:
                return Where(scene.recent, True)  # the governor's region, of which a town was named before
        if place is not None:
            return Where(place, False)
        index = scene.seen.index
        if scene.may_turn and _ELSEWHERE.search(scene.s_before(end)):
            return Where(None, False)
        if (
            scene.recent is not None
            and not self._has_parts_elsewhere(scene, r)
            and self._inherits_place(measure, r, scene.s, speaker)
        ):
            if self._is_attackers_own(scene, r) or self._is_foreign_to(speaker, scene.recent):
                return Where(None, False)
            office = next((m for m in scene.mentions if m.of_speaker and not is_country(m, self.lexicon)), None)
            is_elsewhere = speaker is None and office is not None and self._is_apart(office.place_id, scene.recent)
            return Where(office if is_elsewhere else scene.recent, not is_elsewhere)
        if r.subject == "person" and 0 < index - self.memory.country_at <= REACH:
            return Where(self.memory.country, True)
        if index == 0 and measure not in _NATIONAL and measure is not Measure.HIT:
            return Where(scene.below, True)
        return Where(None, False)

    def _shares_place(self, scene: Scene, before: Draft, begin: int, end: int, place: Mention) -> bool:
        """ "An attack on X killed two and wounded nine, while in Y one person died": nothing but a verb stands between the two
        figures of X, and a new clause begins before Y."""
        last, low = self.memory.last_place, scene.s.low
        done = max(before.reading.counted.end, before.reading.q.j)
        if (
            last is None
            or place is last
            or place.i < end
            or before.claim.measure not in _TOLL
            or last.i >= before.reading.q.i
        ):
            return False
        if last.place_id is None or not set(low[done:begin]) <= _JOINS or not {"and", ","} & set(low[done:begin]):
            return False
        return low[end] in (",", ";") and any(w in _NEW_CLAUSE for w in low[end : place.i])

    def _is_of_next(self, scene: Scene, r: Reading, end: int, place: Mention) -> bool:
        """ "Russia launched 58 drones, and a missile killed two people in X": the place behind another figure, in a clause of its
        own, is not that of a count of weapons."""
        others = (
            x
            for x in scene.readings
            if end <= x.q.i < place.i and x.cue_at not in (None, r.cue_at) and x.how not in _SHARED
        )
        return any(
            any(end <= b <= max(x.q.hedge_i, x.cue_at or 0) and _opens(scene.s, b) for b in scene.breaks)
            or _is_of_days_before(scene.s.low[end : x.q.hedge_i])
            for x in others
        )

    def _has_parts_elsewhere(self, scene: Scene, r: Reading) -> bool:
        """ "21 drones were shot down, including nine over X": of which some were not where the sentence before was."""
        parts = [x for x in scene.readings if x.whole == r.index]
        places = [m for m in scene.mentions if m.usable and any(0 <= m.i - x.q.j <= _NEXT for x in parts)]
        return scene.recent is not None and any(self._is_apart(m.place_id, scene.recent) for m in places)

    def _is_attackers_own(self, scene: Scene, r: Reading) -> bool:
        """Whether the place named before is held by those who attack in this sentence, and none of their own is counted."""
        is_own = r.subject in ("object", "aircraft") or r.counted.unit_id == "soldier"
        attacker = scene.stated_attacker
        return attacker is not None and not is_own and holder(scene.recent, self.lexicon) is attacker

    def _is_site(self, place: Mention | None) -> bool:
        known = self.lexicon.places.get(place.place_id or "") if place is not None else None
        return known is not None and known.place_type == "site"

    def _governs_around(self, speaker: Speaker, place: Mention) -> bool:
        """Whether the governor's region goes by the name of the place in his title and is another one."""
        known = self.lexicon.places.get(speaker.place_id or "")
        is_regional = speaker.claimant_type == "regional_official" and known is not None and known.place_type == "adm1"
        named = self.lexicon.places.get(place.place_id or "")
        is_its_city = named is not None and known is not None and known.name.split()[0] == named.name
        is_other = place.place_id != speaker.place_id and (is_its_city or self._is_apart(speaker.place_id, place))
        return is_regional and is_other

    def _is_foreign_to(self, speaker: Speaker | None, place: Mention) -> bool:
        """Whether a governor or mayor speaks, and the place named before is neither in his territory nor around it."""
        if speaker is None or speaker.claimant_type not in _OWN_TERRITORY or speaker.place_id is None:
            return False
        return self._is_apart(speaker.place_id, place)

    def _is_apart(self, place_id: str | None, place: Mention) -> bool:
        """Whether neither of two places lies in the other."""
        own, named = self.lexicon.ancestors(place_id), self.lexicon.ancestors(place.place_id)
        is_crimea = {"UA-43", "UA-40"} <= {*own[:1], *named}
        return bool(named and own) and not is_crimea and own[0] not in named and named[0] not in own

    def _inherits_place(self, measure: Measure, r: Reading, s: Sentence, speaker: Speaker | None) -> bool:
        """Casualties and damage go on speaking of the place named before. Counts of weapons by a national body are national,
        unless "the" or "all the" points back."""
        if measure is Measure.HIT:
            after = s.low[(r.cue_at or r.q.j) : (r.cue_at or r.q.j) + (8 if r.subject == "munition" else 4)]
            return bool({"the", "it", "this", "that"} & set(after))
        if measure not in _NATIONAL:
            return True
        if (
            _points_back(s.low[max(0, r.q.hedge_i - 5) : r.q.hedge_i])
            or "the" in s.low[max(0, r.q.hedge_i - 2) : r.q.hedge_i]
            or "all" in s.low[r.q.j - 1 : r.q.j]
            or r.counted.of_them
            or _is_aimed_at_the(s.low[r.counted.end : r.counted.end + _TO_AIM])
        ):
            return True
        return (
            speaker is None
            or speaker.side is Side.RU
            or (speaker.place_id not in ("UA", "RU") and speaker.claimant_id not in STATES)
        )

    def _is_of_monitors(self, r: Reading, measure: Measure, speaker: Speaker | None) -> bool:
        """Whether an international body counts civilians, or attacks on what is theirs, of this war."""
        if speaker is None or r.counted.unit_id == "soldier":
            return False
        is_theirs = (measure in _TOLL and r.subject in ("person", None)) or measure is Measure.ATTACKS
        if not _MONITORS.isdisjoint(speaker.text.lower().split()):
            return is_theirs or measure is Measure.DAMAGED
        return Side.UA in self.memory.written and speaker.claimant_type == "un_ngo" and is_theirs

    def _is_of_other_side(self, place: Mention | None, side: Side | None, r: Reading, s: Sentence) -> bool:
        """Whether the place is the attacker's own, named behind the figure as that of another matter: "Russia shot down five
        Ukrainian drones, a day after a missile struck a market in Ukraine"."""
        held_by = holder(place, self.lexicon)
        if place is None or r.subject == "aircraft" or {side, held_by} != {Side.UA, Side.RU} or place.i < r.q.j:
            return False
        return is_country(place, self.lexicon) or bool(_TURNS.intersection(s.low[r.q.j : place.i]))

    def _place_ids(
        self,
        r: Reading,
        measure: Measure,
        place: Mention | None,
        speaker: Speaker | None,
        side: Side | None,
        conflict: str | None,
    ) -> tuple[str | None, tuple[str, ...]]:
        """The place of the mention; without one a local official's own territory, the country that a national count covers, or the
        country attacked where the text names it."""
        if place is not None and place.place_id is not None:
            return place.place_id, tuple(place.ids)
        if speaker is not None and speaker.claimant_type in _OWN_TERRITORY and speaker.place_id:
            return speaker.place_id, (speaker.place_id,)
        if side in (Side.UA, Side.RU) and conflict == "ru-ua" and r.subject != "aircraft":
            if measure in _NATIONAL or (
                side is Side.UA and r.counted.unit_id != "soldier" and "UA" in self.memory.written
            ):
                return side.value, ()
        elif measure in _NATIONAL and speaker is not None and _counts_at_home(r, speaker, conflict):
            return speaker.place_id, ()
        return None, tuple(place.ids) if place else ()

    def _written(self, place: Mention | None, place_id: str | None, speaker: Speaker | None) -> str | None:
        """The place in the text's own words."""
        if place is None:
            return self.memory.written.get(place_id or "") or place_within(
                speaker.text if speaker else "", place_id, self.lexicon
            )
        return place.text if place.is_context and place.text else self.text[place.start : place.end]

    # -- which war

    def _conflict(
        self, scene: Scene, r: Reading, place: Mention | None, speaker: Speaker | None
    ) -> tuple[str | None, str | None]:
        own_words = scene.words_of(r)
        if own_words != scene.low_text and not says_conflict(own_words):
            own_words = scene.low_text
        war_words = says_war(own_words)
        follows_war = scene.seen.index - self.memory.war_at == 1
        conflict, basis = conflict_of(own_words, self.is_war, place, self.lexicon, follows_war)
        last = self.memory.last_claim
        if conflict == "none" and r.subject == "aircraft" and self.is_war and last is not None:
            return (
                last.conflict_id,
                "context",
            )  # "several aircraft caught fire" tells of no accident where a war is told of
        if 0 < scene.seen.index - self.memory.crime_at <= REACH and basis in _UNSAID and not war_words:
            return "none", "context"
        follows_other = last is not None and last.conflict_id in ("none", "other")
        if last is not None and follows_other and basis in _UNSAID and not war_words:
            conflict, basis = last.conflict_id, "context"
        if conflict is None and speaker is not None and speaker.side in (Side.UA, Side.RU) and war_words:
            return "ru-ua", "claimant"
        return conflict, basis

    # -- when

    def _when(self, scene: Scene, r: Reading, token: int, scope: Scope, window: tuple[date, date] | None) -> Day:
        if scope in (Scope.PERIOD, Scope.CUMULATIVE, Scope.COUNTER) or window is not None:
            return _counted_over(window)
        context = self.memory.when
        shift = offset_of_clause(scene.s, token)
        figures = [x.q.i for x in scene.readings]
        dates = [d for d in scene.dates if not is_other_news(d, token, figures, scene.s)]
        found = date_for(dates, token, r.cue_at)
        if shift is not None and found is not None and found.token > token and not found.of_speech:
            shift = None  # "two days after three drones were shot down on Sunday"
        if shift is not None:
            reference = context.start if context else self.published
            if found is not None and found.token < shift[1]:
                reference = found.start
            if reference is not None:
                day = reference + timedelta(days=shift[0])
                return Day(day, day, None, Window.UNSTATED, "day", DateBasis.RELATIVE_TO_EVENT)
        if found is not None and self._is_hour_of_count(found, r, scene.s):
            found = None  # "as of Wednesday noon ten residents were dead": of the attack spoken of before
        if found is not None:
            window_kind = found.window
            is_silent = window_kind is Window.UNSTATED and not names_hour_of_speech(scene.s, found)
            if is_silent and window_of(scene.low_text) is Window.DAY:
                window_kind = Window.DAY
            of_news = found.of_speech or (r.how == "toll" and dates_the_news(found, r.q.j, scene.s))
            basis = DateBasis.PUBLICATION if of_news else found.basis
            return Day(found.start, found.end, found.night_of, window_kind, _precision(found), basis)
        if scope is Scope.BACKGROUND:
            return _counted_over(None)  # what is recalled without a date is of no day that the text tells of
        if context is not None:
            if self._is_day_of_speech(context):
                return Day(context.start, context.end, None, Window.UNSTATED, context.precision, DateBasis.PUBLICATION)
            night, window_kind = context.night_of, context.window
            return Day(context.start, context.end, night, window_kind, _precision(context), DateBasis.CONTEXT)
        precision = None if self.published is None else "day"
        return Day(self.published, self.published, None, Window.UNSTATED, precision, DateBasis.PUBLICATION)

    def _is_hour_of_count(self, found: When, r: Reading, s: Sentence) -> bool:
        """Whether a date says up to when people were counted, and the text has dated the attack itself."""
        is_as_of = found.of_speech and s.low[max(0, found.token - _TO_HOUR) : found.token][:2] in (
            ["as", "of"],
            [",", "as"],
        )
        known = self.memory.when
        return is_as_of and r.subject in ("person", None) and known is not None and known.start < found.start

    def _follows_from_period(self, scene: Scene, r: Reading) -> bool:
        """ "24 settlements were shelled over the past day. As a result, four people were killed.": of that day, too."""
        if self.memory.goes_on_at == scene.seen.index:
            return True
        last = self.memory.last_claim
        if (
            last is None
            or self.memory.last_claim_at != scene.seen.index - 1
            or last.scope is not Scope.PERIOD
            or scene.dates
        ):
            return False
        window, is_one_paragraph = self.memory.last_window, "\n" not in self.text[last.quote_end : scene.s.start]
        is_of_a_day = window is not None and (window[1] - window[0]).days <= 1 and last.measure in _ATTACKED
        is_bare = not any(m.usable and not m.is_context for m in scene.mentions) and r.subject == "person"
        return scene.low_text.startswith(_RESULTS) or (is_of_a_day and is_one_paragraph and is_bare)

    def _total_gone_on_with(self, scene: Scene, r: Reading, measure: Measure) -> Claim | None:
        """ "10,749 civilians have been killed since the invasion. Another 20,556 have been injured.": the total that the figure is
        told beside, without a day, a place or an attack of its own."""
        last = self.memory.last_claim
        if last is None or last.scope not in (Scope.CUMULATIVE, Scope.PERIOD) or self.memory.last_window is None:
            return None
        is_beside = {measure, last.measure} <= _TOLL and (r.q.is_other or r.counted.is_other)
        is_next = (
            self.memory.last_claim_at == scene.seen.index - 1 and "\n" not in self.text[last.quote_end : scene.s.start]
        )
        is_own = any(m.usable and not m.is_context for m in scene.mentions) or _ATTACK.search(scene.low_text)
        is_as_of = scene.low_text.startswith("as of ") and {measure, last.measure} <= _TOLL
        if last.scope is Scope.CUMULATIVE and is_as_of and all(d.of_speech for d in scene.dates):
            is_here = self.memory.last_claim_at == scene.seen.index
            return last if (is_next or is_here) and not is_own else None
        return last if is_beside and is_next and not is_own and not scene.dates else None

    def _stretch_gone_on_with(
        self, scene: Scene, r: Reading, measure: Measure, place: Mention | None, around: tuple[str, str]
    ) -> tuple[Scope, tuple[date, date] | None] | None:
        """ "208 civilians were killed in October. Women accounted for 71 of the dead.", "In January air defence worked on 2,391
        targets. Of these, 1,518 were shot down.": what the sentence before counted over, where this one has no day, attack or place
        of its own and counts the same, or points back to what was counted."""
        index, memory = scene.seen.index, self.memory
        if memory.stretch_at == index and memory.stretch is not None:
            return memory.stretch if r.q.kind != "ordinal" else None
        last = memory.last_claim if memory.last_claim_at == index - 1 else None
        if memory.before is None or memory.before[0] != index - 1 or r.q.kind == "ordinal":
            return None
        begin, text = memory.before[1:]
        if "\n" in self.text[begin + len(text) : scene.s.start] or any(not d.of_speech for d in scene.dates):
            return None
        if last is not None:
            scope, window = last.scope, memory.last_window
        else:
            scope, window = read_scope(text, self.published, False, (text, ""))
        if scope not in (Scope.PERIOD, Scope.CUMULATIVE):
            return None
        is_of_a_day = window is not None and (window[1] - window[0]).days <= 1
        points_back = _POINTS_BACK.search(scene.low_text) is not None
        if is_of_a_day:
            goes_on = points_back or _OF_BULLETIN.search(scene.low_text) is not None
        else:
            is_elsewhere = last is not None and place is not None and self._is_new(place, last)
            is_same = last is not None and _family(last.measure) == _family(measure)
            goes_on = (points_back or is_same) and not is_elsewhere and not _ONE_ATTACK.search(scene.low_text)
        if not goes_on or _OTHER_ACCOUNT.search(scene.low_text):
            return None
        memory.stretch, memory.stretch_at = (scope, window), index
        return memory.stretch

    def _invaded(self, scene: Scene) -> Where | None:
        """ "since Russia invaded Ukraine": a total of the war, which covers the country that the words name."""
        if _INVASION.search(scene.low_text) is None:
            return None
        return next((Where(m, False) for m in scene.mentions if m.place_id == Side.UA.value), None)

    def _is_day_of_speech(self, when: When) -> bool:
        """A weekday that is the day of publication, and of nothing that happened."""
        is_weekday = when.basis is DateBasis.WEEKDAY and when.night_of is None and not when.names_event
        return is_weekday and when.start == self.published


def _family(measure: Measure) -> str:
    """What is counted together: people, what flies and strikes, what is broken."""
    if measure in (Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.CAPTURED):
        return "people"
    return "damage" if measure is Measure.DAMAGED else "attacks"


_POINTS_BACK = re.compile(
    r"^(?:of (?:these|them|those|which|the)\b|overall\b|in (?:all|total|sum)\b|among (?:them|the)\b|altogether\b|it also\b)"
    r"|\b(?:accounted for|make up|made up) \d|\b(?:that|the same|in the|over the|during the) (?:month|quarter|period|time)\b"
    r"|\bof the (?:dead|wounded|injured|killed|victims|total)\b|\bas a result\b"
)
_OF_BULLETIN = re.compile(
    r"\b(?:the enemy|enemy's|occupiers|invaders|the aggressor|the adversary"
    r"|our (?:soldiers|defenders|troops|army|forces|aviation|units)|ukraine's defenders|defence forces|defense forces"
    r"|in total|direction|sector|combat (?:engagements|clashes))\b"
)
_ONE_ATTACK = re.compile(
    r"\b(?:an?|the|that|this) (?:[\w-]+ ){0,2}(?:attack|strike|airstrike|missile|shelling|bombing|bomb|raid|explosion|blast"
    r"|drone|shell|rocket|barrage)\b"
)


def _end_of_toll(scene: Scene, r: Reading, end: int) -> int:
    """The token behind "five people killed and 18 injured" for each of the two, which lie in one place."""
    for x in scene.readings if r.subject == "person" else ():
        between = scene.s.low[end : x.q.hedge_i]
        if x.q.i > r.q.i and x.measures and between and set(between) <= _JOINS_TOLL:
            end = max(x.counted.end, x.q.j)
    return end


_JOINS_TOLL = words("and , killed dead injured wounded hurt died injuring wounding killing")


def _goes_on_total(r: Reading, scope: Scope, before: Draft) -> bool:
    """ "504 children have been killed and more than 1,100 injured since the invasion": of one place."""
    is_total = scope is Scope.CUMULATIVE and before.claim.scope is Scope.CUMULATIVE
    return is_total and r.counted.noun is None and {before.reading.subject, r.subject} <= {"person", None}


def _is_of_same_soldiers(r: Reading, before: Draft) -> bool:
    """ "killed 14 Russian soldiers and wounded 32"."""
    done = max(before.reading.counted.end, before.reading.q.j)
    is_bare = r.counted.noun is None and r.subject in (None, "person") and 0 <= r.q.hedge_i - done <= 2
    return is_bare and before.claim.unit_id == "soldier" and before.claim.measure in _TOLL


def _is_of_the_invasion(
    r: Reading, scope: Scope, window: tuple[date, date] | None, speaker: Speaker | None = None
) -> bool:
    """ "12,910 civilians have been killed since the invasion": in the country invaded, wherever it was told; so are the schools
    and churches that an international body counts."""
    is_since = scope is Scope.CUMULATIVE and window is not None and window[0] == WAR_STARTED
    if is_since and speaker is not None and speaker.claimant_type == "un_ngo" and r.subject in ("object", "attack"):
        return True
    return is_since and r.subject == "person" and r.counted.unit_id in ("civilian", "child", "rescuer")


def _is_aside_of(place: Mention | None, r: Reading, s: Sentence) -> bool:
    """ "… since the start of the war, with the heaviest fighting around Bakhmut": where something else goes on."""
    between = s.low[r.q.j : place.i] if place is not None else []
    return any(a == "," and b in _ASIDES for a, b in pairwise(between))


_ASIDES = frozenset({"with", "while", "as", "amid"})


def _may_be_of_both(r: Reading) -> bool:
    """Soldiers and their equipment, lost since a country was invaded: of either army."""
    return r.subject in ("object", "aircraft") or r.counted.unit_id == "soldier"


def _opens(s: Sentence, b: int) -> bool:
    """Whether a clause begins at token `b`: "; …", "…, and …", "while …"."""
    return s.low[b] in (";", "while", "whereas") or (s.low[b] == "and" and s.low[b - 1] == ",")


def _counts_at_home(r: Reading, speaker: Speaker, conflict: str | None) -> bool:
    """Whether a count of weapons is of the speaker's own country: a neighbour's, or a state at another war."""
    is_neighbour = r.subject == "munition" and speaker.place_id in _NEIGHBOURS
    return is_neighbour or (conflict == "other" and speaker.claimant_id in STATES)


def _is_of_days_before(between: list[str]) -> bool:
    """ "…, in an assault that came a day after five people were hurt in X"."""
    return any(a in _SPANS and b == "after" for a, b in pairwise(between))


_SPANS = words("day days hours week weeks month months")


def _is_denominator_of(r: Reading, before: Draft | None) -> bool:
    return before is not None and r.how == "denominator" and before.reading.of == r.index


def places_open_to(mentions: list[Mention], r: Reading, readings: Sequence[Reading], s: Sentence) -> list[Mention]:
    """Mentions without those that belong to a later item of a list by place ("337, including 91 over the Moscow region")."""
    ends = [
        (x, max(x.q.j, x.counted.end))
        for x in readings
        if x.how == "list" and x.q.start > r.q.start and _counts_same(x, r)
    ]
    items = [
        x.q.j
        for x, end in ends
        if end < len(s) and s.low[end] in _PLACED and any(end < m.i <= end + _TO_NAME for m in mentions)
    ]
    return [m for m in mentions if not items or m.i < min(items)]


_PLACED = frozenset({"over", "in", "near", "at", "from"})
_TO_NAME = 3
"""Tokens from a preposition to the name behind it: "in the city of X"."""


def _counts_same(x: Reading, r: Reading) -> bool:
    """Items that name another thing ("17 houses and 40 cars in X") share one place."""
    return x.counted.noun is None or x.counted.unit_id == r.counted.unit_id or x.subject == r.subject == "person"


def _counted_over(window: tuple[date, date] | None) -> Day:
    if window is None:
        return Day(None, None, None, Window.UNSTATED, None, DateBasis.PUBLICATION)
    days = (window[1] - window[0]).days
    precision = "day" if days <= 1 else "week" if days <= 7 else "month" if days <= 31 else "year"
    return Day(*window, None, Window.UNSTATED, precision, DateBasis.RELATIVE_TO_PUBLICATION)


def _precision(when: When) -> str | None:
    return "night" if when.night_of else when.precision


def _is_own_force(s: Sentence) -> bool:
    """ "Its air defence units intercepted 14": of whoever spoke before."""
    return s.low[:1] in (["its"], ["their"]) and not _FORCES.isdisjoint(s.low[1:5])


def _is_own_feat(r: Reading, measure: Measure, speaker: Speaker) -> bool:
    """Attacks, and what an army says it hit or whom it killed, is as likely told by the attacker as by the attacked."""
    is_army = speaker.claimant_type == "military"
    is_enemy_loss = measure in (Measure.HIT, Measure.DAMAGED) or r.counted.unit_id == "soldier"
    return measure is Measure.ATTACKS or (is_army and is_enemy_loss)


def _says_our(s: Sentence, end: int) -> bool:
    """ "31 drones have been shot down over our region": the speaker's own."""
    return any(a == "our" and b in _AREAS for a, b in pairwise(s.low[end : end + 12]))


def _is_aimed_at_the(words_behind: list[str]) -> bool:
    """ "four missiles were launched at the shipyard": at what was spoken of before."""
    return any(a in ("at", "against", "on") and b == "the" for a, b in pairwise(words_behind))


_TO_HOUR = 2
"""Tokens from "as of" to the day."""
_TO_AIM = 5
"""Tokens from what was launched to what it was launched at."""


def _points_back(words_before: list[str]) -> bool:
    """ "all the projectiles, 15 missiles and 21 drones": of what was spoken of before."""
    return any(a == "all" and b in ("the", "these", "those") for a, b in pairwise(words_before))


def _unit_of(r: Reading, measure: Measure) -> str | None:
    """The unit of what is counted; of "no casualties or damage" people and buildings."""
    if measure is Measure.DAMAGED and r.subject in (None, "person"):
        return "building"
    return r.counted.unit_id or _default_unit(measure)


def _default_unit(measure: Measure) -> str | None:
    if measure in (Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.CAPTURED):
        return "person"
    return "attack" if measure is Measure.ATTACKS else None


def _trace(r: Reading, chosen: Attribution | None, where: Where, basis: DateBasis, scope: Scope) -> tuple[str, ...]:
    place = "context" if where.is_inherited else "sentence" if where.mention else "none"
    return (
        f"quantity:{r.q.kind}:{r.q.qualifier.value}",
        f"counted:{r.counted.unit_id or 'unknown'}",
        f"outcome:{r.how}",
        f"who:{chosen.kind if chosen else 'publisher'}",
        f"where:{place}",
        f"when:{basis.value}",
        f"scope:{scope.value}",
    )
