"""Opening the conversation: a greeting with the person's day, and what they may want to ask."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http.client import HTTPException
from typing import Final

from slack_sdk.errors import SlackApiError

from assistant.rapport import Rapport
from assistant.slack.blocks import section
from assistant.slack.installing.welcome import first_buttons
from assistant.slack.members import Members, RefusedError
from assistant.slack.outgoing import Message, escape
from assistant.slack.pane.words import literal_words
from assistant.slack.posting import Postman
from assistant.welcoming import SuggestedPrompt, Welcome
from knowledge.people import Person, Role

TITLE: Final = 75
MESSAGE: Final = 250
PROMPTS_TITLE: Final = "Ask me, for example:"
_log = logging.getLogger("rapport.slack")


@dataclass(frozen=True)
class PaneErrands:
    """What is done when somebody opens the conversation; people who are not served get nothing."""

    rapport: Rapport
    postman: Postman
    members: Members

    def opened(self, channel: str, user_id: str) -> list[str]:
        """Somebody opened the Messages tab: a greeting once a day, and prompts as of now."""
        person = self._served(user_id)
        if person is None:
            return []
        day = person.today(self.rapport.now()).isoformat()
        return self._welcomed(person, f"greeting:{person.email}:{day}", channel, "")

    def started(self, channel: str, thread_ts: str, user_id: str) -> list[str]:
        """Somebody began a thread in the assistant pane: a greeting and prompts of its own."""
        person = self._served(user_id)
        if person is None:
            return []
        return self._welcomed(person, f"greeting:{channel}:{thread_ts}", channel, thread_ts)

    def _welcomed(self, person: Person, outbox_id: str, channel: str, thread_ts: str) -> list[str]:
        welcome = self.rapport.welcomes.welcome(person)
        self._suggest(welcome.prompts, channel, thread_ts)
        begins = person.role is Role.ADMIN and not self.rapport.first_steps.has_data()
        self.postman.put(outbox_id, channel, greeting(welcome, begins=begins), thread_ts)
        return [outbox_id]

    def _suggest(self, prompts: tuple[SuggestedPrompt, ...], channel: str, thread_ts: str) -> None:
        """Show the prompts, if it works: they come again with the next opening."""
        shown = [
            {"title": literal_words(one.title, TITLE), "message": literal_words(one.message, MESSAGE)}
            for one in prompts
        ]
        try:
            self.postman.client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, thread_ts=thread_ts or None, title=PROMPTS_TITLE, prompts=shown
            )
        except (SlackApiError, OSError, HTTPException) as error:
            said = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
            _log.info("prompts were not shown: %s", said)

    def _served(self, user_id: str) -> Person | None:
        try:
            return self.members.person(user_id)
        except RefusedError:
            return None


def greeting(welcome: Welcome, *, begins: bool = False) -> Message:
    """The greeting as a message; with the two ways to begin for who can take them."""
    blocks = [section(escape(welcome.greeting))]
    return Message(welcome.greeting, [*blocks, first_buttons()] if begins else blocks)
