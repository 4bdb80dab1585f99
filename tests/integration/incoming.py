"""A folder of files and the import of it, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import Engine, select

from knowledge.importing import ImportOptions, ImportReport, TableReport, import_folder
from knowledge.importing.questions import Ask, nobody
from knowledge.stored_settings import data_version, stored_setting
from knowledge.tables import INCOMING, metadata

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
FILES = {
    "fx.csv": "currency,rate_to_base\nUSD,0.5\nGBP,1.25\n",
    "managers.csv": "email,name\nAnna@Vendor.example,Anna\n",
    "partners.csv": (
        "partner_id,name,sectors,manager_email\n"
        "P1,Globex,retail; health;retail,ANNA@vendor.example\n"
        "P2,Initech,,\n"
    ),
    "deals.csv": (
        "deal_id,partner_id,created_on,closed_on,stage,amount,currency\n"
        "D1,P1,2026-01-02,2026-03-04,won,100,USD\n"
        "D2,P1,2026-02-02,2026-12-24,open,10,\n"
        "D3,P2,2026-02-02,,open,8,gbp\n"
    ),
    "notes.csv": 'note_id,partner_id,date,text\nN1,P2,2026-04-01,"They said ""yes"",\nand meant it"\n',
}


class Folder:
    """A folder of files and the import of it."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path, self.engine = path / "the data", engine
        self.path.mkdir()

    def write(self, **files: str | bytes) -> None:
        for name, content in files.items():
            (self.path / name).write_bytes(content.encode() if isinstance(content, str) else content)

    def empty(self) -> None:
        for path in self.path.iterdir():
            path.unlink()

    def load(
        self,
        base_currency: str = "EUR",
        now: datetime = NOW,
        ask: Ask = nobody,
        *,
        through: date | None = None,
        system: str = "",
        full: bool = False,
        rejects: Path | None = None,
        mappings: Path | None = None,
    ) -> ImportReport:
        options = ImportOptions(through, system, full, rejects, mappings)
        return import_folder(
            self.engine, self.path, base_currency=base_currency, now=now, options=options, ask=ask
        )

    def stored(self, table: str) -> list[dict[str, object]]:
        stored = INCOMING.get(table, metadata.tables[table])
        with self.engine.connect() as connection:
            rows = connection.execute(select(stored).order_by(*stored.primary_key.columns))
            return [dict(row) for row in rows.mappings()]

    def setting(self, name: str) -> str | None:
        with self.engine.connect() as connection:
            return stored_setting(connection, name)

    def version(self) -> int:
        with self.engine.connect() as connection:
            return data_version(connection)


@contextmanager
def growing(file: Path) -> Iterator[None]:
    """Somebody writes to the file all the time."""
    stop = Event()

    def write() -> None:
        with file.open("a", encoding="utf-8", buffering=1) as written:
            while not stop.wait(0.01):
                written.write("x\n")

    writer = Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        stop.set()
        writer.join()


def table_of(report: ImportReport, name: str) -> TableReport:
    return next(table for table in report.tables if table.name == name)


def counts(report: ImportReport) -> dict[str, tuple[int, int]]:
    return {table.name: (table.rows_in, table.rows_changed) for table in report.tables}
