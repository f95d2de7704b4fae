"""Places that no gazetteer lists, known as such by the words around them: "in Timba, Colombia", "the village of Shyroka Balka"."""

from __future__ import annotations

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.tokens import PUNCTUATION, WORD, Sentence
from dagster_project.claims.words import words

KINDS = words(
    "region oblast province krai republic county department governorate prefecture district raion municipality "
    "neighbourhood neighborhood suburb island islands mountains hills river lake sea reservoir peninsula bay strait gulf canal "
    "airport airfield aerodrome dam bridge refinery plant station square street avenue boulevard prison forest base village "
    "park cemetery market monastery port highway valley hydropower depot area direction sector"
)
_SETTLEMENTS = words("city town village settlement port suburb hamlet island township neighbourhood neighborhood")
_BEFORE = words("'s in at near outside around over into inside across off on to of above beyond toward towards")
_BEFORE_BARE = words("in near outside")
_LEADING = words("river lake mount cape port fort")
_EVENTS = words(
    "strike strikes airstrike airstrikes attack attacks raid raids shelling bombing bombardment siege battle barrage assault"
)
_NO_PLACE = words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec monday tuesday wednesday thursday friday saturday sunday christmas easter ramadan congress parliament "
    "english french german arabic polish spanish turkish hebrew telegram facebook twitter whatsapp instagram youtube i god "
    "operation world photos pictures halloween the der day victory independence new"
)
_DIRECTIONS = words(
    "north south east west northern southern eastern western central north-eastern south-eastern northeast southeast "
    "northwest southwest breakaway occupied"
)
_OF_TOWN = words("district raion neighbourhood neighborhood suburb area")
_PARTS = words("coast coastline shore shores outskirts centre center part parts streets heart direction")
_GOES_ON = _BEFORE | words(
    "by with during after before for from since last this late early overnight and or but where when while as who which that "
    "was were is are has have had amid not against following until under between"
)
_LONGEST = 4
_TITLE_CASE = 0.6


def unlisted_place(s: Sentence, lexicon: Lexicon, k: int) -> tuple[int, str | None] | None:
    """(token behind it, place_id of the listed place it is written to lie in) of a place whose name begins at token `k`; None
    where nothing shows that a place is named there."""
    if not k or not _may_open(s, lexicon, k):
        return None
    j = _end_of_name(s, k)
    if any(
        table.match(s.low, m)
        for m in range(k, j)
        if s.low[m] != "national"
        for table in (lexicon.numbers, lexicon.cues, lexicon.results, lexicon.nouns)
    ):
        return None
    around = _around(s, lexicon, j)
    whole = around or (j, None)
    lead = s.low[k - 1] if s.low[k - 1] != "the" or k == 1 else s.low[k - 2]
    if (lead in _SETTLEMENTS and s.raw[k - 1].islower()) or (lead == "of" and k > 1 and s.low[k - 2] in _SETTLEMENTS):
        return whole
    if lead not in _BEFORE or (lead == "of" and s.low[k - 2] not in _EVENTS | _DIRECTIONS | _PARTS | KINDS):
        return None
    if j < len(s) and s.low[j] in KINDS:
        return _around(s, lexicon, j + 1) or (j + 1, None)
    if j > k + 1 and (s.low[j - 1] in KINDS or s.low[k] in _LEADING):
        return whole
    if s.low[k - 1] == "the":
        return None
    is_bare = lead in _BEFORE_BARE or (k > 1 and s.low[k - 2] in _EVENTS)
    if around is not None or (is_bare and not _is_title_case(s) and stands_alone(s, lexicon, j)):
        return whole
    return None


