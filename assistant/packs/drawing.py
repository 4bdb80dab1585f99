"""Charts as pictures: drawn by matplotlib without a screen, legible in print and for colour-blind eyes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from assistant.packs.written import WrittenChart
from tools.charts import ChartForm

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS: Final = ("#1f5f99", "#d98014", "#4a8f5b", "#7a5195")
"""Told apart with any kind of colour blindness, and by lightness in print."""

_SIZE: Final = (8.0, 3.2)  # inches
_INK: Final = "#333333"
_ROOM: Final = 1.15  # above the highest point
_TURNED_FROM: Final = 9  # names under the axis


def svg(chart: WrittenChart) -> str:
    """The chart as an SVG element, to stand in a page as it is; its text stays text."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": chart.title,
            "font.size": 10,
            "text.parse_math": False,  # a $ is money
        }
    ):
        figure = Figure(figsize=_SIZE, layout="constrained")
        axes = figure.add_subplot()
        (_columns if chart.form is ChartForm.COLUMNS else _line)(axes, chart)
        _dress(axes, chart)
        picture = BytesIO()
        figure.savefig(picture, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    drawn = picture.getvalue().decode()
    return drawn[drawn.index("<svg") :]


def _columns(axes: Axes, chart: WrittenChart) -> None:
    width = 0.8 / len(chart.series)
    for number, series in enumerate(chart.series):
        places = [at + number * width for at in range(len(chart.categories))]
        bars = axes.bar(
            places,
            [point or 0.0 for point in series.values],
            width * 0.9,
            label=series.label,
            color=COLOURS[number % len(COLOURS)],
        )
        axes.bar_label(bars, labels=_short(series.words, series.values), fontsize=8, color=_INK, padding=2)
    middle = (len(chart.series) - 1) * width / 2
    axes.set_xticks([at + middle for at in range(len(chart.categories))], chart.categories)


def _line(axes: Axes, chart: WrittenChart) -> None:
    for number, series in enumerate(chart.series):
        known = [(at, point) for at, point in enumerate(series.values) if point is not None]
        axes.plot(
            [at for at, _ in known],
            [point for _, point in known],
            marker="os^D"[number % 4],
            label=series.label,
            color=COLOURS[number % len(COLOURS)],
        )
    axes.set_xticks(range(len(chart.categories)), chart.categories)


def _short(words: tuple[str, ...], values: tuple[float | None, ...]) -> list[str]:
    """What stands over the columns; nothing over an empty one."""
    return [word if point else "" for word, point in zip(words, values, strict=True)]


def _dress(axes: Axes, chart: WrittenChart) -> None:
    """From zero, with room for what stands over the columns; names turned where they are many."""
    points = [point for series in chart.series for point in series.values if point is not None]
    low, high = min(0.0, *points), max(0.0, *points)
    axes.set_ylim(low * _ROOM, high * _ROOM or 1.0)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=_INK, labelsize=9)
    axes.yaxis.set_major_formatter(lambda number, _: f"{number:,.0f}")
    axes.set_ylabel(chart.unit, color=_INK)
    if len(chart.categories) >= _TURNED_FROM:
        axes.tick_params("x", rotation=45)
    if len(chart.series) > 1:
        axes.legend(frameon=False, fontsize=9)
