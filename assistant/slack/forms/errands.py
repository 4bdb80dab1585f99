"""What follows a form, step by step: steps may run twice and then change nothing more."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from slack_sdk.errors import SlackApiError

from assistant.contract import Answer, Call
from assistant.errors import AssistantError
from assistant.forms.what_if_form import WhatIf
from assistant.rapport import Rapport
from assistant.slack.answers import answer_message
from assistant.slack.calling import patiently
from assistant.slack.forms import review_view, views
from assistant.slack.notices import notice
from assistant.slack.posting import Postman
from knowledge.held_messages import let_go
from knowledge.people import Person, person_by_email
from knowledge.threads import Question, save_answer, save_question

_BRIEF: Final = "Brief me"
_log = logging.getLogger("rapport.slack")


@dataclass(frozen=True)
class FormErrands:
    """What the workflows do about forms. Arguments and results are ids and choices, never text.

    Attributes:
        deliver: Keeps the answer to a question for posting; ids of the messages.
    """

    rapport: Rapport
    postman: Postman
    deliver: Callable[[str], list[str]]

    def confirm(self, change_id: str, email: str, user_id: str, message_id: str = "") -> list[str]:
        """Tell somebody what became of their form, with Undo; a message that it kept is held no longer."""
        person = self._person(email)
        if person is None:
            return []
        if message_id:
            with self.rapport.engine.begin() as connection:
                let_go(connection, message_id, email)
        try:
            told = answer_message(self.rapport.forms.told(change_id, person))
        except AssistantError as error:  # it was taken back before this came to be told
            told = notice(str(error))
        outbox_id = f"told:{change_id}"
        self.postman.put(outbox_id, user_id, told)
        return [outbox_id]

    def show_review(self, view_id: str, email: str, page: int) -> list[str]:
        """Show a page of the review in the form that is open."""
        person = self._person(email)
        if person is None:
            return []
        try:
            view = review_view.review_form(self.rapport.forms.review_page(person, page))
        except AssistantError as error:
            view = views.closing("Quarterly review", str(error))
        update = partial(self.postman.client.views_update, view_id=view_id, view=view)
        try:
            patiently(update, self.postman.pace.sleep)
        except SlackApiError as error:  # it was closed meanwhile, as a rule
            _log.info("a form was not filled: %s", error.response.get("error"))
        return []

    def brief(self, question_id: str, email: str, user_id: str, partner_id: str) -> list[str]:
        """Brief somebody on a partner that they picked."""

        def answer(person: Person) -> Answer:
            call = Call(tool="call_brief", args={"partner": partner_id})
            return self.rapport.brief(partner_id, person, None).model_copy(update={"calls": [call]})

        return self._answered(question_id, email, user_id, _BRIEF, answer)

    def what_if(self, question_id: str, email: str, user_id: str, assumed: str) -> list[str]:
        """Tell somebody who would stand where under what they assumed."""
        wanted = WhatIf.model_validate_json(assumed)

        def answer(person: Person) -> Answer:
            return self.rapport.forms.what_if(question_id, person, wanted)

        return self._answered(question_id, email, user_id, wanted.in_words(), answer)

    def _answered(
        self, question_id: str, email: str, user_id: str, words: str, answer: Callable[[Person], Answer]
    ) -> list[str]:
        """Keep a question with its answer, as if it had been typed, so that the conversation remembers it."""
        person = self._person(email)
        if person is None:
            return []
        place, now = self.postman.places.find(user_id), self.rapport.now()
        try:
            told = answer(person)
        except AssistantError as error:
            told = Answer(text=str(error))
        with self.rapport.engine.begin() as connection:
            save_question(connection, Question(question_id, place, email, words, now, place))
            save_answer(connection, question_id, told.model_dump(mode="json", exclude_none=True), now)
        return self.deliver(question_id)

    def _person(self, email: str) -> Person | None:
        with self.rapport.engine.connect() as connection:
            return person_by_email(connection, email)
