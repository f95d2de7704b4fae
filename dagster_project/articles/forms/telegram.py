"""Exports of Telegram Desktop (`result.json`): one article a message of a channel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dagster_project.articles.dating import stated_time
from dagster_project.articles.decoding import storable
from dagster_project.articles.forms.fields import outlet_of_file, stripped
from dagster_project.articles.forms.form import Form
from dagster_project.articles.forms.json_lines import parsed
from dagster_project.articles.forms.json_stream import Path, values
from dagster_project.articles.forms.record import row_entry
from dagster_project.articles.received import Entry, Limits, Reason, Received, Rejected, Source, Stamp

_OPENING = re.compile(rb'\s*\{\s*("about"|"name"\s*:\s*("(\\.|[^"\\])*"|null)\s*,\s*"type"\s*:\s*"\w+"\s*,\s*"id"\s*:)')
_ABOUT = ("name", "type", "id")
_CHANNEL = re.compile(r"(public|private)_channel$")
_CHATS: tuple[Path, ...] = ((), ("chats", "list", "[]"), ("left_chats", "list", "[]"))
"""Where chats lie: an export of one is the document itself, of an account a list of those there and those left."""


def holds(head: bytes) -> bool:
    """Whether a JSON document is such an export: its fields come in one order."""
    return _OPENING.match(head) is not None


def _is_wanted(path: Path) -> bool:
    return any(
        path == (*chat, "messages", "[]") or (path[:-1] == chat and path[-1:] and path[-1] in _ABOUT) for chat in _CHATS
    )


def cut(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Entry]:
    """One entry per message, located by the channel's and the message's id, so that a later export holds the same inputs.
    Telegram's own notes (somebody joined, a picture was changed) are no inputs. A chat that is no channel is one
    rejected entry: what people write to each other is not the press."""
    about: dict[str, Any] = {}
    found = False
    refused: set[str] = set()
    for path, value in values(stream, _is_wanted, limits):
        if path[-1] != "[]":
            about = {path[-1]: value} if path[-1] == "name" else about | {path[-1]: value}
            continue
        found = True
        chat = str(about.get("id"))
        if not _CHANNEL.match(str(about.get("type"))):
            if chat not in refused:
                refused.add(chat)
                yield _no_channel(chat, str(about.get("type")))
            continue
        if isinstance(value, dict) and value.get("type") == "service":
            continue
        message = value.get("id") if isinstance(value, dict) else "?"
        record = {"message": value, "channel": about.get("name"), "channel_id": about.get("id")}
        yield row_entry(f"channel {chat} message {message}", record, limits)
    if not found:
        raise Rejected(Reason.EMPTY, "expected a channel's messages, found none; export the channel again")


def _no_channel(chat: str, kind: str) -> Entry:
    detail = f"expected the export of a channel, found a chat of the kind {kind[:40]!r}; export channels alone"
    return Entry(f"chat {chat}", f"{chat} {kind}".encode(), rejected=Rejected(Reason.NO_CHANNEL, detail))


def read(entry: Entry, source: Source) -> Received:
    """`text` is the message's, links and marks by their words. Outlet: the channel. Published when sent, modified when
    edited; the address is Telegram's for the message, which ties its versions together."""
    record = parsed(entry.content)
    fields: Mapping[str, Any] = record if isinstance(record, dict) else {}
    message = fields.get("message")
    if not isinstance(message, dict):
        raise Rejected(
            Reason.BROKEN_JSON, f"expected a message, found {type(message).__name__}; export the channel again"
        )
    text = storable(_words(message.get("text")))
    if not text.strip():
        held = message.get("media_type") or (
            "photo" if "photo" in message else "file" if "file" in message else "nothing"
        )
        raise Rejected(
            Reason.NO_TEXT, f"expected a message with words, found {str(held)[:40]} alone; nothing to be done"
        )
    channel, number = fields.get("channel_id"), message.get("id")
    return Received(
        form="telegram",
        outlet=source.names.outlet or stripped(storable(str(fields.get("channel") or ""))) or outlet_of_file(source),
        text=text,
        source_id=f"{channel}/{number}",
        url=f"https://t.me/c/{channel}/{number}",
        published=_moment(message, "date"),
        modified=_moment(message, "edited"),
    )


def _words(text: object) -> str:
    """A message's text: a string, or a list of strings and marked pieces."""
    if isinstance(text, list):
        return "".join(map(_words, text))
    if isinstance(text, dict):
        text = text.get("text")
    return text if isinstance(text, str) else ""


def _moment(message: Mapping[str, Any], name: str) -> Stamp | None:
    """Seconds since 1970 where the export has them: the written date is in the zone of whoever exported."""
    seconds = message.get(f"{name}_unixtime")
    return stated_time(int(seconds) if isinstance(seconds, str) and seconds.isdigit() else message.get(name), name)


FORM = Form("telegram", (".json",), cut, read, holds)
