"""The table of an answer as values: numbers as numbers, days as dates, words as they were shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.contract import Answer, ShownFact, ShownTable
from knowledge.exporting import Cell
from tools.facts import Unit

_WORDS: Final = frozenset({Unit.NAME, Unit.TEXT, Unit.LABEL, Unit.ID})
_SAID: Final[Mapping[str, str]] = {Unit.COUNT: "", Unit.SHARE: "0-1"}


@dataclass(frozen=True)
class ValueTable:
    """A table of values, every unit in the header or in a column beside the numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def value_table(answer: Answer) -> ValueTable | None:
    """All rows of the answer's table; None if it has no table."""
    if answer.table is None:
        return None
    facts = {fact.id: fact for fact in answer.facts or ()}
    columns = [
        column
        for place in range(len(answer.table.columns))
        for column in _columns(answer.table, place, facts)
    ]
    return ValueTable(
        tuple(label for label, _ in columns), tuple(zip(*(cells for _, cells in columns), strict=True))
    )


def _columns(
    table: ShownTable, place: int, facts: Mapping[str, ShownFact]
) -> Iterator[tuple[str, list[Cell]]]:
    """The column at that place; numbers of several units get a column that names the unit of each."""
    label = table.columns[place]
    behind = [facts.get(row[place] or "") for row in table.fact_ids] or [None] * len(table.rows)
    shown = (row[place] for row in table.rows)
    units = [_unit(fact) for fact in behind]
    different = {unit for unit in units if unit}
    cells = [_cell(fact, words) for fact, words in zip(behind, shown, strict=True)]
    yield _labelled(label, min(different)) if len(different) == 1 else label, cells
    if len(different) > 1:
        yield f"{label}, unit", list(units)


def _labelled(label: str, unit: str) -> str:
    """The label with the unit of its numbers, unless it says that already."""
    said = _SAID.get(unit, unit)
    return f"{label} ({said})" if said and said not in label else label


def _unit(fact: ShownFact | None) -> str | None:
    """The unit of a number; None for what is none."""
    return fact.unit if fact and fact.unit not in _WORDS and fact.unit != Unit.DATE else None


def _cell(fact: ShownFact | None, shown: str) -> Cell:
    if fact is None or fact.unit in _WORDS:
        return shown or None
    if fact.unit == Unit.DATE:
        return fact.value if isinstance(fact.value, date) else date.fromisoformat(str(fact.value))
    return fact.value if isinstance(fact.value, int) else float(str(fact.value))
