"""The chart runtime: Vega, Vega-Lite and Vega-Embed in one file, so that no page asks the network for anything."""

from __future__ import annotations

from functools import cache

import vl_convert


@cache
def bundle() -> str:
    """JavaScript (0.9 MB) that defines `window.vegaEmbed`. Loaded by src, so nothing in it needs escaping for HTML."""
    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