def _around(s: Sentence, lexicon: Lexicon, j: int) -> tuple[int, str] | None:
    """(token behind it, place_id) of the listed place written right behind a name that ends at token `j`, also behind one more
    unlisted name: "Desna, Chernihiv Oblast", "Timba, Cauca Department, Colombia"."""
    found = _listed_behind(s, lexicon, j)
    if found is None and j + 1 < len(s) and s.low[j] == "," and _may_open(s, lexicon, j + 1):
        found = _listed_behind(s, lexicon, _end_of_name(s, j + 1))
    return found


def _listed_behind(s: Sentence, lexicon: Lexicon, j: int) -> tuple[int, str] | None:
    is_part_of = s.low[j : j + 1] == ["of"] and s.low[j - 1] in _OF_TOWN
    if j + 1 >= len(s) or not (is_part_of or s.low[j] in (",", "in")):
        return None
    k = j + 1
    while k + 1 < len(s) and s.low[k] in ("in", "the"):
        k += 1
    for n in (3, 2, 1):
        name = " ".join(s.low[k : k + n])
        if name in lexicon.regions and k + n < len(s) and s.low[k + n] in KINDS:
            return k + n + 1, lexicon.regions[name]
    listed = lexicon.place_names.match(s.low, k) if s.raw[k][:1].isupper() else None
    if (
        listed is not None and s.low[j] == "in" and s.low[j + 1] != "the"
    ):  # "the village of Stepnohirske in Zaporizhzhia"
        return listed[0], region_of_name(listed[1], lexicon)
    return listed


def region_of_name(place_id: str, lexicon: Lexicon) -> str:
    """The region that goes by the name of its main city; any other place itself."""
    town = lexicon.places.get(place_id)
    around = (lexicon.places[a] for a in lexicon.ancestors(place_id)[1:] if a in lexicon.places)
    regions = (
        a.place_id for a in around if a.place_type == "adm1" and town is not None and a.name.split()[0] == town.name
    )
    return next(regions, place_id)


def _may_open(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    word = s.low[k]
    return (
        s.kinds[k] == WORD
        and s.raw[k][:1].isupper()
        and not (s.raw[k].isupper() and len(word) < 6)
        and word not in _NO_PLACE
        and (word not in _DIRECTIONS or _names_on(s, lexicon, k + 1))
        and (word not in KINDS or word in _LEADING)
        and not any(part in lexicon.demonyms for part in word.split("-"))
        and lexicon.claimant_names.match(s.low, k) is None
        and lexicon.claimant_titles.match(s.low, k) is None
        and lexicon.weapons.match(s.low, k) is None
    )


def _names_on(s: Sentence, lexicon: Lexicon, k: int) -> bool:
    """ "Western Region", "Northern Pendjari National Park", but not "Southern Belgorod Region"."""
    is_name = k < len(s) and s.kinds[k] == WORD and s.raw[k][:1].isupper()
    return is_name and s.low[k] not in lexicon.regions and lexicon.place_names.match(s.low, k) is None


def _end_of_name(s: Sentence, k: int) -> int:
    j = k + 1
    while (
        j < len(s)
        and j - k < _LONGEST
        and s.kinds[j] == WORD
        and (s.raw[j][:1].isupper() or ("-" in s.raw[j] and any(c.isupper() for c in s.raw[j])))
        and s.low[j] not in _NO_PLACE
    ):
        j += 1
    return j


def stands_alone(s: Sentence, lexicon: Lexicon, j: int) -> bool:
    """Nothing behind the name that it could be an adjective to: "in Arras on Friday", not "in Nord Stream sabotage"."""
    return (
        j >= len(s)
        or (s.kinds[j] == PUNCTUATION and s.low[j] != "'s")
        or s.low[j] in _GOES_ON
        or lexicon.cues.match(s.low, j) is not None
    )


def _is_title_case(s: Sentence) -> bool:
    """Headlines that capitalise every word show no name by its capital."""
    long = [raw for raw, kind in zip(s.raw, s.kinds, strict=True) if kind == WORD and len(raw) > 3]
    return sum(raw[:1].isupper() for raw in long) > _TITLE_CASE * len(long)
