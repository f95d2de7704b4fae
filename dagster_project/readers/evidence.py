"""What of a model's answer may enter: an entry becomes a claim, or is rejected with the reason. A pure function of the answer, the
article and the lexicon.

The model points; the words decide. Its quote must stand verbatim in the article, its number must be read in that quote by the
engine's own reader of numbers and come to the same value, and every name it gives must be copied from the article. Spans, hedges,
intervals, dates and ids are read here from the words pointed at, so a wrong one can't be said. Nothing may be derived.
What remains the model's word alone is drawn from closed vocabularies: measure, unit, side, conflict, scope, modality.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from dagster_project.claims.dating import find_dates
from dagster_project.claims.engine import LOCAL_TIME
from dagster_project.claims.identity import claim_id
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import (
    Claim,
    DateBasis,
    Measure,
    Modality,
    Scope,
    Side,
    SourceText,
    Window,
)
from dagster_project.claims.places import geo_precision
from dagster_project.claims.quantities import Quantity, read_quantities
from dagster_project.claims.scope import read_scope
from dagster_project.claims.tokens import LONGEST_SENTENCE, Sentence, sentence_spans, tokenize
from dagster_project.quality.audits import LARGEST_VALUE
from dagster_project.readers.answers import MOST_ENTRIES, Answer
from dagster_project.readers.prompt import CONFLICTS, PUBLISHER, claimant_types

Word = TypeVar("Word", bound=StrEnum)
_SHOWN = 500
_LONGEST_NAME = 200
_OF_PEOPLE = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING})
_OF_WEAPONS = frozenset({
    Measure.LAUNCHED, Measure.INTERCEPTED, Measure.SUPPRESSED, Measure.INTERCEPTED_OR_SUPPRESSED,
})  # fmt: skip
_COUNTS_OVER = frozenset({Scope.PERIOD, Scope.CUMULATIVE, Scope.COUNTER})


class Reason(StrEnum):
    """Why an entry, or a whole answer, did not enter."""

    REFUSED = "refused"
    NOT_JSON = "not_json"
    NOT_THE_SCHEMA = "not_the_schema"
    TOO_MANY = "too_many"
    NOT_THE_VOCABULARY = "not_the_vocabulary"
    UNIT_NOT_OF_MEASURE = "unit_not_of_measure"
    QUOTE_NOT_IN_ARTICLE = "quote_not_in_article"
    NUMBER_NOT_IN_QUOTE = "number_not_in_quote"
    NUMBER_AMBIGUOUS = "number_ambiguous"
    NOT_A_COUNT = "not_a_count"
    DERIVED = "derived"
    VALUE_DIFFERS = "value_differs"
    NAME_NOT_IN_ARTICLE = "name_not_in_article"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Rejected:
    """One entry that did not enter. `position` counts entries from 0; None = the answer as a whole. Strings are cut to a
    length fit for a table."""

    article_id: str
    position: int | None
    reason: Reason
    detail: str
    quote: str | None = None
    value_text: str | None = None
    measure: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]


class _No(Exception):
    """The entry is rejected."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def judge(answer: Answer, source: SourceText, lexicon: Lexicon, extractor: str, version: str) -> Judged:
    """Claims of an answer in the order of the text, and the rest with reasons. Raises nothing, whatever the answer holds."""
    if answer.unusable:
        reason, detail = answer.unusable
        return Judged((), (Rejected(source.article_id, None, Reason(reason), _shown(detail) or ""),))
    article = _Article(source, lexicon, extractor, version)
    found: dict[tuple[int, int, Measure], Claim] = {}
    rejected: list[Rejected] = []
    for position, entry in enumerate(answer.entries[:MOST_ENTRIES]):
        try:
            claim = article.claim(entry)
            key = (claim.value_start, claim.value_end, claim.measure)
            if key in found:
                raise _No(Reason.REPEATED, "expected each number once for a measure, found it before")
            found[key] = claim
        except _No as no:
            rejected.append(_rejected(source.article_id, position, no, entry))
    if len(answer.entries) > MOST_ENTRIES:
        detail = f"expected at most {MOST_ENTRIES} entries, found {len(answer.entries)}; those beyond were not read"
        rejected.append(Rejected(source.article_id, None, Reason.TOO_MANY, detail))
    return Judged(tuple(found[key] for key in sorted(found)), tuple(rejected))


