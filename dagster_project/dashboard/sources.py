"""Who the sources are: how far they agree, what they changed, and whether many outlets are many voices."""

from __future__ import annotations

from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.marts import Row
from dagster_project.dashboard.shelf import Shelf

PAIRS = 60  # pairs of origins shown; the mart holds all
ROWS = 1500  # origins and outlets shown, those with most first: keeps the page well under 3 MB
FEW = 3  # shared figures under which a share says little


def sources_page(shelf: Shelf) -> dict[str, Any]:
    """Context of sources.html."""
    outlets = _outlets(shelf)
    pairs = [_pair(row) for row in shelf.agreement]
    return {
        "origins": [_origin(row) for row in shelf.sources[:ROWS]],
        "n_origins": len(shelf.sources),
        "pairs": pairs[:PAIRS],
        "n_pairs": len(pairs),
        "few": FEW,
        "corroboration": _corroboration(shelf),
        "outlets": outlets[:ROWS],
        "n_outlets": len(outlets),
    }


def _origin(row: Row) -> Row:
    return {**row, "side_name": words.speaker(row["side"]), "side_code": row["side"] or "none"}


def _pair(row: Row) -> Row:
    return {
        **row,
        "sides": " – ".join(words.speaker(row[key]) for key in ("side_a", "side_b")),
        "is_across": {row["side_a"], row["side_b"]} == {"UA", "RU"},
        "share": _share(row["n_met"], row["n_figures"]),
    }


def _corroboration(shelf: Shelf) -> dict[str, Any]:
    """Current figures by how many outlets printed them and how many origins they rest on."""
    figures = [f for rows in shelf.figures_of_event.values() for f in rows]
    steps = ((1, "1 outlet"), (2, "2 outlets"), (3, "3 outlets or more"))
    table = []
    for least, name in steps:
        here = [f for f in figures if f["n_outlets"] == least or (least == 3 and (f["n_outlets"] or 0) > 3)]
        by_origin = [
            sum(1 for f in here if f["n_origins"] == 1),
            sum(1 for f in here if f["n_origins"] == 2),
            sum(1 for f in here if (f["n_origins"] or 0) > 2),
        ]
        table.append({"name": name, "n": len(here), "by_origin": by_origin})
    many = [f for f in figures if (f["n_outlets"] or 0) > 1]
    alone = sum(1 for f in many if (f["n_origins"] or 0) <= 1)
    return {"table": table, "n_many": len(many), "n_alone": alone, "share": _share(alone, len(many))}


def _outlets(shelf: Shelf) -> list[Row]:
    """Each outlet: articles, how many of them change or repeat another text, claims, and how many name a claimant."""
    found = [{**row, "share": _share(row["named"], row["claims"])} for row in shelf.marts.stream(_OUTLETS)]
    return sorted(found, key=lambda r: (-r["claims"], r["name"]))


_OUTLETS = """
    with said as (select article_id, count(*) as claims, count(claimant_id) as named from {fct_claims} group by article_id)
    select
        coalesce(nullif(outlet, ''), 'outlet not stated') as name, count(*) as articles,
        count(*) filter (version > 1) as changed, count(*) filter (near_duplicate_group_id <> article_id) as copied,
        coalesce(sum(claims), 0)::bigint as claims, coalesce(sum(named), 0)::bigint as named
    from {dim_article} left join said using (article_id)
    group by 1
"""


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "–"
