"""Who says so: speech verbs, "according to", quotations. Claimant, relay and publisher are kept apart.

An attribution covers part of its sentence: "X said …" what follows, "…, X said" and "…, according to X" what precedes;
"according to X" without another speaker covers the whole sentence. A pronoun stands for the last speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dagster_project.claims.antecedents import DOCUMENTS, first_named, meant_by, subject_of
from dagster_project.claims.dating import ATTACKS
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Modality
from dagster_project.claims.quantities import MONTHS
from dagster_project.claims.readings import BE
from dagster_project.claims.speakers import STATES, Speaker, SpeechMemory, speaker_of
from dagster_project.claims.tokens import NUMBER, PUNCTUATION, Sentence
from dagster_project.claims.words import words

_SPEECH = words(
    "transmits transmitted conveyed verified corrected insists insisted conceded concedes maintains maintained repeated "
    "detailed emphasised say says said saying report reports reported claim claims claimed announce announces announced "
    "confirm confirms confirmed state states stated told tells add adds added write writes wrote post posted posts "
    "tweeted note noted notes estimate estimates estimated acknowledge acknowledged acknowledges admit admitted admits "
    "declare declared declares reveal revealed reveals inform informed denounce denounced denounces allege alleged "
    "alleges specify specified clarified explained recalled believe believes indicated stressed reiterated spoke spoken "
    "speaks put puts counted counts listed lists warned gave gives communicated reckons accuse accuses accused charged "
    "blamed blames summed tallied summarised summarized concluded concludes commented lamented shared "
    "recorded records registered registers documented documents logged logs established establishes verifies found finds "
    "corroborated corroborate corroborates tallied tallies tracked credited credits attributed described describes thinks "
    "think boasted boasts maintain verify document log calculated calculates identified identifies informs determined "
    "assess assesses assessed"
)
_PARTICIPLES = words(
    "saying stating adding noting claiming reporting confirming announcing estimating alleging specifying"
)
_CLAIMS = frozenset({"claim", "claims", "claimed"})
_COUNTING = frozenset({"counting", "tallying"})
_RAISES = words("raises raised increases increased revised revises updated updates lowered lowers")
_DENIAL = words("deny denies denied refute refuted refutes dismiss dismissed rejects rejected")
_READ = frozenset({"reads", "read"})
_SHOWS = words("show shows showed indicate indicates suggest suggests")
_MAY_TELL = _COUNTING | _SHOWS | _SPEECH | _PARTICIPLES | _DENIAL | _RAISES | _READ
_BEFORE_VERB = words(
    "also later earlier has have had previously then separately meanwhile officially initially on in late early"
)
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which", "him", "her", "them"})
_BOUNDARY = words(
    '; : . – — - “ ” " « » ! ? that but while after as because where when if and ( )'
)  # fmt: skip
_CONDITIONAL = re.compile(
    r"\bwould have\b|\breportedly\b|\ballegedly\b|\bpurportedly\b|\bapparently\b|\bbelieved to\b|\bmay have\b"
    r"|\bcould have\b"
)
_OWN_CLAUSE = re.compile(r",? (?:and|while|with|but) |; ")
_TIME_LEADS = words(
    "on in this last at during earlier later overnight early late monday tuesday wednesday thursday friday saturday sunday"
)
_DAYS = frozenset({"day", "days", "week", "weeks", "hours", "month", "months"})
_LABEL = 4
_DASHES = frozenset({"–", "—", "-"})
_CITES = frozenset({"citing", "quoting"})
"""An outlet that cites somebody hands the figure on."""
_REACH = 14
_LONGEST_NAME = 6
"""Tokens before an "and" within a name."""


@dataclass(slots=True)
class Attribution:
    """A speaker and the tokens [begin, end) of its phrase; `kind`: before · after · according."""

    begin: int
    end: int
    verb: int
    kind: str
    speaker: Speaker
    is_denial: bool = False


def find_attributions(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory) -> list[Attribution]:
    """All attributions of the sentence, in order; the memory hears each speaker."""
    found: list[Attribution] = []
    for v, word in enumerate(s.low):
        attribution: Attribution | None = None
        if word == "(" and v + 1 < len(s) and s.raw[v + 1][:1].isupper():
            attribution = _bracketed(text, s, lexicon, v)
        if s.raw[v][:1].isupper():
            _notice_group(text, s, lexicon, memory, v)
        if word == "according" and v + 1 < len(s) and s.low[v + 1] == "to":
            attribution = _speaker_after(text, s, lexicon, memory, v + 2, v, "according")
        elif word == "per" and v + 1 < len(s) and (s.low[v + 1] == "the" or s.raw[v + 1][:1].isupper()):
            attribution = _speaker_after(text, s, lexicon, memory, v + 1, v, "according")
        elif word == ":" and v == 1 and s.low[0] in ("source", "sources"):
            attribution = _speaker_after(text, s, lexicon, memory, 2, v, "before")
        elif word == ":" and v and (v <= _REACH or "|" in s.low[v - _REACH : v]):
            attribution = _label(text, s, lexicon, memory, v)
        elif word == "by":
            attribution = _counted_by(text, s, lexicon, memory, v)
        elif word in _COUNTS_OF and v and s.low[v - 1] in ("'s", "’s"):
            attribution = _own_count(text, s, lexicon, memory, v)
        elif word in _CITES or (word == "cited" and v + 1 < len(s) and s.low[v + 1] == "by"):
            attribution = _speaker_after(text, s, lexicon, memory, v + (2 if word == "cited" else 1), v, "according")
        elif word in _MAY_TELL and _tells(s, v):
            attribution = _said(text, s, lexicon, memory, v, found)
        if attribution is not None:
            attribution.is_denial = word in _DENIAL
            memory.hear(attribution.speaker)
            found.append(attribution)
    printed = printed_below(text, s, lexicon, memory) if not found else None
    if printed is not None:
        memory.hear(printed.speaker)
        found.append(printed)
    closing = _after_dash(text, s, lexicon, memory)
    if closing is not None:
        memory.hear(closing.speaker)
        found.append(closing)
    if not found:
        memory.notice(subject_of(text, s, lexicon))
    memory.pass_by(s)
    return found


def _speaker(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, begin: int, end: int) -> Speaker | None:
    """Whom tokens [begin, end) mean: one of whom the text spoke before, else whom they name."""
    begin, end = _without_time(s, lexicon, begin, end) if begin < end else (begin, end)
    if not _OWN.isdisjoint(s.low[begin:end]):
        return None  # "our researchers": who prints it speaks
    return meant_by(text, s, lexicon, memory, begin, end) or speaker_of(text, s, lexicon, memory, begin, end)


def _tells(s: Sentence, v: int) -> bool:
    """Whether the word is a verb by which somebody tells something."""
    word = s.low[v]
    if _is_noun(s, v) or _is_asked(s, v):
        return False
    if word in _RAISES:
        return not {"toll", "number"}.isdisjoint(s.low[v + 1 : v + 5])
    if word == "reporting" and s.low[v - 1 : v] in (["are"], ["is"], ["were"], ["was"]):
        return True
    if word in _PARTICIPLES:
        is_told = s.low[v + 1 : v + 2] == ["that"] and (
            s.low[v - 1 : v] == [","] or "with" in s.low[max(0, v - _REACH) : v]
        )
        return word == "saying" or is_told
    if word in _SHOWS:
        return not _NUMBERS.isdisjoint(s.low[max(0, v - _REACH) : v])
    if word in _COUNTING:
        return s.low[v - 1 : v] in (["finished"], ["completed"], ["are"], ["were"]) and s.low[v + 1 : v + 2] != ["on"]
    if word in _CLAIMS and "lives" in s.low[v + 1 : v + _REACH]:
        return False  # "the war has claimed the lives of 14,000 people"
    return word in _SPEECH or word in _DENIAL or _is_read_out(s, v)


def _is_read_out(s: Sentence, v: int) -> bool:
    """ "the ministry's statement reads that …"."""
    return s.low[v] in _READ and v > 0 and s.low[v - 1] in DOCUMENTS


def printed_below(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory) -> Attribution | None:
    """ "Read the president's address below:": whose words follow, named there or in the sentence before."""
    if s.low[-1:] != [":"] or _PRINTED.isdisjoint(s.low) or _SPEECHES.isdisjoint(s.low):
        return None
    speaker = first_named(text, s, lexicon)
    if speaker is None and memory.behind and memory.behind[-1].index == memory.index - 1:
        speaker = first_named(text, memory.behind[-1].s, lexicon)
    return Attribution(0, len(s), len(s) - 1, "before", speaker) if speaker else None


_PRINTED = words("read below full text transcript")
_SPEECHES = words("address speech statement remarks")


def stated_by(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory) -> Attribution | None:
    """ "This was reported by the governor", "The figures were published by …": who said what stands in the sentence before."""
    opening = s.low[:_STATEMENT]
    points_back = (
        opening[:1] in _THESE or (opening[:1] == ["the"] and opening[1] in _NEWS) or opening[:2] == ["about", "it"]
    )
    if not points_back or _TELLS_BACK.isdisjoint(opening):
        return None
    for k in range(1, len(opening)):
        is_agent = opening[k] == "by" and opening[k - 1] in _TOLD
        is_source = opening[k - 1 : k + 1] in (
            ["according", "to"],
            ["came", "from"],
            ["come", "from"],
            ["comes", "from"],
        )
        is_paper = opening[k] in ("of", "by") and opening[k - 1] in DOCUMENTS and not _TOLD.isdisjoint(opening[:k])
        if is_agent or is_source or is_paper or (opening[0] == "about" and opening[k] in _TOLD):
            return _speaker_after(text, s, lexicon, memory, k + 1, k, "according")
    return None


_THESE = (["this"], ["that"], ["these"], ["those"], ["it"], ["such"])
_STATEMENT = 18
"""Tokens of a sentence that says of the one before who told it."""


def _label(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, v: int) -> Attribution | None:
    """ "Russia's Defence Ministry: 27 drones destroyed", "08:10 - Governor: two hurt"; a place before a colon is no speaker."""
    begin = v
    while begin > 0 and v - begin < 7 and s.low[begin - 1] not in _BOUNDARY and s.low[begin - 1] not in (",", "|", "("):
        begin -= 1
    if begin and s.low[begin - 1] not in _DASHES | {"|"}:
        return None
    is_heading = not _PRINTED.isdisjoint(s.low[begin:v]) and not _SPEECHES.isdisjoint(s.low[begin:v])
    if is_heading or _is_clause(s, lexicon, begin, v):
        return None
    speaker = _speaker(text, s, lexicon, memory, begin, v)
    if speaker is None or speaker.claimant_type == "media_relay" or speaker.claimant_id in STATES:
        return None  # "Ukraine: seven killed" names the topic
    return Attribution(begin, v, v, "before", speaker)


def _counted_by(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, v: int) -> Attribution | None:
    """ "279 deaths recorded by monitors", "by the count of the ministry", "by the ministry's count"."""
    counts = next((k for k in range(v + 1, min(len(s), v + _REACH)) if s.low[k] in _COUNTS_OF), None)
    if counts is not None and s.low[counts + 1 : counts + 2] == ["of"] and counts - v <= _LABEL:
        found = _speaker_after(text, s, lexicon, memory, counts + 2, v, "according")
    elif counts is not None and s.low[counts - 1] in ("'s", "’s", "own"):
        owner = counts - 1 if s.low[counts - 1] != "own" else counts - 2
        speaker = _speaker(text, s, lexicon, memory, v + 1, owner)
        found = Attribution(v + 1, counts + 1, v, "according", speaker) if speaker else None
    elif v and s.low[v - 1] in _COUNTED:
        found = _speaker_after(text, s, lexicon, memory, v + 1, v, "according")
    else:
        return None
    is_outlet = found is not None and found.speaker.claimant_type in ("media_relay", "media_own_reporting")
    return None if found is None or is_outlet or found.speaker.claimant_id in STATES else found


def _own_count(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, v: int) -> Attribution | None:
    """ "The White House's estimate was 100,000", "the ministry's tally stands at 315"."""
    if _IS_PUT.isdisjoint(s.low[v + 1 : v + _REACH]):
        return None
    begin = v - 1
    while begin > 0 and v - begin < _LONGEST_NAME and s.low[begin - 1] not in _BOUNDARY | {","}:
        begin -= 1
    speaker = _speaker(text, s, lexicon, memory, begin, v - 1)
    return Attribution(begin, v - 1, v, "before", speaker) if speaker else None


_NUMBERS = words("data figures numbers statistics records tallies")
_COUNTS_OF = words("count counts tally tallies estimate estimates reckoning calculation calculations")
_IS_PUT = words("was is were are stands stood puts put remains remained")
_COUNTED = words(
    "recorded verified documented counted confirmed logged registered compiled collected established tallied reported given "
    "provided listed identified corroborated cited released published"
)
"""What a body has done with a figure that is told as its own."""


def _bracketed(text: str, s: Sentence, lexicon: Lexicon, v: int) -> Attribution | None:
    """ "40 dead (SES, 18:00)"; an agency in brackets is no claimant."""
    match = lexicon.claimant_names.match(s.low, v + 1)
    if match is None or match[0] >= len(s) or s.low[match[0]] not in (",", ")"):
        return None
    who = lexicon.claimants[match[1]]
    if who.claimant_type.startswith("media") or who.claimant_id in STATES:
        return None
    phrase = text[s.starts[v + 1] : s.ends[match[0] - 1]]
    return Attribution(
        v + 1, match[0], v + 1, "after", Speaker(phrase, who.claimant_id, who.claimant_type, who.side, who.place_id)
    )


def _notice_group(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, k: int) -> None:
    """An armed group that is only mentioned can be the one that "the group said" means."""
    match = lexicon.claimant_names.match(s.low, k)
    if match is not None and lexicon.claimants[match[1]].claimant_type == "armed_group":
        who = lexicon.claimants[match[1]]
        phrase = text[s.starts[k] : s.ends[match[0] - 1]]
        memory.last_group = Speaker(phrase, who.claimant_id, who.claimant_type, who.side, who.place_id)


def _after_dash(text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory) -> Attribution | None:
    """A headline's "… 32 drones downed – authorities", "…: Officials"."""
    end = len(s)
    while end and s.kinds[end - 1] == PUNCTUATION and s.low[end - 1] not in _DASHES:
        end -= 1
    for k in range(max(1, end - 6), end):
        if k > 3 and (s.low[k - 1] in _DASHES or (s.low[k - 1] == ":" and end - k <= _LABEL)):
            speaker = None if _is_clause(s, lexicon, k, end) else _speaker(text, s, lexicon, memory, k, end)
            return Attribution(k, end, k, "after", speaker) if speaker else None
    return None


