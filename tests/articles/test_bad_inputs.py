"""Bad input of every structured form: what is wrong is a row that says so, what is sound beside it is read, and little memory is
taken by either."""

from __future__ import annotations

import io
import json
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dagster_project.articles import field_names
from dagster_project.articles.field_names import FileNames, Misnamed
from dagster_project.articles.forms.json_stream import DEEPEST
from dagster_project.articles.model import Article, Precision
from dagster_project.articles.reading import Unread, articles
from dagster_project.articles.received import Limits

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
TEXT = "Two people were hurt in Kharkiv on Sunday, the mayor said."
SMALL = Limits(document_bytes=20_000, entry_bytes=5_000)


def read(
    folder: Path, name: str, content: bytes | str, limits: Limits | None = None, names: FileNames | None = None
) -> tuple[list[Article], list[tuple[str, str]]]:
    """Articles, and (locator, reason) of what was refused."""
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    found = list(articles([folder], NOW, limits, names or FileNames()))
    unread = [one for one in found if isinstance(one, Unread)]
    assert all(one.rejected.reason.value != "reader_failed" for one in unread), unread
    assert all("; " in one.rejected.detail for one in unread), unread
    refused = [(one.locator, one.rejected.reason.value) for one in unread]
    return [one for one in found if isinstance(one, Article)], refused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_may_have_any_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    words = "Двоє людей поранено в Харкові в неділю вранці, повідомив міський голова; рятувальники на місці."
    rows = [["title", "text", "published"], *(["Харків", f'"{words} {number}"', "2025-06-01"] for number in range(30))]
    found, refused = read(tmp_path, "a.csv", "\n".join(delimiter.join(row) for row in rows).encode(encoding))
    assert refused == [] and len(found) == 30
    assert found[0].text == f"{words} 0" and found[0].language == "uk"


def test_a_broken_row_of_a_table_leaves_the_others(tmp_path: Path) -> None:
    good = f'"{TEXT}",A\n'
    content = f'text,outlet\n{good}"broken" quote,A\n{good}" ",A\n,\n\n"{"x" * 6000}",A\n{good}'.encode()
    content += good.encode() * 6000 + b'"\xff\xfe broken bytes here",A\n"Last one.",A\n'
    found, refused = read(tmp_path, "a.csv", content, SMALL)
    assert [one.text for one in found] == [TEXT] * 6003 + ["Last one."]
    assert refused == [
        ("row 2", "broken_table"),
        ("row 4", "no_text"),
        ("row 5", "too_large"),
        ("row 6007", "undecodable"),
    ]


def test_a_quote_never_closed_costs_a_bounded_row(tmp_path: Path) -> None:
    lines = "".join(f'"{TEXT} {number}",A\n' for number in range(200))
    found, refused = read(tmp_path, "a.csv", f'text,outlet\n"never closed,A\n{lines}', SMALL)
    assert refused[0][1] in ("too_large", "broken_table") and len(found) > 100


def test_two_hundred_megabytes_on_a_line_are_passed_over(tmp_path: Path) -> None:
    for name, start in (
        ("a.csv", b"text\n" + TEXT.encode() + b"\n"),
        ("a.jsonl", json.dumps({"text": TEXT}).encode() + b"\n"),
    ):
        path = tmp_path / name
        with path.open("wb") as file:
            file.write(start)
            for _ in range(200):
                file.write(b"x" * 1_000_000)
            file.write(b"\n" + start.splitlines()[-1] + b"\n")
        tracemalloc.start()
        found = list(articles([path], NOW))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [type(one) for one in found] == [Article, Unread, Article]
        assert most < 80_000_000
        path.unlink()


def test_epochs_in_a_table_are_times(tmp_path: Path) -> None:
    found, _ = read(tmp_path, "a.csv", f'text,timestamp\n"{TEXT}",1751184000\n"{TEXT}!",1751184000000\n')
    assert {one.published_at for one in found} == {datetime(2025, 6, 29, 8, tzinfo=UTC)}


def test_parquet_gives_typed_times_and_rejects_rows_alone(tmp_path: Path) -> None:
    frame = pl.DataFrame({
        "text": [TEXT, None, "  ", "x" * 6000, TEXT + " Again."],
        "published": [datetime(2025, 6, 1, 6, tzinfo=UTC), None, None, None, datetime(2093, 1, 1, tzinfo=UTC)],
        "source": [{"name": "Kyiv Lantern"}] * 5,
    })  # fmt: skip
    out = io.BytesIO()
    frame.write_parquet(out)
    found, refused = read(tmp_path, "a.parquet", out.getvalue(), SMALL)
    (one,) = found
    assert (one.outlet, one.published_at, one.published_precision) == (
        "Kyiv Lantern", datetime(2025, 6, 1, 6, tzinfo=UTC), Precision.SECOND,
    )  # fmt: skip
    assert refused == [("row 2", "no_text"), ("row 3", "no_text"), ("row 4", "too_large"), ("row 5", "future_date")]


