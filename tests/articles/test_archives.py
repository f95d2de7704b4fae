"""Archives that lie, explode, break off or point outside themselves: each becomes rows that say so, and what is sound in
them is read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dagster_project.articles.model import Article
from dagster_project.articles.reading import Unread, articles
from dagster_project.articles.received import Limits
from tests.articles.building import tarred, warc, warc_gz, zipped

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
TEXT = b"Two people were hurt in Kharkiv on Sunday, the mayor said."
PAGE = (
    b"<html><head><title>Kharkiv</title></head><body><article><p>"
    + TEXT
    + b" "
    + TEXT
    + b"</p></article></body></html>"
)
SMALL = Limits(document_bytes=2_000_000, unfolded_freely=1_000_000, unfolded_ratio=20)


def read(
    folder: Path, name: str, content: bytes, limits: Limits | None = None
) -> tuple[list[str], list[tuple[str, str]]]:
    """Where articles came from, and (locator, reason) of what was refused."""
    (folder / name).write_bytes(content)
    found = list(articles([folder], NOW, limits))
    unread = [one for one in found if isinstance(one, Unread)]
    assert all(one.rejected.reason.value != "reader_failed" for one in unread), unread
    assert all(one.source_file == name and "; " in one.rejected.detail for one in unread), unread
    return [one.source_file for one in found if isinstance(one, Article)], [
        (one.locator, one.rejected.reason.value) for one in unread
    ]


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    "name",
    ["../escape.txt", "/etc/cron.d/job.txt", "a/../../b.txt", "..\\windows.txt", "C:\\x.txt", "x" * 2000 + ".txt"],
)
def test_a_name_that_leads_outside_is_refused_and_the_rest_is_read(
    tmp_path: Path, pack: Callable[[dict[str, bytes]], bytes], name: str
) -> None:
    ending = "zip" if pack is zipped else "tar.gz"
    read_, refused = read(tmp_path, f"a.{ending}", pack({name: TEXT, "good.txt": TEXT}))
    assert len(read_) == 1 and read_[0].endswith("good.txt")
    assert [reason for _, reason in refused] == ["unsafe_member"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"a.{ending}"], "nothing is unpacked"


def linked_tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE)
        for number, kind in enumerate(kinds):
            info = tarfile.TarInfo(f"{number}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("good.txt")
        info.size = len(TEXT)
        archive.addfile(info, io.BytesIO(TEXT))
    return out.getvalue()


def linked_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("good.txt", TEXT)
    return out.getvalue()


@pytest.mark.parametrize(("name", "content", "count"), [("a.tar", linked_tar(), 4), ("a.zip", linked_zip(), 1)])
def test_links_and_devices_in_an_archive_are_refused(tmp_path: Path, name: str, content: bytes, count: int) -> None:
    read_, refused = read(tmp_path, name, content)
    assert read_ == [f"{name}/good.txt"]
    assert [reason for _, reason in refused] == ["unsafe_member"] * count


ZEROS = bytes(20_000_000)


def nested(levels: int) -> bytes:
    content = zipped({"zeros.txt": ZEROS})
    for _ in range(levels):
        content = zipped({f"{number}.zip": content for number in range(4)})
    return content


def overlapping() -> bytes:
    """One packed stretch that many names share."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(ZEROS[:4_000_000]) + packed.flush()
    crc = zlib.crc32(ZEROS[:4_000_000])
    local = struct.pack("<4sHHHHHLLLHH", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(body), 4_000_000, 5, 0) + b"a.txt"
    entry = struct.pack(
        "<4sHHHHHHLLLHHHHHLL", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(body), 4_000_000, 5, 0, 0, 0, 0, 0, 0
    )
    directory = (entry + b"a.txt") * 500
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 500, 500, len(directory), len(local + body), 0)
    return local + body + directory + end


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", zipped({"good.txt": TEXT, "zeros.txt": ZEROS})),
        ("a.zip", nested(1)),
        ("a.zip", overlapping()),
        ("a.tar.gz", tarred({"good.txt": TEXT, "zeros.txt": ZEROS})),
        ("a.tar.bz2", tarred({"good.txt": TEXT, "zeros.txt": ZEROS}, "w:bz2")),
        ("a.tar.xz", tarred({"good.txt": TEXT, "zeros.txt": ZEROS}, "w:xz")),
        ("a.jsonl.gz", gzip.compress(ZEROS)),
        ("a.txt.bz2", bz2.compress(ZEROS)),
        ("a.csv.xz", lzma.compress(b"text\n" + b"x" * 20_000_000)),
        ("a.warc.gz", gzip.compress(warc([("https://x.example/", "text/html", ZEROS)]))),
    ],
)
def test_an_archive_that_explodes_is_stopped_and_what_came_before_stands(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    tracemalloc.start()
    read_, refused = read(tmp_path, name, content, SMALL)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [reason for _, reason in refused][-1] == "archive_bomb"
    assert read_ == ([f"{name}/good.txt"] if b"good.txt" in content or ".tar." in name else [])
    assert most < 16_000_000, "no more than the limit was ever unfolded"


def test_archives_in_archives_are_followed_so_deep_and_no_deeper(tmp_path: Path) -> None:
    content = zipped({"good.txt": TEXT})
    for level in range(5):
        content = zipped({f"{level}.zip": content, f"at_{level}.txt": TEXT + b" %d" % level})
    read_, refused = read(tmp_path, "a.zip", content)
    assert len(read_) == 4
    assert [reason for _, reason in refused] == ["too_deep"]


def test_too_many_files_in_one_archive_are_not_read_to_the_end(tmp_path: Path) -> None:
    many = zipped({f"{number:05}.txt": TEXT + b" %d" % number for number in range(60)})
    read_, refused = read(tmp_path, "a.zip", many, Limits(members=50))
    assert len(read_) == 50 and [reason for _, reason in refused] == ["archive_bomb"]


def test_a_list_of_files_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 65535, 65535, 0xFFFFFFF0, 0, 0)
    assert read(tmp_path, "a.zip", zipped({"a.txt": TEXT})[:-22] + end) == ([], [("a.zip", "archive_bomb")])


