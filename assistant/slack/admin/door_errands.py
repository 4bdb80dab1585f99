"""What the workflows do about people who ask to be let in."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.rapport import Rapport
from assistant.slack.admin import door
from assistant.slack.members import LookupFailedError, Members
from assistant.slack.notices import notice
from assistant.slack.posting import Postman
from knowledge.admission import DECLINED, AccessRequest, get_request
from knowledge.outbox import get_message
from knowledge.people import person_by_email

WELCOME = "Welcome: an admin has let you in. Ask me anything, for example: which partners need attention?"


@dataclass(frozen=True)
class DoorErrands:
    """Ask the admins, then tell who asked. Arguments and results are ids, never text."""

    rapport: Rapport
    postman: Postman
    members: Members

    def announce(self, user_id: str) -> list[str]:
        """Ask every admin who is in our Slack, and tell who asked; ids of the messages."""
        asked = self._asked(user_id)
        if asked is None:
            return []
        admins = self._admins()
        for _, admin_id in admins:
            self.postman.put(f"door:{user_id}:{admin_id}", admin_id, door.request_message(asked))
        said = door.ASKED.format(admins=" and ".join(name for name, _ in admins)) if admins else door.NOBODY
        self.postman.put(f"door:{user_id}", user_id, notice(said))
        return [f"door:{user_id}", *(f"door:{user_id}:{admin_id}" for _, admin_id in admins)]

    def tell(self, user_id: str) -> list[str]:
        """Show every admin how it was decided, and tell who asked; ids of the messages."""
        asked = self._asked(user_id)
        if asked is None or not asked.decision:
            return []
        with self.rapport.engine.connect() as connection:
            decider = person_by_email(connection, asked.decided_by or "")
        told = door.request_message(asked, decider.name if decider else "")
        for _, admin_id in self._admins():
            outbox_id = f"door:{user_id}:{admin_id}"
            with self.rapport.engine.connect() as connection:
                posted = get_message(connection, outbox_id)
            if posted and posted.message_ts:
                self.postman.update(posted.channel, posted.message_ts, told)
        said = door.SORRY if asked.decision == DECLINED else WELCOME
        self.postman.put(f"door-decided:{user_id}", user_id, notice(said))
        return [f"door-decided:{user_id}"]

    def _asked(self, user_id: str) -> AccessRequest | None:
        with self.rapport.engine.connect() as connection:
            return get_request(connection, user_id)

    def _admins(self) -> list[tuple[str, str]]:
        """Name and Slack user of each admin."""
        found = []
        for person in self.rapport.colleagues.admins():
            try:
                user_id = self.members.user_id(person)
            except LookupFailedError:
                continue
            if user_id:
                found.append((person.name, user_id))
        return found