_INVERTED = words("said says reported reports wrote added informed announced confirmed posted")
_PAST = (_INVERTED - {"says", "reports"}) | words(
    "told claimed stated put gave estimated counted recorded registered verified"
)
"""Headlines speak in the present tense."""
_TOLD = _INVERTED | words("published posted issued released given provided stated writes write informs said")
_TELLS_BACK = _TOLD | words("according came come comes")
_NEWS = words("figures figure numbers number data information toll count details")
_NOUNS_TOO = words(
    "reports report claims claim estimates estimate posts post notes note charges counts count state states alleged"
)
_ASKS = frozenset({"how", "why", "what"})
_BEFORE_NOUN = words(
    "with of the by no amid despite any these those as on in a an 's some several from its their his her to for telegram "
    "facebook twitter blog instagram x"
)
_ISSUED = words("morning evening daily latest official new updated")


_OF_POSTS = words("command observation control firing combat border guard trading")
""" "two command posts were hit"."""


def _is_noun(s: Sentence, v: int) -> bool:
    """ "with reports of outages": the word is a thing, nobody says it."""
    if s.low[v] not in _NOUNS_TOO or not v:
        return False
    if s.low[v] in ("post", "posts") and s.low[v - 1] in _OF_POSTS:
        return True
    k = v - 1
    while k and s.low[k] in _ISSUED:
        k -= 1
    return s.low[k] in (_BEFORE_NOUN if k == v - 1 else _BEFORE_NOUN | {"the"})


