"""What a number counts: the head of its noun phrase, with weapon names and modifiers, and result words ("35 dead")."""

from __future__ import annotations

from dataclasses import dataclass, field

from dagster_project.claims.lexicon import Lexicon, Noun, Result, Weapon
from dagster_project.claims.quantities import Quantity
from dagster_project.claims.tokens import COMPOUND, NUMBER, RANGE, WORD, Sentence
from dagster_project.claims.words import words

STOP = words(
    "in on at over near from to for by with within into onto against across during after before since until between around "
    "of off and or but nor while as than that which who whom whose where when if because although though is are was were be "
    "been being has have had do does did will would could may might must can should it they he she we you i his her its "
    "their our this these those there here not also said says say saying told reported reportedly according including among "
    "amid through under above about up down out per via toward towards so then just only even already still yet however "
    "meanwhile how what why whether got received sought asked needed required sustained suffered underwent went came made remain "
    "remained remains belonging housing containing"
)
OTHERS = words("others other more further additional such separate different")
QUOTES = frozenset("\"'“”‘’«»")
_HEADS_BEHIND = words(
    "system systems battery batteries launcher launchers site sites program programme operator operators unit units crew "
    "crews production factory factories maker expert experts debris fragment fragments parts engine defence defense bases "
    "test tests swap swaps exchange exchanges warning alert alerts siren sirens complex complexes blitz blitzes"
)
_TIMES = words("day days night nights week weeks month months year years hour hours minute minutes time times")
_DESCRIBES = words("destroyed damaged burnt burned burnt-out burned-out wrecked ruined captured downed lost")
_EQUIPMENT = words("equipment hardware machinery weaponry")
_CONCENTRATION = words("concentration concentrations deployment accumulation amassment")
_OPEN_COMPLEMENTS = {
    **{word: (_EQUIPMENT, ["pieces", "of", "equipment"]) for word in ("piece", "pieces", "unit", "units", "items")},
    **{word: (_CONCENTRATION, ["areas", "of", "concentration"]) for word in ("area", "areas", "points", "places")},
}
""""54 units of enemy equipment": first word → last words, and the noun that the phrase stands for."""
_ORIGIN = frozenset({"made", "built", "supplied", "provided", "produced", "designed", "donated"})
_CALLINGS = words(
    "official chief head clerk attendant staff crew cook technician mechanic librarian assistant veteran boss personnel"
)
_OF_CALLING = ("er", "or", "ist", "man", "ian")
_WHEN = words("later earlier together either rather never ever further other another altogether")
_SHORTEST_CALLING = 4
_MIXED_UNITS = {"munition": "aerial_target", "person": "person", "object": "facility"}
_MAX_MODIFIERS = 5


