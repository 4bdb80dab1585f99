"""Lines from left to right, each with a shape of its own; a gap where nothing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assistant.charts.looks import MARKERS
from assistant.charts.placing import Placing, spot_of
from assistant.charts.sheet import MARGIN, Box, Sheet, colour_of, drawn
from assistant.charts.upright import TICKS, foot, under
from assistant.contract import ShownSeries

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROOM: Final = 0.18  # of the height, above and below
_LEAST: Final = 0.25  # of the highest value: the height shows as much at least, so that ripples stay ripples
_EDGE: Final = 0.04  # inches that stay free beside the last value


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
            clip_on=False,
        )
    if len(sheet.chart.series) == 1:
        _values(sheet, axes, box)


def _values(sheet: Sheet, axes: Axes, box: Box) -> None:
    """The words beside each point, off the line; only of its ends and extremes where not all have room."""
    series = sheet.chart.series[0]
    known = _known(series)
    spots = {at: spot_of(box, axes, at, drawn(series.values[at]) or 0.0) for at in known}
    strokes = [(spots[at], spots[at + 1]) for at in known if at + 1 in spots]
    room = Box(box.left, box.bottom, sheet.look.width - _EDGE, box.top + MARGIN)
    placing = Placing(sheet, room, spots.values(), strokes=strokes)
    wide = box.width / max(len(sheet.chart.categories), 1)
    fits = all(sheet.small.width(word) <= wide for word in series.words)
    height = {at: spot[1] for at, spot in spots.items()}
    outermost = (
        *known[-1:],
        *known[:1],
        *(pick(known, key=height.__getitem__) for pick in (max, min) if known),
    )
    for at in dict.fromkeys((*outermost, *(known if fits else ()))):
        placing.around(spots[at], sheet.small.cut(series.words[at], sheet.look.width / 4))


def _known(series: ShownSeries) -> list[int]:
    return [at for at, value in enumerate(series.values) if drawn(value) is not None]


def _limits(sheet: Sheet) -> tuple[float, float]:
    """Around the values: a line, unlike a column, need not stand on zero."""
    known = [value for one in sheet.chart.series for at in one.values if (value := drawn(at)) is not None]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    span = max(high - low, _LEAST * max(abs(high), abs(low))) or 2.0
    middle = (low + high) / 2
    bottom = middle - span * (0.5 + _ROOM)
    return (0.0 if low >= 0 > bottom else bottom), middle + span * (0.5 + _ROOM)
