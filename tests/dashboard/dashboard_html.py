"""A small reader of the pages: what a browser would make of them, and whether the markup is well formed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}
# Elements that end an open <p>: markup that puts them inside one does not mean what it says.
NOT_IN_P = {
    "p",
    "ul",
    "ol",
    "table",
    "section",
    "article",
    "figure",
    "form",
    "blockquote",
    "details",
    "dl",
    "pre",
    "div",
}


@dataclass
class Page:
    text: str = ""
    marks: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.open = Page(), []  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.page.faults.append(f"attribute twice in <{tag}> at {self.getpos()}")
        if tag in NOT_IN_P and "p" in self.open:
            self.page.faults.append(f"<{tag}> inside <p> at {self.getpos()}")
        values = {name: value or "" for name, value in attrs}
        self.page.elements.append((tag, values))
        if "id" in values:
            self.page.ids.append(values["id"])
        if tag == "a":
            self.page.links.append(values)
        if tag == "mark":
            self.page.marks.append("")
        if "block" in values.get("class", "").split():
            self.page.text += " "
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.page.faults.append(f"</{tag}> closes nothing of its own at {self.getpos()}")
        if tag in {"td", "th", "dt", "dd", "li"}:
            self.page.text += " "

    def handle_data(self, data: str) -> None:
        if "script" not in self.open:
            self.page.text += data
        if "mark" in self.open:
            self.page.marks[-1] += data


def read(html: str) -> Page:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.page.faults += [f"<{tag}> left open" for tag in reader.open]
    reader.page.faults += [f"id {i!r} twice" for i in sorted(set(reader.page.ids)) if reader.page.ids.count(i) > 1]
    return reader.page
