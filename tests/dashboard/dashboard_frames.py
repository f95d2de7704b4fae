"""Small mart frames, written by hand: two nights and a toll that grows, both sides, one hostile article. Sentences and outlets
are made up for these tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import polars as pl

MOMENT = pl.Datetime("us", "UTC")
TEXT, WHOLE, FLAG, DAY, LIST = pl.String, pl.Int64, pl.Boolean, pl.Date, pl.List(pl.String)

_BOUNDS = {f"{m}_{b}": WHOLE for m in ("launched", "intercepted", "killed", "injured") for b in ("low", "best", "high")}
_CELL = {"event_id": TEXT, "measure": TEXT, "unit_id": TEXT, "low": WHOLE, "best": WHOLE, "high": WHOLE}
_DAILY = {"target_side": TEXT, "event_date": DAY, "unit_id": TEXT, "basis": TEXT, "n_places": WHOLE}


def _bounds(*measures: str) -> dict[str, Any]:
    return {name: kind for name, kind in _BOUNDS.items() if name.split("_")[0] in measures}


SCHEMAS: dict[str, dict[str, Any]] = {
    "dim_event": {
        "event_id": TEXT, "target_side": TEXT, "place_id": TEXT, "place_name": TEXT, "event_date": DAY, "night_of": DAY,
        "window": TEXT, "latitude": pl.Float64,
    },
    "dim_article": {
        "article_id": TEXT, "url": TEXT, "outlet": TEXT, "title": TEXT, "language": TEXT, "published_at": MOMENT,
        "known_at": MOMENT,
    },
    "dim_claimant": {"claimant_id": TEXT, "name": TEXT, "claimant_type": TEXT, "side": TEXT},
    "dim_place": {"place_id": TEXT, "name": TEXT},
    "dim_unit": {"unit_id": TEXT, "label": TEXT, "label_plural": TEXT},
    "dim_rule": {"rule_id": TEXT, "name": TEXT, "description": TEXT},
    "fct_claims": {
        "claim_id": TEXT, "article_id": TEXT, "event_id": TEXT, "known_at": MOMENT, "measure": TEXT, "unit_id": TEXT,
        "qualifier": TEXT, "value": WHOLE, "value_low": WHOLE, "value_high": WHOLE, "is_negated_zero": FLAG,
        "derivation": TEXT, "quote": TEXT, "quote_start": WHOLE, "sentence": TEXT, "value_text": TEXT,
        "value_start": WHOLE, "value_end": WHOLE, "claimant_id": TEXT, "claimant_text": TEXT, "claimant_type": TEXT,
        "claimant_side": TEXT, "relay": TEXT, "modality": TEXT, "scope": TEXT,
    },
    "fct_figures": {
        **_CELL, "event_date": DAY, "n_claims": WHOLE, "n_origins": WHOLE, "n_outlets": WHOLE, "n_sides": WHOLE,
        "best_tier": WHOLE, "policy_id": TEXT, "claim_ids": LIST,
    },
    "fct_figure_history": {**_CELL, "n_origins": WHOLE, "valid_from": MOMENT, "valid_to": MOMENT},
    "fct_period_figures": {
        "claimant_id": TEXT, "target_side": TEXT, "place_id": TEXT, "period_start": DAY, "period_end": DAY,
        "measure": TEXT, "unit_id": TEXT, "scope": TEXT, "low": WHOLE, "best": WHOLE, "high": WHOLE,
        "sum_of_events": WHOLE, "valid_from": MOMENT, "valid_to": MOMENT,
    },
    "fct_strikes_daily": {**_DAILY, **_bounds("launched")},
    "fct_interceptions_daily": {**_DAILY, **_bounds("intercepted")},
    "fct_casualties_daily": {**_DAILY, **_bounds("killed", "injured")},
    "fct_discrepancies": {
        "discrepancy_id": TEXT, "rule_id": TEXT, "kind": TEXT, "severity": TEXT, "event_id": TEXT, "target_side": TEXT,
        "measure": TEXT, "unit_id": TEXT, "explanation": TEXT, "first_seen_at": MOMENT, "last_seen_at": MOMENT,
        "resolved_at": MOMENT, "status": TEXT,
    },
    "brg_discrepancy_claims": {"discrepancy_id": TEXT, "claim_id": TEXT},
}  # fmt: skip

HOSTILE_TITLE = "<script>alert(1)</script>"
HOSTILE_OUTLET = "\u202eevil\u0000 \"quoted\" 'outlet' <b>"
HOSTILE_SENTENCE = "</script><img src=x onerror=alert(2)> killed \u202e<b>7</b> people & more -->"
HOSTILE_URL = "javascript:alert(3)"


def at(day: str, hour: int = 12) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


def frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows of a mart; columns left out are null."""
    return pl.DataFrame([{**dict.fromkeys(SCHEMAS[name]), **row} for row in rows], schema=SCHEMAS[name])


