"""Whose side was attacked, who attacked, and which conflict a figure belongs to."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Measure, Side
from dagster_project.claims.outcomes import Reading
from dagster_project.claims.places import Mention
from dagster_project.claims.tokens import NUMBER, PUNCTUATION, Sentence
from dagster_project.claims.words import words

_WAR = re.compile(
    r"russia|ukrain|moscow|kremlin|kyiv|kiev|shell(?:ing|ed)|missile|drone|rocket|artillery|air ?strike|bombard"
    r"|frontline|front line|occupied|air defen[cs]e|invasion|troops|separatist"
)
_CRIME = re.compile(
    r"\bgunm[ae]n\b|\bstabb|\bmass shooting|\bshooting (?:at|in|spree)|\bshot ?gun\b|\bclassmate|\bfellow pupil"
    r"|\bknife\b|\bopen(?:ed|s)? fire (?:on|at) "
    r"(?:a|the) (?:synagogue|church|crowd|concert|school)|\bconcert hall\b|\bsuicide bomb|\bmurder(?:ed|s)?\b"
    r"|\brobbery|\bhostage"
)
_ACCIDENT = re.compile(
    r"\bcollid|\bcollision|\bcrash(?:es|ed)?\b|\bderail|\bearthquake|\bflood|\bstorm|\bsnow|\bblizzard"
    r"|\bgas station|\bgas explosion|\b(?:ore|coal) mine\b|\bmine (?:collapse|accident)|\bavalanche (?:in|at|hit)|\bdrown"
    r"|\bcapsiz|\bsank\b|\bepidemic|\bcoronavirus"
    r"|\bcovid|\bfamine|\bheatwave|\blandslide|\btraining ground\b|\bblow themselves up\b|\bpoison|\bcold snap"
    r"|\bweather|\b(?:road|traffic|rail|mining|industrial|workplace|hunting) accident|\bwildfire|\bhurricane|\btornado"
    r"|\baccident (?:at|in|on|near)\b|\bpipe burst|\bburst pipe|\bheat ?stroke|\bcarbon monoxide|\boverturned\b|\bstampede"
)
_FIRE = re.compile(r"(?:(under|open\w*|artillery|mortar|rocket|enemy|russian|ukrainian) )?\bfires?\b(?! (?:from|by) )")
"""What burns; what is shot is no mishap."""
_UNREAL = re.compile(
    r"\bnovel (?:about|by|set|follows|tells)\b|\b(?:his|her|debut|new|first) novel\b"
    r"|\bthriller (?:about|by|set|follows|tells)\b|\bmock (?:\w+ )?(?:target|warship|battle|attack|enemy)"
    r"|\btraining (?:missile|target)s?\b|\b(?:drill|exercise)s? (?:at|on|in) the [\w-]+ (?:range|training)"
    r"|\b(?:at|in|during) (?:an?|the|its|joint|military|naval) (?:\w+ )?(?:exercises?|drills?)\b"
)
_UNREAL_WORDS = ("novel", "thriller", "mock", "exercise", "drill", "training missile", "training target")
"""Told in a novel, fired in a drill."""
_WEAPONS_OF_WAR = re.compile(
    r"missile|\bdrones?\b|\buavs?\b|\bshell(?:s|ed|ing)\b|rocket|artillery|air ?strike|bombard|air defen[cs]e|\bunder fire\b"
    r"|\bshot down|\bdowned\b|\bstrikes? on|(?:russian|ukrainian) (?:strike|attack|bomb|mine|forces|troops"
    r"|invasion)"
)
_OTHER_WAR = re.compile(
    r"\bgaza\b|\bhamas\b|\bhezbollah\b|\bisrael|\bpalestin|\bsudan|\brsf\b|\bsyria|\byemen|\bhouthi|\bnagorno"
    r"|\barmenia|\bazerbaijan|\btigray|\bsomalia|\bal-shabaab|\bmyanmar|\bafghan|\btaliban|\biraq|\bmali\b"
    r"|\bburkina|\bboko haram|\bcongo\b|\bethiopia|\bhaiti|\bpakistan|\bkashmir|\biran\b(?!ian)"
)
_ATTACKER = re.compile(
    r"\b(russian|ukrainian|russia's|ukraine's|moscow's|kyiv's|separatist)\b(?:(?!russia|ukrain|moscow|kyiv|say|said)[a-z-]* ){1,4}?"
    r"(?:attacks?|strikes?|shelling|missiles?|drones?|rockets?|shells?|airstrikes?|bombs?|bombing|bombardment"
    r"|artillery|invasion|fire|assault)\b"
)
_LAUNCHER = re.compile(
    r"\b(?:(?:launched|fired|sent|attacked|carried out|unleashed|shelled|struck|bombed|targeted) by|under (?:fire|attack|shelling)"
    r" (?:from|by)) (?:the )?(russia|russian|moscow|ukraine|ukrainian|kyiv)"
)
_ACTOR = re.compile(
    r"\b(russia|moscow|separatists|separatist forces|russian (?:armed )?(?:forces|troops|army|military|aircraft|aviation|jets"
    r"|planes|artillery)|kremlin troops|ukraine|ukrainian (?:armed )?(?:forces|troops|army|military|aircraft|aviation|jets|planes"
    r"|artillery)"
    r"|putin's army"
    r"|ukrainian drones"
    r"|russian drones)\b(?: (?!said|says|say|reported|reports|claims|claimed"
    r"|(?:been|were|was|are|is|being)\b(?! \w+ing)|russia"
    r"|ukrain)\w+){0,3}? (?:launch\w*|fire[ds]?|fires|used? (?:[a-z]+ ){0,2}\d"
    r"|attack\w*|shell\w*|strikes?|struck|hits?|bomb\w*|kill\w*"
    r"|target\w*|sent|drop\w*|unleash\w*|conduct\w*|carried)"
)
_STRUCK = re.compile(r"\b(?:strikes?|attacks?|shelling|missiles?|drones?) (?:on|in|at|against) [^,;.]{2,40}, $")
"""What is struck, before the comma of its country: "a Russian strike on Kramatorsk, Ukraine hit …"."""
_OTHER_ACTOR = re.compile(
    r"\b(?:north korea|pyongyang|iran|israel|hamas|hezbollah)\b(?: \w+){0,2} (?:launch|fire[ds]?|test)"
)
_PARTY = re.compile(r"russia|ukrain")
_OTHER_CLAUSE = frozenset(
    {"in", "on", "near", "over", "against", "from", "of", "at", "by", "after", "before", "while", "with"}
)
_UA = ("ukrain", "kyiv")
_ENEMY = re.compile(
    r"\b(?:the enemy|occupiers|invaders|the adversary)\b(?! (?:of|said))"
    r"|\benemy (?:[\w-]+ )?(?:shellings?|attacks?|strikes?|uavs?|drones?|missiles?|fire)\b"
)
"""Words by which the armies' own bulletins call the other party: Ukrainian ones, unless the words below tell otherwise."""
_RUSSIAN_BULLETIN = re.compile(
    r"\b(?:group of forces|battlegroups?|groups? of troops|ukrainian militants|ki[ey]v regime|ukrainian armed formations|enemy afu"
    r"|aerospace forces (?:shot|intercepted|destroyed|downed|hit)|ukrainian nationalists|nationalist battalions?"
    r"|(?:zapad|vostok|tsentr|yug|sever|dnepr) group(?:ing)?)\b"
)
_UKRAINIAN_BULLETIN = re.compile(
    r"\b(?:occupiers|invaders|defenders of the sky|our (?:defenders|warriors)|defen[cs]e forces of ukraine)\b"
)
_UKRAINIAN_AIR = re.compile(
    r"\b(?:mobile fire (?:groups?|teams?)|location(?:al)?ly lost|lost (?:in location|locationally|to electronic)"
    r"|strike uavs?|fire weapons|ew (?:assets|means)|air (?:force|command)|operational command"
    r"|shaheds?|gerans?|kh-\d+|kalibrs?|iskanders?|kinzhals?|zircons?|tsirkons?)\b"
)
_RUSSIAN_AIR = re.compile(
    r"\b(?:duty air defen[cs]e|air defen[cs]e (?:systems|assets|crews) on duty|aircraft-type|fixed-wing (?:uavs?|drones?|unmanned)"
    r"|jdams?|himars|atacms|storm shadows?|neptunes?|scalps?|pantsir\w*)\b"
)
"""What only one of the two armies flies against the other, and how each tells of shooting it down."""
_UNDER_RUSSIA = re.compile(r"\bunder russian (?:occupation|control|military occupation)\b")
_STOPPED = (Measure.INTERCEPTED, Measure.SUPPRESSED, Measure.INTERCEPTED_OR_SUPPRESSED)
_AIR = (*_STOPPED, Measure.LAUNCHED)
_REACH = 8


