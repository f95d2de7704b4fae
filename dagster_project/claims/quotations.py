"""Sentences as the engine first sees them, and quotations that run over several of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from dagster_project.claims.attribution import Attribution
from dagster_project.claims.readings import Reading
from dagster_project.claims.tokens import Sentence, tokenize

LONGEST_QUOTE = 12  # sentences


@dataclass(slots=True)
class Seen:
    """One sentence with all that is known of it before its figures are drafted; tokens are made when they are asked for."""

    start: int
    text: str
    tokens: Sentence | None = None
    readings: list[Reading] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    quoted_by: Attribution | None = None

    def tokenized(self, text: str) -> Sentence:
        if self.tokens is None:
            self.tokens = tokenize(text, self.start, self.start + len(self.text))
        return self.tokens


def spread_quotes(seen: list[Seen]) -> None:
    """Give sentences inside one quotation the speaker named at its end or before its start."""
    open_at: int | None = None
    for index, sentence in enumerate(seen):
        straight = sentence.text.count('"') % 2 == 1
        if open_at is None and (straight or ("“" in sentence.text and "”" not in sentence.text.rsplit("“", 1)[1])):
            open_at = index
            continue
        if open_at is not None and (straight or "”" in sentence.text or index - open_at > LONGEST_QUOTE):
            before = [*(seen[open_at - 1].attributions if open_at else []), *seen[open_at].attributions]
            speaker = next(iter(sentence.attributions), None) or (before[-1] if before else None)
            if speaker is not None:
                for inside in seen[open_at:index]:
                    if inside.quoted_by is None and not inside.attributions:
                        inside.quoted_by = speaker
                if not sentence.attributions:
                    sentence.quoted_by = speaker
            open_at = None
