"""When the path runs by itself: once a day, and soon after a file comes to rest in the inbox, where the feeds' schedule lays
what it fetched. Both end in publishing; models built by hand are published when their run has succeeded, and every hour it is
looked whether the site is as new as the warehouse."""

import json
from datetime import UTC, datetime

import dagster as dg

from dagster_project.defs.model.models import models
from dagster_project.defs.partitions import INGEST_DATES
from dagster_project.defs.publish.checks import site_is_as_new_as_the_warehouse
from dagster_project.feeds import subscriptions
from dagster_project.lake import inbox
from dagster_project.settings import settings

JOB = "whole_path"
DAILY = "0 4 * * *"  # after the Air Force's morning bulletin; UTC
SECONDS_BETWEEN_LOOKS = 60

FETCH_JOB = "fetch_feeds"
EVERY_HALF_HOUR = "10,40 * * * *"  # feeds that are due by their own `every`; off the hour, when everybody asks

PUBLISH_JOB = "publish"
WATCH_JOB = "watch_site"
HOURLY = "25 * * * *"

RELEASE = dg.AssetKey(["published", "release"])
MARTS = {key for key in models.keys if key.path[0] == "marts"}

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


publish_job = dg.define_asset_job(
    PUBLISH_JOB, selection=dg.AssetSelection.assets(RELEASE), description="The warehouse as it is → a release."
)


@dg.run_status_sensor(
    run_status=dg.DagsterRunStatus.SUCCESS, request_job=publish_job, default_status=dg.DefaultSensorStatus.RUNNING
)
def publish_after_models(context: dg.RunStatusSensorContext) -> dg.RunRequest | dg.SkipReason:
    """A release after a run that built every mart, passed its checks and did not publish, as when models are built by hand."""
    run_id = context.dagster_run.run_id
    made = {
        event.dagster_event.asset_key
        for event in context.instance.all_logs(run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION)
        if event.dagster_event is not None
    }
    if RELEASE in made:
        return dg.SkipReason("that run published by itself")
    if not made >= MARTS:
        return dg.SkipReason("that run did not build every mart")
    return dg.RunRequest(run_key=run_id)


watch_job = dg.define_asset_job(
    WATCH_JOB,
    selection=dg.AssetSelection.checks(site_is_as_new_as_the_warehouse),
    description="Whether the site is as new as the warehouse. Apart from the whole path, where a build that breaks off skips it.",
)

watch_site = dg.ScheduleDefinition(
    name="watch_site_hourly",
    job=watch_job,
    cron_schedule=HOURLY,
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Looks every hour whether the site is as new as the warehouse.",
)
