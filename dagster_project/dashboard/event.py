"""What an event's page says: its figures and what they rest on, how they grew, every claim, disagreements, that
night."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.growth import growth
from dagster_project.dashboard.lines import disagreement, headline
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.shelf import OfEvent, Shelf
from dagster_project.dashboard.voices import card

CLAIMS, NEIGHBOURS, DISAGREEMENTS = 600, 200, 60  # most on a page: keeps it under 3 MB


def event_page(shelf: Shelf, event: Row, of: OfEvent, lines: Mapping[str, Row]) -> dict[str, Any]:
    """Context of events/<event_id>.html. `of`: at most `CLAIMS` claims and `DISAGREEMENTS` flags; `lines`: every event as it
    stands in lists."""
    held = shelf.held_of_event[event["event_id"]]
    history: dict[tuple[str, str], list[Row]] = {}
    for row in of.history:
        history.setdefault((row["measure"], row["unit_id"]), []).append(row)
    growths = [growth(shelf.subject(rows[0]), rows) for rows in history.values()]
    shown = {claim["claim_id"]: claim for claim in of.claims}
    same_night = [e["event_id"] for e in shelf.events_of_date[event["event_date"]] if e is not event]
    known = held["newest_known_at"]
    return {
        "event": lines[event["event_id"]],
        "newest": (words.moment(known), f"{known:%Y-%m-%dT%H:%M:%SZ}") if known else None,
        "night_of": words.day(event["night_of"]),
        "figures": [_figure(shelf, f, shown) for f in of.figures],
        "moving": [g for g in growths if not g.is_steady],
        "steady": [g for g in growths if g.is_steady],
        "claims": [card(shelf, claim) for claim in of.claims],
        "n_claims": held["n_claims"],
        "disagreements": [disagreement(shelf, flag) for flag in of.flags],
        "n_disagreements": held["n_flags"],
        "same_night": [lines[one] for one in same_night[:NEIGHBOURS]],
        "n_same_night": len(same_night),
    }


def _figure(shelf: Shelf, figure: Row, shown: Mapping[str, Row]) -> Row:
    """A figure's row: its range, what it rests on, and the claims it was made from as far as the page shows them, each with its
    claimant's name."""
    sources = [shown[c] for c in figure["claim_ids"] or [] if c in shown]
    sources.sort(key=lambda c: (str(c["known_at"] or ""), c["claim_id"]))
    named: dict[str, str] = {}
    for claim in sources:
        named.setdefault(shelf.who(claim), claim["claim_id"])
    return {
        **headline(shelf, figure),
        "low": words.number(figure["low"]) or "—",
        "high": "open" if figure["high"] is None else words.number(figure["high"]),
        "n_claims": figure["n_claims"],
        "n_origins": figure["n_origins"],
        "n_outlets": figure["n_outlets"],
        "n_sides": figure["n_sides"],
        "tier": figure["best_tier"],
        "tier_name": words.TIERS.get(figure["best_tier"] or 0, "not stated"),
        "policy": figure["policy_id"],
        "sources": sorted((name, claim_id) for name, claim_id in named.items()),
    }
