"""When the path runs by itself: once a day, and soon after a file comes to rest in the inbox, where the feeds' schedule lays
what it fetched."""

import json
from datetime import UTC, datetime

import dagster as dg

from dagster_project.defs.partitions import INGEST_DATES
from dagster_project.feeds import subscriptions
from dagster_project.lake import inbox
from dagster_project.settings import settings

JOB = "whole_path"
DAILY = "0 4 * * *"  # after the Air Force's morning bulletin; UTC
SECONDS_BETWEEN_LOOKS = 60

FETCH_JOB = "fetch_feeds"
EVERY_HALF_HOUR = "10,40 * * * *"  # feeds that are due by their own `every`; off the hour, when everybody asks

_fetched = dg.AssetSelection.assets(["inbox", "feeds"])

whole_path = dg.define_asset_job(
    JOB,
    selection=dg.AssetSelection.all() - _fetched,
    partitions_def=INGEST_DATES,
    description="acquire → extract → model → publish. Reads the inbox, or the paths given in the config of `acquire`.",
)


@dg.schedule(job=whole_path, cron_schedule=DAILY, execution_timezone="UTC")
def daily(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """The whole path once a day, on what lies in the inbox."""
    moment = context.scheduled_execution_time.astimezone(UTC)
    return dg.RunRequest(run_key=moment.isoformat(), partition_key=moment.date().isoformat())


fetch_job = dg.define_asset_job(
    FETCH_JOB,
    selection=_fetched,
    description="Feeds of feeds.yaml that are due → one WARC file in the inbox, with the pages behind their new entries.",
)


@dg.schedule(job=fetch_job, cron_schedule=EVERY_HALF_HOUR, execution_timezone="UTC")
def fetch_feeds(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Feeds that are due, each half-hour; nothing while feeds.yaml lists none."""
    if not subscriptions.load(settings().feeds).feeds:
        return dg.SkipReason(f"no feed is listed in {settings().feeds}")
    return dg.RunRequest(run_key=context.scheduled_execution_time.astimezone(UTC).isoformat())


@dg.sensor(job=whole_path, minimum_interval_seconds=SECONDS_BETWEEN_LOOKS)
def inbox_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """A run for files in the inbox that are new or changed and have kept size and time since the last look."""
    before = json.loads(context.cursor) if context.cursor else {"seen": {}, "loaded": {}}
    look = inbox.look(settings().inbox, before["seen"], before["loaded"])
    cursor = json.dumps({"seen": look.seen, "loaded": look.loaded})
    if not look.ready:
        return dg.SensorResult(skip_reason=f"{len(look.seen)} files in the inbox, none new and at rest", cursor=cursor)
    today = datetime.now(UTC).date().isoformat()
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=look.key, partition_key=today)], cursor=cursor)
