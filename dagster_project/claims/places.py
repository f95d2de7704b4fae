"""Where: the place names of a sentence. Actors ("Moscow said", "Kyiv's forces") are no places; `placing` says whose they are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dagster_project.claims.dating import DATE_WORDS
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.quantities import MONTHS
from dagster_project.claims.readings import BE
from dagster_project.claims.tokens import PUNCTUATION, WORD, Sentence, tokenize
from dagster_project.claims.unlisted import region_of_name, stands_alone, unlisted_place
from dagster_project.claims.words import words

_PREPOSITIONS = words(
    "in on at over near across throughout against into inside outside around toward towards above under of to onto within "
    "through off from for"
)
_LOCATIVE = _PREPOSITIONS - {"from", "of", "to", "for"}
_REGION = words("region oblast province krai territory republic regions oblasts provinces area")
_DISTRICT = frozenset({"district", "raion", "districts", "neighbourhood", "neighborhood", "municipality", "hromada"})
_SETTLEMENT_LEADS = words(
    "city town village settlement port suburb hamlet region oblast district province capital outskirts centre center "
    "peninsula"
)
_HIT_VERBS = words(
    "hit hits hitting struck strike strikes striking attack attacks attacked attacking shell shells shelled shelling bomb "
    "bombed bombs bombing bombard bombarded bombards pound pounded pounds target targets targeted targeting rock rocked "
    "rocks"
)
_PARTS_OF = words(
    "parts areas districts suburbs streets skies outskirts north south east west bombing shelling bombardment siege attack attacks "
    "strike strikes battle defence defense invasion barrage assault raid raids"
)
_DIRECTIONS = words(
    "eastern western southern northern central east west south north neighbouring neighboring north-eastern north-western "
    "south-eastern south-western northeastern northwestern southeastern southwestern north-east north-west south-east "
    "south-west northeast northwest southeast southwest"
)
_OF_PASSIVE = words("by in with again overnight amid as after")
_SEATS = frozenset({"UA-30", "RU-MOW", "x:kremlin"})
_OCCUPIED = words(
    "occupied russian-occupied russian-held russian-controlled russia-occupied russia-held annexed moscow-controlled "
    "separatist-held russian-annexed"
)
CHAIN = 6
STATES = frozenset({"UA", "RU"})
CAPITALS = {"UA": "UA-30", "RU": "RU-MOW"}
_AROUND_CAPITALS = {"UA-32": "UA-30", "RU-MOS": "RU-MOW"}
_CITIES = frozenset({"UA-30", "UA-40", "RU-MOW", "RU-SPE"})
"""Regions of their own."""
_NEAR = words("near outside")


@dataclass(slots=True)
class Mention:
    """A place named at tokens [i, j). `usable`: it can be where something happened, not an actor, an origin or an owner."""

    i: int
    j: int
    start: int
    end: int
    place_id: str | None
    text: str
    usable: bool
    is_context: bool = False
    is_aside: bool = False  # "north of Moscow", "linked to Russia": the place where nothing nearer is named
    is_occupied: bool = False
    of_speaker: bool = False
    ids: tuple[str, ...] = field(default=())


_AREAS = words(
    "city town village settlement region oblast province towns villages settlements regions areas area districts"
)
_GROUNDS = words("airspace territory soil waters borders")
_CLOSES = words(". , ; : ! ) and or but after on when while as since during")
_NEIGHBOURS = {
    "polish": "PL", "romanian": "RO", "moldovan": "MD", "belarusian": "BY", "estonian": "EE", "latvian": "LV", "lithuanian": "LT",
    "finnish": "FI", "hungarian": "HU", "slovak": "SK", "danish": "DK", "german": "DE", "georgian": "GE", "turkish": "TR",
}  # fmt: skip
"""Countries around Ukraine and Russia by how their airspace is spoken of."""
_OPENERS = _AREAS | _GROUNDS | words("kyiv kiev capital country there nearby ukrainian russian")
"""Words in lower case that a mention may begin with; names begin with a capital."""


def find_places(
    text: str,
    s: Sentence,
    lexicon: Lexicon,
    taken: list[tuple[int, int]],
    context: str | None,
    context_text: str | None = None,
    capital: str = "UA-30",
) -> list[Mention]:
    """All place mentions. `taken`: token spans of claimants; `context`: the place that "the city" or "the region" means; `capital`:
    the one that "the capital" means."""
    mentions: list[Mention] = []
    k, n = 0, len(s)
    filed = _end_of_dateline(s)
    context_text = context_text or ""
    while k < n:
        if not s.raw[k][:1].isupper() and s.low[k] not in _OPENERS:
            k += 1
            continue
        mention = (
            _named(text, s, lexicon, k)
            or _capital(text, s, k, capital)
            or _definite(text, s, lexicon, k, mentions, context, context_text)
            or _of_country(text, s, lexicon, k, mentions)
            or _unlisted(text, s, lexicon, k)
        )
        if mention is None:
            k += 1
            continue
        said = any(begin <= mention.i < end for begin, end in taken)
        place = lexicon.places.get(mention.place_id or "")
        is_local = place is not None and place.place_type not in ("country", "macro_region", "sea")
        if is_local and not mention.is_context and (mention.usable or context is None):
            context, context_text = mention.place_id, mention.text
        if mentions and mentions[-1].usable and mentions[-1].j == mention.i - 1 and s.low[mention.i - 1] in _NEAR:
            mention.is_aside = True  # "Hostomel airport outside Kyiv"
        if mention.j <= filed:
            mention.is_aside = True
        if mentions and mention.i - mentions[-1].j <= _TO and _is_way(s, mentions[-1].i, mention.i):
            mention = _between(text, mentions[-1], mention, lexicon)
        is_office = is_local and not mention.usable and _is_office(s, lexicon, mention)
        if said or is_office:
            mention.of_speaker = mention.usable or is_office
            mention.usable = False
        mentions.append(mention)
        if mention.place_id is not None and mention.place_id in CAPITALS.values():
            capital = mention.place_id  # "southwest of Moscow … near the capital"
        k = mention.j
    return mentions


_TO = 2
"""Tokens, as in "Kherson region to"."""


def _between(text: str, start: Mention, goal: Mention, lexicon: Lexicon) -> Mention:
    """Somewhere on the way from one place to another: in the smallest place that holds both."""
    ids = tuple(place_id for place_id in (start.place_id, goal.place_id) if place_id)
    whole = common_ancestor(ids, lexicon)
    if whole is None:
        return goal
    return replace(goal, start=start.start, place_id=whole, ids=ids, text=text[start.start : goal.end], is_aside=True)


def _is_office(s: Sentence, lexicon: Lexicon, m: Mention) -> bool:
    """ "the mayor of Moscow", "Kyiv's mayor": an office of the place, not the state that its name stands for."""
    behind = m.j + 1 if m.j < len(s) and s.low[m.j] == "'s" else m.j
    ahead = range(max(0, m.i - 3), m.i) if m.i and s.low[m.i - 1] == "of" else ()
    return any(
        k < len(s) and _is_local_title(lexicon.claimant_titles.match(s.low, k)) for k in (behind, behind + 1, *ahead)
    )


def _is_local_title(title: tuple[int, str] | None) -> bool:
    return title is not None and title[1] == "local_official"


def _named(text: str, s: Sentence, lexicon: Lexicon, k: int) -> Mention | None:
    if not s.raw[k][:1].isupper() and s.low[k] not in ("kyiv", "kiev"):
        return None
    if k and s.low[k - 1] in ("saint", "lake", "mr", "president", "general", "vladimir", "volodymyr"):
        return None
    match = lexicon.place_names.match(s.low, k)
    region_name = _region_words(s, lexicon, k)
    if region_name is not None:
        j, place_id = region_name
    elif match is not None:
        j, place_id = match
        kind = lexicon.places[place_id].place_type if place_id in lexicon.places else None
        if kind not in ("site", "district", "adm2") and any(_is_lower_word(s, m) for m in range(k, j)):
            return None
        if j < len(s) and s.low[j] in _DISTRICT:
            j += 1
        if kind == "settlement" and _holds_town(s, k):
            place_id = region_of_name(place_id, lexicon)
    else:
        return None
    if (
        j < len(s)
        and s.raw[j][:1].isupper()
        and s.low[j] not in _REGION | _DISTRICT
        and lexicon.place_names.match(s.low, j) is None
        and s.kinds[j] != PUNCTUATION
        and lexicon.demonyms.get(s.low[j]) is None
        and _looks_like_name(s, j)
    ):
        return None
    if j < len(s) and (s.low[j] in _NO_PLACE_BEHIND or s.raw[j] in _WAYS):
        return None
    if k > 1 and j < len(s) and s.low[j] in _WORKS and _is_given_name(s, lexicon, k - 1):
        return None  # "the Sergo Ordzhonikidze yard"
    place = lexicon.places.get(place_id)
    if place is not None and place.place_type == "settlement" and _is_river(s, k, j):
        return None
    usable = _is_usable(s, lexicon, k, j, place.place_type if place else None, place_id)
    is_aside = (
        _is_aside(s, k, j, place.place_type if place else None) or _is_seat(s, lexicon, k) or _is_end_of_road(s, k)
    )
    return _mention(text, s, k, j, place_id, usable, is_occupied=_occupied(s, k), is_aside=is_aside)


def _holds_town(s: Sentence, k: int) -> bool:
    """ "a village in Russian-controlled Donetsk": the region of that name, not its city."""
    led = k - 2 if k > 1 and s.low[k - 1] in _OCCUPIED else k - 1
    return led > 1 and s.low[led] == "in" and s.low[led - 1] in _TOWNS and s.low[led - 2] != "the"


_TOWNS = words("town village settlement hamlet towns villages settlements")
_NO_PLACE_BEHIND = words("river times post agreements agreement accords accord protocols memorandum")
_WAYS = words("Street Avenue Square Prospekt Prospect Boulevard Lane Alley Embankment")
_WORKS = words(
    "yard shipyard plant factory works mine mill school library museum theatre theater stadium airport hospital university"
)


def _is_given_name(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    """Whether token `k` is a capitalised word that names no place, nation or office."""
    is_name = s.kinds[k] == WORD and s.raw[k][:1].isupper() and s.low[k] not in lexicon.demonyms
    tables = (lexicon.place_names, lexicon.claimant_titles, lexicon.claimant_names)
    return is_name and s.low[k] not in _OPENERS | _DIRECTIONS and all(table.match(s.low, k) is None for table in tables)


_RIVERS = words("dnipro dnieper don volga oskil inhulets")


def _is_river(s: Sentence, k: int, j: int) -> bool:
    """ "on the left bank of the Dnipro", not "the Dnipro attack", nor "the Novocherkassk's crew": a ship."""
    if not k or s.low[k - 1] != "the":
        return False
    return s.low[j : j + 1] == ["'s"] or (s.low[k] in _RIVERS and (not _is_word(s, j) or s.low[j] in BE))


def _is_seat(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    """ "Prosecutors in Kherson have opened a case": where an office sits that opens the sentence."""
    if not 2 <= k <= _LONGEST_OFFICE or s.low[k - 1] != "in":
        return False
    begin = 1 if s.low[0] == "the" else 0
    office = lexicon.claimant_titles.match(s.low, begin)
    return office is not None and office[0] == k - 1


_LONGEST_OFFICE = 6


def _end_of_dateline(s: Sentence) -> int:
    """The dash behind "BELGOROD - ", "KYIV, Ukraine (Wire) — ": where a text was filed; 0 where it opens otherwise."""
    if not s.raw or len(s.raw[0]) < _SHORTEST_CITY or not (s.raw[0].isupper() or _is_dated(s)):
        return 0
    for k in range(1, min(_LONGEST_DATELINE, len(s))):
        if s.low[k] in ("-", "–", "—"):
            return k
        if s.kinds[k] == WORD and not s.raw[k][:1].isupper():
            return 0
    return 0


def _is_dated(s: Sentence) -> bool:
    """ "New York, August 26 — ": a place and a date, and nothing else."""
    end = next((k for k in range(1, min(_LONGEST_DATELINE, len(s))) if s.low[k] in ("-", "–", "—")), 0)
    return any(s.low[k] in MONTHS and s.raw[k][:1].isupper() for k in range(1, end))


_SHORTEST_CITY = 3
_LONGEST_DATELINE = 14


def _mention(
    text: str, s: Sentence, i: int, j: int, place_id: str | None, usable: bool = True, *,
    is_context: bool = False, is_occupied: bool = False, is_aside: bool = False,
) -> Mention:  # fmt: skip
    start, end = s.starts[i], s.ends[j - 1]
    ids = (place_id,) if place_id else ()
    return Mention(i, j, start, end, place_id, text[start:end], usable, is_context, is_aside, is_occupied, ids=ids)


def _context(text: str, s: Sentence, i: int, j: int, place_id: str | None, written: str) -> Mention:
    """A place named before, which words such as "the city" mean."""
    return replace(_mention(text, s, i, j, place_id, is_context=True), text=written)


def _unlisted(text: str, s: Sentence, lexicon: Lexicon, k: int) -> Mention | None:
    """A place the gazetteer does not know, as part of the one written behind it."""
    found = unlisted_place(s, lexicon, k)
    if found is None:
        return None
    j, place_id = found
    is_water = s.low[j - 1] in _WATERS
    usable = not _is_origin(s, lexicon, k)
    return _mention(text, s, k, j, place_id, usable, is_occupied=_occupied(s, k), is_aside=is_water)


_REGIONS = (["regions"], ["oblasts"], ["provinces"])
_WATERS = words("river lake canal reservoir strait")


def _is_lower_word(s: Sentence, m: int) -> bool:
    """A lower-case word inside a match speaks against a name, except for particles and "kyiv" as some outlets write it."""
    return not s.raw[m][:1].isupper() and s.kinds[m] != PUNCTUATION and s.low[m] not in _PARTICLES


_PARTICLES = words("of on na the and - kyiv kiev peninsula coast") | _REGION | _DISTRICT


def _looks_like_name(s: Sentence, j: int) -> bool:
    """ "Donetsk People's Republic", "Kherson Offensive": a capitalised word that goes on a name; not the start of a clause."""
    return s.low[j] in (
        "times",
        "post",
        "independent",
        "people",
        "peoples",
        "guardian",
        "front",
        "group",
        "prison",
        "pact",
        "protocol",
        "agreement",
        "oblasts",
    )


def _region_words(s: Sentence, lexicon: Lexicon, k: int) -> tuple[int, str] | None:
    for length in (3, 2, 1):
        j = k + length
        if j < len(s) and s.low[j] in _REGION and s.low[j] != "regions" and " ".join(s.low[k:j]) in lexicon.regions:
            return j + 1, lexicon.regions[" ".join(s.low[k:j])]
        if j < len(s) and s.low[j] == "regional" and " ".join(s.low[k:j]) in lexicon.regions:
            return j, lexicon.regions[" ".join(s.low[k:j])]  # "the Sumy Regional Prosecutor's Office"
    if k and s.low[k] in lexicon.regions and s.low[k + 1 : k + 2] in _REGIONS and s.low[k - 1] in (",", "and"):
        return k + 1, lexicon.regions[s.low[k]]  # the last of "Kursk and Belgorod regions"
    if s.low[k] in lexicon.regions and _after_regions_of(s, lexicon, k):
        return k + 1, lexicon.regions[s.low[k]]
    if k + 1 < len(s) and s.low[k] in lexicon.regions and s.low[k + 1] in (",", "and"):
        for m in range(k + 1, min(k + 9, len(s))):
            if s.low[m] in ("regions", "oblasts", "provinces"):
                return k + 1, lexicon.regions[s.low[k]]
            if not (s.low[m] in lexicon.regions or s.low[m] in (",", "and")):
                break
    return None


def _after_regions_of(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    """ "the regions of Bryansk and Belgorod"."""
    m = k - 1
    while m > 0 and (s.low[m] in (",", "and") or s.low[m] in lexicon.regions):
        m -= 1
    return m > 0 and s.low[m] == "of" and s.low[m - 1] in _REGION - {"area"}


def _is_origin(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    """Behind "from", up to a comma or a verb: where something came from, not where it happened. A list goes on over its commas:
    "from the Orel, Kursk and Primorsko-Akhtarsk directions"."""
    m, is_listed = k - 1, True
    while m >= 0 and (k - m <= _ORIGIN or (is_listed and k - m <= _LISTED_ORIGINS)):
        word = s.low[m]
        if word in _AIMED or (word in ("on", "at") and m and s.raw[m - 1][:1].isupper()):
            return False
        if word == "from" and not _RUINS.isdisjoint(s.low[m:k]):
            return False  # "pulled from the rubble in Dnipro"
        if word == "from" and _names_attack(s, lexicon, m + 1, k):
            return False  # "shrapnel from a drone in Belgorod"
        if word == "from":
            is_seen = m > 0 and s.low[m - 1] in _RETREATS | _SEEN
            is_before = (
                "front" in s.low[m:k] and s.low[s.low.index("front", m) + 1] == "of"
            )  # "in front of the theatre"
            return not is_seen and "to" not in s.low[m:k] and not is_before
        if word in _LAUNCH_SITES and m and s.low[m - 1] in _LAUNCHES:
            return True  # "(launch area: Primorsko-Akhtarsk)"
        if word in BE:
            return False  # "a man from Odesa was found in Bakhmut"
        is_listed = is_listed and (word in _ORIGIN_WORDS or s.raw[m][:1].isupper())
        if (s.kinds[m] == PUNCTUATION and not (is_listed and word in _LISTS)) or lexicon.cues.match(
            s.low, m
        ) is not None:
            return False
        m -= 1
    return False


_ORIGIN = 6
_LISTED_ORIGINS = 18
"""Tokens back to "from"."""
_LISTS = frozenset({",", "-", "–", "(", ")", ":"})
_LAUNCH_SITES = words("area areas site sites point points")
_LAUNCHES = words("launch launching take-off takeoff")
_ORIGIN_WORDS = _LISTS | words(
    "the and of coast shore area areas region regions oblast oblasts direction directions airspace airfield airfields sea krai "
    "temporarily occupied eastern western southern northern north south east west cape as well"
)
_SEEN = words("footage photos photographs pictures images video videos reports smoke scenes")


def _names_attack(s: Sentence, lexicon: Lexicon, begin: int, end: int) -> bool:
    nouns = (lexicon.nouns.match(s.low, m) for m in range(begin, end))
    return any(noun is not None and noun[1].subject in ("munition", "attack") for noun in nouns)


def _is_end_of_road(s: Sentence, k: int) -> bool:
    """ "the bridge linking Crimea to the Kherson region": where a road leads says where it lies, not where something happened."""
    if _LINKS.isdisjoint(s.low[max(0, k - 6) : k]):
        return False
    last = next(m for m in range(k - 1, -1, -1) if s.low[m] in _LINKS)
    return all(s.kinds[m] != PUNCTUATION for m in range(last, k))


_LINKS = words("linking connecting joining connects")


def _is_where_taken(s: Sentence, k: int) -> bool:
    """ "taken to the morgue in Balakliia", "treated at hospitals in Dnipro": where people were brought, not where it happened."""
    before = s.low[max(0, k - 10) : k]
    if before[-1:] == ["and"] and not _WARDS.isdisjoint(before[-4:-2]):
        before = before[:-2]  # "to hospitals in Sloviansk and Kramatorsk"
    if before[-1:] == ["to"]:
        return not _CARRIED.isdisjoint(before[-4:])
    return before[-1:] in (["in"], ["of"]) and not _WARDS.isdisjoint(before[-4:]) and not _CARRIED.isdisjoint(before)


def _is_where_told(s: Sentence, k: int) -> bool:
    """ "told a briefing in Kyiv", "it said in Geneva on Wednesday": where somebody spoke."""
    m = k - 2
    while m >= 0 and s.low[m] in _AUDIENCE:
        m -= 1
    return (
        k > 1
        and s.low[k - 1] in ("in", "at")
        and m >= 0
        and (s.low[m] == "told" or (m == k - 2 and s.low[m] == "said"))
    )


_AUDIENCE = words(
    "a an the reporters journalists press news briefing conference at interview forum meeting summit crowd audience"
)
_CARRIED = words("taken brought rushed transferred transported airlifted delivered treated hospitalised hospitalized")
_WARDS = words("hospital hospitals morgue clinic clinics")


def _is_way(s: Sentence, begin: int, end: int) -> bool:
    """ "the road from Kherson to Mykolaiv": whether two places, at tokens `begin` and `end`, are the ends of a way."""
    opens = next((m for m in range(begin - 1, max(-1, begin - 4), -1) if s.low[m] == "from"), 0)
    return s.low[end - 1] == "to" and bool(opens) and not _WAYS_LEAD.isdisjoint(s.low[max(0, opens - 2) : opens])


def _is_return(s: Sentence, k: int) -> bool:
    """ "one drone returned to Belarus": whither it flew, not where something happened."""
    to = next((m for m in range(k - 1, max(-1, k - 3), -1) if s.low[m] in ("to", "into", "toward", "towards")), None)
    is_away = to is not None and s.low[k] in ("belarus", "russia") and not _LEFT.isdisjoint(s.low[max(0, to - 2) : to])
    return to is not None and (is_away or not _RETURNS.isdisjoint(s.low[max(0, to - 2) : to]))


_WAYS_LEAD = words(
    "road roads highway motorway route way railway line train bus minibus flight travelling traveling driving travelled drove "
    "moving convoy column"
)
_RETURNS = words("returned returning return back retreated crossed crossing")
_LEFT = words("wandered strayed drifted veered headed departed flew left towards")
_TIMES = words("earlier later today yesterday tonight again then")
_SHORES = words("coast coastline shore shores waters area region basin island islands")
_BODIES = words("fleet flotilla corps brigade battalion regiment")
"""The Black Sea Fleet is no sea."""
_RUINS = words("rubble ruins debris wreckage under building house")
_AIMED = words("off over into onto toward towards against")


_BOUND = words("headed heading bound destined aimed flying")


def _is_aside(s: Sentence, k: int, j: int, place_type: str | None) -> bool:
    """ "north of Moscow", "Bakhmut's west", "the bridge to Russia"."""
    if j + 1 < len(s) and s.low[j] == "'s" and s.low[j + 1] in _BEARINGS and place_type != "adm1":
        return True
    if k > 4 and s.low[k - 1] == "of" and s.low[k - 2] in _TOWN_LEADS and s.low[k - 3 : k - 2] == ["the"]:
        k -= 3  # "south of the city of Zaporizhzhia"
    if not k or s.low[k - 1] not in ("of", "to"):
        return False
    return k > 1 and s.low[k - 2] in _BEARINGS if s.low[k - 1] == "of" else place_type == "country"


_TOWN_LEADS = words("city town village settlement port")
_BEARINGS = words(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west"
)
_RETREATS = words(
    "retreat retreated retreating withdrawal withdrew withdrawing pulled pullout evacuated evacuation evacuating"
)


def _is_usable(s: Sentence, lexicon: Lexicon, k: int, j: int, place_type: str | None, place_id: str) -> bool:
    before = s.low[k - 1] if k else ""
    if before == "the":
        before = s.low[k - 2] if k > 1 else ""
    after = s.low[j] if j < len(s) else ""
    if _is_origin(s, lexicon, k) or _is_where_taken(s, k) or _is_where_told(s, k) or after in _BODIES:
        return False
    if place_type == "country" and (_is_return(s, k) or _is_surrendered_to(s, k)):
        return False
    if place_type == "sea" and ("from" in s.low[max(0, k - 7) : k] or _is_of_sea(s, lexicon, j)):
        return False
    if before == "against" and place_type == "country":
        return True
    if after == "'s" or (after in ("'", "’")):
        return (place_type != "country" and place_id not in _SEATS) or any(
            w in _COUNTRY_PARTS or w in _BEARINGS for w in s.low[j + 1 : j + 2]
        )
    if place_type == "country" or place_id in _SEATS:
        if place_id == "x:kremlin":
            return before in _LOCATIVE | _HIT_VERBS
        if before == "of" and k > 1 and s.low[k - 2] in _BEARINGS:
            return True
        if (
            before in _PREPOSITIONS
            or before == "all"
            or before in _SETTLEMENT_LEADS
            or before in _HIT_VERBS
            or before in _OCCUPIED
        ):
            led = s.low[k - 2] if k > 1 else ""
            return before not in ("of", "for") or led in (_SETTLEMENT_LEADS | _PARTS_OF if before == "of" else _BOUND)
        if k == 0 and after in _ATTACKS_ON and s.low[j + 1 : j + 2] == [":"]:
            return True  # "Kyiv strikes: three die …"
        if after in ("came", "was", "were", "is") and any(w in _HIT_VERBS for w in s.low[j : j + 5]):
            return True
        if after in _HIT_VERBS and j + 1 < len(s) and s.low[j + 1] in _OF_PASSIVE:
            return True
        if before in _DIRECTIONS:
            return after not in _SETTLEMENT_LEADS  # "the northern Kyiv suburb of Bucha"
        return before in (",", "and", "/") and k > 1 and _after_place(s, lexicon, k - 2)
    return True


def _is_of_sea(s: Sentence, lexicon: Lexicon, j: int) -> bool:
    """ "a Black Sea shipyard", "Black Sea grain": a noun goes on, for which the sea is no place."""
    is_noun = _is_word(s, j) and s.low[j] not in _SHORES | _TIMES | DATE_WORDS and not s.low[j].endswith("ly")
    return is_noun and not stands_alone(s, lexicon, j)


def _after_place(s: Sentence, lexicon: Lexicon, m: int) -> bool:
    return (s.raw[m][:1].isupper() and s.low[m] not in DATE_WORDS) or s.low[m] in _REGION


def _occupied(s: Sentence, k: int) -> bool:
    begin = max(0, k - 5)
    while begin > 1 and s.low[begin] in _PARTS:  # "Russian-occupied parts of southern and eastern Ukraine"
        begin -= 1
    return any(s.low[m] in _OCCUPIED for m in range(begin, k))


_PARTS = words("parts part areas regions territories territory of southern eastern northern and")


_ATTACKS_ON = words("strike strikes attack attacks shelling blast blasts explosion explosions bombing bombardment")


def _is_surrendered_to(s: Sentence, k: int) -> bool:
    """ "1,000 marines have surrendered to Russia": to whom, not where."""
    return k > 1 and s.low[k - 1] == "to" and s.low[k - 2].startswith("surrender")


def _capital(text: str, s: Sentence, k: int, meant: str) -> Mention | None:
    if s.low[k] != "capital" or (k + 1 < len(s) and s.low[k + 1] in ("of", "city's")) or k == 0:
        return None
    if k + 1 < len(s) and s.raw[k + 1][:1].isupper():
        return None  # "the capital Kyiv" is named right behind
    before = s.low[k - 1]
    place_id = {"ukrainian": "UA-30", "russian": "RU-MOW"}.get(before)
    begin = k - 1
    if before in ("'s", "’s") and k > 1:
        begin = k - 2
        place_id = {"ukraine": "UA-30", "russia": "RU-MOW", "country": meant}.get(s.low[begin])
    if place_id is None and before == "the":
        place_id = meant
    if place_id is None:
        return None
    is_owner = s.low[k + 1 : k + 2] == ["'s"] and s.low[k + 2] not in _BEARINGS if k + 2 < len(s) else False
    return _mention(text, s, begin, k + 1, place_id, not is_owner)


def _of_country(text: str, s: Sentence, lexicon: Lexicon, k: int, before: list[Mention]) -> Mention | None:
    """ "Ukrainian cities", "Russian territory", "across the country": the country as a whole."""
    word = s.low[k]
    if word in ("ukrainian", "russian") and k + 1 < len(s) and s.low[k + 1] in _COUNTRY_PARTS:
        country = "UA" if word == "ukrainian" else "RU"
        usable = s.low[k - 1] == "at" or not (_is_origin(s, lexicon, k) or _is_return(s, k))
        return _mention(text, s, k, k + 2, country, usable)
    if word in _NEIGHBOURS and k + 1 < len(s) and s.low[k + 1] in _GROUNDS:
        return _mention(text, s, k, k + 2, _NEIGHBOURS[word], not _is_return(s, k), is_aside=True)
    if word in ("ukrainian", "russian") and k + 1 < len(s) and s.low[k + 1] == "border" and not _is_word(s, k + 2):
        return _mention(text, s, k, k + 2, None, not _is_origin(s, lexicon, k))  # on which side of it is not said
    if word == "country" and k and s.low[k - 1] in ("the", "across", "entire", "throughout"):
        usable = s.low[k - 1] != "the" or (k > 1 and s.low[k - 2] in _PREPOSITIONS)
        usable = usable and not (k + 1 < len(s) and s.low[k + 1] in ("'s", "'"))
        named = [m.place_id for m in before if m.place_id and _is_foreign_country(m.place_id, lexicon)]
        country = named[-1] if named else "UA"
        return _mention(text, s, k - 1, k + 1, country, usable, is_context=True)
    if word in _GROUNDS and k and s.low[k - 1] in ("its", "their") and before:
        owner = lexicon.places.get(before[0].place_id or "")
        ground = _mention(text, s, k - 1, k + 1, owner.country if owner else None, is_context=True, is_aside=True)
        return replace(ground, text=before[0].text) if owner and owner.place_type == "country" else ground
    return None


def _is_word(s: Sentence, k: int) -> bool:
    """ "the Russian border city of Belgorod": a noun goes on."""
    return k < len(s) and s.kinds[k] != PUNCTUATION and s.low[k] not in _CLOSES | _PREPOSITIONS


def _is_foreign_country(place_id: str, lexicon: Lexicon) -> bool:
    place = lexicon.places.get(place_id)
    return place is not None and place.place_type == "country" and place_id not in ("UA", "RU")


_COUNTRY_PARTS = words(
    "cities city regions towns villages territory soil school hospital energy infrastructure targets settlements positions grid "
    "airspace skies ports village town battlefield airbase airbases airfield airfields"
)


_OFFICES = words("council hall administration authorities officials police government mayor prosecutor court")
_AROUND = words("surrounding nearby neighbouring neighboring adjacent")


def _is_region(place_id: str, lexicon: Lexicon) -> bool:
    place = lexicon.places.get(place_id)
    return place is not None and place.place_type == "adm1"


def _definite(
    text: str, s: Sentence, lexicon: Lexicon, k: int, before: list[Mention], context: str | None, context_text: str
) -> Mention | None:
    """ "the city", "the region", "there": what was named before."""
    if k and s.low[k] in ("there", "nearby") and (k + 1 == len(s) or s.low[k + 1] in _CLOSES):
        usable = [m for m in before if m.usable]
        meant = usable[-1] if usable else None
        if meant is not None and len(usable) > 1 and meant.place_id in lexicon.ancestors(usable[-2].place_id)[1:]:
            meant = usable[-2] if usable[-2].j + 1 == meant.i else meant  # "UMAN, Ukraine"
        if meant is not None:
            return replace(meant, i=k, j=k + 1, is_context=True, is_aside=False)
        if context is not None:
            return _context(text, s, k, k + 1, context, context_text)
    if k == 0 or s.low[k] not in _AREAS:
        return None
    if s.low[k - 1] in _AROUND:
        if s.low[k + 1 : k + 2] == ["of"] and s.raw[k + 2 : k + 3] and s.raw[k + 2][0].isupper():
            return None  # "the nearby village of Buhas" is named right behind
        begin = k - 2 if k > 1 and s.low[k - 2] == "the" else k - 1
        wider = lexicon.ancestors(context)[1:]
        around = next((a for a in wider if _is_region(a, lexicon)), wider[-1] if wider else None)
        return _context(text, s, begin, k + 1, around, text[s.starts[k - 1] : s.ends[k]])
    if context is None or s.low[k - 1] not in ("the", "that"):
        return None
    word = s.low[k]
    if k + 1 < len(s) and (s.low[k + 1] in _OFFICES | {"of", "'s"} or s.raw[k + 1][:1].isupper()):
        return None  # "the city council" is no place by itself
    if word in ("city", "town", "village", "settlement"):
        town = _settlement(context, lexicon)
        written = context_text if town == context else lexicon.places[town].name
        return _context(text, s, k - 1, k + 1, town, written)
    if word in ("region", "oblast", "province"):
        found = next((a for a in lexicon.ancestors(context) if _is_region(a, lexicon)), None)
        if found is not None:
            return _context(text, s, k - 1, k + 1, found, lexicon.places[found].name)
    return None


def _settlement(place_id: str, lexicon: Lexicon) -> str:
    """The town that a district of it lies in; any other place itself."""
    for outer in lexicon.ancestors(place_id):
        place = lexicon.places.get(outer)
        if place is None or place.place_type not in ("district", "site"):
            is_town = place is not None and (place.place_type == "settlement" or outer in _CITIES)
            return outer if is_town else place_id
    return place_id


def capital_of(place_id: str | None, lexicon: Lexicon) -> str | None:
    """The capital that a place is, or lies in, or around; None of any other place."""
    chain = lexicon.ancestors(place_id)
    return next((_AROUND_CAPITALS.get(p, p) for p in chain if p in _AROUND_CAPITALS or p in CAPITALS.values()), None)


def common_ancestor(ids: tuple[str, ...], lexicon: Lexicon) -> str | None:
    """The smallest place that contains all of `ids`."""
    chains = [lexicon.ancestors(place_id) for place_id in ids]
    for candidate in chains[0] if chains else []:
        if all(candidate in chain for chain in chains):
            return candidate
    return None


def place_within(phrase: str, place_id: str | None, lexicon: Lexicon) -> str | None:
    """The words of a phrase ("the governor of Zaporizhzhia region") that name the place."""
    if place_id is None:
        return None
    s = tokenize(phrase, 0, len(phrase))
    mentions = find_places(phrase, s, lexicon, [], None)
    depth = 1 if place_id in STATES else None
    return next((m.text for m in mentions if place_id in lexicon.ancestors(m.place_id)[:depth]), None)


_PRECISION = {
    "country": "country",
    "adm1": "adm1",
    "adm2": "adm2",
    "settlement": "settlement",
    "district": "settlement",
    "site": "settlement",
    "macro_region": "macro_region",
    "sea": "sea_air",
}


def geo_precision(place_id: str | None, lexicon: Lexicon) -> str | None:
    """How finely a place is known, in the words of the precision vocabulary."""
    place = lexicon.places.get(place_id or "")
    if place is None:
        return None
    if place_id in _CITIES:
        return "settlement"
    return _PRECISION.get(place.place_type, "settlement")
