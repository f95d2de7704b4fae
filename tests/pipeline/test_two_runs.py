"""Two runs started at once end as one after the other would."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dagster_project.lake.published import faults
from tests.conftest import RUN_SECONDS, Built
from tests.pipeline.test_killed import start

KEYS = {
    "inputs": "content_hash, locator, outcome, article_id",
    "fct_claims": "claim_id, article_id, event_id, measure, value_low, value_high",
    "fct_figures": "event_id, measure, unit_id, low, best, high, n_origins",
    "fct_discrepancies": "discrepancy_id, rule_id, severity",
}


def content(database: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(database), read_only=True) as reader:
        return {
            table: reader.execute(f"select {columns} from marts.{table} order by all").fetchall()
            for table, columns in KEYS.items()
        }


def test_two_at_once(built: Built, tmp_path: Path) -> None:
    runs = [start(tmp_path), start(tmp_path)]
    printed = [run.communicate(timeout=RUN_SECONDS)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], "\n".join(printed)
    assert sum("new release" in text for text in printed) == 1, "one publishes, the other finds nothing new"
    assert faults(tmp_path / "published") == []
    assert content(tmp_path / "published" / "crosstally.duckdb") == content(built.database)
