"""Tells the facts of one question apart from those of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tools.charts import ChartSpec
from tools.facts import Fact, Findings, Quote, Statement, TableSpec, Unit


def told_apart(found: Findings, asked: str) -> Findings:
    """The findings with what was asked in the subject of every fact, names excepted.

    An assumption, a period or a set of partners changes what a kind of fact says of one partner and day; with
    it in the subject, equal ids stand for equal values.

    Args:
        found: What a tool found.
        asked: What the values depend on besides the day.
    """
    table = found.table
    return replace(
        found,
        statements=tuple(replace(line, slots=_slots(line, asked)) for line in found.statements),
        table=None if table is None else _table(table, asked),
        charts=tuple(_chart(chart, asked) for chart in found.charts),
    )


def _chart(chart: ChartSpec, asked: str) -> ChartSpec:
    def apart(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(_apart(fact, asked) for fact in facts)

    series = tuple(
        replace(
            row,
            points=tuple(None if point is None else _apart(point, asked) for point in row.points),
            across=apart(row.across),
        )
        for row in chart.series
    )
    return replace(chart, categories=apart(chart.categories), series=series, edges=apart(chart.edges))


def _table(table: TableSpec, asked: str) -> TableSpec:
    rows = (tuple(None if cell is None else _apart(cell, asked) for cell in row) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _slots(line: Statement, asked: str) -> Mapping[str, Fact | Quote]:
    return {
        name: _apart(item, asked) if isinstance(item, Fact) else item for name, item in line.slots.items()
    }


def _apart(fact: Fact, asked: str) -> Fact:
    return fact if fact.kind.unit is Unit.NAME else replace(fact, subject=f"{fact.subject}|{asked}")
