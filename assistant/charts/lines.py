"""Lines from left to right, each with a shape of its own; a gap where nothing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assistant.charts.looks import INK, MARKERS
from assistant.charts.sheet import MARGIN, Box, Sheet, colour_of, drawn, written
from assistant.charts.upright import TICKS, foot, under
from assistant.contract import ShownSeries

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROOM: Final = 0.18  # of the height, above and below
_LEAST: Final = 0.25  # of the highest value: the height shows as much at least, so that ripples stay ripples


def lines(sheet: Sheet, top: float) -> None:
    """A line per series; the values stand over the points of a single one, where they fit."""
    box = Box(MARGIN + TICKS, MARGIN + foot(sheet), sheet.look.width - MARGIN, top)
    axes = sheet.axes(box)
    axes.set_ylim(*_limits(sheet))
    under(sheet, axes, box)
    for number, series in enumerate(sheet.chart.series):
        values = [drawn(value) for value in series.values]
        axes.plot(
            range(len(values)),
            [float("nan") if value is None else value for value in values],
            marker=MARKERS[number % len(MARKERS)],
            color=colour_of(number),
            linewidth=1.8,
            markersize=5.5,
        )
    if len(sheet.chart.series) == 1:
        _values(sheet, axes, box.width / max(len(sheet.chart.categories), 1))


def _values(sheet: Sheet, axes: Axes, room: float) -> None:
    """The words over each point; only over the first and the last where there is no room for all."""
    series = sheet.chart.series[0]
    fits = all(sheet.small.width(word) <= room for word in series.words)
    told = _known(series) if fits else [*dict.fromkeys((*_known(series)[:1], *_known(series)[-1:]))]
    for at in told:
        axes.annotate(
            sheet.small.cut(series.words[at], sheet.look.width / 4),
            (at, drawn(series.values[at]) or 0.0),
            (0, 5),
            textcoords="offset points",
            ha="center",
            color=INK,
            **written(sheet.small),
        )


def _known(series: ShownSeries) -> list[int]:
    return [at for at, value in enumerate(series.values) if drawn(value) is not None]


def _limits(sheet: Sheet) -> tuple[float, float]:
    """Around the values: a line, unlike a column, need not stand on zero."""
    known = [value for one in sheet.chart.series for at in one.values if (value := drawn(at)) is not None]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    span = max(high - low, _LEAST * max(abs(high), abs(low))) or 1.0
    middle = (low + high) / 2
    bottom = middle - span * (0.5 + _ROOM)
    return (0.0 if low >= 0 > bottom else bottom), middle + span * (0.5 + _ROOM)
