"""How well the engine reads hand-labelled articles: counts per measure, attributes of what it found, traps it fell into, and every
error by phenomenon. Pure: labels and a reader come in, a report goes out.

Labels are objects as the gold guide has them: an item with `id`, `text`, `published`, `claims`, `traps`; a claim with `measure`,
`value`, …, `optional`. A required label without a claim is a miss; a claim without a label is a false alarm, unless it repeats a
labelled value of the item. Optional labels and the measure `other` are neither demanded nor held against the engine.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dagster_project.claims.accuracy import Counts, Error, ErrorKind, Report
from dagster_project.claims.matching import (
    NO_MATCH,
    Figure,
    agreement,
    closeness,
    of_claim,
    of_label,
    shares_words,
    unit_family,
)
from dagster_project.claims.model import Claim, SourceText
from dagster_project.claims.phenomena import phenomenon_of_claim, phenomenon_of_label

Item = Mapping[str, Any]
Predict = Callable[[SourceText], Sequence[Claim]]

OTHER = "other"
_HELD_OUT_EVERY = 3
_SMALL_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


def evaluate(gold: Iterable[Item], predict: Predict) -> Report:
    """Let `predict` read every item and compare what it claims with the labels."""
    report = Report()
    for item in gold:
        _judge_item(report, item, predict(source_of(item)))
    return report


def source_of(item: Item) -> SourceText:
    """The item as the engine sees an article; a bare publication date is midnight UTC, so that the day stays that day."""
    stated = item.get("published")
    published = datetime.fromisoformat(stated) if stated else None
    if published is not None and published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    return SourceText(item["id"], item["text"], item.get("outlet"), item.get("title"), published, published)


def is_held_out(item_id: str) -> bool:
    """Whether an item belongs to the third that is scored but whose sentences are not looked at: by the hash of its id."""
    return int(hashlib.sha256(item_id.encode()).hexdigest(), 16) % _HELD_OUT_EVERY == 0


@dataclass(frozen=True, slots=True)
class _Label:
    raw: Mapping[str, Any]
    figure: Figure
    is_required: bool


def _judge_item(report: Report, item: Item, claims: Sequence[Claim]) -> None:
    labels = [_label(raw) for raw in item["claims"]]
    figures = [of_claim(claim) for claim in claims]
    pairs = _pair(labels, figures)
    taken = set(pairs.values())
    for i, label in enumerate(labels):
        counts = report.measures[label.figure.measure or ""] if label.is_required or i in taken else Counts()
        if i in taken:
            counts.found += label.is_required
            counts.optional += not label.is_required
        elif label.is_required:
            counts.missed += 1
            report.errors.append(_missed(item, label))
    alarms = list(_false_alarms(report, labels, claims, figures, pairs))
    for claim, figure in alarms:
        report.measures[figure.measure or ""].false_alarms += 1
        trap = _trap_of(item, figure)
        if trap is not None:
            report.trap_violations.append((item["id"], claim.measure.value, figure.value or 0.0, trap))
        report.errors.append(_false_alarm(item, claim, trap))
    for j, i in pairs.items():
        if labels[i].is_required:
            _judge_attributes(report, item, labels[i], claims[j], figures[j])
    report.items += 1
    report.traps += len(item.get("traps") or ())
    if not any(label.is_required for label in labels):
        report.items_without_figures += 1
        report.items_without_figures_clean += not alarms


def _label(raw: Mapping[str, Any]) -> _Label:
    figure = of_label(raw)
    return _Label(raw, figure, not raw.get("optional") and figure.measure != OTHER)


def _pair(labels: Sequence[_Label], figures: Sequence[Figure]) -> dict[int, int]:
    """Claim to label, one to one, the closest pairs first; ties go to what stands earlier."""
    candidates: list[tuple[int, int, int]] = []
    for i, label in enumerate(labels):
        for j, figure in enumerate(figures):
            values = agreement(label.figure, figure) if label.figure.measure == figure.measure else NO_MATCH
            if values != NO_MATCH:
                candidates.append((-closeness(label.figure, figure, values, label.is_required), i, j))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in used and j not in pairs:
            used.add(i)
            pairs[j] = i
    return pairs


def _false_alarms(
    report: Report,
    labels: Sequence[_Label],
    claims: Sequence[Claim],
    figures: Sequence[Figure],
    pairs: Mapping[int, int],
) -> Iterator[tuple[Claim, Figure]]:
    for j, figure in enumerate(figures):
        if j in pairs:
            continue
        if any(x.figure.measure == figure.measure and agreement(x.figure, figure) for x in labels):
            report.measures[figure.measure or ""].repeated += 1
        else:
            yield claims[j], figure


def _trap_of(item: Item, figure: Figure) -> str | None:
    """The trap whose number the claim took, in the same words."""
    if figure.value is None:
        return None
    for trap in item.get("traps") or ():
        in_reach = trap in figure.quote or figure.quote in trap
        if in_reach and figure.value in _numbers_in(trap):
            return str(trap)
    return None


def _numbers_in(text: str) -> set[float]:
    digits = {float(part.replace(",", "")) for part in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
    words = set(re.findall(r"[a-z]+", text.lower()))
    return digits | {float(n) for n, word in enumerate(_SMALL_NUMBERS) if word in words}


def _judge_attributes(report: Report, item: Item, label: _Label, claim: Claim, figure: Figure) -> None:
    for name, is_right, expected, got in _attributes(item, label.figure, figure):
        share = report.attributes[name]
        share.judged += 1
        share.right += is_right
        if not is_right:
            detail = f"{name}: {got or 'none'}, labelled {expected or 'none'}"
            number = (claim.value_start - claim.quote_start, claim.value_end - claim.quote_start)
            report.errors.append(
                Error(item["id"], ErrorKind.ATTRIBUTE, claim.measure.value, name, claim.quote, number, detail)
            )


def _attributes(item: Item, label: Figure, claim: Figure) -> Iterator[tuple[str, bool, object, object]]:
    """(name, is it right, labelled, claimed) of every attribute that the label states."""
    if label.unit:
        yield "unit_family", unit_family(label.unit) == unit_family(claim.unit), label.unit, claim.unit
    if label.place:
        yield "place", shares_words(label.place, claim.place), label.place, claim.place
    if label.event_date:
        yield "event_date", label.event_date == claim.event_date, label.event_date, claim.event_date
    if label.claimant:
        yield "claimant", shares_words(label.claimant, claim.claimant), label.claimant, claim.claimant
    else:
        yield "claimant_null", not claim.claimant, None, claim.claimant
    yield "qualifier", label.qualifier == claim.qualifier, label.qualifier, claim.qualifier
    if label.has_interval:
        yield "interval", label.interval == claim.interval, label.interval, claim.interval
    if label.target_side:
        yield "target_side", label.target_side == claim.target_side, label.target_side, claim.target_side
    if label.scope and claim.scope:
        yield "scope", label.scope == claim.scope, label.scope, claim.scope
    if item["text"] and claim.quote:
        yield "quote_in_text", claim.quote in item["text"], "a quote of the text", claim.quote
    yield "conflict", (claim.conflict == "ru-ua") == (label.conflict == "ru-ua"), label.conflict, claim.conflict


def _missed(item: Item, label: _Label) -> Error:
    quote, text = label.figure.quote, str(label.raw.get("value_text") or "")
    at = label.raw.get("value_start")
    begin = at - item["text"].find(quote) if isinstance(at, int) and quote in item["text"] else quote.find(text)
    number = (begin, begin + len(text)) if 0 <= begin <= len(quote) - len(text) and text else None
    phenomenon = label.raw.get("phenomenon") or item.get("phenomenon") or phenomenon_of_label(label.raw)
    detail = f"labelled {label.figure.measure} {label.figure.qualifier} {text}".rstrip()
    return Error(item["id"], ErrorKind.MISSED, label.figure.measure or "", phenomenon, quote, number, detail)


def _false_alarm(item: Item, claim: Claim, trap: str | None) -> Error:
    number = (claim.value_start - claim.quote_start, claim.value_end - claim.quote_start)
    detail = f"claimed {claim.measure.value} {claim.qualifier.value} {claim.unit_id or ''}".rstrip()
    phenomenon = f"trap: {trap}" if trap is not None else phenomenon_of_claim(claim)
    return Error(item["id"], ErrorKind.FALSE_ALARM, claim.measure.value, phenomenon, claim.quote, number, detail)
