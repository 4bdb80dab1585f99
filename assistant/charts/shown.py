"""From a chart of facts to one in words: the only place where its points are rendered."""

from __future__ import annotations

from assistant.contract import ShownChart, ShownSeries
from assistant.writing.rendering import Tongue, render, value
from prompts.phrases import Phrases
from tools.charts import ChartSpec, Series
from tools.facts import Fact, Unit


def shown_chart(chart: ChartSpec, phrases: Phrases, tongue: Tongue) -> ShownChart:
    """The chart with every title, name and value in words.

    An axis without words of its own says the currency, where the points are money.
    """
    across, up = (tongue.label(code) if code else "" for code in chart.axes)
    currency = next((fact.currency for fact in chart.facts() if fact.kind.unit is Unit.MONEY), "")
    return ShownChart(
        title=render(phrases.text(chart.key), {}, tongue).text,
        form=chart.form.value,
        categories=[value(name, tongue) for name in chart.categories],
        series=[_series(one, tongue) for one in chart.series],
        axes=(across, up or currency),
        edges=[_number(edge) for edge in chart.edges],
    )


def _series(series: Series, tongue: Tongue) -> ShownSeries:
    return ShownSeries(
        label=tongue.label(series.label) if isinstance(series.label, str) else value(series.label, tongue),
        values=[None if point is None else _number(point) for point in series.points],
        words=["" if point is None else value(point, tongue) for point in series.points],
        across=[_number(point) for point in series.across],
        names=[value(name, tongue) for name in series.names],
    )


def _number(point: Fact) -> float:
    return float(point.value)  # type: ignore[arg-type]  # points of a chart are numbers
