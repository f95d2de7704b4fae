"""One stage of the path, as a run makes it, in a process of its own: `python -m dagster_project.bench.stage STAGE [PATHS…]`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from dagster_project import whole_path
from dagster_project.settings import settings


def main() -> int:
    where, began = settings(), time.monotonic()
    stage, *paths = sys.argv[1:]

    def tell(line: str) -> None:
        print(f"{time.monotonic() - began:8.1f} s  {line}", file=sys.__stdout__, flush=True)

    log = where.data_dir / "logs" / f"{stage}.log"
    outcome = whole_path.run([Path(path) for path in paths], where, log, tell, (stage,))
    for line in (*outcome.failures, *outcome.quarantined):
        tell(f"failed: {line}")
    return 0 if outcome.success else 1


if __name__ == "__main__":
    sys.exit(main())
