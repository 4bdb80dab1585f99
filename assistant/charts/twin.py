"""A chart in words and as a table, for whoever cannot see it and for where it cannot be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from assistant.contract import ShownChart, ShownSeries, ShownTable
from tools.charts import ChartForm

MOST: Final = 2_000
"""Letters: as many as Slack takes beside a picture."""

_NAME: Final = 60  # letters of a name or a value
_LISTED: Final = 8  # points that are all told; of more, the outermost
_SMALL: Final = 25  # cells of a map that is told row by row
_CUT: Final = "…"


def twin(chart: ShownChart) -> str:
    """What the chart shows in one short paragraph, at most 2,000 letters: only what its values say."""
    said = f"{_short(chart.title)}: {'; '.join(_SAID[ChartForm(chart.form)](chart))}."
    return said if len(said) < MOST else said[: MOST - 2].rstrip() + _CUT + "."


def table(chart: ShownChart) -> ShownTable:
    """Every point of the chart as a row of a table."""
    if chart.form == ChartForm.SCATTER:
        across, up = chart.axes
        return ShownTable(
            title=chart.title,
            columns=["", "group", up, across],
            rows=[
                [name, one.label, word, f"{round(place):,}"]
                for one in chart.series
                for name, word, place in zip(one.names, one.words, one.across, strict=True)
            ],
        )
    return ShownTable(
        title=chart.title,
        columns=["", *(one.label for one in chart.series)],
        rows=[[name, *(one.words[at] for one in chart.series)] for at, name in enumerate(chart.categories)],
    )


def _columns(chart: ShownChart) -> Iterator[str]:
    for one in chart.series:
        points = _points(chart, one)
        yield f"{_short(one.label)}: {_listed(points) if len(points) <= _LISTED else _outermost(points)}"


def _line(chart: ShownChart) -> Iterator[str]:
    for one in chart.series:
        if points := _points(chart, one):
            (first, _, begins), (last, _, ends) = points[0], points[-1]
            ways = f"first {begins} ({first}), last {ends} ({last})"
            yield f"{_short(one.label)}: {ways}, {_outermost(points)}"


def _scatter(chart: ShownChart) -> Iterator[str]:
    across, up = (_short(axis) for axis in chart.axes)
    yield f"{up} against {across}, highest first" if up and across else "highest first"
    for one in chart.series:
        named = zip(one.names, one.values, one.words, strict=True)
        known = [(value, _short(name), _short(word)) for name, value, word in named if value is not None]
        told = [f"{name} {word}" for _, name, word in sorted(known, reverse=True)]
        more = " and others" if len(told) > _LISTED else ""
        yield f"{_short(one.label)}: {', '.join(told[:_LISTED])}{more}"


def _heat(chart: ShownChart) -> Iterator[str]:
    """A small map row by row, without its zeros; of a large one the outermost cells, and where nothing is."""
    across, down = (_short(axis) for axis in chart.axes)
    if across and down:
        yield f"rows are {down}, columns are {across}"
    rows = {_short(one.label): _points(chart, one) for one in chart.series}
    if len(chart.series) * len(chart.categories) <= _SMALL:
        for label, points in rows.items():
            yield f"{label}: {_listed([point for point in points if point[1]])}"
        return
    cells = [(f"{label} / {name}", value, word) for label, row in rows.items() for name, value, word in row]
    if cells:
        yield _outermost(cells)
    nothing = [name for name, value, _ in cells if not value]
    if nothing:
        yield f"zero at {', '.join(nothing[:_LISTED])}{' and others' if len(nothing) > _LISTED else ''}"


_SAID: Final[Mapping[ChartForm, Callable[[ShownChart], Iterable[str]]]] = {
    ChartForm.COLUMNS: _columns,
    ChartForm.STACKED: _columns,
    ChartForm.LINE: _line,
    ChartForm.SCATTER: _scatter,
    ChartForm.HEAT: _heat,
}


def _points(chart: ShownChart, one: ShownSeries) -> list[tuple[str, float, str]]:
    """Name, value and words of every point that is known."""
    told = zip(chart.categories, one.values, one.words, strict=True)
    return [(_short(name), value, _short(word)) for name, value, word in told if value is not None]


def _listed(points: list[tuple[str, float, str]]) -> str:
    return ", ".join(f"{name} {word}" for name, _, word in points) or "nothing"


def _outermost(points: list[tuple[str, float, str]]) -> str:
    """The highest and the lowest; the first of equals."""
    high = max(points, key=lambda point: point[1])
    low = min(points, key=lambda point: point[1])
    return f"highest {high[2]} ({high[0]}), lowest {low[2]} ({low[0]})"


def _short(words: str) -> str:
    return words if len(words) <= _NAME else words[: _NAME - 1].rstrip() + _CUT
