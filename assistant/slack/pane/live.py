"""What the asker sees of an answer that is being made: a line, the steps of longer work, its sentences."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from sqlalchemy import Engine, select

from assistant.planner.asking import own_words
from assistant.progress import UNSEEN, Progress, Step
from assistant.slack.blocks import section
from assistant.slack.failing import kind_of
from assistant.slack.outgoing import Block, escape
from assistant.slack.pane.statuses import Statuses
from assistant.slack.pane.streams import Reader, Streams
from assistant.slack.pane.words import TITLE, StepWords, literal_words
from assistant.turnstile import Turnstile
from knowledge.outbox import OutboxMessage
from knowledge.tables import questions
from knowledge.threads import Question

_PATIENCE: Final = 1.5  # gaps that steps may take before they are worth a plan
_log = logging.getLogger("rapport.slack")


@dataclass(frozen=True)
class Pane:
    """Shows how answers come about, where only the asker reads: in threads of the direct message.

    Attributes:
        gap: Seconds between two additions to a message.
        clock: Seconds that only grow.
    """

    engine: Engine
    statuses: Statuses
    streams: Streams
    words: StepWords
    gap: float = 1.0
    clock: Callable[[], float] = time.monotonic

    def asked(self, question: Question) -> None:
        """A question was kept: the first sign of life, and a name for a new thread."""
        if _private(question):
            place = (question.channel, question.thread_ts)
            self.statuses.show(place, self.words.start, partial(self._title, question))

    def follow(self, question: Question, outbox_id: str, user_id: str) -> Progress:
        """Somebody who is told of every step towards the answer that becomes that message."""
        if not _private(question) or not user_id:
            return UNSEEN
        return Live(self, Reader(user_id, question.channel, question.thread_ts), outbox_id)

    def answered(self, message: OutboxMessage) -> None:
        """The answer is there."""
        self.statuses.end((message.channel, message.thread_ts))

    def _title(self, question: Question) -> str:
        """The asker's own words, for the first question of a thread; else empty."""
        columns = questions.c
        here = (columns.channel == question.channel) & (columns.thread_ts == question.thread_ts)
        other = select(columns.question_id).where(here, columns.question_id != question.question_id).limit(1)
        with self.engine.connect() as connection:
            if connection.execute(other).first():
                return ""
        return literal_words(own_words(question.text), TITLE)


@dataclass
class Live:
    """One answer that is being made. What goes wrong here is no matter of the answer's."""

    pane: Pane
    reader: Reader
    outbox_id: str
    _began: float = field(init=False)
    _steps: list[Step] = field(default_factory=list)
    _ended: int = 0
    _message_ts: str = ""
    _silent: bool = False
    _held: str = ""
    _grew: float = float("-inf")

    def __post_init__(self) -> None:
        self._began = self.pane.clock()

    @property
    def listens(self) -> bool:
        """The asker waits for every sentence."""
        return True

    def begins(self, step: Step) -> None:
        """Say what is being done; list the steps when there are several and they take their time."""
        place = (self.reader.channel, self.reader.thread_ts)
        self.pane.statuses.show(place, partial(self.pane.words.of, step))
        self._steps.append(step)
        if len(self._steps) > 1 and (self._message_ts or self._waited()):
            self._show(self._listed)

    def ends(self, _step: Step) -> None:
        """Tick the step off."""
        self._ended = len(self._steps)
        if self._message_ts:
            self._show(self._listed)

    def says(self, text: str) -> None:
        """Show what was verified, a few sentences at a time."""
        self._held += text
        if self.pane.clock() - self._grew >= self.pane.gap:
            self._show(self._said)

    def _waited(self) -> bool:
        return self.pane.clock() - self._began >= _PATIENCE * self.pane.gap

    def _listed(self) -> list[Block]:
        """Every step as it stands: Slack knows them by their ids and shows each once."""
        ends = self._ended
        tasks = [
            {
                "type": "task_update",
                "id": f"step-{number}",
                "title": _capital(self.pane.words.of(step)),
                "status": "complete" if number < ends else "in_progress",
            }
            for number, step in enumerate(self._steps)
        ]
        return [{"type": "plan_update", "title": _capital(self.pane.words.plan())}, *tasks]

    def _said(self) -> list[Block]:
        """Blocks instead of Markdown: nothing in them can form a link or a mention."""
        text, self._held = self._held.strip(), ""
        return [{"type": "blocks", "blocks": [section(escape(text))]}] if text else []

    def _show(self, chunks: Callable[[], Sequence[Block]]) -> None:
        if self._silent:
            return
        try:
            with Turnstile.aside():  # Slack may take its time
                self._grow(chunks())
        except Exception as error:  # noqa: BLE001 - the answer is on its way, whatever became of this
            _log.warning("an answer is not shown while it is made: %s", kind_of(error))
            self._silent = True

    def _grow(self, chunks: Sequence[Block]) -> None:
        if not chunks:
            return
        streams = self.pane.streams
        if self._message_ts:
            self._silent = not streams.append(self.reader.channel, self._message_ts, chunks)
        else:
            self._message_ts = streams.start(self.outbox_id, self.reader, chunks)
            self._silent = not self._message_ts
        self._grew = self.pane.clock()


def _private(question: Question) -> bool:
    """Whether it stands in a thread of a direct message, where nobody else reads along."""
    return question.channel.startswith("D") and bool(question.thread_ts)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
