"""Whatever bytes come in under whatever name: every entry ends as an article or a rejection, and what is stored is text."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dagster_project.articles.forms.registry import FORMS
from dagster_project.articles.model import Article
from dagster_project.articles.reading import Unread, articles

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
SUFFIXES = [suffix for form in FORMS for suffix in form.suffixes]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["id", "url", "outlet", "title", "text", "published", "modified", "lang", "articles"])


def outcome(folder: Path, name: str, content: bytes) -> list[Article | Unread]:
    (folder / name).write_bytes(content)
    found = list(articles([folder / name], NOW))
    for one in found:
        if isinstance(one, Article):
            assert "\x00" not in one.text and one.text.strip()
            json.dumps([one.text, one.title, one.outlet, one.url, one.source_id], ensure_ascii=False).encode()
        else:
            assert one.rejected.reason.value != "reader_failed", one.rejected.detail
    return found


@example(suffix=".txt", content=b"\x0b")
@example(suffix=".md", content="\u2003\u00a0".encode())
@given(suffix=st.sampled_from(SUFFIXES), content=st.binary(max_size=400))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_under_any_name(tmp_path: Path, suffix: str, content: bytes) -> None:
    assert outcome(tmp_path, f"a{suffix}", content)


@given(suffix=st.sampled_from(SUFFIXES), content=st.text(max_size=300))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_under_any_name(tmp_path: Path, suffix: str, content: str) -> None:
    page = f"<html><body><p>{content}</p></body></html>" if suffix.startswith((".h", ".x")) else content
    assert outcome(tmp_path, f"a{suffix}", page.encode("utf-8", errors="replace"))


@given(record=st.dictionaries(FIELDS, VALUES, max_size=6))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_record_of_json(tmp_path: Path, record: dict[str, object]) -> None:
    for suffix in (".json", ".jsonl"):
        assert outcome(tmp_path, f"a{suffix}", json.dumps(record).encode())
