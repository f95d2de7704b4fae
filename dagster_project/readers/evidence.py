"""What of a model's answer may enter: an entry becomes a claim, or is rejected with the reason. A pure function of the answer, the
article and the lexicon.

The model points; the words decide. Its quote must stand verbatim in the article, its number must be read in that quote by the
engine's own reader of numbers and come to the same value, and every name it gives must be copied from the article. Spans, hedges,
intervals, dates and ids are read here from the words pointed at, so a wrong one can't be said. Nothing may be derived.
What remains the model's word alone is drawn from closed vocabularies: measure, unit, side, conflict, scope, modality.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, Measure, SourceText
from dagster_project.readers.answers import MOST_ENTRIES, Answer
from dagster_project.readers.entry import ArticleWords
from dagster_project.readers.reasons import NotBelieved, Reason, shown


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


def judge(answer: Answer, source: SourceText, lexicon: Lexicon, extractor: str, version: str) -> Judged:
    """Claims of an answer in the order of the text, and the rest with reasons. Raises nothing, whatever the answer holds."""
    if answer.unusable:
        reason, detail = answer.unusable
        return Judged((), (Rejected(source.article_id, None, Reason(reason), shown(detail) or ""),))
    article = ArticleWords(source, lexicon, extractor, version)
    found: dict[tuple[int, int, Measure], Claim] = {}
    rejected: list[Rejected] = []
    for position, entry in enumerate(answer.entries[:MOST_ENTRIES]):
        try:
            claim = article.claim(entry)
            key = (claim.value_start, claim.value_end, claim.measure)
            if key in found:
                raise NotBelieved(Reason.REPEATED, "expected each number once for a measure, found it before")
            found[key] = claim
        except NotBelieved as no:
            rejected.append(_rejected(source.article_id, position, no, entry))
    if len(answer.entries) > MOST_ENTRIES:
        detail = f"expected at most {MOST_ENTRIES} entries, found {len(answer.entries)}; those beyond were not read"
        rejected.append(Rejected(source.article_id, None, Reason.TOO_MANY, detail))
    return Judged(tuple(found[key] for key in sorted(found)), tuple(rejected))


def _rejected(article_id: str, position: int, no: NotBelieved, entry: Any) -> Rejected:
    said: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
    quote, number, measure, value = (shown(said.get(name)) for name in ("quote", "value_text", "measure", "value"))
    return Rejected(article_id, position, no.reason, shown(str(no)) or "", quote, number, measure, value)
