"""Builds files of every form out of plain articles, as publishers, crawlers and messengers write them."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path

import polars as pl
from fastwarc.warc import WarcRecord, WarcRecordType


@dataclass(frozen=True)
class Piece:
    """An article to be written down: `text` holds the title, a blank line and the body, as every form gives it back; a
    body that opens with its title says it once."""

    number: int
    outlet: str
    title: str
    body: str
    published: datetime

    @property
    def text(self) -> str:
        return self.body if self.body.startswith(self.title) else f"{self.title}\n\n{self.body}"

    @property
    def url(self) -> str:
        return f"https://{self.outlet.lower().replace(' ', '-')}.example/{self.number}"

    @property
    def record(self) -> dict[str, str]:
        stated = self.published.isoformat()
        return {
            "id": str(self.number), "url": self.url, "outlet": self.outlet, "title": self.title, "text": self.text,
            "published": stated,
        }  # fmt: skip


Pieces = Sequence[Piece]


def page(piece: Piece) -> str:
    """A page as a publisher's software writes it: navigation, metadata, the article, a footer."""
    paragraphs = "".join(f"<p>{escape(part)}</p>\n" for part in piece.body.split("\n\n"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(piece.title)} | {escape(piece.outlet)}</title>'
        f'<meta property="og:title" content="{escape(piece.title)}">'
        f'<meta property="og:site_name" content="{escape(piece.outlet)}">'
        f'<meta property="article:published_time" content="{piece.published.isoformat()}">'
        f'<link rel="canonical" href="{escape(piece.url)}"></head><body>'
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>'
        f"<main><article><h1>{escape(piece.title)}</h1>\n{paragraphs}</article></main>"
        '<footer><p><a href="/imprint">Imprint</a></p></footer></body></html>'
    )


