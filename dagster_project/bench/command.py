"""`crosstally bench`: what each stage takes on made-up corpora, as a table or as JSON."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from dagster_project.bench import STAGES

if TYPE_CHECKING:
    from dagster_project.bench.measuring import Bench

FAILED = 1
SIZES = (1_000, 10_000)


@click.command()
@click.option(
    "--articles", "sizes", type=click.IntRange(1), multiple=True, default=SIZES, show_default=True,
    help="How many; repeat it to see how cost grows.",
)  # fmt: skip
@click.option("--mix", type=click.FloatRange(0, 1), default=0.2, show_default=True, help="Share of war coverage.")
@click.option(
    "--stages", "chosen", default=",".join(STAGES), show_default=True,
    help="With commas. Without acquire, what an earlier bench left in --out is taken further.",
)  # fmt: skip
@click.option(
    "--out", "folder", type=click.Path(file_okay=False, path_type=Path),
    help="Where corpora and data folders are kept; without it they are thrown away.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
def bench(sizes: tuple[int, ...], mix: float, chosen: str, folder: Path | None, as_json: bool) -> None:
    """How fast each stage is on made-up articles with known claims, what it holds in memory and how its cost grows."""
    from dagster_project.bench.measuring import measure
    from dagster_project.bench.watching import Failed

    stages = [stage for stage in STAGES if stage in chosen.split(",")]
    if unknown := set(chosen.split(",")) - set(STAGES):
        raise click.UsageError(f"--stages: expected some of {', '.join(STAGES)}, found {', '.join(sorted(unknown))}")
    if "acquire" not in stages and folder is None:
        raise click.UsageError("--stages without acquire needs --out with what an earlier bench left there")
    err = Console(stderr=True, highlight=False)
    with tempfile.TemporaryDirectory(prefix="crosstally-bench-") as passing, err.status("starting") as status:
        try:
            found = measure(sorted(set(sizes)), mix, stages, folder or Path(passing), status.update)
        except Failed as error:
            err.print(str(error), markup=False)
            sys.exit(FAILED)
    if as_json:
        click.echo(found.as_json())
    else:
        _print(found, Console(highlight=False))


def _print(found: Bench, out: Console) -> None:
    machine = found.machine
    out.print(
        f"{machine.cores} cores, {machine.memory_mb:,} MB, load {', '.join(f'{one:.1f}' for one in machine.load)}; "
        f"{found.mix:.0%} war coverage"
    )
    table = Table("articles", "text MB", "stage", "seconds", "CPU s", "articles/s", "MB/s", "CPU", "peak MB")
    for column in table.columns:
        column.justify = "left" if column.header == "stage" else "right"
    for one in found.stages:
        table.add_row(
            f"{one.articles:,}", f"{one.text_mb:,.1f}", one.stage, f"{one.taken.seconds:,.1f}",
            f"{one.taken.processor_seconds:,.1f}", f"{one.articles_per_second:,.0f}", f"{one.mb_per_second:,.1f}",
            f"{one.cpu_share:.0%}", f"{one.taken.peak_mb:,.0f}",
        )  # fmt: skip
    out.print(table)
    for size, accuracy in found.accuracy.items():
        out.print(
            f"{size:,} articles: {accuracy.known:,} known claims, {accuracy.found:,} found, "
            f"recall {accuracy.recall:.4f}, precision {accuracy.precision:.4f}"
        )
    for stage, exponent in found.growth().items():
        out.print(f"{stage} grows with articles to the power of {exponent:.2f}")
