"""Mart frames → static pages and charts. Imports nothing of the pipeline: frames come in, files go out."""

from dagster_project.dashboard.build import build
from dagster_project.dashboard.dictionary import EXPORTS, Described
from dagster_project.dashboard.needs import NEEDS, READS, MissingMarts

__all__ = ["EXPORTS", "NEEDS", "READS", "Described", "MissingMarts", "build"]
