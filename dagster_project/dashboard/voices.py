"""Claims as the pages show them: one card per claim, and for a disagreement one card per voice (who said what), with
the outlets that carried it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.evidence import marked_sentence
from dagster_project.dashboard.shelf import Row, Shelf

CARDS = 8  # most voices a disagreement shows; the event's page holds all claims


def card(shelf: Shelf, claim: Row) -> Row:
    """What a reader needs of one claim: who, figure as hedged, sentence with its number marked, where and when
    printed."""
    article = shelf.article.get(claim["article_id"], {})
    return {
        "claim_id": claim["claim_id"],
        "event_id": claim["event_id"],
        "who": shelf.who(claim),
        "side": words.speaker(claim["claimant_side"]),
        "relay": claim["relay"],
        "figure": words.claimed(claim),
        "subject": shelf.subject(claim),
        "sentence": marked_sentence(claim),
        "notes": _notes(claim),
        "outlet": article.get("outlet") or "outlet not stated",
        "title": article.get("title") or "article",
        "url": article.get("url"),
        "language": article.get("language"),
        "known": words.moment(claim["known_at"]),
        "also": [],
    }


def voices(shelf: Shelf, claim_ids: Iterable[str]) -> tuple[list[Row], int]:
    """Cards of the claims, one for each claimant and figure, the first to be known in front; the others that said the
    same stand under it as `also`. Returns the cards and the number of voices left out."""
    known = [shelf.claims[c] for c in claim_ids if c in shelf.claims]
    grouped: dict[tuple[Any, ...], list[Row]] = {}
    for claim in sorted(known, key=lambda c: (str(c["known_at"] or ""), c["claim_id"])):
        grouped.setdefault(_voice(claim), []).append(claim)
    cards = [{**card(shelf, group[0]), "also": [card(shelf, c) for c in group[1:]]} for group in grouped.values()]
    return cards[:CARDS], max(len(cards) - CARDS, 0)


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
    if claim.get("link_confidence") == "weak":
        notes.append("link to this event is weak")
    return notes
