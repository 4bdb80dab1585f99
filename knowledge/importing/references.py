"""Keys of other tables: a row may only name what is known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from sqlalchemy import Connection, Table, exists, not_, select

from knowledge.importing.batch import Batch
from knowledge.importing.columns import Value
from knowledge.importing.mapping.feed import Feed
from knowledge.importing.problems import ImportProblem
from knowledge.nearest import did_you_mean
from knowledge.tables import INCOMING
from tools import schema
from tools.spelling import fold

_SUGGESTED: Final = 50  # unknown keys that get suggestions: each searches all partners, 20 ms for 100,000
_REMEMBERED: Final = 500_000  # keys found so far, 50 MB
_ASKED_AT_ONCE: Final = 5_000  # keys in one condition; databases take only so many

KeptOut: TypeAlias = Mapping[str, frozenset[str] | None]
"""Tables whose file stayed out, with the keys in it; None if they are not known."""


def waits_for(kept_out: KeptOut, table: str, key: str) -> bool:
    """Whether `key` stands, or may stand, in a file that stayed out."""
    return table in kept_out and ((keys := kept_out[table]) is None or key in keys)


@dataclass
class References:
    """Resolves what the rows of one import name, against what is stored.

    Attributes:
        merged: Partners that are part of another one, which their rows belong to.
    """

    connection: Connection
    merged: Mapping[str, str]
    _suggested: int = 0
    _found: dict[str, set[str]] = field(default_factory=dict)
    _names: dict[str, Mapping[str, set[str]]] = field(default_factory=dict)
    _all: dict[str, frozenset[str]] = field(default_factory=dict)

    def check(self, batch: Batch, kept_out: KeptOut) -> None:
        """Put the stored key where a row names another table; refuse rows that name nobody known.

        Rows that wait for a file that stayed out are told of once, those of nobody known are left out without
        a word where the feed says so, and an owner whom nobody knows is left empty.
        """
        for column in batch.feed.table.columns:
            if column.references and column.name in batch.values:
                self._check_column(batch, column, column.references, kept_out)

    def _check_column(self, batch: Batch, column: schema.Column, table: str, kept_out: KeptOut) -> None:
        cells = batch.values[column.name]
        distinct = {cell for cell in set(cells) if isinstance(cell, str)}  # of a reference, texts or nothing
        keys = self._resolved(batch, table, distinct)
        if all(keys.get(cell) == cell for cell in distinct):
            return
        expected: dict[str, str] = {}
        for row, cell in enumerate(cells):
            if not isinstance(cell, str) or cell in keys:
                continue
            if any(waits_for(kept_out, table, key) for key in (cell, batch.feed.prefix + cell)):
                batch.wait(row, column.name, table)
            elif batch.feed.by_name and table == "managers":
                batch.nobody[table, cell] += 1  # an owner who is no manager of ours keeps no partner out
            elif batch.feed.skips_strangers:
                batch.nobody[table, cell] += 1
                batch.strangers.add(row)
            else:
                if cell not in expected:
                    expected[cell] = self._expected(table, cell)
                batch.refuse(row, column.name, expected[cell])
        batch.values[column.name] = [keys.get(cell) if isinstance(cell, str) else None for cell in cells]

    def _resolved(self, batch: Batch, table: str, cells: set[str]) -> dict[str, str]:
        """What is written to the stored key: with the system's prefix, as it is, or by name."""
        feed = batch.feed
        wanted = cells | {feed.prefix + cell for cell in cells}
        known = self._stored(table, wanted) | (self.merged.keys() & wanted if table == "partners" else set())
        found = {cell: cell for cell in cells & known}
        if feed.prefix:
            found |= {cell: feed.prefix + cell for cell in cells if feed.prefix + cell in known}
        if feed.by_name:
            bearers = self._by_name(table)
            for cell in cells - found.keys():
                if key := _one_of(bearers.get(fold(cell), ()), feed.prefix):
                    found[cell] = key
        return found

    def _stored(self, table: str, wanted: set[str]) -> set[str]:
        key = INCOMING[table].primary_key.columns[0]
        found = self._found.setdefault(table, set())
        if len(found) > _REMEMBERED:
            found.clear()
        for some in _in_pieces(sorted(wanted - found)):
            found.update(self.connection.execute(select(key).where(key.in_(some))).scalars())
        return wanted & found

    def _by_name(self, table: str) -> Mapping[str, set[str]]:
        """Folded keys, names and aliases to the keys that bear each; deals have no names."""
        if table not in self._names and "name" in INCOMING[table].c:
            stored = INCOMING[table]
            key = stored.primary_key.columns[0]
            aliases = (stored.c[name] for name in ("aliases",) if name in stored.c)
            bearers: dict[str, set[str]] = {}
            for key_value, name, *more in self.connection.execute(select(key, stored.c.name, *aliases)):
                for one in (key_value, name, *(more[0] or () if more else ())):
                    bearers.setdefault(fold(one), set()).add(key_value)
            self._names[table] = bearers
        return self._names.get(table, {})

    def _expected(self, table: str, cell: str) -> str:
        noun = table.removesuffix("s")
        self._suggested += 1
        known = self._keys(table) if self._suggested <= _SUGGESTED else frozenset()
        return f"a known {noun}, in {table}.csv or imported before{did_you_mean(cell, known)}"

    def _keys(self, table: str) -> frozenset[str]:
        """All keys, for suggestions; none of deals, which are too many to be worth it."""
        if table not in self._all:
            key = INCOMING[table].primary_key.columns[0]
            found = self.connection.execute(select(key)).scalars() if table != "deals" else ()
            self._all[table] = frozenset(found)
        return self._all[table]


def _one_of(keys: Collection[str], prefix: str) -> str | None:
    """The one key that a name means: that of the system whose file it stands in, before any other."""
    own = [key for key in keys if prefix and key.startswith(prefix)]
    meant = own or list(keys)
    return meant[0] if len(meant) == 1 else None


def follow_merged(batch: Batch, merged: Mapping[str, str]) -> None:
    """Give rows of a merged partner to the one it is part of; the id in the file is kept beside."""
    if not merged or batch.feed.table is schema.PARTNERS or "partner_id" not in batch.values:
        return
    ids = batch.values["partner_id"]
    batch.values["partner_id"] = [merged.get(str(value), value) for value in ids]
    sources: list[Value] = [value if str(value) in merged else None for value in ids]
    batch.values["source_partner_id"] = sources


def no_longer_known(connection: Connection, feed: Feed, staged: Table) -> Iterator[ImportProblem]:
    """Of rows that were checked before something else changed the data: what they name is gone."""
    for column in feed.table.columns:
        if not column.references or column.name not in staged.c:
            continue
        key = INCOMING[column.references].primary_key.columns[0]
        cell = staged.c[column.name]
        gone = select(cell).where(cell.is_not(None), not_(exists().where(key == cell))).limit(1)
        if (first := connection.scalar(gone)) is not None:
            expected = f"what was known when the import began; {column.references} changed, import again"
            yield ImportProblem(feed.source.name, None, feed.columns[column.name], first, expected)


def _in_pieces(keys: list[str]) -> Iterator[list[str]]:
    return (keys[start : start + _ASKED_AT_ONCE] for start in range(0, len(keys), _ASKED_AT_ONCE))
