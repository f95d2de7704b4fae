"""From the body of an answer to what the model said: entries not yet believed, or the reason why there are none.

Told apart: a body that is no chat completion (a proxy's page, a cut line) is no answer and is not kept, so the article is asked
again; a completion whose content is no list of claims is the model's answer and is kept, with its reason.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

MOST_ENTRIES = 400
"""An answer with more is a model that repeats itself; what stands beyond is rejected."""


class NoCompletion(Exception):
    """The body is not that of a chat completion."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The entries of an answer as they came. `unusable`: (reason, detail) where there is no list of them."""

    entries: tuple[Any, ...] = ()
    unusable: tuple[str, str] | None = None


def message_of(body: str) -> dict[str, Any]:
    """The first choice's message and why it ended, of a chat completion. Raises `NoCompletion`."""
    completion = _json(body)
    choices = completion.get("choices") if isinstance(completion, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    if not isinstance(first, dict) or not isinstance(message, dict):
        raise NoCompletion("expected a chat completion with a message in its first choice, found something else")
    return {**message, "finish_reason": first.get("finish_reason")}


def answer_of(body: str) -> Answer:
    """What a kept answer says. Raises `NoCompletion` where it should not have been kept."""
    message = message_of(body)
    if message.get("refusal"):
        return Answer(unusable=("refused", str(message["refusal"])))
    content = message.get("content")
    if not isinstance(content, str):
        return Answer(unusable=("not_json", f"expected text, found {type(content).__name__}"))
    said = _json(content)
    if said is None:
        cut = ", cut off at the model's limit" if message.get("finish_reason") == "length" else ""
        return Answer(unusable=("not_json", f"expected an object in JSON, found {len(content)} characters{cut}"))
    entries = said.get("claims") if isinstance(said, dict) else None
    if not isinstance(entries, list):
        return Answer(unusable=("not_the_schema", "expected an object with a list of claims"))
    return Answer(entries=tuple(entries))


def _json(text: str) -> Any:
    """The value, or None where the text is no JSON; deep nesting and endless numbers are none either."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
