"""Opening the database: SQLite in a file by default, PostgreSQL by address.

`engine.connect()` reads. `engine.begin()` writes, and commits at the end of its block. On SQLite a writer
takes the write lock before it reads, so that two writers wait for each other instead of failing half-way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import RLock
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, Inspector, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from knowledge.database_problems import BUSY, translate
from knowledge.errors import (
    DatabaseBusy,
    DatabaseError,
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
    """An engine whose `begin()` says to SQLite from the start that it will write.

    Attributes:
        turn: Held while this process writes to SQLite, which takes one writer at a time: whoever waits for it
            here goes on at once, while SQLite itself would look again only now and then, and meanwhile no
            connection is taken from those who read.
    """

    turn: AbstractContextManager[object] = nullcontext()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A connection in a transaction that commits at the end of the block, or rolls back on an error."""
        with (
            self.turn,
            self.connect().execution_options(**{_WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection


class _Turn:
    """A writer's turn; whoever waits for it in vain is told so as soon as SQLite would have told."""

    def __init__(self) -> None:
        self._lock = RLock()  # a write within a write is refused by SQLite instead of waiting here for ever

    def __enter__(self) -> None:
        if not self._lock.acquire(timeout=_BUSY_SECONDS):
            raise DatabaseBusy(BUSY)

    def __exit__(self, *_raised: object) -> None:
        self._lock.release()


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """A transaction on an open connection that takes the write lock first, like `begin()` of the engine.

    Inside another one it is a part of that, which ends with it.
    """
    if connection.in_transaction():
        yield
        return
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
    event.listen(engine, "handle_error", translate)
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
    # more readers at once than the default keeps open would open and close a file each
    plain = create_engine(address, pool_size=20, max_overflow=30, connect_args={"timeout": _BUSY_SECONDS})
    engine = Database(plain.pool, plain.dialect, plain.url, hide_parameters=True)
    engine.turn = _Turn()
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
