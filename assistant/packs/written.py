"""A pack in words: what the page and the deck show, with every value written out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.writing.composing import by_id
from assistant.writing.rendering import Tongue, render, value
from prompts.phrases import Phrases
from tools.charts import ChartForm, ChartSpec, Series
from tools.facts import Audience, Fact, Statement, TableSpec, Unit
from tools.qbr import Pack, Section


@dataclass(frozen=True)
class WrittenTable:
    """A table as people read it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class WrittenSeries:
    """One row of points: numbers to draw, and the same in words."""

    label: str
    values: tuple[float | None, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class WrittenChart:
    """A chart as it is drawn.

    Attributes:
        unit: ISO currency for money; else empty.
    """

    title: str
    form: ChartForm
    categories: tuple[str, ...]
    series: tuple[WrittenSeries, ...]
    unit: str


@dataclass(frozen=True)
class WrittenSection:
    """One page of the pack."""

    heading: str
    lines: tuple[str, ...]
    table: WrittenTable | None
    chart: WrittenChart | None


@dataclass(frozen=True)
class WrittenPack:
    """The whole pack in words."""

    title: str
    audience: Audience
    as_of: date
    sections: tuple[WrittenSection, ...]

    @property
    def text(self) -> str:
        """Everything that it says outside of charts, line by line."""
        lines = [self.title]
        for section in self.sections:
            lines += [section.heading, *section.lines]
            lines += [" | ".join(row) for row in (section.table.rows if section.table else ())]
        return "\n".join(lines)


def written(pack: Pack, phrases: Phrases, tongue: Tongue, as_of: date) -> WrittenPack:
    """Every statement, cell and point of the pack in words."""

    def section(one: Section) -> WrittenSection:
        return WrittenSection(
            phrases.text(one.key).words,
            _paragraphs(one.statements, phrases, tongue),
            _table(one.table, phrases, tongue) if one.table else None,
            _chart(one.chart, phrases, tongue) if one.chart else None,
        )

    title = _line(pack.title, phrases, tongue)
    return WrittenPack(title, pack.audience, as_of, tuple(section(one) for one in pack.sections))


def _paragraphs(statements: tuple[Statement, ...], phrases: Phrases, tongue: Tongue) -> tuple[str, ...]:
    """One per statement; those that follow stand in the same paragraph."""
    lines: list[str] = []
    for statement in statements:
        words = _line(statement, phrases, tongue)
        if statement.follows and lines:
            lines[-1] = f"{lines[-1]} {words}"
        else:
            lines.append(words)
    return tuple(lines)


def _line(statement: Statement, phrases: Phrases, tongue: Tongue) -> str:
    sources = {source.id: source for source in statement.slots.values()}
    return render(by_id(statement, phrases), sources, tongue).text


def _table(table: TableSpec, phrases: Phrases, tongue: Tongue) -> WrittenTable:
    rows = tuple(tuple(_cell(cell, tongue) for cell in row) for row in table.rows)
    return WrittenTable(phrases.text(table.key).words, table.columns, rows)


def _chart(chart: ChartSpec, phrases: Phrases, tongue: Tongue) -> WrittenChart:
    return WrittenChart(
        phrases.text(chart.key).words,
        chart.form,
        tuple(_cell(name, tongue) for name in chart.categories),
        tuple(_series(one, tongue) for one in chart.series),
        next((fact.currency for fact in chart.facts() if fact.kind.unit is Unit.MONEY), ""),
    )


def _series(series: Series, tongue: Tongue) -> WrittenSeries:
    values = tuple(float(point.value) if point else None for point in series.points)  # type: ignore[arg-type]  # points are numbers
    return WrittenSeries(
        tongue.label(series.label), values, tuple(_cell(one, tongue) for one in series.points)
    )


def _cell(fact: Fact | None, tongue: Tongue) -> str:
    return value(fact, tongue) if fact else ""
