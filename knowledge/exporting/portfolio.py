"""The whole portfolio as files in our own format: importing them gives the same tables again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from knowledge.errors import ExportError
from knowledge.exporting.formats import ExportFormat
from knowledge.exporting.placing import placed
from knowledge.exporting.selection import Selection, selected
from knowledge.exporting.sheets import Sheet, write_csv
from knowledge.exporting.workbook import write_workbook
from tools import schema

WORKBOOK: Final = "rapport-export.xlsx"
_MARK: Final = ".rapport-export"  # stands in folders that we wrote into
_CSV: Final = frozenset(f"{table.name}.csv" for table in schema.TABLES)
_TAKEN: Final = frozenset(
    Path(name).with_suffix(f".{suffix}").name
    for name in (WORKBOOK, *_CSV)
    for suffix in ("csv", "xlsx", "parquet")
)
"""Names of files that an import may take for our tables."""


@dataclass(frozen=True)
class Exported:
    """What was written.

    Attributes:
        files: In order of loading.
        rows: How many rows each table has in them; tables without rows are left out.
    """

    files: tuple[Path, ...]
    rows: Mapping[str, int]


def export_portfolio(
    connection: Connection, folder: Path, *, file_format: ExportFormat, only: frozenset[str] | None
) -> Exported:
    """Write every incoming table that has rows: a CSV file each, or all as sheets of one workbook.

    Files of an earlier export are replaced, all at the end; other files in the folder stay, and one that is
    called like a table and no export is an error. No text can be run as a formula by a spreadsheet.

    Args:
        connection: Reads; `one_moment` gives one for which nothing changes meanwhile.
        folder: Made if need be.
        only: The partners whose rows leave, and nothing of others; None for all.

    Raises:
        ExportError: The folder cannot be written to, has other files of these tables, or a table does not
            fit into a workbook.
    """
    selection = selected(connection, only)
    with placed(folder) as drafts:
        _check_alone(folder, replaced=_CSV if file_format is ExportFormat.CSV else frozenset({WORKBOOK}))
        (drafts / _MARK).touch()
        if file_format is ExportFormat.XLSX:
            counts = write_workbook(drafts / WORKBOOK, _sheets(selection))
            return Exported((folder / WORKBOOK,), counts)
        counts = dict(_csv_files(drafts, folder, selection))
    files = tuple(folder / f"{name}.csv" for name in counts)
    return Exported(files, {name: count for name, count in counts.items() if count})


def _check_alone(folder: Path, replaced: frozenset[str]) -> None:
    """Make sure that no file of somebody else is replaced, and that no table will stand there twice."""
    names = sorted(path.name for path in folder.iterdir())
    for name in names:
        if name in replaced and _MARK not in names:
            raise ExportError(
                f"{str(folder)!r} has a file {name} that is no export of Rapport's. Name another folder."
            )
        if name.lower() in _TAKEN and name not in replaced:
            raise ExportError(
                f"{str(folder)!r} has {name} already, and an import would find the same table in two files. "
                "Name another folder, or move that file away."
            )


def _csv_files(drafts: Path, folder: Path, selection: Selection) -> Iterator[tuple[str, int]]:
    """A table without rows is a file only to replace one that tells of rows it had before."""
    for table in schema.TABLES:
        name = f"{table.name}.csv"
        sheet = _peeked(selection.sheet(table))
        if sheet or (folder / name).exists():
            yield table.name, write_csv(drafts / name, sheet or replace(selection.sheet(table), rows=()))


def _sheets(selection: Selection) -> Iterator[Sheet]:
    peeked = (_peeked(selection.sheet(table)) for table in schema.TABLES)
    return (sheet for sheet in peeked if sheet)


def _peeked(sheet: Sheet) -> Sheet | None:
    """The sheet, or None if it has no rows."""
    rows = iter(sheet.rows)
    for first in rows:
        return replace(sheet, rows=chain([first], rows))
    return None
