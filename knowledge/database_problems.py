"""The driver's errors, said so that the user can do something about them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError

from knowledge.errors import DatabaseBusy, DatabaseError, DatabaseFull, DatabaseUnreachable

BUSY: Final = "The database is busy: another program is writing to it. Try again in a moment."


def translate(context: ExceptionContext) -> None:
    """Replace the driver's error by one of ours where the user can do something about it."""
    error = context.sqlalchemy_exception
    if context.is_pre_ping or not isinstance(error, DBAPIError):
        return
    problem = _problem(str(error.orig), disconnected=context.is_disconnect or context.connection is None)
    if problem is not None:
        raise problem from context.original_exception


@contextmanager
def plain_errors() -> Iterator[None]:
    """What the driver itself raises inside, said as everywhere else.

    Raises:
        DatabaseError: The database cannot be used right now.
    """
    import psycopg

    try:
        yield
    except (sqlite3.Error, psycopg.Error) as error:
        problem = _problem(str(error), disconnected=False)
        raise problem or DatabaseError(f"The database refused the rows ({error}).") from error


def _problem(message: str, *, disconnected: bool) -> DatabaseError | None:
    detail = " ".join(message.split())
    lowered = detail.lower()
    if "database is locked" in lowered:
        return DatabaseBusy(BUSY)
    if "disk is full" in lowered or "no space left" in lowered:
        return DatabaseFull(
            "The disk that holds the database is full; nothing was written. Make room, try again."
        )
    if "readonly database" in lowered:
        return DatabaseUnreachable(
            "The database may only be read, not written. Check who may write to its folder, or choose "
            "another with RAPPORT_HOME or DATABASE_URL."
        )
    if "file is not a database" in lowered or "malformed" in lowered:
        return DatabaseUnreachable("The file is not a SQLite database. Name another, or move this one away.")
    if disconnected or "unable to open database file" in lowered:
        return DatabaseUnreachable(
            f"The database cannot be reached ({detail}). Check the address and that the server runs."
        )
    return None