_MAY_BE_ASKED = words("gave gives put puts think thinks found describes believe believes")


def _is_asked(s: Sentence, v: int) -> bool:
    """ "how the war in Ukraine gave the EU a purpose": an indirect question, nobody speaks."""
    before = s.low[max(0, v - 8) : v]
    return s.low[v] in _MAY_BE_ASKED and not _ASKS.isdisjoint(before)


def _said(
    text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, v: int, found: list[Attribution]
) -> Attribution | None:
    if found and s.low[v] in _PARTICIPLES and s.low[v] != "saying":
        return None  # "…, said the governor, adding that three more were hurt": the account goes on
    k = v - 1
    if s.low[v] == "saying" and s.low[max(0, v - 2) : v] in (["quoted", "as"], ["cited", "as"]):
        k = v - 4  # "the governor was quoted as saying"
    if k >= 1 and s.low[k] in BE and not s.low[v].endswith("ing"):
        return None  # "Russia has been accused of killing two": of whom it is said, not who says it
    if k >= 2 and s.low[k] == "," and s.low[k - 1] in ("however", "meanwhile", "though") and s.low[k - 2] == ",":
        k -= 3
    if k >= 3 and s.low[k - 1 : k + 1] == ["able", "to"]:
        k -= 3  # "the Office was able to corroborate"
    if s.low[v] in _COUNTING or (s.low[v] == "reporting" and s.low[k] in BE):
        k -= 1  # "officials have finished tallying", "police are reporting"
    while k >= 0 and (
        s.low[k] in _BEFORE_VERB
        or s.low[k].endswith("ly")
        or s.low[k] in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    ):
        k -= 1
    inverted = (k < 0 or s.kinds[k] == PUNCTUATION) and s.low[v] in _INVERTED
    after = _speaker_after(text, s, lexicon, memory, v + 1, v, "after") if inverted else None
    if after is not None and _is_clause(s, lexicon, after.begin, after.end):
        after = None  # "Kostenko, a colonel, said his unit had destroyed …"
    if after is not None and after.speaker.claimant_id is not None:
        return after  # "…, informed the Air Force": a name right behind the verb
    before = _speaker_before(text, s, lexicon, memory, k, v, found) if k >= 0 else None
    if (
        before is not None
        and s.low[v] in _INQUIRES
        and s.low[v + 1 : v + 2] != ["that"]
        and not _inquires(before.speaker)
    ):
        return after  # "Russia has established a buffer zone", "troops found two tanks"
    return before or after


