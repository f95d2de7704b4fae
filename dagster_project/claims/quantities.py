"""Numbers as the press writes them: digits, words, ranges, hedges, "dozens", "a man", "no", "all"; not what is counted.

Intervals follow the contract: exact [n, n]; at least n [n, ∞); more than n [n+1, ∞); up to n [0, n]; about n [0.9n, 1.1n], and
"nearly n" [0.9n, n]; a vague word has no interval and carries the conventional count of its seed in `low`.

Some phrases state no number but say how to get one: "all", a share ("half", "80 percent"), "the rest", "all but four".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Qualifier
from dagster_project.claims.tokens import MEASUREMENT, NUMBER, ORDINAL, RANGE, WORD, Sentence
from dagster_project.claims.words import words

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ), start=1,
    )
    for name in names.split()
}  # fmt: skip
_DATE_LEADS = words(
    "in since by from until till during early late mid of before after year spring summer autumn winter fall"
)
POSSESSIVES = frozenset({"his", "her", "their"})
RESTS = frozenset({"rest", "remainder", "remaining"})
ONLY = frozenset({"only", "sole", "lone"})
_OPENINGS = POSSESSIVES | RESTS | ONLY | {"all", "every", "there", "most"}
_OF_WHAT = frozenset({"of", "the"})
_KIN = words(
    "wife husband son daughter mother father brother sister child baby girlfriend boyfriend grandmother grandson "
    "granddaughter neighbour neighbor colleague friend companion uncle aunt nephew niece cousin stepson toddler partner"
)
_NOT_ONE = words("of another day in time year week month night morning point side side's hand way thing that's")
_ONE_MORE = frozenset({"second", "third"})
_OPENS_HEADLINE = frozenset({":", ",", ";", "–", "—", "-", "|"})
_ENDS_HEADLINE = frozenset({",", ";", ":", ".", "–", "—", "-", "|"})
_OF_VICTIM = words("elderly pregnant young teenage ukrainian russian local")
_BEFALLS = words("killed dies died dead injured wounded hurt")
_LONGEST_HEDGE = 4
_SHARE = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
_POINT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+")
"""Thousands as continental outlets write them; people and weapons are never counted in decimals."""
_DIGIT_GROUPS = re.compile(r"[,\s\u00a0\u202f\u2009]")


@dataclass(slots=True)
class Quantity:
    """A number phrase of a sentence. Token span [i, j) without hedges, `hedge_i` with them; `start`/`end` in the text."""

    i: int
    j: int
    hedge_i: int
    start: int
    end: int
    kind: str  # number · ordinal · article · vague · zero · all · fraction · rest
    value: int | None
    low: int | None
    high: int | None
    qualifier: Qualifier
    is_other: bool = False  # "another three", "a further six"
    share: tuple[int, int] | None = None  # of a fraction: "two thirds" (2, 3), "87.5 percent" (875, 1000)
    is_nearly: bool = False  # a share hedged from below only

    @property
    def is_percentage(self) -> bool:
        return self.share is not None and self.share[1] % 100 == 0

    @property
    def is_plural(self) -> bool:
        """Whether what follows stands in the plural."""
        return self.value != 1 or self.kind in ("vague", "all", "fraction", "rest")


def read_quantities(sentence: Sentence, lexicon: Lexicon) -> list[Quantity]:
    """All number phrases of the sentence, in order, not overlapping."""
    found: list[Quantity] = []
    i, n = 0, len(sentence)
    while i < n:
        is_plain = sentence.kinds[i] == WORD and not _may_open(sentence.low[i], lexicon)
        quantity = None if is_plain else _read(sentence, lexicon, i)
        if quantity is None and (i == 0 or sentence.low[i - 1] in _OPENS_HEADLINE):
            quantity = _victim_of_headline(sentence, lexicon, i)
        if quantity is None:
            i += 1
            continue
        found.append(quantity)
        i = max(quantity.j, i + 1)
    return found


def _victim_of_headline(s: Sentence, lexicon: Lexicon, i: int) -> Quantity | None:
    """ "Child killed, 20 injured", "Elderly woman dies in shelling": one person, whose noun stands for the number."""
    k = i
    while k < len(s) and (s.low[k] in _OF_VICTIM or s.low[k].endswith("-year-old")):
        k += 1
    noun = lexicon.nouns.match(s.low, k) if k < len(s) else None
    if noun is None or noun[1].subject != "person" or noun[1].is_plural:
        return None
    told, end = noun[0], len(s)
    if told == end or s.low[told] not in _BEFALLS:
        return None
    is_of_others = told + 1 < end and (
        s.kinds[told + 1] != WORD or s.low[told + 1] == "the" or lexicon.numbers.match(s.low, told + 1) is not None
    )  # "Officer killed 12 people"
    if is_of_others and s.low[told + 1] not in _ENDS_HEADLINE:
        return None
    return Quantity(i, i, i, s.starts[i], s.ends[told - 1], "article", 1, 1, 1, Qualifier.EXACT)


def _may_open(word: str, lexicon: Lexicon) -> bool:
    """Whether `_read_words` has a use for the word; most are sent away here."""
    return word in lexicon.numbers or word in _OPENINGS or "-" in word


def _read(s: Sentence, lexicon: Lexicon, i: int) -> Quantity | None:
    kind = s.kinds[i]
    if kind in (NUMBER, MEASUREMENT) and (percent := _percent(s, i)):
        return _share(s, lexicon, i, *percent)
    if kind == NUMBER:
        if _is_counted_in_month(s, lexicon, i):
            return _with_hedges(s, lexicon, i, *_cardinal(s, lexicon, i))
        if _is_date_or_year(s, i) or _is_year_of(s, lexicon, i) or _is_age(s, i) or _is_label(s, i) or _is_cut(s, i):
            return None
        if _ends_or_opens_dates(s, lexicon, i) or _is_of_model(s, lexicon, i):
            return None
        return _with_hedges(s, lexicon, i, *_cardinal(s, lexicon, i))
    if kind == RANGE:
        return None if _beside_month(s, i, i + 1) else _range(s, lexicon, i)
    if kind == ORDINAL:
        digits = re.match(r"\d+", s.low[i])
        return (
            None
            if _beside_month(s, i, i + 1) or digits is None
            else _plain(s, i, i + 1, "ordinal", int(digits.group()))
        )
    return _read_words(s, lexicon, i)


def _read_words(s: Sentence, lexicon: Lexicon, i: int) -> Quantity | None:
    word = s.low[i]
    if word in POSSESSIVES and i + 2 < len(s):
        kin = i + 1
        while kin < min(len(s) - 1, i + 3) and (s.low[kin].endswith("-year-old") or s.low[kin] in _OF_AGE):
            kin += 1
        if s.low[kin] in _KIN:
            return _plain(s, i, kin + 1, "article", 1)
    if word in ("all", "every") and i + 1 < len(s) and (s.kinds[i + 1] == NUMBER or _is_cardinal(s, lexicon, i + 1)):
        return None
    if word in RESTS:
        return _rest(s, i)
    if word in ONLY:
        return _only_one(s, lexicon, i)
    if word == "without" and s.low[i + 1 : i + 2] == ["borders"]:
        return None  # an organisation of that name
    if word == "there":
        return _existence(s, lexicon, i)
    if word == "all" and s.low[i + 1 : i + 2] == ["but"]:
        return _all_but(s, lexicon, i)
    if word in ("all", "every"):
        return _plain(s, i, i + 1, "all", None)
    fraction = _fraction(s, lexicon, i)
    if fraction is not None:
        return _share(s, lexicon, i, *fraction)
    if "-" in word:
        value = _hyphenated(word, lexicon)
        return None if value is None else _with_hedges(s, lexicon, i, i + 1, value)
    match = lexicon.numbers.match(s.low, i)
    if match is None:
        return None
    j, number = match
    if number.kind in ("scale", "fraction"):
        return None
    if number.kind == "cardinal":
        listed = (
            i
            and s.low[i - 1] in ("and", ",")
            and j + 1 < len(s)
            and s.low[j] in ("in", "of")
            and s.raw[j + 1][:1].isupper()
        )
        if word == "one" and "after" in s.low[j : j + 5] and "another" in s.low[j : j + 6]:
            return None  # "one human wave after another"
        if word == "one" and j < len(s) and s.low[j] in _NOT_ONE and not listed and not _one_of_number(s, lexicon, j):
            return None
        end, total = _cardinal(s, lexicon, i)
        if end == i:
            return None
        return _with_hedges(s, lexicon, i, end, total)
    if number.kind == "vague":
        if word == "some" and j < len(s) and (s.kinds[j] in (NUMBER, RANGE) or _is_cardinal(s, lexicon, j)):
            return None
        if i and s.low[i - 1] == "as" and s.low[j : j + 1] == ["as"]:  # "as many as 25"
            return None
        end = j + 1 if j < len(s) and s.low[j] == "of" and word != "a" else j
        quantity = _plain(s, i, j, "vague", None)
        quantity.low, quantity.qualifier, quantity.j = number.value, Qualifier.VAGUE, end
        quantity.hedge_i = _hedge(s, lexicon, i)[0]
        return quantity
    if number.kind == "article":
        behind = next((k for k in range(j, min(len(s), j + 3)) if s.low[k] == "couple"), None)
        if behind is not None and s.low[behind + 1 : behind + 2] != ["of"]:
            return _plain(s, i, behind + 1, "number", 2)  # "an elderly couple"
    quantity = _plain(s, i, j, number.kind, number.value)
    if number.kind == "ordinal" and _beside_month(s, i, j):
        return None
    if number.kind == "article" and j == i + 2 and s.low[i + 1] in _ONE_MORE:
        quantity.is_other = True
    if word == "another" and j < len(s):
        inner = _read(s, lexicon, j)
        if inner is not None and inner.kind in ("number", "vague"):
            inner.hedge_i, inner.is_other = i, True
            return inner
        quantity.is_other = True
    return quantity


def _plain(s: Sentence, i: int, j: int, kind: str, value: int | None) -> Quantity:
    return Quantity(i, j, i, s.starts[i], s.ends[j - 1], kind, value, value, value, Qualifier.EXACT)


def _rest(s: Sentence, i: int) -> Quantity | None:
    """ "the rest", "the remainder"; "the remaining drones" without a number."""
    is_bare = s.low[i] != "remaining" or (i + 1 < len(s) and s.kinds[i + 1] == WORD)
    return _plain(s, i - 1, i + 1, "rest", None) if is_bare and i and s.low[i - 1] == "the" else None


def _only_one(s: Sentence, lexicon: Lexicon, i: int) -> Quantity | None:
    """ "the only person killed", "the sole fatality": one."""
    if not i or s.low[i - 1] != "the" or s.low[i - 2 : i - 1] == ["not"] or i + 1 >= len(s):
        return None
    noun, result = lexicon.nouns.match(s.low, i + 1), lexicon.results.match(s.low, i + 1)
    is_person = noun is not None and noun[1].subject == "person" and not noun[1].is_plural
    is_one = is_person or (result is not None and result[1].kind == "noun" and not s.low[i + 1].endswith("s"))
    return _plain(s, i - 1, i + 1, "number", 1) if is_one else None


def _existence(s: Sentence, lexicon: Lexicon, i: int) -> Quantity | None:
    """ "there are wounded", "there were dead and injured among the crew": some, at least one."""
    plural = s.low[i + 1 : i + 2] in (["are"], ["were"])
    result = lexicon.results.match(s.low, i + 2) if plural and i + 2 < len(s) else None
    if result is None or result[1].measure is None:
        return None
    quantity = _plain(s, i, i + 2, "vague", None)
    quantity.low, quantity.qualifier = 1, Qualifier.VAGUE
    return quantity


def _all_but(s: Sentence, lexicon: Lexicon, i: int) -> Quantity | None:
    """ "all but four": the rest, of which `value` are missing."""
    end, value = _cardinal(s, lexicon, i + 2) if i + 2 < len(s) else (i, None)
    return None if end <= i + 2 or value is None else _plain(s, i, end, "rest", value)


def _percent(s: Sentence, i: int) -> tuple[int, int, int] | None:
    """(end, numerator, denominator) of "80%", "87.5 percent", "90 per cent"."""
    sign = s.low[i].endswith("%")
    number = s.low[i].rstrip("% \u00a0")
    end = i + 1
    if not sign:
        after = s.low[end : end + 2]
        end += 1 if after[:1] in (["percent"], ["%"]) else 2 if after == ["per", "cent"] else 0
    if (end == i + 1 and not sign) or not _SHARE.fullmatch(number):
        return None
    whole, _, decimals = number.partition(".")
    return end, int(whole + decimals), 100 * 10 ** len(decimals)


def _fraction(s: Sentence, lexicon: Lexicon, i: int) -> tuple[int, int, int] | None:
    """(end, numerator, denominator) of "half", "a third", "two-thirds", "three quarters", where "of" or "the" follows."""
    parts = s.low[i].split("-") if "-" in s.low[i] else s.low[i : i + 2]
    first = lexicon.numbers.match(parts, 0) if parts else None
    if s.low[i] == "most" and s.low[i + 1 : i + 2] == ["of"]:
        return i + 1, 1, 2
    if first is None:
        return None
    if first[1].kind == "fraction" and parts[0] == "half":
        end, numerator, name = i + 1, 1, "half"
    elif len(parts) == 2 and (parts[0] in ("a", "one") or first[1].kind == "cardinal"):
        end, numerator, name = i + (1 if "-" in s.low[i] else 2), first[1].value, parts[1]
    else:
        return None
    named = lexicon.numbers.match([name], 0)
    if named is None or named[1].kind not in ("fraction", "ordinal") or end >= len(s) or numerator >= named[1].value:
        return None
    follows = s.low[end] in _OF_WHAT or (name == "half" and s.low[end] in ("were", "are"))
    return (end, numerator, named[1].value) if follows and (numerator == 1) != name.endswith("s") else None


def _share(s: Sentence, lexicon: Lexicon, i: int, j: int, numerator: int, denominator: int) -> Quantity:
    quantity = _plain(s, i, j, "fraction", None)
    quantity.share = numerator, denominator
    quantity.hedge_i, qualifier, nearly = _hedge(s, lexicon, i)
    quantity.qualifier, quantity.is_nearly = qualifier or Qualifier.EXACT, nearly
    if s.low[i] == "most":
        quantity.qualifier = Qualifier.MORE_THAN
    return quantity


def interval_of_share(whole: int, q: Quantity) -> tuple[int, int | None, int | None, Qualifier]:
    """(value, low, high, qualifier) of a share of `whole`.

    A share that gives no whole number is "about": a percentage is rounded to its last digit, so that it covers what rounds to it.
    """
    numerator, denominator = q.share or (1, 1)
    exact = Fraction(whole * numerator, denominator)
    below, above = floor(exact), ceil(exact)
    if q.qualifier is Qualifier.AT_LEAST:
        return above, above, None, q.qualifier
    if q.qualifier is Qualifier.MORE_THAN:
        return below, below + 1, None, q.qualifier
    if q.qualifier is Qualifier.AT_MOST:
        return below, 0, below, q.qualifier
    value = round(exact)
    if q.qualifier is Qualifier.ABOUT:
        return value, round(exact * 9 / 10), below if q.is_nearly else round(exact * 11 / 10), q.qualifier
    if below == above:
        return value, value, value, Qualifier.EXACT
    if q.is_percentage:
        half_a_digit = Fraction(whole, 2 * denominator)
        below, above = min(value, ceil(exact - half_a_digit)), max(value, floor(exact + half_a_digit))
    return value, below, above, Qualifier.ABOUT


def _one_of_number(s: Sentence, lexicon: Lexicon, j: int) -> bool:
    """ "one of 20", "one of the two missiles"."""
    k = j + 2 if s.low[j : j + 2] == ["of", "the"] else j + 1
    return s.low[j] == "of" and k < len(s) and (s.kinds[k] == NUMBER or _is_cardinal(s, lexicon, k))


def _is_cardinal(s: Sentence, lexicon: Lexicon, i: int) -> bool:
    match = lexicon.numbers.match(s.low, i)
    return bool(match and match[1].kind == "cardinal") or _hyphenated(s.low[i], lexicon) is not None


def _hyphenated(word: str, lexicon: Lexicon) -> int | None:
    parts = word.split("-")
    if len(parts) != 2:
        return None
    values = [lexicon.numbers.match([part], 0) for part in parts]
    if all(v is not None and v[1].kind == "cardinal" for v in values):
        tens, ones = (v[1].value for v in values if v)
        if 20 <= tens <= 90 and 1 <= ones <= 9:
            return tens + ones
    return None


def _cardinal(s: Sentence, lexicon: Lexicon, i: int) -> tuple[int, int | None]:
    """Read digits or words from `i` on: "two hundred and fifty", "1.5 million", "three dozen". Returns (end, value)."""
    total, current, j, n = 0.0, 0.0, i, len(s)
    seen_scale = False
    while j < n:
        if s.kinds[j] == NUMBER:
            if j > i:
                break
            current = float(
                _DIGIT_GROUPS.sub("", s.low[j].replace(".", "") if _POINT_GROUPS.fullmatch(s.low[j]) else s.low[j])
            )
            j += 1
            continue
        hyphenated = _hyphenated(s.low[j], lexicon)
        match = lexicon.numbers.match(s.low, j)
        if hyphenated is not None:
            current += hyphenated
            j += 1
        elif match and match[1].kind == "cardinal" and (j == i or seen_scale):
            current += match[1].value
            seen_scale = seen_scale or match[1].value >= 100
            j = match[0]
        elif match and match[1].kind == "scale" and j > i:
            scale = match[1].value
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
            seen_scale = True
            j = match[0]
        elif s.low[j] == "and" and seen_scale and j + 1 < n and _is_cardinal(s, lexicon, j + 1):
            if lexicon.nouns.match(s.low, min(j + 2, n - 1)) is None:
                break
            j += 1
        else:
            break
    value = total + current
    return j, int(value) if value == int(value) else None


def _is_date_or_year(s: Sentence, i: int) -> bool:
    if _beside_month(s, i, i + 1):
        return True
    word = s.low[i]
    if len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2100:
        before = s.low[i - 1] if i else ""
        if (
            before in _DATE_LEADS
            or before in MONTHS
            or before in ("a", "an")
            or (before == "," and i > 1 and s.kinds[i - 2] in (NUMBER, ORDINAL))
        ):
            return True
    return False


def _is_counted_in_month(s: Sentence, lexicon: Lexicon, i: int) -> bool:
    """ "in March 21 people were killed", "in the week to 17 November 31 people": a number behind a month that is not its day."""
    if i < 2 or s.low[i - 1] not in MONTHS or not s.raw[i - 1][:1].isupper():
        return False
    noun = lexicon.nouns.match(s.low, i + 1) if i + 1 < len(s) else None
    is_dated = s.kinds[i - 2] in (NUMBER, ORDINAL) and _is_day(s, i - 2)
    return noun is not None and noun[1].is_plural and (is_dated or s.low[i - 2] in _OF_A_MONTH)


def _is_of_model(s: Sentence, lexicon: Lexicon, i: int) -> bool:
    """ "a Challenger 2 tank", "Shahed 129 drone strikes": a number behind a name and before one thing."""
    if not i or not s.raw[i - 1][:1].isupper() or not s.raw[i - 1].isalpha() or s.low[i] == "1":
        return False
    model = lexicon.nouns.match(s.low[i - 1 : i + 1], 0)
    if model is not None and model[0] == len(s.low[i - 1 : i + 1]):
        return True  # "No Challenger 2 was lost"
    noun = lexicon.nouns.match(s.low[i + 1 : i + 2], 0) if i + 1 < len(s) else None
    is_weapon = lexicon.weapons.match(s.low[i - 1 : i], 0) is not None
    is_one = is_weapon or (i > 1 and s.low[i - 2] in _ONE_THING)
    return noun is not None and not noun[1].is_plural and is_one


_ONE_THING = frozenset({"a", "an", "the", "one", "another"})
_OF_A_MONTH = frozenset({"in", "during", "throughout", "for"})
_TO_A_DAY = frozenset({"to", "and", "until", "till", "through"})


def _is_day(s: Sentence, i: int) -> bool:
    digits = re.match(r"\d+", s.low[i])
    return digits is not None and 1 <= int(digits.group()) <= 31


def _ends_or_opens_dates(s: Sentence, lexicon: Lexicon, i: int) -> bool:
    """ "between November 11 and 17", "from 11 to 17 November": a day of one month, named beside another."""
    if i > 1 and s.low[i - 1] in _TO_A_DAY and s.kinds[i - 2] in (NUMBER, ORDINAL) and _beside_month(s, i - 2, i - 1):
        return _is_day(s, i) and (i + 1 >= len(s) or lexicon.nouns.match(s.low, i + 1) is None)
    opens = i + 2 < len(s) and s.low[i + 1] in _TO_A_DAY and s.kinds[i + 2] in (NUMBER, ORDINAL)
    return opens and _is_day(s, i) and _beside_month(s, i + 2, i + 3)


def _is_year_of(s: Sentence, lexicon: Lexicon, i: int) -> bool:
    """ "the 2022 attack", "a 2014 missile strike": before a noun in the singular."""
    word = s.low[i]
    if len(word) != 4 or not word.isdigit() or not 1900 <= int(word) <= 2100:
        return False
    for k in range(i + 1, min(len(s), i + 4)):
        noun = lexicon.nouns.match(s.low, k)
        if noun is not None:
            return not noun[1].is_plural
        if s.kinds[k] != WORD:
            return False
    return False


def _is_cut(s: Sentence, i: int) -> bool:
    """ "324,8" where an excerpt breaks off: digits joined by a comma that are no thousands."""
    behind = s.low[i + 1 : i + 2] == [","] and s.kinds[i + 2 : i + 3] == [NUMBER] and s.starts[i + 2] == s.ends[i] + 1
    before = i > 1 and s.low[i - 1] == "," and s.kinds[i - 2] == NUMBER and s.starts[i] == s.ends[i - 2] + 1
    return behind or before


_LABELLED = words(
    "channel flight route unit block building apartment flat house room floor school hospital kindergarten no number nos chapter "
    "page article day phase stage line reactor gate highway road platform terminal berth bus train tram"
)
_NUMBERED = words("dead wounded injured killed missing victims casualties losses")
_NEAR_NUMBERED = 6
_OF_AGE = words(
    "teenage young younger older elder elderly eldest youngest oldest infant little small baby newborn pregnant adult only"
)
_DETERMINERS = words("the a an this that each every one same past last previous 's its his her their our")


def _is_label(s: Sentence, i: int) -> bool:
    """ "Channel 4", "in apartment 34", "reactor 4": a number behind the name of what bears it; not "in the building 20 people"."""
    if not i or s.low[i - 1] not in _LABELLED or not s.low[i].isdigit():
        return False
    if s.low[i - 1] == "number" and not _NUMBERED.isdisjoint(s.low[max(0, i - _NEAR_NUMBERED) : i - 1]):
        return False  # "in Kyiv the dead number 27"
    return i == 1 or s.raw[i - 1][:1].isupper() or s.low[i - 2] not in _DETERMINERS


def _is_clock_time(s: Sentence, j: int) -> bool:
    """ "7 a.m.", "10 pm", "18 hours GMT" behind the number that ends before token `j`."""
    after = s.low[j : j + 3]
    return after[:1] in (["am"], ["pm"], ["gmt"], ["o'clock"]) or (
        after[:1] in (["a"], ["p"]) and after[1:3] == [".", "m"]
    )


def _all_numbers(s: Sentence, i: int) -> bool:
    """Whether only numbers stand between "aged" and token `i`."""
    k = i - 1
    while s.low[k] in ("and", ",") or s.kinds[k] == NUMBER:
        k -= 1
    return s.low[k] == "aged"


def _is_age(s: Sentence, i: int) -> bool:
    """ "Popko, 71, said", "(45)": a bare number set off by commas or brackets behind a name."""
    after = s.low[i + 1] if i + 1 < len(s) else ""
    if i == 0 or not s.low[i].isdigit() or int(s.low[i]) > 110:
        return False
    ages = {"ages", "aged"}.intersection(s.low[max(0, i - _TO_AGES) : i])
    if ages and (
        s.low[i - 1] in ("from", "between")
        or s.low[i - 2 : i - 1] in (["from"], ["between"])
        or s.low[i - 1] in ("to", "and")
    ):
        return True  # "the ages of the victims ranged from 21 to 95"
    if s.low[i - 1] == "aged" or (s.low[i - 1] == "of" and i > 1 and s.low[i - 2] in _OF_AN_AGE):
        return True
    if s.low[i - 1] in ("and", ",") and "aged" in s.low[max(0, i - 6) : i] and _all_numbers(s, i):
        return True  # "two men aged 45 and 52"
    if (s.low[i - 1] == "," and after == ",") or (s.low[i - 1] == "(" and after == ")"):
        return True
    if s.low[i - 1] == "," and after in _BEHIND_AGE and i > 1 and s.low[i - 2] in _OF_AN_AGE:
        return True  # "a man, 46, and a woman, 39."
    first = i - 2 if s.low[i - 1] == "and" and s.kinds[i - 2] == NUMBER else i  # "two women, 52 and 67, were hurt"
    last = i + 2 if after == "and" and s.kinds[i + 2 : i + 3] == [NUMBER] else i
    return last - first == 2 and s.low[first - 1] == "," and s.low[last + 1 : last + 2] == [","]


_TO_AGES = 9
_OF_AN_AGE = words(
    "man woman boy girl pensioner teenager resident driver soldier officer worker electrician doctor nurse teacher student "
    "farmer volunteer rescuer firefighter guard child civilian"
)
_BEHIND_AGE = frozenset({"", ".", ";", "and", ")", "–", "—"})


def _beside_month(s: Sentence, i: int, j: int) -> bool:
    day = re.match(r"\d+", s.low[i])
    if day and int(day.group()) > 31:
        return False
    before = s.low[i - 1] if i else ""
    if before == "." and i > 1:
        before = s.low[i - 2]
    if before == "the" and i > 1 and j < len(s) and s.low[j] == "of":
        return j + 1 < len(s) and s.low[j + 1] in MONTHS
    if before in MONTHS and s.raw[i - 1][:1].isupper() | (
        s.raw[i - 2][:1].isupper() if before and i > 1 and s.low[i - 1] == "." else False
    ):
        return True
    after = s.low[j] if j < len(s) else ""
    if after == "of" and j + 1 < len(s):
        after = s.low[j + 1]
        j += 1
    return (
        after in MONTHS
        and s.raw[j][:1].isupper()
        and not (after == "may" and j + 1 < len(s) and s.low[j + 1] in ("have", "be"))
    )


def _hedge(s: Sentence, lexicon: Lexicon, i: int) -> tuple[int, Qualifier | None, bool]:
    """The hedge that ends right before token `i`: (its first token, qualifier, nearly)."""
    for length in range(min(_LONGEST_HEDGE, i), 0, -1):
        match = lexicon.hedges.match(s.low, i - length)
        if match and match[0] == i and not match[1].after:
            return i - length, match[1].qualifier, match[1].nearly
    return i, None, False


def _with_hedges(s: Sentence, lexicon: Lexicon, i: int, j: int, value: int | None) -> Quantity | None:
    if value is None or _is_clock_time(s, j) or s.low[max(0, i - 2) : i] == ["all", "but"]:
        return None
    if (
        j + 1 < len(s)
        and s.low[j] == "to"
        and (s.kinds[j + 1] == NUMBER or _is_cardinal(s, lexicon, j + 1))
        and (i == 0 or s.low[i - 1] != "from")
    ):
        end, upper = _cardinal(s, lexicon, j + 1)
        if upper is not None and upper > value:
            return _interval(s, i, end, value, upper)
    if i and s.low[i - 1] == "between" and j + 1 < len(s) and s.low[j] == "and":
        end, upper = _cardinal(s, lexicon, j + 1)
        if _is_clock_time(s, end):
            return None
        if upper is not None and upper > value:
            quantity = _interval(s, i, end, value, upper)
            quantity.hedge_i = i - 1
            return quantity
    hedge_i, qualifier, nearly = _hedge(s, lexicon, i)
    quantity = _plain(s, i, j, "number", value)
    after = lexicon.hedges.match(s.low, j) if j < len(s) else None
    if qualifier is None and after and after[1].after:
        qualifier, quantity.j = after[1].qualifier, after[0]
    quantity.hedge_i = hedge_i
    quantity.is_other = bool(hedge_i) and s.low[hedge_i - 1] in ("another", "further", "additional", "other")
    apply_qualifier(quantity, qualifier or Qualifier.EXACT, nearly)
    return quantity


def apply_qualifier(quantity: Quantity, qualifier: Qualifier, nearly: bool) -> None:
    """Set the interval that the hedge gives to the point value."""
    value = quantity.value or 0
    quantity.qualifier = qualifier
    if qualifier is Qualifier.AT_LEAST:
        quantity.low, quantity.high = value, None
    elif qualifier is Qualifier.MORE_THAN:
        quantity.low, quantity.high = value + 1, None
    elif qualifier is Qualifier.AT_MOST:
        quantity.low, quantity.high = 0, value
    elif qualifier is Qualifier.ABOUT:
        quantity.low, quantity.high = round(0.9 * value), value if nearly else round(1.1 * value)


def _interval(s: Sentence, i: int, j: int, low: int, high: int) -> Quantity:
    quantity = _plain(s, i, j, "number", None)
    quantity.low, quantity.high, quantity.qualifier = low, high, Qualifier.RANGE
    return quantity


def _range(s: Sentence, lexicon: Lexicon, i: int) -> Quantity | None:
    low, high = (int(part) for part in re.findall(r"\d+", s.low[i].replace(",", ""))[:2])
    if low >= high:
        return None
    quantity = _interval(s, i, i + 1, low, high)
    quantity.hedge_i = _hedge(s, lexicon, i)[0]
    return quantity
