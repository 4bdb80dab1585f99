"""Import of a folder of files; `import_folder` is all that others call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection, Engine, select

from knowledge.freshness import newest_event
from knowledge.importing.folder import IncomingFolder, look_into, partners_missing
from knowledge.importing.loading import Loading
from knowledge.importing.problems import ImportProblem
from knowledge.importing.report import ImportReport, TableReport
from knowledge.importing.sheet import Sheet, read_csv
from knowledge.stored_settings import store_setting, stored_setting
from knowledge.tables import INCOMING
from tools import schema

__all__ = ["ImportProblem", "ImportReport", "TableReport", "import_folder"]


def import_folder(
    engine: Engine, folder: Path, *, base_currency: str, through: date | None = None, now: datetime
) -> ImportReport:
    """Load every file of `folder` that belongs to a table, each all or nothing, in order of dependency.

    Rows are written by key: new ones, and those that differ. Rows that the folder does not have stay, and so
    do columns that a file does not have. A problem with the data is in the report and never an exception.

    Args:
        engine: Written to, one transaction per file.
        folder: Holds files named after the tables, such as `partners.csv`.
        base_currency: ISO code that amounts are converted to; a deal without currency is in it.
        through: The last day that the data covers; by default that of the newest event. Never after `now`.
        now: The moment, in the time zone whose days count.

    Raises:
        DatabaseError: The database cannot be used.
    """
    started = perf_counter()
    incoming = look_into(folder)
    problems = incoming.problems or _no_partners(engine, folder, incoming)
    if problems:
        return ImportReport(
            problems=problems, ignored_files=incoming.ignored, seconds=perf_counter() - started
        )
    tables = tuple(_load_all(Loading(engine, base_currency, now), incoming))
    with engine.begin() as connection:
        covered = _store_through(connection, through, now.date())
    return ImportReport(
        tables=tables,
        problems=tuple(problem for table in tables for problem in table.problems),
        ignored_files=incoming.ignored,
        through=covered,
        seconds=perf_counter() - started,
    )


def _no_partners(engine: Engine, folder: Path, incoming: IncomingFolder) -> tuple[ImportProblem, ...]:
    if schema.PARTNERS.name in incoming.files:
        return ()
    with engine.connect() as connection:
        known = connection.execute(select(INCOMING["partners"].c.partner_id).limit(1)).first()
    return () if known else (partners_missing(folder, incoming),)


def _load_all(loading: Loading, incoming: IncomingFolder) -> Iterator[TableReport]:
    """Rates come first; when the base currency changes and they do not fit, nothing else is loaded."""
    with loading.engine.connect() as connection:
        same_base = stored_setting(connection, "base_currency") == loading.base_currency
    if not same_base and schema.FX.name not in incoming.files:
        no_rates = loading.load(schema.FX, Sheet("fx.csv", ("currency", "rate_to_base")))
        if no_rates.problems:
            yield no_rates
            return
    for table in schema.TABLES:
        if table.name in incoming.files:
            report = loading.load(table, read_csv(incoming.files[table.name]))
            yield report
            if table is schema.FX and report.problems and not same_base:
                return


def _store_through(connection: Connection, given: date | None, today: date) -> date | None:
    newest = [newest_event(connection, table, until=today) for table in schema.TABLES]
    covered = given or max((day for day in newest if day), default=None)
    if covered is None:
        return None
    covered = min(covered, today)
    store_setting(connection, "through", covered.isoformat())
    return covered
