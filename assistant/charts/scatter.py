"""Points with a place on both axes, each with its name where there is room for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assistant.charts.looks import FAINT_INK, MARKERS
from assistant.charts.sheet import MARGIN, Box, Sheet, colour_of, drawn, grid
from assistant.charts.upright import TICKS
from assistant.contract import ShownSeries

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROOM: Final = 0.06  # around the outermost points
_POINT: Final = 0.05  # inches from the middle of a point to where its name may begin
_DESCENT: Final = 0.03  # inches of letters below their line
_NAME: Final = 1.5  # inches that a name takes at most


@dataclass(frozen=True)
class _Point:
    across: float
    up: float
    name: str


def scatter(sheet: Sheet, top: float) -> None:
    """All points, the lines between high and low, and as many names as fit without covering anything."""
    foot = sheet.line(sheet.small) + sheet.line(sheet.body) + 0.06
    box = Box(MARGIN + TICKS, MARGIN + foot, sheet.look.width - MARGIN, top)
    axes = sheet.axes(box)
    rows = [_points(series) for series in sheet.chart.series]
    every = [point for row in rows for point in row]
    edges = [drawn(edge) or 0.0 for edge in sheet.chart.edges]
    axes.set_xlim(*_limits([point.across for point in every], edges[:1]))
    axes.set_ylim(*_limits([point.up for point in every], edges[1:]))
    for number, row in enumerate(rows):
        axes.scatter(
            [point.across for point in row],
            [point.up for point in row],
            s=34,
            marker=MARKERS[number % len(MARKERS)],
            color=colour_of(number),
            edgecolors=sheet.look.panel or "white",
            linewidths=0.6,
            zorder=3,
        )
    _lines(axes, edges)
    grid(axes, "y", (point.up for point in every))
    grid(axes, "x", (point.across for point in every))
    words = sheet.body.cut(sheet.chart.axes[0], box.width)
    sheet.write(words, box.right, MARGIN, sheet.body, faint=True, align="right")
    _names(sheet, axes, box, every)


def _points(series: ShownSeries) -> list[_Point]:
    names = series.names or [""] * len(series.values)
    found = zip(series.across, series.values, names, strict=True)
    placed = ((drawn(across), drawn(up), name) for across, up, name in found)
    return [_Point(a, u, name) for a, u, name in placed if a is not None and u is not None]


def _limits(values: list[float], edges: list[float]) -> tuple[float, float]:
    known = [*values, *edges] or [0.0]
    low, high = min(known), max(known)
    room = (high - low or abs(high) or 1.0) * _ROOM
    return low - room, high + room


def _lines(axes: Axes, edges: list[float]) -> None:
    """Where low ends and high begins."""
    for edge, draw in zip(edges, (axes.axvline, axes.axhline), strict=False):
        draw(edge, color=FAINT_INK, linewidth=1.0, linestyle=(0, (4, 3)), zorder=2)


def _names(sheet: Sheet, axes: Axes, box: Box, points: list[_Point]) -> None:
    """The highest points first; a name for which there is no room is left to the text beside the picture."""
    taken = [_around(box, axes, point) for point in points]
    lines = _line_boxes(sheet, box, axes)
    for point in sorted(points, key=lambda one: (-one.up, -one.across, one.name)):
        words = sheet.small.cut(point.name, _NAME)
        size = sheet.small.width(words), sheet.line(sheet.small) * 0.8
        places = [*_places(_around(box, axes, point), size)]
        free = _free(places, box, [*taken, *lines]) or _free(places, box, taken)
        if words and free:
            taken.append(free)
            sheet.name(words, free.left, free.bottom + _DESCENT)


def _free(places: list[Box], box: Box, taken: list[Box]) -> Box | None:
    fitting = (place for place in places if _inside(place, box))
    return next((place for place in fitting if not any(_overlap(place, other) for other in taken)), None)


def _line_boxes(sheet: Sheet, box: Box, axes: Axes) -> list[Box]:
    """What the lines between high and low cover; a name crosses one only where there is no other room."""
    edges = [drawn(edge) or 0.0 for edge in sheet.chart.edges]
    if len(edges) != len(("across", "up")):
        return []
    spot = _around(box, axes, _Point(edges[0], edges[1], ""))
    middle, level = (spot.left + spot.right) / 2, (spot.bottom + spot.top) / 2
    return [Box(middle, box.bottom, middle, box.top), Box(box.left, level, box.right, level)]


def _around(box: Box, axes: Axes, point: _Point) -> Box:
    """The square on the sheet that the point covers."""
    (low, high), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    left = box.left + (point.across - low) / (high - low) * box.width
    up = box.bottom + (point.up - bottom) / (top - bottom) * box.height
    return Box(left - _POINT, up - _POINT, left + _POINT, up + _POINT)


def _places(point: Box, size: tuple[float, float]) -> Iterator[Box]:
    """Where its name may stand: right, left, over, under, then the corners."""
    wide, high = size
    middle, level = (point.left + point.right) / 2, (point.bottom + point.top) / 2
    for left, bottom in (
        (point.right, level - high / 2),
        (point.left - wide, level - high / 2),
        (middle - wide / 2, point.top),
        (middle - wide / 2, point.bottom - high),
        (point.right, point.top - high / 3),
        (point.left - wide, point.top - high / 3),
        (point.right, point.bottom - high * 2 / 3),
        (point.left - wide, point.bottom - high * 2 / 3),
    ):
        yield Box(left, bottom, left + wide, bottom + high)


def _inside(place: Box, box: Box) -> bool:
    return (
        place.left >= box.left
        and place.right <= box.right
        and place.bottom >= box.bottom
        and place.top <= box.top
    )


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.bottom < other.top
        and other.bottom < one.top
    )
