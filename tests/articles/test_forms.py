"""What each form makes of the bytes it is given: text, metadata, times; and what it refuses, with which reason."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dagster_project.articles.model import Article, Precision, SourceKind
from dagster_project.articles.reading import Unread, articles
from dagster_project.articles.received import Limits

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def read(folder: Path, name: str, content: bytes | str, limits: Limits | None = None) -> list[Article | Unread]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(articles([folder], NOW, limits))


def only_article(found: list[Article | Unread]) -> Article:
    assert len(found) == 1 and isinstance(found[0], Article), found
    return found[0]


def only_reason(found: list[Article | Unread]) -> str:
    assert len(found) == 1 and isinstance(found[0], Unread), found
    assert "; " in found[0].rejected.detail, "a rejection says what to do"
    return found[0].rejected.reason.value


def test_plain_text_keeps_its_header_and_takes_the_date_from_it(tmp_path: Path) -> None:
    text = " date 2023-06-02 Two people were hurt.\n\nThe mayor said so.\n"
    article = only_article(read(tmp_path, "one.txt", text))
    assert article.text == text
    assert (article.published_at, article.published_precision) == (datetime(2023, 6, 2, tzinfo=UTC), Precision.DAY)
    assert article.known_at == datetime(2023, 6, 2, 23, 59, 59, tzinfo=UTC)
    assert (article.outlet, article.source_form, article.source_kind) == ("unknown outlet", "text", SourceKind.PROSE)


@pytest.mark.parametrize(
    ("name", "published", "precision"),
    [
        ("20230602T061500Z_XX_en_0a.txt", datetime(2023, 6, 2, 6, 15, tzinfo=UTC), Precision.SECOND),
        ("2023-06-02_kyiv.txt", datetime(2023, 6, 2, tzinfo=UTC), Precision.DAY),
        ("2023-13-40_kyiv.txt", None, Precision.NONE),
        ("notes.txt", None, Precision.NONE),
    ],
)
def test_a_plain_text_without_header_may_be_dated_by_its_name(
    tmp_path: Path, name: str, published: datetime | None, precision: Precision
) -> None:
    article = only_article(read(tmp_path, name, "Nobody was hurt."))
    assert (article.published_at, article.published_precision) == (published, precision)
    if published is None:
        assert article.known_at == NOW


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Kyiv Lantern/one.txt", "Kyiv Lantern"),
        ("articles/steppe_echo/one.txt", "steppe echo"),
        ("articles/one.txt", "unknown outlet"),
        ("2023-06/one.txt", "unknown outlet"),
        ("one.txt", "unknown outlet"),
    ],
)
def test_the_folder_names_the_outlet_unless_its_name_is_generic(tmp_path: Path, name: str, outlet: str) -> None:
    assert only_article(read(tmp_path, name, "Nobody was hurt.")).outlet == outlet


def test_markdown_puts_the_title_first_and_drops_the_marks(tmp_path: Path) -> None:
    page = (
        "---\ntitle: Three hurt\noutlet: Steppe Echo\nurl: https://echo.example/a?utm_source=x\npublished: 2023-06-02 06:15:00\n"
        "---\nThe *mayor* said\nthree were [hurt](https://x.example).\n\n- one\n- two\n"
    )
    article = only_article(read(tmp_path, "one.md", page))
    assert article.text == "Three hurt\n\nThe mayor said three were hurt.\n\none\n\ntwo"
    assert (article.title, article.outlet) == ("Three hurt", "Steppe Echo")
    assert article.published_at == datetime(2023, 6, 2, 6, 15, tzinfo=UTC)


def test_markdown_says_a_repeated_title_once(tmp_path: Path) -> None:
    article = only_article(read(tmp_path, "one.md", "---\ntitle: Three hurt\n---\n# Three hurt\n\nIn Kyiv.\n"))
    assert article.text == "Three hurt\n\nIn Kyiv."


def test_json_lines_take_the_text_as_it_is_under_any_known_name(tmp_path: Path) -> None:
    rows = [
        {
            "id": 7,
            "outlet": "A",
            "title": "T",
            "text": "  Two hurt. ",
            "published": "2023-06-02T06:15:00+03:00",
            "lang": "en",
        },
        {"headline": "T", "body": "Two hurt.", "link": "https://www.b.example/x", "date": "2 June 2023"},
        {"content": "Two hurt.", "source": {"id": None, "name": "C"}, "pubDate": "Fri, 02 Jun 2023 06:15:00 GMT"},
        {"text": "Two hurt \ud83d, not \x00 three.", "published": 1685686500},
    ]
    found = read(tmp_path, "feed.jsonl", "\n".join(json.dumps(row) for row in rows) + "\n\n")
    first, second, third, fourth = (one for one in found if isinstance(one, Article))
    assert (first.text, first.source_id, first.language) == ("  Two hurt. ", "7", "en")
    assert first.published_at == datetime(2023, 6, 2, 3, 15, tzinfo=UTC)
    assert (second.outlet, second.title, second.published_precision) == ("b.example", "T", Precision.DAY)
    assert (third.outlet, third.published_at) == ("C", datetime(2023, 6, 2, 6, 15, tzinfo=UTC))
    assert fourth.text == "Two hurt \ufffd, not \ufffd three."
    assert fourth.published_at == datetime(2023, 6, 2, 6, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "document",
    ['{"text": "Two hurt.", "outlet": "A"}', '[{"text": "Two hurt.", "outlet": "A"}]',
     '{"articles": [{"text": "Two hurt.", "outlet": "A"}]}'],
)  # fmt: skip
def test_json_holds_one_article_or_a_list_of_them(tmp_path: Path, document: str) -> None:
    assert only_article(read(tmp_path, "one.json", document)).text == "Two hurt."


PAGE = """<!doctype html><html lang="en-GB"><head><title>Three hurt | Steppe Echo</title>
<meta property="og:title" content="Three hurt in Kyiv"><meta property="og:site_name" content="Steppe Echo">
<meta property="article:published_time" content="2023-06-02T06:15:00+03:00">
<meta property="article:modified_time" content="2023-06-02T09:00:00Z">
<link rel="canonical" href="https://echo.example/three"></head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Three hurt in Kyiv</h1><p>Three people were hurt in Kyiv overnight, the mayor said on Friday morning.</p>
<p>All fifteen missiles were shot down over the city, according to the military administration of the capital.</p></article>
<footer>Copyright. Contact. Imprint.</footer></body></html>"""


def test_a_saved_page_gives_main_text_with_the_title_first(tmp_path: Path) -> None:
    article = only_article(read(tmp_path, "page.html", PAGE))
    assert article.text.startswith("Three hurt in Kyiv\n")
    assert article.text.count("Three hurt in Kyiv") == 1
    assert "All fifteen missiles were shot down" in article.text
    assert "Copyright" not in article.text and "Home" not in article.text
    assert (article.outlet, article.url, article.language) == ("Steppe Echo", "https://echo.example/three", "en")
    assert article.published_at == datetime(2023, 6, 2, 3, 15, tzinfo=UTC)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_text_of_any_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    text = "Повітряні сили повідомили, що збито тридцять шість цілей над Києвом цієї ночі. " * 5
    assert only_article(read(tmp_path, "one.txt", text.encode(encoding))).text == text


def test_mojibake_is_repaired_and_a_stray_sign_is_not(tmp_path: Path) -> None:
    broken = "The mayor\u2019s office said \u201cthree hurt\u201d.".encode().decode("cp1252", errors="replace")
    assert "mayor\u2019s" in only_article(read(tmp_path, "one.txt", broken)).text
    stray = "The Ã sign stands alone here, among many words that are right, and nothing is to be mended."
    assert only_article(read(tmp_path / "other", "two.txt", stray)).text == stray


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t \x00", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        ("a.html", b"%PDF-1.7 \xe2\xe3", "binary"),
        ("a.html", b"just words, no mark-up at all", "binary"),
        ("a.html", b"<html><body><script>go()</script><noscript>Please switch on scripts to read</noscript></body></html>",
         "no_main_text"),
        ("a.txt", b"\xff\xfe\x00\xd8", "undecodable"),
        ("a.md", b"---\ntitle: 'unclosed\n---\nText.", "broken_front_matter"),
        ("a.md", b"---\ntitle: Nothing below\n---\n", "no_text"),
        ("a.jsonl", b'{"text": "cut o', "broken_json"),
        ("a.jsonl", b'["a list"]', "broken_json"),
        ("a.jsonl", b'{"title": "no text"}', "no_text"),
        ("a.jsonl", b'{"text": "   "}', "no_text"),
        ("a.jsonl", b'{"text": "Two hurt.", "published": "2093-01-01"}', "future_date"),
        ("a.jsonl", b'{"text": "Two hurt.", "published": "0001-01-01"}', "absurd_date"),
        ("a.jsonl", b'{"text": "Two hurt.", "published": "2023-02-30"}', "unreadable_date"),
        ("a.jsonl", b'{"text": "Two hurt.", "published": "03/04/2023"}', "unreadable_date"),
        ("a.jsonl", b'{"text": "Two hurt.", "published": "yesterday"}', "unreadable_date"),
        ("a.jsonl", b'{"text": ' + b"[" * 200_000, "too_deep"),
        ("a.json", b"[" * 200_000, "too_deep"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.json", b"[]", "empty"),
        ("a.csv", b"name,age\nx,1\n", "unsupported_form"),
        ("a.docx", b"PK\x03\x04", "unsupported_form"),
    ],
)  # fmt: skip
def test_bad_input_is_rejected_with_its_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    assert only_reason(read(tmp_path, name, content)) == reason


def test_a_line_beyond_the_limit_is_rejected_and_the_next_is_read(tmp_path: Path) -> None:
    lines = b'{"text": "' + b"x" * 5000 + b'"}\n{"text": "Two hurt."}\n'
    found = read(tmp_path, "a.jsonl", lines, Limits(entry_bytes=1000))
    assert [type(one) for one in found] == [Unread, Article]
    assert isinstance(found[0], Unread) and found[0].rejected.reason.value == "too_large"


def test_a_document_beyond_the_limit_is_rejected(tmp_path: Path) -> None:
    assert only_reason(read(tmp_path, "a.txt", b"word " * 1000, Limits(document_bytes=1000))) == "too_large"


def test_a_markup_bomb_ends_as_a_rejection(tmp_path: Path) -> None:
    assert only_reason(read(tmp_path, "a.html", "<html><body>" + "<b>" * 300_000)) in (
        "too_large",
        "no_main_text",
        "too_deep",
    )


def test_a_yaml_bomb_is_never_unfolded(tmp_path: Path) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{earlier}'] * 9)}]\n"
        for earlier, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert only_article(read(tmp_path, "a.md", f"---\n{bomb}title: *i\n---\nTwo hurt.\n")).title is None


def test_links_out_of_the_folder_hidden_files_and_readmes_are_no_inputs(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("A secret.")
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    (folder / ".hidden.txt").write_text("Hidden.")
    (folder / "README.md").write_text("About this folder.")
    found = list(articles([folder], NOW))
    assert {(one.source_file, one.rejected.reason.value) for one in found if isinstance(one, Unread)} == {
        ("link.txt", "outside_folder"),
        ("broken.txt", "outside_folder"),
    }
    assert not [one for one in found if isinstance(one, Article)]


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.txt"):
        list(articles([tmp_path / "nowhere.txt"], NOW))
