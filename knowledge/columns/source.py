"""Where the rows of tables come from, as columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import Final, Protocol

import pandas as pd
from sqlalchemy import Connection

from knowledge.columns.cells import Cells
from knowledge.columns.files import open_rows, save_rows
from knowledge.columns.grouping import Grouped, by_partner
from knowledge.columns.partners import read_partners
from knowledge.columns.reading import read_rows
from knowledge.columns.rows import Rows
from knowledge.stored_settings import DataState, changed_since, data_state

_FEW: Final = 1_000
"""Changed partners that a file need not know of: whoever opens it reads them from SQL, in half a second."""


class Columns(Protocol):
    """Rows of tables as columns, as a connection sees them now."""

    def partners(self, connection: Connection) -> pd.DataFrame:
        """All partners, as `read_partners` says."""

    def tables(self, connection: Connection, names: Mapping[str, Collection[str]]) -> dict[str, Grouped]:
        """The tables, each with at least these columns, grouped by partner."""

    def cells(
        self, connection: Connection, names: Mapping[str, Collection[str]], by: tuple[str, ...]
    ) -> Cells:
        """The tables, each with at least these columns, grouped by partner and the words in `by`."""


class FreshColumns:
    """Reads from SQL what it is asked for, and keeps nothing.

    Args:
        partner_ids: Of the partners that there are for it; None for all.
    """

    def __init__(self, partner_ids: Collection[str] | None = None) -> None:
        self._ids: Final = partner_ids

    def partners(self, connection: Connection) -> pd.DataFrame:
        """As `Columns` says."""
        return read_partners(connection, self._ids)

    def tables(self, connection: Connection, names: Mapping[str, Collection[str]]) -> dict[str, Grouped]:
        """As `Columns` says."""
        return {name: by_partner(rows) for name, rows in self._rows(connection, names).items()}

    def cells(
        self, connection: Connection, names: Mapping[str, Collection[str]], by: tuple[str, ...]
    ) -> Cells:
        """As `Columns` says."""
        return Cells.of(self._rows(connection, names), by)

    def _rows(self, connection: Connection, names: Mapping[str, Collection[str]]) -> dict[str, Rows]:
        return {table: read_rows(connection, table, wanted, self._ids) for table, wanted in names.items()}


@dataclass(frozen=True)
class _Kept:
    """A table in one state of the data."""

    state: DataState
    grouped: Grouped


@dataclass
class KeptColumns:
    """Keeps what was read, in memory and in a folder, and reads again only whom an import changed.

    A table has the columns that anybody has asked for yet; a further one has it read again.

    Attributes:
        folder: Of the files that other processes use too; None to keep all in memory.
    """

    folder: Path | None = None
    _tables: dict[str, _Kept] = field(default_factory=dict)
    _cells: dict[tuple[tuple[str, ...], ...], tuple[tuple[Rows, ...], Cells]] = field(default_factory=dict)
    _partners: tuple[DataState, pd.DataFrame] | None = None
    _lock: RLock = field(default_factory=RLock)

    def partners(self, connection: Connection) -> pd.DataFrame:
        """As `Columns` says."""
        with self._lock:
            state = data_state(connection)
            then, known = self._partners or (None, pd.DataFrame())
            changed = changed_since(connection, then, state) if then else None
            if changed is None:
                known = read_partners(connection)
            elif changed:
                others = known[~known.index.isin(changed)]
                known = pd.concat([others, read_partners(connection, changed)]).sort_index()
            self._partners = (state, known)
            return known

    def tables(self, connection: Connection, names: Mapping[str, Collection[str]]) -> dict[str, Grouped]:
        """As `Columns` says."""
        with self._lock:
            state = data_state(connection)
            return {table: self._current(connection, table, wanted, state) for table, wanted in names.items()}

    def cells(
        self, connection: Connection, names: Mapping[str, Collection[str]], by: tuple[str, ...]
    ) -> Cells:
        """As `Columns` says."""
        with self._lock:
            rows = {name: grouped.rows for name, grouped in self.tables(connection, names).items()}
            key, sources = (by, tuple(rows)), tuple(rows.values())
            kept = self._cells.get(key)
            if kept is None or any(old is not new for old, new in zip(kept[0], sources, strict=True)):
                kept = self._cells[key] = (sources, Cells.of(rows, by))
            return kept[1]

    def _current(
        self, connection: Connection, table: str, wanted: Collection[str], state: DataState
    ) -> Grouped:
        kept = self._tables.get(table) or self._opened(table, state)
        have = kept.grouped.rows.columns.keys() if kept else set[str]()
        changed = changed_since(connection, kept.state, state) if kept and have >= set(wanted) else None
        if kept is None or changed is None:
            kept = self._built(connection, table, {*wanted, *have}, state)
        elif kept.state != state:
            kept = self._patched(connection, kept, changed, state)
        self._tables[table] = kept
        return kept.grouped

    def _opened(self, table: str, state: DataState) -> _Kept | None:
        found = open_rows(self.folder, table, state.database) if self.folder and state.database else None
        return _Kept(DataState(state.database, found[1], 0), by_partner(found[0])) if found else None

    def _built(self, connection: Connection, table: str, names: Iterable[str], state: DataState) -> _Kept:
        self._tables.pop(table, None)  # what goes makes room first
        rows = read_rows(connection, table, [*names])
        self._save(rows, state)
        return _Kept(state, by_partner(rows))

    def _patched(
        self, connection: Connection, kept: _Kept, changed: frozenset[str], state: DataState
    ) -> _Kept:
        old = kept.grouped.rows
        new = read_rows(connection, old.table, [*old.columns], changed)
        stale = old.of(changed)
        if not len(new) and not stale.any():
            return _Kept(state, kept.grouped)
        rows = old.where(~stale).and_those(new)
        if len(changed) > _FEW:
            self._save(rows, state)
        return _Kept(state, by_partner(rows))

    def _save(self, rows: Rows, state: DataState) -> None:
        if self.folder and state.database:
            save_rows(self.folder, rows, state.database, state.version)
