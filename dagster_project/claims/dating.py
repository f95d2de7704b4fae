"""When: date words of a sentence, resolved against the publication date. Past dates only; a night keeps both of its dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from dagster_project.claims.model import DateBasis, Window
from dagster_project.claims.quantities import MONTHS
from dagster_project.claims.tokens import DATE, Sentence
from dagster_project.claims.words import words

_WEEKDAYS = {
    name: k for k, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_NIGHT = re.compile(r"\bovernight\b|\bnight(?:time|ly)?\b|\bnights\b")
_DAY = re.compile(r"\bdaytime\b|\bbroad daylight\b|\bafternoon\b|\bmidday\b|\bin the day\b")
_SPEECH_BEFORE = words("said says told reported announced confirmed added wrote posted stated say claimed")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_BACKGROUND_DAYS = 10
_SMALL_HOURS = 4


@dataclass(slots=True)
class When:
    """A resolved date expression at token `token`. `start` = `end` for a day; `night_of`: the evening a night began."""

    token: int
    start: date
    end: date
    basis: DateBasis
    window: Window = Window.UNSTATED
    night_of: date | None = None
    of_speech: bool = False
    names_event: bool = False
    precision: str = "day"


def last_morning(local: datetime) -> date:
    """The date on which the last night had ended when something was printed at a local time: in the small hours the night still
    runs, and what is told of "overnight" is the one before. A bare date (midnight UTC) counts as its day."""
    is_bare = local.astimezone(UTC).time() == time(0)
    return local.date() if is_bare or local.date() == date.min else (local - timedelta(hours=_SMALL_HOURS)).date()


DATE_WORDS = (
    MONTHS.keys()
    | _WEEKDAYS.keys()
    | words("yesterday today tonight overnight night nighttime hours morning week month")
)


_AHEAD = 10
"""Days; a date without a year that lies further ahead of publication is last year's."""


def find_dates(s: Sentence, published: date | None, morning: date | None = None) -> list[When]:
    """All date expressions of the sentence that can be resolved. `morning`: the date the last night ended on, if not that of
    publication."""
    found: list[When] = []
    k, n = _after_dateline(s), len(s)
    while k < n:
        step = 1
        if s.low[k] not in DATE_WORDS and s.kinds[k] != DATE:
            k += 1
            continue
        when = _explicit(s, k, published)
        if when is not None:
            found.append(when[0])
            step = when[1]
        elif published is not None:
            relative = _relative(s, k, published, morning or published)
            if relative is not None:
                found.append(relative)
        k += step
    if len(found) > 1 and "(" in s.low:
        found = [when for when in found if not _is_start_of_watch(s, when.token)] or found
    return [_night_before_speech(when, found) for when in found]


def _is_start_of_watch(s: Sentence, k: int) -> bool:
    """ "On the night of 3 November (from 19:30 on 2 November)": in brackets, when the count began."""
    opens = next((m for m in range(k - 1, max(-1, k - _IN_BRACKETS), -1) if s.low[m] in ("(", ")")), None)
    return opens is not None and s.low[opens : opens + 2] == ["(", "from"]


_IN_BRACKETS = 8
"""Tokens."""


def _night_before_speech(when: When, found: list[When]) -> When:
    """ "The air force said on Sunday that … overnight": the night to the day it was said on."""
    said = next((d for d in found if d.of_speech and d.basis is DateBasis.WEEKDAY), None)
    if said is None or when.basis is not DateBasis.RELATIVE_TO_PUBLICATION or when.window is not Window.NIGHT:
        return when
    return replace(when, start=said.start, end=said.end, night_of=said.start - timedelta(days=1))


def _after_dateline(s: Sentence) -> int:
    """ "KYIV, Ukraine, Jan 15 (Agency) - …" says where and when the text was filed, not when something happened."""
    if not s.raw or not s.raw[0].isupper() or len(s.raw[0]) < 3:
        return 0
    for k in range(1, min(16, len(s))):
        if s.low[k] in ("-", "–", "—") and any(w in MONTHS for w in s.low[:k]):
            return k + 1
    return 0


