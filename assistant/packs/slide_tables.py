"""Tables on slides: cut where a slide ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assistant.packs.written import WrittenTable

if TYPE_CHECKING:
    from pptx.slide import Slide

_POINTS: Final = 12
_LINE: Final = 0.21  # inches
_AROUND: Final = 0.12  # above and below the words of a row
_LETTER: Final = _POINTS * 0.52 / 72  # inches that a letter is wide on average
_INSIDE: Final = 0.2  # inches of a column that its words cannot use


def pages(
    table: WrittenTable, wide: float, room: float, next_wide: float, next_room: float
) -> list[WrittenTable]:
    """The table in parts that fit, at least one row each.

    Args:
        table: All of it.
        wide: Inches that the first part has across.
        room: Inches that the first part has down.
        next_wide: The same of every further part.
        next_room: The same of every further part.
    """
    parts: list[list[tuple[str, ...]]] = [[]]
    left = room - _height(table.columns, wide)
    for row in table.rows:
        across = wide if len(parts) == 1 else next_wide
        if parts[-1] and (high := _height(row, across)) > left:
            parts.append([])
            across = next_wide
            left = next_room - _height(table.columns, across)
        high = _height(row, across)
        parts[-1].append(row)
        left -= high
    return [replace(table, rows=tuple(part)) for part in parts]


def table_on(slide: Slide, table: WrittenTable, place: tuple[float, float], wide: float) -> None:
    """Draw the table at (left, top), so many inches wide."""
    from pptx.util import Inches, Pt

    rows = [table.columns, *table.rows]
    high = sum(_height(row, wide) for row in rows)
    shape = slide.shapes.add_table(len(rows), len(table.columns), *map(Inches, (*place, wide, high)))
    for at, row in enumerate(rows):
        shape.table.rows[at].height = Inches(_height(row, wide))
        for number, words in enumerate(row):
            cell = shape.table.cell(at, number)
            cell.text = words
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size = Pt(_POINTS)


def _height(row: Sequence[str], wide: float) -> float:
    """Inches that the row takes: its longest cell decides."""
    letters = max((wide / len(row) - _INSIDE) / _LETTER, 1.0)
    lines = max((math.ceil(len(words) / letters) for words in row), default=1)
    return max(lines, 1) * _LINE + _AROUND
