"""A cell per category and series, the darker the more; every cell says its value."""

from __future__ import annotations

from math import cos, degrees, radians, sin
from typing import TYPE_CHECKING, Final

from assistant.charts.looks import EDGE, EMPTY, INK, contrast
from assistant.charts.sheet import MARGIN, Box, Sheet, drawn, written

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NAMES: Final = 0.34  # of the sheet for names of rows, at most
_LINES: Final = 2  # of a column's name
_SLANT: Final = radians(35)
_SLANTED: Final = 1.0  # inches of a slanted name, at most
_NOTHING: Final = "#ffffff"
_PALE, _DARK = (219, 235, 247), (8, 69, 133)
_ON_PALE, _ON_DARK = "#000000", "#ffffff"
_GAP: Final = 0.94  # of a cell's side that is filled
_WORD: Final = 0.88  # of a cell's side that its value takes at most


def heat(sheet: Sheet, top: float) -> None:
    """Rows from top to bottom; nothing is white, what nobody knows is grey."""
    box = _box(sheet, top)
    axes = sheet.axes(box)
    columns, rows = max(len(sheet.chart.categories), 1), max(len(sheet.chart.series), 1)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_xticks([])
    names = [sheet.body.cut(one.label, box.left - MARGIN - 0.06) for one in sheet.chart.series]
    axes.set_yticks(range(len(names)), names, color=INK, **written(sheet.body, "".join(names)))
    _column_names(sheet, box)
    known = [value for one in sheet.chart.series for at in one.values if (value := drawn(at)) is not None]
    most = max((abs(one) for one in known), default=0.0)
    for row, series in enumerate(sheet.chart.series):
        for column, (value, word) in enumerate(zip(series.values, series.words, strict=True)):
            colour = _colour(drawn(value), most)
            _cell(axes, (column, row), colour, sheet, sheet.body.cut(word, box.width / columns * _WORD))
    _said(sheet, box)


def _box(sheet: Sheet, top: float) -> Box:
    """Where the cells are: the names of rows and columns take no more than they need."""
    chart, look = sheet.chart, sheet.look
    widest = max(
        (sheet.body.width(sheet.body.cut(one.label, look.width)) for one in chart.series), default=0.0
    )
    left = MARGIN + min(widest + 0.08, look.width * _NAMES)
    bottom = MARGIN + (sheet.line(sheet.body) if any(chart.axes) else 0.0)
    if not _slanted(sheet, (look.width - MARGIN - left) / max(len(chart.categories), 1)):
        return Box(left, bottom, look.width - MARGIN, top - _LINES * sheet.line(sheet.small) - 0.04)
    widths = [sheet.small.width(sheet.small.cut(name, _SLANTED)) for name in chart.categories]
    beyond = max(0.0, widths[-1] * cos(_SLANT) - 0.2)
    return Box(left, bottom, look.width - MARGIN - beyond, top - max(widths) * sin(_SLANT) - 0.08)


def _slanted(sheet: Sheet, room: float) -> bool:
    """Whether some name of a column does not fit over it on two lines."""
    words = [sheet.small.wrapped(name, room * _GAP, _LINES) for name in sheet.chart.categories]
    whole = [sheet.small.wrapped(name, sheet.look.width, 1) for name in sheet.chart.categories]
    return any(made.replace("\n", " ") != name for made, name in zip(words, whole, strict=True))


def _column_names(sheet: Sheet, box: Box) -> None:
    """Over the cells, on two lines or slanted."""
    names = sheet.chart.categories
    room = box.width / max(len(names), 1)
    slanted = _slanted(sheet, room)
    for at, name in enumerate(names):
        middle = box.left + (at + 0.5) * room
        if slanted:
            words = sheet.small.cut(name, _SLANTED)
            sheet.name(words, middle - 0.04, box.top + 0.03, slant=degrees(_SLANT))
        else:
            words = sheet.small.wrapped(name, room * _GAP, _LINES)
            sheet.write(words, middle, box.top + 0.04, sheet.small, align="center")


def _said(sheet: Sheet, box: Box) -> None:
    """What the rows and the columns are."""
    named = zip(("across", "down"), sheet.chart.axes, strict=True)
    words = " · ".join(f"{way}: {axis}" for way, axis in named if axis)
    if words:
        words = sheet.body.cut(words, box.width)
        sheet.write(words, box.right, MARGIN * 0.8, sheet.body, faint=True, align="right")


def _cell(axes: Axes, place: tuple[int, int], colour: str, sheet: Sheet, word: str) -> None:
    from matplotlib.patches import Rectangle

    column, row = place
    corner = (column - _GAP / 2, row - _GAP / 2)
    axes.add_patch(Rectangle(corner, _GAP, _GAP, facecolor=colour, edgecolor=EDGE, linewidth=0.6))
    ink = max(_ON_PALE, _ON_DARK, key=lambda one: contrast(one, colour))
    axes.text(column, row, word, ha="center", va="center", color=ink, **written(sheet.body, word))


def _colour(value: float | None, most: float) -> str:
    """From pale to dark by size; white for zero alone, grey for what is unknown."""
    if value is None:
        return EMPTY
    if not value or not most:
        return _NOTHING
    weight = abs(value) / most
    return "#" + "".join(
        f"{round(pale + (dark - pale) * weight):02x}" for pale, dark in zip(_PALE, _DARK, strict=True)
    )
