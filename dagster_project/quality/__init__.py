"""Batch audits and reviews with Great Expectations. `results` and `suites` import without it; `runner` loads it on
the first run."""