def nothing() -> dict[str, pl.DataFrame]:
    """Every mart with its columns and no row."""
    return {name: pl.DataFrame(schema=schema) for name, schema in SCHEMAS.items()}


def claim(
    claim_id: str, article_id: str, event_id: str | None, sentence: str, number: str, **more: Any
) -> dict[str, Any]:
    """An exact claim whose quote is its sentence, 100 characters into its article."""
    start = 100 + sentence.index(number)
    digits = int(number) if number.isdigit() else None
    return {
        "claim_id": claim_id, "article_id": article_id, "event_id": event_id, "known_at": at("2023-06-02", 6),
        "measure": "launched", "unit_id": "drone", "qualifier": "exact", "value": digits, "value_low": digits,
        "value_high": digits, "is_negated_zero": False, "quote": sentence, "quote_start": 100, "sentence": sentence,
        "value_text": number, "value_start": start, "value_end": start + len(number), "claimant_type": "military",
        "modality": "asserted", "scope": "event", **more,
    }  # fmt: skip


def daily(
    name: str, side: str, day: str, unit: str, basis: str = "sum_of_parts", **bounds: tuple[Any, Any, Any]
) -> dict[str, Any]:
    wide = {f"{m}_{b}": v for m, values in bounds.items() for b, v in zip(("low", "best", "high"), values, strict=True)}
    return {
        "target_side": side,
        "event_date": date.fromisoformat(day),
        "unit_id": unit,
        "basis": basis,
        "n_places": 2,
        **wide,
    }


AIR_FORCE = {"claimant_id": "ua-air-force", "claimant_side": "UA"}
GOVERNOR = {"claimant_id": "ru-governor", "claimant_side": "RU", "unit_id": "person", "measure": "killed"}


def _claims() -> list[dict[str, Any]]:
    return [
        claim("c1", "a1", "e1", "The Air Force said 36 drones were launched at Kyiv.", "36", **AIR_FORCE),
        claim("c2", "a2", "e1", "All 36 were shot down, the Air Force said.", "36", measure="intercepted", **AIR_FORCE),
        claim(
            "c3", "a2", "e1", "City officials counted at least 40 drones over the capital.", "40", qualifier="at_least",
            value_high=None, claimant_text="City officials", claimant_side="UA", known_at=at("2023-06-02", 9),
        ),
        claim("c4", "a3", "e2", "The governor said 2 people were killed.", "2", **GOVERNOR),
        claim("c5", "a4", "e2", "The toll rose to 5 killed, he wrote.", "5", known_at=at("2023-06-04"), **GOVERNOR),
        claim("c6", "a5", "e2", HOSTILE_SENTENCE, "7", measure="killed", unit_id="person", claimant_text=HOSTILE_OUTLET),
        claim("c7", "a3", None, "This was the 19th attack in May.", "19", scope="counter", measure="attacks", unit_id="attack"),
        claim("c8", "a3", "e2", "Dozens were hurt.", "Dozens", qualifier="vague", value_low=24, measure="injured", unit_id="person"),
        claim("c9", "a4", "e2", "Blanked: 3", "3", measure="injured", unit_id="person") | {"quote": None, "sentence": None},
    ]  # fmt: skip