def side_of_word(word: str) -> Side:
    return Side.UA if word.startswith(_UA) else Side.RU


def other(side: Side | None) -> Side | None:
    return {Side.UA: Side.RU, Side.RU: Side.UA}.get(side) if side else None


def bulletin_side(sentence: str, before: Side | None, is_in_russia: bool = False) -> Side | None:
    """Whose bulletin a sentence, in lower case, is of; `before`: whose the sentences before were; `is_in_russia`: it names a place
    there, as the governors of border regions do when they write of the enemy."""
    if (
        "enem" in sentence
        or "ers" in sentence
        or "our " in sentence
        or "gro" in sentence
        or "milit" in sentence
        or "forces" in sentence
    ):
        if _RUSSIAN_BULLETIN.search(sentence):
            return Side.RU
        if _UKRAINIAN_BULLETIN.search(sentence):
            return Side.UA
        if before is None and _ENEMY.search(sentence):
            return Side.RU if is_in_russia else Side.UA
    return before


def attacker_side(sentence: str, home: Side | None = None) -> Side | None:
    """The party said to have attacked, from the words of one sentence in lower case; None where it is not stated. `home`: whose
    bulletin it stands in."""
    if ("enem" in sentence or "adversary" in sentence or "ers" in sentence) and _ENEMY.search(sentence):
        return other(bulletin_side(sentence, home)) or Side.RU
    for pattern in (_LAUNCHER, _ACTOR, _ATTACKER):
        match = pattern.search(sentence)
        if match and not (pattern is _ACTOR and _STRUCK.search(sentence, 0, match.start())):
            return side_of_word(match.group(1))
    return None


