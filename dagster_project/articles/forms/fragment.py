"""Fragments of HTML, as feeds carry them, as paragraphs of plain text."""

from __future__ import annotations

import re

from lxml import html
from lxml.etree import LxmlError, ParserError, iterwalk

from dagster_project.articles.decoding import storable

_MARKUP = re.compile(r"<[a-zA-Z/!]|&(#\d+|#x[\da-fA-F]+|\w+);")
_UNSEEN = frozenset(("script", "style", "noscript", "template", "head"))
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
))  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f\x1e]+")
_END = "\x1e"
"""Stands for a paragraph's end until blanks have been gathered."""


def plain_text(fragment: str) -> str:
    """The words of a fragment: blanks gathered as a browser does, blocks parted by blank lines, breaks kept. Text
    without mark-up is left as it is but for outer blanks; "" where nothing can be made of it."""
    if not _MARKUP.search(fragment):
        return fragment.strip()
    try:
        tree = html.fragment_fromstring(storable(fragment), create_parent="div")
    except (LxmlError, ParserError, ValueError, AssertionError):
        return ""
    lines = (" ".join(line.split(" ")).strip() for line in _gathered(tree).replace(_END, "\n\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _gathered(tree: html.HtmlElement) -> str:
    parts: list[str] = []
    walker = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        edge = _END if element.tag in _BLOCKS else "\n" if element.tag == "br" and event == "start" else ""
        if event == "start":
            is_unseen = element.tag in _UNSEEN
            parts += (edge, "" if is_unseen else _BLANKS.sub(" ", element.text or ""))
            if is_unseen:
                walker.skip_subtree()
        else:
            parts += (edge, "" if element is tree else _BLANKS.sub(" ", element.tail or ""))
    return "".join(parts)
