"""`crosstally …`: thin. A command reads its arguments, calls one function and prints what came of it. Exit codes: 0 done,
1 a check of ours failed, 2 bad usage or nothing readable."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import click
from rich.console import Console, RenderableType
from rich.markup import escape

from dagster_project.articles.model import Article
from dagster_project.bench.command import bench
from dagster_project.claims.model import Claim
from dagster_project.settings import Misset, Settings, settings
from dagster_project.whole_path import Outcome

if TYPE_CHECKING:
    from dagster_project.articles.field_names import FileNames
    from dagster_project.lake.gold import Evaluated

FAILED, UNREADABLE = 1, 2
SHOWN = 20
NOTE = 180
UNCUT = 1000  # columns; wider than any table of ours
EXISTING = click.Path(exists=True, path_type=Path)

# bound to the streams as they are now: while a run goes on, what others print is kept out of the terminal
out = Console(file=sys.stdout, highlight=False, soft_wrap=True)
err = Console(file=sys.stderr, highlight=False, soft_wrap=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="crosstally")
def main() -> None:
    """What the press reports about a war, every figure kept as somebody's claim. CROSSTALLY_DATA names the data folder."""
    os.environ.update(
        DAGSTER_DISABLE_TELEMETRY="1", GX_ANALYTICS_ENABLED="false", DO_NOT_TRACK="1"
    )  # nothing calls home
    try:
        settings()
    except Misset as error:
        raise click.UsageError(str(error)) from error


main.add_command(bench)


@main.command()
@click.argument("paths", nargs=-1, type=EXISTING)
@click.option("-v", "--verbose", is_flag=True, help="Print each step instead of one moving line.")
def run(paths: tuple[Path, ...], verbose: bool) -> None:
    """Read PATHS (files or folders; without any, the inbox), extract, model, check and publish."""
    from dagster_project import whole_path

    where = settings()
    log = where.data_dir / "logs" / "last-run.log"
    if not paths and not any(where.inbox.glob("*")) and not where.lake.is_dir():
        where.inbox.mkdir(parents=True, exist_ok=True)
        err.print(f"Nothing to read: put files into {where.inbox}, or name some: crosstally run PATHS…")
        sys.exit(UNREADABLE)
    if verbose:
        outcome = whole_path.run(paths, where, log, lambda line: out.print(escape(line)))
    else:
        with out.status("starting") as status:
            outcome = whole_path.run(paths, where, log, lambda line: status.update(escape(line)))
    _print_outcome(outcome, where, log)
    if not outcome.success:
        sys.exit(FAILED)
    if outcome.is_all_unreadable:
        sys.exit(UNREADABLE)


def _print_outcome(outcome: Outcome, where: Settings, log: Path) -> None:
    if outcome.counts:
        counts = outcome.counts
        out.print(
            f"[bold]read[/]       {counts['seen']} inputs: {counts['articles']} new articles, {counts['duplicates']} duplicates, "
            f"{counts['rejected']} rejected, {counts['already known']} already known"
        )
        for one in outcome.rejected[:SHOWN]:
            place = (
                one["source_file"] if one["locator"] == one["source_file"] else f"{one['source_file']} {one['locator']}"
            )
            out.print(escape(f"           rejected {place}: {one['reason']}: {one['detail']}"))
        if len(outcome.rejected) > SHOWN:
            out.print(f"           and {len(outcome.rejected) - SHOWN} more in marts.rejected_inputs")
    for line in outcome.warnings[:SHOWN]:
        out.print(f"[yellow]note[/]       {escape(shorten(line, NOTE, placeholder=' …'))}")
    if outcome.holds:
        held = outcome.holds
        state = "new release" if outcome.is_new_release else "nothing new, still release"
        out.print(
            f"[bold]extracted[/]  {held.claims} claims in {held.articles} articles → {held.figures} figures on {held.events} events"
        )
        out.print(f"[bold]flagged[/]    {held.flags} disagreements: {escape(held.flags_by_rule)}")
        out.print(f"[bold]published[/]  {state} {held.release_id}, as of {held.as_of}")
        out.print(f"[bold]dashboard[/]  {where.published / 'site' / 'index.html'}")
        out.print(f"[bold]SQL[/]        {where.published / 'crosstally.duckdb'}")
    for line in outcome.failures:
        err.print(f"[red]failed[/]     {escape(line)}")
    for batch, problems in outcome.quarantined.items():
        err.print(
            f"[red]quarantine[/] {batch}: {escape('; '.join(problems[:SHOWN]))}. Let it in with: crosstally admit {batch}"
        )
    if outcome.failures:
        err.print(f"The whole story is in {log}")