def target_side(
    reading: Reading,
    measure: Measure,
    place: Mention | None,
    s: Sentence,
    lexicon: Lexicon,
    attacker: Side | None,
    claimant: Side | None,
    is_army: bool = False,
) -> Side | None:
    """The party under attack: the owner of crewed aircraft and of named troops, else who holds the place, else the one that
    did not attack. `is_army`: an army speaks, and tells of the other's losses unless its words say otherwise."""
    stopped_by = _interceptor(reading, measure, s, lexicon)
    if stopped_by is not None and reading.subject == "munition":
        return stopped_by
    if measure is Measure.CAPTURED and reading.subject == "place":
        return other(_taker(reading, s, lexicon) or claimant)
    owner = _owner(reading, s, lexicon, claimant) or _its(reading, s, lexicon, claimant)
    if owner is Side.RU and is_army and claimant is Side.RU and "enemy" in s.low:
        owner = Side.UA  # whose enemy it is hangs on whose bulletin it is
    weapon = reading.counted.weapon
    if owner is None and weapon is not None and reading.subject in ("munition", "object"):
        owner = weapon.side
    if reading.subject == "aircraft":
        weapon = reading.counted.weapon
        if owner is None and weapon is not None and weapon.side is not None:
            owner = weapon.side
        if measure is not Measure.INTERCEPTED:
            owner = owner or holder(place, lexicon)
        return owner or other(claimant)
    named_so = {"russians", "ukrainians"}.intersection(s.low[reading.q.j : reading.counted.end])
    is_own = (
        reading.counted.unit_id == "soldier"
        or bool(named_so)
        or (reading.subject == "object" and measure in (Measure.DAMAGED, Measure.HIT))
    )
    if owner is not None and (is_own or _loser(reading, s, lexicon, claimant) is not None):
        return owner
    if owner is None and claimant in (Side.UA, Side.RU) and _is_of_the_other(reading, measure):
        return other(claimant) if _CONCEDES.isdisjoint(s.low) else claimant
    if measure in _STOPPED and owner is not None and reading.subject == "munition":
        return other(owner)
    if _flies_another_flag(s, lexicon):
        return Side.OTHER
    if is_army and claimant is not None and (_is_own_strike(reading, measure, s) or _is_of_army(reading, measure)):
        is_hit_back = attacker is other(claimant) and _PUT_OUT.isdisjoint(s.low)
        return claimant if is_hit_back and measure is not Measure.CAPTURED else other(claimant)
    if (
        is_army
        and claimant is not None
        and measure is Measure.ATTACKS
        and not _REPELLED.isdisjoint(s.low[: reading.q.hedge_i])
    ):
        return claimant
    if is_army and claimant is not None and measure in _STOPPED and reading.subject == "munition":
        return claimant  # an army tells of what it stopped itself
    held = holder(place, lexicon)
    if held is not None and held is attacker and place is not None and _is_front_moved(held, place, s, lexicon):
        return other(attacker)
    if held is not None:
        return held
    if measure in (*_AIR, Measure.HIT) and owner is not None:
        return other(owner)
    if attacker is not None:
        return other(attacker)
    if measure in _AIR and claimant is not None:
        return claimant
    if is_own:
        return _only_other(s, lexicon, claimant)
    return _by_words(reading, measure, s)