@dataclass(slots=True)
class Counted:
    """The noun phrase after a number. `end` is the token after it; `noun` None with `unknown` words means we don't know it."""

    end: int
    noun: Noun | None = None
    unit_id: str | None = None
    subject: str | None = None
    weapon: Weapon | None = None
    result: Result | None = None
    is_other: bool = False
    of_them: bool = False
    is_only_named: bool = False  # weapons of the sentence before, which gave no number
    unknown: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def read_counted(s: Sentence, lexicon: Lexicon, q: Quantity) -> Counted:
    """Read the noun phrase that follows quantity `q`."""
    counted = Counted(end=q.j, is_other=q.is_other)
    k, n, modifiers = q.j, len(s), 0
    may_be_whole = q.kind in ("number", "all", "vague", "fraction", "rest") or _is_none_of_weapons(s, lexicon, q)
    if k < n and s.low[k] == "of" and may_be_whole:
        if k + 2 < n and s.low[k + 2] in ("'s", "’s"):
            k += 3
        elif k + 1 < n and s.low[k + 1] in (
            "the",
            "them",
            "these",
            "those",
            "its",
            "his",
            "their",
            "whom",
            "which",
            "all",
        ):
            if s.low[k + 1] in ("them", "whom", "which"):
                counted.end, counted.is_other, counted.of_them = k + 2, True, True
                part = lexicon.nouns.match(s.low, k + 2) if k + 2 < n else None  # "two of them children"
                if part is not None:
                    counted.end, counted.noun = part
                return _finish(counted, lexicon)
            k += 2
        elif q.kind == "number":
            return counted
    if k < n and s.low[k] == "the" and q.kind in ("all", "fraction"):
        k += 1
    while k < n and modifiers <= _MAX_MODIFIERS:
        word = s.low[k]
        result = _result_at(s, lexicon, k)
        if result is not None and k > q.j and _has_object(s, lexicon, result[0]):
            break
        if result is not None and not _is_modifier_result(s, lexicon, result[0]):
            counted.result, counted.end = result[1], result[0]
            what = _said_to_be(s, lexicon, result[0]) if k > q.j and s.low[k - 1] == "the" else None
            if what is not None:  # "11 of the wounded were children"
                counted.noun = what
            return _finish(counted, lexicon)
        weapon = lexicon.weapons.match(s.low, k) or _plural_weapon(s, lexicon, k)
        if weapon is not None and (lexicon.nouns.match(s.low, k) is None or _munition_follows(s, lexicon, weapon[0])):
            counted.weapon = counted.weapon or weapon[1]
            k = counted.end = weapon[0]
            modifiers += 1
            continue
        noun = _with_complement(s, lexicon, k) or lexicon.nouns.match(s.low, k)
        if word == "-" and s.low[k + 1 : k + 2] and s.low[k + 1] in _ORIGIN:
            counted.unknown += s.low[k : k + 2]  # "one U.S.-made radar"
            k += 2
            continue
        if noun is not None and s.low[noun[0] : noun[0] + 1] in (["'s"], ["’s"]) and noun[1].subject == "person":
            break  # "a children's hospital"
        if (
            noun is not None
            and noun[1].subject == "object"
            and not noun[1].is_plural
            and _is_calling(s, lexicon, noun[0])
        ):
            counted.unknown += s.low[k : noun[0]]  # "two court officials"
            k = noun[0]
            modifiers += 1
            continue
        if noun is not None:
            k = counted.end = noun[0]
            counted.noun = noun[1]
            counted.words.append(word)
            if k < n and s.low[k] in _HEADS_BEHIND:  # "a missile system": the noun only says what kind
                attack = lexicon.nouns.match(s.low, k + 1) if k + 1 < n else None
                if attack is not None and attack[1].subject == "attack":  # "54 rocket system attacks"
                    counted.end, counted.noun = attack
                    return _finish(counted, lexicon)
                counted.noun, counted.end = None, k + 1
                counted.unknown.append(s.low[k])
                return counted
            if not _goes_on(s, lexicon, q, noun[1], k):
                break
            modifiers += 1
            continue
        if word in OTHERS or word == "others":
            counted.is_other = True
            counted.end = k + 1
            k += 1
            if word == "others":
                break
            continue
        if word in QUOTES or (
            word in ("still", "reportedly", "now", "confirmed", "seriously")
            and k + 1 < n
            and lexicon.results.match(s.low, k + 1)
        ):
            k += 1
            continue
        number = lexicon.numbers.match(s.low, k)
        if number is not None and number[1].kind in ("cardinal", "vague", "article"):
            break
        if (
            s.kinds[k] not in (WORD, COMPOUND)
            or word in STOP
            or (counted.noun is not None and not _may_be_modifier(counted, q))
        ):
            break
        if lexicon.cues.match(s.low, k) is not None and not _noun_follows(s, lexicon, k + 1):
            is_described = word in _DESCRIBES and counted.noun is None and counted.weapon is None and k + 1 < n
            is_named = is_described and s.raw[k + 1][:1].isupper()
            if not (is_named and (_noun_follows(s, lexicon, k + 2) or s.low[k + 1].endswith("s"))):
                break  # but "17 burnt Russian tanks", "dozens of captured Russians"
        counted.unknown.append(word)
        modifiers += 1
        k += 1
    if counted.noun is not None and not _agrees(q, counted.noun) and counted.unknown and k > counted.end:
        counted.noun, counted.end = None, k  # "two drone operators": the noun was a modifier of a head we don't know
    elif counted.noun is None and counted.weapon is None and counted.unknown:
        counted.end = q.j + len(counted.unknown) + (1 if counted.is_other else 0)
    _mix(s, lexicon, counted)
    if (
        counted.noun is not None
        and counted.noun.subject == "person"
        and counted.end + 1 < n
        and s.low[counted.end] == "as"
    ):
        stated = lexicon.results.match(s.low, counted.end + 1)  # "36 people as missing"
        if stated is not None:
            counted.result, counted.end = stated[1], stated[0]
    return _finish(counted, lexicon)


