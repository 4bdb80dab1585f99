"""Messages in channels that mention nobody: follow-ups of whom we answered there; all else is left alone.

What is left alone is not kept, only that somebody spoke, so that later words are not mistaken for ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Engine

from assistant.slack.intake import Asked, Intake
from assistant.slack.members import RefusedError
from knowledge.people import Person
from knowledge.thread_voices import note_voice, others_spoke, shown_to

_MENTION: Final = re.compile(r"<[@!]([^>|]+)")


def overhear(intake: Intake, event: Mapping[str, Any]) -> None:
    """Answer a follow-up in a thread in which we answered its writer; else stay silent.

    Raises:
        LookupFailedError: Slack did not say who it is; the event will come again.
    """
    thread_id = f"{event['channel']}:{event.get('thread_ts', '')}"
    with intake.desk.engine.connect() as connection:
        shown = shown_to(connection, thread_id)
    if not shown:
        return
    asked = intake.asked(event)
    person, spoken_to = _asker(intake, asked, shown), _MENTION.findall(asked.text)
    if person is None or spoken_to:
        _note(intake.desk.engine, thread_id, event["ts"], [asked.user_id, *spoken_to])
    elif _goes_on(intake, asked, person, shown):
        intake.keep(asked, person)
    else:
        _note(intake.desk.engine, thread_id, event["ts"], [asked.user_id])


def _asker(intake: Intake, asked: Asked, shown: Mapping[str, str]) -> Person | None:
    """Who wrote it, if an answer of ours to that person stands there."""
    try:
        person = intake.members.person(asked.user_id, asked.team_id)
    except RefusedError:
        return None
    return person if person.email in shown else None


def _goes_on(intake: Intake, asked: Asked, person: Person, shown: Mapping[str, str]) -> bool:
    """Whether the words are for us."""
    text, since = intake.words_of(asked), shown[person.email]
    if not text or asked.place.partition(":")[2] <= since:
        return False
    with intake.desk.engine.connect() as connection:
        others = others_spoke(connection, asked.thread_id, asked.user_id, since)
    interrupted = others or max(shown.values()) > since
    question = intake.question(asked, person, text)
    return intake.desk.listening.is_for_us(question, person, interrupted=interrupted)


def _note(engine: Engine, thread_id: str, spoken_ts: str, people: Iterable[str]) -> None:
    with engine.begin() as connection:
        for slack_user_id in people:
            note_voice(connection, thread_id, slack_user_id, spoken_ts)
