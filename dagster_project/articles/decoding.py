"""Bytes → text that can be stored: valid UTF-8, no NUL, no lone surrogate, offsets kept."""

from __future__ import annotations

import codecs
import re

from dagster_project.articles.received import Reason, Rejected

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"PAR1",
    b"SQLite format 3",
    b"\x7fELF",
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_MOJIBAKE = re.compile("â€[™œ\u009d“”˜¦]|Ã[\u0080-\u00bf]|Ð[\u0080-\u00bf°±²³µ¾½]|Â[\u00a0«»]")
_REPLACEMENT = "\ufffd"


def decode(content: bytes, stated: str | None = None) -> str:
    """Text of a file in any encoding: byte-order mark, else UTF-8, else the encoding `stated` (by a server, a page) if it
    fits, else the best guess of charset-normalizer. The mark is dropped; nothing else is changed but what can't be
    stored (`storable`) and unmistakable mojibake, which is repaired.

    Raises `Rejected`: empty (white space of any script counts as nothing) · binary (a known binary signature, or mostly
    control bytes) · undecodable."""
    empty = Rejected(Reason.EMPTY, f"expected text, found {len(content)} bytes with nothing in them; replace the file")
    if not content.strip(b" \t\r\n\x00"):
        raise empty
    text = _decoded(content, stated)
    if not text.strip():
        raise empty
    return text


def encoding_of(head: bytes) -> str:
    """The encoding of a file that is too long to decode whole, by its first bytes, which may end within a sign. Raises
    `Rejected` as `decode` does."""
    if not head.strip(b" \t\r\n\x00"):
        raise Rejected(Reason.EMPTY, "expected text, found nothing in it; replace the file")
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding.removesuffix("-le").removesuffix("-be") if encoding != "utf-8" else "utf-8-sig"
    _refuse_binary(head)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
        return "utf-8"
    except UnicodeDecodeError as error:
        best = _best_guess(head)
        if best is None:
            raise _undecodable(error) from error
        return best


def _decoded(content: bytes, stated: str | None) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return storable(content[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                raise Rejected(
                    Reason.UNDECODABLE,
                    f"the byte-order mark says {encoding}, but byte {error.start} is not; save as UTF-8",
                ) from error
    _refuse_binary(content)
    try:
        return repaired(storable(content.decode("utf-8")))
    except UnicodeDecodeError as error:
        return repaired(storable(_in_another(content, stated, error)))


def storable(text: str) -> str:
    """`text` with each NUL and lone surrogate replaced by U+FFFD, one for one, so that offsets stay."""
    return _UNSTORABLE.sub(_REPLACEMENT, text)


def repaired(text: str) -> str:
    """Undo text decoded with the wrong encoding, where its traces are frequent enough to be no accident."""
    if len(_MOJIBAKE.findall(text)) < max(2, len(text) // 2000):
        return text
    import ftfy

    return ftfy.fix_encoding(text)


def _refuse_binary(content: bytes) -> None:
    head = content[:4096]
    control = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    if head.startswith(_MAGIC) or control > max(8, len(head) // 10):
        raise Rejected(
            Reason.BINARY, f"expected text, found binary content (first bytes {head[:8].hex(' ')}); export it as text"
        )


def _in_another(content: bytes, stated: str | None, error: UnicodeDecodeError) -> str:
    for encoding in filter(None, (stated, _best_guess(content[: 256 * 1024]))):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise _undecodable(error) from error


def _best_guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    return None if best is None else best.encoding


def _undecodable(error: UnicodeDecodeError) -> Rejected:
    return Rejected(
        Reason.UNDECODABLE,
        f"expected UTF-8 or another known encoding; byte {error.start} fits none; save the file as UTF-8",
    )
