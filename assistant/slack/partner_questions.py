"""Asking by a click, in the words in which a person would type it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assistant.errors import OutOfDate
from assistant.rapport import Rapport
from assistant.slack.intake import Asked, Intake
from assistant.slack.notices import PARTNER_GONE
from assistant.slack.outgoing import escape
from assistant.tongues import tongue_of
from assistant.writing.rendering import render
from knowledge.partners import partner_card
from knowledge.people import Person
from tools import kinds
from tools.attention.findings import DRAFTS
from tools.facts import Fact

_PREFIX: Final = "suggest."
QUESTIONS: Final = frozenset(
    {"why", "brief", "draft"} | {key.removeprefix(_PREFIX) for key in DRAFTS.values()}
)
"""Names of suggestions that a menu may carry."""


@dataclass(frozen=True)
class Place:
    """Where a click was, and where its answer goes.

    Attributes:
        cause: The same for every delivery of the click.
        answer_in: A channel, or a user id for the direct message.
        thread_id: The conversation that it belongs to.
    """

    cause: str
    user_id: str
    team_id: str
    answer_in: str
    thread_id: str
    thread_ts: str = ""


def put_question(intake: Intake, person: Person, words: str, place: Place) -> None:
    """Ask as if the person had typed it; the same click asks nothing new."""
    asked = Asked(
        place=place.cause,
        user_id=place.user_id,
        team_id=place.team_id,
        text=escape(words),
        answer_in=place.answer_in,
        thread_ts=place.thread_ts,
        thread_id=place.thread_id,
    )
    intake.keep(asked, person)


def ask_about(
    intake: Intake, rapport: Rapport, person: Person, question: str, partner_id: str, place: Place
) -> None:
    """Ask one of `QUESTIONS` about a partner; anything else asks nothing.

    Raises:
        OutOfDate: There is no such partner that the person may see.
    """
    if question not in QUESTIONS:
        return
    with rapport.engine.connect() as connection:
        card = partner_card(connection, partner_id)
    if card is None or not rapport.roster.access(person).may_see(partner_id):
        raise OutOfDate(PARTNER_GONE)
    phrases, today = rapport.asking.phrases, person.today(rapport.now())
    slots = {"partner": Fact(kinds.PARTNER, partner_id, card.name, today)}
    text = phrases.text(f"{_PREFIX}{question}")
    put_question(intake, person, render(text, slots, tongue_of(person, phrases, today)).text, place)
