"""Who answers the written questions: Rapport with any model, or a peer that a user would otherwise pick."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol
from uuid import uuid4

from assistant.contract import Answer
from assistant.metering import Call, Meter
from assistant.rapport import Rapport

_EMBEDDED: Final = "rapport-embedded"  # its calls leave no machine and cost nothing


@dataclass(frozen=True)
class Reply:
    """One answer and what it cost.

    Attributes:
        text: All that a person reads.
        answer: In Rapport's own shape; None from a peer, which has no calls and facts to judge.
        seconds: From the question to the whole answer.
        calls: Calls of models, the embedded planner among them.
    """

    text: str
    answer: Answer | None
    seconds: float
    calls: tuple[Call, ...] = ()

    @property
    def requests(self) -> tuple[Call, ...]:
        """The calls that left for a model, and not those of the embedded planner."""
        return tuple(call for call in self.calls if call.model != _EMBEDDED)


class Respondent(Protocol):
    """Answers a question as one of the people in the frozen world."""

    @property
    def name(self) -> str:
        """For reports: `rapport, embedded`, `sql agent, openai:…`."""

    def reply(self, question: str, asker: str, before: Sequence[str] = ()) -> Reply:
        """The answer to `question`, asked after the others in one thread."""


@dataclass(frozen=True)
class RapportReplies:
    """Rapport itself; every change that an answer made is taken back, so that each case meets one world."""

    name: str
    rapport: Rapport
    meter: Meter

    def reply(self, question: str, asker: str, before: Sequence[str] = ()) -> Reply:
        """Ask everything in one thread and tell of the last answer."""
        person, thread = self.rapport.person(asker), uuid4().hex
        undone = [self.rapport.ask(words, person, thread=thread) for words in before]
        spent, started = len(self.meter.calls), time.perf_counter()
        answer = self.rapport.ask(question, person, thread=thread)
        seconds = time.perf_counter() - started
        for one in (answer, *reversed(undone)):
            if one.undo:
                self.rapport.undo(one.undo, person)
        return Reply(_read(answer), answer, seconds, tuple(self.meter.calls[spent:]))


@dataclass(frozen=True)
class Overheard:
    """Answers as somebody else does, and keeps what was said to each question first."""

    by: Respondent
    _kept: dict[tuple[str, ...], Reply] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Whoever answers."""
        return self.by.name

    def reply(self, question: str, asker: str, before: Sequence[str] = ()) -> Reply:
        """The other's answer."""
        reply = self.by.reply(question, asker, before)
        self._kept.setdefault((*before, question, asker), reply)
        return reply

    def first(self, question: str, asker: str, before: Sequence[str] = ()) -> Reply:
        """What was said first; asked now if nobody has."""
        kept = self._kept.get((*before, question, asker))
        return kept or self.reply(question, asker, before)


def _read(answer: Answer) -> str:
    table = answer.table
    rows = [table.title, *(" | ".join(row) for row in (table.columns, *table.rows))] if table else []
    drafts = [f"{one.subject}\n{one.body}" for one in answer.drafts or ()]
    return "\n".join((answer.text, *rows, *drafts, *(answer.suggestions or ())))
