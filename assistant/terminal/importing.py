"""`rapport import`: what came in, and every row that did not, with what would be valid."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from rich.console import Console
from sqlalchemy import Engine

from assistant.app import now, open_database_of
from assistant.settings import load_settings
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import show_line
from knowledge.importing import ImportReport, TableReport, import_folder
from knowledge.readings import read_notes

_MOST_SHOWN: Final = 20


@told_plainly
def run_import(folder: Path, through: date | None) -> int:
    """Import and report; 0 if every row went in, 1 if a file stayed out."""
    settings = load_settings()
    with open_database_of(settings) as engine:
        report = load(engine, folder, settings.base_currency, through)
    show_report(Console(), report)
    return 1 if report.problems else 0


def load(engine: Engine, folder: Path, base_currency: str, through: date | None) -> ImportReport:
    """Import the folder, then read promises and taboos out of its notes, once."""
    report = import_folder(engine, folder, base_currency=base_currency, through=through, now=now())
    with engine.begin() as connection:
        read_notes(connection)
    return report


def show_report(console: Console, report: ImportReport) -> None:
    """One line per table, then every problem with what would be valid, then the next step."""
    for table in report.tables:
        show_line(console, _came_in(table))
    shown = report.problems[:_MOST_SHOWN] if console.is_terminal else report.problems
    for problem in shown:
        show_line(console, f"  {problem}")
    if left := len(report.problems) - len(shown):
        show_line(console, f"  … and {left} more; to read them all, send the output to a file.")
    show_line(console, _next_step(report))


def _came_in(table: TableReport) -> str:
    ignored = f"; columns not used: {', '.join(table.unknown_columns)}" if table.unknown_columns else ""
    if table.problems:
        return f"{table.name}: stayed out, {table.rows_bad} of {table.rows_in} rows need a look{ignored}"
    return f"{table.name}: {table.rows_in} rows, {table.rows_changed} new or changed{ignored}"


def _next_step(report: ImportReport) -> str:
    if report.problems:
        return "Correct these and import the folder again; what is in already will not come in twice."
    through = f" The data covers everything until {report.through}." if report.through else ""
    return f'Done in {report.seconds:.1f} s.{through} Next: rapport ask "Which partners need attention?"'