def _by_words(reading: Reading, measure: Measure, s: Sentence) -> Side | None:
    """The side that only the words of the craft betray: what is flown and how its end is told, who lives under whom."""
    words_said = " ".join(s.low)
    if reading.subject == "person" and _UNDER_RUSSIA.search(words_said):
        return Side.RU
    if measure not in (*_AIR, Measure.HIT) or reading.subject not in ("munition", None):
        return None
    if _RUSSIAN_AIR.search(words_said):
        return Side.RU
    return Side.UA if _UKRAINIAN_AIR.search(words_said) else None


def _is_of_army(reading: Reading, measure: Measure) -> bool:
    """Soldiers killed or captured, tanks and guns destroyed."""
    is_lost = measure in (Measure.KILLED, Measure.INJURED, Measure.DAMAGED, Measure.CAPTURED)
    return is_lost and reading.counted.unit_id in _OF_ARMIES


def _is_own_strike(reading: Reading, measure: Measure, s: Sentence) -> bool:
    """ "Missile units hit two command posts": in an army's account, what its own arms struck."""
    if measure not in (Measure.HIT, Measure.DAMAGED) or reading.how != "active_left" or reading.cue_at is None:
        return False
    before = s.low[max(0, reading.cue_at - _REACH) : reading.cue_at]
    return not _OWN_ARMS.isdisjoint(before) and _NOT_OWN.isdisjoint(before)


_OWN_ARMS = words(
    "our units aviation artillery aircraft operators gunners soldiers defenders crews paratroopers marines scouts"
)
_NOT_OWN = words("enemy enemy's occupiers invaders adversary")
_REPELLED = words("repelled repel repels repulsed repulse thwarted")
_OF_ARMIES = frozenset({"soldier", "tank", "armoured_vehicle", "artillery_system", "artillery", "launcher"})