def rss(pieces: Pieces, title: str = "All the news") -> str:
    items = "".join(
        f"<item><title>{escape(piece.title)}</title><link>{escape(piece.url)}</link><guid isPermaLink='false'>{piece.number}</guid>"
        f"<source url='https://x.example/'>{escape(piece.outlet)}</source><pubDate>{format_datetime(piece.published)}</pubDate>"
        f"<description>{escape(_paragraphs(piece))}</description></item>\n"
        for piece in pieces
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>{title}</title>\n{items}</channel></rss>'


def atom(pieces: Pieces) -> str:
    entries = "".join(
        f"<entry><title>{escape(piece.title)}</title><link href='{escape(piece.url)}'/><id>{piece.number}</id>"
        f"<source><title>{escape(piece.outlet)}</title></source><published>{piece.published.isoformat()}</published>"
        f"<content type='html'>{escape(_paragraphs(piece))}</content><summary>{escape(piece.title)}</summary></entry>\n"
        for piece in pieces
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{entries}</feed>'


def _paragraphs(piece: Piece) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in piece.body.split("\n\n"))


def telegram(pieces: Pieces) -> str:
    """The export of one channel; the last words of each message are marked bold, as the app splits them up."""
    messages = [{"id": 1, "type": "service", "action": "create_channel", "text": ""}]
    for piece in pieces:
        head, _, last = piece.text.rpartition(" ")
        messages.append({
            "id": piece.number + 2, "type": "message", "date": piece.published.strftime("%Y-%m-%dT%H:%M:%S"),
            "date_unixtime": str(int(piece.published.timestamp())), "from": piece.outlet,
            "text": [head + " ", {"type": "bold", "text": last}], "text_entities": [],
        })  # fmt: skip
    about = {"name": pieces[0].outlet, "type": "public_channel", "id": 1234567890}
    return json.dumps({**about, "messages": messages}, indent=1, ensure_ascii=False)


def warc(
    answers: Sequence[tuple[str, str, bytes]], headers: Mapping[str, str] | None = None, status: int = 200
) -> bytes:
    """Responses as a crawler writes them, each behind its request: (address, content type, body)."""
    out = io.BytesIO()
    for url, kind, body in answers:
        for record_type, kind_of_record, content in (
            (WarcRecordType.request, "request", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
            (
                WarcRecordType.response,
                "response",
                f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body,
            ),
        ):
            record = WarcRecord()
            record.init_headers(record_type)
            record.headers["WARC-Target-URI"] = url
            record.headers["WARC-Date"] = "2025-06-30T00:00:00Z"
            for name, value in (headers or {}).items():
                record.headers[name] = value
            record.headers["Content-Type"] = f"application/http; msgtype={kind_of_record}"
            record.set_bytes_content(content)
            record.write(out)
    return out.getvalue()


def warc_of(pieces: Pieces) -> bytes:
    return warc([(piece.url, "text/html; charset=utf-8", page(piece).encode()) for piece in pieces])


def warc_gz(plain: bytes) -> bytes:
    """Packed record by record, as WARC files are."""
    parts = plain.split(b"WARC/1.")
    return b"".join(gzip.compress(b"WARC/1." + part) for part in parts if part)


def jsonl(pieces: Pieces) -> str:
    return "".join(json.dumps(piece.record, ensure_ascii=False) + "\n" for piece in pieces)


def table(pieces: Pieces, delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(pieces[0].record), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(piece.record for piece in pieces)
    return out.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def parquet(pieces: Pieces) -> bytes:
    out = io.BytesIO()
    rows = [{**piece.record, "published": piece.published, "views": piece.number} for piece in pieces]
    pl.DataFrame(rows).write_parquet(out, row_group_size=100)
    return out.getvalue()


def pages(pieces: Pieces, where: str = "pages") -> dict[str, bytes]:
    return {f"{where}/{piece.number}.html": page(piece).encode() for piece in pieces}


def markdown(piece: Piece) -> str:
    about = {"title": piece.title, "outlet": piece.outlet, "url": piece.url, "published": piece.published.isoformat()}
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in about.items())
    return f"---\n{lines}---\n{piece.body}\n"


def texts(pieces: Pieces, where: str) -> dict[str, bytes]:
    return {
        f"{where}/{piece.outlet}/{piece.published.astimezone(UTC):%Y%m%dT%H%M%S}Z_{piece.number}.txt": piece.text.encode()
        for piece in pieces
    }


FORMS: Mapping[str, Callable[[Pieces], Mapping[str, bytes]]] = {
    "text": lambda pieces: texts(pieces, "text"),
    "markdown": lambda pieces: {f"md/{piece.number}.md": markdown(piece).encode() for piece in pieces},
    "html": pages,
    "jsonl": lambda pieces: {"news.jsonl": jsonl(pieces).encode()},
    "json": lambda pieces: {"news.json": json.dumps([piece.record for piece in pieces]).encode()},
    "csv": lambda pieces: {"news.csv": table(pieces).encode()},
    "tsv in UTF-16": lambda pieces: {"news.csv": table(pieces, "\t").encode("utf-16")},
    "parquet": lambda pieces: {"news.parquet": parquet(pieces)},
    "rss": lambda pieces: {"news.rss": rss(pieces).encode()},
    "atom": lambda pieces: {"news.xml": atom(pieces).encode()},
    "telegram": lambda pieces: {
        f"{outlet}/result.json": telegram([piece for piece in pieces if piece.outlet == outlet]).encode()
        for outlet in sorted({piece.outlet for piece in pieces})
    },
    "warc": lambda pieces: {"crawl.warc": warc_of(pieces)},
    "warc.gz": lambda pieces: {"crawl.warc.gz": warc_gz(warc_of(pieces))},
    "warc of a feed": lambda pieces: {
        "feeds.warc.gz": warc_gz(warc([("https://x.example/rss", "application/rss+xml", rss(pieces).encode())]))
    },
    "zip": lambda pieces: {"saved.zip": zipped(pages(pieces[::2]) | texts(pieces[1::2], "deep/text"))},
    "tar.gz": lambda pieces: {"saved.tar.gz": tarred(pages(pieces[::2]) | texts(pieces[1::2], "deep/text"))},
    "tar.xz of a zip": lambda pieces: {
        "both.txz": tarred({"inner/news.zip": zipped({"a/news.jsonl": jsonl(pieces).encode()})}, "w:xz")
    },
    "jsonl.bz2": lambda pieces: {"news.jsonl.bz2": bz2.compress(jsonl(pieces).encode())},
}
"""Form → the files that hold these pieces, by their path in a folder."""


def lay(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder
