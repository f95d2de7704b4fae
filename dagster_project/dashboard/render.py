"""Templates to bytes. Autoescape is on for every template, whatever its name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dagster_project.dashboard import words
from dagster_project.dashboard.charts import MARKS
from dagster_project.dashboard.untrusted import file_name, finalize, language_tag, web_address


def environment() -> Environment:
    """Templates of this package, with the words and the guards that they use."""
    env = Environment(
        loader=PackageLoader("dagster_project.dashboard"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.globals.update(
        words=words,
        web_address=web_address,
        file_name=file_name,
        language_tag=language_tag,
        data_block=data_block,
        as_json=as_json,
        packed=packed,
        marks=MARKS,
    )
    return env


def page(env: Environment, template: str, context: Mapping[str, Any]) -> bytes:
    return env.get_template(template).render(context).encode("utf-8")


def packed(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Rows turned into columns, and a column of texts into its different texts and their numbers, or, where these stand in long
    runs, into their numbers and lengths: a long series is a quarter of its size. The pages' scripts unpack it."""
    return {"n": len(rows), "columns": {name: _packed([row[i] for row in rows]) for i, name in enumerate(columns)}}


def _packed(values: list[Any]) -> Any:
    if not any(isinstance(v, str) for v in values):
        return [int(v) if isinstance(v, bool) else v for v in values]
    number = {v: n for n, v in enumerate(dict.fromkeys(values))}
    runs = [(number[v], len(list(run))) for v, run in groupby(values)]
    if 3 * len(runs) < len(values):
        return {"of": list(number), "runs": [n for run in runs for n in run]}
    return {"of": list(number), "at": [number[v] for v in values]}


def as_json(value: object) -> str:
    """JSON for an attribute; the template escapes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def data_block(value: object) -> Markup:
    """JSON that can stand in a <script type="application/json">: nothing in it can end the element or open a
    comment."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def script(name: str, value: object) -> bytes:
    """Data as a file that pages load by src, which works from the disk too: `crosstally.<name>`."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return f"(window.crosstally ||= {{}})[{json.dumps(name)}] = {text};\n".encode()
