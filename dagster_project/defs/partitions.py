"""The partitions of the lake: the day an input came in (UTC)."""

import dagster as dg

# Nothing can have come in before the first release of this program; `end_offset` makes today a partition.
INGEST_DATES = dg.DailyPartitionsDefinition(start_date="2026-11-01", end_offset=1, timezone="UTC")
