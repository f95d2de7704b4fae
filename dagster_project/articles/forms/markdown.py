"""Markdown with front matter: metadata from the front matter, text from the body's syntax tree, the title first."""

from __future__ import annotations

from collections.abc import Mapping

import frontmatter
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dagster_project.articles.decoding import decode
from dagster_project.articles.forms.fields import received, stripped, words_of
from dagster_project.articles.forms.form import Form, whole_file
from dagster_project.articles.received import Entry, Reason, Received, Rejected, Source


def read(entry: Entry, source: Source) -> Received:
    """Front matter's fields go by the names of `fields.ALIASES`. `text` = title, blank line, the body's paragraphs
    parted by blank lines, without Markdown's marks; a heading that repeats the title is not said twice."""
    fields, body = _parted(decode(entry.content))
    paragraphs = plain_paragraphs(body)
    title = stripped(words_of(fields, "title"))
    if not paragraphs:
        raise Rejected(Reason.NO_TEXT, "expected text below the front matter, found none; add the article's text")
    if title and paragraphs[0] != title:
        paragraphs.insert(0, title)
    return received(fields, "markdown", source, text="\n\n".join(paragraphs))


def _parted(text: str) -> tuple[Mapping[str, object], str]:
    try:
        post = frontmatter.loads(text)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        raise Rejected(
            Reason.BROKEN_FRONT_MATTER,
            f"expected YAML between the --- lines, found {str(error).splitlines()[0][:120]!r}; correct the front matter",
        ) from error
    return post.metadata, post.content


def plain_paragraphs(body: str) -> list[str]:
    """The words of each block of a Markdown text, in order: links and images by their words, code as it stands, no
    HTML."""
    return [words for token in MarkdownIt("commonmark").parse(body) if (words := _words(token).strip())]


def _words(token: Token) -> str:
    if token.type in ("fence", "code_block"):
        return token.content
    if token.type != "inline":
        return ""
    return "".join(_inline(child) for child in token.children or ())


def _inline(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline", "image") else ""


FORM = Form("markdown", (".md", ".markdown"), whole_file, read)