def test_parquet_that_repeats_a_huge_word_takes_it_once(tmp_path: Path) -> None:
    table = pa.table({"text": pa.DictionaryArray.from_arrays(pa.array([0] * 500, pa.int32()), ["x" * 20_000_000])})
    pq.write_table(table, tmp_path / "a.parquet")
    assert (tmp_path / "a.parquet").stat().st_size < 3_000_000
    before = pa.total_allocated_bytes()
    found = list(articles([tmp_path / "a.parquet"], NOW))
    assert [one.rejected.reason.value for one in found if isinstance(one, Unread)] == ["too_large"] * 500
    assert pa.total_allocated_bytes() - before < 50_000_000


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.parquet", b"", "broken_table"),
        ("a.parquet", b"PAR1 no more than that PAR1", "broken_table"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"text,outlet\n", "empty"),
        ("a.csv", b"name,age\nx,1\n", "unsupported_form"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(100), "binary"),
        ("a.rss", b"", "empty"),
        ("a.xml", b"<?xml version='1.0'?><note>no feed</note>", "empty"),
        (
            "a.xml",
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>',
            "broken_feed",
        ),
        ("a.xml", b"<rss>" + b"<a>" * 200_000, None),
        ("result.json", b'{"name": "A", "type": "public_channel", "id": 1, "messages": []}', "empty"),
        ("result.json", b'{"name": "A", "type": "public_channel", "id": 1, "messages": [' + b"[" * 10_000, "too_deep"),
        ("result.json", b'{"name": "A", "type": "public_channel", "id": 1, "messages": [{"id": 1', "broken_json"),
        ("big.json", b"[" + b"[" * 300 + b" " * 30_000, "too_deep"),
        ("big.json", b'"' + b"x" * 30_000, "broken_json"),
        ("big.json", b'{"x": "' + b"x" * 30_000 + b'"}', "too_large"),
    ],
)
def test_a_file_that_holds_nothing_is_one_row(tmp_path: Path, name: str, content: bytes, reason: str | None) -> None:
    found, refused = read(tmp_path, name, content, SMALL)
    assert found == [] and len(refused) == 1
    assert reason in (None, refused[0][1])


def test_a_long_list_of_json_is_read_a_record_at_a_time(tmp_path: Path) -> None:
    records = [{"text": f"{TEXT} {number}", "outlet": "A"} for number in range(600)]
    content = json.dumps({"total": 600, "articles": records})
    whole, _ = read(tmp_path, "a.json", content)
    streamed, refused = read(tmp_path, "a.json", content, SMALL)
    assert refused == [] and whole == streamed and len(whole) == 600
    broken, refused = read(tmp_path, "a.json", content[:-50], SMALL)
    assert len(broken) == 599 and [reason for _, reason in refused] == ["broken_json"]


def test_a_record_beyond_all_limits_ends_a_long_list(tmp_path: Path) -> None:
    records = [{"text": TEXT}] * 2 + [
        {"text": "x" * 6_000},
        {"text": TEXT + "!"},
        {"text": "x" * 200_000},
        {"text": TEXT},
    ]
    found, refused = read(tmp_path, "a.json", json.dumps(records), SMALL)
    assert [reason for _, reason in refused] == ["too_large", "too_large"] and len(found) == 3


def test_nesting_within_a_record_is_bounded(tmp_path: Path) -> None:
    deep = '{"text": "x", "more": ' + "[" * (DEEPEST + 5) + "]" * (DEEPEST + 5) + "}"
    messages = f'{{"id": 1, "type": "message", "text": "{TEXT}"}}, {deep}'
    head = '{"name": "A", "type": "public_channel", "id": 1, "messages": ['
    found, refused = read(tmp_path, "result.json", f"{head}{messages}]}}")
    assert len(found) == 1 and [reason for _, reason in refused] == ["too_deep"]


def chat(kind: str, *messages: dict[str, object]) -> dict[str, object]:
    return {"name": "Lantern live", "type": kind, "id": 42, "messages": list(messages)}


def message(number: int, text: object, **more: object) -> dict[str, object]:
    sent = {"date": "2025-06-01T09:00:00", "date_unixtime": "1748757600"}
    return {"id": number, "type": "message", **sent, "text": text, **more}


def test_of_a_telegram_account_only_channels_are_read(tmp_path: Path) -> None:
    account = {
        "about": "Here is the data you requested.",
        "personal_information": {"first_name": "A"},
        "chats": {"list": [
            chat("personal_chat", message(1, "hello"), message(2, "dear")), chat("public_channel", message(1, TEXT)),
        ]},
    }  # fmt: skip
    found, refused = read(tmp_path, "result.json", json.dumps(account, indent=1))
    assert [(one.outlet, one.text, one.source_id, one.url) for one in found] == [
        ("Lantern live", TEXT, "42/1", "https://t.me/c/42/1")
    ]
    assert refused == [("chat 42", "no_channel")]


