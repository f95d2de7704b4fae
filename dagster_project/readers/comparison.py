"""The model's claims beside those of the rules, figure by figure, for a person to judge. It says who found what and where the two
differ, never who is right."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

COMPARED = (
    "value",
    "qualifier",
    "unit_id",
    "target_side",
    "place_id",
    "event_date_start",
    "claimant_id",
    "scope",
    "modality",
)
COMPARISON: dict[str, pl.DataType] = {
    "article_id": pl.String(), "value_start": pl.Int64(), "value_end": pl.Int64(), "measure": pl.String(),
    "found_by": pl.String(), "quote": pl.String(), "value_text": pl.String(), "differ": pl.List(pl.String()),
    **{f"{column}_{reader}": pl.String() for column in COMPARED for reader in ("model", "rules")},
}  # fmt: skip
_FIGURE = ("article_id", "value_start", "value_end", "measure")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures found by both readers and by one alone; of the former, how many differ in some attribute."""

    both: int
    only_model: int
    only_rules: int
    differing: int


def compare(model: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """One row a figure (article, number, measure) that either reader found; both frames have the columns of claims and are of
    the same articles. `found_by`: both · model · rules; `differ`: attributes on which the two readers differ."""
    columns = (*_FIGURE, "quote", "value_text", *COMPARED)
    one, other = (
        frame.select(columns)
        .unique(_FIGURE, keep="first", maintain_order=True)
        .with_columns(pl.col(COMPARED).cast(pl.String), pl.lit(value=True).alias("is_found"))
        for frame in (model, rules)
    )
    names = {name: f"{name}_model" for name in columns[4:]} | {"is_found": "is_found_model"}
    beside = {name: f"{name}_rules" for name in columns[4:]} | {"is_found": "is_found_rules"}
    joined = one.rename(names).join(other.rename(beside), on=_FIGURE, how="full", coalesce=True)
    is_both = pl.col("is_found_model") & pl.col("is_found_rules")
    differing = [
        pl.when(is_both & pl.col(f"{column}_model").ne_missing(pl.col(f"{column}_rules"))).then(pl.lit(column))
        for column in COMPARED
    ]
    return (
        joined.with_columns(
            found_by=pl.when(is_both)
            .then(pl.lit("both"))
            .when(pl.col("is_found_model"))
            .then(pl.lit("model"))
            .otherwise(pl.lit("rules")),
            quote=pl.coalesce("quote_model", "quote_rules"),
            value_text=pl.coalesce("value_text_model", "value_text_rules"),
            differ=pl.concat_list(differing).list.drop_nulls(),
        )
        .select(pl.col(name).cast(kind) for name, kind in COMPARISON.items())
        .sort(_FIGURE)
    )


def agreement(comparison: pl.DataFrame) -> Agreement:
    found = dict(comparison.group_by("found_by").len().iter_rows())
    differing = comparison.filter(pl.col("differ").list.len() > 0).height
    return Agreement(found.get("both", 0), found.get("model", 0), found.get("rules", 0), differing)