def filled() -> dict[str, pl.DataFrame]:
    """Marts of three events."""
    rows: dict[str, list[dict[str, Any]]] = {
        "dim_event": [
            {"event_id": "e1", "target_side": "UA", "place_id": "UA-30", "place_name": "Kyiv", "event_date": date(2023, 6, 2),
             "night_of": date(2023, 6, 1), "window": "night"},
            {"event_id": "e2", "target_side": "RU", "place_id": "gn:1", "place_name": "Maslova Pristan",
             "event_date": date(2023, 6, 2), "window": "unstated"},
            {"event_id": "e3", "target_side": "RU", "place_id": "gn:2", "place_name": "Tver", "event_date": date(2024, 9, 18),
             "window": "night", "night_of": date(2024, 9, 17)},
        ],
        "dim_article": [
            {"article_id": "a1", "url": "https://example.org/one?a=1&b=2", "outlet": "The Steppe Courier", "title": "Night of drones"},
            {"article_id": "a2", "url": "http://example.org/two", "outlet": "Dnipro Line", "title": "Ніч над містом", "language": "uk"},
            {"article_id": "a3", "url": None, "outlet": "Border Post", "title": "Shelling near the border"},
            {"article_id": "a4", "url": "https://example.org/four", "outlet": "Dnipro Line", "title": None},
            {"article_id": "a5", "url": HOSTILE_URL, "outlet": HOSTILE_OUTLET, "title": HOSTILE_TITLE, "language": '"><b'},
        ],
        "dim_claimant": [
            {"claimant_id": "ua-air-force", "name": "Air Force of Ukraine", "claimant_type": "military", "side": "UA"},
            {"claimant_id": "ru-governor", "name": "Governor of Belgorod oblast", "claimant_type": "regional_official", "side": "RU"},
        ],
        "dim_place": [{"place_id": "UA-30", "name": "Kyiv"}],
        "dim_unit": [
            {"unit_id": "drone", "label": "drone", "label_plural": "drones"},
            {"unit_id": "person", "label": "person", "label_plural": "people"},
            {"unit_id": "attack", "label": "attack", "label_plural": "attacks"},
        ],
        "dim_rule": [
            {"rule_id": "R06", "name": "same_side_disagreement", "description": "Two origins of one side, ranges that don’t meet."},
            {"rule_id": "R13", "name": "stale_toll", "description": "An older toll printed after a newer one."},
        ],
        "fct_claims": _claims(),
        "fct_figures": [
            {"event_id": "e1", "event_date": date(2023, 6, 2), "measure": "launched", "unit_id": "drone", "low": 36, "best": 36,
             "high": None, "n_claims": 2, "n_origins": 2, "n_outlets": 2, "n_sides": 1, "best_tier": 4,
             "policy_id": "ucdp_like", "claim_ids": ["c1", "c3"]},
            {"event_id": "e1", "event_date": date(2023, 6, 2), "measure": "intercepted", "unit_id": "drone", "low": 36, "best": 36,
             "high": 36, "n_claims": 1, "n_origins": 1, "n_outlets": 1, "n_sides": 1, "best_tier": 4,
             "policy_id": "ucdp_like", "claim_ids": ["c2"]},
            {"event_id": "e2", "event_date": date(2023, 6, 2), "measure": "killed", "unit_id": "person", "low": 5, "best": 5,
             "high": 7, "n_claims": 3, "n_origins": 2, "n_outlets": 3, "n_sides": 1, "best_tier": 3,
             "policy_id": "ucdp_like", "claim_ids": ["c4", "c5", "c6"]},
        ],
        "fct_figure_history": [
            {"event_id": "e1", "measure": "launched", "unit_id": "drone", "low": 36, "best": 36, "high": 36, "n_origins": 1,
             "valid_from": at("2023-06-02", 6), "valid_to": at("2023-06-02", 9)},
            {"event_id": "e1", "measure": "launched", "unit_id": "drone", "low": 36, "best": 36, "high": None, "n_origins": 2,
             "valid_from": at("2023-06-02", 9)},
            {"event_id": "e1", "measure": "intercepted", "unit_id": "drone", "low": 36, "best": 36, "high": 36, "n_origins": 1,
             "valid_from": at("2023-06-02", 6)},
            {"event_id": "e2", "measure": "killed", "unit_id": "person", "low": 2, "best": 2, "high": 7, "n_origins": 2,
             "valid_from": at("2023-06-02", 6), "valid_to": at("2023-06-03", 6)},
            {"event_id": "e2", "measure": "killed", "unit_id": "person", "low": 5, "best": 5, "high": 7, "n_origins": 2,
             "valid_from": at("2023-06-04")},
        ],
        "fct_period_figures": [
            {"claimant_id": "ua-air-force", "target_side": "UA", "place_id": "UA-30", "period_start": date(2023, 5, 1),
             "period_end": date(2023, 5, 31), "measure": "attacks", "unit_id": "attack", "scope": "period", "low": 17,
             "best": 17, "high": 17, "sum_of_events": 3, "valid_from": at("2023-06-02")},
            {"claimant_id": None, "target_side": "UA", "place_id": "UA-30", "period_start": None, "period_end": date(2023, 6, 2),
             "measure": "attacks", "unit_id": "attack", "scope": "counter", "low": 19, "best": 19, "high": 19,
             "valid_from": at("2023-06-02"), "valid_to": at("2023-06-03")},
        ],
        "fct_strikes_daily": [
            daily("strikes", "UA", "2023-06-01", "drone", launched=(0, 0, 0)),
            daily("strikes", "UA", "2023-06-02", "drone", "stated_whole", launched=(36, 36, None)),
            daily("strikes", "UA", "2023-06-05", "drone", launched=(20, 25, 30)),
            daily("strikes", "RU", "2023-06-05", "drone", launched=(8, 8, 10)),
            daily("strikes", "RU", "2024-09-18", "drone", launched=(None, None, None)),
        ],
        "fct_interceptions_daily": [
            daily("interceptions", "UA", "2023-06-02", "drone", intercepted=(36, 36, 36)),
            daily("interceptions", "UA", "2023-06-05", "drone", intercepted=(18, 20, 24)),
            daily("interceptions", "RU", "2024-09-18", "drone", intercepted=(50, 54, 54)),
        ],
        "fct_casualties_daily": [
            daily("casualties", "RU", "2023-06-02", "person", killed=(5, 5, 7), injured=(None, None, None)),
            daily("casualties", "UA", "2023-06-02", "person", killed=(0, 0, 0), injured=(2, 2, 4)),
        ],
        "fct_discrepancies": [
            {"discrepancy_id": "d1", "rule_id": "R06", "kind": "pair", "severity": "warn", "event_id": "e1", "target_side": "UA",
             "measure": "launched", "unit_id": "drone", "explanation": "The Air Force counts 36, the city at least 40: no number fits both.",
             "first_seen_at": at("2023-06-02", 9), "last_seen_at": at("2023-06-02", 9), "status": "open"},
            {"discrepancy_id": "d2", "rule_id": "R13", "kind": "pair", "severity": "info", "event_id": "e2", "target_side": "RU",
             "measure": "killed", "unit_id": "person", "explanation": "A later report repeats 7 " + HOSTILE_TITLE,
             "first_seen_at": at("2023-06-04"), "last_seen_at": at("2023-06-05"), "resolved_at": at("2023-06-06"),
             "status": "resolved"},
        ],
        "brg_discrepancy_claims": [
            {"discrepancy_id": "d1", "claim_id": "c1"},
            {"discrepancy_id": "d1", "claim_id": "c3"},
            {"discrepancy_id": "d2", "claim_id": "c5"},
            {"discrepancy_id": "d2", "claim_id": "c6"},
        ],
    }  # fmt: skip
    for article in rows["dim_article"]:
        article |= {"published_at": at("2023-06-02", 5), "known_at": at("2023-06-02", 6)}
    return {name: frame(name, found) for name, found in rows.items()}


MANIFEST = {
    "schema_version": "1",
    "as_of": "2024-09-18T12:00:00+00:00",
    "extractor_version": "test",
    "built_at": "2031-01-01T00:00:00Z",
}
