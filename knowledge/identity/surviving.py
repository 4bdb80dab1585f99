"""Which of two partners that are one stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from knowledge.identity.merging import Pair, batched
from knowledge.identity.moving import ABOUT_PARTNERS
from tools.likeness import system_of


def oriented(connection: Connection, pairs: Sequence[tuple[str, str]]) -> list[Pair]:
    """Each pair with the one that stays second: our own id, else the one with more rows, else the smaller."""
    equals = [one for pair in pairs if _ours(pair[0]) == _ours(pair[1]) for one in pair]
    rows = _rows_about(connection, sorted(set(equals)))

    def rank(partner_id: str) -> tuple[bool, int, str]:
        return not _ours(partner_id), -rows[partner_id], partner_id

    return [Pair(source_id=max(pair, key=rank), partner_id=min(pair, key=rank)) for pair in pairs]


def _ours(partner_id: str) -> bool:
    return not system_of(partner_id)


def _rows_about(connection: Connection, partner_ids: Iterable[str]) -> Counter[str]:
    rows: Counter[str] = Counter()
    for ids in batched(partner_ids):
        for table in ABOUT_PARTNERS:
            query = select(table.c.partner_id, func.count()).where(table.c.partner_id.in_(ids))
            for partner_id, count in connection.execute(query.group_by(table.c.partner_id)):
                rows[partner_id] += count
    return rows
