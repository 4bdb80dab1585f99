"""What the brief's table tells: standing, money, people, and how they are addressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pandas as pd
from sqlalchemy import Connection

from assistant.drafting.gathering import addresses_formally
from assistant.standing import Standing
from assistant.toolbox.people import people_at, told
from assistant.toolbox.turn import Office, Turn
from knowledge.notes import notes_of
from knowledge.partners import ContactCard
from tools import schema
from tools.about import About
from tools.billing import State, in_state, ledger, owed
from tools.brief import Known, glance, kinds
from tools.facts import Audience, Fact, Kind, TableSpec
from tools.journey import phase_fact
from tools.opening import row_keys
from tools.tiers import tier_fact

_PEOPLE: Final = 3


def at_a_glance(
    about: About, rows: Mapping[str, pd.DataFrame], standing: Standing, turn: Turn, office: Office
) -> TableSpec:
    """The table of a brief."""
    with office.engine.connect() as connection:
        people = people_at(connection, about.partner_id, turn.as_of)
        tone = _tone(connection, about, people, turn)
    unpaid, held = _unpaid(about, rows)
    known = Known(
        tier=tier_fact(standing.portfolio, standing.tiers, about.partner_id),
        phase=phase_fact(standing.portfolio, standing.journey, about.partner_id),
        unpaid=unpaid,
        held=held,
        people=tuple(told(about, one) for one in people[:_PEOPLE]),
        tone=tone,
    )
    return glance(about, rows, known)


def _tone(connection: Connection, about: About, people: list[ContactCard], turn: Turn) -> Fact | None:
    """How the first of the people is addressed, by what they wrote; None where it cannot differ."""
    if not people:
        return None
    notes = notes_of(connection, [about.partner_id], turn.notes_until, Audience.SHAREABLE)
    formally = addresses_formally(people[0], notes)
    if formally is None:
        return None
    return about.fact(kinds.TONE, "tone.formal" if formally else "tone.familiar")


def _unpaid(about: About, rows: Mapping[str, pd.DataFrame]) -> tuple[Fact | None, Fact | None]:
    """Commission still to be paid and how much of it is on hold; None where nothing is."""
    lines = ledger(rows["commissions"], rows["deals"], about.portfolio.as_of)

    def fact(kind: Kind, part: pd.DataFrame) -> Fact | None:
        if part.empty or part["amount_base"].isna().any():  # what has no exchange rate cannot be added up
            return None
        total = about.fact(kind, part["amount_base"].sum())
        return replace(total, rows=row_keys(part[["commission_id"]], schema.COMMISSIONS))

    return fact(kinds.UNPAID, owed(lines)), fact(kinds.HELD, in_state(lines, State.ON_HOLD))