@main.command()
@click.argument("files", nargs=-1, required=True, type=EXISTING)
@click.option("--format", "shape", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def extract(files: tuple[Path, ...], shape: str) -> None:
    """Claims of the articles in FILES, in any form that `run` reads; nothing is stored."""
    from dagster_project.lake import lexicon
    from dagster_project.lake.preview import preview

    is_any_read = False
    for one in preview(files, lexicon.load(), datetime.now(UTC), _field_names()):
        if one.article is None:
            err.print(f"[yellow]rejected[/] {escape(one.unread or '')}")
            continue
        is_any_read = True
        if shape == "jsonl":
            for line in one.as_jsonl():
                click.echo(line)
        else:
            _print_claims(one.article, one.claims)
    if not is_any_read:
        sys.exit(UNREADABLE)


def _field_names() -> FileNames:
    """The user's names for fields; ends the program where the file of them is wrong."""
    from dagster_project.articles import field_names

    try:
        return field_names.load(settings().field_names)
    except field_names.Misnamed as error:
        raise click.UsageError(str(error)) from error


def _print_claims(article: Article, claims: Sequence[Claim]) -> None:
    from dagster_project.claims import markup
    from dagster_project.lake.claims import READ

    title = markup.harmless(article.title or article.source_file)
    known = f"{article.known_at:%Y-%m-%d %H:%M}"
    out.print(f"[bold]{escape(title)}[/]  {escape(markup.harmless(article.outlet))}, known {known} UTC")
    out.print(markup.marked(article.text, claims))
    if article.language not in READ:
        out.print(f"  not read: in the language {article.language!r}")
    elif claims:
        _print_whole(markup.claims_table(claims))
    else:
        out.print("  no figures")
    out.print()


def _print_whole(what: RenderableType) -> None:
    """Into a terminal as wide as it is; into a file or pipe with nothing cut."""
    wide = out if out.is_terminal else Console(file=out.file, width=UNCUT, highlight=False)
    wide.print(what)


@main.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--errors", "shown", type=click.IntRange(0), default=0, help="Show up to N sentences of each kind of error."
)
@click.option(
    "--floors", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="TOML with what must be reached."
)
@click.option(
    "--held-out", is_flag=True, help="Score a third of the items (by hash of id) apart and show none of its sentences."
)
@click.option("--json", "as_json", is_flag=True, help="The numbers as one JSON object.")
def evaluate(gold: Path, shown: int, floors: Path | None, held_out: bool, as_json: bool) -> None:
    """How well the engine reads the hand-labelled articles in GOLD (JSON Lines); with --floors, 1 where it falls below."""
    from dagster_project.lake import gold as labelled

    try:
        result = labelled.evaluate_file(gold, floors)
    except (ValueError, KeyError) as error:
        raise click.UsageError(f"{gold}: {error}") from error
    if as_json:
        click.echo(json.dumps(result.as_json(), indent=2))
    else:
        _print_report(result, shown, held_out)
    for line in result.shortfalls:
        err.print(f"[red]below floor[/] {escape(line)}")
    if result.shortfalls:
        sys.exit(FAILED)


def _print_report(result: Evaluated, shown: int, held_out: bool) -> None:
    from dagster_project.claims import report_tables

    parts = {"items read while working": result.seen, "items held out": result.held_out} if held_out else {}
    _print_whole(report_tables.measures_table(result.report, parts))
    _print_whole(report_tables.attributes_table(result.report))
    out.print(report_tables.summary(result.report))
    if shown:
        errors = result.seen.errors if held_out else result.report.errors
        for part in report_tables.errors_by_phenomenon(errors, shown):
            out.print(part)


