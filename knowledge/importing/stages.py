"""Who looks on from inside the transactions of an import."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import Connection

from tools import schema


class Stages(Protocol):
    """Told at two moments, each in the transaction that writes."""

    def before_write(self, connection: Connection, table: schema.Table) -> None:
        """Rows of that table are about to be written."""

    def before_match(self, connection: Connection) -> None:
        """All files are in; partners that are one are about to be found."""


class Unseen:
    """Nobody looks on."""

    def before_write(self, connection: Connection, table: schema.Table) -> None:
        """Nothing to do."""

    def before_match(self, connection: Connection) -> None:
        """Nothing to do."""