def _is_front_moved(held: Side, place: Mention, s: Sentence, lexicon: Lexicon) -> bool:
    """Nobody attacks what his own side holds: that day's front was not the gazetteer's. Where Ukraine is said to attack, the words
    must tell of an occupied place, as a strike on "Kramatorsk, Ukraine" is easily taken for one by Ukraine."""
    known = lexicon.places.get(place.place_id or "")
    is_narrow = known is not None and known.country == "UA" and known.place_type in ("settlement", "district", "adm2")
    return is_narrow and not place.is_occupied and (held is Side.RU or any(word in _HELD for word in s.low))


def _flies_another_flag(s: Sentence, lexicon: Lexicon) -> bool:
    """ "a Liberian-flagged vessel", "two ships flying the flag of Palau": of neither party."""
    at = next((k for k in range(1, len(s)) if s.low[k] in ("flag", "flags") and s.low[k + 1 : k + 2] == ["of"]), None)
    if at is not None and not _FLIES.isdisjoint(s.low[max(0, at - 4) : at]):
        return _PARTIES.isdisjoint(s.low[at + 2 : at + 4])
    for word in s.low:
        if "-" not in word:
            continue
        land, _, tie = word.rpartition("-")
        side = lexicon.demonyms.get(land)
        if (tie == "flagged" and side not in ("UA", "RU")) or (tie in ("owned", "registered") and side == "other"):
            return True
    return False


_FLIES = frozenset({"flying", "under", "flew", "fly", "flies"})
_PARTIES = frozenset({"russia", "ukraine", "the"})
_HELD = words(
    "occupied russian-occupied russian-held russian-controlled moscow-controlled russia-controlled russia-occupied"
)


def _only_other(s: Sentence, lexicon: Lexicon, claimant: Side | None) -> Side | None:
    """ "Russia's ministry claims to have sunk four Ukrainian boats, killing 50 troops": the one party named beside who speaks."""
    if claimant not in (Side.UA, Side.RU) or not _BLAMES.isdisjoint(s.low):
        return None
    found = ((lexicon.demonyms.get(word), s.low[max(0, k - 2) : k]) for k, word in enumerate(s.low))
    named = {Side(side) for side, before in found if side in ("UA", "RU") and "by" not in before} - {claimant}
    return named.pop() if len(named) == 1 else None


_BLAMES = words("accuse accuses accused accusing blame blames blamed blaming")


def holder(place: Mention | None, lexicon: Lexicon) -> Side | None:
    """Who holds the place as the text has it ("Russian-occupied …"), else by the gazetteer."""
    if place is None or place.place_id is None:
        return None
    return Side.RU if place.is_occupied else holder_of(place.place_id, lexicon)


def holder_of(place_id: str | None, lexicon: Lexicon) -> Side | None:
    """Who holds the place by the gazetteer."""
    country: str | None = None
    for ancestor in lexicon.ancestors(place_id):
        entry = lexicon.places.get(ancestor)
        if entry is None:
            continue
        if entry.held_by == "RU":
            return Side.RU
        country = country or entry.country
    if country is None:
        return None
    return {"UA": Side.UA, "RU": Side.RU}.get(country, Side.OTHER)


def _interceptor(reading: Reading, measure: Measure, s: Sentence, lexicon: Lexicon) -> Side | None:
    """ "Russian air defence systems shot down two missiles": who defends is who was attacked."""
    if measure not in _STOPPED or reading.how != "active_left" or reading.cue_at is None:
        return None
    if any(lexicon.demonyms.get(w) not in ("UA", "RU", None) for w in s.low[reading.q.hedge_i : reading.counted.end]):
        return None  # "forced down a US drone": nobody of the two was attacked
    for k in range(reading.cue_at - 1, max(-1, reading.cue_at - _REACH), -1):
        if s.low[k] in _OTHER_CLAUSE or s.kinds[k] in (NUMBER, PUNCTUATION):
            return None
        demonym = lexicon.demonyms.get(s.low[k])
        if demonym in ("UA", "RU"):
            return Side(demonym)
    return None


