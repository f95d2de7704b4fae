"""A real cluster on this machine, a master and two workers as processes of their own, writes the lake that one machine writes,
even where a worker is killed in the middle of it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dagster_project.claims.lexicon import Lexicon
from dagster_project.lake import claims, lexicon
from dagster_project.lake.chunks import chunks
from dagster_project.settings import Misset, Settings
from dagster_project.settings import settings as of_environment
from tests.conftest import PROJECT
from tests.lake.test_workers import contents, lake

HOST = "127.0.0.1"
SECONDS = 120


def lacking() -> str | None:
    """What there is no Spark for want of."""
    if importlib.util.find_spec("pyspark") is None:
        return "needs Spark, which `make test-spark` installs"
    return None if shutil.which("java") else "needs Java 17 on the path"


@dataclass(frozen=True)
class Cluster:
    master: str
    workers: tuple[subprocess.Popen[bytes], ...]


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """A master and two workers of one core each, every one with its executors in a process group of its own."""
    if reason := lacking():
        assert not os.environ.get("CROSSTALLY_REQUIRE_SPARK"), reason
        pytest.skip(reason)
    import pyspark

    home = Path(pyspark.__file__).parent
    for name, value in {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_WORKER_DIR": str(tmp_path / "work"),
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": os.pathsep.join([str(PROJECT), *(path for path in sys.path if path)]),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    port = free_port()
    address = f"spark://{HOST}:{port}"
    log = (tmp_path / "cluster.log").open("wb")

    def started(kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{kind}", "--host", HOST, *arguments]
        return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    running = [started("master.Master", "--port", str(port), "--webui-port", str(free_port()))]
    try:
        wait_until(lambda: is_open(port), "the master answers")
        running += [started("worker.Worker", "-c", "1", "-m", "1g", "--webui-port", "0", address) for _ in range(2)]
        registered = tmp_path / "cluster.log"
        wait_until(lambda: registered.read_text().count("Registering worker") == 2, "both workers are known")
        yield Cluster(address, tuple(running[1:]))
    finally:
        for one in running:
            if one.poll() is None:
                os.killpg(one.pid, signal.SIGKILL)
            one.wait()
        log.close()


def free_port() -> int:
    with socket.socket() as held:
        held.bind((HOST, 0))
        return int(held.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def wait_until(holds: object, what: str) -> None:
    assert callable(holds)
    for _ in range(SECONDS * 10):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError(f"waited {SECONDS} s in vain until {what}")


@pytest.fixture(scope="module")
def words() -> Lexicon:
    return lexicon.load()


def test_a_cluster_that_loses_a_worker_writes_what_one_machine_writes(
    tmp_path: Path, words: Lexicon, cluster: Cluster
) -> None:
    alone = lake(tmp_path, 480, 40)
    claims.refresh(alone, words)
    expected = contents(alone)
    assert len(expected) == 12
    for chunk in chunks(alone):
        chunk.claims.unlink()

    left_at: list[int] = []

    def kill_one() -> None:
        while not left_at:
            done = len(contents(alone))
            if done:
                os.killpg(cluster.workers[0].pid, signal.SIGKILL)
                left_at.append(done)
            time.sleep(0.02)

    killer = threading.Thread(target=kill_one)
    killer.start()
    told: list[int] = []
    spread = replace(alone, engine="spark", spark_master=cluster.master)
    report = claims.refresh(spread, words, lambda done, total, what: told.append(done))
    killer.join()

    assert 1 <= left_at[0] < 12, "it was killed in the middle"
    assert cluster.workers[0].poll() == -signal.SIGKILL and cluster.workers[1].poll() is None
    assert contents(alone) == expected, "the same bytes"
    assert (len(report.refreshed), report.articles) == (12, 480)
    assert told[-1] == 480
    again = claims.refresh(spread, words)
    assert (again.refreshed, len(again.unchanged)) == ([], 12), "nothing to do, no cluster is asked"


def test_an_engine_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSTALLY_ENGINE", "sparks")
    with pytest.raises(Misset, match="local or spark"):
        of_environment()


def test_without_spark_it_says_what_to_install(tmp_path: Path, words: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    from dagster_project.spark.extraction import SparkAbsent

    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    settings: Settings = replace(lake(tmp_path, 4, 2, 1), engine="spark")
    with pytest.raises(SparkAbsent, match=r"crosstally\[spark\]"):
        claims.refresh(settings, words)
