"""The world's rows as passages of text, each of which stands for itself."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from tools.schema import TABLES, Table

_TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    "activities": ("partner_id",),
    "leads": ("partner_id",),
    "usage": ("partner_id",),
    "costs": ("partner_id",),
    "territories": ("region", "sector", "technology"),
    "vendor": ("region", "sector", "technology"),
}
"""Rows that say next to nothing alone: those of equal cells, and of one quarter if dated, are one passage."""

Row = Mapping[str, str]


def passages(paths: Mapping[str, Path]) -> list[str]:
    """One passage per row, or per some small rows that belong together, table by table.

    Args:
        paths: Table name to CSV file; partners and any others.
    """
    partners = {row["partner_id"]: row["name"] for row in _rows(paths["partners"])}
    there = [table for table in TABLES if table.name in paths]
    return [text for table in there for text in _of_table(table, _rows(paths[table.name]), partners)]


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _of_table(table: Table, rows: Sequence[Row], partners: Mapping[str, str]) -> Iterator[str]:
    if table.name not in _TOGETHER:
        yield from (f"{_whose(table, row, partners)}\n{_told(table, row)}" for row in rows)
        return
    grouped: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        grouped[(*(row[name] for name in _TOGETHER[table.name]), _quarter(table, row))].append(row)
    for together in grouped.values():
        yield _listed(table, together, partners)


def _whose(table: Table, row: Row, partners: Mapping[str, str]) -> str:
    title, partner = table.name.capitalize(), row.get("partner_id", "")
    return f"{title} of {partners[partner]} ({partner})" if partner and table.name != "partners" else title


def _told(table: Table, row: Row) -> str:
    said = table.name != "partners"  # the partner's id stands in the line above
    return "; ".join(
        f"{name}: {cell}" for name, cell in row.items() if cell and not (said and name == "partner_id")
    )


def _listed(table: Table, rows: Sequence[Row], partners: Mapping[str, str]) -> str:
    """A small table: what all rows share first, then the names of the columns, then a line per row."""
    shared = _TOGETHER[table.name]
    where = ", ".join(f"{name} {rows[0][name] or 'all'}" for name in shared if name != "partner_id")
    head = " ".join(filter(None, (_whose(table, rows[0], partners), where, _quarter(table, rows[0]))))
    single_key = table.key[0] if len(table.key) == 1 else ""  # a row's own id, which nobody asks for
    columns = [one.name for one in table.columns if one.name not in {*shared, single_key}]
    lines = (", ".join(row[name] for name in columns) for row in rows)
    return "\n".join((f"{head}: {', '.join(columns)}", *lines))


def _quarter(table: Table, row: Row) -> str:
    if table.event_date is None:
        return ""
    year, month = row[table.event_date].split("-")[:2]
    return f"{year}-Q{(int(month) + 2) // 3}"