_INQUIRES = words("found finds established establishes identified identifies tracked attributed determined")


def _inquires(speaker: Speaker) -> bool:
    return speaker.claimant_id not in STATES and speaker.claimant_type not in ("military", "armed_group", "witness")


def _speaker_before(
    text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, last: int, v: int, found: list[Attribution]
) -> Attribution | None:
    if s.low[last] in _PRONOUNS:
        return _pronoun(text, s, lexicon, memory, last, v, found)
    begin, commas, k = last + 1, 0, last
    if s.low[k] == ",":
        k -= 1
        commas = 1
    while k >= 0 and v - k <= _REACH + 8:
        word = s.low[k]
        if word in _BOUNDARY and not (
            word == "and" and (_names_claimant(s, lexicon, k - 1) or _is_in_name(s, lexicon, k))
        ):
            break
        if word == "what" or (word in ("says", "said") and s.low[v] not in _PARTICIPLES):
            break  # "… struck the capital in what officials said was …"
        if word == ",":
            if commas == 0 and k < last:
                break
            commas += 1
            if commas > 2:
                break
        begin = k
        k -= 1
    while begin < last and s.low[begin] in (
        ",",
        "meanwhile",
        "however",
        "also",
        "later",
        "in",
        "on",
        "with",
        "likewise",
    ):
        begin += 1
    if s.low[v] in _PARTICIPLES:  # "Russia accused Ukraine of the attack, saying …": Russia
        last = next((k - 1 for k in range(begin + 1, last + 1) if _is_main_verb(s, k)), last)
    begin = _after_time_words(s, begin, last)
    if begin and s.low[begin - 1] == "in":  # "In Kryvyi Rih the mayor's office said"
        place = lexicon.place_names.match(s.low, begin)
        if place and place[0] <= last and s.low[place[0]] in ("the", "local", "officials", "authorities"):
            begin = place[0]
    begin = _name_ahead(s, lexicon, begin)
    speaker = _speaker(text, s, lexicon, memory, begin, last + 1)
    return Attribution(begin, last + 1, v, "before", speaker) if speaker else None


