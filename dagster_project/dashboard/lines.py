"""Events and disagreements as they stand in lists: on the overview, in the lists of all, on an event's page."""

from __future__ import annotations

from dagster_project.dashboard import words
from dagster_project.dashboard.shelf import Row, Shelf, is_open
from dagster_project.dashboard.voices import voices

HEADLINES = 4


def event_line(shelf: Shelf, event: Row) -> Row:
    """An event in a list: where, when, whose area, its first figures, how much it rests on."""
    figures = shelf.figures_of_event.get(event["event_id"], [])
    leading = _wholes(shelf, figures)[:HEADLINES]
    open_here = [d for d in shelf.discrepancies_of_event.get(event["event_id"], []) if is_open(d)]
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
        "n_claims": len(shelf.claims_of_event.get(event["event_id"], [])),
        "n_open": len(open_here),
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


def disagreement(shelf: Shelf, row: Row) -> Row:
    """A disagreement as a card: the rule in words, the explanation, the voices side by side."""
    columns, left_out = voices(shelf, shelf.links_of_discrepancy.get(row["discrepancy_id"], []))
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
        "verdict": row.get("verdict_note"),
        "decided": words.moment(row.get("decided_at")),
        "is_open": is_open(row),
        "side": words.side(side),
        "side_code": side or "none",
        "subject": shelf.subject(row) if row["measure"] else None,
        "explanation": row["explanation"],
        "date": (event["event_date"] if event else row.get("event_date")) or None,
        "outlets": sorted(_outlets(shelf, row["discrepancy_id"])),
        "event_id": event["event_id"] if event else None,
        "event": f"{event['place_name'] or 'place not stated'}, {words.when(event)}" if event else None,
        "place": place["name"] if place and not event else None,
        "first_seen": words.moment(row["first_seen_at"]),
        "last_seen": words.moment(row["last_seen_at"]),
        "resolved": words.moment(row["resolved_at"]),
        "voices": columns,
        "left_out": left_out,
    }


def _outlets(shelf: Shelf, discrepancy_id: str) -> set[str]:
    """The outlets whose claims a disagreement is about."""
    links = shelf.links_of_discrepancy.get(discrepancy_id, [])
    articles = {shelf.claims[link["claim_id"]]["article_id"] for link in links if link["claim_id"] in shelf.claims}
    return {outlet for a in articles if (outlet := shelf.article.get(a, {}).get("outlet"))}
