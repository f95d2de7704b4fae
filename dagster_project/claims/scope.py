"""What stretch of time a figure counts over: an event, a period, a total since a start, a counter, or the past recalled."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from dagster_project.claims.model import Scope
from dagster_project.claims.quantities import MONTHS
from dagster_project.claims.readings import Reading
from dagster_project.claims.tokens import ORDINAL, Sentence

WAR_STARTED = date(2022, 2, 24)
"""The day the full-scale invasion began; "since the start of the war" counts from here."""

_DAYS = re.compile(
    r"\b(?:in|over|during|within|for) (?:the )?(?:past|last|previous|a|single)\s(?:24[- ]hours?|24-hour|day"
    r"|twenty-four hours)\b|\b(?:in|over|within|for) 24 hours\b|\bpast day\b|\bin a day\b|\bper day\b"
    r"|\bin (?:the )?space of 24 hours\b"
    r"|\bover a 24-hour period\b|\bduring the past day\b|\bbetween \w+day and \w+day\b|\blast 24 hours\b"
    r"|\bpast 24 hours\b|\bwithin 24 hours\b|\b(?:losses|casualties) (?:for|of|over|during|in) the day\b"
)
_TODAY_SO_FAR = re.compile(r"\bsince (?:the )?(?:start|beginning) of (?:the|this) (?:current )?day\b")
""" "Since the beginning of the day there have been 74 clashes": an army's bulletin of an unfinished day."""
_DAILY = re.compile(
    r"\b(?:people|civilians|soldiers|troops|russians|ukrainians|men|drones|missiles|shells|killed)"
    r" (?:a|each|every|per) (?:day|week|month)\b"
)
"""A rate: of many days, none of them in particular."""
_NUMBERS = {
    name: number for number, name in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
_SPAN = re.compile(
    r"\b(?:(?:in|over|during|within|for) (?:the )?(?:past|last|previous)|in|within) "
    rf"(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)}) (?P<unit>hours|days|nights|weeks|months)\b(?! '| time)"
)
_ENDING = re.compile(
    rf"\bin (?:the )?(?P<n>\d{{1,2}}|thirteen|fourteen|fifteen|twenty|thirty|{'|'.join(_NUMBERS)}) (?P<unit>days|weeks|months) "
    r"(?:up )?to\b"
)
""" "in the thirteen days to 29 February"."""
_HOURS_OF_A_DAY = 24
_DAYS_IN = {"days": 1, "nights": 1, "weeks": 7, "months": 30}
_FIRST_IN = re.compile(
    r"\b(?:deadliest|largest|biggest|worst|heaviest|most|first|second|third|fourth|fifth|sixth|latest|record|longest|highest|time"
    r"|lowest|fewest|only)\b.{0,60}\bin "
    r"(?:the (?:past|last) )?\w+ (?:hours|days|nights|weeks|months)\b"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_TO_DAY = re.compile(
    rf"\b(?:from|between) ({'|'.join(_WEEKDAYS)}) (?:to|and|until|through) ({'|'.join(_WEEKDAYS)})\b"
)
_WEEK = re.compile(
    r"\b(?:used|launched|fired|dropped)\b.*\b(?:this|last) week\b|\blast week (?:\w+ ){1,3}(?:used|launched|fired|dropped)\b"
    r"|\b(?:during|over) the week\b(?! (?:of|from|to|ending|beginning|before|after))"
    r"|\bthis week [^,;]{0,40}\b(?:used|launched|fired|dropped)\b"
    r"|\b(?:in|over|during|for) (?:the )?(?:past|last|this|a|previous) week\b|\bthis week alone\b|\bin (?:one|a single) week\b"
)
_MONTH = re.compile(
    r"\b(?:in|during|throughout|since the (?:start|beginning) of|the whole of|all of|this) (?:early |late )?(january|february|march"
    r"|april|may|june|july|august|september|october|november|december)\b(?! \d{4}| \d{1,2}(?: ?(?:$|[,.;])|st|nd|rd|th))( alone)?"
)
_THIS_MONTH = re.compile(
    r"(?<!earlier )\bthis month\b|\bsince (?:the )?(?:start|beginning) of (?:the|this) month\b|\bin a month\b"
    r"|\bin (?:the )?(?:past|last) month\b|\bthis month alone\b"
)
_YEAR = re.compile(r"\b(?:in|during|throughout|this year|since the start of) ?(?:the year )?(20\d\d)\b|\bthis year\b")
_SINCE = re.compile(
    r"\bfrom the (?:start|beginning|outbreak|onset) of (?:the |this |russia's )?(?:[\w-]+ )?(?:war|invasion)\b"
    r"|\bsince (?:the )?(?:(?:start|beginning)(?! of (?:"
    + "|".join(MONTHS)
    + r"|(?:the|this) (?:current )?(?:month|day|week))\b)"
    r"|outbreak|onset|russia|full|february|feb\.|24 february|moscow|invasion"
    r"|war)|\bsince the (?:full-scale )?(?:war|invasion|conflict)"
    r"|\bsince (?:the|its|russia's|moscow's) (?:\W )?special (?:military )?operation"
    r"|\bsince (?:[\w']+ ){1,3}invaded\b"
    r"|\bso far (?:in|during) (?:the |this |russia's |moscow's )?(?:full-scale )?(?:war|invasion)\b"
    r"|\bin (?:the )?war so far\b|\bso far by\b|\bkilled so far\b"
    r"|\bduring (?:its|the|russia's|moscow's|putin's) (?:[\w-]+ )?(?:full-scale )?(?:invasion|war)\b"
    r"|\bin (?!(?:the )?(?:last|past|previous) )(?:[\w-]+ ){1,4}(?:months|years|a year|days|weeks) of "
    r"(?:the |this )?(?:full-scale )?"
    r"(?:war|invasion)\b|\bin (?:the )?(?:first|1st|second|2nd"
    r"|third) year of\b|\bin a year of\b"
)
_SINCE_NEW_YEAR = re.compile(
    r"\bsince (?:the )?(?:start|beginning) of (?:the|this) year\b|\bsince new year\b|\bsince the year (?:began|started)\b"
)
_WAR_BEGAN = re.compile(
    r"\bsince (?:the |its |russia's |moscow's )?(?:[\w-]+ ){0,2}(?:war|invasion|fighting|hostilities) (?:began|started|broke out)\b"
)
_SINCE_THEN = re.compile(
    r"\bsince (?:the|its|russia's|ukraine's|moscow's|kyiv's) (?:[\w'-]+ ){1,4}?"
    r"(?:was|were|began|started|collapsed|fell|ended|opened|expired|lapsed|entered|crossed|seized)\b"
)
"""Since something other than the war: "since the dam was blown up", "since the grain deal collapsed"."""
_SINCE_WEEKDAY = re.compile(rf"\bsince (?:last )?({'|'.join(_WEEKDAYS)})\b(?!'s| (?:night|evening|morning|afternoon))")
_KEPT_COUNT = re.compile(
    r"\b(?:has|have|had) (?:now |so far |already |also |since )?"
    r"(?:logged|recorded|documented|verified|registered|counted|confirmed|established|identified|collected|catalogued|corroborated)\b"
)
_OF_NO_DAYS = re.compile(
    r"day\b|days\b|\bovernight\b|\btoday\b|\bnight\b|\bhours\b|\bweek\b|\bmonth\b"
    r"|\b(?:in|during|throughout|over) (?:the )?(?:last |past )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|year|20\d\d)\b"
)
_LONG = re.compile(
    r"\b(?:days|weeks?|months?|years?)-long (?:[\w-]+ )?(?:occupation|siege|battle|blockade)\b"
    r"|\b(?:during|throughout|victims of) (?:the|its|their) (?:[\w'-]+ ){0,2}(?:occupation|siege|blockade)\b"
)
"""Months under one roof: those who died in an occupation died on no one day."""
_LOSSES_REACHED = re.compile(
    r"\b(?:losses|casualties)\b(?: [\w-]+){0,5} (?:exceed(?:ed|s)?|topp?(?:ed|s)|reach(?:ed|es)?|surpass(?:ed|es)?|total(?:led|s)?"
    r"|amount(?:ed|s)?|come|stand|stood)\b"
)
_LAST_MONTH = re.compile(r"\b(?:last week|last month)\b")
_THAT_MONTH = re.compile(
    r"\b(?:that|the same|in the|over the|during the|of the) (?:month|quarter)\b(?! of)|\bsame (?:period|time)\b"
)
_RECALLED = re.compile(rf"\bsince (?:late |early |mid-)?(?:{'|'.join(MONTHS)})[^,;]*, when\b")
""" "the heaviest since late December, when 122 were launched"."""
_SO_FAR = re.compile(
    r"\bso far (?:has |have |had )?(?:launched|fired|used)\b|\b(?:has|have|had) so far (?:launched|fired|used)\b"
)
_RECORD = re.compile(
    r"\b(?:deadliest|largest|biggest|worst|heaviest|most|first|record|longest|fiercest|anything|ever"
    r"|highest)\b.{0,90}\b(?:since|during the war|so far|to date)\b"
)
_MOST_IN = re.compile(
    r"\b(?:biggest|largest|deadliest|worst|heaviest|first|most|highest|lowest)\b.{0,60}\bin (?:a|the (?:past|last)) month\b"
)
_MOST_OF = re.compile(
    r"\b(?:deadliest|largest|biggest|worst|heaviest|most|first|latest|fiercest)\b.{0,60}\bthis (?:year|month|week)\b(?! alone)"
)
"""One attack among those of the year."""
_SINCE_DATE = re.compile(
    r"\bsince (?:(?:the )?(?:start|beginning|end) of )?(?:early |late )?(january|february|march|april|may|june"
    r"|july|august|september|october|november|december|last \w+)\b"
)
_COUNTED_IN_YEAR = re.compile(r"\b(?:attacks|killed|injured|launched|total|since|civilians)\b")
_COUNTED_THEN = re.compile(
    _COUNTED_IN_YEAR.pattern + r"|\b(?:killing|drones|missiles|shells|disabled|downed|destroyed|fired|used|wounded)\b"
)
_EARLIER_YEAR = re.compile(
    r"\blast year\b|\ba year (?:ago|earlier)\b|\bmonths ago\b|\byears ago\b|\blast month\b|\bweeks ago\b"
    r"|\bearlier this (?:month|year)\b|\ba decade ago\b|\bworld war (?:ii|two|2|i|one)\b|\bsecond world war\b"
)


_SINCE_EARLIER = re.compile(r"\bsince [^,;]*?\b(?:last|ago|earlier)\b(?: (?:year|month|week))?")
"""What began then: "the worst attack since the war began last year"."""
_HAS_LOST = re.compile(r"\b(?:russia|ukraine|moscow|kyiv|army|military|forces) (?:has|have) (?:already |now )?lost\b")
_DATED = re.compile(r"day\b|\bovernight\b|\bnight\b|\bweek\b|\battack\b|\bstrike\b|\bbattle\b|\bin (?:the|an?) ")
"""A loss that is told without a day or an event is a total of the war."""
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTH_OF_YEAR = re.compile(
    rf"\b(?:(?:in|during|throughout|of|remembers?) (?:early |late |mid-)?({_MONTHS}) (20\d\d)|(?<!since )last ({_MONTHS}))\b"
)
_INCIDENT = re.compile(
    r"\b(?:an?|the|that|one) (?:[\w-]+ ){0,3}(?:attack|strike|airstrike|missile|shelling|bombing|bomb|raid|explosion|blast|crash"
    r"|siege|massacre|rocket|drone|barrage)\b|\bwhen\b"
)
_TOTALLED = re.compile(r"\b(?:total|alone|throughout|during|monitors?|monthly|overall)\b")
_OF_THESE_DAYS = re.compile(r"day\b|\bovernight\b|\btoday\b|\bnight\b")
_SINCE_YEAR = re.compile(r"\bsince (?:the year )?((?:19|20)\d\d)\b")
_OF_A_CONFLICT = re.compile(
    r"\b(?:[\w]+-year|years-long|decade-long|long-running) (?:conflict|war)\b"
    r"|\b(?:died|dead|killed|lives)\b(?: \w+){0,4} in (?:the|this) (?:[\w-]+ )?conflict\b"
    r"|\b(?:conflict|war)\b(?: \w+){0,3} (?:has|have) (?:claimed|killed|cost)\b|\bso far\b"
)
"""Of the whole of a war, whose start is not said."""
_IN_THE_WAR = re.compile(
    r"\b(?:killed|died|wounded|injured|missing|captured|dead)\b(?: \w+){0,3} in (?:the|russia's|moscow's|putin's) (?:[\w-]+ )?"
    r"(?:war|invasion)\b(?! in gaza)"
)
_SEVERAL = 20
"""From this many on, those killed during an occupation were not killed in one of its crimes."""
_MANY = 100
"""From this many on, "killed in the war" tells of all of them."""
_LONG_BEFORE = 10
"""Days."""
_OF_YEAR = re.compile(
    r"\b(?:the|an?|"
    + "|".join(MONTHS)
    + r") ((?:19|20)\d\d) (?:[a-z-]+ ){0,2}(?:attack|strike|airstrike|bombing|shelling|explosion"
    r"|shooting|downing|raid|siege|war|battle|massacre|crash)\b"
    r"|\b(?:attack|strike|bombing|siege|war|battle|massacre|crash) (?:of|in) ((?:19|20)\d\d)\b"
)


_D = r"(\d{1,2})(?:st|nd|rd|th)?"
_Y = r"(?:(?: ,)? 20\d\d)?"
_M = f"({'|'.join(sorted(MONTHS, key=len, reverse=True))})(?: \\.)?"
_TO = r"(?: ,)? (?:to|and|until|till|through)"
_RANGES = tuple(
    re.compile(rf"\b(?:from|between) {pattern}\b")
    for pattern in (
        rf"(?P<m1>{_M}) (?P<d1>{_D})(?P<y1>{_Y}){_TO} (?P<m2>{_M}) (?P<d2>{_D})(?P<y2>{_Y})",
        rf"(?P<m1>{_M}) (?P<d1>{_D}){_TO} (?P<d2>{_D})",
        rf"(?P<d1>{_D}) (?P<m1>{_M})(?P<y1>{_Y}){_TO} (?P<d2>{_D}) (?P<m2>{_M})(?P<y2>{_Y})",
        rf"(?P<d1>{_D}){_TO} (?P<d2>{_D}) (?P<m2>{_M})",
    )
)
_DATE = rf"(?:(?P<d>{_D}) (?P<m>{_M})|(?P<m_>{_M}) (?P<d_>{_D}))"
_WEEK_TO = re.compile(rf"\b(?:week|seven days) (?:up )?(?:to|until|till|ending|ended|that ended)(?: on)? {_DATE}\b")
_WEEK_FROM = re.compile(
    rf"\b(?:in|over|during|for) the week (?:of|from|beginning|starting|that began)(?: on)? {_DATE}\b"
)
_ANY_MONTH = frozenset(MONTHS)
_DAY_OF_DATE = re.compile(rf"\b(?:(?:{'|'.join(_WEEKDAYS)}) (?:, )?|the )(?=\d|{_M} \d)")
"""What may stand before a date and adds nothing: "Monday, 11 November", "the 11th of November"."""


def _dates_between(clause: str, day: date | None) -> tuple[date, date] | None:
    """ "from October 9 to October 15", "between 1 and 7 November", "in the week to 15 October": more than one night apart."""
    if day is None or _ANY_MONTH.isdisjoint(clause.split()):
        return None
    clause = _DAY_OF_DATE.sub("", clause)
    for pattern in _RANGES:
        match = pattern.search(clause)
        if match:
            named = match.groupdict()
            last = named.get("m2") or named["m1"]
            start = _day(named.get("m1") or last, named["d1"], day, named.get("y1") or named.get("y2"))
            end = _day(last, named["d2"], day, named.get("y2"))
            return (start, end) if start and end and (end - start).days > 1 else None
    for pattern, before, behind in ((_WEEK_TO, 6, 0), (_WEEK_FROM, 0, 6)):
        match = pattern.search(clause)
        named_day = _day(match["m"] or match["m_"], match["d"] or match["d_"], day) if match else None
        if named_day is not None:
            return named_day - timedelta(days=before), named_day + timedelta(days=behind)
    return None


def _day(month: str, number: str, published: date, year: str | None = None) -> date | None:
    """The day of the year written, else the last such day up to publication."""
    written = int(year.strip(" ,")) if year else None
    try:
        found = date(written or published.year, MONTHS[month.rstrip(" .")], int(re.sub(r"\D", "", number)))
        return found if written or found <= published else found.replace(year=published.year - 1)
    except ValueError:
        return None


def read_scope(
    clause: str, published: date | None, is_counter: bool, around: tuple[str, str] = ("", ""), least: int = 0
) -> tuple[Scope, tuple[date, date] | None]:
    """Scope and, where it is not one event, the window counted over, both ends included. `clause`: the words of the sentence that
    may state it, in lower case; `around`: those before the figure and those behind it in its clause; `least`: its lower bound."""
    day = published
    if is_counter:
        is_streak = day is not None and 0 < least <= _LONGEST_STREAK and _IN_A_ROW.search(clause)
        streak = (day - timedelta(days=least - 1), day) if is_streak and day else None
        return Scope.COUNTER, streak or _counter_window(clause, day)
    between = _dates_between(clause, day)
    if between is not None:
        return Scope.PERIOD, between
    if day and _SINCE_NEW_YEAR.search(clause) and not _RECORD.search(clause):
        return Scope.CUMULATIVE, (date(day.year, 1, 1), day)
    if _SO_FAR.search(clause):
        return Scope.CUMULATIVE, None
    if _RECALLED.search(around[0]):
        return Scope.BACKGROUND, None
    ending = _ENDING.search(clause)
    if ending:
        return Scope.PERIOD, _days_ending(ending, clause, day)
    if (_SINCE.search(clause) or _is_to_date(clause)) and not _RECORD.search(clause):
        return Scope.CUMULATIVE, _since(WAR_STARTED, day)
    if "since" in clause and not _RECORD.search(clause):
        if _WAR_BEGAN.search(clause):
            return Scope.CUMULATIVE, _since(WAR_STARTED, day)
        if _SINCE_THEN.search(clause):
            return Scope.CUMULATIVE, None
        weekday = _SINCE_WEEKDAY.search(clause)
        if weekday and day:
            return Scope.PERIOD, (day - timedelta(days=(day.weekday() - _WEEKDAYS.index(weekday[1])) % 7), day)
    since = _SINCE_DATE.search(clause)
    if since and day and not _RECORD.search(clause):
        month = MONTHS.get(since.group(1))
        start = _month_start(month, day) if month else None
        return Scope.PERIOD, _since(start, day) if start else None
    year_since = _SINCE_YEAR.search(clause)
    if year_since and day and not _RECORD.search(clause):
        return Scope.CUMULATIVE, _since(date(int(year_since[1]), 1, 1), day)
    if _DAILY.search(clause):
        return Scope.PERIOD, None
    if least >= _MANY and _IN_THE_WAR.search(clause) and not _RECORD.search(clause):
        return Scope.CUMULATIVE, _since(WAR_STARTED, day)
    if least >= _MANY and _OF_A_CONFLICT.search(clause) and not _RECORD.search(clause):
        return Scope.CUMULATIVE, None
    recalled = _month_of_year(around, day)
    if recalled is not None:
        return recalled
    span = _SPAN.search(clause)
    if span and not _FIRST_IN.search(clause) and not _is_of_hours(span):
        return Scope.PERIOD, _days_up_to(span, day)
    week = _day_to_day(clause, day) or _two_days(clause, day)
    if week is not None:
        return Scope.PERIOD, week
    if _TODAY_SO_FAR.search(clause):
        return Scope.PERIOD, (day, day) if day else None
    if _DAYS.search(clause):
        return Scope.PERIOD, (day - timedelta(days=1), day) if day else None
    if _WEEK.search(clause):
        return Scope.PERIOD, (day - timedelta(days=7), day) if day else None
    match = _MONTH.search(clause)
    if match and (match.group(1) != "may" or match.group(2) or re.search(r"\b(?:in|during|since)\b", match.group())):
        return Scope.PERIOD, _month(match.group(1), None, day)
    if _THIS_MONTH.search(clause) and not _MOST_IN.search(clause) and not _MOST_OF.search(clause):
        return Scope.PERIOD, (day.replace(day=1), day) if day else None
    match = None if _MOST_OF.search(clause) else _YEAR.search(clause)
    if match and (_COUNTED_IN_YEAR if match.group(1) is None else _COUNTED_THEN).search(clause):
        year = int(match.group(1)) if match.group(1) else (day.year if day else None)
        is_one = _INCIDENT.search(clause) or (year is not None and year < WAR_STARTED.year)
        if year and day and year < day.year and is_one and not _TOTALLED.search(clause):
            return Scope.BACKGROUND, (date(year, 1, 1), date(year, 12, 31))
        if year and (day is None or year <= day.year):
            return Scope.PERIOD, (date(year, 1, 1), min(date(year, 12, 31), day) if day else date(year, 12, 31))
    if least >= _MANY and _is_total(clause):
        return Scope.CUMULATIVE, None
    if least >= _SEVERAL and _LONG.search(clause) and not _RECORD.search(clause):
        return Scope.CUMULATIVE, None
    if _LAST_MONTH.search(clause) and _is_tally(clause):
        return Scope.PERIOD, _last_whole("week" if "last week" in clause else "month", day)
    if _HAS_LOST.search(clause) and not _DATED.search(clause):
        return Scope.CUMULATIVE, _since(WAR_STARTED, day)
    recalls = _EARLIER_YEAR.search(clause)
    if recalls and "since" in clause:
        recalls = _EARLIER_YEAR.search(_SINCE_EARLIER.sub("", clause))
    if recalls or _is_of_earlier_year(clause, day):
        return Scope.BACKGROUND, None
    return Scope.EVENT, None


def _is_total(clause: str) -> bool:
    """ "has logged 2,254 attacks", "losses have exceeded 76,000", without a stretch of days."""
    is_kept = "ha" in clause and (_KEPT_COUNT.search(clause) or _LOSSES_REACHED.search(clause))
    return bool(is_kept) and not _OF_NO_DAYS.search(_BY_THEN.sub("", clause))


_BY_THEN = re.compile(r"\bby (?:the )?(?:end|start|middle|close|beginning) of [a-z]+\b|\b(?:as of|by) [\w ]{3,20}")


def _is_tally(clause: str) -> bool:
    """ "27 villages came under fire last week": of a whole week, and no one attack in it."""
    return not _INCIDENT.search(clause) and not _EARLIER.search(clause) and bool(_TALLIED.search(clause))


_EARLIER = re.compile(r"\b(?:since|after|before|earlier|ago|than|until)\b")
_TALLIED = re.compile(
    r"\b(?:recorded|documented|verified|registered|logged|counted|launched|fired|used|dropped|under fire|shelled|villages"
    r"|settlements|monitors|mission|attacks|strikes|alone|every|average)\b"
)


def _last_whole(unit: str, day: date | None) -> tuple[date, date] | None:
    """The calendar's week or month before that of `day`."""
    if day is None:
        return None
    if unit == "week":
        monday = day - timedelta(days=day.weekday() + 7)
        return monday, monday + timedelta(days=6)
    end = day.replace(day=1) - timedelta(days=1)
    return end.replace(day=1), end


def _days_ending(ending: re.Match[str], clause: str, day: date | None) -> tuple[date, date] | None:
    """The window of "the thirteen days to 29 February"; up to publication where no date stands behind it."""
    named = re.compile(rf" (?:on )?{_DATE}\b").match(_DAY_OF_DATE.sub("", clause[ending.end() :]))
    end = _day(named["m"] or named["m_"], named["d"] or named["d_"], day) if named and day else day
    number = {"thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30}.get(ending["n"])
    days = (number or int(_NUMBERS.get(ending["n"], 0) or ending["n"])) * _DAYS_IN[ending["unit"]]
    return (end - timedelta(days=days - 1), end) if end else None


def _is_of_hours(span: re.Match[str]) -> bool:
    """ "in five hours" is how long one attack went on."""
    return span["unit"] == "hours" and int(_NUMBERS.get(span["n"], 0) or span["n"]) < _HOURS_OF_A_DAY


def _days_up_to(span: re.Match[str], day: date | None) -> tuple[date, date] | None:
    """The window of "the past three days" or "48 hours" up to publication."""
    number = int(_NUMBERS.get(span["n"], 0) or span["n"])
    days = -(-number // _HOURS_OF_A_DAY) if span["unit"] == "hours" else number * _DAYS_IN[span["unit"]]
    return (day - timedelta(days=days), day) if day else None


def _day_to_day(clause: str, day: date | None) -> tuple[date, date] | None:
    """ "from Monday to Sunday": the last such days up to publication; from one day to the next is a night."""
    match = _DAY_TO_DAY.search(clause)
    if match is None or day is None:
        return None
    first, last = (_WEEKDAYS.index(name) for name in match.groups())
    end = day - timedelta(days=(day.weekday() - last) % 7)
    days = (last - first) % 7
    return (end - timedelta(days=days), end) if days > 1 else None


def _two_days(clause: str, day: date | None) -> tuple[date, date] | None:
    """ "over Tuesday and Wednesday": the last two such days up to publication, one behind the other."""
    match = _DAY_AND_DAY.search(clause)
    if match is None or day is None:
        return None
    first, last = (_WEEKDAYS.index(name) for name in match.groups())
    end = day - timedelta(days=(day.weekday() - last) % 7)
    return (end - timedelta(days=1), end) if (last - first) % 7 == 1 else None


_DAY_AND_DAY = re.compile(rf"\b(?:over|on|during|across) ({'|'.join(_WEEKDAYS)}) and (?:on )?({'|'.join(_WEEKDAYS)})\b")


def _month_of_year(around: tuple[str, str], day: date | None) -> tuple[Scope, tuple[date, date] | None] | None:
    """ "In April 2022 a missile killed 61", "the strike last December took 25 lives": the past recalled; "in July 2025 monitors
    counted 286": a period."""
    before, behind = around
    match = _MONTH_OF_YEAR.search(before) or _MONTH_OF_YEAR.search(behind)
    if match is None or day is None or (match.string is before and _OF_THESE_DAYS.search(before, match.end())):
        return None
    if match[3]:
        year = day.year if MONTHS[match[3]] < day.month else day.year - 1
    else:
        year = int(match[2])
    window = _month(match[1] or match[3], year, day)
    if window is None or window[0] > day:
        return None
    is_past = (day - window[1]).days > _LONG_BEFORE
    if is_past and (match[3] or _INCIDENT.search(match.string)) and not _TOTALLED.search(match.string):
        return Scope.BACKGROUND, window
    is_said_of_all = match.string is behind or match.start() == 0
    return (Scope.PERIOD, (window[0], min(window[1], day))) if is_said_of_all else None


def words_around(s: Sentence, r: Reading) -> tuple[str, str]:
    """The words of a sentence before a figure, and those behind it in its clause, in lower case."""
    end = r.q.j
    while end < len(s) and s.low[end] not in _CLAUSE_ENDS:
        end += 1
    return " ".join(s.low[: r.q.i]), " ".join(s.low[r.q.j : end])


_CLAUSE_ENDS = frozenset({",", ";", ".", "after", "since", "as", "when", "while", "and", "than"})


def _is_of_earlier_year(clause: str, day: date | None) -> bool:
    """ "a September 1999 attack", "the 2014 shooting down", "the siege of 1941"."""
    match = _OF_YEAR.search(clause)
    return match is not None and day is not None and int(match[1] or match[2]) < day.year and "since" not in clause


def _is_to_date(clause: str) -> bool:
    """ "To date 669 aircraft have been destroyed", not "an up to date list"."""
    return "to date" in clause and "up to date" not in clause


_IN_A_ROW = re.compile(r"\b(?:straight|consecutive|successive|in a row|running)\b")
_LONGEST_STREAK = 100
"""Nights in a row that a count of them may reach and still be one of days."""


def _counter_window(clause: str, day: date | None) -> tuple[date, date] | None:
    if day is None:
        return None
    match = _MONTH.search(clause)
    if match:
        window = _month(match.group(1), None, day)
        return (window[0], min(window[1], day)) if window else None
    if "in a month" in clause or re.search(r"(?:past|last) month", clause):
        return (_same_day_last_month(day), day)
    if "month" in clause:
        return (day.replace(day=1), day)
    if "year" in clause:
        return (date(day.year, 1, 1), day)
    if "week" in clause:
        return (day - timedelta(days=6), day)
    return _since(WAR_STARTED, day) if "war" in clause or "invasion" in clause else None


def _since(start: date, day: date | None) -> tuple[date, date] | None:
    """From `start` up to publication; nothing for an article that is older, or dated wrongly."""
    return (start, day) if day is not None and start <= day else None


def _same_day_last_month(day: date) -> date:
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _month_start(month: int, day: date) -> date:
    return date(day.year if month <= day.month else day.year - 1, month, 1)


def _month(name: str, year: int | None, day: date | None) -> tuple[date, date] | None:
    month = MONTHS[name]
    if year is None:
        if day is None:
            return None
        year = day.year if month <= day.month else day.year - 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _tells_of_which(low: list[str], k: int) -> bool:
    return low[k : k + 1] in _WHICH or (low[k : k + 1] == ["and"] and low[k + 1 : k + 2] in _WHICH)


_WHICH = (["which"], ["who"], ["where"])


def scope_words(s: Sentence, r: Reading) -> str:
    """The words that may state the window of a figure: an ordinal's own phrase, else the sentence without the ordinals' phrases."""
    low = s.low
    if r.q.kind == "ordinal":
        end = r.q.j
        while end < len(low) and low[end] not in (",", ";", ".") and end - r.q.j < 12:
            end += 1
        return " ".join(low[r.q.i : end])
    words: list[str] = []
    k = 0
    while k < len(low) and not (
        low[k] == ";" and k > r.q.j
    ):  # "…; it is the first time since the invasion" is another matter
        if (
            low[k] == "," and k > r.q.j and _tells_of_which(low, k + 1)
        ):  # what is told of a place dates no figure before it
            k = next((m for m in range(k + 2, len(low)) if low[m] == ","), len(low))
            continue
        if _counts_up(s, k):
            while k < len(low) and low[k] not in (",", ";", "."):
                k += 1
            continue
        words.append(low[k])
        k += 1
    return _BORN.sub("", " ".join(words)).replace(" 's", "'s")


def _counts_up(s: Sentence, k: int) -> bool:
    """Whether an ordinal at token `k` numbers one of a row ("the 13th attack this month"), and no brigade, year or day."""
    if s.low[k] in _ORDINALS:
        return not _IN_A_COUNT.isdisjoint(s.low[k + 1 : k + 5])
    return s.kinds[k] == ORDINAL and not _UNCOUNTED.intersection(s.low[k + 1 : k + 3])


_ORDINALS = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth".split()
)
_IN_A_COUNT = frozenset(
    {"attack", "strike", "raid", "assault", "time", "wave", "barrage", "bombardment", "shelling", "night"}
)
_UNCOUNTED = frozenset(
    "year anniversary day brigade brigades regiment battalion division army corps guards separate mechanised mechanized".split()
)
_BORN = re.compile(r"\bborn (?:in|on) (?:[a-z]+ )?\d{4}\b|\bborn \d{4}\b")
"""The years by which the authorities of Donetsk tell victims apart: "a woman born in 1957"."""