def _its(reading: Reading, s: Sentence, lexicon: Lexicon, claimant: Side | None) -> Side | None:
    """ "Russia said two of its commanders were killed": of the party named last, or else the speaker's."""
    own = next((k for k, word in enumerate(s.low[: reading.q.hedge_i]) if word == "its"), None)
    if own is not None and not _LOSSES.isdisjoint(s.low[own : own + 4]):
        return claimant  # "the ministry updates its casualty figures"
    if "its" not in s.low[reading.q.j : reading.counted.end]:
        return None
    named = (lexicon.demonyms.get(word) for word in reversed(s.low[: reading.q.hedge_i]))
    side = next((side for side in named if side in ("UA", "RU")), None)
    return Side(side) if side else claimant


_LOSSES = frozenset({"casualty", "casualties", "losses", "dead"})
_LOSES = frozenset({"lost", "lose", "loses", "losing"})
_PUT_OUT = _LOSES | words("eliminated neutralised neutralized liquidated annihilated action")


def _is_of_the_other(reading: Reading, measure: Measure) -> bool:
    """What a party tells of is the other's: tanks and guns it struck, soldiers it captured."""
    noun = reading.counted.noun
    is_arms = reading.counted.unit_id in _ARMS or (noun is not None and noun.singular.endswith("equipment"))
    is_struck = is_arms and measure in (Measure.DAMAGED, Measure.HIT)
    return is_struck or (measure is Measure.CAPTURED and reading.subject in ("person", None))


_CONCEDES = words("admit admits admitted admitting acknowledge acknowledged acknowledges concede conceded concedes")
_ARMS = frozenset({"tank", "armoured_vehicle", "artillery_system", "rocket_launcher", "air_defence_system"})


_REGIONS = words("region oblast district province border territory soil")  # "advancing in Russia's Kursk region"


def _taker(reading: Reading, s: Sentence, lexicon: Lexicon) -> Side | None:
    """ "Ukraine liberated five settlements", "92 settlements are in Ukrainian hands"."""
    at = reading.cue_at
    span = s.low[reading.counted.end : reading.counted.end + _REACH * 2] if reading.how == "held" else s.low[:at]
    names = ((lexicon.demonyms.get(word), span[k + 1 : k + 4]) for k, word in enumerate(span))
    named = [side for side, behind in names if side in ("UA", "RU") and _REGIONS.isdisjoint(behind)]
    return Side(named[-1 if reading.how != "held" else 0]) if named else None


def _loser(reading: Reading, s: Sentence, lexicon: Lexicon, claimant: Side | None) -> Side | None:
    """ "Russian losses over the past day: 11 tanks", "Russia's military casualties are nearing 300,000, with 120,000 killed"."""
    for k in range(1, reading.q.hedge_i):
        if s.low[k] not in ("losses", "casualties") and (s.low[k] not in _LOSES or k != reading.cue_at):
            continue
        before = s.low[max(0, k - 3) : k]
        if claimant in (Side.UA, Side.RU) and not _FOES.isdisjoint(before):
            return other(claimant)
        whose = [side for word in before if (side := lexicon.demonyms.get(word)) in ("UA", "RU")]
        return Side(whose[-1]) if whose else None
    return None


_FOES = words("enemy enemy's adversary adversary's")


