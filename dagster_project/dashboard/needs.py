"""Which marts the pages read, and which of their columns. Further columns and marts are welcome and ignored."""

from __future__ import annotations

from collections.abc import Collection, Mapping

NEEDS: Mapping[str, tuple[str, ...]] = {
    "dim_event": (
        "event_id", "target_side", "place_id", "place_name", "event_date", "night_of", "window",
        "latitude", "longitude",
    ),
    "dim_article": ("article_id", "url", "outlet", "title", "language", "published_at", "known_at"),
    "dim_claimant": ("claimant_id", "name", "claimant_type", "side"),
    "dim_place": ("place_id", "name", "place_type", "parent_place_id"),
    "dim_policy": ("policy_id", "is_default", "description"),
    "brg_event_overlap": ("narrower_event_id", "wider_event_id"),
    "dim_unit": ("unit_id", "parent_unit_id", "label", "label_plural"),
    "dim_rule": ("rule_id", "name", "description"),
    "fct_claims": (
        "claim_id", "article_id", "event_id", "known_at", "measure", "unit_id", "qualifier", "value", "value_low",
        "value_high", "is_negated_zero", "derivation", "quote", "quote_start", "sentence", "value_text", "value_start",
        "value_end", "claimant_id", "claimant_text", "claimant_type", "claimant_side", "relay", "modality", "scope",
        "origin_id",
    ),
    "fct_figures": (
        "event_id", "event_date", "measure", "unit_id", "low", "best", "high", "n_claims", "n_origins", "n_outlets",
        "n_sides", "best_tier", "policy_id", "claim_ids", "place_name", "target_side",
    ),
    "fct_figure_history": (
        "event_id", "measure", "unit_id", "low", "best", "high", "n_origins", "valid_from", "valid_to",
    ),
    "fct_period_figures": (
        "claimant_id", "target_side", "place_name", "period_start", "period_end", "measure", "unit_id", "scope",
        "low", "best", "high", "sum_of_events", "valid_from", "valid_to",
    ),
    "fct_strikes_daily": (
        "target_side", "event_date", "unit_id", "launched_low", "launched_best", "launched_high", "basis", "n_places",
    ),
    "fct_interceptions_daily": (
        "target_side", "event_date", "unit_id", "intercepted_low", "intercepted_best", "intercepted_high", "basis",
        "n_places",
    ),
    "fct_casualties_daily": (
        "target_side", "event_date", "unit_id", "killed_low", "killed_best", "killed_high", "injured_low",
        "injured_best", "injured_high", "basis", "n_places",
    ),
    "fct_discrepancies": (
        "discrepancy_id", "rule_id", "kind", "severity", "event_id", "place_id", "target_side", "measure",
        "unit_id", "explanation", "first_seen_at", "last_seen_at", "resolved_at", "status",
    ),
    "rpt_sources": (
        "origin_id", "name", "side", "n_figures", "n_revised", "n_corroborated", "n_alone", "n_alone_in_many_outlets",
        "n_outlets",
    ),
    "rpt_source_agreement": (
        "origin_id_a", "origin_id_b", "name_a", "name_b", "side_a", "side_b", "n_figures", "n_met", "n_apart",
    ),
    "rpt_changes": (
        "event_id", "event_date", "place_name", "measure", "unit_id", "kind", "cause", "low", "best", "high",
        "low_before", "best_before", "high_before",
    ),
    "brg_discrepancy_claims": ("discrepancy_id", "claim_id", "role"),
}  # fmt: skip
# Columns that say more where a mart has them.
WELCOME: Mapping[str, tuple[str, ...]] = {
    "dim_article": ("version", "near_duplicate_group_id"),
    "dim_rule": ("false_positive_risk",),
    "fct_claims": ("source_kind", "link_confidence", "is_rejected", "superseded_at"),
    "fct_discrepancies": ("verdict_note", "decided_at", "event_date"),
    "fct_strikes_daily": ("launched_basis", "launched_n_origins"),
    "fct_interceptions_daily": (
        "intercepted_basis", "intercepted_n_origins", "interception_rate", "rate_reason", "stopped_rate",
        "intercepted_or_suppressed_low", "intercepted_or_suppressed_best", "intercepted_or_suppressed_high",
        "intercepted_or_suppressed_basis", "intercepted_or_suppressed_n_origins",
    ),
    "fct_casualties_daily": ("killed_basis", "killed_n_origins", "injured_basis", "injured_n_origins"),
}  # fmt: skip
COUNTED = "rejected_inputs"
"""Of this one pages tell how many rows it has, where it is there."""


class MissingMarts(ValueError):
    """Marts or columns that the pages need are not there."""


def check(held: Mapping[str, Collection[str]]) -> None:
    """Raise `MissingMarts` naming every mart and column that is needed and absent. `held`: marts, each with its columns."""
    missing = [
        f"{name}: " + ("the whole table" if name not in held else ", ".join(absent))
        for name, columns in NEEDS.items()
        if (absent := [c for c in columns if c not in held.get(name, ())])
    ]
    if missing:
        raise MissingMarts(
            "The dashboard needs marts and columns that were not handed in: "
            + "; ".join(missing)
            + ". Build the dbt models, or change dashboard/needs.py along with the pages that read them."
        )
