"""What people write by hand: read by the models and the release, made by no run."""

import dagster as dg

from dagster_project.defs.metadata import columns
from dagster_project.lake import desk
from dagster_project.lake.redactions import HEADER as REDACTIONS

_TEXTS = {
    "corrections": (desk.CORRECTIONS, "Fields mended, claims rejected and links set by a person."),
    "adjudications": (desk.ADJUDICATIONS, "Verdicts on flags, from their `when` on."),
    "redactions": (REDACTIONS, "Articles and claims whose quote, sentence and title no release carries."),
}

DESK = [
    dg.AssetSpec(
        ["desk", name],
        group_name="acquire",
        description=f"{text} A CSV file in the data folder.",
        metadata={"dagster/column_schema": columns(dict.fromkeys(header, "text"))},
        kinds={"csv"},
    )
    for name, (header, text) in _TEXTS.items()
]
