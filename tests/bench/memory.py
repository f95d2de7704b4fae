"""How much memory a crawl takes on its way into a lake.

    .venv/bin/python -m tests.bench.memory [megabytes] [audited]

Writes a WARC file of that size, 2,048 if nothing is said, of pages as newspapers have them (scripts and data many times the
text, now and then one of 40 MB), reads it into a lake of its own and prints the most memory this process ever held.
`audited` puts each batch through the quality suite as a run does.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from dagster_project.lake.acquire import Audit, acquire
from dagster_project.settings import Settings
from tests.articles.building import page, warc
from tests.bench.acquire import pieces

HUGE_EVERY = 500
_MENU = (
    "<div class='menu'><ul>" + "".join(f"<li><a href='/s/{n}'>Section {n}</a></li>" for n in range(40)) + "</ul></div>"
)
_STYLE = "<style>" + "".join(f".c{n}{{margin:{n}px;color:#{n:06x}}}" for n in range(1200)) + "</style>"
_DATA = (
    '<script type="application/json">['
    + ",".join(f'{{"id":{n},"t":"{"lorem ipsum " * 8}"}}' for n in range(2600))
    + "]</script>"
)
_HUGE = "<p>" + "padding words " * 2_900_000 + "</p>"


@dataclass(frozen=True)
class Measured:
    """Megabytes (of 1,024 × 1,024 bytes) held at most, and what was read."""

    peak: int
    articles: int
    rejected: int


def measure(megabytes: int, is_audited: bool) -> Measured:
    """Write a crawl of that size, read it, and say what it took."""
    audit: Audit | None = None
    if is_audited:
        from dagster_project.lake.reviews import article_problems

        audit = article_problems
    with tempfile.TemporaryDirectory() as place:
        crawl = Path(place) / "crawl.warc"
        writer = get_context("spawn").Process(target=_write, args=(crawl, megabytes * 1024 * 1024))
        writer.start()  # its memory is not what is measured
        writer.join()
        report = acquire([crawl], Settings(Path(place) / "data"), datetime.now(UTC), audit=audit)
    return Measured(_peak(), report.articles, report.rejected)


def _peak() -> int:
    """The most this program held. Linux's own count, as `ru_maxrss` there begins with what the program that started it held."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _write(path: Path, size: int) -> None:
    with path.open("wb") as crawl:
        for number, piece in enumerate(pieces(size // 350_000 + 2)):
            furnished = (
                page(piece).replace("</head>", f"{_STYLE}</head>").replace("<nav>", f"{_DATA}{_MENU}{_DATA}<nav>")
            )
            if number % HUGE_EVERY == 1:
                furnished = furnished.replace("</article>", f"{_HUGE}</article>")
            crawl.write(warc([(piece.url, "text/html; charset=utf-8", furnished.encode())]))
            if crawl.tell() >= size:
                return


if __name__ == "__main__":
    found = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 2048, "audited" in sys.argv)
    print(f"{found.peak} MB at most, {found.articles} articles, {found.rejected} rejected")
