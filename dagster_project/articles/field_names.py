"""The user's names for the fields of articles, out of one YAML file: which files, which field under which name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

from dagster_project.articles.forms.fields import ALIASES
from dagster_project.articles.received import FieldNames

EXAMPLE = """\
# Names under which the fields of articles come in your files, beside those known anyway (text, body, content, headline, ...).
# For CSV, Parquet, JSON, JSON Lines and front matter; `outlet` for every form. Each rule counts for the files whose name,
# as the ledger shows it, fits its pattern; in an archive that is archive/file.
#
# - files: "exports/lantern_*.csv"
#   outlet: Kyiv Lantern              # where a file states none of its own
#   fields:
#     text: story_body                # one name, or several: [story_body, teaser]
#     title: head
#     published: first_seen
#
# The fields are: id, url, outlet, title, text, published, modified, language.
"""


class Misnamed(ValueError):
    """The file of field names can't be used. Says what is wrong where and what to do."""


@dataclass(frozen=True, slots=True)
class FileNames:
    """Rules in the order of the file: a pattern of file names (`*` and `?`, case ignored) and the names in those files."""

    rules: tuple[tuple[str, FieldNames], ...] = ()

    def of(self, file: str) -> FieldNames:
        """What the rules that fit a file say together, an earlier rule before a later one."""
        fitting = [names for pattern, names in self.rules if fnmatchcase(file.lower(), pattern.lower())]
        if not fitting:
            return FieldNames()
        fields = {field: tuple(name for names in fitting for name in names.of(field)) for field in ALIASES}
        outlet = next((names.outlet for names in fitting if names.outlet), None)
        return FieldNames(tuple((field, names) for field, names in fields.items() if names), outlet)


NONE_NAMED = FileNames()


def load(path: Path) -> FileNames:
    """The rules of a YAML file; none where there is no file. Raises `Misnamed`."""
    if not path.exists():
        return NONE_NAMED
    try:
        rules = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Misnamed(
            f"{path}: expected YAML, found {' '.join(str(error).split())[:160]}; correct the file"
        ) from error
    if not isinstance(rules, list):
        raise Misnamed(
            f"{path}: expected a list of rules, each beginning with `- files:`, found {type(rules).__name__}"
        )
    return FileNames(tuple(_rule(rule, f"{path}, rule {number}") for number, rule in enumerate(rules, start=1)))


def _rule(rule: object, place: str) -> tuple[str, FieldNames]:
    if not isinstance(rule, Mapping) or not isinstance(rule.get("files"), str):
        raise Misnamed(f"{place}: expected `files` with a pattern such as '*.csv', found {str(rule)[:80]!r}; add it")
    if unknown := sorted(set(map(str, rule)) - {"files", "fields", "outlet"}):
        raise Misnamed(f"{place}: expected only files, fields and outlet, found {', '.join(unknown)}; take it out")
    outlet, fields = rule.get("outlet"), rule.get("fields") or {}
    if outlet is not None and not isinstance(outlet, str):
        raise Misnamed(f"{place}: expected an outlet's name, found {outlet!r}; put it in quotes")
    if not isinstance(fields, Mapping) or (set(map(str, fields)) - set(ALIASES)):
        raise Misnamed(
            f"{place}: expected the fields {', '.join(ALIASES)}, found {str(fields)[:80]!r}; correct the names"
        )
    return rule["files"], FieldNames(
        tuple((str(field), _names(names, place)) for field, names in fields.items()), outlet
    )


def _names(names: object, place: str) -> tuple[str, ...]:
    listed = names if isinstance(names, list) else [names]
    if not all(isinstance(name, str) and name for name in listed):
        raise Misnamed(f"{place}: expected names of columns, found {names!r}; put them in quotes")
    return tuple(listed)
