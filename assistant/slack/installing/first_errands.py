"""The steps behind the first message and the demo data; each may run twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from assistant.errors import AssistantError
from assistant.rapport import Rapport
from assistant.slack.due import Due
from assistant.slack.installing import welcome
from assistant.slack.members import LookupFailedError, Members, Refusal, RefusedError
from assistant.slack.notices import notice, unknown_person
from assistant.slack.outgoing import Message
from assistant.slack.posting import Postman
from knowledge.outbox import get_message
from knowledge.people import Person, Role, all_people

_WELCOME: Final = "welcome:"


@dataclass(frozen=True)
class FirstErrands:
    """What the workflows do about the beginning."""

    rapport: Rapport
    postman: Postman
    members: Members

    def due(self) -> list[Due]:
        """A first message to every admin who has had none."""
        with self.rapport.engine.connect() as connection:
            admins = [one for one in all_people(connection) if one.role is Role.ADMIN]
            new = [one.email for one in admins if get_message(connection, _WELCOME + one.email) is None]
        day = self.rapport.now().date()
        return [(f"welcome:{email}:{day}", "first.welcome", [email]) for email in new]

    def welcome(self, email: str) -> list[str]:
        """The first message to an admin, once; nothing for one who is not in Slack."""
        with self.rapport.engine.connect() as connection:
            admins = {one.email: one for one in all_people(connection) if one.role is Role.ADMIN}
        try:
            user_id = self.members.user_id(admins[email]) if email in admins else None
        except LookupFailedError:
            return []
        if user_id is None:
            return []
        message = welcome.welcome(has_data=self.rapport.first_steps.has_data())
        self.postman.put(_WELCOME + email, user_id, message)
        return [_WELCOME + email]

    def not_begun(self, user_id: str) -> list[str]:
        """Tell a member who cannot begin who can, once a day."""
        return self._said(f"not-begun:{user_id}:{self.rapport.now():%Y-%m-%d}", user_id, welcome.not_begun())

    def load_demo(self, user_id: str, cause: str) -> list[str]:
        """Load the demo data for an admin, or say what is here already."""

        def loaded(person: Person) -> Message:
            return welcome.demo_loaded(self.rapport.first_steps.load_demo(person))

        return self._answered(f"demo:{cause}", user_id, loaded)

    def clear_demo(self, user_id: str, cause: str) -> list[str]:
        """Remove the demo data for an admin."""

        def cleared(person: Person) -> Message:
            if self.rapport.first_steps.clear_demo(person):
                return welcome.demo_cleared()
            return welcome.no_demo(has_data=self.rapport.first_steps.has_data())

        return self._answered(f"demo-cleared:{cause}", user_id, cleared)

    def how_to_import(self, user_id: str, cause: str) -> list[str]:
        """Say what to drop where; to others than admins, who can."""

        def told(person: Person) -> Message:
            self.rapport.uploads.check_allowed(person)
            return welcome.how_to_import()

        return self._answered(f"how-to-import:{cause}", user_id, told)

    def _answered(self, outbox_id: str, user_id: str, answer: Callable[[Person], Message]) -> list[str]:
        """What somebody gets who pressed a button: the answer, what stands in the way, or whom to ask."""
        try:
            message = answer(self.members.person(user_id))
        except RefusedError as refusal:
            if refusal.reason is not Refusal.UNKNOWN:
                return []
            message = unknown_person()
        except AssistantError as error:
            message = notice(str(error))
        return self._said(outbox_id, user_id, message)

    def _said(self, outbox_id: str, place: str, message: Message) -> list[str]:
        self.postman.put(outbox_id, place, message)
        return [outbox_id]
