"""Partners that a person does not want to be told of until a day; nothing else about them changes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, select

from knowledge.tables import snoozes
from knowledge.writing import in_utc, put_rows


@dataclass(frozen=True)
class Snooze:
    """One partner, snoozed by one person.

    Attributes:
        until: The day on which the partner comes back.
    """

    person_email: str
    partner_id: str
    until: date
    snoozed_at: datetime


def snoozes_of(connection: Connection, person_email: str, on: date) -> tuple[Snooze, ...]:
    """What the person has snoozed on that day, what comes back first before."""
    own = (snoozes.c.person_email == person_email) & (snoozes.c.until > on)
    rows = connection.execute(select(snoozes).where(own).order_by(snoozes.c.until, snoozes.c.partner_id))
    return tuple(_snooze(row) for row in rows.mappings())


def snoozed_ids(connection: Connection, person_email: str, on: date) -> frozenset[str]:
    """The partners that the person has snoozed on that day."""
    return frozenset(one.partner_id for one in snoozes_of(connection, person_email, on))


def get_snooze(connection: Connection, person_email: str, partner_id: str) -> Snooze | None:
    """The person's snooze of the partner, also one that is over; None if there is none."""
    row = connection.execute(select(snoozes).where(_of(person_email, partner_id))).mappings().first()
    return _snooze(row) if row else None


def put_snooze(connection: Connection, snooze: Snooze) -> None:
    """Keep the snooze in place of the person's earlier one of that partner."""
    put_rows(connection, snoozes, [asdict(snooze) | {"snoozed_at": in_utc(snooze.snoozed_at)}])


def drop_snooze(connection: Connection, person_email: str, partner_id: str) -> None:
    """Wake the partner up; nothing happens if it is not snoozed."""
    connection.execute(delete(snoozes).where(_of(person_email, partner_id)))


def _of(person_email: str, partner_id: str) -> ColumnElement[bool]:
    return (snoozes.c.person_email == person_email) & (snoozes.c.partner_id == partner_id)


def _snooze(row: RowMapping) -> Snooze:
    return Snooze(**{**row, "snoozed_at": in_utc(row["snoozed_at"])})
