"""Sentences and tokens with their offsets. Nothing is interpreted here; every span is in code points of the article's text.

Both walk the text once, so time grows linearly with its length; a run without sentence ends is cut at `LONGEST_SENTENCE`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SENTENCE = 1500
"""Code points; longer stretches are lists or lost punctuation, and are cut at the last space before the limit."""

# opens with one class of characters, by which the search skips; a run of full stops is looked at once
_BREAK = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)(?<![.!?…]{2})[.!?…]*+[\"”’'»)\]]*+(?=\s)|(?<=[.!?])(?=[A-Z][a-z]))")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Brig|Gov|Sen|Rep|Pres|Prof|St|No|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|Mt|vs|approx|incl|e\.g|i\.e|U\.S|U\.K|U\.N|a\.m|p\.m|[A-Z])\.$"
)
_OPENS_SENTENCE = re.compile(r"[\s]*[\"“‘«(\[]*[A-Z0-9À-ÞА-Я]")

_TOKEN = re.compile(
    r"(?P<word>(?:[A-Z]\.){2,}|[^\W\d_]+(?:[-‐‑/]?\d+(?:\w|[-‐‑/](?=\w))*|[-‐‑/](?=\w)\w+|['’](?!s\b)[^\W\d_]+)*)"
    r"|(?P<money>[$€£₴¥]\s?\d[\d,.]*(?:\s?(?:bn|billion|million|trillion|m|k)\b)?)"
    r"|(?P<date>\d{4}-\d{2}-\d{2}(?:T[\d:.+Z-]*)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d{2})"
    r"|(?P<compound>\d+(?:[.,]\d+)?(?:st|nd|rd|th)?(?:[-‐‑–][^\W\d_]+)+)"
    r"|(?P<range>(?<![\w-])(?:\d{1,3}(?:,\d{3})+|\d{1,6})\s?[-–—]\s?(?:\d{1,3}(?:,\d{3})+|\d{1,6})(?![\d-]|,\d))"
    r"|(?P<number>\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+(?!\d|[.,]\d)|\d{1,12}(?:\.\d+)?)(?P<suffix>[^\W\d_]+|\s?%)?"
    r"|(?P<possessive>['’]s\b)"
    r"|(?P<punctuation>\S)"
)

MONEY, DATE, COMPOUND, RANGE, NUMBER, ORDINAL, WORD, PUNCTUATION, MEASUREMENT = range(9)
_ORDINAL_SUFFIX = frozenset({"st", "nd", "rd", "th"})
_KINDS: dict[str | None, int] = {
    "word": WORD,
    "punctuation": PUNCTUATION,
    "possessive": PUNCTUATION,
    "number": NUMBER,
    "money": MONEY,
    "date": DATE,
    "compound": COMPOUND,
    "range": RANGE,
}


@dataclass(slots=True)
class Sentence:
    """One sentence as parallel lists over its tokens. `start`/`end` are its span; `starts`/`ends` those of the tokens."""

    start: int
    end: int
    raw: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]
    kinds: list[int]

    def __len__(self) -> int:
        return len(self.low)


def line_spans(text: str, begin: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines from `begin` on, each with its line break: no sentence goes over one."""
    while begin < len(text):
        end = text.find("\n", begin) + 1 or len(text)
        yield begin, end
        begin = end


def sentence_spans(text: str, begin: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of `text[begin:end]`, which ends with a line, without surrounding white space."""
    end = len(text) if end is None else end
    for match in _BREAK.finditer(text, begin, end):
        if "\n" not in match.group():
            if match.end() < len(text) and text[match.end()].isspace() and not _OPENS_SENTENCE.match(text, match.end()):
                continue
            if match.group() == "." and _ABBREVIATION.search(text, max(begin, match.start() - 12), match.end()):
                continue
        yield from _cut(text, begin, match.end())
        begin = match.end()
    yield from _cut(text, begin, end)


def _cut(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while begin < end:
        stop = end
        if end - begin > LONGEST_SENTENCE:
            space = text.rfind(" ", begin + LONGEST_SENTENCE // 2, begin + LONGEST_SENTENCE)
            stop = space if space > 0 else begin + LONGEST_SENTENCE
        first, last = begin, stop
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            yield first, last
        begin = stop


def tokenize(text: str, start: int, end: int) -> Sentence:
    """Tokens of `text[start:end]`; `low` is lower case with straight apostrophes and hyphens."""
    matches = list(_TOKEN.finditer(text, start, end))
    raw = [match.group() for match in matches]
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    kinds = [_KINDS[m.lastgroup] if m.lastgroup != "suffix" else _kind_of_suffix(m["suffix"]) for m in matches]
    is_plain = text.isascii() or text[start:end].isascii()
    low = [word.lower() if is_plain or word.isascii() else normalise(word) for word in raw]
    return Sentence(start, end, raw, low, starts, ends, kinds)


def normalise(raw: str) -> str:
    """Lower case with one kind of apostrophe and one kind of hyphen: the form the lexicon is keyed on."""
    low = raw.lower()
    if low.isascii():
        return low
    return low.replace("’", "'").replace("‐", "-").replace("‑", "-").replace("–", "-")


def _kind_of_suffix(suffix: str) -> int:
    """What a number with letters or a per cent sign behind it is."""
    return ORDINAL if suffix in _ORDINAL_SUFFIX else MEASUREMENT
