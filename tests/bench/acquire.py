"""How fast each form is read into a lake: articles and megabytes a second, and where the time goes.

    .venv/bin/python -m tests.bench.acquire [articles a form] [form …]

Articles are made up of a fixed vocabulary, some 2,000 signs each, pages with the furniture of a newspaper's; processor time of
one core, the lake's writes included.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dagster_project.articles import reading
from dagster_project.articles.forms import web_page
from dagster_project.lake.acquire import acquire
from dagster_project.settings import Settings
from tests.articles.building import FORMS, Piece, lay

WORDS = (
    "russia attacked kyiv overnight with drones and missiles the mayor said people were hurt by debris in the district air "
    "force shot down several of them on friday while rescuers worked at the site of a burning warehouse near the river and "
    "officials asked residents for patience as power was restored across the region after repairs lasting many hours"
).split()
START = datetime(2025, 1, 1, tzinfo=UTC)


def pieces(count: int) -> list[Piece]:
    """Made-up articles, the same each time."""
    chance = random.Random(20220224)

    def paragraph() -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(30, 70))).capitalize() + "."

    return [
        Piece(number, f"Outlet {number % 12}", f"Report {number} on the night's drones",
              "\n\n".join(paragraph() for _ in range(chance.randrange(4, 10))), START + timedelta(minutes=number))
        for number in range(count)
    ]  # fmt: skip


class Stopwatch:
    """Processor seconds spent in named functions."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def on(self, module: Any, name: str) -> Iterator[None]:
        """Time every call of a module's function until the block ends."""
        real: Callable[..., Any] = getattr(module, name)
        self.seconds[name] = 0.0

        def timed(*given: Any, **named: Any) -> Any:
            started = time.process_time()
            try:
                return real(*given, **named)
            finally:
                self.seconds[name] += time.process_time() - started

        setattr(module, name, timed)
        try:
            yield
        finally:
            setattr(module, name, real)


def main(count: int, forms: list[str]) -> None:
    """Print a table, a row a form."""
    print("| form | MB | articles/s | MB/s | HTML extraction | language |\n|---|---|---|---|---|---|")
    reading.language_of("Двоє людей поранено в Харкові в неділю вранці.")  # plain English does not load the model
    for form in forms:
        _measured(form, 10)  # what is loaded once a process is no form's cost
        print(_measured(form, count), flush=True)


def _measured(form: str, count: int) -> str:
    """Read so many articles of a form into a lake of its own; the row that says how fast."""
    with tempfile.TemporaryDirectory() as place:
        given = lay(Path(place) / "given", FORMS[form](pieces(count)))
        size = sum(path.stat().st_size for path in given.rglob("*") if path.is_file()) / 1e6
        watch = Stopwatch()
        with watch.on(web_page, "_extracted"), watch.on(reading, "language_of"):
            started = time.process_time()
            report = acquire([given], Settings(Path(place) / "data"), datetime.now(UTC))
            taken = time.process_time() - started
        assert report.articles == count and not report.rejected, report
    html, language = (watch.seconds[name] / taken for name in ("_extracted", "language_of"))
    return f"| {form} | {size:.1f} | {count / taken:,.0f} | {size / taken:.1f} | {html:.0%} | {language:.0%} |"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, sys.argv[2:] or list(FORMS))
