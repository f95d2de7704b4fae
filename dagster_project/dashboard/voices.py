"""Claims as the pages show them: one card per claim, and for a disagreement one card per voice (who said what), with
the outlets that carried it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.evidence import marked_sentence
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.shelf import Shelf

# Welcome columns: what it means for a reader where the column holds the value.
_MARKS = (
    ("source_kind", "table", "a row of a table"),
    ("link_confidence", "weak", "link to this event is weak"),
    ("is_rejected", True, "set aside by an editor"),
)
REPEATS = 12  # most claims listed under a voice that said the same
CARDS = 8  # most voices a disagreement shows; the event's page holds all claims


def card(shelf: Shelf, claim: Row) -> Row:
    """What a reader needs of one claim: who, figure as hedged, sentence with its number marked, where and when
    printed."""
    return {
        "claim_id": claim["claim_id"],
        "event_id": claim["event_id"],
        "who": shelf.who(claim),
        "side": words.speaker(claim["claimant_side"]) if claim["claimant_id"] or claim["claimant_text"] else None,
        "relay": claim["relay"],
        "figure": words.claimed(claim),
        "subject": shelf.subject(claim),
        "sentence": marked_sentence(claim),
        "notes": _notes(claim),
        "outlet": claim["outlet"] or "outlet not stated",
        "title": claim["title"] or ("article" if claim["url"] else None),
        "url": claim["url"],
        "language": claim["language"],
        "known": words.moment(claim["known_at"]),
        "also": [],
        "n_also": 0,
    }


def voices(shelf: Shelf, linked: Iterable[Row]) -> tuple[list[list[Row]], int]:
    """What a disagreement's claims say, as columns to be read side by side: one for each role (a against b); where all
    claims have one role, one for each voice. Returns the columns and the number of voices left out.

    `linked`: claims as printed, each with its `role`. A voice is a claimant with a figure; its first claim to be known stands in
    front, the others that said the same under it as `also`."""
    spoken: dict[str, dict[tuple[Any, ...], list[Row]]] = {}
    for claim in sorted(linked, key=lambda c: (c["role"] or "", str(c["known_at"] or ""), c["claim_id"])):
        spoken.setdefault(claim["role"] or "", {}).setdefault(_voice(claim), []).append(claim)
    columns = [[_voiced(shelf, claims) for claims in voices.values()] for voices in spoken.values()]
    if len(columns) == 1:
        columns = [[one] for one in columns[0]]
        return columns[:CARDS], max(len(columns) - CARDS, 0)
    each = CARDS // max(len(columns), 1)
    return [column[:each] for column in columns], sum(max(len(column) - each, 0) for column in columns)


def _voiced(shelf: Shelf, claims: list[Row]) -> Row:
    also = [card(shelf, claim) for claim in claims[1 : 1 + REPEATS]]
    return {**card(shelf, claims[0]), "also": also, "n_also": len(claims) - 1}


def _voice(claim: Row) -> tuple[Any, ...]:
    """Who said what. A claim without a claimant is its article's own voice."""
    speaker = claim["claimant_id"] or claim["claimant_text"] or claim["article_id"]
    figure = (claim["measure"], claim["unit_id"], claim["qualifier"], claim["value_low"], claim["value_high"])
    return (speaker, *figure)


def _notes(claim: Row) -> list[str]:
    """What sets a claim apart from a plain statement about this event."""
    notes = []
    if claim["modality"] == "denied":
        notes.append("denied")
    if claim["modality"] == "reported":
        notes.append("reported, not asserted")
    if claim["derivation"]:
        notes.append(f"derived: {claim['derivation']}")
    if claim["scope"] != "event":
        notes.append(f"scope: {claim['scope']}")
    notes += [note for column, value, note in _MARKS if claim[column] == value]
    if claim["superseded_at"] is not None:
        notes.append(f"the outlet has since changed this story ({words.moment(claim['superseded_at'])})")
    return notes