def _result_at(s: Sentence, lexicon: Lexicon, k: int) -> tuple[int, Result] | None:
    """The result word or phrase at token `k`; of "18 dead and injured 61" the first alone: the second is a verb."""
    result = lexicon.results.match(s.low, k)
    if result is None or result[1].measure is not None or result[0] == k + 1 or not _has_object(s, lexicon, result[0]):
        return result
    alone = lexicon.results.match(s.low[k : k + 1], 0)
    return (k + 1, alone[1]) if alone is not None else result


def _is_none_of_weapons(s: Sentence, lexicon: Lexicon, q: Quantity) -> bool:
    """ "none of the missiles"; people need no noun ("none of the plant's workers were injured")."""
    k = q.j + 2
    if q.kind != "zero" or k >= len(s) or s.low[q.j + 1] not in ("the", "these", "those"):
        return False
    noun = lexicon.nouns.match(s.low, k)
    is_munition = noun is not None and noun[1].subject in ("munition", "aircraft")
    return is_munition or lexicon.weapons.match(s.low, k) is not None


def _finish(counted: Counted, lexicon: Lexicon) -> Counted:
    if counted.unit_id is None:
        if counted.noun is not None:
            counted.unit_id, counted.subject = counted.noun.unit_id, counted.noun.subject
        elif counted.weapon is not None:
            counted.unit_id = counted.weapon.unit_id
            counted.subject = lexicon.unit_subjects.get(counted.weapon.unit_id)
    if counted.result is not None and counted.subject is None:
        counted.unit_id, counted.subject = "person", "person"
    return counted


def _agrees(q: Quantity, noun: Noun) -> bool:
    return noun.is_plural if q.is_plural else noun.is_singular


def _goes_on(s: Sentence, lexicon: Lexicon, q: Quantity, noun: Noun, k: int) -> bool:
    """After a noun: is it a modifier of what follows ("missile strikes", "apartment buildings")?"""
    if k >= len(s) or s.low[k] in STOP:
        return False
    if lexicon.nouns.match(s.low, k) is not None and (noun.is_singular or not noun.is_plural):
        cue = lexicon.cues.match(s.low, k)
        return cue is None or not noun.is_plural
    if lexicon.results.match(s.low, k) is not None:
        return True
    return not _agrees(q, noun)


def _may_be_modifier(counted: Counted, q: Quantity) -> bool:
    return counted.noun is not None and not _agrees(q, counted.noun)


