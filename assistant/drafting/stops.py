"""What keeps a message of a job from being written, and a written one from leaving.

Checked when it is written, when it is shown and again when it is approved: in between somebody may have
answered, opened a ticket, opted out, or been written to by a colleague.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, bindparam, func, or_, select

from assistant.drafting.recipients import Refusal, RefusalReason, Route, route
from knowledge.draft_jobs import item_of_draft
from knowledge.partners import ContactCard, contacts_of, partner_card
from knowledge.tables import INCOMING, drafts
from tools.attention.signals import TICKET_DAYS
from tools.conditions import SEVERE_UNTIL
from tools.drafts import Draft, DraftState
from tools.outreach import OutreachPolicy

_activities: Final = INCOMING["activities"].c
_notes: Final = INCOMING["notes"].c
_tickets: Final = INCOMING["tickets"].c
_drafts: Final = drafts.c
_ON_ITS_WAY: Final = (DraftState.APPROVED, DraftState.SENDING, DraftState.UNKNOWN, DraftState.SENT)

_SEVERE: Final = select(_tickets.ticket_id).where(
    _tickets.partner_id == bindparam("partner"),
    _tickets.severity <= SEVERE_UNTIL,
    _tickets.opened_on > bindparam("since"),
    _tickets.opened_on <= bindparam("day"),
    or_(_tickets.closed_on.is_(None), _tickets.closed_on > bindparam("day")),
)
_CAME_IN: Final = select(_activities.activity_id).where(
    _activities.partner_id == bindparam("partner"),
    _activities.direction == "in",
    _activities.date > bindparam("since"),
)
_WENT_OUT: Final = select(_activities.person).where(
    _activities.partner_id == bindparam("partner"),
    _activities.kind == "email",
    _activities.direction == "out",
    _activities.date > bindparam("since"),
)
_AUTHORS: Final = select(_notes.author).where(
    _notes.partner_id == bindparam("partner"),
    _notes.date > bindparam("since"),
    _notes.visibility == "shareable",
)
_LEAVING: Final = select(_drafts.draft_id).where(
    _drafts.state.in_([state.value for state in _ON_ITS_WAY]),
    _drafts.changed_at > bindparam("since"),
    _drafts.draft_id != bindparam("own"),
    or_(_drafts.contact_id == bindparam("contact"), func.lower(_drafts.recipient) == bindparam("address")),
)
# made once: a thousand messages ask each of them a thousand times

WHY_STOPPED: Final[Mapping[RefusalReason, str]] = MappingProxyType(
    {
        RefusalReason.PARTNER_ENDED: "The partnership has ended. Skip this one.",
        RefusalReason.OPTED_OUT: "The contact has opted out. Ask for a draft to another one.",
        RefusalReason.CONTACT_LEFT: "The contact has left. Ask for a draft to another one.",
        RefusalReason.NO_CONTACT: "The contact is not on file any more. Ask for a draft to another one.",
        RefusalReason.NO_ADDRESS: "There is no address to write to any more. Add one, or skip this one.",
        RefusalReason.TOO_SOON: "One of us has just written to this contact. Wait, or skip this one.",
        RefusalReason.ANSWERED: "They have written since. Read it, and answer that instead.",
        RefusalReason.SEVERE_TICKET: "They have a severe support case open. See to that first.",
    }
)
"""For the person who was about to approve: the reason and the next step."""


@dataclass(frozen=True)
class Stops:
    """The rules, with how long contacts are left in peace."""

    policy: OutreachPolicy = field(default_factory=OutreachPolicy)

    def before_writing(
        self, connection: Connection, partner_id: str, contact_id: str | None, as_of: date, day: date
    ) -> Refusal | None:
        """Why nothing is written to that contact (None: the one whom a message would reach) now.

        Args:
            as_of: What the message would say is known at the end of this day.
            day: Today.
        """
        found = _way(connection, partner_id, contact_id, day)
        if isinstance(found, Refusal):
            return found
        since = min(as_of, day) - timedelta(days=self.policy.quiet_days)
        reason = (
            _severe(connection, partner_id, day)
            or _answered(connection, partner_id, as_of)
            or self._too_soon(connection, partner_id, found.contact, since, day)
        )
        return Refusal(reason, partner_id) if reason else None

    def stopped(self, connection: Connection, draft: Draft, now: datetime) -> RefusalReason | None:
        """Why a draft must not leave now; None when nothing is in the way, or when it is of no job."""
        if item_of_draft(connection, draft.draft_id) is None:
            return None
        day = now.date()
        found = _way(connection, draft.partner_id, draft.contact_id, day)
        if isinstance(found, Refusal):
            return found.reason
        since = day - timedelta(days=self.policy.quiet_days)
        return (
            _severe(connection, draft.partner_id, day)
            or _answered(connection, draft.partner_id, draft.as_of)
            or self._too_soon(connection, draft.partner_id, found.contact, since, day, draft.draft_id)
        )

    def _too_soon(
        self,
        connection: Connection,
        partner_id: str,
        contact: ContactCard,
        since: date,
        today: date,
        own_id: str = "",
    ) -> RefusalReason | None:
        quiet_from = today - timedelta(days=self.policy.quiet_days)
        written = _written(connection, partner_id, contact, since) or _drafted(
            connection, contact, quiet_from, own_id
        )
        return RefusalReason.TOO_SOON if written and self.policy.quiet_days else None


def _way(connection: Connection, partner_id: str, contact_id: str | None, day: date) -> Route | Refusal:
    partner = partner_card(connection, partner_id)
    if partner is None:
        return Refusal(RefusalReason.NO_CONTACT, partner_id)
    return route(partner, tuple(contacts_of(connection, partner_id)), contact_id, day)


def _severe(connection: Connection, partner_id: str, day: date) -> RefusalReason | None:
    """A severe ticket that is open; one that is older was forgotten in the export, as in attention."""
    values = {"partner": partner_id, "day": day, "since": day - timedelta(days=TICKET_DAYS)}
    return RefusalReason.SEVERE_TICKET if connection.execute(_SEVERE, values).first() else None


def _answered(connection: Connection, partner_id: str, as_of: date) -> RefusalReason | None:
    """Something came from them after the day at whose end the message was known to be right."""
    values = {"partner": partner_id, "since": as_of}
    if connection.execute(_CAME_IN, values).first():
        return RefusalReason.ANSWERED
    authors = [name for name in connection.execute(_AUTHORS, values).scalars() if name]
    if not authors:
        return None
    theirs = _names(contacts_of(connection, partner_id))
    return RefusalReason.ANSWERED if theirs & {name.strip().casefold() for name in authors} else None


def _written(connection: Connection, partner_id: str, contact: ContactCard, since: date) -> bool:
    """Whether an e-mail of ours to the contact is on record after that day, whoever wrote it."""
    people = connection.execute(_WENT_OUT, {"partner": partner_id, "since": since}).scalars()
    return bool(_names([contact]) & {name.strip().casefold() for name in people if name})


def _drafted(connection: Connection, contact: ContactCard, since: date, own_id: str) -> bool:
    """Whether another draft to the contact was approved or sent after that day, whoever approved it."""
    values = {
        "contact": contact.id,
        "address": contact.email.casefold() or None,
        "own": own_id,
        "since": datetime.combine(since, time.max, UTC),
    }
    return connection.execute(_LEAVING, values).first() is not None


def _names(contacts: Collection[ContactCard]) -> frozenset[str]:
    """What the contacts stand under in activities and notes."""
    return frozenset(
        name.strip().casefold() for one in contacts for name in (one.name, one.email) if name.strip()
    )
