"""Sentences as the engine first sees them, and who speaks in them: also where a quotation runs over several."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dagster_project.claims.attribution import Attribution, find_attributions, stated_by
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.readings import Reading
from dagster_project.claims.speakers import SpeechMemory
from dagster_project.claims.tokens import Sentence, tokenize

LONGEST_QUOTE = 12
"""Sentences; what is open for longer was never closed."""
REACH = LONGEST_QUOTE + 2
"""Sentences around a figure that can bear on it: speakers and places before it, the end of its quotation behind it."""


@dataclass(slots=True)
class Seen:
    """One sentence with all that is known of it before its figures are drafted; tokens are made when they are asked for.

    `has_figures`: something is counted in it; `is_near`: one of the next sentences has figures, so that it is worth reading;
    `is_item`: a line of a list that a sentence with a figure and a colon opens.
    """

    index: int
    start: int
    text: str
    tokens: Sentence | None = None
    readings: list[Reading] = field(default_factory=list)
    has_figures: bool = False
    is_near: bool = False
    is_heard: bool = False
    is_item: bool = False
    attributions: list[Attribution] = field(default_factory=list)
    quoted_by: Attribution | None = None

    def tokenized(self, text: str) -> Sentence:
        if self.tokens is None:
            self.tokens = tokenize(text, self.start, self.start + len(self.text))
        return self.tokens


class Listener:
    """Finds the speakers of the sentences around figures, before any figure is drafted: a quotation can look ahead to who is
    quoted. Holds `REACH` sentences at a time, whatever the length of the text."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.memory = SpeechMemory()
        self.quote = _Quotation()
        self.last: Seen | None = None

    def listen(self, sentences: Iterable[Seen]) -> Iterator[Seen]:
        """Yield the sentences as they came, each once all that bears on it has been heard."""
        waiting: deque[Seen] = deque()
        last_figure = -REACH - 1
        for sentence in sentences:
            waiting.append(sentence)
            since = sentence.index - last_figure
            if sentence.has_figures:
                last_figure = sentence.index
                for earlier in waiting:
                    earlier.is_near = True
                    self._hear(earlier)
            elif since == 1 or (self.quote.is_open and since <= REACH):
                self._hear(sentence)
            if len(waiting) > REACH:
                yield waiting.popleft()
        yield from waiting

    def _hear(self, sentence: Seen) -> None:
        if sentence.is_heard:
            return
        sentence.is_heard = True
        s = sentence.tokenized(self.text)
        self.memory.index = sentence.index
        if len(s) > 2:
            sentence.attributions = find_attributions(self.text, s, self.lexicon, self.memory)
        last, self.last = self.last, sentence
        if last is not None and last.index == sentence.index - 1 and not (last.attributions or last.quoted_by):
            last.quoted_by = (
                self._named_behind(last, sentence)
                or stated_by(self.text, s, self.lexicon, self.memory)
                or self._goes_on_behind(last, sentence)
            )
        if (
            last is not None
            and last.index == sentence.index - 1
            and not sentence.attributions
            and _is_quoted(sentence.text)
        ):
            sentence.quoted_by = next(iter(last.attributions[-1:]), None) or last.quoted_by
        self.quote.go_on(sentence)

    def _named_behind(self, last: Seen, sentence: Seen) -> Attribution | None:
        """ "… 31 were shot down. Source: the Air Force", in one line."""
        is_source = sentence.text.lower().startswith("source:")
        is_one_line = "\n" not in self.text[last.start + len(last.text) : sentence.start]
        return next(iter(sentence.attributions), None) if is_source and is_one_line else None

    def _goes_on_behind(self, last: Seen, sentence: Seen) -> Attribution | None:
        """ "Four people were killed at a resort. Another three died later, the prosecutor said.": one account, told in two
        sentences of one paragraph, whose second goes on with the figures of the first."""
        words = sentence.tokenized(self.text).low[:2]
        is_one_line = "\n" not in self.text[last.start + len(last.text) : sentence.start]
        if not last.has_figures or not is_one_line or not (words[:1] in _GOES_ON or words in _OF_THEM):
            return None
        return next((a for a in sentence.attributions[:1] if a.kind != "before" or a.begin > _OPENING), None)


_GOES_ON = (["both"], ["another"], ["neither"], ["none"], ["they"], ["all"], ["his"], ["her"], ["their"])
_OF_THEM = (["of", "them"], ["of", "these"], ["of", "those"], ["a", "further"], ["among", "them"], ["among", "those"])
_OPENING = 3
"""Tokens; who is named further on tells what stands before."""


def _is_quoted(text: str) -> bool:
    """Whether a sentence is a quotation from its first word to its last, as they go on behind "…," he said."""
    return text[:1] in _MARKS and text.rstrip(".!?")[-1:] in _MARKS


_MARKS = frozenset('"“”«»')


class _Quotation:
    """A quotation that is open: its sentences get the speaker named at its end or before its start."""

    def __init__(self) -> None:
        self.inside: list[Seen] = []
        self.before: list[Attribution] = []

    @property
    def is_open(self) -> bool:
        return bool(self.inside)

    def go_on(self, sentence: Seen) -> None:
        """Take in the next sentence."""
        straight = sentence.text.count('"') % 2 == 1
        if not self.inside:
            if straight or ("“" in sentence.text and "”" not in sentence.text.rsplit("“", 1)[1]):
                self.inside = [sentence]
            else:
                self.before = sentence.attributions
        elif straight or "”" in sentence.text or len(self.inside) > LONGEST_QUOTE:
            self._close(sentence)
        else:
            self.inside.append(sentence)

    def _close(self, end: Seen) -> None:
        before = [*self.before, *self.inside[0].attributions]
        speaker = next(iter(end.attributions), None) or (before[-1] if before else None)
        if speaker is not None:
            for inside in self.inside:
                if inside.quoted_by is None and not inside.attributions:
                    inside.quoted_by = speaker
            if not end.attributions:
                end.quoted_by = speaker
        self.inside, self.before = [], end.attributions
