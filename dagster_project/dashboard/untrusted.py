"""Text, addresses and ids that came from outside, made harmless to show.

Escaping for HTML is the templates' (autoescape, always on). What lives here is what escaping does not do: characters
that are invisible or turn the reading direction, addresses that are no web addresses, ids that would leave their
folder."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup

# C0 and C1 controls (tab and newlines are plain white space), line and paragraph separators, marks that turn the
# reading direction, the byte order mark, tag characters, lone surrogates and noncharacters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\^`{|}]+", re.IGNORECASE)
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def visible(text: str) -> str:
    """The text with each hidden character replaced by its code in angle brackets, e.g. ``⟨U+202E⟩``. Still to be
    escaped."""
    return _HIDDEN.sub(lambda hit: f"⟨U+{ord(hit.group()):04X}⟩", text)


def finalize(value: object) -> object:
    """What templates do with every value they print: None is empty, text is made `visible`, markup of ours passes."""
    if value is None:
        return ""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value)


def web_address(url: str | None) -> str | None:
    """The address if it is one a reader may follow (http or https, with a host, without a user name), else None."""
    if not url or not _ADDRESS.fullmatch(url) or _HIDDEN.search(url):
        return None
    try:
        parts = urlsplit(url)
        host, user = parts.hostname, parts.username
    except ValueError:
        return None
    return url if host and user is None else None


def file_name(identifier: str) -> str:
    """The id, if it can name a file and an anchor (letters, digits, _ and -). Raises ValueError where it can not."""
    if not _FILE_NAME.fullmatch(identifier):
        raise ValueError(
            f"id {identifier!r} can't name a page: expected letters, digits, '_' and '-'. Ids are content hashes; see "
            "the model that made this one."
        )
    return identifier


def language_tag(language: str | None) -> str | None:
    """The language code if it is shaped like one, for the lang attribute of quoted text."""
    return language if language and _LANGUAGE.fullmatch(language) else None
