"""Text to claims: pure functions, no I/O, no clock; the lexicon comes in as an argument."""

from dagster_project.claims.engine import EXTRACTOR, extract, extractor_version

__all__ = ["EXTRACTOR", "extract", "extractor_version"]
