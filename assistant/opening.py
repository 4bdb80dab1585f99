"""Opens the figures of an answer down to the stored rows behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sqlalchemy import Engine

from assistant.contract import Answer, ShownFact
from assistant.science import AGGREGATES
from assistant.standing import PLANNED
from knowledge.rows import stored_rows
from tools.aggregates import Aggregate
from tools.facts import Fact, Kind, Unit
from tools.investment import SPENDING
from tools.opening import opened, tables_behind

MOST_ROWS: Final = 50
_PARTNERS: Final = 60  # an answer about more is not argued with partner by partner


@dataclass(frozen=True)
class Opener:
    """Finds the rows behind the figures of an answer, just made or kept."""

    engine: Engine

    @cached_property
    def _aggregates(self) -> Mapping[str, Aggregate]:
        return {item.name: item for item in (*AGGREGATES, *PLANNED, *SPENDING)}

    def opened(self, answer: Answer) -> Answer:
        """The answer with the keys of the rows behind each figure, at most 50 of them, newest first."""
        facts = {shown.id: _fact(shown) for shown in answer.facts or ()}
        found = self._rows([*facts.values()])
        shown = [_with(one, found.get(facts[one.id].id, ())) for one in answer.facts or ()]
        return answer.model_copy(update={"facts": shown or None})

    def _rows(self, facts: list[Fact]) -> dict[str, tuple[str, ...]]:
        ids = {fact.partner_id for fact in facts if fact.partner_id and fact.kind.behind and not fact.rows}
        if len(ids) > _PARTNERS:
            return opened([fact for fact in facts if fact.rows], {}, {})
        with self.engine.connect() as connection:
            tables = stored_rows(connection, ids, tables_behind(facts, self._aggregates))
        return opened(facts, self._aggregates, tables)


def _fact(shown: ShownFact) -> Fact:
    """As much of the fact as its rows are found by."""
    kind = Kind(shown.kind, Unit.ID, "", behind=tuple(shown.behind or ()))
    rows = tuple(shown.rows or ())
    return Fact(kind, shown.partner_id, shown.value, shown.as_of, subject=shown.id, rows=rows)


def _with(shown: ShownFact, rows: tuple[str, ...]) -> ShownFact:
    more = max(len(rows) - MOST_ROWS, 0)
    return shown.model_copy(update={"rows": list(rows[:MOST_ROWS]) or None, "more_rows": more or None})
