"""Charts of an answer: Slack's own where it has one, else words until a picture takes their place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from assistant.charts.native import native
from assistant.charts.twin import twin
from assistant.contract import Answer, ShownChart, ShownSeries
from assistant.slack import limits
from assistant.slack.blocks import section
from assistant.slack.outgoing import Block, escape, without_unseen

_CHART: Final = "chart"
_WORDS: Final = 1_200


def charts_of(answer: Answer) -> Mapping[str, ShownChart]:
    """What is drawn, by the id of the block that shows it; nothing unseen is in its words."""
    shown = (answer.charts or [])[: limits.CHARTS]
    return {f"{_CHART}_{number}": _seen(chart) for number, chart in enumerate(shown)}


def chart_blocks(charts: Mapping[str, ShownChart]) -> list[Block]:
    """A block for each; where Slack has no such chart, its words."""
    return [
        {**drawn, "block_id": block_id} if (drawn := native(chart)) else in_words(block_id, chart)
        for block_id, chart in charts.items()
    ]


def in_words(block_id: str, chart: ShownChart) -> Block:
    """The chart as text, where a picture may take its place."""
    return section(escape(twin(chart), _WORDS), block_id)


def _seen(chart: ShownChart) -> ShownChart:
    across, up = chart.axes
    return chart.model_copy(
        update={
            "title": without_unseen(chart.title),
            "categories": [without_unseen(one) for one in chart.categories],
            "axes": (without_unseen(across).strip(), without_unseen(up).strip()),
            "series": [_seen_series(one) for one in chart.series],
        }
    )


def _seen_series(one: ShownSeries) -> ShownSeries:
    return one.model_copy(
        update={
            "label": without_unseen(one.label),
            "words": [without_unseen(word) for word in one.words],
            "names": [without_unseen(name) for name in one.names],
        }
    )
