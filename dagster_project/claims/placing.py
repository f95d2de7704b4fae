"""Which of the places that a sentence names a figure belongs to: the nearest in its clause, or several that are listed."""

from __future__ import annotations

import itertools
from dataclasses import replace

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.places import CHAIN, STATES, Mention, common_ancestor
from dagster_project.claims.tokens import NUMBER, Sentence
from dagster_project.claims.words import words


def _weight(s: Sentence, b: int) -> float:
    """A participle goes on with what was begun ("killing four and injuring 38 in X", "shot while jogging in X")."""
    return 1 / 3 if any(w.endswith("ing") for w in s.low[max(0, b - 1) : b + 2]) else 1


_CONTRASTS = words("but though although whereas")
_VAGUER = 6
_APART = {";": 1, ":": 1, "as": 1, "after": 0.5, "when": 0.5, "amid": 0.5, "where": 0.5} | dict.fromkeys(
    (*_CONTRASTS, "could", "would"), 1.0
)
_VERBS = (["was"], ["were"], ["is"], ["are"], ["has"], ["came"], ["suffers"], ["suffered"], ["saw"])
_NEAR_LEAD = 3
_TO_PART = 6
"""Tokens from "including" to a place: "including 29 over the western regions"."""
_COLUMNS = frozenset({"|", "•"})
_LABEL_ENDS = frozenset({":", "-", "–", "—"})


def _is_apart(m: Mention, token: int, s: Sentence) -> bool:
    """Columns and bullets of a digest have nothing to do with one another."""
    return any(s.low[k] in _COLUMNS for k in range(min(m.j, token), max(m.i, token)))


def _is_of_part(m: Mention, end: int, s: Sentence, lexicon: Lexicon) -> bool:
    """ "shot down 32 drones, including near Moscow", "hit 59 depots, including one in X": where some of them were."""
    near = s.low[max(end, m.i - _NEAR_LEAD) : m.i]
    if m.i <= end or s.low[m.j : m.j + 2] == [",", "where"]:
        return False
    opens = next((k for k in range(max(end, m.i - _TO_PART), m.i - 2) if s.low[k] == "including"), None)
    if "including" in near or opens is None or "," in s.low[opens : m.i]:
        return "including" in near
    part = lexicon.nouns.match(s.low, opens + 2)
    is_thing = s.low[opens + 1] in ("a", "an", "one") and (part is None or part[1].subject != "person")
    return is_thing or s.kinds[opens + 1] == NUMBER


def place_for(
    mentions: list[Mention], token: int, end: int, cue: int | None, breaks: list[int], s: Sentence, lexicon: Lexicon
) -> Mention | None:
    """The mention that a figure at tokens [token, end) belongs to: the nearest in its clause, the most specific of its chain."""
    usable = [
        m
        for m in mentions
        if m.usable
        and not (m.i > token and ";" in s.low[token : m.i] and any(token < b < m.i for b in breaks if s.low[b] != ";"))
    ]
    usable = [m for m in usable if not (m.i > token and _opens_news(m, s) and any(o.i < token for o in usable))]
    usable = [m for m in usable if not _is_apart(m, token, s) and not _is_of_part(m, end, s, lexicon)]
    usable = [m for m in usable if not m.is_aside] or usable
    if not usable:
        return None
    anchor = max(end, (cue or 0) + 1)

    def distance(m: Mention) -> float:
        if m.i >= token or m.place_id not in STATES:
            return reach(m)
        return reach(m) + _VAGUER * any(m.place_id in lexicon.ancestors(o.place_id)[1:] for o in usable)

    def reach(m: Mention) -> float:
        after = anchor if m.i >= anchor else end  # a place may stand between a figure and its verb
        near, far = (after, m.i) if m.i >= token else (m.j, token)
        crossed = sum(_weight(s, b) for b in breaks if near < b < far or b == near == m.j)
        crossed += sum(_APART.get(s.low[k], 0) for k in range(near, far))
        commas = s.low[near:far].count(",")
        if m.j == token or (m.j == token - 1 and s.low[m.j] in _LABEL_ENDS):
            return 0 if m.j == token else 4
        if m.i >= token:
            return max(0, m.i - after) + 12 * crossed + 3 * commas
        return 1.2 * (token - m.j) + 4 + 12 * crossed + commas

    best = next((m for m in usable if _opens_where(m, token, s)), None) or min(usable, key=distance)
    chosen = _most_specific(usable, best, s, lexicon)
    listed = _listed(usable, chosen, s, lexicon)
    if len(listed) > 1:
        first, last = listed[0], listed[-1]
        ids = tuple(dict.fromkeys(m.place_id for m in listed if m.place_id))
        start = min(m.start for m in listed)
        stop = max(m.end for m in listed)
        chosen = Mention(
            first.i,
            last.j,
            start,
            stop,
            common_ancestor(_on_land(ids, lexicon), lexicon),
            "",
            True,
            is_occupied=any(m.is_occupied for m in listed),
            ids=ids,
        )
    return chosen if chosen.is_context else _with_surroundings(usable, chosen, s, lexicon)


