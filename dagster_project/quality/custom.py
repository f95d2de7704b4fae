# mypy: disable-error-code="misc,untyped-decorator,import-untyped,attr-defined"
"""Expectations that the library lacks, for pandas frames. Imports Great Expectations at the top: `runner` alone
imports this module, and only when a suite runs.

Each is a metric (which rows hold) and a class that names it; both must share the metric's name.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import MulticolumnMapMetricProvider
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)

# 1,234 · 1 234 · 1.234 · 1'234 with groups of three, or plain digits
_NUMBER = re.compile(r"\d{1,3}(?:[,.'  \s]\d{3})+(?!\d)|\d+")
_NOT_A_DIGIT = re.compile(r"\D")
# "his 17-year-old son" counts one
_AGE = re.compile(r"\d+[- ]years?[- ]old", re.I)
# beside one of these the digits are a factor of the value, not the value
_SCALED = re.compile(r"thousand|million|billion|hundred|dozen|half|third|quarter|per ?cent|%|\d\s?[kmb]\b|\d\.\d", re.I)


class ValuesOrdered(MulticolumnMapMetricProvider):
    """Rows whose present values never fall from one column to the next."""

    condition_metric_name = "multicolumn_values.ordered"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series:
        running = column_list.astype("float64").cummax(axis=1)
        return ~(column_list.astype("float64") < running).any(axis=1)


class ExpectMulticolumnValuesToBeOrdered(MulticolumnMapExpectation):
    """Expect that the values of the columns, missing ones left out, stand in ascending order in each row."""

    map_metric: ClassVar[str] = "multicolumn_values.ordered"


class QualifierFitsInterval(MulticolumnMapMetricProvider):
    """Rows whose interval is the one their qualifier means. Columns in order: qualifier, value, value_low, value_high,
    is_negated_zero, modality. Denied claims carry no interval."""

    condition_metric_name = "multicolumn_values.qualifier_fits_interval"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series:
        qualifier, value, low, high, negated, modality = (column_list.iloc[:, place] for place in range(6))
        value, low, high = (column.astype("float64") for column in (value, low, high))
        fits = pd.Series(False, index=column_list.index)
        fits |= (qualifier == "exact") & (value == low) & (value == high)
        fits |= (qualifier == "at_least") & (value == low) & high.isna()
        fits |= (qualifier == "more_than") & (value + 1 == low) & high.isna()
        # "fewer than 10" may be stored with the 10 that was written and the 9 it means
        fits |= (qualifier == "at_most") & (low == 0) & (high <= value)
        fits |= (qualifier == "about") & (low <= value) & (value <= high)
        fits |= (qualifier == "range") & (low <= high) & (value.isna() | ((low <= value) & (value <= high)))
        fits |= (qualifier == "vague") & value.isna()
        zero_is_zero = ~negated.fillna(False).astype(bool) | ((value == 0) & (high == 0))
        return (fits & zero_is_zero) | (modality == "denied")


class ExpectQualifierToFitInterval(MulticolumnMapExpectation):
    """Expect that value, low and high are those that the qualifier stands for."""

    map_metric: ClassVar[str] = "multicolumn_values.qualifier_fits_interval"


class NumberStandsInValueText(MulticolumnMapMetricProvider):
    """Rows whose figure can be read in the words it was taken from. Columns in order: value_text, value, value_low,
    value_high, derivation, qualifier. Number words and scaled numbers ("1.5 million") are the extractor's own tests;
    digits are judged here."""

    condition_metric_name = "multicolumn_values.number_stands_in_value_text"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series:
        holds = [_digits_agree(row) for row in column_list.itertuples(index=False, name=None)]
        return pd.Series(holds, index=column_list.index, dtype=bool)


def _digits_agree(row: tuple[Any, ...]) -> bool:
    text, value, low, high, derivation, qualifier = row
    if not isinstance(text, str) or not text.strip():
        return False
    if isinstance(derivation, str) or qualifier == "vague" or _SCALED.search(text):
        return True
    written = {int(_NOT_A_DIGIT.sub("", found)) for found in _NUMBER.findall(_AGE.sub("", text)) if len(found) < 20}
    if not written:
        return True
    meant = {int(number) for number in (value, low, high) if not pd.isna(number)}
    return not meant or bool(written & meant)


class ExpectNumberToStandInValueText(MulticolumnMapExpectation):
    """Expect that a figure written in digits is the figure of the claim."""

    map_metric: ClassVar[str] = "multicolumn_values.number_stands_in_value_text"


class DerivedHasOperands(MulticolumnMapMetricProvider):
    """Rows that are not derived and name no operand, or are derived from claims of their own article that stand in
    the frame. Columns in order: claim_id, article_id, derivation, derived_from_claim_ids (ids joined by a blank)."""

    condition_metric_name = "multicolumn_values.derived_has_operands"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series:
        rows = list(column_list.itertuples(index=False, name=None))
        article_of = {claim: article for claim, article, *_rest in rows}
        holds = []
        for claim, article, derivation, operands in rows:
            names = operands.split() if isinstance(operands, str) else []
            if not isinstance(derivation, str):
                holds.append(not names)
            else:
                holds.append(bool(names) and all(name != claim and article_of.get(name) == article for name in names))
        return pd.Series(holds, index=column_list.index, dtype=bool)


class ExpectDerivedToHaveOperands(MulticolumnMapExpectation):
    """Expect that a derived claim names its operands, which are other claims of the same article."""

    map_metric: ClassVar[str] = "multicolumn_values.derived_has_operands"