def test_a_tar_header_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 2**33 - 1
    assert read(tmp_path, "a.tar", info.tobuf(tarfile.USTAR_FORMAT) + bytes(10_000)) == (
        [],
        [("a.tar", "broken_archive")],
    )


def encrypted() -> bytes:
    content = bytearray(zipped({"secret.txt": TEXT}))
    for at in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[at] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "reasons"),
    [
        ("a.zip", b"", ["broken_archive"]),
        ("a.zip", b"no archive at all", ["broken_archive"]),
        ("a.zip", zipped({"a.txt": TEXT})[:-30], ["broken_archive"]),
        ("a.zip", encrypted(), ["unreadable_file"]),
        ("a.tar", b"no archive at all", ["broken_archive"]),
        ("a.tar.gz", tarred({"a.txt": TEXT})[:60], ["broken_archive"]),
        ("a.tgz", gzip.compress(b"no tar"), ["broken_archive"]),
        ("a.txt.gz", b"not packed", ["broken_archive"]),
        ("a.txt.gz", gzip.compress(TEXT)[:-12], ["broken_archive"]),
        ("a.txt.xz", lzma.compress(TEXT)[:-12], ["broken_archive"]),
        ("a.txt.bz2", bz2.compress(TEXT)[:-6], ["broken_archive"]),
        ("a.sql.gz", gzip.compress(b"select 1"), ["unsupported_form"]),
        ("a.warc", b"", ["empty"]),
        ("a.warc", b"just words\r\n" * 100, ["broken_archive", "empty"]),
        ("a.warc.gz", gzip.compress(b""), ["empty"]),
    ],
)
def test_a_damaged_archive_is_one_row(tmp_path: Path, name: str, content: bytes, reasons: list[str]) -> None:
    read_, refused = read(tmp_path, name, content)
    assert (read_, [reason for _, reason in refused]) == ([], reasons)


