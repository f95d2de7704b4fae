"""The endpoint: bounded in time and size, patient with servers that ask for it, silent about the key."""

from __future__ import annotations

import json
import logging
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from dagster_project.readers import endpoint as module
from dagster_project.readers.endpoint import ATTEMPTS, Endpoint, EndpointError
from dagster_project.settings import Settings
from tests.readers.conftest import KEY
from tests.readers.model_server import Answering, Asked, Reply, completion, serving

FINE = completion("{}")


def patient(url: str, **given: float) -> tuple[Endpoint, list[float]]:
    """An endpoint that notes its pauses instead of making them."""
    pauses: list[float] = []
    bounds = {"timeout": 30.0, "deadline": 60.0, **given}
    return Endpoint(url, KEY, sleep=pauses.append, **bounds), pauses


def first(times: int, reply: Reply) -> Answering:
    return lambda _, before: reply if before < times else FINE


def test_it_posts_where_the_protocol_says_with_the_key() -> None:
    with serving(lambda *_: FINE) as server:
        where, pauses = patient(server.url + "/")
        assert json.loads(where.ask({"model": "m"}))["object"] == "chat.completion"
        assert server.asked == [Asked("/v1/chat/completions", f"Bearer {KEY}", {"model": "m"})]
        assert pauses == []


def test_without_a_key_none_is_sent() -> None:
    with serving(lambda *_: FINE) as server:
        Endpoint(server.url).ask({})
        assert server.asked[0].authorization is None


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_ever_later(status: int) -> None:
    with serving(first(2, Reply(status))) as server:
        where, pauses = patient(server.url)
        assert where.ask({}) == FINE.body.decode()
        assert (len(server.asked), pauses) == (3, [1, 2])


def test_retry_after_is_heeded_in_both_its_forms() -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    for said, least, most in (("7", 7, 7), (moment, 30, 40), ("soon", 1, 1), ("-3", 1, 1), ("Fri, 99 Zzz", 1, 1)):
        with serving(first(1, Reply(429, headers={"Retry-After": said}))) as server:
            where, pauses = patient(server.url)
            where.ask({})
            assert len(pauses) == 1 and least <= pauses[0] <= most, said


def test_a_server_that_asks_for_too_long_is_left() -> None:
    with serving(lambda *_: Reply(429, headers={"Retry-After": "86400"})) as server:
        where, pauses = patient(server.url)
        with pytest.raises(EndpointError, match="86400 s"):
            where.ask({})
        assert (len(server.asked), pauses) == (1, [])


def test_a_server_that_stays_broken_is_given_up() -> None:
    with serving(lambda *_: Reply(500, b"out of memory")) as server:
        where, pauses = patient(server.url)
        with pytest.raises(EndpointError, match="status 500: out of memory") as raised:
            where.ask({})
        assert (len(server.asked), len(pauses)) == (ATTEMPTS, ATTEMPTS - 1)
        assert not raised.value.is_final


@pytest.mark.parametrize("status", [301, 307, 400, 401, 403, 404, 422])
def test_a_refusal_is_final_and_no_other_host_is_followed(status: int) -> None:
    with serving(lambda *_: FINE) as elsewhere:
        with serving(lambda *_: Reply(status, headers={"Location": elsewhere.url})) as server:
            where, _ = patient(server.url)
            with pytest.raises(EndpointError) as raised:
                where.ask({})
            assert raised.value.is_final and len(server.asked) == 1
        assert elsewhere.asked == []


def test_a_silent_server_times_out() -> None:
    with serving(lambda *_: Reply(body=b"{}", slowly=1.0)) as server:
        where, pauses = patient(server.url, timeout=0.05)
        with pytest.raises(EndpointError, match="ReadTimeout"):
            where.ask({})
        assert len(pauses) == ATTEMPTS - 1


def test_a_dripping_server_meets_the_deadline() -> None:
    with serving(lambda *_: Reply(body=b"x" * 70_000, slowly=0.1, pieces=50)) as server:
        where, _ = patient(server.url, deadline=0.25)
        with pytest.raises(EndpointError, match="still arriving"):
            where.ask({})


def test_a_huge_answer_is_left_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_ANSWER", 300_000)
    with serving(lambda *_: Reply(body=b"x" * 100_000, pieces=200)) as server:
        where, pauses = patient(server.url)
        with pytest.raises(EndpointError, match="at most 300000 bytes"):
            where.ask({})
        assert pauses == [], "it would be as huge again"


def test_a_line_cut_in_the_middle_is_asked_again() -> None:
    with serving(first(1, Reply(body=b'{"choices"', is_cut=True))) as server:
        where, pauses = patient(server.url)
        assert where.ask({}) == FINE.body.decode()
        assert len(pauses) == 1


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"\x1f\x8b\x08"])
def test_bytes_that_are_no_text_are_an_error(body: bytes) -> None:
    with serving(lambda *_: Reply(body=body)) as server:
        where, _ = patient(server.url)
        with pytest.raises(EndpointError, match="UTF-8"):
            where.ask({})


def test_rubbish_that_says_it_is_compressed_is_an_error() -> None:
    with serving(lambda *_: Reply(body=b"no gzip", headers={"Content-Encoding": "gzip"})) as server:
        where, _ = patient(server.url)
        with pytest.raises(EndpointError, match="DecodingError"):
            where.ask({})


def test_nobody_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        where, pauses = patient(f"http://127.0.0.1:{taken.getsockname()[1]}/v1")
        with pytest.raises(EndpointError, match="ConnectError"):
            where.ask({})
        assert len(pauses) == ATTEMPTS - 1


def test_the_key_stands_in_no_error_log_or_repr(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(lambda *_: Reply(401, f"bad key {KEY}\x1b[31m".encode())) as server:
        where, _ = patient(server.url)
        with pytest.raises(EndpointError) as raised:
            where.ask({})
    said = f"{raised.value!r} {raised.value.__cause__!r} {where!r} {caplog.text}"
    assert KEY not in said and "bad key …" in said and "\x1b" not in str(raised.value)
    assert KEY not in repr(Settings(module.__file__, reader_key=KEY))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("localhost:8000/v1", None),
        ("ftp://localhost/v1", None),
        ("file:///etc/passwd", None),
        ("http://", None),
        (f"http://user:{KEY}@localhost/v1", None),
        (f"http://localhost/v1?key={KEY}", None),
        ("http://[::1", None),
        ("http://localhost/v1", KEY + "\r\nX-Other: 1"),
        ("http://localhost/v1", "ключ"),
    ],
)
def test_an_address_or_key_that_cannot_be_is_refused_without_being_shown(url: str, key: str | None) -> None:
    with pytest.raises(ValueError, match="CROSSTALLY_READER_") as raised:
        Endpoint(url, key)
    assert KEY not in str(raised.value)
