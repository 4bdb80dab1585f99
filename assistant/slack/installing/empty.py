"""What stands in the place of an answer while there are no partners."""

from __future__ import annotations

from assistant.errors import AssistantError, NoData
from assistant.rapport import Rapport
from assistant.slack.installing.welcome import empty_blocks
from assistant.slack.outgoing import Message
from knowledge.people import Role, person_by_email


def empty_message(rapport: Rapport | None, asker_email: str, error: AssistantError) -> Message | None:
    """The next step for whoever asked; None if the error is about something else."""
    if rapport is None or not isinstance(error, NoData) or rapport.first_steps.has_data():
        return None
    with rapport.engine.connect() as connection:
        person = person_by_email(connection, asker_email)
    administers = person is not None and person.role is Role.ADMIN
    return Message("There are no partners yet.", empty_blocks(administers=administers))
