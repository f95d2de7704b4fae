"""Files of a site as they are written. A page is made from a template and what stands in it; where both are as they were in the
last site, its file is taken over, so that a build costs what changed. The bytes are those of a build from nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dagster_project.dashboard.render import environment, page

INDEX = "pages.json"  # what each page was made from, for the next build
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Page:
    """`name` is the path within the site."""

    name: str
    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True)
class Asset:
    name: str
    content: bytes


def write(files: Iterable[Page | Asset], site: Path, last: Path | None = None) -> list[Path]:
    """Write the files into the folder `site` and return them, sorted. `last`: the site built before, which may be gone. Pages
    are taken over from it as hard links (copies where the file system has none), so neither site's files may be changed."""
    env, maker = environment(), _maker()
    known = _made_from(last, maker) if last else {}
    made_from, written = {}, []
    for file in files:
        path = site / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # never write through a link
        if isinstance(file, Asset):
            path.write_bytes(file.content)
        else:
            made_from[file.name] = _digest(file)
            is_known = last is not None and known.get(file.name) == made_from[file.name]
            if not (last is not None and is_known and _take_over(last / file.name, path)):
                path.write_bytes(page(env, file.template, file.context))
        written.append(path)
    index = site / INDEX
    index.unlink(missing_ok=True)
    text = json.dumps({"made_by": maker, "pages": made_from}, sort_keys=True, separators=(",", ":"))
    index.write_text(text, encoding="utf-8")
    return sorted([*written, index])


def _digest(file: Page) -> str:
    """Of all that a page is made from but the program. Contexts are plain values in a set order, so their repr says it all."""
    whole = repr((file.template, file.context)).encode("utf-8", "surrogatepass")
    return blake2b(whole, digest_size=12).hexdigest()


def _maker() -> str:
    """Of the program that makes pages of contexts: this package's files and the libraries that render."""
    digest = blake2b(digest_size=12)
    for path in sorted(p for p in _HERE.rglob("*") if p.suffix in (".py", ".j2")):
        digest.update(path.relative_to(_HERE).as_posix().encode() + path.read_bytes())
    digest.update(f"{version('jinja2')} {version('markupsafe')}".encode())
    return digest.hexdigest()


def _made_from(last: Path, maker: str) -> dict[str, str]:
    """What the last site's pages were made from; nothing where there is no such site or another program made it."""
    try:
        index = json.loads((last / INDEX).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    found: dict[str, str] = index["pages"] if index.get("made_by") == maker else {}
    return found


def _take_over(old: Path, new: Path) -> bool:
    """Whether the page could be had from the last site."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        return False
    except OSError:  # another disk, or one without links
        shutil.copyfile(old, new)
    return True