def _opens_news(m: Mention, s: Sentence) -> bool:
    """ "… were injured; in Kyiv as a whole 27 died": the place that a new clause opens with."""
    return any(s.low[k] == ";" for k in range(max(0, m.i - _TO_OPEN), m.i))


_TO_OPEN = 3


def _on_land(ids: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Of "Crimea and the Black Sea" the land, as a sea lies in no country; all of them where there is none."""
    land = tuple(p for p in ids if p not in lexicon.places or lexicon.places[p].place_type != "sea")
    return land or ids


def _opens_where(m: Mention, token: int, s: Sentence) -> bool:
    """ "in Lviv and Kyiv, where at least seven people were hurt": the place right before the word."""
    where = m.j + 1 if s.low[m.j : m.j + 1] == [","] else m.j
    return where < token and s.low[where] == "where" and not {",", ";", "and", "but"} & set(s.low[where:token])


def is_remote(m: Mention, end: int, s: Sentence, recent: Mention | None) -> bool:
    """Whether the place stands in another clause than the figure that ends at token `end`, so that what was spoken of before is
    nearer: "Nobody was hurt, but a house in Sevsk burned", "Two were hurt in the attack, the latest of many on Ukraine"."""
    between = s.low[end : m.i]
    return any(w in _CONTRASTS for w in between) or (recent is not None and "," in between and m.place_id in STATES)


def _with_surroundings(usable: list[Mention], chosen: Mention, s: Sentence, lexicon: Lexicon) -> Mention:
    """The place with what the text writes around it: "Kramatorsk, Donetsk Oblast", "X and Y in Kyiv Oblast"."""
    for m in usable:
        between = s.low[chosen.j : m.i] if m.i >= chosen.j else None
        if (
            between in ([","], ["in"], ["of"], ["at"], ["in", "the"], [",", "in"])
            and not m.is_context
            and m.place_id in lexicon.ancestors(chosen.place_id)
        ):
            return _with_surroundings(usable, replace(chosen, j=m.j, end=m.end), s, lexicon)
    return chosen


def _most_specific(usable: list[Mention], best: Mention, s: Sentence, lexicon: Lexicon) -> Mention:
    """ "the village of X in Kherson region": of neighbours where one contains the other, the contained one."""
    if best.is_context:
        return best
    for m in usable:
        first, last = (best, m) if m.i >= best.j else (m, best)
        near = 0 <= last.i - first.j <= CHAIN and not any(
            w in _CLAUSE or lexicon.cues.match(s.low, first.j + n) for n, w in enumerate(s.low[first.j : last.i])
        )
        is_owned = m.i == best.j + 1 and s.low[best.j] == "'s"
        is_owned = is_owned or (
            best.i == m.j + 1
            and s.low[m.j] == ","
            and lexicon.regions.get(best.text.lower()) in lexicon.ancestors(m.place_id)  # "Chornobaivka, Kherson"
        )
        is_owned = is_owned or (s.low[first.j - 1] == "district" and s.low[first.j : last.i] == ["of"] and first is m)
        if m is not best and near and m.place_id != best.place_id and (is_owned or _contains(best, m, lexicon)):
            return _most_specific(usable, m, s, lexicon)
    return best


def _contains(outer: Mention, inner: Mention, lexicon: Lexicon) -> bool:
    chain = lexicon.ancestors(inner.place_id)
    if outer.place_id in chain or (outer.place_id == "UA-43" and inner.place_id == "UA-40"):
        return True
    around, within = lexicon.places.get(outer.place_id or ""), lexicon.places.get(inner.place_id or "")
    return (
        around is not None
        and within is not None
        and around.place_type == "macro_region"
        and within.place_type not in ("macro_region", "country", "sea")
        and around.parent_place_id in chain
    )


_CLAUSE = words("after while ; whereas but before")
_BESIDE = words(
    "the regions region oblast in over districts cities city town village villages nearby neighbouring neighboring of"
)


def _listed(usable: list[Mention], chosen: Mention, s: Sentence, lexicon: Lexicon) -> list[Mention]:
    """ "Belgorod, Bryansk and Kursk regions": mentions joined by commas and "and", none containing another."""
    position = usable.index(chosen)
    group = [chosen]

    def joined(a: Mention, b: Mention) -> bool:
        if a.is_context or b.is_context:
            return False
        between = [w for w in s.low[a.j : b.i] if w not in _BESIDE]
        if between not in ([","], ["and"], [",", "and"], ["as", "well", "as"], ["or"]):
            return False
        if (
            a.i
            and s.low[a.i - 1] in ("in", "on", "at", "near")
            and between[-1] == "and"
            and s.low[b.j : b.j + 1] in _VERBS
        ):
            return False  # "killed in Lviv, and Kharkiv was hit 15 times"
        return a.place_id not in lexicon.ancestors(b.place_id) and b.place_id not in lexicon.ancestors(a.place_id)

    k = position
    while k + 1 < len(usable) and joined(usable[k], usable[k + 1]):
        k += 1
        group.append(usable[k])
    k = position
    while k > 0 and joined(usable[k - 1], usable[k]):
        k -= 1
        group.insert(0, usable[k])
    return group if any("and" in s.low[a.j : b.i] for a, b in itertools.pairwise(group)) else [chosen]
