"""A language model as a second reader, behind the engine's interface: `extract(SourceText, lexicon) -> list[Claim]`.

It complements the rules and replaces nothing. Three steps, each of its own:

- *ask* (`asking.ask`, only by command, only where settings name an endpoint): answers go into `lake/readings` as they came.
- *judge* (`claims`, `refresh`): kept answers become claims or rejections; nobody is asked, so a rebuild needs no network and the
  same answers give the same bytes. Written to `lake/readings/{claims,rejected,comparison}.parquet`, the last beside the rules'
  claims, figure by figure.
- *enter* (`beside_the_rules`, only with `CROSSTALLY_READER=claims`): `lake/claims` takes, beside every claim of the rules, the
  figures that the model alone found. Where both read one number for one measure the rules' claim stands.

Why so: a model's reading can't be traced to a rule, and the accuracy recorded for the rules says nothing of it; so a person
compares first and decides then. Where its claims do enter, every claim of the lake carries one version made of the rules', the
prompt's and the kept answers', so that "one extractor version" stays true and a new answer has the lake extracted anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from dagster_project import claims as engine
from dagster_project.articles.model import SourceKind
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, SourceText
from dagster_project.lake.extraction import Extractor
from dagster_project.lake.frames import CLAIMS, claim_frame, ingest_dates, scan_articles, write_parquet
from dagster_project.readers.answers import NoCompletion, answer_of
from dagster_project.readers.comparison import Agreement, agreement, compare
from dagster_project.readers.evidence import Judged, Rejected, judge
from dagster_project.readers.prompt import prompt_version
from dagster_project.readers.readings import DamagedReading, Readings
from dagster_project.settings import Settings

VERSION = "1"
REJECTED: dict[str, pl.DataType] = {
    "article_id": pl.String(), "position": pl.Int64(), "reason": pl.String(), "detail": pl.String(), "quote": pl.String(),
    "value_text": pl.String(), "measure": pl.String(), "value": pl.String(), "extractor": pl.String(),
    "extractor_version": pl.String(),
}  # fmt: skip


class NotConfigured(ValueError):
    """The settings name no endpoint or model, or one that can't be."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """One model under one prompt, reading out of its kept answers."""

    readings: Readings
    lexicon: Lexicon

    @property
    def extractor(self) -> str:
        return f"llm:{self.readings.model}"

    @property
    def version(self) -> str:
        """Of the judging, the prompt, and the engine whose readers of numbers and names judge."""
        return f"{VERSION}+{self.readings.prompt_version}+{engine.extractor_version(self.lexicon)}"

    def judged(self, source: SourceText) -> Judged | None:
        """What came of the article's kept answer; None where there is none. Raises `DamagedReading`."""
        body = self.readings.body(source.article_id)
        if body is None:
            return None
        try:
            answer = answer_of(body)
        except NoCompletion as error:
            raise DamagedReading(f"{self.readings.path(source.article_id)}: {error}; remove it to ask again") from error
        return judge(answer, source, self.lexicon, self.extractor, self.version)

    def extract(self, source: SourceText, lexicon: Lexicon) -> list[Claim]:
        """As `claims.extract`: the claims of one article, none where the model was not asked. `lexicon` is the reader's own."""
        if lexicon.digest != self.lexicon.digest:
            raise ValueError("expected the lexicon this reader was made with: its version names it")
        found = self.judged(source)
        return list(found.claims) if found else []


@dataclass(frozen=True, slots=True)
class ReaderReport:
    """What kept answers came to: `read` are the articles with an answer, in the order given."""

    extractor: str
    extractor_version: str
    read: tuple[str, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]


def reader(settings: Settings, lexicon: Lexicon) -> LanguageModel:
    """The model the settings name. Raises `NotConfigured`."""
    if settings.reader_model is None:
        raise NotConfigured(
            "no language model is set: CROSSTALLY_READER_MODEL names one, CROSSTALLY_READER_URL where it answers"
        )
    readings = Readings(settings.lake, settings.reader_model, prompt_version(lexicon))
    try:
        readings.folder  # noqa: B018 (a name that can't be a folder's is refused here, before anything is asked)
    except ValueError as error:
        raise NotConfigured(str(error)) from error
    return LanguageModel(readings, lexicon)