def _noun_follows(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    return k < len(s) and (lexicon.nouns.match(s.low, k) is not None or lexicon.weapons.match(s.low, k) is not None)


def _is_calling(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    """Whether a word for somebody, which we don't know as one, stands at token `k`: "a bakery owner", "two office clerks"."""
    word = s.low[k].rstrip("s") if k < len(s) and s.low[k] not in STOP else ""
    if word in _WHEN:
        return False
    is_somebody = word in _CALLINGS or (len(word) > _SHORTEST_CALLING and word.endswith(_OF_CALLING))
    return is_somebody and lexicon.nouns.match(s.low, k) is None and lexicon.cues.match(s.low, k) is None


def _munition_follows(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    """ "12 MLRS rockets": rockets of that name, not launchers."""
    noun = lexicon.nouns.match(s.low, k) if k < len(s) else None
    return noun is not None and noun[1].subject == "munition"


def _with_complement(s: Sentence, lexicon: Lexicon, k: int) -> tuple[int, Noun] | None:
    """ "54 units of enemy equipment", "14,000 pieces of lost Russian hardware", "153 areas of AFU manpower concentration"."""
    if k + 2 >= len(s) or s.low[k] not in _OPEN_COMPLEMENTS or s.low[k + 1] != "of":
        return None
    closes, meant = _OPEN_COMPLEMENTS[s.low[k]]
    end = next((m + 1 for m in range(k + 2, min(len(s), k + 7)) if s.low[m] in closes), None)
    noun = lexicon.nouns.match(meant, 0)
    if end is None or noun is None or any(s.low[m] in STOP or s.kinds[m] == NUMBER for m in range(k + 2, end)):
        return None
    return end, noun[1]


def _is_modifier_result(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    """ "two wounded soldiers": the result word is an adjective of a noun that follows."""
    return _noun_follows(s, lexicon, k)


def _has_object(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    """ "a missile killed three people": a verb, as another number follows; not so "two people killed 15 wounded"."""
    hedge = lexicon.hedges.match(s.low, k) if k < len(s) else None
    k = hedge[0] if hedge is not None and not hedge[1].after else k
    if k >= len(s):
        return False
    number = lexicon.numbers.match(s.low, k)
    end = number[0] if number is not None else k + 1
    if number is None and s.kinds[k] not in (NUMBER, RANGE):
        return False
    return end >= len(s) or (s.low[end] not in _TIMES and lexicon.results.match(s.low, end) is None)


def _said_to_be(s: Sentence, lexicon: Lexicon, k: int) -> Noun | None:
    noun = lexicon.nouns.match(s.low, k + 1) if s.low[k : k + 1] in (["were"], ["are"]) and k + 1 < len(s) else None
    return noun[1] if noun is not None and noun[1].subject == "person" else None


def _plural_weapon(s: Sentence, lexicon: Lexicon, k: int) -> tuple[int, Weapon] | None:
    word = s.low[k]
    if not word.endswith("s") or s.kinds[k] != WORD:
        return None
    match = lexicon.weapons.match([word[:-1]], 0)
    return (k + 1, match[1]) if match else None


def _mix(s: Sentence, lexicon: Lexicon, counted: Counted) -> None:
    """ "36 missiles and drones", "70 drones, cruise and hypersonic missiles": one number over several kinds."""
    while counted.noun is not None:
        noun = _next_kind(s, lexicon, counted.end)
        if noun is None or not noun[1].is_plural or noun[1].subject != counted.noun.subject:
            return
        if _followed_by_predicate(s, lexicon, noun[0]) and not counted.noun.is_plural:
            return
        if noun[1].unit_id != counted.noun.unit_id:
            counted.unit_id = _unit_of_both(lexicon, counted.noun, noun[1])
        counted.end, counted.subject = noun[0], counted.noun.subject
        counted.unit_id = counted.unit_id or counted.noun.unit_id


def _unit_of_both(lexicon: Lexicon, one: Noun, other: Noun) -> str:
    """ "tanks and armoured vehicles" are vehicles, "houses and schools" buildings."""
    chains = [[noun.unit_id, lexicon.unit_parents.get(noun.unit_id)] for noun in (one, other)]
    shared = next((unit for unit in chains[0] if unit is not None and unit in chains[1]), None)
    return (one.subject == "object" and shared) or _MIXED_UNITS.get(one.subject, one.unit_id)


def _next_kind(s: Sentence, lexicon: Lexicon, k: int) -> tuple[int, Noun] | None:
    """The noun behind "and" at token `k`, or behind a comma where an "and" closes the list, if it has no number of its own."""
    if k + 1 >= len(s) or s.low[k] not in ("and", "or", ","):
        return None
    closes = s.low[k] != ","
    for m in range(k + 1, min(len(s), k + (4 if closes else 7))):
        word = s.low[m]
        noun = lexicon.nouns.match(s.low, m)
        if noun is not None and closes:
            return noun
        if word in ("and", "or") and not closes:
            closes = True
            continue
        is_number = word in ("all", "every") or lexicon.numbers.match(s.low, m) is not None
        is_verb = noun is None and lexicon.cues.match(s.low, m) is not None
        if word in STOP or is_number or is_verb or s.kinds[m] not in (WORD, COMPOUND):
            return None
    return None


def _followed_by_predicate(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    return k < len(s) and lexicon.cues.match(s.low, k) is not None
