"""Asking the model about articles it has not read, and keeping its answers. The only place from which anything is sent, and only
where settings name an endpoint. What an answer is worth is judged elsewhere, out of what was kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import SourceText
from dagster_project.readers.answers import NoCompletion, message_of
from dagster_project.readers.endpoint import Endpoint, EndpointError
from dagster_project.readers.language_model import NotConfigured, reader
from dagster_project.readers.prompt import request
from dagster_project.settings import Settings

LONGEST_ARTICLE = 40_000
"""Code points, about ten thousand tokens; longer texts are collections, which the rules read and no model is asked about."""
_FAILURES_IN_A_ROW = 3

Progress = Callable[[int, str], None]


@dataclass(slots=True)
class AskReport:
    """What asking did: articles asked, already answered, too long to be asked; those without an answer, with the reason."""

    asked: int = 0
    already_answered: int = 0
    too_long: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    is_stopped: bool = False


def endpoint(settings: Settings) -> Endpoint:
    """Where the settings say to ask. Raises `NotConfigured`."""
    if settings.reader_url is None:
        raise NotConfigured("no endpoint is set: CROSSTALLY_READER_URL, such as http://localhost:8000/v1")
    try:
        return Endpoint(settings.reader_url, settings.reader_key)
    except ValueError as error:
        raise NotConfigured(str(error)) from error


def ask(
    articles: Iterable[SourceText],
    settings: Settings,
    lexicon: Lexicon,
    *,
    limit: int | None = None,
    at: Endpoint | None = None,
    progress: Progress | None = None,
) -> AskReport:
    """Ask about the articles that have no answer yet, at most `limit`, and keep each answer as it comes. Stops where the
    endpoint would refuse every further request, or fails several times running; what was answered stays. Raises
    `NotConfigured`."""
    model, where = reader(settings, lexicon), at or endpoint(settings)
    report, in_a_row = AskReport(), 0
    for source in articles:
        if limit is not None and report.asked >= limit:
            break
        if model.readings.holds(source.article_id):
            report.already_answered += 1
            continue
        if len(source.text) > LONGEST_ARTICLE:
            report.too_long.append(source.article_id)
            continue
        report.asked += 1
        if progress is not None:
            progress(report.asked, source.article_id)
        try:
            body = where.ask(request(source, model.readings.model, lexicon))
            message_of(body)
        except (EndpointError, NoCompletion) as error:
            report.failed[source.article_id] = str(error)
            in_a_row += 1
            if in_a_row >= _FAILURES_IN_A_ROW or (isinstance(error, EndpointError) and error.is_final):
                report.is_stopped = True
                break
            continue
        in_a_row = 0
        model.readings.keep(source.article_id, body)
    return report
