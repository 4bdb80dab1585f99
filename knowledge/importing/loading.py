"""One file into its table, in one transaction: all of its rows or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert

from knowledge.importing.checks import check_rows
from knowledge.importing.money import (
    add_base_amounts,
    check_currencies,
    check_rates,
    check_stored_currencies,
    convert_again,
    forget_rates,
    rates,
)
from knowledge.importing.references import check_references
from knowledge.importing.report import TableReport
from knowledge.importing.rows import Rows, read_rows
from knowledge.importing.sheet import Sheet
from knowledge.stored_settings import grow_data_version, store_setting, stored_setting
from knowledge.tables import INCOMING, imports
from knowledge.upserting import upsert
from tools import schema


@dataclass
class Loading:
    """An import under way.

    Attributes:
        now: Written beside every file.
        kept_out: Tables whose file stayed out, with the keys in it.
    """

    engine: Engine
    base_currency: str
    now: datetime
    kept_out: dict[str, frozenset[str] | None] = field(default_factory=dict)

    def load(self, table: schema.Table, sheet: Sheet) -> TableReport:
        """Load one file; a file with a problem changes nothing."""
        rows = read_rows(sheet, table)
        if rows.values:
            check_rows(rows)
        with self.engine.begin() as connection:
            if rows.values:
                self._check_against_stored(connection, rows)
            changed = 0 if rows.problems else self._write(connection, rows)
        if rows.problems:
            keys = rows.values.get(table.key)
            readable = None if keys is None else frozenset(key for key in keys if isinstance(key, str))
            self.kept_out[table.name] = readable
        return _report(rows, changed)

    def _check_against_stored(self, connection: Connection, rows: Rows) -> None:
        check_references(connection, rows, self.kept_out)
        if rows.table is not schema.FX:
            check_currencies(rows, rates(connection, self.base_currency), self.kept_out)
            return
        check_rates(rows, self.base_currency)
        if self._base_changes(connection):
            check_stored_currencies(connection, rows, self.base_currency)

    def _write(self, connection: Connection, rows: Rows) -> int:
        base_changes = rows.table is schema.FX and self._base_changes(connection)
        if base_changes:
            forget_rates(connection)
            store_setting(connection, "base_currency", self.base_currency)
        converted_here = rows.table is schema.DEALS and {"amount", "currency"} <= rows.values.keys()
        if converted_here:
            add_base_amounts(rows, rates(connection, self.base_currency), self.base_currency)
        changed = upsert(connection, INCOMING[rows.table.name], rows.records())
        converted = 0
        if rows.table in (schema.FX, schema.DEALS) and not converted_here and (changed or base_changes):
            converted = convert_again(connection, self.base_currency)
        if changed or converted:
            grow_data_version(connection)
        if len(rows):
            self._note(connection, rows, changed)
        return changed

    def _base_changes(self, connection: Connection) -> bool:
        return stored_setting(connection, "base_currency") != self.base_currency

    def _note(self, connection: Connection, rows: Rows, changed: int) -> None:
        entry = insert(imports).values(
            table_name=rows.table.name,
            file_name=rows.sheet.file,
            imported_at=self.now.astimezone(UTC),
            rows_in=len(rows),
            rows_changed=changed,
        )
        connection.execute(entry)


def _report(rows: Rows, changed: int) -> TableReport:
    order = {name: place for place, name in enumerate(rows.sheet.header)}
    problems = sorted(rows.problems, key=lambda problem: (problem.line or 0, order.get(problem.column, -1)))
    return TableReport(
        name=rows.table.name,
        file=rows.sheet.file,
        rows_in=len(rows) + rows.sheet.misshapen,
        rows_bad=len(rows.bad) + rows.sheet.misshapen,
        rows_changed=changed,
        unknown_columns=rows.unknown,
        problems=tuple(problems),
    )
