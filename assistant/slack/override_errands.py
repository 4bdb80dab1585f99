"""The steps by which leads are asked about an edit that names another partner, and the asker is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assistant.slack import draft_questions
from assistant.slack.desk import Desk
from assistant.slack.members import Members
from assistant.slack.outgoing import Message
from assistant.slack.posting import Postman
from knowledge import overrides
from knowledge.overrides import Override
from knowledge.people import Role, all_people, person_by_email

_LEADS: Final = (Role.LEAD, Role.ADMIN)


@dataclass(frozen=True)
class OverrideErrands:
    """What workflows do about overrides. Arguments and results are ids, never text."""

    desk: Desk
    postman: Postman
    members: Members

    def ask_leads(self, override_id: str) -> list[str]:
        """Put the edit before every lead, or tell the asker that there is none; ids of the messages."""
        with self.desk.engine.connect() as connection:
            asked = overrides.get_override(connection, override_id)
            people = all_people(connection)
        if asked is None or asked.decided_by is not None:
            return []
        names = {one.email: one.name for one in people}
        draft = self.desk.draft(asked.draft_id)
        message = draft_questions.override_question(asked, draft, names.get(asked.asked_by, ""))
        kept = []
        for lead in (one for one in people if one.role in _LEADS):
            if user_id := self.members.user_id(lead):
                kept.append(f"override:{override_id}:{lead.email}")
                self.postman.put(kept[-1], user_id, message)
        return kept or self._tell(asked, "nobody", draft_questions.nobody(asked))

    def tell_decision(self, override_id: str) -> list[str]:
        """Tell who asked how a lead decided, with the message to approve; ids of the messages."""
        with self.desk.engine.connect() as connection:
            asked = overrides.get_override(connection, override_id)
            if asked is None or asked.decided_by is None:
                return []
            lead = person_by_email(connection, asked.decided_by)
        draft = self.desk.draft(asked.draft_id)
        message = draft_questions.decision(asked, draft, lead.name if lead else "")
        return self._tell(asked, "decided", message)

    def _tell(self, asked: Override, what: str, message: Message) -> list[str]:
        """Keep a message for who asked."""
        with self.desk.engine.connect() as connection:
            person = person_by_email(connection, asked.asked_by)
        user_id = self.members.user_id(person) if person else None
        if user_id is None:
            return []
        outbox_id = f"override:{asked.override_id}:{what}"
        self.postman.put(outbox_id, user_id, message)
        return [outbox_id]
