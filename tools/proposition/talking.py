"""Talking points: what may be told to a partner, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tools.facts import Fact, Quote, Statement, TableSpec
from tools.proposition.kinds import WELL_KNOWN
from tools.sharing import NotShareableError, check_shareable


@dataclass(frozen=True)
class TalkingPoints:
    """What one partner, or one that we do not have yet, may be told.

    Attributes:
        partner_id: Who is told; None for a partner that we do not have yet.
        statements: Each made of shareable facts about that partner, or of `WELL_KNOWN` ones about nobody.
        table: The same, beside them.

    Raises:
        NotShareableError: Something in it is internal, about another partner, or a quotation.
    """

    partner_id: str | None
    statements: tuple[Statement, ...]
    table: TableSpec | None = None

    def __post_init__(self) -> None:
        sources = [*self._sources()]
        if quoted := [source.note_id for source in sources if isinstance(source, Quote)]:
            raise NotShareableError(f"not for the partner to read: words of note {quoted[0]}")
        check_shareable(sources, self.partner_id, WELL_KNOWN)

    def _sources(self) -> Iterator[Fact | Quote]:
        for statement in self.statements:
            yield from statement.slots.values()
        for row in self.table.rows if self.table else ():
            yield from (cell for cell in row if cell)
