"""What an import did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.importing.problems import ImportProblem


@dataclass(frozen=True)
class TableReport:
    """What became of one file.

    Attributes:
        name: The table.
        file: Name of the file.
        rows_in: Records read from the file, good and bad, without blank lines.
        rows_bad: Records with at least one problem; if there is any problem, the whole file stayed out.
        rows_changed: Rows that were new or differed from what was stored.
        unknown_columns: Columns of the file that the table does not have; they were left out.
        problems: All of them, in the order of the file.
    """

    name: str
    file: str
    rows_in: int = 0
    rows_bad: int = 0
    rows_changed: int = 0
    unknown_columns: tuple[str, ...] = ()
    problems: tuple[ImportProblem, ...] = ()


@dataclass(frozen=True)
class ImportReport:
    """What became of a folder.

    Attributes:
        tables: One per file that belongs to a table, in the order of loading.
        problems: Everything that kept a file, or the whole folder, out.
        ignored_files: Files of the folder that belong to no table.
        through: The last day that the data covers; None if there are no dated rows.
        seconds: How long it took.
    """

    tables: tuple[TableReport, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    ignored_files: tuple[str, ...] = ()
    through: date | None = None
    seconds: float = 0.0

    @property
    def rows_changed(self) -> int:
        """Over all tables."""
        return sum(table.rows_changed for table in self.tables)