def _name_ahead(s: Sentence, lexicon: Lexicon, begin: int) -> int:
    """Where the phrase begins with the name in front of its comma: "Ivan Fedorov, the head of the region said"."""
    comma = begin - 1
    if comma < 1 or s.low[comma] != "," or s.low[begin] not in ("the", "a", "an"):
        return begin
    for k in range(max(0, comma - _LONGEST_NAME), comma):
        match = lexicon.claimant_names.match(s.low, k) if s.raw[k][:1].isupper() else None
        opens = k == 0 or s.kinds[k - 1] == PUNCTUATION
        if match is not None and match[0] == comma and opens and lexicon.claimants[match[1]].organisation is not None:
            return k
    return begin


def _without_time(s: Sentence, lexicon: Lexicon, begin: int, end: int) -> tuple[int, int]:
    """The words of a name without those around it: "By the end of March [the monitors]", "in Moscow [a spokesman]", "[the police]
    on the shelling of 3 May", "[a source] quoted by the agency", "[the governor] has now"."""
    k = begin
    while k < end - 1 and (s.low[k] in _TIME_WORDS or s.kinds[k] == NUMBER):
        k += 1
    is_of_time = k > begin and any(s.kinds[m] == NUMBER or s.low[m] in _CALENDAR_WORDS for m in range(begin, k))
    if is_of_time and s.low[begin] in ("the", "a", "an") and s.low[k - 1] not in ("the", "a", "an"):
        is_of_time = False  # "an August report"
    if is_of_time and k < end:
        begin = k - 1 if s.low[k - 1] in ("the", "a", "an") else k
    if s.low[begin] in _SINCE:
        begin = next((k for k in range(begin + 1, end) if _opens_name(s, lexicon, k)), begin)
    if s.low[begin] in _NUMBERS and s.low[begin + 1 : begin + 2] in (["from"], ["of"], ["by"]) and begin + 2 < end:
        begin += 2
    if s.low[begin] in _WHERE_LEADS or (begin and s.low[begin - 1] in _WHERE_LEADS):
        begin = next(
            (k for k in range(begin + 2, end - 1) if s.low[k] in ("the", "our") and s.low[k - 1] not in _LEAD_ON), begin
        )
    place = lexicon.place_names.match(s.low, begin) if begin and s.low[begin - 1] == "in" else None
    if place is not None and place[0] < end - 1 and s.low[place[0]] in ("the", "a", "an"):
        begin = place[0]
    for k in range(begin + 1, end):
        if s.low[k] not in _LEADS_OFF:
            continue
        follows = s.low[k + 1 : k + 2]
        is_date = s.low[k] in ("on", "at", "about") and (
            follows in _HOURS
            or s.kinds[k + 1 : k + 2] == [NUMBER]
            or (follows == ["the"] and _is_of_attack(s, k + 2, end))
        )
        if is_date or s.low[k] in _PASSED_ON or (s.low[k] in ("has", "have", "had") and s.low[k + 1 : end] in _NOW):
            return begin, k
    return begin, end


