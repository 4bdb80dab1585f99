"""Reads what is on record about one partner: one query for each table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Row, Select, bindparam, select

from assistant.drafting.records import (
    Activity,
    Certificate,
    Commission,
    Deal,
    Lead,
    OnRecord,
    Profile,
    Project,
    Survey,
    Ticket,
)
from knowledge.tables import INCOMING

_Kind = TypeVar("_Kind", Commission, Deal, Lead, Certificate, Project, Activity, Ticket, Survey)
_Stored = TypeVar("_Stored", Profile, Commission, Deal, Lead, Certificate, Project, Activity, Ticket, Survey)
_EMPTY: Final[dict[str, object]] = {"str": "", "tuple[str, ...]": ()}
"""What a cell without a value is, by the type of its field."""


def on_record(connection: Connection, partner_id: str, as_of: date) -> OnRecord:
    """What is on record about the partner, as known at the end of `as_of`."""

    def read(table: str, kind: type[_Kind]) -> tuple[_Kind, ...]:
        return _known(connection, table, kind, partner_id, as_of)

    profile = next(_stored(connection, "partners", Profile, partner_id), Profile())
    return OnRecord(
        profile=profile.as_known(as_of),
        deals=read("deals", Deal),
        leads=read("leads", Lead),
        certificates=read("certifications", Certificate),
        projects=read("projects", Project),
        activities=read("activities", Activity),
        tickets=read("tickets", Ticket),
        surveys=read("surveys", Survey),
    )


def commissions_on_record(connection: Connection, partner_id: str, as_of: date) -> tuple[Commission, ...]:
    """The partner's commissions by key, as known at the end of `as_of`."""
    return _known(connection, "commissions", Commission, partner_id, as_of)


def _known(
    connection: Connection, table: str, kind: type[_Kind], partner_id: str, as_of: date
) -> tuple[_Kind, ...]:
    known = (row.as_known(as_of) for row in _stored(connection, table, kind, partner_id))
    return tuple(row for row in known if row is not None)


def _stored(connection: Connection, table: str, kind: type[_Stored], partner_id: str) -> Iterator[_Stored]:
    empty = [_EMPTY.get(str(field.type)) for field in fields(kind)]
    query = _query(table, tuple(field.name for field in fields(kind)))
    for row in connection.execute(query, {"partner": partner_id}):
        yield kind(*_cells(row, empty))


@cache
def _query(table: str, columns: tuple[str, ...]) -> Select[Any]:
    """The rows of one partner, by key; the same statement each time, so that it is compiled once."""
    stored = INCOMING[table]
    own = stored.c.partner_id == bindparam("partner")
    return select(*(stored.c[name] for name in columns)).where(own).order_by(*stored.primary_key.columns)


def _cells(row: Row[Any], empty: list[object]) -> list[Any]:
    """The cells as the fields of a row have them; a list is a tuple there."""
    return [
        instead if cell is None else tuple(cell) if isinstance(cell, list) else cell
        for cell, instead in zip(row, empty, strict=True)
    ]
