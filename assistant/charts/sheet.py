"""The sheet that a chart is drawn on: title, key and words in inches; nothing is placed by chance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from assistant.charts.fonts import FAMILY, families
from assistant.charts.lettering import Lettering
from assistant.charts.looks import COLOURS, FAINT_INK, INK, LINES, MARKERS, Look
from assistant.contract import ShownChart
from tools.charts import ChartForm

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MARGIN: Final = 0.14
_LINE: Final = 1.35  # of the height of letters
_POINTS_PER_INCH: Final = 72.0
_MARK: Final = 0.09  # side of a square in the key
_GAP: Final = 0.03
_DESCENT: Final = 0.05  # inches of the title's letters below their line
_TITLE: Final = 2  # lines
_FEW: Final = 3  # names that stand on one line however long
Align: TypeAlias = Literal["left", "center", "right"]
_FAR: Final = 1e15
"""Beyond this a value is drawn no further: its words say what it is."""


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet, in inches from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


@dataclass(frozen=True, eq=False)
class Sheet:
    """A figure with a look, on which words are written at places in inches."""

    figure: Figure
    look: Look
    chart: ShownChart

    @cached_property
    def body(self) -> Lettering:
        """Ordinary letters."""
        return Lettering(self.look.body)

    @cached_property
    def small(self) -> Lettering:
        """Letters of what stands beside points."""
        return Lettering(self.look.small)

    def line(self, lettering: Lettering) -> float:
        """Inches from one line of such letters to the next."""
        return lettering.points * _LINE / _POINTS_PER_INCH

    def axes(self, box: Box) -> Axes:
        """A place for points: no frame, faint lines."""
        look = self.look
        axes = self.figure.add_axes(
            (
                box.left / look.width,
                box.bottom / look.height,
                box.width / look.width,
                box.height / look.height,
            ),
            facecolor="none",
        )
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0, labelsize=look.small, labelcolor=FAINT_INK, labelfontfamily=FAMILY)
        axes.set_axisbelow(True)
        return axes

    def write(
        self,
        words: str,
        left: float,
        bottom: float,
        lettering: Lettering,
        *,
        faint: bool = False,
        align: Align = "left",
    ) -> None:
        """Words that stand at a place, in inches: they begin there, or have their middle or end there."""
        self.figure.text(
            left / self.look.width,
            bottom / self.look.height,
            words,
            color=FAINT_INK if faint else INK,
            ha=align,
            **written(lettering, words),
        )

    def name(self, words: str, left: float, bottom: float, *, slant: float = 0.0) -> None:
        """A name beside what it names, slanted by so many degrees; on a panel it has a rim of its colour.

        On a page it has none: letters with a rim are shapes there, no text.
        """
        from matplotlib.patheffects import withStroke

        self.figure.text(
            left / self.look.width,
            bottom / self.look.height,
            words,
            color=INK,
            rotation=slant,
            rotation_mode="anchor",
            path_effects=[withStroke(linewidth=2.0, foreground=self.look.panel)] if self.look.panel else None,
            **written(self.small, words),
        )

    def head(self) -> float:
        """Title, key and what the upward axis says; returns the height that is left below them."""
        top = self.look.height - MARGIN
        if self.look.titled:
            bold = Lettering(self.look.title, "bold")
            room = self.look.width - 2 * MARGIN
            for line in bold.wrapped(self.chart.title, room, _TITLE).split("\n"):
                top -= self.line(bold)
                self.write(line, MARGIN, top + _DESCENT, bold)
        if len(self.chart.series) > 1 and self.chart.form != ChartForm.HEAT:
            for row in self._key():
                top -= self.line(self.body) + _GAP
                self._key_row(row, top)
        if self.chart.axes[1] and self.chart.form != ChartForm.HEAT:
            top -= self.line(self.body) + _GAP
            words = self.body.cut(self.chart.axes[1], self.look.width / 2)
            self.write(words, MARGIN, top, self.body, faint=True)
        return top - MARGIN

    def _key(self) -> list[list[tuple[int, str]]]:
        """What each colour stands for, with its number: on one line, or on two where the names are long."""
        labels = [*enumerate(one.label for one in self.chart.series[: len(COLOURS)])]
        whole = sum(self.body.width(label) for _, label in labels)
        if len(labels) < _FEW or whole <= self.look.width - 2 * MARGIN - 4 * _MARK * len(labels):
            return [labels]
        half = (len(labels) + 1) // 2
        return [labels[:half], labels[half:]]

    def _key_row(self, labels: list[tuple[int, str]], bottom: float) -> None:
        room = (self.look.width - 2 * MARGIN) / len(labels) - 4 * _MARK
        if sum(self.body.width(label) for _, label in labels) <= room * len(labels):
            room = self.look.width
        left = MARGIN
        for number, label in labels:
            words = self.body.cut(label, room)
            self._mark(left + _MARK / 2, bottom + _MARK * 0.7, number)
            self.write(words, left + 1.6 * _MARK, bottom, self.body)
            left += 1.6 * _MARK + self.body.width(words) + 2 * _MARK

    def _mark(self, left: float, bottom: float, number: int) -> None:
        from matplotlib.lines import Line2D

        square = self.chart.form in {ChartForm.COLUMNS, ChartForm.STACKED}
        mark = Line2D(
            [left / self.look.width],
            [bottom / self.look.height],
            marker="s" if square else MARKERS[number % len(MARKERS)],
            color=colour_of(number),
            markersize=6,
            linestyle="none",
        )
        self.figure.add_artist(mark)


def written(lettering: Lettering, words: str) -> dict[str, Any]:
    """How matplotlib is told to write the words; a dollar sign is money there, no formula."""
    return {
        "fontfamily": families(words),
        "fontsize": lettering.points,
        "fontweight": lettering.weight,
        "parse_math": False,
    }


def colour_of(number: int) -> str:
    """Colour of the series of that number."""
    return COLOURS[number % len(COLOURS)]


def drawn(value: float | None) -> float | None:
    """The value as far as it can be drawn: none where it is no number."""
    if value is None or value != value:  # noqa: PLR0124 -- NaN alone differs from itself
        return None
    return max(-_FAR, min(_FAR, value))


def grid(axes: Axes, direction: str, values: Iterable[float | None]) -> None:
    """Few faint lines with short figures, whole ones where all values are whole."""
    from matplotlib.ticker import MaxNLocator

    axis = axes.yaxis if direction == "y" else axes.xaxis
    whole = all(value.is_integer() for one in values if (value := drawn(one)) is not None)
    axis.set_major_locator(MaxNLocator(nbins=4, min_n_ticks=2, integer=whole))
    axis.set_major_formatter(lambda number, _: short(number))
    axes.grid(axis=direction, color=LINES, linewidth=0.6)  # type: ignore[arg-type]  # "x" or "y"


def short(number: float) -> str:
    """A figure beside an axis: `1.2M`, `250k`, `40`."""
    for unit, letter in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e4, "k")):
        if abs(number) >= unit:
            return f"{number / (1e3 if letter == 'k' else unit):,.3g}{letter}".replace("e+03", "000")
    return f"{number:,.10g}"
