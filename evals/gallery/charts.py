"""A native chart of Slack as a small SVG: Slack draws its own, this one shows what is in it."""

from __future__ import annotations

from typing import Any, Final

from evals.gallery.mrkdwn import from_plain

_COLOURS: Final = ("#2f7fc1", "#d98014", "#4a8f5b", "#9a6bb3", "#c2554d", "#7a7a7a")
_WIDTH: Final = 560
_HEIGHT: Final = 180
_MARGIN: Final = 18
_CROWDED: Final = 110  # pixels for a name, below which every other one stands lower


def to_svg(block: dict[str, Any]) -> str:
    """The chart with its title, its legend and its categories."""
    chart = block["chart"]
    drawn = _pie(chart) if chart["type"] == "pie" else _rows(chart)
    return f"<div class=chart><b>{from_plain(block['title'])}</b>{drawn}</div>"


def _pie(chart: dict[str, Any]) -> str:
    total = sum(one["value"] for one in chart["segments"]) or 1
    return "".join(
        f"<div>{from_plain(one['label'])}: {100 * one['value'] / total:.0f} %</div>"
        for one in chart["segments"]
    )


def _rows(chart: dict[str, Any]) -> str:
    categories = chart["axis_config"]["categories"]
    values = [[float(point["value"]) for point in one["data"]] for one in chart["series"]]
    top = max((abs(value) for row in values for value in row), default=0) or 1
    step = (_WIDTH - 2 * _MARGIN) / max(1, len(categories))
    marks = _lines(values, top, step) if chart["type"] in ("line", "area") else _bars(values, top, step)
    names = "".join(_name(at, words, step) for at, words in enumerate(categories))
    legend = " ".join(
        f'<i class=swatch style="background:{_COLOURS[at % 6]}"></i>{from_plain(one["name"])}'
        for at, one in enumerate(chart["series"])
    )
    svg = f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT + 32}" class=drawn>{marks}{names}</svg>'
    return f"{svg}<div class=context>{legend}</div>"


def _name(at: int, words: str, step: float) -> str:
    across = _MARGIN + (at + 0.5) * step
    line = 12 * (at % 2) if step < _CROWDED else 0
    place = f'x="{across:.0f}" y="{_HEIGHT + 14 + line}" text-anchor="middle"'
    return f"<text {place}>{from_plain(words)}</text>"


def _bars(values: list[list[float]], top: float, step: float) -> str:
    wide = 0.8 * step / max(1, len(values))
    return "".join(
        f'<rect x="{_MARGIN + at * step + 0.1 * step + row * wide:.1f}" y="{_HEIGHT - _up(value, top):.1f}" '
        f'width="{wide * 0.9:.1f}" height="{_up(value, top):.1f}" fill="{_COLOURS[row % 6]}"/>'
        for row, line in enumerate(values)
        for at, value in enumerate(line)
    )


def _lines(values: list[list[float]], top: float, step: float) -> str:
    def points(line: list[float]) -> str:
        return " ".join(
            f"{_MARGIN + (at + 0.5) * step:.1f},{_HEIGHT - _up(value, top):.1f}"
            for at, value in enumerate(line)
        )

    return "".join(
        f'<polyline points="{points(line)}" fill="none" stroke="{_COLOURS[row % 6]}" stroke-width="2"/>'
        for row, line in enumerate(values)
    )


def _up(value: float, top: float) -> float:
    return abs(value) / top * (_HEIGHT - _MARGIN)
