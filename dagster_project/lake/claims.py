"""`lake/claims`: a file for each batch of articles, all of one extractor version. What a claim is, the engine says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from dagster_project.claims.lexicon import Lexicon
from dagster_project.lake.chunks import Chunk, chunks, sweep
from dagster_project.lake.extraction import READ, Extract, Extracted, Extractor, UnsoundClaims, extract_chunk
from dagster_project.lake.frames import prepare
from dagster_project.lake.workers import in_pool
from dagster_project.settings import Settings
from dagster_project.spark.extraction import on_cluster

Progress = Callable[[int, int, str], None]
SMALL = 2_000
"""Articles up to which they are read in this process: starting others, each with libraries and vocabulary, takes as long."""


@dataclass(slots=True)
class ClaimsReport:
    """What a refresh did: the batches read, those left as they were, and of the former the articles, those among them
    that are in no language read here, and the claims."""

    refreshed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    articles: int = 0
    other_languages: int = 0
    claims: int = 0
    extractor_version: str = ""


def refresh(
    settings: Settings,
    lexicon: Lexicon,
    progress: Progress | None = None,
    *,
    by: Extractor | None = None,
) -> ClaimsReport:
    """Extract each batch whose claims are missing, of another extractor version or of other articles, over `settings.workers`
    processes or a cluster (`settings.engine`). A batch's claims are in place as soon as it is done, so a run that is killed
    goes on where it stopped.
    The engine of this project is used unless another is handed in, which then runs in this process. The caller holds the
    write lock.

    `progress` gets (articles done, articles in all, what is read). Raises `UnsoundClaims` where a claim breaks a promise."""
    prepare(settings)
    found = chunks(settings)
    sweep(settings, found)
    extractor = by or Extractor.rules(lexicon)
    made = {chunk.name for chunk in found if chunk.is_made(extractor.name, extractor.version)}
    stale = [chunk for chunk in found if chunk.name not in made]
    report = ClaimsReport(unchanged=sorted(made), extractor_version=extractor.version)
    total = sum(chunk.rows for chunk in stale)

    def tell(done: int, what: str) -> None:
        if progress is not None:
            progress(report.articles + done, total, what)

    for one in _extracted(stale, settings, lexicon, by, tell):
        report.refreshed.append(one.chunk.name)
        report.articles += one.articles
        report.other_languages += one.other_languages
        report.claims += one.claims
        tell(0, one.chunk.name)
    report.refreshed.sort()
    return report


def _extracted(
    stale: Sequence[Chunk],
    settings: Settings,
    lexicon: Lexicon,
    by: Extractor | None,
    tell: Callable[[int, str], None],
) -> Iterator[Extracted]:
    """By whom it is worth while: a cluster, a pool, or this process."""
    is_small = len(stale) < 2 or sum(chunk.rows for chunk in stale) <= SMALL
    if by is None and settings.engine == "spark" and stale:
        tell(0, "starting Spark")
        return on_cluster(stale, lexicon, settings.spark_master, lambda done: tell(done, "on the cluster"))
    if by is None and settings.workers > 1 and not is_small:
        tell(0, "starting workers")
        return in_pool(stale, lexicon, settings.workers)
    return _here(stale, lexicon, by or Extractor.rules(lexicon), tell)


def _here(
    stale: Sequence[Chunk], lexicon: Lexicon, by: Extractor, tell: Callable[[int, str], None]
) -> Iterator[Extracted]:
    for chunk in stale:
        yield extract_chunk(chunk, lexicon, by, lambda done, name=chunk.name: tell(done, name))  # type: ignore[misc]


__all__ = ["READ", "ClaimsReport", "Extract", "Extractor", "UnsoundClaims", "refresh"]
