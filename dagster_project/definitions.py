"""What Dagster opens: everything under `defs/`, which reads in the order data flows: acquire, extract, model, publish."""

from pathlib import Path

import dagster as dg


@dg.definitions
def defs() -> dg.Definitions:
    return dg.load_from_defs_folder(path_within_project=Path(__file__).parent)
