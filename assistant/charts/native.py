"""A chart as Slack draws it itself: a `data_visualization` block, where it has such a chart.

https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block; the SDK has no class for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypedDict

from assistant.contract import ShownChart
from tools.charts import ChartForm

MOST_SERIES: Final = 6
MOST_CATEGORIES: Final = 20
TITLE: Final = 50
LABEL: Final = 20  # of a category, a series
AXIS: Final = 50

_TYPES: Final = {ChartForm.COLUMNS: "bar", ChartForm.STACKED: "bar", ChartForm.LINE: "line"}
_CUT: Final = "…"
_DECIMALS: Final = re.compile(r"\d[.,](\d{1,2})(?!\d)")
_WHOLE_FROM: Final = 1_000
_FAR: Final = 1e15  # beyond it JSON numbers lose digits


class Point(TypedDict):
    """One value of a series."""

    label: str
    value: float


class Row(TypedDict):
    """A series; it has a point for every category."""

    name: str
    data: list[Point]


class AxisConfig(TypedDict, total=False):
    """What stands under and beside the axes."""

    categories: list[str]
    x_label: str
    y_label: str


class Drawn(TypedDict):
    """The chart in the block."""

    type: str
    series: list[Row]
    axis_config: AxisConfig


class DataVisualization(TypedDict):
    """The block."""

    type: str
    title: str
    chart: Drawn


def native(chart: ShownChart) -> DataVisualization | None:
    """The block, with names cut to what Slack takes and kept apart; None where Slack cannot show the chart.

    It cannot show scatters, heat maps, more than six series or twenty categories, and gaps.
    """
    kind = _TYPES.get(ChartForm(chart.form))
    if kind is None or not _fits(chart):
        return None
    categories = _apart(chart.categories)
    names = _apart(one.label for one in chart.series)
    series: list[Row] = []
    for name, one in zip(names, chart.series, strict=True):
        told = zip(categories, one.values, one.words, strict=True)
        points = [Point(label=label, value=_value(value, word)) for label, value, word in told]
        series.append(Row(name=name, data=points))
    config = AxisConfig(categories=categories)
    across, up = chart.axes
    if across:
        config["x_label"] = _short(across, AXIS)
    if up:
        config["y_label"] = _short(up, AXIS)
    drawn = Drawn(type=kind, series=series, axis_config=config)
    return DataVisualization(type="data_visualization", title=_short(chart.title, TITLE) or "-", chart=drawn)


def _fits(chart: ShownChart) -> bool:
    counted = 0 < len(chart.series) <= MOST_SERIES and 0 < len(chart.categories) <= MOST_CATEGORIES
    return counted and all(
        value is not None and abs(value) <= _FAR for one in chart.series for value in one.values
    )


def _value(value: float | None, word: str) -> float:
    """The number as its words say it, so that the picture and the text agree."""
    number = value or 0.0
    if word.rstrip().endswith("%"):
        return _plain(round(number * 100, 1))
    decimals = max((len(found[1]) for found in _DECIMALS.finditer(word)), default=0)
    return _plain(round(number, 0 if abs(number) >= _WHOLE_FROM else decimals))


def _plain(number: float) -> float:
    return int(number) if float(number).is_integer() else number


def _apart(labels: Iterable[str]) -> list[str]:
    """The labels, cut; where two would look alike, the later one gets a number."""
    found: list[str] = []
    for label in labels:
        short, number = _short(label, LABEL) or "-", 1
        wanted = short
        while wanted in found:
            number += 1
            ending = f" ({number})"
            wanted = _short(short.removesuffix(_CUT), LABEL - len(ending)) + ending
        found.append(wanted)
    return found


def _short(words: str, most: int) -> str:
    words = " ".join(words.split())
    if _length(words) <= most:
        return words
    cut = words[: most - 1]
    while _length(cut) > most - 1:
        cut = cut[:-1]
    return cut.rstrip() + _CUT


def _length(words: str) -> int:
    """Letters as Slack counts them: an emoji is two."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