def _owner(reading: Reading, s: Sentence, lexicon: Lexicon, claimant: Side | None) -> Side | None:
    loser = _loser(reading, s, lexicon, claimant)
    if loser is not None:
        return loser
    if reading.how in ("lost", "list") and reading.cue_at is not None and reading.subject == "object":
        men = (lexicon.demonyms.get(word) for word in s.low[reading.cue_at : reading.q.hedge_i])
        whose = next((side for side in men if side in ("UA", "RU")), None)
        if whose is not None:  # "eliminated 40 occupiers, two tanks and six trucks"
            return Side(whose)
    number = next((k for k in range(reading.q.hedge_i) if s.low[k : k + 2] == ["number", "of"]), None)
    if reading.how == "toll" and number is not None:  # "the number of Russian soldiers killed has reached 900,000"
        counted = range(number + 2, min(number + 5, reading.q.hedge_i))
    else:
        counted = range(max(0, reading.q.hedge_i - 1), min(len(s), reading.counted.end))
    for k in counted:
        demonym = lexicon.demonyms.get(s.low[k])
        if demonym in ("UA", "RU"):
            return Side(demonym)
    return None


class Signs(NamedTuple):
    """What the words of one sentence say of the conflict it is about."""

    war: bool
    weapons: bool
    crime: bool
    accident: bool
    fire: bool
    unreal: bool
    other_war: bool
    other_actor: bool
    party: bool  # Russia or Ukraine by name
    capital: bool  # or by their capitals


@lru_cache(maxsize=32)
def signs_of(sentence: str) -> Signs:
    """`sentence` in lower case; the figures of one sentence share one look."""
    party = bool(_PARTY.search(sentence))
    return Signs(
        war=bool(_WAR.search(sentence)),
        weapons=says_war(sentence),
        crime=says_crime(sentence),
        accident=bool(_ACCIDENT.search(sentence)),
        fire="fire" in sentence and any(match[1] is None for match in _FIRE.finditer(sentence)),
        unreal=any(word in sentence for word in _UNREAL_WORDS) and bool(_UNREAL.search(sentence)),
        other_war=bool(_OTHER_WAR.search(sentence)),
        other_actor=bool(_OTHER_ACTOR.search(sentence)),
        party=party,
        capital=party or "kyiv" in sentence or "moscow" in sentence,
    )


@lru_cache(maxsize=32)
def says_war(sentence: str) -> bool:
    """Does the sentence itself, in lower case, speak of weapons of war?"""
    return bool(_WEAPONS_OF_WAR.search(sentence))


def says_crime(sentence: str) -> bool:
    return bool(_CRIME.search(sentence))


def says_conflict(sentence: str) -> bool:
    """Does it speak of war, crime, mishap or another war at all?"""
    signs = signs_of(sentence)
    return signs.war or signs.weapons or signs.crime or signs.accident or signs.fire or signs.other_war


def conflict_of(
    sentence: str, article_is_war: bool, place: Mention | None, lexicon: Lexicon, follows_war: bool
) -> tuple[str | None, str]:
    """(conflict_id, basis) of a figure: ru-ua · other · none (accident or crime) · None where the text does not tell.

    `follows_war`: the sentence before told of weapons; a fire is no accident then.
    """
    country = None
    if place is not None and place.place_id is not None:
        for ancestor in lexicon.ancestors(place.place_id):
            entry = lexicon.places.get(ancestor)
            if entry is not None and entry.country is not None:
                country = entry.country
                break
    signs = signs_of(sentence)
    if signs.other_actor:
        return "other", "words"
    if signs.unreal:
        return "none", "words"
    if country not in (None, "UA", "RU") and not (country in ("PL", "BY", "RO", "MD") and signs.party):
        return ("other", "place") if signs.other_war or signs.war else ("none", "place")
    # where the war is fought, what explodes unexplained was struck
    is_blast = country != Side.UA.value and "explosion at" in sentence
    is_mishap = signs.crime or signs.accident or is_blast or (signs.fire and not follows_war)
    if is_mishap and not signs.weapons:
        return "none", "words"
    if country is None and signs.other_war and not signs.party:
        return "other", "words"
    if country in ("UA", "RU") or signs.capital:
        return "ru-ua", "place" if country else "words"
    if article_is_war:
        return "ru-ua", "article"
    return None, "unstated"
