"""A pack in words: what the page and the deck show, with every value written out once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.charts.shown import shown_chart
from assistant.contract import ShownChart
from assistant.writing.composing import by_id
from assistant.writing.rendering import Tongue, render, value
from prompts.phrases import Phrases
from tools.facts import Audience, Fact, Statement, TableSpec
from tools.qbr import Pack, Section

_NO_NAME: Final = re.compile(r"[^\w-]+")
_HEAD: Final = 50  # of a file's name: with four bytes a letter, both and an ending fit into 255 bytes
_TAIL: Final = 42  # holds the quarter


@dataclass(frozen=True)
class WrittenTable:
    """A table as people read it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class WrittenSection:
    """One page of the pack."""

    heading: str
    lines: tuple[str, ...]
    table: WrittenTable | None
    chart: ShownChart | None


@dataclass(frozen=True)
class WrittenPack:
    """The whole pack in words."""

    title: str
    audience: Audience
    as_of: date
    sections: tuple[WrittenSection, ...]

    @property
    def file_name(self) -> str:
        """Partner and quarter as the name of a file, without an ending; a long partner's name is cut."""
        name = _NO_NAME.sub("-", self.title).strip("-").lower()
        return name if len(name) <= _HEAD + _TAIL else f"{name[:_HEAD]}{name[-_TAIL:]}"

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
            shown_chart(one.chart, phrases, tongue) if one.chart else None,
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


def _cell(fact: Fact | None, tongue: Tongue) -> str:
    return value(fact, tongue) if fact else ""