@main.command()
@click.option("--as-of", metavar="DATE", help="What was flagged by the end of that day (or at that moment), UTC.")
@click.option("--event", metavar="TEXT", help="Only events with this id, or with this text in place or date.")
@click.option("--format", "shape", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@click.option("--all", "is_all", is_flag=True, help="Also list what is only of note (severity info).")
def discrepancies(as_of: str | None, event: str | None, shape: str, is_all: bool) -> None:
    """Where the sources disagree, out of the published release: what to judge first comes first."""
    from dagster_project.lake import published

    try:
        rows = published.discrepancies(settings().published, as_of, event)
    except (FileNotFoundError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    if shape == "jsonl":
        click.echo(rows.write_ndjson(), nl=False)
        return
    shown = rows if is_all else rows.filter(rows["severity"] != "info")
    for row in shown.iter_rows(named=True):
        heading = f"{row['severity']}  {row['rule']}  {row['place_name'] or 'no place'} {row['event_date'] or ''}"
        out.print(f"[bold]{escape(heading.rstrip())}[/]  {row['status']}, first seen {row['first_seen_at']:%Y-%m-%d}")
        out.print(f"    {escape(row['explanation'])}")
    folded = rows.height - shown.height
    out.print(
        f"{rows.height} disagreements" + (f", {folded} of them only of note (--all lists them)" if folded else "")
    )


@main.command()
@click.option("--all", "at_once", is_flag=True, help="Also look at feeds that are not due yet.")
def fetch(at_once: bool) -> None:
    """Fetch the feeds listed in feeds.yaml of the data folder into the inbox; `run` takes them further."""
    from dagster_project.feeds.subscriptions import Misconfigured
    from dagster_project.lake import desk, feeds

    where = settings()
    desk.lay_out(where)
    try:
        with out.status("fetching") as status:
            report = feeds.refresh(where, tell=lambda url: status.update(f"fetching {escape(url)}"), at_once=at_once)
    except (Misconfigured, feeds.Busy) as error:
        raise click.UsageError(str(error)) from error
    if not (report.looked_at or report.not_due or report.troubles):
        err.print(f"No feed to fetch: list some in {where.feeds}")
        sys.exit(UNREADABLE)
    out.print(
        f"[bold]fetched[/]    {report.looked_at} feeds, {report.unchanged} unchanged, {report.not_due} not due: "
        f"{report.entries} new entries, {report.pages} pages"
    )
    for address, trouble in list(report.troubles.items())[:SHOWN]:
        err.print(f"[yellow]not had[/]    {escape(address)}: {escape(trouble)}")
    if len(report.troubles) > SHOWN:
        err.print(f"           and {len(report.troubles) - SHOWN} more")
    if report.laid is not None:
        out.print(f"[bold]laid into[/]  {report.laid}; `crosstally run` takes it further")


@main.command()
@click.argument("batch")
def admit(batch: str) -> None:
    """Let BATCH out of quarantine into the lake, in spite of the report that lies beside it."""
    from dagster_project.lake import acquire, lock

    where = settings()
    try:
        with lock.writer(where):
            acquire.admit(where, batch)
    except (FileNotFoundError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    out.print(f"{escape(batch)} is in the lake; `crosstally run` takes it further")


@main.command()
@click.option("--limit", type=click.IntRange(min=1), help="Ask about at most this many articles.")
def ask(limit: int | None) -> None:
    """Ask the language model named by CROSSTALLY_READER_MODEL and CROSSTALLY_READER_URL about articles it has not read yet, and
    compare what it found with what the rules did. Nothing enters the claims unless CROSSTALLY_READER=claims."""
    from dagster_project.lake import lexicon, lock
    from dagster_project.readers import asking, language_model, readings

    where, words = settings(), lexicon.load()
    try:
        with out.status("asking") as status:
            report = asking.ask(
                language_model.prose(where),
                where,
                words,
                limit=limit,
                progress=lambda count, article: status.update(f"asking about article {count}, {article}"),
            )
        with lock.writer(where):
            read, agreed = language_model.refresh(where, words)
    except language_model.NotConfigured as error:
        raise click.UsageError(str(error)) from error
    except readings.DamagedReading as error:
        err.print(f"[red]failed[/]     {escape(str(error))}")
        sys.exit(FAILED)
    out.print(
        f"[bold]asked[/]      {report.asked} articles, {report.already_answered} answered before, {len(report.too_long)} too long"
    )
    out.print(
        f"[bold]read[/]       {len(read.read)} articles: {len(read.claims)} claims, {len(read.rejected)} entries rejected"
    )
    out.print(
        f"[bold]compared[/]   {agreed.both} figures found by both ({agreed.differing} differ in something), "
        f"{agreed.only_model} by the model alone, {agreed.only_rules} by the rules alone"
    )
    out.print(f"[bold]tables[/]     {where.lake / 'readings'}/{{claims,rejected,comparison}}.parquet")
    for article, reason in list(report.failed.items())[:SHOWN]:
        err.print(f"[yellow]no answer[/]  {article}: {escape(reason)}")
    if report.is_stopped:
        err.print("[red]stopped[/]    the endpoint does not answer; what it did answer is kept")
        sys.exit(FAILED)