def _rejected(article_id: str, position: int, no: _No, entry: Any) -> Rejected:
    said: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
    quote, number, measure, value = (_shown(said.get(name)) for name in ("quote", "value_text", "measure", "value"))
    return Rejected(article_id, position, no.reason, _shown(str(no)) or "", quote, number, measure, value)


def _shown(value: Any) -> str | None:
    """A value as it can be kept in a column: text, of bounded length, without halves of characters."""
    if value is None:
        return None
    if isinstance(value, int) and value.bit_length() > 64:
        return "a number beyond 64 bits"
    text = value if isinstance(value, str) else str(value) if isinstance(value, int | float) else type(value).__name__
    return text[:_SHOWN].encode("utf-8", "replace").decode("utf-8")


class _Article:
    """An article with its sentences, for judging entries against."""

    def __init__(self, source: SourceText, lexicon: Lexicon, extractor: str, version: str) -> None:
        self.source, self.lexicon, self.text = source, lexicon, source.text
        self.extractor, self.version = extractor, version
        self.spans = list(sentence_spans(source.text))
        self.published = source.published_at.astimezone(LOCAL_TIME).date() if source.published_at else None
        self.claimant_types = frozenset(claimant_types(lexicon))

    def claim(self, entry: Any) -> Claim:
        """The claim an entry makes. Raises `_No`."""
        if not isinstance(entry, dict):
            raise _No(Reason.NOT_THE_SCHEMA, f"expected an object, found {type(entry).__name__}")
        measure = _word(entry, "measure", Measure)
        scope = _word(entry, "scope", Scope)
        modality = _word(entry, "modality", Modality)
        side = _word(entry, "target_side", Side) if entry.get("target_side") is not None else None
        conflict = _listed(entry, "conflict", CONFLICTS) if entry.get("conflict") is not None else None
        unit = self._unit(entry, measure)
        quote_start, quote_end = self._quote(entry)
        s, q = self._number(entry, quote_start, quote_end, measure, scope)
        place = self._name(entry, "place_text", quote_start)
        weapon = self._name(entry, "weapon_text", quote_start)
        place_id = self.lexicon.place(self._at(place)) if place else None
        named = self.lexicon.weapon(self._at(weapon)) if weapon else None
        claimant_text, claimant_id, claimant_type, claimant_side = self._claimant(entry, quote_start)
        start, end, night_of, window, precision, basis = self._when(entry, quote_start, s, q, scope)
        quote_start, quote_end = min(quote_start, s.starts[q.hedge_i]), max(quote_end, s.ends[q.j - 1])
        return Claim(
            claim_id=claim_id(self.source.article_id, q.start, q.end, measure.value),
            article_id=self.source.article_id,
            known_at=self.source.known_at,
            measure=measure,
            value_ordinal=0,
            quote=self.text[quote_start:quote_end],
            quote_start=quote_start,
            quote_end=quote_end,
            sentence=self.text[s.start : s.end],
            value_text=self.text[q.start : q.end],
            value_start=q.start,
            value_end=q.end,
            rule_trace=("reader:language_model", f"quantity:{q.kind}:{q.qualifier.value}"),
            extractor=self.extractor,
            extractor_version=self.version,
            qualifier=q.qualifier,
            value=q.value,
            value_low=q.low,
            value_high=q.high,
            is_negated_zero=q.kind == "zero",
            derivation=None,
            derived_from_claim_ids=(),
            unit_id=unit,
            weapon_class=named[1] if named else None,
            weapon_model=named[2] if named else None,
            part_of_claim_id=None,
            part_role=None,
            target_side=side,
            attacker_side=None,
            conflict_id=conflict,
            conflict_basis="reader" if conflict else "unstated",
            place_text=self._at(place) if place else None,
            place_id=place_id,
            place_ids=(place_id,) if place_id else (),
            geo_precision=geo_precision(place_id, self.lexicon),
            event_date_start=start,
            event_date_end=end,
            night_of=night_of,
            window=window,
            date_precision=precision,
            date_basis=basis,
            claimant_text=claimant_text,
            claimant_id=claimant_id,
            claimant_type=claimant_type,
            claimant_side=claimant_side,
            relay=None,
            modality=modality,
            scope=scope,
        )

    def _at(self, span: tuple[int, int]) -> str:
        return self.text[span[0] : span[1]]

    def _unit(self, entry: Mapping[str, Any], measure: Measure) -> str:
        unit = _listed(entry, "unit", self.lexicon.unit_subjects)
        subject = self.lexicon.unit_subjects[unit]
        fits = (
            subject == "person" if measure in _OF_PEOPLE
            else subject in ("munition", "aircraft") if measure in _OF_WEAPONS
            else subject == "attack" if measure is Measure.ATTACKS
            else subject != "attack" if measure is Measure.CAPTURED
            else subject not in ("attack", "person")
        )  # fmt: skip
        if not fits:
            raise _No(Reason.UNIT_NOT_OF_MEASURE, f"expected a unit that can be {measure}, found {unit}")
        return unit

    def _quote(self, entry: Mapping[str, Any]) -> tuple[int, int]:
        """Where the quote stands; of several places the first, where its words say the same."""
        quote = _text(entry, "quote")
        if len(quote) > LONGEST_SENTENCE:
            raise _No(Reason.NOT_THE_SCHEMA, f"expected a quote of a sentence, found {len(quote)} characters")
        start = self.text.find(quote)
        if start < 0:
            raise _No(Reason.QUOTE_NOT_IN_ARTICLE, "expected the article's own words, found others")
        return start, start + len(quote)

    def _number(
        self, entry: Mapping[str, Any], quote_start: int, quote_end: int, measure: Measure, scope: Scope
    ) -> tuple[Sentence, Quantity]:
        """The number pointed at, as the engine reads it in its whole sentence, so that a hedge left out of the quote counts."""
        begin, end = self._only(_text(entry, "value_text"), quote_start, quote_end)
        s = self._sentence(begin)
        inside = [q for q in read_quantities(s, self.lexicon) if q.start < end and begin < q.end]
        inside = [q for q in inside if quote_start <= q.start and q.end <= quote_end]
        if not inside:
            raise _No(Reason.NUMBER_NOT_IN_QUOTE, "expected a number in the words given, found none that counts")
        if len(inside) > 1:
            raise _No(Reason.NUMBER_AMBIGUOUS, f"expected one number in the words given, found {len(inside)}")
        q = inside[0]
        if q.kind == "all":
            raise _No(Reason.DERIVED, "expected a number as written, found one to be worked out")
        if q.kind == "ordinal" and not (measure is Measure.ATTACKS and scope is Scope.COUNTER):
            raise _No(Reason.NOT_A_COUNT, "expected a count, found an ordinal")
        if s.low[q.j : q.j + 1] in (["%"], ["percent"]) or s.low[q.j : q.j + 2] == ["per", "cent"]:
            raise _No(Reason.NOT_A_COUNT, "expected a count, found a percentage")
        value = entry.get("value")
        if isinstance(value, bool) or not (value is None or isinstance(value, int)):
            raise _No(Reason.NOT_THE_SCHEMA, f"value: expected an integer or null, found {type(value).__name__}")
        if value != q.value:
            raise _No(Reason.VALUE_DIFFERS, f"expected {q.value}, which the quote says, found {_shown(value)}")
        if max(q.value or 0, q.low or 0, q.high or 0) > LARGEST_VALUE:
            raise _No(Reason.NOT_A_COUNT, f"expected at most {LARGEST_VALUE}, found more")
        return s, q

    def _only(self, words: str, quote_start: int, quote_end: int) -> tuple[int, int]:
        """The one place in the quote where `words` stand as whole words."""
        places: list[int] = []
        at = self.text.find(words, quote_start, quote_end)
        while at >= 0:
            before, after = self.text[at - 1 : at], self.text[at + len(words) : at + len(words) + 1]
            if not (_joins(before, words[0]) or _joins(after, words[-1])):
                places.append(at)
            at = self.text.find(words, at + 1, quote_end)
        if not places:
            raise _No(Reason.NUMBER_NOT_IN_QUOTE, "expected the words of the number in the quote, found them nowhere")
        if len(places) > 1:
            raise _No(Reason.NUMBER_AMBIGUOUS, f"expected the words of the number once, found them {len(places)} times")
        return places[0], places[0] + len(words)

    def _sentence(self, at: int) -> Sentence:
        index = bisect_right(self.spans, at, key=lambda span: span[0]) - 1
        start, end = self.spans[max(index, 0)]
        return tokenize(self.text, start, end)

    def _name(self, entry: Mapping[str, Any], field: str, near: int) -> tuple[int, int] | None:
        """Where a name stands: the first place from the quote on, else the first of all."""
        if entry.get(field) is None:
            return None
        name = _text(entry, field)
        at = self.text.find(name, near)
        at = at if at >= 0 else self.text.find(name)
        if at < 0 or len(name) > _LONGEST_NAME:
            raise _No(Reason.NAME_NOT_IN_ARTICLE, f"{field}: expected the article's own words, found others")
        return at, at + len(name)

    def _claimant(self, entry: Mapping[str, Any], near: int) -> tuple[str | None, str | None, str, Side | None]:
        """Text, id, type and side: the lexicon's where it knows the name, else the type the model gives."""
        kind = _listed(entry, "claimant_type", self.claimant_types)
        span = self._name(entry, "claimant_text", near)
        if span is None:
            return None, None, PUBLISHER, None
        if kind == PUBLISHER:
            raise _No(
                Reason.NOT_THE_VOCABULARY, "claimant_type: expected that of the claimant named, found the publisher's"
            )
        words = tokenize(self.text, *span).low
        matches = [(i, self.lexicon.claimant_names.match(words, i)) for i in range(len(words))]
        known = [(match[0] - i, match[1]) for i, match in matches if match]
        if not known:
            return self._at(span), None, kind, None
        who = self.lexicon.claimants[max(known, key=lambda one: one[0])[1]]
        return self._at(span), who.claimant_id, who.claimant_type, who.side

    def _when(
        self, entry: Mapping[str, Any], near: int, s: Sentence, q: Quantity, scope: Scope
    ) -> tuple[date | None, date | None, date | None, Window, str | None, DateBasis]:
        """Dates as the engine reads them in the words pointed at; without such words, publication. Words that can't be
        read give no date: the figure then belongs to no event, rather than to a wrong one."""
        nothing = (None, None, None, Window.UNSTATED, None, DateBasis.PUBLICATION)
        span = self._name(entry, "date_text", near)
        if scope in _COUNTS_OVER:
            read, counted = read_scope(" ".join(s.low), self.published, q.kind == "ordinal")
            if read is not scope or counted is None:
                return nothing
            days = (counted[1] - counted[0]).days
            precision = "day" if days <= 1 else "week" if days <= 7 else "month" if days <= 31 else "year"
            return *counted, None, Window.UNSTATED, precision, DateBasis.RELATIVE_TO_PUBLICATION
        if span is None:
            day = self.published
            return nothing if day is None else (day, day, None, Window.UNSTATED, "day", DateBasis.PUBLICATION)
        dated = self._sentence(span[0])
        for when in find_dates(dated, self.published):
            if span[0] <= dated.starts[when.token] < span[1] and when.end - when.start < timedelta(days=366):
                precision = "night" if when.night_of else when.precision
                return when.start, when.end, when.night_of, when.window, precision, when.basis
        return nothing


def _joins(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum()


def _text(entry: Mapping[str, Any], field: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip():
        raise _No(Reason.NOT_THE_SCHEMA, f"{field}: expected words, found {type(value).__name__} without any")
    return value.strip()


def _word(entry: Mapping[str, Any], field: str, words: type[Word]) -> Word:
    return words(_listed(entry, field, [str(word) for word in words]))


def _listed(entry: Mapping[str, Any], field: str, words: Any) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or value not in words:
        raise _No(Reason.NOT_THE_VOCABULARY, f"{field}: expected a word of its vocabulary, found {_shown(value)}")
    return value
