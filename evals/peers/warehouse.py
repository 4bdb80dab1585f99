"""The world's rows as SQL tables that can be read and nothing else: no writing, no files, no network.

Queries are limited in rows, characters, memory and time. One cell of gigabytes, `repeat('x', 2_000_000_000)`,
is made before any of these limits takes hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Final

from tools.schema import TABLES, Column, Table, Type

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS: Final = 50
CHARACTERS: Final = 6_000  # of one result, so that a careless query does not fill the model's window
_SAMPLE: Final = 3  # rows shown with a table's columns
_LOCKS: Final = (
    "SET temp_directory = ''",  # what does not fit into memory fails
    "SET enable_external_access = false",
    "SET python_enable_replacements = false",  # variables of this process are no tables
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET memory_limit = '512MB'",
    "SET threads = 2",
    "SET lock_configuration = true",
)
_FORMAT: Final = "header = true, delim = ',', quote = '\"', escape = '\"'"
_TYPES: Final = {
    Type.NUMBER: "DOUBLE",
    Type.MONEY: "DECIMAL(18, 2)",  # sums of doubles end in ...0001
    Type.WHOLE: "BIGINT",
    Type.FLAG: "BOOLEAN",
    Type.DATE: "DATE",
}


class QueryRefused(Exception):
    """The query is not one that may be run, or it failed; the text is for the model that wrote it."""


@dataclass(frozen=True)
class Warehouse:
    """Tables in memory.

    Attributes:
        seconds: After which a query is stopped.
    """

    connection: DuckDBPyConnection
    seconds: float = 5.0

    def tables(self) -> str:
        """Every table with what a row is and how many there are, a line each."""
        lines = (f"{table.name}: a row is {table.about}; {self._count(table)} rows" for table in TABLES)
        return "\n".join(lines)

    def describe(self, name: str) -> str:
        """Columns of a table with types and meanings, and its first rows.

        Raises:
            QueryRefused: There is no such table.
        """
        table = next((one for one in TABLES if one.name == name.strip().casefold()), None)
        if table is None:
            raise QueryRefused(f"no table {name!r}; there are {', '.join(one.name for one in TABLES)}")
        columns = "\n".join(f"{one.name} {sql_type(one)}: {_meaning(one)}" for one in table.columns)
        return f"{columns}\n\n{self.query(f'SELECT * FROM {table.name} LIMIT {_SAMPLE}')}"

    def query(self, sql: str) -> str:
        """The rows of one SELECT, header first, cells apart by ` | `.

        Raises:
            QueryRefused: It is anything but one SELECT, takes too long, or fails.
        """
        import duckdb

        try:
            self._check(sql)
            return self._rows(sql)
        except duckdb.InterruptException as error:
            raise QueryRefused(f"stopped after {self.seconds:g} seconds; ask for less") from error
        except duckdb.Error as error:
            raise QueryRefused(str(error)) from error

    def _check(self, sql: str) -> None:
        import duckdb

        kinds = [one.type for one in self.connection.extract_statements(sql)]
        if kinds != [duckdb.StatementType.SELECT]:
            raise QueryRefused("only one SELECT at a time may be run")

    def _rows(self, sql: str) -> str:
        with self.connection.cursor() as cursor:
            cursor.execute("BEGIN TRANSACTION READ ONLY")  # a SELECT may hold a DELETE in its WITH
            with _stopping(cursor.interrupt, self.seconds):
                found = cursor.execute(sql)
                columns = [column[0] for column in found.description or ()]
                rows = found.fetchmany(ROWS + 1)
        return _told(columns, rows)

    def _count(self, table: Table) -> int:
        with self.connection.cursor() as cursor:
            (count,) = cursor.execute(f"SELECT count(*) FROM {table.name}").fetchall()[0]
        return int(count)


@contextmanager
def _stopping(stop: Callable[[], None], seconds: float) -> Iterator[None]:
    """Calls `stop` unless the block ends within some seconds."""
    timer = Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def open_warehouse(paths: Mapping[str, Path], seconds: float = 5.0) -> Warehouse:
    """Load one CSV file per table, then lock everything that is not reading."""
    import duckdb

    connection = duckdb.connect(":memory:")
    for table in TABLES:
        types = {column.name: sql_type(column) for column in table.columns}
        load = f"CREATE TABLE {table.name} AS SELECT * FROM read_csv(?, types = ?, {_FORMAT})"
        connection.execute(load, [str(paths[table.name]), types])
    for lock in _LOCKS:
        connection.execute(lock)
    return Warehouse(connection, seconds)


def schema_notes() -> str:
    """All tables and columns with what they say, for a prompt."""
    return "\n\n".join(
        f"Table {table.name}, a row is {table.about}:\n"
        + "\n".join(f"- {one.name}: {_meaning(one)}" for one in table.columns)
        for table in TABLES
    )


def sql_type(column: Column) -> str:
    """SQL type of a column's cells."""
    return _TYPES.get(column.type, "VARCHAR")


def _meaning(column: Column) -> str:
    choices = f" ({', '.join(column.choices)})" if column.choices else ""
    return f"{column.about}{choices}"


def _told(columns: Iterable[str], rows: list[tuple[object, ...]]) -> str:
    lines = [" | ".join("" if cell is None else str(cell) for cell in row) for row in rows[:ROWS]]
    text = "\n".join((" | ".join(columns), *lines))
    if len(text) > CHARACTERS:
        return f"{text[:CHARACTERS]}\n(cut here: ask for fewer columns or rows)"
    if not rows:
        return f"{text}\n(no rows)"
    return f"{text}\n(the first {ROWS} rows; there are more)" if len(rows) > ROWS else text