def test_damage_in_one_file_leaves_the_others(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": TEXT * 50, "b.txt": TEXT, "c.bin": b"\x00", "d.txt": b"", "e.jsonl": b"{}\n"}))
    content[45] ^= 0xFF
    read_, refused = read(tmp_path, "a.zip", bytes(content))
    assert read_ == ["a.zip/b.txt"]
    reasons = {"a.txt": "broken_archive", "c.bin": "unsupported_form", "d.txt": "empty", "e.jsonl line 1": "no_text"}
    assert dict(refused) == reasons


def test_a_tar_broken_in_the_middle_says_so(tmp_path: Path) -> None:
    content = bytearray(tarred({"a.txt": TEXT, "b.txt": TEXT + b" Again."}, "w"))
    content[1024 + 10] ^= 0xFF
    read_, refused = read(tmp_path, "a.tar", bytes(content))
    assert (read_, refused) == (["a.tar/a.txt"], [("a.tar", "broken_archive")])


def test_a_tar_broken_within_a_table_reads_no_half_of_it(tmp_path: Path) -> None:
    table = b"outlet,text\n" + b"A,Two people were hurt in the attack.\n" * 9
    content = tarred({"t.csv": table, "a.txt": TEXT, "u.csv": table}, "w")
    read_, refused = read(tmp_path, "a.tar", content[: content.rindex(b"outlet,text") + 100])
    assert set(read_) == {"a.tar/a.txt", "a.tar/t.csv"}
    assert refused[0] == ("u.csv", "broken_archive")


def test_hidden_files_and_a_systems_own_notes_are_no_inputs(tmp_path: Path) -> None:
    files = {"__MACOSX/._a.txt": b"\x00", ".DS_Store": b"\x00", "README.md": b"About", "a.txt": TEXT}
    assert read(tmp_path, "a.zip", zipped(files)) == (["a.zip/a.txt"], [])


def test_folders_in_an_archive_name_outlets_as_others_do(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"Kyiv Lantern/a.txt": TEXT, "pages/a.txt": TEXT}))
    found = [one for one in articles([tmp_path], NOW) if isinstance(one, Article)]
    assert sorted(one.outlet for one in found) == ["Kyiv Lantern", "unknown outlet"]


def answers(*kinds: tuple[str, bytes]) -> bytes:
    return warc([(f"https://x.example/{number}", kind, body) for number, (kind, body) in enumerate(kinds)])


def test_of_a_crawl_pages_and_feeds_are_read_and_the_rest_is_listed(tmp_path: Path) -> None:
    crawl = answers(
        ("text/html", PAGE), ("image/png", b"\x89PNG"), ("application/pdf", b"%PDF-"), ("", PAGE), ("text/plain", TEXT)
    )
    crawl += warc([("https://x.example/gone", "text/html", PAGE)], status=404)
    crawl += warc([("https://x.example/cut", "text/html", PAGE)], {"WARC-Truncated": "length"})
    read_, refused = read(tmp_path, "a.warc.gz", warc_gz(crawl))
    assert len(read_) == 2
    assert [reason for _, reason in refused] == ["unsupported_form"] * 3 + ["http_status", "too_large"]
    assert all(locator.startswith("offset ") for locator, _ in refused)


def test_a_crawl_broken_off_within_a_page_rejects_that_page(tmp_path: Path) -> None:
    crawl = answers(("text/html", PAGE), ("text/html", PAGE))
    read_, refused = read(tmp_path, "a.warc", crawl[:-90])
    assert len(read_) == 1 and [reason for _, reason in refused] == ["broken_archive"]
    read_, refused = read(tmp_path, "a.warc", crawl[: len(crawl) // 2 + 40])
    assert len(read_) == 1 and refused != []


def test_a_stretch_of_garbage_in_a_crawl_is_listed_and_the_next_page_is_read(tmp_path: Path) -> None:
    one, two = answers(("text/html", PAGE)), answers(("text/plain", TEXT))
    read_, refused = read(tmp_path, "a.warc", one + b"garbage\r\n" * 200 + two)
    assert len(read_) == 2 and [reason for _, reason in refused] == ["broken_archive"]


def test_a_packed_chunked_page_in_another_alphabet_is_read(tmp_path: Path) -> None:
    words = "Двоє людей поранено в Харкові в неділю вранці, повідомив міський голова, рятувальники працюють на місці. "
    body = gzip.compress(f"<html><body><article><p>{words * 3}</p></article></body></html>".encode("cp1251"))
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    head = "text/html; charset=windows-1251\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"
    (tmp_path / "a.warc").write_bytes(warc([("https://x.example/", head, chunked)]))
    (found,) = articles([tmp_path], NOW)
    assert isinstance(found, Article) and "Двоє людей" in found.text and found.language == "uk"
    assert found.url == "https://x.example/" and found.outlet == "x.example"
