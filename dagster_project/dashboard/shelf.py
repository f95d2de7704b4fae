"""What pages ask of the marts: in memory what many of them need, which grows with events and figures; as streams, in the order
of pages, what stands on single ones: claims, states of figures, disagreements. Sorted, so that pages come out the same each
time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from typing import Any

import duckdb

from dagster_project.dashboard import words
from dagster_project.dashboard.marts import Groups, Marts, Row
from dagster_project.dashboard.needs import NEEDS

SEVERITIES = ("error", "warn", "info")
IS_OPEN = "coalesce(resolved_at is null and status = 'open', false)"  # neither resolved by later reports nor judged by a person


@dataclass(frozen=True)
class Flag:
    """A disagreement: its row of `fct_discrepancies` with `is_open`, and the claims it is about with their `role`, as printed."""

    row: Row
    claims: list[Row]


@dataclass(frozen=True)
class OfEvent:
    """What an event's page alone holds. Claims come as printed (see `Shelf.claims`) in reading order, figures with the ids of
    their claims, history by figure and time, flags most urgent first; claims and flags no more than were asked for."""

    claims: list[Row]
    figures: list[Row]
    history: list[Row]
    flags: list[Flag]


@dataclass(frozen=True)
class Shelf:
    """Rows of the marts. Dicts map an id to its row, or to its rows in reading order. Figures name their `origins` by number."""

    marts: Marts
    events: list[Row]  # newest first
    event: Mapping[str, Row]
    events_of_date: Mapping[date, list[Row]]
    claimant: Mapping[str, Row]
    unit: Mapping[str, Row]
    place: Mapping[str, Row]
    rule: Mapping[str, Row]
    figures_of_event: Mapping[str, list[Row]]
    held_of_event: Mapping[str, Row]  # n_claims, newest_known_at, n_flags, n_open
    daily: Mapping[str, list[Row]]  # by name of the daily mart
    sources: list[Row]  # named origins, those with most figures first
    agreement: list[Row]  # pairs of origins, those that share most first
    policies: list[Row]  # the default first
    changes: list[Row]  # figures that differ from the release before
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
        return claim["claimant_text"] or f"{claim['outlet'] or 'the outlet'} (naming no source)"

    def of_events(self, most_claims: int, most_flags: int) -> Iterator[tuple[Row, OfEvent]]:
        """Every event, in the order of their ids, with what stands on its page: so many claims and flags at most."""
        for event_ids in self._together():
            within = f"event_id between {_text(event_ids[0])} and {_text(event_ids[-1])}"
            claims = self._grouped(f"{_CLAIMS} where c.{within} order by c.event_id, {_READING_ORDER}")
            figures = self._grouped(f"from {{fct_figures}} where {within} order by event_id")
            history = self._grouped(f"from {{fct_figure_history}} where {within} order by event_id, valid_from")
            flagged = self._flags(f"{within} and place_in_event <= {most_flags}", "place_by_event")
            flags = Groups(flagged, lambda flag: flag.row["event_id"])
            for event_id in event_ids:
                yield (
                    self.event[event_id],
                    OfEvent(
                        claims=list(islice(claims.of(event_id), most_claims)),
                        figures=sorted(figures.of(event_id), key=_cell),
                        history=sorted(history.of(event_id), key=_cell),
                        flags=list(flags.of(event_id)),
                    ),
                )

    def _together(self) -> Iterator[list[str]]:
        """Ids of events in order, so many at a time as have about `_CLAIMS_TOGETHER` claims: DuckDB sorts wide rows in memory."""
        together, held = [], 0
        for event_id in sorted(self.event):
            together.append(event_id)
            held += self.held_of_event[event_id]["n_claims"]
            if held >= _CLAIMS_TOGETHER:
                yield together
                together, held = [], 0
        if together:
            yield together

    def _grouped(self, query: str) -> Groups[Row]:
        return Groups(self.marts.stream(query), lambda row: row["event_id"])

    def states(self) -> Iterator[list[Row]]:
        """The states of each figure through time, one figure after the other."""
        rows = self.marts.stream(
            "from {fct_figure_history} where event_id is not null order by event_id, measure, unit_id, valid_from"
        )
        for _, found in groupby(rows, lambda row: (row["event_id"], row["measure"], row["unit_id"])):
            yield list(found)

    def flags(self, most: int, most_of_rule: int = 0) -> Iterator[Flag]:
        """Disagreements, open first, then by severity, newest first: so many, and of each rule at least so many."""
        return self._flags(f"place <= {most} or place_in_rule <= {most_of_rule}", "place")

    def _flags(self, wanted: str, order: str) -> Iterator[Flag]:
        linked = Groups(
            self.marts.stream(
                f"with queue as ({_QUEUE}), linked as materialized ("
                f"select q.{order} as place, l.role, l.claim_id "
                f"from {{brg_discrepancy_claims}} as l join (from queue where {wanted}) as q using (discrepancy_id)) "
                f"select l.place, l.role, {_PRINTED} "
                f"from (from {{fct_claims}} where claim_id in (select claim_id from linked)) as c "
                f"join linked as l using (claim_id) {_OF_ARTICLE} order by 1, l.claim_id, l.role"
            ),
            lambda row: row["place"],
        )
        for row in self.marts.stream(f"from ({_QUEUE}) where {wanted} order by {order}"):
            yield Flag(row, list(linked.of(row[order])))


def read(connection: duckdb.DuckDBPyConnection) -> Shelf:
    """The marts that `connection` leads to, in its schema `marts`. Raises `MissingMarts`."""
    marts = Marts(connection)
    events = sorted(marts.rows("from {dim_event}"), key=_newest_first)
    overlap = marts.rows("from {brg_event_overlap}")
    return Shelf(
        marts=marts,
        events=events,
        event=_by("event_id", events),
        events_of_date=_group("event_date", events),
        claimant=_by("claimant_id", marts.stream("from {dim_claimant}")),
        unit=_by("unit_id", marts.stream("from {dim_unit}")),
        place=_by("place_id", marts.stream("from {dim_place}")),
        rule=_by("rule_id", marts.stream("from {dim_rule}")),
        figures_of_event=_group("event_id", sorted(marts.stream(_FIGURES), key=_cell)),
        held_of_event=_by("event_id", marts.stream(_HELD)),
        daily={name: marts.rows(f"from {{{name}}}") for name in NEEDS if name.endswith("_daily")},
        sources=sorted(marts.stream("from {rpt_sources}"), key=lambda r: (-r["n_figures"], r["origin_id"])),
        agreement=sorted(
            marts.stream("from {rpt_source_agreement}"),
            key=lambda r: (-r["n_figures"], r["origin_id_a"], r["origin_id_b"]),
        ),
        policies=sorted(marts.stream("from {dim_policy}"), key=lambda r: (not r["is_default"], r["policy_id"])),
        changes=marts.rows("from {rpt_changes}"),
        wider_events={
            narrow: {row["wider_event_id"] for row in found}
            for narrow, found in _group("narrower_event_id", overlap).items()
        },
    )


_CLAIMS_TOGETHER = 50_000

# A claim as it was printed: its columns and its article's, without what no page shows of it.
_PRINTED = "c.* exclude (claimant_type, origin_id), a.outlet, a.title, a.url, a.language"
_OF_ARTICLE = "left join {dim_article} as a on a.article_id = c.article_id"
_CLAIMS = f"select {_PRINTED} from {{fct_claims}} as c {_OF_ARTICLE}"
_READING_ORDER = "c.known_at nulls first, c.article_id, coalesce(c.value_start, 0), c.claim_id"
_QUEUE = f"""
    select
        *, row_number() over (partition by rule_id order by place) as place_in_rule,
        row_number() over (partition by event_id order by place) as place_in_event,
        row_number() over (order by event_id, place) as place_by_event
    from (
        select *, row_number() over (order by not is_open, rank, last_seen_at desc nulls last, discrepancy_id) as place
        from (
            select
                *, {IS_OPEN} as is_open,
                coalesce(nullif(list_position({list(SEVERITIES)}, severity), 0), {len(SEVERITIES) + 1}) as rank
            from {{fct_discrepancies}}
        )
    )