_OF_A_MONTH = frozenset({"in", "during", "throughout"})


def _explicit(s: Sentence, k: int, published: date | None) -> tuple[When, int] | None:
    iso = _ISO.fullmatch(s.low[k])
    if iso:
        day = _safe(int(iso[1]), int(iso[2]), int(iso[3]))
        return (When(k, day, day, DateBasis.EXPLICIT), 1) if day and k > 1 else None
    month = MONTHS.get(s.low[k])
    if month is None or not s.raw[k][:1].isupper():
        return None
    after = k + 2 if k + 1 < len(s) and s.low[k + 1] == "." else k + 1
    number, length = _day_number(s, after), after - k + 1
    # "on 3 November 21 people were killed", "in March 21 people …": what stands behind is no day
    is_counted = k > 0 and (_day_number(s, k - 1) is not None or s.low[k - 1] in _OF_A_MONTH)
    if (number is None or is_counted) and k > 0:
        before = k - 2 if s.low[k - 1] == "of" and k > 1 else k - 1
        number, length = _day_number(s, before), after - k
        after -= 1
    if number is None:
        return None
    first, last = number
    if _night_near(s, k) and (following := _morning_named(s, after, last)):
        last, length, after = following, length + 2, after + 2
    year = _year(s, after + 1)
    resolved = _with_year(year, month, last, published)
    if resolved is None:
        return None
    start = resolved - timedelta(days=last - first) if last > first else resolved
    when = When(k, start, resolved, DateBasis.EXPLICIT, of_speech=_of_speech(s, k))
    if _night_near(s, k):
        when.window = Window.NIGHT
        if last > first:
            when.start, when.night_of = resolved, start
        else:
            # "the night of 20 September" in the news of the 20th is the night that had ended
            is_ahead = published is not None and resolved >= published
            when.night_of = resolved if _evening(s, k) and not is_ahead else resolved - timedelta(days=1)
    return when, length


def _day_number(s: Sentence, k: int) -> tuple[int, int] | None:
    if not 0 <= k < len(s):
        return None
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?(?:\s?[-–]\s?(\d{1,2}))?", s.low[k])
    if not match or not 1 <= int(match[1]) <= 31:
        return None
    return int(match[1]), int(match[2] or match[1])


def _morning_named(s: Sentence, k: int, evening: int) -> int | None:
    """The day after, of "the night of November 16 to 17": its number stands two tokens behind that of the evening at `k`."""
    number = _day_number(s, k + 2) if s.low[k + 1 : k + 2] in (["to"], ["into"], ["and"]) else None
    return number[1] if number and number[1] == evening + 1 else None


def _year(s: Sentence, k: int) -> int | None:
    for m in (k, k + 1):
        if m < len(s) and re.fullmatch(r"1[89]\d\d|20[0-3]\d", s.low[m]) and (m == k or s.low[k] == ","):
            return int(s.low[m])
    return None


def _with_year(year: int | None, month: int, day: int, published: date | None) -> date | None:
    if year is not None:
        return _safe(year, month, day)
    if published is None:
        return None
    resolved = _safe(published.year, month, day)
    if resolved and resolved > published + timedelta(
        days=_AHEAD
    ):  # nearer, it is a slip of the press, and told as it stands
        resolved = _safe(published.year - 1, month, day)
    return resolved


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _relative(s: Sentence, k: int, published: date, morning: date) -> When | None:
    word = s.low[k]
    if word in _WEEKDAYS and s.raw[k][:1].isupper():
        back = (published.weekday() - _WEEKDAYS[word]) % 7
        if k and s.low[k - 1] == "last" and back == 0:
            back = 7
        day = published - timedelta(days=back)
        end = published if back == 1 and _is_start(s, k) else day
        when = When(k, day, end, DateBasis.WEEKDAY, of_speech=_of_speech(s, k), names_event=_names_event(s, k))
        if _night_near(s, k):
            when.window = Window.NIGHT
            # "overnight on Thursday" in Thursday's news: the night that had ended
            is_ahead = back == 0 and not _names_evening(s, k)
            when.night_of = day if _evening(s, k) and not is_ahead else day - timedelta(days=1)
        return when
    if word in ("week", "month"):
        return _last(s, k, published)
    if word in ("yesterday",):
        return _days_back(k, published, 1)
    if word in ("today", "tonight"):
        return _days_back(k, published, 0)
    if (
        word == "overnight"
        or (word == "night" and k and s.low[k - 1] in ("last", "the", "at", "by", "during", "that"))
        or word == "nighttime"
    ):
        if word == "night" and s.low[k - 1] == "the" and k + 1 < len(s) and s.low[k + 1] == "of":
            return None
        if _weekday_near(s, k):
            return None
        return When(k, morning, morning, DateBasis.RELATIVE_TO_PUBLICATION, Window.NIGHT, morning - timedelta(days=1))
    if (
        word in ("hours", "morning")
        and k
        and s.low[k - 1] in ("few", "this")
        and "last" not in s.low[max(0, k - 3) : k - 2]
    ):
        return _days_back(k, morning if s.low[k - 1] == "this" else published, 0)
    return None


