"""Shared fixtures. Tests that need the labelled corpus beside the checkout ask for `shared` and skip where it is absent; tests that
need a finished warehouse ask for `built`, which is made once a session by the command a user types."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"
SAMPLE = PROJECT / "data" / "sample"
CROSSTALLY = Path(sys.executable).with_name("crosstally")
RUN_SECONDS = 600  # a run takes well under a minute; this only ends one that hangs


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes name no test: packed ones hold the time they were packed at, and differ from process to process."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the labelled corpus and reference data, read in place."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip(f"needs the labelled corpus in {SHARED.name}/ beside the checkout, which is not here")
    return SHARED


@dataclass(frozen=True)
class Built:
    """A data folder after runs of the command line, and what the last of them printed."""

    data: Path
    dagster_home: Path
    printed: str

    @property
    def published(self) -> Path:
        return self.data / "published"

    @property
    def database(self) -> Path:
        return self.published / "crosstally.duckdb"


def environment(data: Path, dagster_home: Path | None = None) -> dict[str, str]:
    """The environment of a command that works in `data` and leaves the project's own data folder alone."""
    own = {
        name: value for name, value in os.environ.items() if not name.startswith(("CROSSTALLY_", "DAGSTER_", "DBT_"))
    }
    home = {"DAGSTER_HOME": str(dagster_home)} if dagster_home else {}
    return {**own, **home, "CROSSTALLY_DATA": str(data)}


def crosstally(
    *arguments: str | Path, data: Path, dagster_home: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does, in `data`, and wait for it."""
    return subprocess.run(
        [CROSSTALLY, *arguments],
        cwd=PROJECT,
        env=environment(data, dagster_home),
        capture_output=True,
        text=True,
        timeout=RUN_SECONDS,
        check=False,
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample, run from an empty data folder. Shared by the whole session: read it, copy it (`copied`), never change it."""
    data, home = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("dagster-home")
    shutil.copy(PROJECT / "dagster_project" / "dagster.yaml", home)
    done = crosstally("run", SAMPLE, data=data, dagster_home=home)
    assert done.returncode == 0, done.stdout + done.stderr + (data / "logs" / "last-run.log").read_text()[-4000:]
    return Built(data, home, done.stdout)


@pytest.fixture
def copied(built: Built, tmp_path: Path) -> Built:
    """A copy of the built data folder, for a test that changes it."""
    data = tmp_path / "data"
    shutil.copytree(built.data, data, symlinks=True)
    return Built(data, tmp_path / "dagster-home", built.printed)
