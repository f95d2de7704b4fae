"""An evaluation's report as tables for a terminal. No number is worked out here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rich import box
from rich.table import Table
from rich.text import Text

from dagster_project.claims.accuracy import Counts, Error, Report
from dagster_project.claims.markup import harmless, number_marked


def measures_table(report: Report, parts: Mapping[str, Report]) -> Table:
    """Precision, recall and F1: a row a measure, one for all, and one for each named part of the items."""
    table = _table("measure", "required", "found", "missed", "false alarms", "precision", "recall", "F1")
    for name, counts in report.by_required():
        table.add_row(name, *_cells(counts))
    table.add_section()
    table.add_row("all", *_cells(report.overall), style="bold")
    for name, part in parts.items():
        table.add_row(name, *_cells(part.overall))
    return table


def attributes_table(report: Report) -> Table:
    """Shares of the required labels that were found."""
    table = _table("attribute", "right", "judged", "share")
    for name, share in sorted(report.attributes.items()):
        table.add_row(name, str(share.right), str(share.judged), "—" if share.value is None else f"{share.value:.3f}")
    return table


def summary(report: Report) -> str:
    return (
        f"{report.items} items, {len(report.trap_violations)} of {report.traps} traps fallen into, "
        f"{report.items_without_figures_clean} of {report.items_without_figures} items without a required figure are free "
        "of false alarms"
    )


def errors_by_phenomenon(errors: list[Error], shown: int) -> Iterator[Text]:
    """The largest groups first; of each group up to `shown` sentences with the number marked."""
    groups: dict[tuple[str, str], list[Error]] = defaultdict(list)
    for error in errors:
        groups[error.kind.value, error.phenomenon].append(error)
    for (kind, phenomenon), group in sorted(groups.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        yield Text(harmless(f"{len(group)} × {kind}, {phenomenon}"), style="bold")
        for error in group[:shown]:
            yield Text.assemble("    ", (f"{harmless(error.item_id)}  {harmless(error.detail)}", "yellow"))
            yield Text("      ") + number_marked(error.sentence, error.number)


def _table(first: str, *numbers: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(first, no_wrap=True)
    for heading in numbers:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _cells(counts: Counts) -> tuple[str, ...]:
    rates = (counts.precision, counts.recall, counts.f1)
    numbers = (counts.required, counts.found, counts.missed, counts.false_alarms)
    return (*map(str, numbers), *(f"{rate:.3f}" for rate in rates))
