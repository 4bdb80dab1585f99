"""Proposed moves as a table: with everybody's hours before and after."""

from __future__ import annotations

from typing import Final

from tools.facts import Fact, TableSpec
from tools.workload import kinds
from tools.workload.load import Load
from tools.workload.moving import Move, Moving
from tools.workload.team import Member

_COLUMNS: Final = (
    "partner", "hours a week",
    "from", "their hours before", "after",
    "to", "their hours before", "after",
    "why",
)  # fmt: skip


def move_table(load: Load, moving: Moving, limit: int) -> TableSpec | None:
    """One line for each move, the largest first; hours before and after are those of all moves together."""
    rows = tuple(_line(load, moving, move) for move in moving.moves[:limit])
    return TableSpec("workload.moves_title", _COLUMNS, rows) if rows else None


def reasons(load: Load, move: Move) -> list[Fact]:
    """What speaks for a move."""
    about = load.partner(move.partner_id)
    return [about.fact(kinds.WHY, f"move.{why}", f"{move.taker.email} {why}") for why in move.why]


def _line(load: Load, moving: Moving, move: Move) -> tuple[Fact | None, ...]:
    why = reasons(load, move)
    return (
        load.partner(move.partner_id).partner(),
        load.of_partner(move.partner_id, kinds.PARTNER_HOURS, move.hours),
        load.person(move.giver, kinds.GIVER, move.partner_id) if move.giver else None,
        *_hours(load, moving, move.giver),
        load.person(move.taker, kinds.TAKER, move.partner_id),
        *_hours(load, moving, move.taker),
        why[0] if why else None,
    )


def _hours(load: Load, moving: Moving, member: Member | None) -> tuple[Fact | None, Fact | None]:
    """Before and after; nothing of nobody, nor of who leaves."""
    if member is None or member.email not in moving.before.index:
        return None, None
    return (
        load.hours(kinds.BEFORE, moving.before[member.email], member.email),
        load.hours(kinds.AFTER, moving.after[member.email], member.email),
    )
