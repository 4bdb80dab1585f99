"""What must hold when a message is approved and again when it leaves: somebody may have changed something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from assistant.drafting.desk import DraftingDesk
from assistant.drafting.occasions import Purpose
from assistant.drafting.particulars import agreed_introduction
from assistant.drafting.recipients import Refusal, Route, has_ended, route
from assistant.drafting.stops import WHY_STOPPED, Stops
from knowledge import drafts, overrides
from knowledge.partners import contacts_of, partner_card
from knowledge.people import person_by_email
from tools.drafts import Draft, DraftState, digest
from tools.grounding.problems import Problem, ProblemKind

_CLOSED: Final = "This can no longer be sent ({reason}). Ask for a draft to another contact."
_MOVED: Final = "The recipient's address has changed since this was written. Ask for a new draft."
_NO_SUBJECT: Final = "A mail needs a subject. Edit the draft and give it one."
_NOT_AGREED: Final = "Not both of them agree to be introduced any more. Ask them again, or dismiss this."
_READDRESSED: Final = "From, Reply-To or the copies have changed since. Read it again, then approve it."


@dataclass(frozen=True)
class Gate:
    """Looks at a draft before it may go on."""

    desk: DraftingDesk
    now: Callable[[], datetime]
    stops: Stops = field(default_factory=Stops)

    def closed(self, connection: Connection, draft: Draft) -> str:
        """Why the message must not leave as it stands, with the next step; empty if nothing is in the way."""
        if draft.channel == "email" and not draft.subject.strip():
            return _NO_SUBJECT
        way = self._way(connection, draft)
        if isinstance(way, Refusal):
            return _CLOSED.format(reason=way.reason.replace("_", " "))
        if way is not None and (way.channel, way.to) != (draft.channel, draft.recipient):
            return _MOVED
        if draft.purpose == Purpose.INTRODUCTION and not self._agreed(connection, draft):
            return _NOT_AGREED
        stopped = self.stops.stopped(connection, draft, self.now())
        if stopped:
            return WHY_STOPPED[stopped]
        leaks = self.leaks(connection, draft, draft.subject, draft.body)
        return f"This must not leave: “{leaks[0].text}”, {leaks[0].reason}." if leaks else ""

    def leaks(self, connection: Connection, draft: Draft, subject: str, body: str) -> tuple[Problem, ...]:
        """What must not leave in these words; a partner's name that a lead confirmed in exactly them may."""
        found = self.desk.verdict(connection, draft, subject, body).leaks
        if not found or not overrides.is_confirmed(connection, draft.draft_id, digest(draft)):
            return found
        same = (subject, body) == (draft.subject, draft.body)
        return tuple(one for one in found if not (same and one.kind is ProblemKind.FOREIGN_NAME))

    def readdressed(self, connection: Connection, draft: Draft) -> Draft | None:
        """The draft with the envelope that it would leave in today; None if that is the one it has."""
        sender, way = person_by_email(connection, draft.sender), self._way(connection, draft)
        if draft.channel != "email" or sender is None or not isinstance(way, Route):
            return None
        envelope = self.desk.envelopes.envelope(connection, sender, way)
        if envelope.stands_on(draft):
            return None
        names = (envelope.from_address, envelope.reply_to)
        return drafts.readdress(connection, draft, names, envelope.cc, _READDRESSED, self.now())

    def release(self, connection: Connection, draft_id: str) -> Draft:
        """An approved draft that may leave stays approved; else it is put back, with the reason."""
        draft = drafts.get_draft(connection, draft_id)
        if draft.state is not DraftState.APPROVED:
            return draft
        if why := self.closed(connection, draft):
            names = (draft.from_address, draft.reply_to)
            return drafts.readdress(connection, draft, names, draft.cc, why, self.now())
        return self.readdressed(connection, draft) or draft

    def _agreed(self, connection: Connection, draft: Draft) -> bool:
        """Whether an introduction stands: neither took a consent back, and the other partner is still one."""
        other = partner_card(connection, draft.other_id)
        gone = other is None or has_ended(other, self.now().date())
        return not gone and agreed_introduction(connection, draft.partner_id, draft.other_id) is not None

    def _way(self, connection: Connection, draft: Draft) -> Route | Refusal | None:
        """Where a message to the draft's contact would go today; None for a partner that is not on file."""
        partner = partner_card(connection, draft.partner_id)
        if partner is None:
            return None
        contacts = contacts_of(connection, partner.id)
        return route(partner, contacts, draft.contact_id, self.now().date())