def _last(s: Sentence, k: int, published: date) -> When | None:
    """ "last week", "last month": the calendar's week or month before; not "the last week", which runs up to now."""
    if k == 0 or s.low[k - 1] != "last" or s.low[k - 2 : k - 1] in (["the"], ["since"], ["late"], ["early"]):
        return None
    if s.low[k] == "week":
        monday = published - timedelta(days=published.weekday() + 7)
        return When(k, monday, monday + timedelta(days=6), DateBasis.RELATIVE_TO_PUBLICATION, precision="week")
    end = published.replace(day=1) - timedelta(days=1)
    return When(k, end.replace(day=1), end, DateBasis.RELATIVE_TO_PUBLICATION, precision="month")


def _is_start(s: Sentence, k: int) -> bool:
    """ "since Thursday evening", "an assault that started on Thursday": it went on until it was told of."""
    before = s.low[max(0, k - 2) : k]
    return before[-1:] == ["since"] or (before[-1:] == ["on"] and before[0] in ("started", "began"))


def _names_event(s: Sentence, k: int) -> bool:
    """ "Saturday's strike", "the strike on Saturday": the date belongs to the attack itself."""
    if k + 2 < len(s) and s.low[k + 1] in ("'s", "’s"):
        return any(w in ATTACKS for w in s.low[k + 2 : k + 6])
    return k > 1 and s.low[k - 1] == "on" and any(w in ATTACKS for w in s.low[max(0, k - 4) : k - 1])


ATTACKS = words("strike strikes attack attacks shelling bombing bombardment blast missile assault raid airstrike")


def _days_back(k: int, published: date, days: int) -> When:
    day = published - timedelta(days=days)
    return When(k, day, day, DateBasis.RELATIVE_TO_PUBLICATION)


def _weekday_near(s: Sentence, k: int) -> bool:
    near = s.low[max(0, k - 2) : k] + s.low[k + 1 : k + 5]
    return any(w in _WEEKDAYS for w in near) and not any(w in _SPEECH_BEFORE for w in s.low[max(0, k - 3) : k + 4])


def _night_near(s: Sentence, k: int) -> bool:
    window = s.low[max(0, k - 5) : k + 3]
    return "night" in window or "overnight" in window or "nighttime" in window


def _evening(s: Sentence, k: int) -> bool:
    """ "Monday night", "overnight on Saturday" name the evening; "overnight into Tuesday", "the night of 1-2 June" the morning."""
    before = s.low[max(0, k - 4) : k]
    if "into" in before or "to" in before[-1:]:
        return False
    return _names_evening(s, k) or "on" in before[-1:] or "night" in before


def _names_evening(s: Sentence, k: int) -> bool:
    return k + 1 < len(s) and s.low[k + 1] in ("night", "evening")


_PAPERS = frozenset({"report", "update", "bulletin", "summary", "statement", "briefing", "address", "post"})
_DAYTIMES = (["morning"], ["evening"], ["night"], ["afternoon"])


