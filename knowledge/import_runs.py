"""What is kept of every import: when, how many rows, what went wrong, how long each part took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from knowledge.tables import FIRST_IMPORTED_ON, INCOMING, import_runs, partner_matches
from knowledge.writing import in_utc, storable

if TYPE_CHECKING:  # the import writes here while it runs
    from knowledge.importing.report import ImportReport

PROBLEMS_KEPT: Final = 20
_partners: Final = INCOMING["partners"]


@dataclass(frozen=True)
class ImportRun:
    """One import.

    Attributes:
        started_at: In UTC.
        seconds: How long the files took; 0 if the import was broken off.
        through: The last day that the data covers, as far as this import knew.
        rows_rejected: Rows that did not come in, a file that stayed out with all of its rows.
        files_out: Files of which nothing came in.
        problems: The first ones, in words.
        steps: Seconds of each part, by its name.
    """

    run_id: int
    folder: str
    started_at: datetime
    seconds: float
    through: date | None
    rows_in: int
    rows_changed: int
    rows_rejected: int
    files_out: int
    problems: tuple[str, ...]
    steps: Mapping[str, float]


def start_run(connection: Connection, folder: str, started_at: datetime) -> int:
    """Remember that an import has begun; its id."""
    nothing = dict.fromkeys(("rows_in", "rows_changed", "rows_rejected", "files_out"), 0)
    row = {"folder": storable(folder), "started_at": in_utc(started_at), "seconds": 0.0, **nothing}
    statement = insert(import_runs).values(**row, problems=[], steps={}).returning(import_runs.c.run_id)
    run_id: int = connection.execute(statement).scalar_one()
    return run_id


def finish_run(connection: Connection, run_id: int, report: ImportReport) -> None:
    """Keep the sums of an import that has ended, and its first problems.

    One that found nothing new is forgotten, unless it shows that what went wrong before is mended.
    """
    last = last_finished(connection)
    if last and not (last.problems or report.problems or report.rows_changed):
        connection.execute(delete(import_runs).where(import_runs.c.run_id == run_id))
        return
    tables = report.tables
    told = [storable(str(problem)) for problem in report.problems[:PROBLEMS_KEPT]]
    values = {
        "seconds": report.seconds,
        "through": report.through,
        "rows_in": sum(table.rows_in for table in tables),
        "rows_changed": report.rows_changed,
        "rows_rejected": report.rows_out,
        "files_out": report.files_out,
        "problems": told,
        "steps": dict(report.steps),
    }
    connection.execute(update(import_runs).where(import_runs.c.run_id == run_id).values(values))


def add_steps(connection: Connection, run_id: int, steps: Mapping[str, float]) -> None:
    """Keep the seconds of what followed an import; a step of the same name is replaced."""
    of_run = import_runs.c.run_id == run_id
    kept = connection.scalar(select(import_runs.c.steps).where(of_run)) or {}
    connection.execute(update(import_runs).where(of_run).values(steps={**kept, **steps}))


def last_run(connection: Connection) -> ImportRun | None:
    """The newest import, one that is not finished included; None before the first."""
    newest = select(import_runs).order_by(import_runs.c.run_id.desc()).limit(1)
    row = connection.execute(newest).mappings().first()
    return _run(row) if row else None


def last_runs(connection: Connection, limit: int) -> list[ImportRun]:
    """The newest imports, newest first, at most so many."""
    newest = select(import_runs).order_by(import_runs.c.run_id.desc()).limit(limit)
    return [_run(row) for row in connection.execute(newest).mappings()]


def last_finished(connection: Connection, until: date | None = None) -> ImportRun | None:
    """The newest import that came to its end, until the end of a day in UTC; None if there was none."""
    ended = select(import_runs).where(import_runs.c.seconds > 0)
    if until is not None:
        next_day = datetime.combine(until + timedelta(days=1), time(), UTC)
        ended = ended.where(import_runs.c.started_at < next_day)
    row = connection.execute(ended.order_by(import_runs.c.run_id.desc()).limit(1)).mappings().first()
    return _run(row) if row else None


def pairs_waiting(connection: Connection) -> int:
    """Pairs of partners, both still there, that may be one and wait for a person's decision."""
    sides = (partner_matches.c.source_id, partner_matches.c.partner_id)
    there = (side.in_(select(_partners.c.partner_id)) for side in sides)
    waiting = select(func.count()).where(partner_matches.c.state == "proposed", *there)
    return connection.scalar(waiting) or 0


def history_since(connection: Connection, partner_id: str) -> date | None:
    """The day from which the history of a partner's attributes is kept; None if it is not known."""
    since = select(_partners.c[FIRST_IMPORTED_ON]).where(_partners.c.partner_id == partner_id)
    day: date | None = connection.scalar(since)
    return day


def _run(row: RowMapping) -> ImportRun:
    kept = {"started_at": in_utc(row["started_at"]), "problems": tuple(row["problems"])}
    return ImportRun(**{**row, **kept})
