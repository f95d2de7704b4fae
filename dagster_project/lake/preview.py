"""The claims of some files, read and extracted as a run would, with nothing stored: for `crosstally extract`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from dagster_project import claims as engine
from dagster_project.articles.field_names import NONE_NAMED, FileNames
from dagster_project.articles.model import Article, SourceKind
from dagster_project.articles.reading import Unread, articles
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import Claim, SourceText
from dagster_project.claims.tables import extract_row
from dagster_project.lake.claims import READ


@dataclass(frozen=True)
class Preview:
    """One article with its claims, in the order of the text, or an input that gave no article."""

    article: Article | None
    claims: tuple[Claim, ...]
    unread: str | None = None

    def as_jsonl(self) -> Iterator[str]:
        """One JSON object a claim: the claim's fields, and `source_id`, `outlet`, `title` and `url` of its article."""
        for claim in self.claims:
            about = {name: getattr(self.article, name) for name in ("source_id", "outlet", "title", "url")}
            yield json.dumps({**asdict(claim), **about}, ensure_ascii=False, default=_plain)


def preview(paths: Sequence[Path], lexicon: Lexicon, now: datetime, names: FileNames = NONE_NAMED) -> Iterator[Preview]:
    """Read files and folders in any form a run reads, fields going by the user's `names` too. `now` stands in for the time
    of undated articles."""
    version = engine.extractor_version(lexicon)
    for one in articles(paths, now, names=names):
        if isinstance(one, Unread):
            place = f"{one.source_file} {one.locator}".strip()
            yield Preview(None, (), f"{place}: {one.rejected.reason}: {one.rejected.detail}")
            continue
        if one.language not in READ:
            yield Preview(one, ())
            continue
        source = SourceText(one.article_id, one.text, one.outlet, one.title, one.published_at, one.known_at)
        if one.source_kind is SourceKind.TABLE:
            found = extract_row(source, lexicon, engine.EXTRACTOR, version)
        else:
            found = engine.extract(source, lexicon)
        yield Preview(
            one, tuple(sorted(found, key=lambda claim: (claim.value_start, claim.measure, claim.value_ordinal)))
        )


def _plain(value: object) -> str:
    """Dates and moments as ISO text."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
