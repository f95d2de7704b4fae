"""Events and disagreements as they stand in lists: on the overview, in the lists of all, on an event's page."""

from __future__ import annotations

from dagster_project.dashboard import words
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.shelf import Flag, Shelf
from dagster_project.dashboard.voices import voices

HEADLINES = 4


def event_line(shelf: Shelf, event: Row) -> Row:
    """An event in a list: where, when, whose area, its first figures, how much it rests on."""
    figures = shelf.figures_of_event.get(event["event_id"], [])
    leading = _wholes(shelf, figures)[:HEADLINES]
    held = shelf.held_of_event[event["event_id"]]
    return {
        "event_id": event["event_id"],
        "place": event["place_name"] or "place not stated",
        "when": words.when(event),
        "date": event["event_date"].isoformat(),
        "day": event["event_date"],
        "side": words.side(event["target_side"]),
        "side_code": event["target_side"] or "none",
        "figures": [headline(shelf, f) for f in leading],
        "more_figures": len(figures) - len(leading),
        "n_claims": held["n_claims"],
        "n_open": held["n_open"],
    }


def _wholes(shelf: Shelf, figures: list[Row]) -> list[Row]:
    """The figures that are not part of another one here: drones stay out where aerial targets are given."""
    units: dict[str, set[str]] = {}
    for figure in figures:
        units.setdefault(figure["measure"], set()).add(figure["unit_id"])
    return [f for f in figures if not shelf.ancestors(f["unit_id"]) & units[f["measure"]]]


def headline(shelf: Shelf, figure: Row) -> Row:
    return {
        "subject": shelf.subject(figure),
        "best": words.best(figure["best"]),
        "range": words.span(figure["low"], figure["high"]),
        "origins": words.counted(figure["n_origins"], "origin"),
    }


def disagreement(shelf: Shelf, flag: Flag) -> Row:
    """A disagreement as a card: the rule in words, the explanation, the voices side by side."""
    row = flag.row
    columns, left_out = voices(shelf, flag.claims)
    event = shelf.event.get(row["event_id"] or "")
    place = shelf.place.get(row["place_id"] or "")
    known_rule = shelf.rule.get(row["rule_id"])
    side = event["target_side"] if event else row["target_side"]
    return {
        "id": row["discrepancy_id"],
        "rule_id": row["rule_id"],
        "rule": words.rule(known_rule["name"] if known_rule else row["rule_id"]),
        "severity": row["severity"],
        "status": words.STATUSES.get(row["status"], row["status"]),
        "verdict": row["verdict_note"],
        "decided": words.moment(row["decided_at"]),
        "is_open": row["is_open"],
        "side": words.side(side),
        "side_code": side or "none",
        "subject": shelf.subject(row) if row["measure"] else None,
        "explanation": row["explanation"],
        "date": event["event_date"] if event else row["event_date"],
        "outlets": sorted({claim["outlet"] for claim in flag.claims if claim["outlet"]}),
        "event_id": event["event_id"] if event else None,
        "event": f"{event['place_name'] or 'place not stated'}, {words.when(event)}" if event else None,
        "place": place["name"] if place and not event else None,
        "first_seen": words.moment(row["first_seen_at"]),
        "last_seen": words.moment(row["last_seen_at"]),
        "resolved": words.moment(row["resolved_at"]),
        "voices": columns,
        "left_out": left_out,
    }
