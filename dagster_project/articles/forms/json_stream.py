"""JSON of any size, a record at a time: bounded in what one record may take and how deep it may go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import ijson
from ijson.common import ObjectBuilder

from dagster_project.articles.received import Limits, Reason, Rejected

Path = tuple[str, ...]
DEEPEST = 200
"""Levels of nesting beyond which no record of articles goes."""
_BLOCK = 64 * 1024
_OPENING, _CLOSING = ("start_map", "start_array"), ("end_map", "end_array")


class Readable(Protocol):
    """What is asked of a stream: to be read on."""

    def read(self, size: int = -1, /) -> bytes:
        """Some next bytes, none at the end."""


class _Metered:
    """A stream that refuses to give more than `limit` bytes without `rest` in between: one record's worth."""

    def __init__(self, stream: Readable, limit: int) -> None:
        self._stream, self._limit, self._given = stream, limit, 0

    def rest(self) -> None:
        self._given = 0

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(_BLOCK if size < 0 else size)
        self._given += len(content)
        if self._given > self._limit:
            found = (
                f"expected records of at most {self._limit:,} bytes, found a longer one; split it; the rest is not read"
            )
            raise Rejected(Reason.TOO_LARGE, found)
        return content


def values(stream: Readable, is_wanted: Callable[[Path], bool], limits: Limits) -> Iterator[tuple[Path, Any]]:
    """The values at the wanted paths of one JSON document, in its order: (path, value). A path is the keys that lead to a
    value, `[]` standing for a place in a list. Raises `Rejected`: broken_json · too_deep · too_large."""
    metered = _Metered(stream, limits.document_bytes + 2 * _BLOCK)  # what is read ahead counts too
    path: list[str] = []
    builder: ObjectBuilder | None = None
    target = 0
    try:
        for event, value in ijson.basic_parse(metered, use_float=True, buf_size=_BLOCK):
            if event == "map_key":
                path[-1] = value
            if builder is None and event not in (*_CLOSING, "map_key") and is_wanted(tuple(path)):
                builder, target = ObjectBuilder(), len(path)
            if builder is not None:
                builder.event(event, value)
            if event in _OPENING:
                path.append("[]" if event == "start_array" else "")
                if len(path) > DEEPEST:
                    detail = f"expected records nested at most {DEEPEST} deep, found more; flatten them; the rest is not read"
                    raise Rejected(Reason.TOO_DEEP, detail)
            elif event in _CLOSING:
                path.pop()
            if builder is not None and len(path) == target and event != "map_key":
                yield tuple(path), builder.value
                builder = None
                metered.rest()
    except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
        found = " ".join(str(error).split())[:160]
        detail = f"expected JSON, found a fault: {found}; the records before it stand; correct the file"
        raise Rejected(Reason.BROKEN_JSON, detail) from error
