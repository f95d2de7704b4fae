"""The charts, made with Altair and compiled to Vega here, so that a browser only draws. A spec names its data ("rows",
"frame") and signals; pages bring the rows, the script chooses among them. Colours are names of the style sheet's, so that
dark, light and print need no other picture. Pure: no data in here."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import vl_convert

HEIGHT = 230
SMALL_HEIGHT = 150
MARKS = ("circle", "diamond", "square")
SIDES = ("areas held by Russia", "areas held by Ukraine", "areas held by others")
# Parts of the map: key, name, west, south, east, north in degrees.
VIEWS = (
    ("ukraine", "Ukraine and its borders", (22.0, 44.2, 41.5, 53.0)),
    ("all", "Ukraine and European Russia", (22.0, 44.0, 58.0, 60.5)),
    ("east", "East and south", (31.5, 44.3, 42.0, 51.5)),
)
# Labels name the year whatever the zoom; Vega's own say "Fri 02".
_DAYS = "utcFormat(datum.value, domain('x')[1] - domain('x')[0] > 2e10 ? '%b %Y' : '%-d %b %Y')"
_DRAG = "[pointerdown[event.pointerType !== 'touch'], window:pointerup] > window:pointermove!"  # fingers scroll
_SPAN = alt.BrushConfig(fill="var(--link)", fillOpacity=0.15, stroke="var(--link)")
_HOURS = "utcFormat(datum.value, domain('x')[1] - domain('x')[0] > 3e8 ? '%-d %b %Y' : '%-d %b %H:%M')"

_ROOM_ABOVE = {"left": 5, "right": 5, "top": 16, "bottom": 5}  # for the triangle above the greatest value
_LOOK: dict[str, Any] = {
    "background": None,
    "font": "system-ui, sans-serif",
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--quiet)", "titleColor": "var(--quiet)", "gridColor": "var(--grid)",
        "domainColor": "var(--quiet)", "tickColor": "var(--quiet)", "labelFontSize": 12, "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "axisX": {"grid": False},
    "axisY": {"tickCount": 5, "domain": False, "ticks": False, "tickMinStep": 1, "format": "d"},
    "range": {"category": ["var(--first)", "var(--second)", "var(--third)"]},
    "area": {"color": "var(--first)"}, "line": {"color": "var(--first)"}, "point": {"color": "var(--first)", "size": 38},
    "rule": {"color": "var(--first)", "strokeWidth": 5},
}  # fmt: skip


@cache
def daily(measures: tuple[str, ...]) -> dict[str, Any]:
    """Measures over time, for one side attacked: a point for best, a bar from low to high, a triangle where no
    upper bound is stated. Times without a row stay empty; a stated zero is a point on the axis. A span drawn with the
    pointer is in the signal `span` (field `date`).

    rows: date (of the mark), measure, day, low, best, high (as drawn), open, range, basis, href · frame: date, value:
    corners of the picture, the same for both sides, so that equal heights mean equal numbers.
    """
    axis = alt.Axis(labelExpr=_DAYS, labelOverlap=True, tickCount=5)
    x = alt.X("date:T", title=None, scale=alt.Scale(type="utc"), axis=axis)
    domain = list(measures)
    colour = alt.Color("measure:N", scale=alt.Scale(domain=domain), legend=None)  # the page has one, which wraps
    shape = alt.Shape("measure:N", scale=alt.Scale(domain=domain, range=[*MARKS[: len(domain)]]), legend=None)
    tooltip = [
        alt.Tooltip("day:N", title="time"),
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
        x=x, y=alt.Y("best:Q", title=None), color=colour, shape=shape, tooltip=tooltip, href="href:N"
    )
    unbounded = (
        rows.transform_filter("datum.open")
        .mark_point(shape="triangle-up", filled=True, opacity=0.9, yOffset=-10)
        .encode(x=x, y="high:Q", color=colour, tooltip=tooltip)
    )
    span = alt.selection_interval(name="span", encodings=["x"], on=_DRAG, translate=False, zoom=False, mark=_SPAN)
    return _spec(alt.layer(frame, band, point.add_params(span), unbounded), HEIGHT)


@cache
def steps() -> dict[str, Any]:
    """How one figure grew: best as a step line over the time at which it could be known, with the low–high band.

    rows: at (UTC), low, best, high (drawn), range, known, state (not drawn on), open."""
    axis = alt.Axis(labelExpr=_HOURS, labelOverlap=True, tickCount=4)
    x = alt.X("at:T", title="known at (UTC)", scale=alt.Scale(type="utc", padding=8), axis=axis)
    few = alt.Axis(tickCount=3)
    rows = alt.Chart(alt.NamedData("rows"))
    band = rows.mark_area(interpolate="step-after", opacity=0.3).encode(
        x=x, y=alt.Y("low:Q", title=None, axis=few), y2="high"
    )
    line = rows.mark_line(interpolate="step-after", strokeWidth=2).encode(x=x, y=alt.Y("best:Q", title=None, axis=few))
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
    return {**_spec(alt.layer(band, line, point, unbounded), SMALL_HEIGHT), "padding": _ROOM_ABOVE}


@cache
def places() -> dict[str, Any]:
    """Places as circles on an outline: filled to the best value, a thin ring at the high one, those with a name named.

    rows: place, side, level (region, place), latitude, longitude, best, high, range, rests, href, name · outlines: GeoJSON
    features with properties.of."""
    scale = alt.Scale(type="linear", domainMin=0, domainMax=alt.ExprRef("top"), range=[10, 1600])
    where = {"longitude": "longitude:Q", "latitude": "latitude:Q"}
    colours = alt.Scale(domain=list(SIDES), range=["var(--second)", "var(--first)", "var(--quiet)"])
    colour = alt.Color("side:N", legend=None, scale=colours)
    shape = alt.Shape("level:N", scale=alt.Scale(domain=["place", "region"], range=["circle", "square"]), legend=None)
    tooltip = [
        alt.Tooltip("place:N"),
        alt.Tooltip("side:N", title="targets in"),
        alt.Tooltip("best:Q", title="best, added up"),
        alt.Tooltip("range:N", title="low–high"),
        alt.Tooltip("rests:N", title="rests on"),
    ]
    ground = alt.Scale(domain=["UA", "RU", "other"], range=["var(--land)", "var(--land-too)", "var(--far)"])
    land = (
        alt.Chart(alt.NamedData("outlines"))
        .mark_geoshape(strokeWidth=0.6, stroke="var(--coast)", clip=True)
        .encode(fill=alt.Fill("properties.of:N", legend=None, scale=ground))
    )
    rows = alt.Chart(alt.NamedData("rows"))
    ring = rows.mark_point(filled=False, strokeWidth=1, opacity=0.8, clip=True).encode(
        **where, size=alt.Size("high:Q", scale=scale, legend=None), color=colour, shape=shape
    )
    circle = rows.mark_point(filled=True, opacity=0.6, strokeWidth=1, clip=True).encode(
        **where, size=alt.Size("best:Q", scale=scale, legend=None), color=colour, shape=shape, tooltip=tooltip,
        href="href:N",
    )  # fmt: skip
    name = rows.mark_text(dy=-13, fontSize=12, fontWeight=600, clip=True, fill="var(--ink)").encode(
        **where, text="name:N"
    )
    west, south, east, north = VIEWS[0][2]
    box = [alt.param(name=n, value=v) for n, v in (("west", west), ("south", south), ("east", east), ("north", north))]
    top = alt.param(name="top", value=1)
    picture = alt.layer(land, ring, circle, name).add_params(*box, top).project(**_mercator())
    return _spec(picture, "container")


def _mercator() -> dict[str, Any]:
    """Mercator's projection with the box of the signals west, south, east, north (degrees) just inside the picture."""
    rise = {edge: f"log(tan(PI / 4 + {edge} * PI / 360))" for edge in ("south", "north")}
    middle = f"(2 * atan(exp(({rise['north']} + {rise['south']}) / 2)) - PI / 2) * 180 / PI"
    scale = f"min(width / ((east - west) * PI / 180), height / ({rise['north']} - {rise['south']}))"
    return {
        "type": "mercator",
        "center": alt.ExprRef(f"[(west + east) / 2, {middle}]"),
        "scale": alt.ExprRef(scale),
        "translate": alt.ExprRef("[width / 2, height / 2]"),
    }


def _spec(chart: alt.LayerChart | alt.FacetChart, height: int | str) -> dict[str, Any]:
    """As Vega for the runtime: as wide as its place on the page, in the look of the pages."""
    spec: dict[str, Any] = chart.properties(width="container", height=height).to_dict()
    spec = {**spec, "config": _LOOK, "autosize": {"type": "fit", "contains": "padding"}}
    compiled: dict[str, Any] = vl_convert.vegalite_to_vega(spec)
    return compiled