"""
_FIGURES = """
    with figures as materialized (select *, row_number() over () as number from {fct_figures}),
    said as (select claim_id, coalesce(nullif(origin_id, ''), article_id) as origin from {fct_claims}),
    origins as (select origin, row_number() over () as origin_number from (select distinct origin from said)),
    rested as (
        select number, list(distinct origin_number) as origins
        from (select number, unnest(claim_ids) as claim_id from figures) join said using (claim_id) join origins using (origin)
        group by number
    )
    select event_id, measure, unit_id, low, best, high, n_origins, n_outlets, coalesce(origins, []) as origins
    from figures left join rested using (number)
"""
_HELD = f"""
    select
        event_id, coalesce(n_claims, 0) as n_claims, newest_known_at, coalesce(n_flags, 0) as n_flags, coalesce(n_open, 0) as n_open
    from {{dim_event}}
    left join (
        select event_id, count(*) as n_claims, max(known_at) as newest_known_at from {{fct_claims}} group by event_id
    ) using (event_id)
    left join (
        select event_id, count(*) as n_flags, count(*) filter (is_open) as n_open from ({_QUEUE}) group by event_id
    ) using (event_id)
"""


def _by(key: str, rows: Iterable[Row]) -> dict[str, Row]:
    return {row[key]: row for row in rows}


def _group(key: str, rows: Iterable[Row]) -> dict[Any, list[Row]]:
    grouped: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        if row[key] is not None:
            grouped[row[key]].append(row)
    return dict(grouped)


def _text(value: str) -> str:
    """A text in a query for `Marts`."""
    return "'" + value.replace("'", "''").replace("{", "{{").replace("}", "}}") + "'"


def _newest_first(event: Row) -> tuple[int, str, str, str]:
    return (
        -(event["event_date"] or date.min).toordinal(),
        event["target_side"] or "",
        event["place_name"] or "",
        event["event_id"],
    )


def _cell(row: Row) -> tuple[int, str, str]:
    order = words.MEASURE_ORDER
    place = order.index(row["measure"]) if row["measure"] in order else len(order)
    return place, row["measure"] or "", row["unit_id"] or ""
