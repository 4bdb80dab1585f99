"""Opening the database: SQLite in a file by default, PostgreSQL by address.

`engine.connect()` reads. `engine.begin()` writes, and commits at the end of its block. On SQLite a writer
takes the write lock before it reads, so that two writers wait for each other instead of failing half-way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, Inspector, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError

from knowledge.errors import (
    DatabaseBusy,
    DatabaseError,
    DatabaseFull,
    DatabaseNewer,
    DatabaseUnreachable,
    DatabaseUrlInvalid,
)
from knowledge.migrations import alembic_config, revisions

_BUSY_SECONDS: Final = 15  # longer than the slowest import of one file keeps the write lock
_CONNECT_SECONDS: Final = 5
_MIGRATION_LOCK: Final = 7_277_001  # any constant: workers that start together migrate one after the other
_WRITES: Final = "rapport_writes"
_POSTGRES_DRIVERS: Final = ("postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2")


class Database(Engine):
    """An engine whose `begin()` says to SQLite from the start that it will write."""

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A connection in a transaction that commits at the end of the block, or rolls back on an error."""
        with self.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
            yield connection


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """A transaction on an open connection that takes the write lock first, like `begin()` of the engine."""
    connection.execution_options(**{_WRITES: True})
    try:
        with connection.begin():
            yield
    finally:
        connection.execution_options(**{_WRITES: False})


def open_database(url: str) -> Engine:
    """Open the database at `url`, making the file and its folder if it is SQLite, and try it once.

    Args:
        url: `sqlite:////absolute/path.db` or `postgresql://user:password@host:port/name`.

    Raises:
        DatabaseUrlInvalid: The address cannot be understood.
        DatabaseUnreachable: Nothing answers there, or what lies there is no database.
        DatabaseBusy: Another program holds it.
    """
    address = _address(url)
    engine = _open_sqlite(address) if address.drivername == "sqlite" else _open_postgres(address)
    event.listen(engine, "handle_error", _translate)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1 FROM sqlite_master" if _is_sqlite(engine) else "SELECT 1"))
    except DatabaseError:
        engine.dispose()
        raise
    return engine


def sqlite_url(path: Path) -> str:
    """The address of the SQLite database in the file `path`."""
    return URL.create("sqlite", database=str(path.resolve())).render_as_string()


def migrate(engine: Engine) -> None:
    """Bring the tables up to what this version of Rapport needs; nothing to do is quick.

    Raises:
        DatabaseNewer: A later version of Rapport wrote this database; nothing was changed.
    """
    known = revisions()
    with engine.connect() as connection:
        if _revision(connection) == known[-1]:
            return
    with engine.begin() as connection:
        if not _is_sqlite(engine):
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        revision = _revision(connection)
        if revision not in (None, *known):
            raise DatabaseNewer(
                f"The database is at revision {revision!r}, this version of Rapport knows up to "
                f"{known[-1]!r}. A later version wrote it: install that version, or use another database."
            )
        _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(alembic_config(connection), "head")


def _revision(connection: Connection) -> str | None:
    inspector: Inspector = inspect(connection)
    if not inspector.has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _address(url: str) -> URL:
    try:
        address = make_url(url.strip())
    except (ArgumentError, ValueError):
        raise DatabaseUrlInvalid(_valid_addresses("it cannot be read")) from None
    if address.drivername in _POSTGRES_DRIVERS:
        return address.set(drivername="postgresql+psycopg")
    if address.drivername in ("sqlite", "sqlite+pysqlite"):
        return address.set(drivername="sqlite")
    raise DatabaseUrlInvalid(_valid_addresses(f"{address.drivername!r} is not supported"))


def _valid_addresses(trouble: str) -> str:
    # the address itself is left out: it may hold a password
    return (
        f"The database address is not valid ({trouble}). Valid are sqlite:////absolute/path/to/file.db and "
        "postgresql://user:password@host:5432/name."
    )


def _is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _open_sqlite(address: URL) -> Database:
    if address.database and address.database != ":memory:":
        _make_folder(Path(address.database).expanduser().parent)
        address = address.set(database=str(Path(address.database).expanduser()))
    plain = create_engine(address, connect_args={"timeout": _BUSY_SECONDS})
    engine = Database(plain.pool, plain.dialect, plain.url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnreachable(
            f"The folder {str(folder)!r} for the database cannot be made ({error.strerror}). "
            "Choose another place with RAPPORT_HOME or DATABASE_URL."
        ) from error


def _open_postgres(address: URL) -> Database:
    plain = create_engine(
        address,
        pool_size=5,
        max_overflow=10,
        pool_pre_ping=True,  # a server that was restarted costs a reconnect, not an error
        pool_recycle=1800,
        connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "rapport"},
    )
    return Database(plain.pool, plain.dialect, plain.url, hide_parameters=True)


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None  # the driver would begin by itself, too late and deferred
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _translate(context: ExceptionContext) -> None:
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
        return DatabaseBusy("The database is busy: another program is writing to it. Try again in a moment.")
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
