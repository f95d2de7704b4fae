"""Mart frames as rows, grouped the way pages ask for them. Sorted here once, so that pages come out the same each
time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

import polars as pl
import polars.selectors as cs

from dagster_project.dashboard import words
from dagster_project.dashboard.needs import NEEDS, WELCOME

Row = dict[str, Any]


@dataclass(frozen=True)
class Shelf:
    """Rows of the marts. Dicts map an id to its row, or to its rows in reading order."""

    events: list[Row]  # newest first
    event: Mapping[str, Row]
    events_of_date: Mapping[date, list[Row]]
    article: Mapping[str, Row]
    claimant: Mapping[str, Row]
    unit: Mapping[str, Row]
    place: Mapping[str, Row]
    rule: Mapping[str, Row]
    claims: Mapping[str, Row]  # by claim_id
    claims_of_event: Mapping[str, list[Row]]
    figures_of_event: Mapping[str, list[Row]]
    history_of_event: Mapping[str, list[Row]]
    periods: list[Row]
    discrepancies: list[Row]  # open first, then by severity, newest first
    discrepancies_of_event: Mapping[str, list[Row]]
    links_of_discrepancy: Mapping[str, list[Row]]
    daily: Mapping[str, list[Row]]  # by name of the daily mart
    sources: list[Row]  # named origins, those with most figures first
    agreement: list[Row]  # pairs of origins, those that share most first
    policies: list[Row]  # the default first
    changes: list[Row]  # figures that differ from the release before
    n_rejected: int  # inputs that could not be read
    wider_events: Mapping[str, set[str]]  # the events that one lies in, or can't be added to

    def units(self, unit_id: str | None) -> str:
        """The unit's plural in words: 'cruise missiles'."""
        if unit_id is None:
            return "unit not stated"
        row = self.unit.get(unit_id)
        return str(row["label_plural"]) if row and row["label_plural"] else unit_id.replace("_", " ")

    def ancestors(self, unit_id: str | None) -> set[str]:
        """The units that hold this one: its parent, and so on up."""
        found: set[str] = set()
        while (row := self.unit.get(unit_id or "")) and (unit_id := row["parent_unit_id"]) and unit_id not in found:
            found.add(unit_id)
        return found

    def subject(self, row: Mapping[str, Any]) -> str:
        """What a row with measure and unit_id counts, in words."""
        return words.subject(row["measure"] or "", self.units(row["unit_id"]))

    def who(self, claim: Mapping[str, Any]) -> str:
        """The claimant's name; the words of the text where the name is not known; else the outlet, in its own voice."""
        row = self.claimant.get(claim["claimant_id"] or "")
        if row and row["name"]:
            return str(row["name"])
        outlet = self.article.get(claim["article_id"], {}).get("outlet") or "the outlet"
        return claim["claimant_text"] or f"{outlet} (naming no source)"


SEVERITIES = ("error", "warn", "info")
OPEN_STATUSES = ("open",)


def is_open(discrepancy: Mapping[str, Any]) -> bool:
    """Not resolved by later reports and not judged by a person."""
    return discrepancy["resolved_at"] is None and discrepancy["status"] in OPEN_STATUSES


def read(marts: Mapping[str, pl.DataFrame]) -> Shelf:
    """Group the marts' rows. Takes frames that passed `needs.check`; moments are UTC, whatever zone they came in."""
    utc = cs.datetime(time_zone="*").dt.convert_time_zone("UTC")
    rows = {
        name: marts[name]
        .select(*columns, *(c for c in WELCOME.get(name, ()) if c in marts[name].columns))
        .with_columns(utc)
        .to_dicts()
        for name, columns in NEEDS.items()
    }
    events = sorted(rows["dim_event"], key=_newest_first)
    claims = sorted(rows["fct_claims"], key=_reading_order)
    figures = sorted(rows["fct_figures"], key=_cell)
    history = sorted(rows["fct_figure_history"], key=lambda r: (*_cell(r), _stamp(r["valid_from"])))
    discrepancies = sorted(rows["fct_discrepancies"], key=_urgent_first)
    links = sorted(rows["brg_discrepancy_claims"], key=lambda r: (r["discrepancy_id"], r["claim_id"]))
    return Shelf(
        events=events,
        event=_by("event_id", events),
        events_of_date=_group("event_date", events),
        article=_by("article_id", rows["dim_article"]),
        claimant=_by("claimant_id", rows["dim_claimant"]),
        unit=_by("unit_id", rows["dim_unit"]),
        place=_by("place_id", rows["dim_place"]),
        rule=_by("rule_id", rows["dim_rule"]),
        claims=_by("claim_id", claims),
        claims_of_event=_group("event_id", claims),
        figures_of_event=_group("event_id", figures),
        history_of_event=_group("event_id", history),
        periods=sorted(rows["fct_period_figures"], key=_period),
        discrepancies=discrepancies,
        discrepancies_of_event=_group("event_id", discrepancies),
        links_of_discrepancy=_group("discrepancy_id", links),
        daily={name: rows[name] for name in rows if name.endswith("_daily")},
        sources=sorted(rows["rpt_sources"], key=lambda r: (-r["n_figures"], r["origin_id"])),
        agreement=sorted(
            rows["rpt_source_agreement"], key=lambda r: (-r["n_figures"], r["origin_id_a"], r["origin_id_b"])
        ),
        policies=sorted(rows["dim_policy"], key=lambda r: (not r["is_default"], r["policy_id"])),
        changes=rows["rpt_changes"],
        n_rejected=marts["rejected_inputs"].height if "rejected_inputs" in marts else 0,
        wider_events={
            narrow: {row["wider_event_id"] for row in found}
            for narrow, found in _group("narrower_event_id", rows["brg_event_overlap"]).items()
        },
    )


def _by(key: str, rows: Iterable[Row]) -> dict[str, Row]:
    return {row[key]: row for row in rows}


def _group(key: str, rows: Iterable[Row]) -> dict[Any, list[Row]]:
    grouped: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        if row[key] is not None:
            grouped[row[key]].append(row)
    return dict(grouped)


def _stamp(value: object) -> str:
    return "" if value is None else str(value)


def _newest_first(event: Row) -> tuple[int, str, str, str]:
    return (
        -(event["event_date"] or date.min).toordinal(),
        event["target_side"] or "",
        event["place_name"] or "",
        event["event_id"],
    )


def _reading_order(claim: Row) -> tuple[str, str, int, str]:
    return _stamp(claim["known_at"]), claim["article_id"], claim["value_start"] or 0, claim["claim_id"]


def _cell(row: Row) -> tuple[str, int, str, str]:
    order = words.MEASURE_ORDER
    place = order.index(row["measure"]) if row["measure"] in order else len(order)
    return row["event_id"] or "", place, row["measure"] or "", row["unit_id"] or ""


def _urgent_first(row: Row) -> tuple[int, int, float, str]:
    rank = SEVERITIES.index(row["severity"]) if row["severity"] in SEVERITIES else len(SEVERITIES)
    seen = row["last_seen_at"]
    return (
        0 if is_open(row) else 1,
        rank,
        -seen.replace(tzinfo=UTC).timestamp() if seen else 0.0,
        row["discrepancy_id"],
    )


def _period(row: Row) -> tuple[str, ...]:
    keys = (
        "period_end",
        "period_start",
        "target_side",
        "place_name",
        "claimant_id",
        "measure",
        "unit_id",
        "scope",
        "valid_from",
    )
    return tuple(_stamp(row[key]) for key in keys)