def test_a_message_that_was_edited_states_it_and_pictures_hold_no_text(tmp_path: Path) -> None:
    edited = message(
        2, ["Two ", {"type": "link", "text": "https://x.example"}, " hurt in Kyiv."], edited_unixtime="1748761200"
    )
    service = {"id": 9, "type": "service", "action": "pin_message", "text": ""}
    content = json.dumps(chat("private_channel", message(1, "", photo="p.jpg"), edited, service, message(4, TEXT)))
    found, refused = read(tmp_path, "result.json", content)
    assert [one.text for one in found] == ["Two https://x.example hurt in Kyiv.", TEXT]
    assert found[0].published_at == datetime(2025, 6, 1, 6, tzinfo=UTC)
    assert found[0].modified_at == datetime(2025, 6, 1, 7, tzinfo=UTC)
    assert refused == [("channel 42 message 1", "no_text")]


def test_a_feed_broken_off_gives_its_whole_items(tmp_path: Path) -> None:
    items = "".join(
        f"<item><guid>{n}</guid><title>Night {n}</title><description>{TEXT} {n}</description></item>" for n in range(3)
    )
    content = f"<rss version='2.0'><channel><title>Lantern</title>{items}<item><guid>9</guid><title>Cut of"
    found, refused = read(tmp_path, "a.rss", content)
    assert [one.text for one in found] == [f"Night {n}\n\n{TEXT} {n}" for n in range(3)]
    assert [reason for _, reason in refused] == ["broken_feed"]


def test_mark_up_in_a_feed_becomes_paragraphs(tmp_path: Path) -> None:
    html = (
        "<p>Two&nbsp;people<br>hurt &amp; safe.</p><script>x()</script><ul><li>one</li><li>two</li></ul><!-- no -->tail"
    )
    item = f"<item><title>A &lt;b&gt;night&lt;/b&gt;</title><description><![CDATA[{html}]]></description></item>"
    (found,), _ = read(tmp_path, "a.rss", f"<rss version='2.0'><channel><title>Lantern</title>{item}</channel></rss>")
    assert found.text == "A night\n\nTwo\u00a0people\nhurt & safe.\n\none\n\ntwo\n\ntail"
    assert found.outlet == "Lantern"


RULES = """
- files: "lantern_*.csv"
  outlet: Kyiv Lantern
  fields: {text: story_body, published: [first_seen, seen], title: head}
- files: "*.csv"
  fields: {url: where}
"""


def test_the_users_names_for_fields_hold_in_the_files_they_fit(tmp_path: Path) -> None:
    config = tmp_path / "fields.yaml"
    config.write_text(RULES)
    names = field_names.load(config)
    content = f'story_body,seen,head,where\n"{TEXT}",2025-06-01,Kharkiv,https://x.example/1\n'
    folder = tmp_path / "in"
    folder.mkdir()
    (found,), _ = read(folder, "LANTERN_1.csv", content, names=names)
    assert (found.outlet, found.text, found.title, found.url) == (
        "Kyiv Lantern",
        TEXT,
        "Kharkiv",
        "https://x.example/1",
    )
    assert found.published_at == datetime(2025, 6, 1, tzinfo=UTC)
    (folder / "LANTERN_1.csv").unlink()
    assert read(folder, "other.csv", content, names=names) == ([], [("other.csv", "unsupported_form")])


def test_the_example_of_field_names_makes_no_rule(tmp_path: Path) -> None:
    config = tmp_path / "fields.yaml"
    config.write_text(field_names.EXAMPLE)
    assert field_names.load(config) == field_names.load(tmp_path / "none.yaml") == FileNames()
    lines = [line for line in field_names.EXAMPLE.splitlines()[4:] if "The fields are" not in line]
    config.write_text("\n".join(line.removeprefix("#").removeprefix(" ") for line in lines))
    assert field_names.load(config).of("exports/lantern_1.csv").outlet == "Kyiv Lantern"


@pytest.mark.parametrize(
    ("content", "found"),
    [("- [", "YAML"), ("files: x", "list"), ("- fields: {}", "files"), ("- files: x\n  fields: {body: y}", "fields"),
     ("- files: x\n  outled: y", "outled"), ("- files: x\n  fields: {text: 7}", "names of columns"),
     ("- files: x\n  outlet: 7", "outlet")],
)  # fmt: skip
def test_field_names_that_are_wrong_are_refused_with_the_place(tmp_path: Path, content: str, found: str) -> None:
    (tmp_path / "fields.yaml").write_text(content)
    with pytest.raises(Misnamed, match=found):
        field_names.load(tmp_path / "fields.yaml")
