"""A file in the inbox is loaded once it is at rest, once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import dagster as dg
import pytest

from dagster_project.lake.inbox import Look, look


class Watched:
    """An inbox and the sensor's memory of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: Mapping[str, str] = {}
        self.loaded: Mapping[str, str] = {}

    def put(self, name: str, text: str, changed: int = 0) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (changed, changed))

    def look(self) -> Look:
        found = look(self.folder, self.seen, self.loaded)
        self.seen, self.loaded = found.seen, found.loaded
        return found


@pytest.fixture
def inbox(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


def test_a_new_file_waits_for_a_second_look(inbox: Watched) -> None:
    inbox.put("a.txt", "half")
    assert inbox.look().ready == []
    assert inbox.look().ready == ["a.txt"]


def test_a_file_that_still_grows_waits_on(inbox: Watched) -> None:
    inbox.put("a.txt", "half")
    inbox.look()
    inbox.put("a.txt", "half and whole", changed=1)
    assert inbox.look().ready == []
    assert inbox.look().ready == ["a.txt"]


def test_a_loaded_file_is_not_asked_for_again_until_it_changes(inbox: Watched) -> None:
    inbox.put("a.txt", "text")
    inbox.look()
    first = inbox.look()
    assert inbox.look().ready == []
    inbox.put("a.txt", "other", changed=2)
    inbox.look()
    second = inbox.look()
    assert second.ready == ["a.txt"]
    assert first.key != second.key


def test_hidden_and_half_written_files_are_left_alone(inbox: Watched) -> None:
    inbox.put(".a.txt.part", "text")
    inbox.put(".cache/b.txt", "text")
    inbox.put("folder/c.txt", "text")
    inbox.look()
    assert inbox.look().ready == ["folder/c.txt"]


def test_a_file_that_has_gone_is_forgotten(inbox: Watched) -> None:
    inbox.put("a.txt", "text")
    inbox.look()
    inbox.look()
    (inbox.folder / "a.txt").unlink()
    assert inbox.look().loaded == {}


def test_no_inbox_is_an_empty_one(tmp_path: Path) -> None:
    assert look(tmp_path / "none", {}, {}).ready == []


def test_the_sensor_asks_for_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sensor itself, with Dagster's own evaluation: first look waits, second asks, third is silent."""
    from dagster_project.definitions import defs

    monkeypatch.setenv("CROSSTALLY_DATA", str(tmp_path))
    watched = Watched(tmp_path / "inbox")
    watched.put("a.txt", "text")
    sensor = defs().resolve_sensor_def("inbox_sensor")
    cursor, asked = None, []
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(3):
            context = dg.build_sensor_context(instance=instance, cursor=cursor, definitions=defs())
            ticked = sensor.evaluate_tick(context)
            cursor = ticked.cursor
            asked.append([request.run_key for request in ticked.run_requests or []])
    assert [len(keys) for keys in asked] == [0, 1, 0]
