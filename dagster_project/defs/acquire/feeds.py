"""Feeds become files in the inbox, from where they go the way of everything else."""

import dagster as dg

from dagster_project.lake import desk, feeds
from dagster_project.settings import settings


class Fetching(dg.Config):
    """Which feeds to look at."""

    at_once: bool = False  # also those that are not due yet


@dg.asset(
    key=["inbox", "feeds"],
    group_name="acquire",
    description="What the feeds listed in feeds.yaml brought that was new, and the pages behind it: a WARC file a fetch. Made by "
    "its own job, not by the whole path: it asks the network.",
    kinds={"warc", "python"},
    check_specs=[
        dg.AssetCheckSpec(
            "feeds_answer", asset=["inbox", "feeds"], description="Every feed and page that was due could be had."
        )
    ],
)
def fetched_feeds(context: dg.AssetExecutionContext, config: Fetching) -> dg.MaterializeResult:
    where = settings()
    desk.lay_out(where)
    report = feeds.refresh(where, tell=lambda url: context.log.info(f"fetching {url}"), at_once=config.at_once)
    return dg.MaterializeResult(
        metadata={
            "feeds looked at": report.looked_at,
            "unchanged": report.unchanged,
            "not due": report.not_due,
            "new entries": report.entries,
            "pages": report.pages,
            "file": str(report.laid) if report.laid else "none: nothing new",
            "not had": dg.MetadataValue.json(report.troubles),
        },
        check_results=[
            dg.AssetCheckResult(
                check_name="feeds_answer",
                passed=not report.troubles,
                severity=dg.AssetCheckSeverity.WARN,
                description="; ".join(f"{url}: {why}" for url, why in list(report.troubles.items())[:10])
                or "Every feed and page that was due could be had.",
                metadata={"not had": len(report.troubles)},
            )
        ],
    )
