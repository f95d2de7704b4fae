"""One entry against its article: the claim it points at, built from the article's own words, or why it is not believed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import Any

from dagster_project.claims.dating import find_dates
from dagster_project.claims.derived import WORD_KINDS
from dagster_project.claims.engine import LOCAL_TIME
from dagster_project.claims.identity import claim_id
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, DateBasis, Measure, Modality, Scope, Side, SourceText, Window
from dagster_project.claims.places import geo_precision
from dagster_project.claims.quantities import Quantity, read_quantities
from dagster_project.claims.scope import read_scope
from dagster_project.claims.tokens import LONGEST_SENTENCE, Sentence, sentence_spans, tokenize
from dagster_project.quality.audits import LARGEST_VALUE
from dagster_project.readers.prompt import CONFLICTS, PUBLISHER, claimant_types
from dagster_project.readers.reasons import NotBelieved, Reason, shown
from dagster_project.readers.vocabulary import listed, text_of, unit_of, word_of

_LONGEST_NAME = 200
_COUNTS_OVER = frozenset({Scope.PERIOD, Scope.CUMULATIVE, Scope.COUNTER})


class ArticleWords:
    """An article with its sentences, for judging entries against."""

    def __init__(self, source: SourceText, lexicon: Lexicon, extractor: str, version: str) -> None:
        self.source, self.lexicon, self.text = source, lexicon, source.text
        self.extractor, self.version = extractor, version
        self.spans = list(sentence_spans(source.text))
        self.published = source.published_at.astimezone(LOCAL_TIME).date() if source.published_at else None
        self.claimant_types = frozenset(claimant_types(lexicon))

    def claim(self, entry: Any) -> Claim:
        """The claim an entry makes. Raises `NotBelieved`."""
        if not isinstance(entry, dict):
            raise NotBelieved(Reason.NOT_THE_SCHEMA, f"expected an object, found {type(entry).__name__}")
        measure = word_of(entry, "measure", Measure)
        scope = word_of(entry, "scope", Scope)
        modality = word_of(entry, "modality", Modality)
        side = word_of(entry, "target_side", Side) if entry.get("target_side") is not None else None
        conflict = listed(entry, "conflict", CONFLICTS) if entry.get("conflict") is not None else None
        unit = unit_of(entry, measure, self.lexicon)
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

    def _quote(self, entry: Mapping[str, Any]) -> tuple[int, int]:
        """Where the quote stands; of several places the first, where its words say the same."""
        quote = text_of(entry, "quote")
        if len(quote) > LONGEST_SENTENCE:
            raise NotBelieved(Reason.NOT_THE_SCHEMA, f"expected a quote of a sentence, found {len(quote)} characters")
        start = self.text.find(quote)
        if start < 0:
            raise NotBelieved(Reason.QUOTE_NOT_IN_ARTICLE, "expected the article's own words, found others")
        return start, start + len(quote)

    def _number(
        self, entry: Mapping[str, Any], quote_start: int, quote_end: int, measure: Measure, scope: Scope
    ) -> tuple[Sentence, Quantity]:
        """The number pointed at, as the engine reads it in its whole sentence, so that a hedge left out of the quote counts."""
        begin, end = self._only(text_of(entry, "value_text"), quote_start, quote_end)
        s = self._sentence(begin)
        inside = [q for q in read_quantities(s, self.lexicon) if q.start < end and begin < q.end]
        inside = [q for q in inside if quote_start <= q.start and q.end <= quote_end]
        if not inside:
            raise NotBelieved(
                Reason.NUMBER_NOT_IN_QUOTE, "expected a number in the words given, found none that counts"
            )
        if len(inside) > 1:
            raise NotBelieved(Reason.NUMBER_AMBIGUOUS, f"expected one number in the words given, found {len(inside)}")
        q = inside[0]
        if q.is_percentage:
            raise NotBelieved(Reason.NOT_A_COUNT, "expected a count, found a percentage")
        if q.kind in WORD_KINDS:
            raise NotBelieved(Reason.DERIVED, "expected a number as written, found one to be worked out")
        if q.kind == "ordinal" and not (measure is Measure.ATTACKS and scope is Scope.COUNTER):
            raise NotBelieved(Reason.NOT_A_COUNT, "expected a count, found an ordinal")
        value = entry.get("value")
        if isinstance(value, bool) or not (value is None or isinstance(value, int)):
            raise NotBelieved(
                Reason.NOT_THE_SCHEMA, f"value: expected an integer or null, found {type(value).__name__}"
            )
        if value != q.value:
            raise NotBelieved(Reason.VALUE_DIFFERS, f"expected {q.value}, which the quote says, found {shown(value)}")
        if max(q.value or 0, q.low or 0, q.high or 0) > LARGEST_VALUE:
            raise NotBelieved(Reason.NOT_A_COUNT, f"expected at most {LARGEST_VALUE}, found more")
        return s, q

    def _only(self, words: str, quote_start: int, quote_end: int) -> tuple[int, int]:
        """The one place in the quote where `words` stand as whole words."""
        places = list(islice(_standing(self.text, words, quote_start, quote_end), 2))
        if not places:
            raise NotBelieved(
                Reason.NUMBER_NOT_IN_QUOTE, "expected the words of the number in the quote, found them nowhere"
            )
        if len(places) > 1:
            raise NotBelieved(Reason.NUMBER_AMBIGUOUS, "expected the words of the number once, found them again")
        return places[0], places[0] + len(words)

    def _sentence(self, at: int) -> Sentence:
        index = bisect_right(self.spans, at, key=lambda span: span[0]) - 1
        start, end = self.spans[max(index, 0)]
        return tokenize(self.text, start, end)

    def _name(self, entry: Mapping[str, Any], field: str, near: int) -> tuple[int, int] | None:
        """Where a name stands: the first place from the quote on, else the first of all."""
        if entry.get(field) is None:
            return None
        name = text_of(entry, field)
        end = len(self.text)
        at = next(_standing(self.text, name, near, end), None)
        at = next(_standing(self.text, name, 0, end), None) if at is None else at
        if at is None or len(name) > _LONGEST_NAME:
            raise NotBelieved(Reason.NAME_NOT_IN_ARTICLE, f"{field}: expected the article's own words, found others")
        return at, at + len(name)

    def _claimant(self, entry: Mapping[str, Any], near: int) -> tuple[str | None, str | None, str, Side | None]:
        """Text, id, type and side: the lexicon's where it knows the name, else the type the model gives."""
        kind = listed(entry, "claimant_type", self.claimant_types)
        span = self._name(entry, "claimant_text", near)
        if span is None:
            return None, None, PUBLISHER, None
        if kind == PUBLISHER:
            raise NotBelieved(
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


def _standing(text: str, words: str, start: int, end: int) -> Iterator[int]:
    """Where `words` stand in `text[start:end]` as whole words."""
    at = text.find(words, start, end)
    while at >= 0:
        behind = at + len(words)
        if not (_joins(text[at - 1 : at], words[0]) or _joins(text[behind : behind + 1], words[-1])):
            yield at
        at = text.find(words, at + 1, end)


def _joins(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum()
