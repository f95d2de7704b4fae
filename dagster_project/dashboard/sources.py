"""Who the sources are: how far they agree, what they changed, and whether many outlets are many voices."""

from __future__ import annotations

from typing import Any

from dagster_project.dashboard import words
from dagster_project.dashboard.shelf import Row, Shelf

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
    found: dict[str, Row] = {}
    of_article: dict[str, Row] = {}
    for article in shelf.article.values():
        name = article["outlet"] or "outlet not stated"
        row = found.setdefault(name, {"name": name, "articles": 0, "changed": 0, "copied": 0, "claims": 0, "named": 0})
        row["articles"] += 1
        row["changed"] += int((article.get("version") or 1) > 1)
        row["copied"] += int(article.get("near_duplicate_group_id") not in (None, article["article_id"]))
        of_article[article["article_id"]] = row
    for claim in shelf.claims.values():
        if printed := of_article.get(claim["article_id"]):
            printed["claims"] += 1
            printed["named"] += int(claim["claimant_id"] is not None)
    for row in found.values():
        row["share"] = _share(row["named"], row["claims"])
    return sorted(found.values(), key=lambda r: (-r["claims"], r["name"]))


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "–"
