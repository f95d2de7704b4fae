"""Small mart frames, written by hand: two nights, a toll that grows, both sides, one hostile article. Sentences and
outlets are made up for these tests. `frame` and `SCHEMAS` know the columns, `filled` and `nothing` are whole sets."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dagster_project import dashboard
from dagster_project.dashboard.shelf import Shelf, read

Rows = list[dict[str, Any]]

MOMENT = pl.Datetime("us")  # UTC, as in the marts
KINDS = {
    "text": pl.String,
    "whole": pl.Int64,
    "flag": pl.Boolean,
    "day": pl.Date,
    "moment": MOMENT,
    "list": pl.List(pl.String),
    "degrees": pl.Float64,
}
CELL = "text: event_id measure unit_id; whole: low best high n_origins"
DAILY = "text: target_side unit_id basis; day: event_date; whole: n_places"
COLUMNS = {
    "dim_event": "text: event_id target_side place_id place_name window; day: event_date night_of; "
    "degrees: latitude longitude",
    "dim_article": "text: article_id url outlet title language; moment: published_at known_at",
    "dim_claimant": "text: claimant_id name claimant_type side",
    "dim_place": "text: place_id name place_type parent_place_id",
    "dim_policy": "text: policy_id description; flag: is_default",
    "brg_event_overlap": "text: narrower_event_id wider_event_id",
    "dim_unit": "text: unit_id parent_unit_id label label_plural",
    "dim_rule": "text: rule_id name description",
    "fct_claims": "text: claim_id article_id event_id measure unit_id qualifier derivation quote sentence value_text "
    "claimant_id claimant_text claimant_type claimant_side relay modality scope origin_id; moment: known_at; "
    "flag: is_negated_zero; whole: value value_low value_high quote_start value_start value_end",
    "fct_figures": CELL + " n_claims n_outlets n_sides best_tier; day: event_date; "
    "text: policy_id place_name target_side; list: claim_ids",
    "fct_figure_history": CELL + "; moment: valid_from valid_to",
    "fct_period_figures": "text: claimant_id target_side place_name measure unit_id scope; day: period_start period_end; "
    "whole: low best high sum_of_events; moment: valid_from valid_to",
    "fct_strikes_daily": DAILY + " launched_low launched_best launched_high",
    "fct_interceptions_daily": DAILY + " intercepted_low intercepted_best intercepted_high",
    "fct_casualties_daily": DAILY + " killed_low killed_best killed_high injured_low injured_best injured_high",
    "fct_discrepancies": "text: discrepancy_id rule_id kind severity event_id place_id target_side measure unit_id explanation "
    "status; moment: first_seen_at last_seen_at resolved_at",
    "rpt_sources": "text: origin_id name side; whole: n_figures n_revised n_corroborated n_alone n_alone_in_many_outlets "
    "n_outlets",
    "rpt_source_agreement": "text: origin_id_a origin_id_b name_a name_b side_a side_b; whole: n_figures n_met n_apart",
    "rpt_changes": "text: event_id place_name measure unit_id kind cause; day: event_date; "
    "whole: low best high low_before best_before high_before",
    "brg_discrepancy_claims": "text: discrepancy_id claim_id role",
}
SCHEMAS: dict[str, dict[str, Any]] = {
    mart: {
        name: KINDS[group.split(":")[0].strip()] for group in columns.split(";") for name in group.split(":")[1].split()
    }
    for mart, columns in COLUMNS.items()
}

HOSTILE_TITLE = "<script>alert(1)</script>"
HOSTILE_OUTLET = "\u202eevil\u0000 \"quoted\" 'outlet' <b>"
HOSTILE_SENTENCE = "</script><img src=x onerror=alert(2)> killed \u202e<b>7</b> people & more -->"
HOSTILE_URL = "javascript:alert(3)"

MANIFEST = {"schema_version": "1", "as_of": "2024-09-18T12:00:00+00:00", "extractor_version": "test"}


def at(day: str, hour: int = 12) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour)


def on(day: str) -> date:
    return date.fromisoformat(day)


def frame(mart: str, rows: Rows) -> pl.DataFrame:
    """Rows of a mart; columns left out are null."""
    return pl.DataFrame([{**dict.fromkeys(SCHEMAS[mart]), **row} for row in rows], schema=SCHEMAS[mart])


def table(columns: str, *rows: tuple[Any, ...], **same: Any) -> Rows:
    """Rows as dicts from a line of column names and tuples of values; `same` holds in each row."""
    return [{**same, **dict(zip(columns.split(), row, strict=True))} for row in rows]


def marts(tables: dict[str, pl.DataFrame]) -> duckdb.DuckDBPyConnection:
    """The frames as the schema `marts` of a database, as the pages read them."""
    connection = duckdb.connect()
    connection.execute("create schema marts")
    for name, rows in tables.items():
        connection.register("given", rows)
        connection.execute(f"create table marts.{name} as from given")
        connection.unregister("given")
    return connection


def build(filled_in: dict[str, pl.DataFrame], *more: Any, **named: Any) -> list[Path]:
    """The site of these frames, as `dashboard.build` makes it."""
    with marts(filled_in) as connection:
        return dashboard.build(connection, *more, **named)


def shelf(tables: dict[str, pl.DataFrame]) -> Shelf:
    return read(marts(tables))


def nothing() -> dict[str, pl.DataFrame]:
    """Every mart with its columns and no row."""
    return {mart: pl.DataFrame(schema=schema) for mart, schema in SCHEMAS.items()}


def claim(claim_id: str, article_id: str, sentence: str, number: str, **more: Any) -> dict[str, Any]:
    """An exact claim on event e2 of people killed, whose quote is its sentence, 100 characters into its article."""
    start = 100 + sentence.index(number)
    value = int(number) if number.isdigit() else None
    bounds = {"value": value, "value_low": value, "value_high": value, "is_negated_zero": False, "qualifier": "exact"}
    evidence = {"quote": sentence, "quote_start": 100, "sentence": sentence, "value_text": number}
    span = {"value_start": start, "value_end": start + len(number), "known_at": at("2023-06-02", 6)}
    cell = {"event_id": "e2", "measure": "killed", "unit_id": "person", "modality": "asserted", "scope": "event"}
    return {"claim_id": claim_id, "article_id": article_id, **bounds, **evidence, **span, **cell, **more}


def _claims() -> Rows:
    air_force = {"event_id": "e1", "unit_id": "drone", "claimant_id": "ua-air-force", "claimant_side": "UA"}
    governor = {"claimant_id": "ru-governor", "claimant_side": "RU"}
    city = {"event_id": "e1", "unit_id": "drone", "claimant_text": "City officials", "claimant_side": "UA"}
    at_least = {"qualifier": "at_least", "value_high": None, "measure": "launched"}
    vague = {"qualifier": "vague", "value_low": 24, "measure": "injured"}
    return [
        claim("c1", "a1", "The Air Force said 36 drones came at Kyiv.", "36", measure="launched", **air_force),
        claim("c2", "a2", "All 36 were shot down, the Air Force said.", "36", measure="intercepted", **air_force),
        claim("c3", "a2", "City officials counted at least 40 drones.", "40", known_at=at("2023-06-02", 9), **city)
        | at_least,
        claim("c4", "a3", "The governor said 2 people were killed.", "2", **governor),
        claim("c5", "a4", "The toll rose to 5 killed, he wrote.", "5", known_at=at("2023-06-04"), **governor),
        claim("c6", "a5", HOSTILE_SENTENCE, "7", claimant_text=HOSTILE_OUTLET),
        claim("c7", "a3", "This was the 19th attack in May.", "19", event_id=None, scope="counter", measure="attacks"),
        claim("c8", "a3", "Dozens were hurt.", "Dozens", **vague),
        claim("c9", "a4", "Blanked: 3", "3") | {"quote": None, "sentence": None},
        claim("c10", "a1", "The Air Force said 36 drones came.", "36", measure="launched", **air_force),
    ]


def _dims() -> dict[str, Rows]:
    seen = (at("2023-06-02", 5), at("2023-06-02", 6))
    return {
        "dim_event": table(
            "event_id target_side place_id place_name event_date night_of window latitude longitude",
            ("e1", "UA", "UA-30", "Kyiv", on("2023-06-02"), on("2023-06-01"), "night", 50.45, 30.52),
            ("e2", "RU", "gn:1", "Maslova Pristan", on("2023-06-02"), None, "unstated", 50.45, 36.7),
            ("e3", "RU", "gn:2", "Tver", on("2024-09-18"), on("2024-09-17"), "night", 56.86, 35.9),
        ),
        "dim_article": table(
            "article_id url outlet title language published_at known_at",
            ("a1", "https://example.org/one?a=1&b=2", "The Steppe Courier", "Night of drones", "en", *seen),
            ("a2", "http://example.org/two", "Dnipro Line", "Ніч над містом", "uk", *seen),
            ("a3", None, "Border Post", "Shelling near the border", None, *seen),
            ("a4", "https://example.org/four", "Dnipro Line", None, "en", *seen),
            ("a5", HOSTILE_URL, HOSTILE_OUTLET, HOSTILE_TITLE, '"><b', *seen),
        ),
        "dim_claimant": table(
            "claimant_id name claimant_type side",
            ("ua-air-force", "Air Force of Ukraine", "military", "UA"),
            ("ru-governor", "Governor of Belgorod oblast", "regional_official", "RU"),
        ),
        "dim_place": table(
            "place_id name place_type parent_place_id",
            ("UA-30", "Kyiv", "adm1", "UA"),
            ("UA", "Ukraine", "country", None),
            ("gn:1", "Maslova Pristan", "settlement", "RU-BEL"),
            ("RU-BEL", "Belgorod Oblast", "adm1", "RU"),
        ),
        "dim_policy": table("policy_id description is_default", ("ucdp_like", "Best tier first.", True)),
        "brg_event_overlap": [],
        "rpt_changes": [],
        "rpt_sources": table(
            "origin_id name side n_figures n_revised n_corroborated n_alone n_alone_in_many_outlets n_outlets",
            ("ua-air-force", "Air Force of Ukraine", "UA", 3, 1, 1, 2, 1, 2),
            ("x", HOSTILE_OUTLET, None, 1, 0, 1, 0, 0, 1),
        ),
        "rpt_source_agreement": table(
            "origin_id_a origin_id_b name_a name_b side_a side_b n_figures n_met n_apart",
            ("ru-governor", "ua-air-force", "Governor of Belgorod oblast", "Air Force of Ukraine", "RU", "UA", 4, 1, 3),
        ),
        "dim_unit": table(
            "unit_id parent_unit_id label label_plural",
            ("aerial_target", None, "aerial target", "missiles and drones together"),
            ("missile", "aerial_target", "missile", "missiles"),
            ("cruise_missile", "missile", "cruise missile", "cruise missiles"),
            ("drone", "aerial_target", "drone", "drones"),
            ("person", None, "person", "people"),
            ("attack", None, "attack", "attacks"),
        ),
        "dim_rule": table(
            "rule_id name description",
            ("R06", "same_side_disagreement", "Two origins of one side, ranges that don’t meet."),
            ("R13", "stale_toll", "An older toll printed after a newer one."),
        ),
    }


def _figures() -> dict[str, Rows]:
    return {
        "fct_figures": table(
            "event_id measure unit_id low best high n_claims n_origins n_outlets n_sides best_tier claim_ids",
            ("e1", "launched", "drone", 36, 36, None, 3, 2, 2, 1, 4, ["c1", "c3", "c10"]),
            ("e1", "intercepted", "drone", 36, 36, 36, 1, 1, 1, 1, 4, ["c2"]),
            ("e1", "intercepted", "aerial_target", 36, 36, 36, 1, 1, 1, 1, 4, ["c2"]),
            ("e1", "intercepted", "cruise_missile", 15, 15, 15, 1, 1, 1, 1, 4, ["c2"]),
            ("e2", "killed", "person", 5, 5, 7, 3, 2, 3, 1, 3, ["c4", "c5", "c6"]),
            event_date=on("2023-06-02"),
            policy_id="ucdp_like",
        ),
        "fct_figure_history": table(
            "event_id measure unit_id low best high n_origins valid_from valid_to",
            ("e1", "launched", "drone", 36, 36, 36, 1, at("2023-06-02", 6), at("2023-06-02", 9)),
            ("e1", "launched", "drone", 36, 36, None, 2, at("2023-06-02", 9), None),
            ("e1", "intercepted", "drone", 36, 36, 36, 1, at("2023-06-02", 6), None),
            ("e2", "killed", "person", 2, 2, 7, 2, at("2023-06-02", 6), at("2023-06-03", 6)),
            ("e2", "killed", "person", 5, 5, 7, 2, at("2023-06-04"), None),
        ),
        "fct_period_figures": table(
            "scope claimant_id period_start period_end low best high sum_of_events valid_from valid_to",
            ("period", "ua-air-force", on("2023-05-01"), on("2023-05-31"), 17, 17, 17, 3, at("2023-06-02"), None),
            ("counter", None, None, on("2023-06-02"), 19, 19, 19, None, at("2023-06-02"), at("2023-06-03")),
            target_side="UA",
            place_name="Kyiv",
            measure="attacks",
            unit_id="attack",
        ),
    }


def _days() -> dict[str, Rows]:
    cell = "target_side event_date unit_id basis n_places"
    return {
        "fct_strikes_daily": table(
            cell + " launched_low launched_best launched_high",
            ("UA", on("2023-06-01"), "drone", "sum_of_parts", 1, 0, 0, 0),
            ("UA", on("2023-06-02"), "drone", "stated_whole", 1, 36, 36, None),
            ("UA", on("2023-06-05"), "drone", "sum_of_parts", 2, 20, 25, 30),
            ("RU", on("2023-06-05"), "drone", "sum_of_parts", 2, 8, 8, 10),
            ("RU", on("2024-09-18"), "drone", "sum_of_parts", 1, None, None, None),
        ),
        "fct_interceptions_daily": table(
            cell + " intercepted_low intercepted_best intercepted_high",
            ("UA", on("2023-06-02"), "drone", "stated_whole", 1, 36, 36, 36),
            ("UA", on("2023-06-05"), "drone", "sum_of_parts", 2, 18, 20, 24),
            ("RU", on("2024-09-18"), "drone", "sum_of_parts", 2, 50, 54, 54),
        ),
        "fct_casualties_daily": table(
            cell + " killed_low killed_best killed_high injured_low injured_best injured_high",
            ("RU", on("2023-06-02"), "person", "sum_of_parts", 1, 5, 5, 7, None, None, None),
            ("UA", on("2023-06-02"), "person", "sum_of_parts", 1, 0, 0, 0, 2, 2, 4),
        ),
    }


def _disagreements() -> dict[str, Rows]:
    nine, later = at("2023-06-02", 9), at("2023-06-05")
    return {
        "fct_discrepancies": table(
            "discrepancy_id rule_id severity event_id target_side measure unit_id explanation last_seen_at "
            "resolved_at status",
            ("d1", "R06", "warn", "e1", "UA", "launched", "drone", "Not both 36 and at least 40.", nine, None, "open"),
            (
                "d2",
                "R13",
                "info",
                "e2",
                "RU",
                "killed",
                "person",
                f"Repeats 7 {HOSTILE_TITLE}",
                later,
                later,
                "resolved",
            ),
            kind="pair",
            first_seen_at=nine,
        ),
        "brg_discrepancy_claims": table(
            "discrepancy_id claim_id role",
            ("d1", "c1", "a"),
            ("d1", "c10", "a"),
            ("d1", "c3", "b"),
            ("d2", "c5", "a"),
            ("d2", "c6", "a"),
        ),
    }


def filled() -> dict[str, pl.DataFrame]:
    """Marts of three events."""
    rows = {**_dims(), "fct_claims": _claims(), **_figures(), **_days(), **_disagreements()}
    return {mart: frame(mart, found) for mart, found in rows.items()}
