"""Where answers are kept: `lake/readings/<model>/<prompt version>/<article_id>.json`, one file an article, written whole or not
at all. What was answered once is never asked again; a rebuild reads these files and asks nobody. Nothing is interpreted here.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from dagster_project.lake.frames import write_bytes

_SAFE_ID = re.compile(r"[\w-]{1,128}", re.ASCII)
_LONGEST_NAME = 200


class DamagedReading(Exception):
    """A file of the store is not what was written there."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The answers of one model to one prompt."""

    lake: Path
    model: str
    prompt_version: str

    @property
    def folder(self) -> Path:
        return self.lake / "readings" / folder_name(self.model) / self.prompt_version

    def path(self, article_id: str) -> Path:
        if not _SAFE_ID.fullmatch(article_id):
            raise ValueError(f"expected an article id of letters, digits, _ and -, found {article_id!r}")
        return self.folder / f"{article_id}.json"

    def holds(self, article_id: str) -> bool:
        return self.path(article_id).exists()

    def keep(self, article_id: str, body: str) -> None:
        """Store the body of an answer as it came."""
        kept = {"article_id": article_id, "model": self.model, "prompt_version": self.prompt_version, "body": body}
        write_bytes(json.dumps(kept, ensure_ascii=True, indent=1).encode(), self.path(article_id))

    def body(self, article_id: str) -> str | None:
        """The body kept for an article, None where it was never asked. Raises `DamagedReading`."""
        path = self.path(article_id)
        if not path.exists():
            return None
        try:
            kept = json.loads(path.read_bytes())
            same = (kept["article_id"], kept["model"], kept["prompt_version"]) == (
                article_id,
                self.model,
                self.prompt_version,
            )
            body = kept["body"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise DamagedReading(f"{path}: expected a kept answer, found {error!r}; remove it to ask again") from error
        if not same or not isinstance(body, str):
            raise DamagedReading(f"{path}: expected the answer of its own name, found another; remove it to ask again")
        return body

    def digest(self) -> str:
        """Hash over every kept answer: changes when one is added, changed or removed. 12 hex digits."""
        digest = hashlib.sha256()
        for path in sorted(self.folder.glob("*.json")):
            digest.update(path.name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:12]


def folder_name(model: str) -> str:
    """A model's name as the name of one folder: "meta/llama" → "meta%2Fllama". Different models get different names."""
    name = quote(model, safe="")
    if not name or name.startswith(".") or len(name) > _LONGEST_NAME:
        raise ValueError(f"CROSSTALLY_READER_MODEL: expected a model's name, found {model[:_LONGEST_NAME]!r}")
    return name
