"""Columns: side by side, on top of each other, or lying down where the names below them are long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assistant.charts.looks import FAINT_INK, INK
from assistant.charts.sheet import MARGIN, Box, Sheet, colour_of, drawn, grid, written
from assistant.contract import ShownSeries

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TICKS: Final = 0.5  # inches for the figures beside an axis
_LINES: Final = 2  # of a name under a column
_WIDE: Final = 0.8  # of the room of a category
_ROOM: Final = 1.15  # above the highest
_NAMES: Final = 0.34  # of the sheet for names beside lying columns


def columns(sheet: Sheet, top: float) -> None:
    """Groups of columns, one per series; lying down if there is one series with long names."""
    if len(sheet.chart.series) == 1 and _long_names(sheet):
        _lying(sheet, top)
        return
    box = Box(MARGIN + TICKS, MARGIN + foot(sheet), sheet.look.width - MARGIN, top)
    axes = sheet.axes(box)
    axes.set_ylim(*limits([value for one in sheet.chart.series for value in one.values]))
    under(sheet, axes, box)
    step = _WIDE / len(sheet.chart.series)
    for number, series in enumerate(sheet.chart.series):
        places = [at - _WIDE / 2 + (number + 0.5) * step for at in range(len(series.values))]
        heights = [drawn(value) or 0.0 for value in series.values]
        axes.bar(places, heights, step * 0.92, color=colour_of(number))
        if _labelled(sheet, box.width / max(len(sheet.chart.categories), 1) * step):
            _over(sheet, axes, places, series)
    axes.axhline(0, color=FAINT_INK, linewidth=0.8)


def stacked(sheet: Sheet, top: float) -> None:
    """Columns on top of each other; what is below zero goes down."""
    box = Box(MARGIN + TICKS, MARGIN + foot(sheet), sheet.look.width - MARGIN, top)
    axes = sheet.axes(box)
    count = len(sheet.chart.categories)
    above, below = [0.0] * count, [0.0] * count
    for number, series in enumerate(sheet.chart.series):
        heights = [drawn(value) or 0.0 for value in series.values]
        bottoms = [above[at] if height >= 0 else below[at] for at, height in enumerate(heights)]
        axes.bar(
            range(count),
            heights,
            _WIDE * 0.8,
            bottom=bottoms,
            color=colour_of(number),
            edgecolor=sheet.look.panel or "white",
        )
        for at, height in enumerate(heights):
            side = above if height >= 0 else below
            side[at] += height
    axes.set_ylim(*limits([*above, *below]))
    under(sheet, axes, box)
    axes.axhline(0, color=FAINT_INK, linewidth=0.8)


def under(sheet: Sheet, axes: Axes, box: Box) -> None:
    """The categories under the axis, each on two lines at most, and the lines across."""
    names = _names(sheet)
    axes.set_xlim(-0.5, max(len(names), 1) - 0.5)
    axes.set_xticks(range(len(names)), names, color=INK, **written(sheet.small))
    grid(axes, "y", (value for one in sheet.chart.series for value in one.values))
    if sheet.chart.axes[0]:
        words = sheet.body.cut(sheet.chart.axes[0], box.width)
        sheet.write(words, box.right, MARGIN, sheet.body, faint=True, align="right")


def foot(sheet: Sheet) -> float:
    """Inches for what stands under the axis."""
    across = sheet.line(sheet.body) if sheet.chart.axes[0] else 0.0
    high = max((name.count("\n") + 1 for name in _names(sheet)), default=0)
    return high * sheet.line(sheet.small) + 0.06 + across


def _names(sheet: Sheet) -> list[str]:
    """The categories, each as wide as its room."""
    names = sheet.chart.categories
    room = (sheet.look.width - 2 * MARGIN - TICKS) / max(len(names), 1) * 0.94
    return [sheet.small.wrapped(name, room, _LINES) for name in names]


def limits(values: list[float | None]) -> tuple[float, float]:
    """From zero, with room for what stands over the highest and under the lowest."""
    known = [value for one in values if (value := drawn(one)) is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    return low * _ROOM, high * _ROOM or 1.0


def _long_names(sheet: Sheet) -> bool:
    """Whether some name does not fit on two lines under its column."""
    return any(name.endswith("…") for name in _names(sheet))


def _labelled(sheet: Sheet, room: float) -> bool:
    """Whether what stands over the columns fits beside each other."""
    words = [word for one in sheet.chart.series for word in one.words]
    return all(sheet.small.width(word) <= room for word in words)


def _over(sheet: Sheet, axes: Axes, places: list[float], series: ShownSeries) -> None:
    """The value in words over each column, or under one that goes down."""
    for place, value, word in zip(places, series.values, series.words, strict=True):
        if (height := drawn(value)) is None:
            continue
        axes.annotate(
            sheet.small.cut(word, sheet.look.width),
            (place, height),
            (0, 2 if height >= 0 else -2),
            textcoords="offset points",
            ha="center",
            va="bottom" if height >= 0 else "top",
            color=INK,
            **written(sheet.small),
        )


def _lying(sheet: Sheet, top: float) -> None:
    """One column per line with its name before it and its value behind it."""
    series, names = sheet.chart.series[0], sheet.chart.categories
    wide = sheet.look.width * _NAMES
    value_wide = min(max((sheet.small.width(word) for word in series.words), default=0.0), wide) + 0.1
    box = Box(MARGIN + wide, MARGIN, sheet.look.width - MARGIN - value_wide, top)
    axes = sheet.axes(box)
    lengths = [drawn(value) or 0.0 for value in series.values]
    axes.barh(range(len(names)), lengths, 0.66, color=colour_of(0))
    low, high = limits(list(lengths))
    axes.set_xlim(low, max(lengths, default=0.0) if high != 1.0 and max(lengths, default=0.0) > 0 else high)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
    axes.set_xticks([])
    labels = [sheet.body.cut(name, wide - 0.12) for name in names]
    axes.set_yticks(range(len(names)), labels, color=INK, **written(sheet.body))
    axes.axvline(0, color=FAINT_INK, linewidth=0.8)
    for at, (length, word) in enumerate(zip(lengths, series.words, strict=True)):
        axes.annotate(
            sheet.small.cut(word, value_wide),
            (max(length, 0.0), at),
            (3, 0),
            textcoords="offset points",
            va="center",
            color=INK,
            **written(sheet.small),
        )
