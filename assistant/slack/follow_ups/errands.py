"""Bringing reminders to their owners: each once, also after days in which nobody served."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from assistant.access import Access
from assistant.rapport import Rapport
from assistant.slack.due import Due
from assistant.slack.follow_ups.reminder import LATE_AFTER, Reminder, late_message, reminder_message
from assistant.slack.members import LookupFailedError, Members
from assistant.slack.outgoing import Message, sealed
from assistant.slack.posting import Postman
from assistant.toolbox.follow_ups.in_words import words_of
from knowledge import outbox
from knowledge.follow_ups import FollowUp, FollowUpState, due_follow_ups, get_follow_up, mark_delivered
from knowledge.outbox import OutboxMessage
from knowledge.partners import partner_cards
from knowledge.people import Person, person_by_email
from knowledge.writing import in_utc
from tools.time_zones import zone_named

APART: Final = 3
"""So many late reminders come one by one; more than that come together."""


@dataclass(frozen=True)
class FollowUpErrands:
    """What the workflows do about reminders."""

    rapport: Rapport
    postman: Postman
    members: Members

    def due(self) -> list[Due]:
        """Every reminder whose moment has come and whose owner can be reached.

        What failed one day, as when Slack was out for long, is started again the next.
        """
        now = self.rapport.now()
        owned: dict[str, list[FollowUp]] = defaultdict(list)
        with self.rapport.engine.connect() as connection:
            for one in due_follow_ups(connection, now):
                owned[one.owner_email].append(one)
            owners = {email: person_by_email(connection, email) for email in owned}
        reached = {email for email, person in owners.items() if person and self._reachable(person)}
        return [due for email in owned if email in reached for due in self._of_one(email, owned[email])]

    def deliver(self, follow_up_id: str, version: str) -> list[str]:
        """Keep one reminder for posting; nothing if it was moved, ticked off or delivered meanwhile."""
        outbox_id = _single(follow_up_id, version)
        with self.rapport.engine.connect() as connection:
            found = get_follow_up(connection, follow_up_id)
        if found is None or str(found.version) != version:
            return []
        return self._delivered(outbox_id, found.owner_email, [found])

    def deliver_late(self, email: str, which: str) -> list[str]:
        """Keep one message with all that is late for somebody; `which` tells one such time from another."""
        now = self.rapport.now()
        with self.rapport.engine.connect() as connection:
            late = [one for one in due_follow_ups(connection, now) if one.owner_email == email]
        return self._delivered(_together(email, which), email, late)

    def _of_one(self, email: str, due: Sequence[FollowUp]) -> Iterator[Due]:
        """One by one, or together where many are late."""
        now = self.rapport.now()
        day = f"{in_utc(now):%Y-%m-%d}"
        late = [one for one in due if now - one.due_at > LATE_AFTER]
        if len(late) > APART:
            which = _digest(late)
            yield f"{_together(email, which)}:{day}", "follow_ups.deliver_late", [email, which]
            return
        for one in due:
            ids = [one.follow_up_id, str(one.version)]
            yield f"{_single(*ids)}:{day}", "follow_ups.deliver", ids

    def _delivered(self, outbox_id: str, email: str, due: Sequence[FollowUp]) -> list[str]:
        """Mark what is still open as delivered and keep the message, both or neither."""
        with self.rapport.engine.connect() as connection:
            person = person_by_email(connection, email)
            kept = outbox.get_message(connection, outbox_id)
        user_id = self.members.user_id(person) if person and not kept else None
        if person is None or user_id is None:
            return [outbox_id] if kept else []
        channel = self.postman.places.find(user_id)
        now = self.rapport.now()
        with self.rapport.engine.begin() as connection:
            taken = [
                one for one in due if one.state is FollowUpState.OPEN and mark_delivered(connection, one, now)
            ]
            if not taken:
                return []
            payload = sealed(self._message(connection, person, taken))
            outbox.put_message(connection, OutboxMessage(outbox_id, channel, "", payload, now))
        return [outbox_id]

    def _message(self, connection: Connection, person: Person, taken: Sequence[FollowUp]) -> Message:
        access, now, zone = (
            self.rapport.roster.access(person),
            self.rapport.now(),
            zone_named(person.timezone),
        )
        told = [_reminder(connection, one, access) for one in taken]
        if len(told) == 1:
            return reminder_message(told[0], now, zone)
        return late_message(told, now, zone)

    def _reachable(self, person: Person) -> bool:
        try:
            return self.members.user_id(person) is not None
        except LookupFailedError:
            return False


def _reminder(connection: Connection, follow_up: FollowUp, access: Access) -> Reminder:
    """With the partner's name only as long as its owner may know of it."""
    partner_id = follow_up.partner_id
    cards = partner_cards(connection, [partner_id]) if partner_id and access.may_see(partner_id) else {}
    name = cards[partner_id].name if partner_id in cards else ""
    return Reminder(follow_up, words_of(connection, follow_up, access), name)


def _single(follow_up_id: str, version: str) -> str:
    return f"follow_up:{follow_up_id}:{version}"


def _together(email: str, which: str) -> str:
    return f"follow_ups_late:{email}:{which}"


def _digest(late: Sequence[FollowUp]) -> str:
    named = "\x1f".join(f"{one.follow_up_id}:{one.version}" for one in late)
    return hashlib.sha256(named.encode()).hexdigest()[:16]
