"""The asset graph as plain data, for the snapshot beside this file. After a wanted change write it anew:

.venv/bin/python -m tests.pipeline.graph
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SNAPSHOT = Path(__file__).with_name("graph.json")


def graph() -> dict[str, Any]:
    """Assets with group, dependencies and partitions, checks by asset, jobs, schedules and sensors."""
    from dagster_project.definitions import defs

    found = defs()
    assets = found.resolve_asset_graph()
    checks: dict[str, list[str]] = {}
    for key in sorted(assets.asset_check_keys, key=lambda key: (key.asset_key.to_user_string(), key.name)):
        checks.setdefault(key.asset_key.to_user_string(), []).append(key.name)
    return {
        "assets": {
            node.key.to_user_string(): {
                "group": node.group_name,
                "depends on": sorted(parent.to_user_string() for parent in node.parent_keys),
                **({"partitions": "ingest date"} if node.partitions_def else {}),
                **({} if node.is_materializable else {"made by": "people"}),
            }
            for node in sorted(assets.asset_nodes, key=lambda node: node.key.to_user_string())
        },
        "checks": checks,
        "schedules": {one.name: f"{one.cron_schedule} UTC → {one.job_name}" for one in found.schedules or []},
        "sensors": {one.name: one.job_name for one in found.sensors or []},
        "jobs": sorted(one.name for one in found.jobs or []),
    }


def text(of: dict[str, Any]) -> str:
    return json.dumps(of, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SNAPSHOT.write_text(text(graph()), encoding="utf-8")
