"""Points with a place on both axes, each with its name where there is room for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Final

from assistant.charts.looks import FAINT_INK, MARKERS
from assistant.charts.placing import Placing, spot_of
from assistant.charts.sheet import MARGIN, Box, Sheet, colour_of, drawn, grid
from assistant.charts.upright import TICKS
from assistant.contract import ShownSeries

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROOM: Final = 0.06  # around the outermost points
_PAD: Final = 6.5  # points between the axis and its figures, which else meet those of the other axis
_NAME: Final = 1.5  # inches that a name takes at most
_ROOF: Final = 4.0  # times what is usual: from there on a point stands at the top and says how high it is


@dataclass(frozen=True)
class _Point:
    across: float
    up: float
    name: str
    word: str


def scatter(sheet: Sheet, top: float) -> None:
    """All points, the lines between high and low, and as many names as fit without covering anything."""
    foot = sheet.line(sheet.small) + sheet.line(sheet.body) + 0.1
    box = Box(MARGIN + TICKS, MARGIN + foot, sheet.look.width - MARGIN, top)
    axes = sheet.axes(box)
    axes.tick_params(axis="x", pad=_PAD)
    edges = [drawn(edge) or 0.0 for edge in sheet.chart.edges]
    rows = _below_roof([_points(series) for series in sheet.chart.series], edges[1:])
    every = [point for row in rows for point in row]
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
    found = zip(series.across, series.values, names, series.words, strict=True)
    placed = ((drawn(across), drawn(up), name, word) for across, up, name, word in found)
    return [_Point(a, u, name, word) for a, u, name, word in placed if a is not None and u is not None]


def _below_roof(rows: list[list[_Point]], edges: Sequence[float]) -> list[list[_Point]]:
    """A point far above the others is drawn at the top, its height in its name: the others keep apart."""
    usual = max((*edges, median([point.up for row in rows for point in row] or [0.0])))
    roof = _ROOF * usual
    if roof <= 0 or not edges:
        return rows
    return [
        [replace(one, up=roof, name=f"↑ {one.word} {one.name}") if one.up > roof else one for one in row]
        for row in rows
    ]


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
    """The highest points first; a name for which there is no room is left to the text beside the picture.

    Of points in one place the first is named, with how many more lie there.
    """
    places: dict[tuple[float, float], list[_Point]] = {}
    for point in sorted(points, key=lambda one: (-one.up, -one.across, not one.name, one.name)):
        places.setdefault(spot_of(box, axes, point.across, point.up), []).append(point)
    strokes = []
    if len(edges := [drawn(edge) or 0.0 for edge in sheet.chart.edges]) > 1:
        middle, level = spot_of(box, axes, edges[0], edges[1])
        strokes = [((middle, box.bottom), (middle, box.top)), ((box.left, level), (box.right, level))]
    placing = Placing(sheet, box, places, strokes=strokes)
    for spot, (first, *more) in places.items():
        beyond = f" +{len(more)}" if more else ""
        words = sheet.small.cut(first.name, _NAME) + beyond
        placing.beside(spot, words.strip())
