"""A release: whole or not there, the same for the same content, without the words that must not be published."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from dagster_project.lake.published import faults
from dagster_project.lake.redactions import read
from dagster_project.lake.release import KEPT, publish, read_manifest
from dagster_project.settings import Settings
from tests.conftest import PROJECT, Built, environment

STORAGE_OF_1_2 = 65  # the number in the file's header
NOW = datetime(2026, 11, 24, tzinfo=UTC)

# Publishes in a process of its own, which dies without a word on entering the function named.
DYING = """
import os, sys
from datetime import UTC, datetime
from dagster_project.lake import release
from dagster_project.settings import settings
owner, name = sys.argv[1].split(".")
def die(*_, **__):
    os.kill(os.getpid(), 9)
setattr(release if owner == "release" else getattr(release, owner), name, die)
release.publish(settings(), datetime.now(UTC), lambda: [])
"""


def touch_content(data: Path, comment: str = "One row per day, said anew.") -> None:
    """Change what a release would hold, so that the next one is new."""
    with duckdb.connect(str(data / "warehouse" / "crosstally.duckdb")) as warehouse:
        warehouse.execute(f"comment on table marts.dim_date is '{comment}'")


@pytest.mark.parametrize(
    "moment",
    [
        "snapshot.copy_marts",
        "release.build_site",
        "data_docs.build",
        "release._sync",
        "release._put_in_place",
        "release._keep_last",
    ],
)
def test_killed_while_publishing(moment: str, copied: Built) -> None:
    before = copied.published.resolve()
    touch_content(copied.data)
    dead = subprocess.run(
        [sys.executable, "-c", DYING, moment],
        cwd=PROJECT,
        env=environment(copied.data),
        capture_output=True,
        check=False,
    )
    assert dead.returncode == -9, dead.stderr.decode()
    assert faults(copied.published) == [], "the link leads to a whole release, old or new"
    if moment != "release._keep_last":
        assert copied.published.resolve() == before
    report = publish(Settings(copied.data), NOW, list)
    assert copied.published.resolve() == report.folder.resolve() != before
    assert faults(copied.published) == []
    assert [path.name for path in (copied.data / "releases").iterdir() if path.name.startswith(".")] == []


def test_the_same_content_makes_no_new_release(copied: Built) -> None:
    before = json.loads((copied.published / "manifest.json").read_text(encoding="utf-8"))
    report = publish(Settings(copied.data), NOW, list)
    assert not report.is_new and report.release_id == before["release_id"]
    assert json.loads((copied.published / "manifest.json").read_text(encoding="utf-8")) == before


def test_going_back_to_earlier_content_is_a_release_that_names_the_one_before(copied: Built) -> None:
    settings = Settings(copied.data)
    first = read_manifest(copied.published)
    with duckdb.connect(str(settings.warehouse), read_only=True) as warehouse:
        row = warehouse.execute("select comment from duckdb_tables() where table_name = 'dim_date'").fetchone()
    touch_content(copied.data)
    second = publish(settings, NOW, list)
    touch_content(copied.data, row[0] if row else "")
    third = publish(settings, NOW, list)
    after = read_manifest(copied.published)
    assert first is not None and after is not None
    assert third.is_new and after["made_from"] == first["made_from"]
    assert len({first["release_id"], second.release_id, third.release_id}) == 3
    assert after["release_before"] == {"release_id": second.release_id, "as_of": second.as_of}


def test_readers_as_old_as_duckdb_1_2_can_open_it(built: Built) -> None:
    with built.database.open("rb") as file:
        head = file.read(20)
    assert head[8:12] == b"DUCK" and int.from_bytes(head[12:20], "little") <= STORAGE_OF_1_2


def test_the_last_five_stay(copied: Built) -> None:
    releases = copied.data / "releases"
    current = copied.published.resolve()
    for number in range(6):  # earlier releases, each older than the one in place
        old = releases / f"earlier{number}"
        shutil.copytree(current, old)
        manifest = json.loads((old / "manifest.json").read_text(encoding="utf-8"))
        manifest["built_at"] = f"2020-01-0{number + 1}T00:00:00+00:00"
        (old / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    publish(Settings(copied.data), NOW, list)
    kept = sorted(path.name for path in releases.iterdir())
    assert kept == sorted([current.name, *(f"earlier{number}" for number in range(6 - (KEPT - 1), 6))])


def test_redacted_words_are_in_no_byte_of_a_release(copied: Built) -> None:
    with duckdb.connect(str(copied.database), read_only=True) as reader:
        row = reader.execute(
            "select article_id, any_value(title), list(quote), list(sentence) from marts.fct_claims "
            "join marts.dim_article using (article_id) where title is not null and length(title) > 20 "
            "group by article_id order by count(*) desc, article_id limit 1"
        ).fetchone()
    assert row is not None
    article_id, title, quotes, sentences = row
    words = [title, *quotes, *sentences]
    before = copied.published.resolve()
    (copied.data / "redactions.csv").write_text(
        f"article_id,claim_id,who,when,note\n{article_id},,editor,2026-11-23,a private person\n", encoding="utf-8"
    )
    report = publish(Settings(copied.data), NOW, list)
    assert report.is_new
    with duckdb.connect(str(copied.database), read_only=True) as reader:
        found = reader.execute(
            "select distinct quote, sentence, title from marts.fct_claims join marts.dim_article using (article_id) "
            "where article_id = ?",
            [article_id],
        ).fetchall()
        others = reader.execute("select count(*) from marts.fct_claims where quote <> ''").fetchone()
    assert found == [("", "", "")]
    assert others is not None and others[0] > 0
    files = {path: path.read_bytes() for path in report.folder.rglob("*") if path.is_file()}
    own = [word for word in words if not elsewhere(word, article_id, before / "crosstally.duckdb")]
    assert own, "some of the words are this article's alone"
    for word in own:
        assert not [path for path, content in files.items() if word.encode() in content], word


def elsewhere(word: str, article_id: str, database: Path) -> bool:
    """Whether another article says the same: copies from one outlet to the next stay where they are."""
    with duckdb.connect(str(database), read_only=True) as reader:
        row = reader.execute(
            "select count(*) from marts.fct_claims join marts.dim_article using (article_id) where article_id <> $1 "
            "and (contains(quote, $2) or contains(sentence, $2) or contains(coalesce(title, ''), $2))",
            [article_id, word],
        ).fetchone()
    return row is not None and row[0] > 0


@pytest.mark.parametrize("text", ["article,claim\nx,y\n", "who,when\n"])
def test_a_misspelt_redaction_file_stops_publishing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "redactions.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="expected the columns article_id"):
        read(path)


def test_one_claim_redacted_leaves_its_article(tmp_path: Path) -> None:
    path = tmp_path / "redactions.csv"
    path.write_text("article_id,claim_id,who,when,note\na1,c1,editor,,\n,c2,editor,,\n", encoding="utf-8")
    found = read(path)
    assert found.article_ids == frozenset() and found.claim_ids == {"c1", "c2"}
    assert found.expression("title", ["article_id", "title"]) == '"title"'
    assert "'c1', 'c2'" in found.expression("quote", ["claim_id", "quote"])
