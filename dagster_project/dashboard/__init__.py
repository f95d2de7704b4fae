"""Marts → static pages and charts. Imports nothing of the pipeline: a DuckDB connection comes in, files go out."""

from dagster_project.dashboard.build import build
from dagster_project.dashboard.dictionary import EXPORTS, Described
from dagster_project.dashboard.needs import NEEDS, MissingMarts

__all__ = ["EXPORTS", "NEEDS", "Described", "MissingMarts", "build"]
