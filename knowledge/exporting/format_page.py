"""The page that documents the format, made from the schema so that it cannot drift from it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from tools import schema

_INTRODUCTION: Final = """\
# The files that Rapport reads

One folder with one file per table. Only `partners` is needed; every further table lets Rapport tell more.
`rapport template FOLDER` writes an empty file for each. This page is made from the schema in code.
"""
_HOW_READ: Final = "how_read.md"


def format_page() -> str:
    """Markdown: every table with its columns, in order of loading, then how cells are understood."""
    how_read = (files(__package__) / _HOW_READ).read_text(encoding="utf-8")
    tables = "\n".join(_table(table) for table in schema.TABLES)
    return f"{_INTRODUCTION}\n{_overview()}\n{tables}\n{how_read}"


def _overview() -> str:
    lines = (f"| [{table.name}](#{table.name}) | {table.about} | {_key(table)} |" for table in schema.TABLES)
    head = ["## Tables, in order of loading", "", "| table | a row is | key |", "|---|---|---|"]
    return "\n".join([*head, *lines, ""])


def _key(table: schema.Table) -> str:
    return ", ".join(f"`{name}`" for name in table.key)


def _table(table: schema.Table) -> str:
    head = [f"## {table.name}", "", f"A row is {table.about}. Key: {_key(table)}.{_dated(table)}", ""]
    columns = ["| column | type | required | valid | what it says |", "|---|---|---|---|---|"]
    return "\n".join([*head, *columns, *(_column(table, column) for column in table.columns), ""])


def _dated(table: schema.Table) -> str:
    return f" Dated by `{table.event_date}`." if table.event_date else ""


def _column(table: schema.Table, column: schema.Column) -> str:
    cells = (f"`{column.name}`", column.type, _required(table, column), _valid(column), column.about)
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _required(table: schema.Table, column: schema.Column) -> str:
    if column.required:
        return "yes"
    return "part of the key" if column.name in table.key else ""


def _valid(column: schema.Column) -> str:
    return ", ".join(_limits(column))


def _limits(column: schema.Column) -> Iterator[str]:
    yield from (f"`{choice}`" for choice in column.choices)
    if column.low is not None and column.high is not None:
        yield f"{column.low:g} to {column.high:g}"
    elif column.low is not None:
        yield f"{column.low:g} or more"
    elif column.high is not None:
        yield f"{column.high:g} or less"
    if column.references:
        yield f"a key of [{column.references}](#{column.references})"
