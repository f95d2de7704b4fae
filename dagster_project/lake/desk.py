"""What people put beside the lake by hand: the inbox, three files of what they mend, decide and withhold, and two of what
is to be read how."""

from __future__ import annotations

from dagster_project.articles import field_names
from dagster_project.feeds import subscriptions
from dagster_project.lake import frames
from dagster_project.lake.redactions import HEADER as REDACTIONS
from dagster_project.settings import Settings

CORRECTIONS = ("article_id", "value_start", "value_end", "field", "new_value", "who", "when", "note")
ADJUDICATIONS = ("discrepancy_id", "evidence_hash", "verdict", "who", "when", "note")


def lay_out(settings: Settings) -> None:
    """Make the inbox, and each file with its header or example, where it is absent; what is there is never touched."""
    settings.inbox.mkdir(parents=True, exist_ok=True)
    for path, header in (
        (settings.corrections, CORRECTIONS),
        (settings.adjudications, ADJUDICATIONS),
        (settings.redactions, REDACTIONS),
    ):
        if not path.exists():
            frames.write_bytes((",".join(header) + "\n").encode(), path)
    for path, example in ((settings.feeds, subscriptions.EXAMPLE), (settings.field_names, field_names.EXAMPLE)):
        if not path.exists():
            frames.write_bytes(example.encode(), path)
