"""Tables in an answer: partners as rows with a menu each, anything else as a table of Slack's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.contract import Answer, ShownTable
from assistant.slack import limits
from assistant.slack.answers.reader import Reader, partners_of_rows, subject_of
from assistant.slack.answers.steps import partner_menu
from assistant.slack.blocks import section, table
from assistant.slack.outgoing import Block, Markup, bold, escape

TABLE: Final = "rows"
_MENU_COLUMNS: Final = 9  # with more a row of text cannot be read
_TITLE: Final = 150
_NAME: Final = 60


def table_blocks(answer: Answer, reader: Reader) -> list[Block]:
    """The first five rows."""
    shown = answer.table
    if shown is None or not shown.rows:
        return []
    partners = partners_of_rows(answer, shown)
    title = [section(head)] if (head := bold(shown.title[:_TITLE])) else []
    if partners and len(shown.columns) <= _MENU_COLUMNS:
        menus = len(partners) > 1 or not subject_of(answer)  # one partner has its buttons below
        return title + [
            section(_row(shown.columns, row), accessory=_menu(number, partner_id, reader) if menus else None)
            for number, (row, partner_id) in enumerate(zip(shown.rows[: limits.ROWS], partners, strict=False))
        ]
    return [*title, native_table(shown, limits.ROWS)]


def whole_table(shown: ShownTable) -> tuple[Block, int]:
    """As many rows as one table of Slack's takes, and how many those are."""
    block = native_table(shown, limits.TABLE_ROWS - 1)
    return block, len(block["rows"]) - 1


def native_table(shown: ShownTable, most: int) -> Block:
    """A table of at most so many rows, and of no more characters than Slack takes; no column is all empty."""
    all_columns = [*shown.columns, *([""] * (_widest(shown.rows[:most]) - len(shown.columns)))]
    filled = _filled(shown.rows[:most], len(all_columns))
    columns = [all_columns[place] for place in filled][: limits.TABLE_COLUMNS] or [""]
    room = limits.TABLE - sum(_size(column) for column in columns)
    fitting = []
    for whole in shown.rows[:most]:
        row = [whole[place] for place in filled if place < len(whole)]
        room -= sum(_size(cell) for cell in row[: len(columns)]) + len(columns)
        if room < 0:
            break
        fitting.append(row)
    return table(columns, fitting, TABLE)


def said_rows(shown: ShownTable | None, most: int) -> list[str]:
    """The first rows as a screen reader says them."""
    if shown is None:
        return []
    rows = [_parts(shown.columns, row) for row in shown.rows[:most]]
    return [": ".join(part for part in row if part) for row in rows]


def _menu(number: int, partner_id: str, reader: Reader) -> Block | None:
    return partner_menu(number, partner_id, reader) if partner_id in reader.names else None


def _row(columns: Sequence[str], row: Sequence[str]) -> Markup:
    name, rest = _parts(columns, row)
    return Markup(f"{bold(name[:_NAME])}\n{escape(rest, limits.CELLS)}".strip())


def _parts(columns: Sequence[str], row: Sequence[str]) -> tuple[str, str]:
    """The first cell, and the others with what they are; words speak for themselves."""
    first = " ".join(row[0].split()) if row else ""
    named = zip([*columns, *([""] * len(row))][1 : len(row)], row[1:], strict=True)
    cells = [(" ".join(column.split()), " ".join(cell.split())) for column, cell in named]
    said = [_named(column, cell) for column, cell in _in_one(cells)]
    return first, " · ".join(cell for cell in said if cell)


def _in_one(cells: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Cells that say one thing together as one: from where to where, and what was done how often."""
    joined: list[tuple[str, str]] = []
    for column, cell in cells:
        before, said = joined[-1] if joined else ("", "")
        if before == "from" and column == "to" and said and cell:
            joined[-1] = ("", f"{said} → {cell}")
        elif column == "times" and said and cell:
            joined[-1] = ("", f"{said}: {cell}")
        else:
            joined.append((column, cell))
    return joined


def _named(column: str, cell: str) -> str:
    """A figure with its column; `166 days` says itself what it is."""
    unit = column.rpartition(" ")[2]
    if not any(letter.isdigit() for letter in cell) or (unit and unit in cell.split()):
        return cell
    return f"{column} {cell}".strip()


def _filled(rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    """Places of the columns in which something stands; all of them where there are no rows."""
    said = [at for at in range(columns) if any(at < len(row) and row[at].strip() for row in rows)]
    return said or list(range(columns))


def _size(cell: str) -> int:
    return min(len(cell), limits.CELL)


def _widest(rows: Sequence[Sequence[str]]) -> int:
    return max((len(row) for row in rows), default=0)
