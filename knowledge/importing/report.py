"""What an import did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeAlias

from knowledge.importing.problems import ImportProblem


@dataclass(frozen=True)
class Progress:
    """How far one file is.

    Attributes:
        done: Of `size`: bytes of the file, or records of a spreadsheet.
        rows: Records read so far.
    """

    file: str
    table: str
    done: int
    size: int
    rows: int


Watch: TypeAlias = Callable[[Progress], None]
"""Told after every chunk; must return quickly."""


@dataclass(frozen=True)
class TableReport:
    """What became of one file. Every record is accepted, rejected or skipped: the three add up to `rows_in`.

    Attributes:
        name: The table.
        file: Name of the file.
        rows_in: Records read from the file, good and bad, without blank lines.
        rows_bad: Records with at least one problem. Without `--rejects` they keep the whole file out.
        rows_skipped: Records that are not meant for the table, such as a CRM's deals of no partner.
        rows_changed: Rows that were new or differed from what was stored.
        rows_removed: Rows removed by `--full`.
        stayed_out: Whether none of it came in, because of its problems.
        unchanged: Whether the file is the one that came in last time, so that there was nothing to read.
        attributes: Columns of the file that the table does not have; kept beside the rows.
        remarks: What a person should know: another encoding was assumed, dates were read day first.
        problems: All of them, in the order of the file.
    """

    name: str
    file: str
    rows_in: int = 0
    rows_bad: int = 0
    rows_skipped: int = 0
    rows_changed: int = 0
    rows_removed: int = 0
    stayed_out: bool = False
    unchanged: bool = False
    attributes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[ImportProblem, ...] = ()


@dataclass(frozen=True)
class ImportReport:
    """What became of a folder.

    Attributes:
        run_id: Under which the run is kept; None if nothing could be kept.
        tables: One per file that belongs to a table, in the order of loading.
        problems: Everything that kept a row, a file, or the whole folder, out.
        ignored_files: Files of the folder that belong to no table.
        remarks: What a person should know of the folder: the system that was recognised.
        merged: Partners found to be the same as another one, and merged, in this import.
        proposed: Pairs of partners that may be one and wait for a person's decision, of all imports.
        through: The last day that the data covers; None if there are no dated rows.
        seconds: How long it took.
        steps: Seconds of each part, by its name in plain words.
        rejects: By table, the file of its rejected rows, which can be put right and imported.
    """

    run_id: int | None = None
    tables: tuple[TableReport, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    ignored_files: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    merged: int = 0
    proposed: int = 0
    through: date | None = None
    seconds: float = 0.0
    steps: Mapping[str, float] = field(default_factory=dict)
    rejects: Mapping[str, Path] = field(default_factory=dict)

    @property
    def rows_changed(self) -> int:
        """Over all tables, removed rows included."""
        return sum(table.rows_changed + table.rows_removed for table in self.tables)

    @property
    def rows_out(self) -> int:
        """Rows that did not come in: all of a file that stayed out, else its bad ones."""
        return sum(table.rows_in if table.stayed_out else table.rows_bad for table in self.tables)

    @property
    def files_out(self) -> int:
        """Files of which nothing came in, those that could not be opened included; 0 without any file."""
        unopened = {problem.file for problem in self.problems} - {table.file for table in self.tables}
        return sum(table.stayed_out for table in self.tables) + (len(unopened) if self.tables else 0)
