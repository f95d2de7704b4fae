"""A module that is put off runs when something in it is asked for, and stands in nobody's way before."""

from __future__ import annotations

import subprocess
import sys

from dagster_project.quality.deferred import deferred

LOADED = """
import sys
import polars as pl
from dagster_project.lake.frames import ARTICLES
from dagster_project.quality.suites import audit_articles
assert audit_articles(pl.DataFrame(schema=ARTICLES)).success
assert not {"scipy.stats", "altair"} & set(sys.modules), "neither run nor left as something else"
from great_expectations.expectations.core import expect_column_kl_divergence_to_be_less_than as uses
assert uses.stats.entropy([0.5, 0.5]) > 0 and uses.alt.Chart is not None
import altair, scipy.stats
assert uses.stats.entropy is scipy.stats.entropy and uses.alt.Chart is altair.Chart
"""


def test_an_audit_loads_no_part_of_its_library_that_it_does_not_use() -> None:
    subprocess.run([sys.executable, "-c", LOADED], check=True, timeout=300)


def test_what_is_loaded_already_is_given_as_it_is() -> None:
    with deferred("json", "wave"):
        import json
        import wave

        assert json is sys.modules["json"] and json.dumps([1]) == "[1]"
    assert wave.open is not None and sys.modules["wave"].open is wave.open
