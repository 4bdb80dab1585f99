"""What the database knows already, for guessing what a column of a file holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Engine, select

from knowledge.tables import INCOMING


@dataclass(frozen=True)
class StoredNames:
    """The names that are stored, read when they are first asked for."""

    engine: Engine

    def partner_names(self) -> frozenset[str]:
        """Ids, names and aliases of all partners."""
        return self._partner_names

    @cached_property
    def _partner_names(self) -> frozenset[str]:
        partners = INCOMING["partners"].c
        with self.engine.connect() as connection:
            rows = connection.execute(select(partners.partner_id, partners.name, partners.aliases)).all()
        return frozenset(name for one, other, more in rows for name in (one, other, *(more or ())))
