"""What a form hands over: entries cut from a file, and the records or rejections they are read into. No parsing
here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dagster_project.articles.model import Precision, SourceKind

UNKNOWN_OUTLET = "unknown outlet"


class Reason(StrEnum):
    """Why an input is not an article. The ledger's `reason`; `detail` says what was expected and what to do."""

    EMPTY = "empty"
    BINARY = "binary"
    UNDECODABLE = "undecodable"
    UNSUPPORTED_FORM = "unsupported_form"
    BROKEN_JSON = "broken_json"
    BROKEN_FRONT_MATTER = "broken_front_matter"
    BROKEN_TABLE = "broken_table"
    BROKEN_FEED = "broken_feed"
    BROKEN_ARCHIVE = "broken_archive"
    ARCHIVE_BOMB = "archive_bomb"
    UNSAFE_MEMBER = "unsafe_member"
    HTTP_STATUS = "http_status"
    NO_CHANNEL = "no_channel"
    TOO_DEEP = "too_deep"
    TOO_LARGE = "too_large"
    NO_TEXT = "no_text"
    NO_MAIN_TEXT = "no_main_text"
    UNREADABLE_DATE = "unreadable_date"
    FUTURE_DATE = "future_date"
    ABSURD_DATE = "absurd_date"
    OUTSIDE_FOLDER = "outside_folder"
    UNREADABLE_FILE = "unreadable_file"
    READER_FAILED = "reader_failed"


class Rejected(Exception):
    """Raised by a form for an entry it can't take. Caught where entries are read, and turned into a ledger row."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class Exploded(Rejected):
    """Raised where an archive unfolds beyond its limits: the rest of the file is not read, however it is nested."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes above which an input is rejected instead of read, in bytes, and how far a date may lie ahead, in hours.

    An archive may unfold to `unfolded_bytes` and, from `unfolded_freely` on, to `unfolded_ratio` times its own size;
    it may hold `members` files and other archives `depth` deep. Text packs 3 to 30 times, zeros a thousand times."""

    document_bytes: int = 32 * 1024 * 1024
    entry_bytes: int = 8 * 1024 * 1024
    hours_ahead: int = 26
    unfolded_bytes: int = 64 * 1024**3
    unfolded_freely: int = 64 * 1024 * 1024
    unfolded_ratio: int = 200
    members: int = 1_000_000
    depth: int = 4


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stated time in UTC and how exactly it is stated. A bare date carries midnight and precision day."""

    at: datetime
    precision: Precision


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Names that a user says fields go by in some files, beside those known (field → names, tried first), and the outlet
    of those files where they state none of their own."""

    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    outlet: str | None = None

    def of(self, field: str) -> tuple[str, ...]:
        """The user's names for a field, none where there are none."""
        return next((names for name, names in self.fields if name == field), ())


@dataclass(frozen=True, slots=True)
class Stated:
    """What is known of a document from what carried it (an archive's record of a download, a feed): its address, the
    character set and outlet stated there, when it was captured, and which entries of it are to be read (None: all)."""

    url: str | None = None
    charset: str | None = None
    outlet: str | None = None
    captured: Stamp | None = None
    entries: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The file an entry comes from: its name as the ledger shows it (relative to the folder given), the outlet its
    folder names, if any, what carried it, and the user's names for the fields in it."""

    name: str
    folder_outlet: str | None = None
    stated: Stated = Stated()
    names: FieldNames = FieldNames()

    @property
    def stem(self) -> str:
        return self.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Entry:
    """One input cut from a file, not yet read. `locator` names it inside the file ("" = the whole file); `content` is
    what its content hash is taken of; `context` is what its form needs to know of the rest of the file. `rejected` is
    set where cutting itself failed."""

    locator: str
    content: bytes
    context: tuple[tuple[str, str], ...] = ()
    rejected: Rejected | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """An article as a form states it, before identity is decided. `text` is final: all spans refer to it.
    `row_key` is what ties the vintages of a table row together; prose has none."""

    form: str
    outlet: str
    text: str
    source_id: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    published: Stamp | None = None
    modified: Stamp | None = None
    kind: SourceKind = SourceKind.PROSE
    row_key: str | None = None
