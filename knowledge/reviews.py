"""What people decided of proposed tiers in quarterly reviews."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, delete, func, select

from knowledge.stored_settings import store_setting, stored_setting
from knowledge.tables import INCOMING, review_decisions
from knowledge.writing import in_utc, put_rows
from tools.tiers import Held, Tier

_managers: Final = INCOMING["managers"]
_VERSION: Final = "decisions_version"


class Decided(StrEnum):
    """What a person said to a proposed tier."""

    ACCEPTED = "accepted"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True)
class Decision:
    """What was decided of one partner in the review of one quarter.

    Attributes:
        review_on: End of the quarter that was reviewed.
        proposed: The tier by the figures.
        tier: The tier that holds.
        reason: In the decider's own words; empty where it was accepted without any.
        decided_by: Their e-mail.
        role: Theirs today; empty while it is not looked up, or if they are no longer on file.
    """

    partner_id: str
    review_on: date
    decision: Decided
    proposed: str
    tier: str
    reason: str
    decided_by: str
    decided_at: datetime
    role: str = ""


def decisions(connection: Connection, until: date | None = None) -> list[Decision]:
    """All decisions made by the end of that day (UTC), by review and partner; None: all of them."""
    role = select(_managers.c.role).where(
        func.lower(_managers.c.email) == func.lower(review_decisions.c.decided_by)
    )
    query = select(review_decisions, role.limit(1).scalar_subquery().label("role"))
    order = (review_decisions.c.review_on, review_decisions.c.partner_id)
    found = [_decision(row) for row in connection.execute(query.order_by(*order)).mappings()]
    return [one for one in found if until is None or one.decided_at.date() <= until]


def held(made: Iterable[Decision]) -> list[Held]:
    """The tiers that people set in place of the computed ones."""
    return [
        Held(one.partner_id, one.review_on, Tier(one.tier), one.decided_at.date(), one.role)
        for one in made
        if one.decision is Decided.OVERRIDDEN
    ]


def put_decisions(connection: Connection, made: Iterable[Decision]) -> None:
    """Keep the decisions in place of what was decided of the same partners in the same reviews."""
    rows = [_row(one) for one in made]
    put_rows(connection, review_decisions, rows)
    _grow_version(connection)


def drop_decisions(connection: Connection, review_on: date, partner_ids: Collection[str]) -> None:
    """Open the proposals of these partners in that review again."""
    for partner_id in partner_ids:
        own = (review_decisions.c.review_on == review_on) & (review_decisions.c.partner_id == partner_id)
        connection.execute(delete(review_decisions).where(own))
    _grow_version(connection)


def decisions_version(connection: Connection) -> str:
    """Differs after every change of a decision, so that what was computed with them can be compared."""
    return stored_setting(connection, _VERSION) or ""


def to_json(one: Decision) -> dict[str, Any]:
    """The decision in JSON."""
    days = {"review_on": one.review_on.isoformat(), "decided_at": in_utc(one.decided_at).isoformat()}
    return asdict(one) | days


def from_json(values: dict[str, Any]) -> Decision:
    """A decision from its JSON."""
    days = {
        "review_on": date.fromisoformat(values["review_on"]),
        "decided_at": datetime.fromisoformat(values["decided_at"]),
    }
    return Decision(**{**values, **days, "decision": Decided(values["decision"])})


def _grow_version(connection: Connection) -> None:
    store_setting(connection, _VERSION, str(int(decisions_version(connection) or 0) + 1))


def _row(one: Decision) -> dict[str, Any]:
    kept = {name: value for name, value in asdict(one).items() if name != "role"}
    return kept | {"decision": one.decision.value, "decided_at": in_utc(one.decided_at)}


def _decision(row: RowMapping) -> Decision:
    typed = {"decision": Decided(row["decision"]), "decided_at": in_utc(row["decided_at"])}
    return Decision(**{**row, **typed, "role": row["role"] or ""})
