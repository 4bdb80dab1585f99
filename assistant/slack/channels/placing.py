"""Where the answer to a question stands: in a team's thread, or where only the asker sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Engine

from assistant.slack.channels.audience import Audience
from knowledge.outbox import get_message
from knowledge.threads import Question

_ASKED_IN: Final = re.compile(r"answer:([CG][A-Z0-9]+):\d+\.\d+(?:-[\w-]+)?")


@dataclass(frozen=True)
class Place:
    """A channel, or a user for their direct message, and the thread there; empty for none."""

    channel: str
    thread_ts: str = ""


@dataclass(frozen=True)
class Placing:
    """Says where answers stand. What was kept for posting once stays where it is."""

    engine: Engine
    audience: Audience | None

    def place(self, question: Question) -> Place:
        """Where the answer to a question is posted; drafts and decisions always go to `private`."""
        with self.engine.connect() as connection:
            kept = get_message(connection, f"{question.question_id}:answer")
        if kept is not None:
            return Place(kept.channel, kept.thread_ts)
        asked_in = thread_of(question)
        if asked_in is not None and self.audience and self.audience.barrier(asked_in.channel) is None:
            return asked_in
        return private(question)


def thread_of(question: Question) -> Place | None:
    """The thread of a channel in which a question was asked; None for a direct message or a command."""
    found = _ASKED_IN.fullmatch(question.question_id)
    channel, _, root = question.thread_id.partition(":")
    return Place(channel, root) if found and found[1] == channel and root else None


def private(question: Question) -> Place:
    """Where only the asker sees it."""
    return Place(question.channel, question.thread_ts)


def beside(audience: Audience | None, channel: str, thread_ts: str, user_id: str) -> Place:
    """Where more about a message of ours may stand: in its thread, else with the one who clicked alone."""
    if channel.startswith("D") or (audience is not None and audience.outsiders(channel) is None):
        return Place(channel, thread_ts)
    return Place(user_id)