def _of_speech(s: Sentence, k: int) -> bool:
    """ "said on Monday", "by Wednesday afternoon", "as of 3 May": when something was told or counted."""
    before = s.low[max(0, k - 2) : k]
    ahead = before[:-1] if before and before[-1][0].isdigit() else before
    is_up_to = ahead[-1:] == ["by"] or s.low[max(0, k - 3) : k][:2] == ["as", "of"] or before == ["as", "of"]
    named_after = s.low[k + 1 : k + 3]
    is_of_paper = not _PAPERS.isdisjoint(named_after[1:] if named_after[:1] in _DAYTIMES else named_after[:1])
    if is_of_paper:
        return True  # "in its Monday evening report"
    return is_up_to or any(w in _SPEECH_BEFORE for w in before) or (k + 1 < len(s) and s.low[k + 1] in _SPEECH_BEFORE)


def names_hour_of_speech(s: Sentence, when: When) -> bool:
    """ "by Wednesday afternoon", "said on Monday evening": the hour is that of the count or of the words, not of the attack."""
    return when.of_speech and s.low[when.token + 1 : when.token + 2] in _DAYTIMES


def offset_of_clause(s: Sentence, token: int) -> tuple[int, int] | None:
    """ "a day after the attacks … caused three deaths", "a day earlier": (days to add to the reference date, token) for a figure
    that stands behind the phrase."""
    for k in range(len(s) - 2):
        days = _COUNTS.get(s.low[k]) if s.low[k + 1] in ("days", "weeks", "week") else None
        if days is not None and s.low[k + 2] in ("after", "earlier", "ago"):
            days *= 7 if s.low[k + 1].startswith("week") else 1
            if s.low[k + 2] != "after" or token > k:
                return -days, k
        if (
            s.low[k] in ("a", "one")
            and s.low[k + 1] == "day"
            and s.low[k + 2] in ("after", "earlier", "before", "later")
        ):
            word = s.low[k + 2]
            if word == "after" and token > k:
                return -1, k
            if word == "earlier":
                return -1, k
        if (
            s.low[k : k + 3] == ["the", "one", "before"] and token > k
        ):  # "a quiet night compared with the one before, when …"
            return -1, k
        if (
            s.low[k] == "the"
            and s.low[k + 1] in ("previous", "day", "night")
            and s.low[k + 2] in ("day", "before", "night")
        ):
            return -1, k
    return None


_COUNTS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
    "6": 6,
}


def date_for(dates: list[When], token: int, cue: int | None) -> When | None:
    """The date expression a figure belongs to: the nearest that does not date a statement; else the statement's."""
    events = [d for d in dates if not d.of_speech] or dates
    if not events:
        return None
    named = [d for d in events if d.names_event]
    if named:
        events = named
    anchor = cue if cue is not None else token
    return min(events, key=lambda d: abs(d.token - anchor) - (1 if d.token > token else 0))


def is_other_news(when: When, token: int, figures: list[int], s: Sentence) -> bool:
    """ "Not seen since Saturday; toll rises to 11": behind a semicolon another piece of news begins, unless the first part gives
    figures too. `figures`: tokens of the sentence's figures."""
    if ";" not in s.low[min(when.token, token) : max(when.token, token)]:
        return False
    return when.token > token or not any(";" not in s.low[min(when.token, k) : max(when.token, k)] for k in figures)


def dates_the_news(when: When, k: int, s: Sentence) -> bool:
    """ "the toll rose to 12 on Thursday": behind the number that ends before token `k`, with no attack between, a date is that of
    the count, not of what happened."""
    return when.token >= k and not when.names_event and ATTACKS.isdisjoint(s.low[k : when.token])


def window_of(sentence: str) -> Window:
    """Night or day as the words of the sentence have it."""
    if _NIGHT.search(sentence):
        return Window.NIGHT
    return Window.DAY if _DAY.search(sentence) else Window.UNSTATED


def is_background(day: date, published: date | None) -> bool:
    """An event so long before publication that it is recalled, not reported."""
    return published is not None and (published - day).days > _BACKGROUND_DAYS
