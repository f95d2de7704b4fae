"""The charts, as Vega-Lite specs made with Altair. A spec names its data ("rows", "frame"); pages bring the rows, the
script chooses among them, the style sheet gives the colours. Pure: no data in here."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt

HEIGHT = 230
SMALL_HEIGHT = 150
MAP_HEIGHT = 620
# Parts of the map: key, name, west, south, east, north in degrees.
VIEWS = (
    ("ukraine", "Ukraine and its borders", (22.0, 44.2, 41.5, 53.0)),
    ("all", "Ukraine and European Russia", (22.0, 44.0, 58.0, 60.5)),
    ("east", "East and south", (31.5, 44.3, 42.0, 51.5)),
)
# Labels name the year whatever the zoom; Vega's own say "Fri 02".
_DAYS = "utcFormat(datum.value, domain('x')[1] - domain('x')[0] > 2e10 ? '%b %Y' : '%-d %b %Y')"
_HOURS = "utcFormat(datum.value, domain('x')[1] - domain('x')[0] > 3e8 ? '%-d %b %Y' : '%-d %b %H:%M')"


@cache
def daily(measures: tuple[str, ...]) -> dict[str, Any]:
    """Measures over days, for one side attacked: a point for best, a bar from low to high, a triangle where no
    upper bound is stated. Days without a row stay empty; a stated zero is a point on the axis.

    rows: date, measure, day, low, best, high (as drawn), open, range, basis · frame: date, value: corners of the
    picture, the same for both sides, so that equal heights mean equal numbers.
    """
    axis = alt.Axis(labelExpr=_DAYS, labelOverlap=True, tickCount=5)
    x = alt.X("date:T", title=None, scale=alt.Scale(type="utc"), axis=axis)
    domain = list(measures)
    legend = alt.Legend(title=None, orient="top", labelLimit=300)
    colour = alt.Color("measure:N", scale=alt.Scale(domain=domain), legend=legend)
    shape = alt.Shape("measure:N", scale=alt.Scale(domain=domain, range=["circle", "diamond", "square"][: len(domain)]))
    tooltip = [
        alt.Tooltip("day:N", title="day"),
        alt.Tooltip("measure:N", title="claimed"),
        alt.Tooltip("best:Q"),
        alt.Tooltip("range:N", title="low–high"),
        alt.Tooltip("basis:N"),
    ]
    rows = alt.Chart(alt.NamedData("rows"))
    frame = alt.Chart(alt.NamedData("frame")).mark_point(opacity=0).encode(x=x, y=alt.Y("value:Q", title=None))
    band = rows.mark_rule(opacity=0.4, strokeCap="round").encode(
        x=x, y=alt.Y("low:Q", title=None), y2="high", color=colour, tooltip=tooltip
    )
    point = rows.mark_point(strokeWidth=1.8, opacity=1).encode(
        x=x, y=alt.Y("best:Q", title=None), color=colour, shape=shape, tooltip=tooltip
    )
    unbounded = (
        rows.transform_filter("datum.open")
        .mark_point(shape="triangle-up", filled=True, opacity=0.9, yOffset=-10)
        .encode(x=x, y="high:Q", color=colour, tooltip=tooltip)
    )
    # the wheel zooms with the shift key alone, so that it goes on scrolling the page
    zoom = alt.selection_interval(bind="scales", encodings=["x"], zoom="wheel![event.shiftKey]")
    return _spec(alt.layer(frame, band, point.add_params(zoom), unbounded), HEIGHT)


@cache
def steps() -> dict[str, Any]:
    """How one figure grew: best as a step line over the time at which it could be known, with the low–high band.

    rows: at (UTC), low, best, high (drawn), range, known, state (not drawn on), open."""
    axis = alt.Axis(labelExpr=_HOURS, labelOverlap=True, tickCount=4)
    x = alt.X("at:T", title="known at (UTC)", scale=alt.Scale(type="utc"), axis=axis)
    rows = alt.Chart(alt.NamedData("rows"))
    band = rows.mark_area(interpolate="step-after", opacity=0.3).encode(x=x, y=alt.Y("low:Q", title=None), y2="high")
    line = rows.mark_line(interpolate="step-after", strokeWidth=2).encode(x=x, y=alt.Y("best:Q", title=None))
    point = (
        rows.transform_filter("datum.state")
        .mark_point(filled=True, size=45, opacity=1)
        .encode(
            x=x,
            y="best:Q",
            tooltip=[
                alt.Tooltip("known:N", title="known at"),
                alt.Tooltip("best:Q"),
                alt.Tooltip("range:N", title="low–high"),
            ],
        )
    )
    unbounded = (
        rows.transform_filter("datum.open")
        .mark_point(shape="triangle-up", size=30, filled=True, yOffset=-10)
        .encode(x=x, y="high:Q")
    )
    return _spec(alt.layer(band, line, point, unbounded), SMALL_HEIGHT)


@cache
def places() -> dict[str, Any]:
    """Places as circles on an outline: filled to the best value, a thin ring at the high one, those with a name named.

    rows: place, side, level (region, place), latitude, longitude, best, high, range, rests, href, name · outlines: GeoJSON
    features with properties.of."""
    size = alt.Size("best:Q", scale=alt.Scale(type="linear", domainMin=0, range=[12, 1500]), legend=None)
    where = {"longitude": "longitude:Q", "latitude": "latitude:Q"}
    colour = alt.Color("side:N", legend=None)
    shape = alt.Shape("level:N", scale=alt.Scale(domain=["place", "region"], range=["circle", "square"]), legend=None)
    tooltip = [
        alt.Tooltip("place:N"),
        alt.Tooltip("side:N", title="targets in"),
        alt.Tooltip("best:Q", title="best, added up"),
        alt.Tooltip("range:N", title="low–high"),
        alt.Tooltip("rests:N", title="rests on"),
    ]
    land = (
        alt.Chart(alt.NamedData("outlines"))
        .mark_geoshape(strokeWidth=0.6, clip=True)
        .encode(fill=alt.Fill("properties.of:N", legend=None, scale=alt.Scale(domain=["UA", "RU", "other"])))
    )
    rows = alt.Chart(alt.NamedData("rows"))
    ring = rows.mark_point(filled=False, strokeWidth=1, opacity=0.8, clip=True).encode(
        **where, size=alt.Size("high:Q", legend=None), color=colour, shape=shape
    )
    circle = rows.mark_point(filled=True, opacity=0.6, strokeWidth=1, clip=True).encode(
        **where, size=size, color=colour, shape=shape, tooltip=tooltip, href="href:N"
    )
    name = rows.mark_text(dy=-13, fontSize=12, clip=True).encode(**where, text="name:N")
    return _spec(alt.layer(land, ring, circle, name), MAP_HEIGHT)


def _spec(chart: alt.LayerChart | alt.FacetChart, height: int) -> dict[str, Any]:
    """As JSON for the runtime: as wide as its place on the page, without Altair's own look (themes come with the
    page)."""
    spec: dict[str, Any] = chart.properties(width="container", height=height).to_dict()
    for own in ("config", "$schema", "usermeta"):
        spec.pop(own, None)
    return {**spec, "autosize": {"type": "fit", "contains": "padding"}}