def _opens_name(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    """Whether a body's name, or a title with its article, begins at token `k`."""
    if s.raw[k][:1].isupper():
        name = lexicon.claimant_names.match(s.low, k)
        return name is not None and name[1] not in STATES
    return s.low[k] in ("the", "a", "an") and k + 1 < len(s) and lexicon.claimant_titles.match(s.low, k + 1) is not None


_SINCE = frozenset({"since", "after", "following", "before", "until", "throughout"})
_OWN = frozenset({"our", "my", "we"})
_WHERE_LEADS = frozenset({"in", "across", "throughout", "along", "inside", "around", "near"})
_LEAD_ON = _WHERE_LEADS | frozenset({"of", "at", "under", "over", "on", "to", "by", "from", "and", "with", "for"})
_CALENDAR_WORDS = MONTHS.keys() | words(
    "monday tuesday wednesday thursday friday saturday sunday month week year morning evening night noon midday yesterday today"
)
_TIME_WORDS = _CALENDAR_WORDS | words(
    "by in on at of the a an end start beginning middle mid close since until between from and to ,"
)
_HOURS = (["noon"], ["dawn"], ["midday"], ["midnight"], ["night"], ["daybreak"])
_NOW: tuple[list[str], ...] = ([], ["now"], ["since"], ["already"], ["meanwhile"], ["also"])
_PASSED_ON = frozenset({"cited", "quoted"})
_LEADS_OFF = _PASSED_ON | {"on", "at", "about", "has", "have", "had"}


def _is_of_attack(s: Sentence, begin: int, end: int) -> bool:
    """ "… on the 23 January bombardment", "… on the shelling of the market"."""
    return any(s.kinds[k] == NUMBER or s.low[k] in ATTACKS for k in range(begin, end))


def _is_main_verb(s: Sentence, k: int) -> bool:
    """Whether token `k` ends the subject of a sentence: "the office updated its figures, stating …"."""
    word = s.low[k]
    return (
        (word in _SPEECH and not _is_noun(s, k))
        or word in _RAISES
        or word in _MAIN
        or (word.endswith("ed") and "-" not in word)
    )


_MAIN = (BE - {"'s"}) | words(
    "has had have continue continues gave held took went made put met sent wrote spoke issued"
)


def _is_in_name(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    """Whether a claimant's name goes on over token `k`: "the National Security and Defence Council"."""
    found = (lexicon.claimant_names.match(s.low, begin) for begin in range(max(0, k - _LONGEST_NAME), k))
    return any(match is not None and match[0] > k + 1 for match in found)


def _names_claimant(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    """Does a claimant's name or title end at token `k`, as the first half of "the president and military officials"?"""
    for begin in range(max(0, k - 5), k + 1):
        for table in (lexicon.claimant_names, lexicon.claimant_titles):
            match = table.match(s.low, begin)
            if match and match[0] == k + 1:
                return True
    return False


def _after_time_words(s: Sentence, begin: int, last: int) -> int:
    """Skip "On Thursday," or "In a statement," at the head of a phrase; a name before a comma stays."""
    if s.low[begin] not in _TIME_LEADS:
        return begin
    for k in range(begin, min(begin + 5, last)):
        if s.low[k] == ",":
            return k + 1
    return begin


def _speaker_after(
    text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, begin: int, v: int, kind: str
) -> Attribution | None:
    name_at = begin + (s.low[begin : begin + 1] == ["the"])
    named = lexicon.claimant_names.match(s.low, name_at) if name_at < len(s) else None
    end, commas = named[0] if named is not None else begin, 0  # "the Committee to Protect Journalists"
    while end < len(s) and end - begin < _REACH:
        word = s.low[end]
        is_time = word == "." and s.low[end - 1] in ("a", "p", "m")  # "the 7 a.m. statement"
        if (
            (word in _BOUNDARY and not is_time)
            or word in ("which", "who", "said", "says", "on", "to")
            or word in _SHOWS
        ):
            break
        if end > begin and (word in _OPENS_NEWS or s.kinds[end] == NUMBER) and _names_claimant(s, lexicon, end - 1):
            break  # "according to Moscow all ten had been shot down"
        if word == ",":
            more = _speaker(text, s, lexicon, memory, end + 1, min(len(s), end + 9)) if commas == 0 else None
            if more is None or more.claimant_id is None or _has_verb(s, lexicon, end + 1):
                break
            commas += 1
        end += 1
    while end > begin and s.kinds[end - 1] == PUNCTUATION:
        end -= 1
    if end <= begin:
        return None
    if s.low[begin] in _PRONOUNS and end - begin == 1:
        return Attribution(begin, end, v, kind, memory.last) if memory.last else None
    speaker = _speaker(text, s, lexicon, memory, begin, end)
    return Attribution(begin, end, v, kind, speaker) if speaker else None


_OPENS_NEWS = words(
    "all both some most more no nobody none neither at only just nearly almost about around another the a an"
)


def _has_verb(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    return any(lexicon.cues.match(s.low, m) is not None for m in range(k, min(len(s), k + 6)))


def _is_clause(s: Sentence, lexicon: Lexicon, begin: int, end: int) -> bool:
    """Whether a finite verb stands among the tokens, so that they name nobody."""
    for k in range(begin + 1, end):
        is_past = s.low[k].endswith("ed") or s.low[k] in ("lost", "shot", "hit", "struck")
        if s.low[k] in _FINITE or (is_past and (s.low[k] in _SPEECH or lexicon.cues.match(s.low, k) is not None)):
            return True
    return False


_FINITE = (BE | {"had", "has", "have"}) - {"'s"}


def _pronoun(
    text: str, s: Sentence, lexicon: Lexicon, memory: SpeechMemory, k: int, v: int, found: list[Attribution]
) -> Attribution | None:
    """ "…, Vyacheslav Gladkov, He said": a name before the pronoun in the sentence, else the last speaker."""
    if found:
        return Attribution(k, k + 1, v, "before", found[-1].speaker)
    if k >= 1 and s.low[k - 1] == ",":
        begin = k - 1
        while begin > 0 and k - begin < 20 and s.low[begin - 1] not in ("“", "”", ";", ".", "and"):
            begin -= 1
        begin = _after_time_words(s, begin, k)
        is_clause = _is_clause(s, lexicon, begin, k - 1)  # "two residents were hurt, he wrote": they don't speak
        speaker = None if is_clause else _speaker(text, s, lexicon, memory, begin, k - 1)
        if speaker is not None and speaker.claimant_id is not None:
            return Attribution(begin, k - 1, v, "before", speaker)
    return Attribution(k, k + 1, v, "before", memory.last) if memory.last else None


def attribution_for(attributions: list[Attribution], token: int, s: Sentence) -> Attribution | None:
    """The attribution that covers the figure at `token`, or None: the publisher's own voice."""
    speeches = [a for a in attributions if not a.is_denial and _may_cover(a, token, s)]
    before = [
        a
        for a in speeches
        if a.kind == "before"
        and a.verb < token
        and (
            ";" not in s.low[a.verb : token]
            or {"that", ";"} & set(s.low[a.verb : a.verb + 2])
            or _goes_on(speeches, token, s)
        )
    ]
    later = [
        a
        for a in speeches
        if a.verb > token
        and (
            (a.kind in ("after", "according") and not _opens_clause(a, s))
            or (a.begin > token and (a.begin == 0 or s.kinds[a.begin - 1] == PUNCTUATION) and not _is_next_news(a, s))
            or _is_of_which(a, token, s)
        )
        and not (s.low[-1] != "." and ";" in s.low[token : a.begin])  # each piece of a headline has its own speaker
    ]
    cited = next((a for a in speeches if s.low[a.verb] in _CITES and not _is_relay(a)), None)
    if before and cited is not None and _is_relay(before[-1]):
        return cited
    if (
        before
        and later
        and before[-1].speaker.claimant_id in STATES
        and later[0].speaker.side is before[-1].speaker.side
    ):
        return later[0]  # "Russia said that …, the Defence Ministry in Moscow said"
    if before and not (later and _is_relay(before[-1]) and not _is_relay(later[0])):
        return None if _is_of_another_day(before[-1], token, s) else before[-1]
    if later:
        return cited if cited is not None and cited in later and _is_relay(later[0]) else later[0]
    spoken = [a for a in speeches if a.kind in ("according", "after") and a.verb < token]
    return spoken[-1] if spoken and not _is_of_another_day(spoken[-1], token, s) else None


def _may_cover(attribution: Attribution, token: int, s: Sentence) -> bool:
    """ "… described as the seventh attack this month" tells of what it is called by, and of nothing around it."""
    is_of_name = s.low[attribution.verb] in ("described", "describes")
    return not is_of_name or attribution.verb < token <= attribution.verb + _NAMED


_NAMED = 6
"""Tokens."""


def _goes_on(speeches: list[Attribution], token: int, s: Sentence) -> bool:
    """ "The navy said two ships were hit; one was destroyed.": in a sentence, unlike a headline, the account goes on behind a
    semicolon, unless somebody else speaks there."""
    opens = max(k for k in range(token) if s.low[k] == ";")
    return (
        s.low[-1] == "."
        and s.low.count(";") == 1
        and all(a.verb < opens and (s.low[a.verb] in _PAST or s.low[a.verb].endswith("ed")) for a in speeches)
    )


def _opens_clause(attribution: Attribution, s: Sentence) -> bool:
    """ "…; according to Moscow all ten had been shot down": of what follows, not of what stands before the semicolon."""
    opens = attribution.kind == "according" and attribution.verb > 0 and s.low[attribution.verb - 1] == ";"
    return opens and any(s.kinds[k] != PUNCTUATION for k in range(attribution.end, len(s)))


def _is_of_which(attribution: Attribution, token: int, s: Sentence) -> bool:
    """ "Of the 64 drones that the air force said it had tracked"."""
    is_near = token < attribution.begin <= token + _TO_WHICH
    return (
        is_near
        and s.low[attribution.begin - 1] in ("that", "which")
        and s.low[attribution.verb + 1 : attribution.verb + 2] in _THEN
    )


_TO_WHICH = 5
"""Tokens from a number over what it counts to who speaks of it."""
_THEN = (["it"], ["they"], ["he"], ["she"], ["had"], ["were"], ["was"], ["have"], ["its"])


def _is_next_news(attribution: Attribution, s: Sentence) -> bool:
    """ "Two killed in Kherson; Moscow claims it has taken Bakhmut": behind a semicolon, with words of its own to follow."""
    is_last = all(s.kinds[k] == PUNCTUATION for k in range(attribution.verb + 1, len(s)))
    return attribution.begin > 0 and s.low[attribution.begin - 1] in (";", "|") and not is_last


def _is_relay(attribution: Attribution) -> bool:
    """ "Reuters reports that one person was killed, the governor said": the agency passes on who said so."""
    return attribution.speaker.claimant_type in ("media_relay", "media_own_reporting")


def _is_of_another_day(attribution: Attribution, token: int, s: Sentence) -> bool:
    """ "… were shot down, officials reported, a day after a barrage killed 32": what the publisher recalls."""
    words_between = s.low[attribution.verb + 1 : token]
    return any(a in _DAYS and b == "after" for a, b in pairwise(words_between))


def modality(words_before: str, words_after: str, is_denied: bool) -> Modality:
    """Of a figure between the two: a hedge behind it in a clause of its own ("and allegedly fired …") governs something else."""
    if is_denied:
        return Modality.DENIED
    after = _OWN_CLAUSE.split(words_after, maxsplit=1)[0]
    return Modality.REPORTED if _CONDITIONAL.search(words_before) or _CONDITIONAL.search(after) else Modality.ASSERTED


def relay_of(attributions: list[Attribution], chosen: Attribution | None) -> str | None:
    """The outlet or agency that the publisher cites, if it is not the claimant."""
    for a in attributions:
        if a is not chosen and a.speaker.claimant_type in ("media_relay", "media_own_reporting"):
            return a.speaker.text
    if chosen is not None and chosen.speaker.claimant_type == "media_relay":
        return chosen.speaker.text
    return None