def claims(articles: Iterable[SourceText], settings: Settings, lexicon: Lexicon) -> ReaderReport:
    """Claims and rejections out of the kept answers of these articles; asks nobody. Raises `NotConfigured`,
    `DamagedReading`."""
    model = reader(settings, lexicon)
    read: list[str] = []
    found: list[Claim] = []
    rejected: list[Rejected] = []
    for source in articles:
        judged = model.judged(source)
        if judged is not None:
            read.append(source.article_id)
            found.extend(judged.claims)
            rejected.extend(judged.rejected)
    return ReaderReport(model.extractor, model.version, tuple(read), tuple(found), tuple(rejected))


def refresh(settings: Settings, lexicon: Lexicon) -> tuple[ReaderReport, Agreement]:
    """Judge all kept answers anew and write claims, rejections and the comparison with the rules. The caller holds the write
    lock. Raises as `claims` does."""
    folder = settings.lake / "readings"
    frames, reports, compared = [pl.DataFrame(schema=CLAIMS)], [], [compare(*[pl.DataFrame(schema=CLAIMS)] * 2)]
    for day in ingest_dates(settings):
        report = claims(prose(settings, day), settings, lexicon)
        frames.append(claim_frame(report.claims, day))
        reports.append(report)
        read = set(report.read)
        rules = (
            claim
            for source in prose(settings, day)
            if source.article_id in read
            for claim in engine.extract(source, lexicon)
        )
        compared.append(compare(frames[-1], claim_frame(rules, day)))
    model = reader(settings, lexicon)
    whole = ReaderReport(
        model.extractor,
        model.version,
        tuple(one for report in reports for one in report.read),
        tuple(one for report in reports for one in report.claims),
        tuple(one for report in reports for one in report.rejected),
    )
    comparison = pl.concat(compared)
    write_parquet(pl.concat(frames), folder / "claims.parquet")
    write_parquet(_rejected_frame(whole), folder / "rejected.parquet")
    write_parquet(comparison, folder / "comparison.parquet")
    return whole, agreement(comparison)


def prose(settings: Settings, day: date | None = None) -> Iterator[SourceText]:
    """The lake's articles in prose, of one ingest date or all, newest first: tables are read by their columns alone."""
    columns = ("article_id", "text", "outlet", "title", "published_at", "known_at")
    for each in [day] if day else reversed(ingest_dates(settings)):
        rows = scan_articles(settings, each).filter(pl.col("source_kind") == SourceKind.PROSE.value).select(columns)
        for row in rows.sort("known_at", "article_id", descending=[True, False]).collect().iter_rows(named=True):
            yield SourceText(**row)


def beside_the_rules(settings: Settings, lexicon: Lexicon) -> Extractor | None:
    """What `lake.claims.refresh` takes as its engine where the model's claims are to enter;
    None where the rules stay alone. Raises `NotConfigured`."""
    if settings.reader is None:
        return None
    if settings.reader != "claims":
        raise NotConfigured(f"CROSSTALLY_READER: expected claims or nothing, found {settings.reader!r}")
    model = reader(settings, lexicon)
    version = f"{engine.extractor_version(lexicon)}&{model.extractor}:{model.version}:{model.readings.digest()}"

    def extract(source: SourceText, words: Lexicon) -> list[Claim]:
        rules = engine.extract(source, words)
        taken = {(claim.value_start, claim.value_end, claim.measure) for claim in rules}
        alone = (c for c in model.extract(source, words) if (c.value_start, c.value_end, c.measure) not in taken)
        return [replace(claim, extractor_version=version) for claim in (*rules, *alone)]

    return Extractor(extract, engine.EXTRACTOR, version)


def _rejected_frame(report: ReaderReport) -> pl.DataFrame:
    rows = [
        {
            "article_id": one.article_id, "position": one.position, "reason": one.reason.value, "detail": one.detail,
            "quote": one.quote, "value_text": one.value_text, "measure": one.measure, "value": one.value,
            "extractor": report.extractor, "extractor_version": report.extractor_version,
        }
        for one in report.rejected
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=REJECTED).sort("article_id", "position", nulls_last=True)
