"""The suites by name. An audit judges a batch before it enters the lake and sends it to quarantine where it fails; a
review judges finished marts and never stops anything (its expectations are warnings at most).

Frames are polars; the text of articles is reduced to the few characters a check needs before Great Expectations sees
it.
"""

from __future__ import annotations

from dagster_project.quality.audits import audit_articles, audit_claims
from dagster_project.quality.results import ExpectationOutcome, Severity, SuiteResult
from dagster_project.quality.reviews import (
    REVIEWS,
    Review,
    review_agreement,
    review_discrepancies,
    review_figures,
    review_silence,
    review_volume,
)

__all__ = [
    "REVIEWS",
    "ExpectationOutcome",
    "Review",
    "Severity",
    "SuiteResult",
    "audit_articles",
    "audit_claims",
    "review_agreement",
    "review_discrepancies",
    "review_figures",
    "review_silence",
    "review_volume",
]
