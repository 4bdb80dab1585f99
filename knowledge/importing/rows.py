"""A sheet read as rows of its table: every cell checked, every distinct text once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.importing.cells import Parse, Value, parser_of
from knowledge.importing.nearest import did_you_mean
from knowledge.importing.problems import ImportProblem, excerpt
from knowledge.importing.sheet import Sheet
from tools.schema import Column, Table, Type


@dataclass
class Rows:
    """The rows of one file, column by column, and what is wrong with them.

    A cell with a problem is None in `values`; `bad` holds the positions of rows with a problem.
    """

    table: Table
    sheet: Sheet
    values: dict[str, list[Value]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    problems: list[ImportProblem] = field(default_factory=list)
    bad: set[int] = field(default_factory=set)

    def refuse(self, row: int, column: str, expected: str) -> None:
        """Note that the cell of that row keeps it out."""
        place = self.sheet.file, self.sheet.lines[row], column
        self.problems.append(ImportProblem(*place, excerpt(self.cell(row, column)), expected))
        self.bad.add(row)

    def refuse_waiting(self, rows: Sequence[int], column: str, file: str) -> None:
        """Note that these rows wait for a file that stayed out; told once, as mending it mends all."""
        if rows:
            expected = f"{file} to load first; {len(rows)} rows of this file wait for it"
            self.refuse(rows[0], column, expected)
            self.bad.update(rows)

    def cell(self, row: int, column: str) -> str:
        """The text of a cell as it stands in the file; empty if the file has no such column."""
        header = self.sheet.header
        return self.sheet.rows[row][header.index(column)].strip() if column in header else ""

    def column(self, name: str) -> list[Value]:
        """The values of a column; all None if the file does not have it."""
        return self.values.get(name) or [None] * len(self)

    def __len__(self) -> int:
        """Number of rows, without the misshapen ones."""
        return len(self.sheet.rows)

    def records(self) -> Iterator[dict[str, Value]]:
        """Row by row, for writing."""
        names = tuple(self.values)
        return (dict(zip(names, row, strict=True)) for row in zip(*self.values.values(), strict=True))


def read_rows(sheet: Sheet, table: Table) -> Rows:
    """Check and convert every cell of `sheet` for `table`; all problems are in the result."""
    names = {column.name for column in table.columns}
    unknown = tuple(dict.fromkeys(name or "(without a name)" for name in sheet.header if name not in names))
    rows = Rows(table, sheet, unknown=unknown, problems=list(sheet.problems))
    if len(sheet.problems) > sheet.misshapen or _lacks_columns(rows):
        rows.bad.update(range(len(rows)))
        return rows
    cells_of = dict(zip(sheet.header, _transposed(sheet), strict=True))
    for column in table.columns:
        if column.name in cells_of:
            rows.values[column.name] = _read_column(rows, column, cells_of[column.name])
    _refuse_repeated_keys(rows)
    return rows


def _transposed(sheet: Sheet) -> list[tuple[str, ...]]:
    return list(zip(*sheet.rows, strict=True)) if sheet.rows else [()] * len(sheet.header)


def _lacks_columns(rows: Rows) -> bool:
    """Name every required column that the file does not have."""
    sheet, table = rows.sheet, rows.table
    missing = [column.name for column in table.columns if column.required and column.name not in sheet.header]
    for name in missing:
        hint = did_you_mean(name, rows.unknown)
        expected = f"this column, {table.name} needs it{hint}"
        rows.problems.append(ImportProblem(sheet.file, sheet.header_line, name, "", expected))
    return bool(missing)


def _read_column(rows: Rows, column: Column, cells: tuple[str, ...]) -> list[Value]:
    parse = parser_of(column, is_key=column.name == rows.table.key)
    values: dict[str, Value] = {}
    wrong: dict[str, str] = {}
    for text in set(cells):
        try:
            values[text] = _read_cell(column, parse, text.strip())
        except ValueError as error:
            values[text] = None
            wrong[text] = str(error)
    if wrong:
        for row, text in enumerate(cells):
            if text in wrong:
                rows.refuse(row, column.name, wrong[text])
    return [values[text] for text in cells]


def _read_cell(column: Column, parse: Parse, text: str) -> Value:
    if text:
        return parse(text)
    if column.required:
        raise ValueError("a value, this column is required")
    return [] if column.type is Type.NAMES else None


def _refuse_repeated_keys(rows: Rows) -> None:
    key = rows.table.key
    first: dict[Value, int] = {}
    for row, value in enumerate(rows.values[key]):
        if value is not None and first.setdefault(value, row) != row:
            line = rows.sheet.lines[first[value]]
            rows.refuse(row, key, f"each {key} once in the file; line {line} has it already")
