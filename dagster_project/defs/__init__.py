"""Dagster, and nothing but Dagster: an asset body reads, calls one domain function, and returns counts."""
