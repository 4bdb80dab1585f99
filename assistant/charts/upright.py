"""Columns: side by side, on top of each other, or lying down where the names below them are long."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from assistant.charts.looks import FAINT_INK, INK
from assistant.charts.placing import Placing, Spot, spot_of
from assistant.charts.sheet import MARGIN, Box, Sheet, colour_of, drawn, grid, written
from tools.charts import ChartForm

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TICKS: Final = 0.5  # inches for the figures beside an axis
_LINES: Final = 2  # of a name under a column
_WIDE: Final = 0.8  # of the room of a category
_WIDEST: Final = 0.9  # inches of a column
_THICK: Final = 0.92  # of its place that a column fills
_EDGE: Final = 0.04  # inches that stay free beside the last value
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
    step = _wide(sheet, box) / len(sheet.chart.series)
    placing = Placing(sheet, Box(box.left, box.bottom, sheet.look.width - _EDGE, box.top + MARGIN))
    ends: list[tuple[float, Spot, str]] = []
    for number, series in enumerate(sheet.chart.series):
        places = [
            at + (number + 0.5 - len(sheet.chart.series) / 2) * step for at in range(len(series.values))
        ]
        heights = [drawn(value) or 0.0 for value in series.values]
        axes.bar(places, heights, step * _THICK, color=colour_of(number))
        for place, height, value, word in zip(places, heights, series.values, series.words, strict=True):
            if drawn(value) is not None:
                ends.append((height, spot_of(box, axes, place, height), word))
                placing.taken.append(_bar(box, axes, place, step, height))
    for height, end, word in sorted(ends, key=lambda one: -abs(one[0])):
        placing.above(end, sheet.small.cut(word, sheet.look.width), below=height < 0)
    axes.axhline(0, color=FAINT_INK, linewidth=0.8)


def _wide(sheet: Sheet, box: Box) -> float:
    """Of the room of a category, what its columns take together: none is as wide as a wall."""
    room = box.width / max(len(sheet.chart.categories), 1)
    return min(_WIDE, _WIDEST * len(sheet.chart.series) / room)


def _bar(box: Box, axes: Axes, place: float, step: float, height: float) -> Box:
    """What a column covers of the sheet."""
    (left, low), (right, high) = (
        spot_of(box, axes, place + side * step / 2, end)
        for side, end in ((-1, min(height, 0.0)), (1, max(height, 0.0)))
    )
    return Box(left, low, right, high)


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
            min(_WIDE * 0.8, _WIDEST * count / box.width),
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
    axes.set_xticks(range(len(names)), names, color=INK, **written(sheet.small, "".join(names)))
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
    """The categories, each as wide as its room; along a line only every so many, where not all have room."""
    names = sheet.chart.categories
    room = (sheet.look.width - 2 * MARGIN - TICKS) / max(len(names), 1) * 0.94
    told = [sheet.small.wrapped(name, room, _LINES) for name in names]
    if sheet.chart.form != ChartForm.LINE:
        return told
    step = next(
        (one for one in range(1, len(names)) if _fits(sheet, one, room)), max(len(names) // _LINES, 1)
    )
    shown = range(step // 2, len(names), step)
    return [
        sheet.small.wrapped(name, room * step, _LINES) if at in shown else "" for at, name in enumerate(names)
    ]


def _fits(sheet: Sheet, step: int, room: float) -> bool:
    """Whether every so many names stand whole beside each other."""
    some = sheet.chart.categories[step // 2 :: step]
    told = (sheet.small.wrapped(name, room * step, _LINES) for name in some)
    return not any(one.endswith("…") for one in told)


def limits(values: list[float | None]) -> tuple[float, float]:
    """From zero, with room for what stands over the highest and under the lowest."""
    known = [value for one in values if (value := drawn(one)) is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    return low * _ROOM, high * _ROOM or 1.0


def _long_names(sheet: Sheet) -> bool:
    """Whether some name does not fit on two lines under its column."""
    return any(name.endswith("…") for name in _names(sheet))


def _lying(sheet: Sheet, top: float) -> None:
    """One column per line with its name before it and its value behind it, as far as lines have room."""
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
    high = box.height / max(len(names), 1)
    step = ceil(sheet.line(sheet.small) / high)
    labels = [
        _before(sheet, name, wide - 0.12, high) if at % step == 0 else "" for at, name in enumerate(names)
    ]
    axes.set_yticks(range(len(names)), labels, color=INK, **written(sheet.small, "".join(labels)))
    axes.axvline(0, color=FAINT_INK, linewidth=0.8)
    told = [sheet.small.cut(word, value_wide) for word in series.words]
    for at, (length, word) in [*enumerate(zip(lengths, told, strict=True))][::step]:
        axes.annotate(
            word,
            (max(length, 0.0), at),
            (3, 0),
            textcoords="offset points",
            va="center",
            color=INK,
            **written(sheet.small, word),
        )


def _before(sheet: Sheet, name: str, wide: float, high: float) -> str:
    """The name before a lying column, on two lines where they have room."""
    return sheet.small.wrapped(name, wide, _LINES if high > _LINES * sheet.line(sheet.small) else 1)
