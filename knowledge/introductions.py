"""Introductions between partners, as people proposed and answered them.

A row keeps the ids under which it was written. Who has become part of another partner since is found under
that one, and again under its own id once the two are taken apart; nothing is moved.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, delete, or_, select, update

from knowledge.identity.set_aside import merged_ids
from knowledge.tables import introductions as stored
from knowledge.writing import in_utc, insert_once
from tools.introductions import Consent, Introduction, Side, State, as_known, settled

_CHUNK: Final = 500  # ids in one statement
_DAYS: Final = ("consent_on", "other_consent_on", "made_on", "outcome_on")


def introductions(connection: Connection, until: date | None = None) -> list[Introduction]:
    """All introductions as known at the end of that day, the newest first; None: as they stand.

    Closed where both sides have become one partner.
    """
    into = merged_ids(connection)
    order = (stored.c.proposed_at.desc(), stored.c.introduction_id)
    rows = connection.execute(select(stored).order_by(*order)).mappings()
    found = [settled(_read(row, into)) for row in rows]
    if until is None:
        return found
    return [known for one in found if (known := as_known(one, until))]


def get_introduction(connection: Connection, introduction_id: str) -> Introduction | None:
    """The introduction with that id as it stands; None if there is none."""
    row = connection.execute(_of(introduction_id)).mappings().first()
    return settled(_read(row, merged_ids(connection))) if row else None


def put_introduction(connection: Connection, introduction: Introduction) -> bool:
    """Keep a new introduction; False if one with that id is kept already, which stays as it is."""
    return insert_once(connection, stored, _row(introduction))


def drop_introduction(connection: Connection, introduction_id: str) -> None:
    """As if it had never been proposed; nothing happens if there is none."""
    connection.execute(delete(stored).where(stored.c.introduction_id == introduction_id))


def values_of(connection: Connection, introduction_id: str, names: Collection[str]) -> dict[str, Any] | None:
    """These columns of the introduction in JSON; None if there is none."""
    row = connection.execute(_of(introduction_id)).mappings().first()
    if row is None:
        return None
    return {name: row[name].isoformat() if isinstance(row[name], date) else row[name] for name in names}


def set_values(connection: Connection, introduction_id: str, values: Mapping[str, Any]) -> None:
    """Write these columns, given in JSON."""
    typed = {
        name: date.fromisoformat(value) if name in _DAYS and value else value
        for name, value in values.items()
    }
    own = stored.c.introduction_id == introduction_id
    connection.execute(update(stored).where(own).values(typed))


def forget_introductions(connection: Connection, partner_ids: Collection[str]) -> int:
    """Remove every introduction of these partners, whichever side they are; how many went."""
    gone = 0
    ids = sorted(partner_ids)
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        theirs = or_(stored.c.partner_id.in_(some), stored.c.other_id.in_(some))
        gone += connection.execute(delete(stored).where(theirs)).rowcount
    return gone


def to_json(introduction: Introduction) -> dict[str, Any]:
    """A new introduction in JSON."""
    row = _row(introduction)
    days = {name: row[name].isoformat() if row[name] else None for name in _DAYS}
    return row | days | {"proposed_at": introduction.proposed_at.isoformat()}


def from_json(values: Mapping[str, Any]) -> Introduction:
    """An introduction from its JSON."""
    days = {name: date.fromisoformat(values[name]) if values[name] else None for name in _DAYS}
    return _read({**values, **days, "proposed_at": datetime.fromisoformat(values["proposed_at"])}, {})


def _of(introduction_id: str) -> Any:  # noqa: ANN401 -- a select of all columns has no shorter type
    return select(stored).where(stored.c.introduction_id == introduction_id)


def _row(one: Introduction) -> dict[str, Any]:
    return {
        "introduction_id": one.introduction_id,
        "partner_id": one.first.partner_id,
        "other_id": one.second.partner_id,
        "contact_id": one.first.contact_id or None,
        "other_contact_id": one.second.contact_id or None,
        "sector": one.sector or None,
        "technology": one.technology or None,
        "state": one.state.value,
        **_answer(one.first, ""),
        **_answer(one.second, "other_"),
        "made_on": one.made_on,
        "outcome": one.outcome or None,
        "outcome_on": one.outcome_on,
        "proposed_by": one.proposed_by,
        "proposed_at": in_utc(one.proposed_at),
    }


def _answer(side: Side, which: str) -> dict[str, Any]:
    return {
        f"{which}consent": side.consent.value,
        f"{which}consent_on": side.consent_on,
        f"{which}consent_by": side.consent_by or None,
        f"{which}consent_contact_id": side.said_by or None,
        f"{which}consent_words": side.words or None,
    }


def _read(row: RowMapping | Mapping[str, Any], into: Mapping[str, str]) -> Introduction:
    return Introduction(
        introduction_id=row["introduction_id"],
        first=_side(row, "", "partner_id", into),
        second=_side(row, "other_", "other_id", into),
        state=State(row["state"]),
        proposed_by=row["proposed_by"],
        proposed_at=in_utc(row["proposed_at"]),
        sector=row["sector"] or "",
        technology=row["technology"] or "",
        made_on=row["made_on"],
        outcome=row["outcome"] or "",
        outcome_on=row["outcome_on"],
    )


def _side(row: RowMapping | Mapping[str, Any], which: str, partner: str, into: Mapping[str, str]) -> Side:
    return Side(
        partner_id=_final(row[partner], into),
        contact_id=row[f"{which}contact_id"] or "",
        consent=Consent(row[f"{which}consent"]),
        consent_on=row[f"{which}consent_on"],
        consent_by=row[f"{which}consent_by"] or "",
        said_by=row[f"{which}consent_contact_id"] or "",
        words=row[f"{which}consent_words"] or "",
    )


def _final(partner_id: str, into: Mapping[str, str]) -> str:
    """The partner that this one is part of by now."""
    while partner_id in into:
        partner_id = into[partner_id]
    return partner_id
